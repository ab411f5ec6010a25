#!/usr/bin/env bash
# What      DuckDB's CSV reader, columns declared, `store_rejects` (or `ignore_errors`) on.
# Version   @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), from npm.
# Behaviour A row with a cell that does not convert is rejected only by a query that reads the cell. count(*) counts
#           the row, sum(id) adds it, reject_errors stays empty; the same sum beside sum(deaths) is another number.
# Seen      count(*) 3, rejects 0; sum(id) 6; "sum(id), sum(deaths)" 4 and 12, rejects 1.
# Matters   "How many events were taken, how many refused?" has as many answers as there are column lists. A report
#           that counts first and loads afterwards says that nothing was refused.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
npm_packages @duckdb/node-api@1.5.6-r.1

cat >events.csv <<'CSV'
id,day,deaths
1,2024-01-01,5
2,2024-01-02,unknown
3,2024-01-03,7
CSV
columns="columns={'id': 'INTEGER', 'day': 'DATE', 'deaths': 'INTEGER'}"
read="read_csv('events.csv', header=true, auto_detect=false, delim=',', $columns, store_rejects=true)"

seen=$(duckdb "SELECT count(*)::INT FROM $read" "SELECT count(*)::INT FROM reject_errors" \
  "SELECT sum(id)::INT FROM $read" "SELECT count(*)::INT FROM reject_errors" \
  "SELECT sum(id)::INT, sum(deaths)::INT FROM $read" "SELECT line::INT, column_name FROM reject_errors" \
  "SELECT id FROM $read WHERE day >= '2024-01-02'")
expect "which rows are rejected" "$seen" '[[3]]
[[0]]
[[6]]
[[0]]
[[4,12]]
[[3,"deaths"]]
[[2],[3]]'
holds "a bad cell costs its row only where a query asks for that column"
