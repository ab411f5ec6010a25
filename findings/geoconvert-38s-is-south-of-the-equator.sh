#!/usr/bin/env bash
# What:      positions in UTM as soldiers and reports write them, with the letter of the latitude band.
# Version:   Debian geographiclib-tools 2.1.2-1, GeoConvert.
# Behaviour: before easting and northing the letter is a hemisphere, n or s. Bands T, R or U are refused ("Illegal
#            hemisphere"), so it looks as if the mistake were caught. But S is a band too, that from 32 to 40 north,
#            and N that from 0 to 8: "38S 443000 3686000", Baghdad, is silently a place at 57 south in the Southern
#            Ocean. The same zone and band written as MGRS, "38SMB4300086000", is Baghdad in the same program.
# Output:    -56.96607 44.06253 and 33.31161 44.38767.
# Matters:   band S is that of Baghdad, Mosul, Damascus, Tehran, Kabul and the Aegean. A file of positions in Iraq is
#            read without one error while one of Georgia (38T) fails at the first line.
set -euo pipefail
need() { # package version
  [[ $(dpkg-query -W -f '${Version}' "$1" 2>/dev/null) == "$2" ]] && return
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 && return
  echo "skipped: $1 $2 cannot be had"
  exit 77
}
need geographiclib-tools 2.1.2-1
changed=0
expect() { # position, answer
  local got
  got=$(GeoConvert --input-string "$1" 2>&1 || true)
  echo "$1: $got"
  [[ $got == "$2" ]] || { echo "changed: expected $2"; changed=1; }
}
expect "38SMB4300086000" "33.31161 44.38767"
expect "38n 443000 3686000" "33.31161 44.38767"
expect "38S 443000 3686000" "-56.96607 44.06253"
expect "38T 443000 4619000" "ERROR: Illegal hemisphere t in 38T, specify north or south"
expect "38R 443000 3000000" "ERROR: Illegal hemisphere r in 38R, specify north or south"
exit "$changed"
