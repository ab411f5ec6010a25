#!/usr/bin/env bash
# What:      dates found in English sentences about agreements, when the language is left to the library.
# Version:   Debian python3-dateparser 1.1.6-1, search_dates(), reference day 15 June 2024.
# Behaviour: "X and Y agreed on 19 January to a ceasefire." is taken for Norwegian (Nynorsk), where "to" is short for
#            Thursday and "on" for Wednesday: the word "to" becomes the last Thursday before the report, and "on 19
#            January" the 19th of the current month. "Mali left on 28 January." is English. "10 March 2023" falls
#            apart into 15 October of this year and 15 June 2023. A sentence about the Sudan is Uzbek. With
#            languages=["en"] all are right.
# Output:    nn on 19=2024-06-19 to=2024-06-13, and so on below.
# Matters:   "agreed to" is a stock phrase of the field, so the error hits agreements and spares attacks: it is
#            no noise but bias. Both false dates are recent, plausible days.
set -euo pipefail
need() { # package version
  [[ $(dpkg-query -W -f '${Version}' "$1" 2>/dev/null) == "$2" ]] && return
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 && return
  echo "skipped: $1 $2 cannot be had"
  exit 77
}
need python3-dateparser 1.1.6-1
TZ=UTC command -p python3 -W ignore - <<'PY'
import datetime, sys
from dateparser.search import search_dates

settings = {"RELATIVE_BASE": datetime.datetime(2024, 6, 15, 12)}
cases = {
    "Mali left on 28 January.": ("en on 28 January=2024-01-28", "on 28 January=2024-01-28"),
    "Israel and Hamas agreed on 19 January to a ceasefire.":
        ("nn on 19=2024-06-19 to=2024-06-13", "on 19 January=2024-01-19"),
    "Iran and Saudi Arabia agreed to restore ties on 10 March 2023.":
        ("nn to=2024-06-13 on 10=2024-10-15 2023=2023-06-15", "on 10 March 2023=2023-03-10"),
    "Sudan and the RSF agreed on 20 May to a truce.": ("uz 20 May to=2024-05-20", "on 20 May=2024-05-20"),
}
changed = 0
for text, expected in cases.items():
    guessed = search_dates(text, settings=settings, add_detected_language=True)
    told = search_dates(text, settings=settings, languages=["en"])
    got = (guessed[0][2] + " " + " ".join(f"{g[0]}={g[1]:%Y-%m-%d}" for g in guessed),
           " ".join(f"{g[0]}={g[1]:%Y-%m-%d}" for g in told))
    print(f"{text}\n  guessed: {got[0]}\n  as English: {got[1]}")
    if got != expected:
        print(f"changed: expected {expected}")
        changed = 1
sys.exit(changed)
PY
