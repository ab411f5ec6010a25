#!/usr/bin/env bash
# What      DuckDB's CSV reader finds the dialect of a file by itself.
# Version   @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), from npm.
# Behaviour Rows whose first cell begins with # are taken for comments and left out without an error, also when they
#           have every cell. In a column further right they are data, and `store_rejects=true`, which is there to name
#           rows that are left out, brings them back instead of naming them.
# Seen      Of the ids #1, #2, 3 one row is left, and its id is the number 3. With store_rejects, with comment='', or
#           with the column second, all three are there and the id is text.
# Matters   Case numbers, tags as ids and marks of footnotes begin with #. The rows are gone before any count is
#           taken, and the run that looks for lost rows does not lose them.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
npm_packages @duckdb/node-api@1.5.6-r.1

printf 'id,deaths\n#1,5\n#2,6\n3,7\n' >first.csv
printf 'deaths,id\n5,#1\n6,#2\n7,3\n' >second.csv
expect "rows by the place of the column and by the options" "$(duckdb \
  "SELECT id, typeof(id), deaths::INT FROM 'first.csv'" \
  "SELECT id, deaths::INT FROM read_csv('first.csv', store_rejects=true)" \
  "SELECT count(*)::INT FROM reject_errors" \
  "SELECT id, deaths::INT FROM read_csv('first.csv', comment='')" \
  "SELECT id, deaths::INT FROM 'second.csv'")" '[["3","BIGINT",7]]
[["#1",5],["#2",6],["3",7]]
[[0]]
[["#1",5],["#2",6],["3",7]]
[["#1",5],["#2",6],["3",7]]'
holds "rows that begin with # are no rows"
