#!/usr/bin/env bash
# What      pandas.read_json() without options, on records of events.
# Version   python3-pandas 1.5.3+dfsg-2, from Debian.
# Behaviour Columns are made dates by their names (date, modified, timestamp...; ..._at, ..._time) and not by what
#           they hold: the same text under "day" stays text, and a bare year under "date" is its first of January.
#           Numbers under such a name are seconds since 1970 when all are above one year of seconds; one that is not
#           keeps the column numbers. Text of digits is made a number under any name.
# Seen      {"date": "2024"} -> 2024-01-01, {"day": "2024"} -> "2024"; modified 31536001 -> 1971-01-01 00:00:01,
#           beside a row with 31536000 -> 31536001; code "010", "020" -> 10, 20, beside "02a" -> "010".
# Matters   CAMEO types are text with a leading zero, in one file whole and in the next cut. Renaming a column changes
#           its type, and one early row the type of the others.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian python3-pandas 1.5.3+dfsg-2

cat >read.py <<'PY'
import io, json, pandas
def column(name, *values):
    table = pandas.read_json(io.StringIO(json.dumps([{name: value} for value in values])))
    print(name, [str(value) if hasattr(value, "isoformat") else value for value in table[name].tolist()])
column("date", "2024-01-05", "2024")
column("day", "2024-01-05", "2024")
column("modified", 31536001)
column("modified", 31536001, 31536000)
column("code", "010", "020")
column("code", "010", "02a")
PY
expect "columns" "$(python read.py)" "date ['2024-01-05 00:00:00', '2024-01-01 00:00:00']
day ['2024-01-05', '2024']
modified ['1971-01-01 00:00:01']
modified [31536001, 31536000]
code [10, 20]
code ['010', '02a']"
expect "warnings" "$(cat warnings)" ''
holds "the name of a column makes it a date"
