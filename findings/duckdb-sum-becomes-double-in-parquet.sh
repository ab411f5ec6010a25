#!/usr/bin/env bash
# What      DuckDB, COPY of sums of whole numbers to Parquet; hyparquet reads the file.
# Version   @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6) and hyparquet 1.33.0, from npm.
# Behaviour sum() of an INTEGER or BIGINT column is a HUGEINT. Parquet has none, and COPY writes DOUBLE without a
#           word, though the sum fits 64 bits: exact in the database, rounded in the file.
# Seen      9007199254740993 in the database, 9007199254740992 as DOUBLE in the file; a sum of deaths, 11, is DOUBLE
#           too. A sum cast to BIGINT stays as it is. hyparquet: numbers for the first two, a bigint for the cast one.
# Matters   Totals by state or month are what is handed on. They arrive as floating point ("11.0"), and sums of money
#           or ids above 2^53 arrive wrong, with nothing in the log of either side.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
npm_packages @duckdb/node-api@1.5.6-r.1 hyparquet@1.33.0

seen=$(duckdb "CREATE TABLE aid (dollars BIGINT, deaths INTEGER)" \
  "INSERT INTO aid VALUES (9007199254740992, 5), (1, 6)" \
  "CREATE VIEW totals AS SELECT sum(dollars) dollars, sum(deaths) deaths, sum(dollars)::BIGINT exact FROM aid" \
  "SELECT dollars::VARCHAR, typeof(dollars), typeof(deaths) FROM totals" \
  "COPY (FROM totals) TO 'totals.parquet'" \
  "SELECT dollars::BIGINT::VARCHAR, typeof(dollars), typeof(deaths), exact::VARCHAR FROM 'totals.parquet'" | tail -n +4)
expect "sums before and after COPY" "$seen" '[["9007199254740993","HUGEINT","HUGEINT"]]
[["1"]]
[["9007199254740992","DOUBLE","DOUBLE","9007199254740993"]]'

cat >read.mjs <<'JS'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
const [row] = await parquetReadObjects({ file: await asyncBufferFromFile('totals.parquet') })
for (const [name, value] of Object.entries(row)) console.log(name, typeof value, String(value))
JS
expect "what hyparquet reads" "$(node read.mjs)" 'dollars number 9007199254740992
deaths number 11
exact bigint 9007199254740993'
holds "sum() of whole numbers is DOUBLE in Parquet"
