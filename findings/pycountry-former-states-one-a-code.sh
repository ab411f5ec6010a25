#!/usr/bin/env bash
# What:      states that are no more, looked up by their codes.
# Version:   Debian python3-pycountry 22.3.5+ds1-1 with iso-codes 4.15.0-1, `historic_countries`.
# Behaviour: get() answers with one record, and which one depends on the kind of code. CS was Czechoslovakia and later
#            Serbia and Montenegro; get(alpha_2="CS") is the later, get(numeric="891"), the number of Serbia and
#            Montenegro, is Yugoslavia, and 890, Yugoslavia's own number until 1992, is nobody. So the two-letter code
#            of CSK leads to SCG and the number of SCG to YUG. Of the codes of two letters that were given out again
#            GE is the Gilbert Islands and SK Sikkim. No record has a day of beginning, so the date cannot decide.
# Output:    CSK -> CS -> SCG, SCG -> 891 -> YUG, numeric 890 -> None.
# Matters:   event data from before 2006 hold all of these; a join over the "wrong" kind of code moves Prague to
#            Belgrade.
set -euo pipefail
need() { # package version
  [[ $(dpkg-query -W -f '${Version}' "$1" 2>/dev/null) == "$2" ]] && return
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 && return
  echo "skipped: $1 $2 cannot be had"
  exit 77
}
need iso-codes 4.15.0-1
need python3-pycountry 22.3.5+ds1-1
command -p python3 - <<'PY'
import sys
import pycountry

former = pycountry.historic_countries
got = []
for state in former:
    for kind in ("alpha_2", "numeric"):
        code = getattr(state, kind, None)
        back = former.get(**{kind: code}) if code else state
        if back.alpha_3 != state.alpha_3:
            got.append(f"{state.alpha_3} -> {code} -> {back.alpha_3}")
got.append(f"890 -> {former.get(numeric='890')}")
got += [f"{code} -> {former.get(alpha_2=code).name}" for code in ("GE", "SK")]
expected = ["CSK -> CS -> SCG", "SCG -> 891 -> YUG", "890 -> None", "GE -> Gilbert and Ellice Islands", "SK -> Sikkim"]
print("\n".join(got))
if got != expected:
    print(f"changed: expected {expected}")
    sys.exit(1)
PY
