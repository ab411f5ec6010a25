#!/usr/bin/env bash
# What      DuckDB's CSV reader finds the format of a date column by itself; pandas reads the same bytes.
# Version   @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), from npm; python3-pandas 1.5.3+dfsg-2, from Debian.
# Behaviour Of day, month and two-digit year, DuckDB takes the first for the year while every first number can be one:
#           the 5th of January 2024 becomes the 24th of January 2005, the 31st becomes 2031. One row of another year
#           that is no day of a month (99) turns the whole column round. With four digits it takes the day first,
#           where pandas takes the month first.
# Seen      05/01/24 -> 2005-01-24; 31/01/24 -> 2031-01-24; with a row 06/01/99 -> 2024-01-05; 05/01/2024 ->
#           2024-01-05 in DuckDB, 2024-05-01 in pandas; 05/01/24 -> 2024-05-01 in pandas.
# Matters   All are valid days, so no check of a range of types finds them, and the month is right: a table of events
#           of one January is spread over the Januaries of 31 years. Whether it is depends on a row elsewhere in the
#           file.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
npm_packages @duckdb/node-api@1.5.6-r.1
debian python3-pandas 1.5.3+dfsg-2

printf 'id,day\n1,05/01/24\n2,31/01/24\n' >month.csv
printf 'id,day\n1,05/01/24\n2,06/01/99\n' >years.csv
printf 'id,day\n1,05/01/2024\n2,06/01/2024\n' >long.csv
expect "days as DuckDB reads them" \
  "$(duckdb "SELECT day, typeof(day) FROM 'month.csv'" "SELECT day FROM 'years.csv'" "SELECT day FROM 'long.csv'")" \
  '[["2005-01-24","DATE"],["2031-01-24","DATE"]]
[["2024-01-05"],["1999-01-06"]]
[["2024-01-05"],["2024-01-06"]]'

cat >read.py <<'PY'
import pandas
for name in "long.csv", "years.csv":
    print([str(day.date()) for day in pandas.read_csv(name, parse_dates=["day"])["day"]])
PY
expect "days as pandas reads them" "$(python read.py)" "['2024-05-01', '2024-06-01']
['2024-05-01', '1999-06-01']"
holds "05/01/24 is a day of 2005, or of 2024, or in May"
