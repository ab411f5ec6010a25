# Sourced by every script: how a step is announced and run.
script=${0##*/}

# A clone in another folder finds what ccache has compiled for this one.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

say() { printf '%s: %s\n' "$script" "$*" >&2; }
fail() { say "$*"; exit 1; }

# step TEXT COMMAND...: says TEXT on stderr and runs COMMAND; what it printed is shown only when it fails.
step() {
  local text=$1 log status=0
  shift
  say "$text"
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  [[ $status == 0 ]] || cat "$log" >&2
  rm -f "$log"
  [[ $status == 0 ]] || fail "failed: $text"
}

# build PRESET [TARGET...]: configures and builds build/PRESET.
build() {
  local preset=$1
  shift
  step "configuring build/$preset" cmake --preset "$preset"
  step "building build/$preset" cmake --build --preset "$preset" --parallel "$(nproc)" ${1:+--target "$@"}
}

# run_tests PRESET: runs the tests of build/PRESET and prints ctest's closing summary; all of it when one fails.
run_tests() {
  local log status=0
  say "running the tests of build/$1"
  log=$(mktemp)
  ctest --preset "$1" >"$log" 2>&1 || status=$?
  if [[ $status == 0 ]]; then sed -n '/tests passed/,$p' "$log"; else cat "$log"; fi
  rm -f "$log"
  return "$status"
}
