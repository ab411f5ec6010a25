# Sourced by every finding: a temporary folder to work in, the pinned packages, and the comparison of what is seen.
# shellcheck shell=bash
set -euo pipefail
export LC_ALL=C.UTF-8 TZ=UTC
script=${0##*/}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# skip REASON: the finding cannot be tried here.
skip() {
  printf '%s: not run: %s\n' "$script" "$1"
  exit 77
}

# debian PACKAGE VERSION: that version is installed, now if it was not and the user may.
debian() {
  local found
  found=$(dpkg-query -W -f='${Version}' "$1" 2>/dev/null) || found=
  [[ $found == "$2" ]] && return
  [[ -z $found ]] || skip "$1 $found is here, not $2"
  [[ $(id -u) == 0 ]] || skip "$1 $2 is not installed"
  apt-get install -y --no-install-recommends "$1=$2" >apt.log 2>&1 || skip "$1 $2 cannot be installed"
}

# npm_packages NAME@VERSION...: installed in the temporary folder.
npm_packages() {
  { command -v node && command -v npm; } >/dev/null || skip "node and npm are needed"
  npm install --ignore-scripts --no-audit --no-fund "$@" >npm.log 2>&1 || skip "$* cannot be installed"
}

# python FILE: Debian's own interpreter with Debian's modules only; what it says on stderr goes to the file warnings.
python() {
  command -p python3 -I "$1" 2>warnings && return
  cat warnings >&2
  return 1
}

# duckdb STATEMENT...: runs them in one database in memory, on one thread; for each a line of JSON, or of its error.
duckdb() {
  node -e '
    const { DuckDBInstance } = require("@duckdb/node-api");
    (async () => {
      const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
      for (const statement of process.argv.slice(1)) {
        try {
          console.log(JSON.stringify((await connection.runAndReadAll(statement)).getRowsJson()));
        } catch (error) {
          console.log(error.message.split("\n")[0]);
        }
      }
    })();' -- "$@"
}

# expect WHAT SEEN WANTED: ends the finding when what is seen is not what is written down.
expect() {
  [[ $2 == "$3" ]] && return
  printf '%s: changed: %s\nwritten down:\n%s\nseen:\n%s\n' "$script" "$1" "$3" "$2"
  exit 1
}

# holds TEXT: the last line of a finding.
holds() { printf '%s: as written down: %s\n' "$script" "$1"; }
