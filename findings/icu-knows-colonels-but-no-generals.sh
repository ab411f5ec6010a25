#!/usr/bin/env bash
# What:      sentences of ICU with the exceptions for abbreviations switched on (locale en@ss=standard).
# Version:   Debian libicu72 72.1-3+deb12u1 through python3-icu 2.10.2-1+b3.
# Behaviour: the English list holds Col., Capt., Sgt., Maj., Rep. and vs., but not Gen., Lt., Adm., Brig., Gov., Sen.,
#            St., U.S. or U.N. So "Col. Goita met Capt. Traore" is one sentence and "Gen. Tchiani met Adm. Paparo"
#            three. Months are on the list, and there the error is the other way: "It ended in Dec. Russia left." is
#            one.
# Output:    below: number of sentences and where they end.
# Matters:   who rules after a coup is a general as often as a colonel; a subject cut from its verb is an event
#            without an actor. Whether the option works cannot be told from a test with "Mr." or "Col.".
set -euo pipefail
need() { # package version
  [[ $(dpkg-query -W -f '${Version}' "$1" 2>/dev/null) == "$2" ]] && return
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 && return
  echo "skipped: $1 $2 cannot be had"
  exit 77
}
need libicu72 72.1-3+deb12u1
need python3-icu 2.10.2-1+b3
command -p python3 - <<'PY'
import sys
import icu

cases = {
    "Col. Goita met Capt. Traore.": "Col. Goita met Capt. Traore.",
    "Gen. Tchiani met Adm. Paparo.": "Gen.|Tchiani met Adm.|Paparo.",
    "Sgt. Maj. Doe met Rep. Omar.": "Sgt. Maj. Doe met Rep. Omar.",
    "Brig. Gen. Doe met Sen. Graham.": "Brig.|Gen.|Doe met Sen.|Graham.",
    "Lt. Col. Damiba met Gov. Abbott.": "Lt.|Col. Damiba met Gov.|Abbott.",
    "The U.S. Senate and the U.N. Council voted.": "The U.S.|Senate and the U.N.|Council voted.",
    "Serbia vs. Kosovo at St. Petersburg.": "Serbia vs. Kosovo at St.|Petersburg.",
    "It ended in Dec. Russia left. Mali stayed.": "It ended in Dec. Russia left.|Mali stayed.",
}
breaks = icu.BreakIterator.createSentenceInstance(icu.Locale("en@ss=standard"))
changed = 0
for text, expected in cases.items():
    breaks.setText(text)
    ends = [0, *breaks]
    got = "|".join(text[a:b].strip() for a, b in zip(ends, ends[1:]))
    print(f"{got.count('|') + 1}  {got}")
    if got != expected:
        print(f"changed: expected {expected}")
        changed = 1
sys.exit(changed)
PY
