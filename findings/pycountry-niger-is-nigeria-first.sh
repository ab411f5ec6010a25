#!/usr/bin/env bash
# What:      the fuzzy search for a country by its name; the first answer is commonly taken.
# Version:   Debian python3-pycountry 22.3.5+ds1-1 with iso-codes 4.15.0-1, `countries.search_fuzzy`.
# Behaviour: "Niger", which is the exact name of a state, is Nigeria first. "UK" is Uganda, then Ukraine, and the
#            United Kingdom is not among the answers. "Kosovo" is Serbia. Old names ("Turkey", "Burma", "Swaziland",
#            "Ivory Coast") raise a LookupError, yet names of provinces are found: "Donetsk" is Ukraine, "Darfur" the
#            Sudan. "Crimea" and "Tigray" are not found, since ISO spells them Krym and Tigrai.
# Output:    Niger NGA NER; UK UGA UKR LVA; Kosovo SRB; Turkey none; Donetsk UKR; Crimea none.
# Matters:   Niger and Nigeria are the two states of West Africa that are mixed up most, and here the exact match
#            loses; which region of a war is found depends on the spelling that ISO has for it.
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

cases = {
    "Niger": "NGA NER", "Chad": "TCD COL", "Oman": "OMN ROU MKD", "UK": "UGA UKR LVA", "Kosovo": "SRB",
    "Turkey": "none", "Burma": "none", "Swaziland": "none", "Ivory Coast": "none", "Donetsk": "UKR", "Darfur": "SDN",
    "Crimea": "none", "Tigray": "none",
}
changed = 0
for name, expected in cases.items():
    try:
        got = " ".join(c.alpha_3 for c in pycountry.countries.search_fuzzy(name)[:3])
    except LookupError:
        got = "none"
    print(f"{name:12} {got}")
    if got != expected:
        print(f"changed: expected {expected}")
        changed = 1
sys.exit(changed)
PY
