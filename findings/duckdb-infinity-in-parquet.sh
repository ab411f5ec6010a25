#!/usr/bin/env bash
# What      DuckDB's date 'infinity' written to Parquet; hyparquet, and apache-arrow by parquet-wasm, read it.
# Version   @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), hyparquet 1.33.0, parquet-wasm 0.8.0, apache-arrow 21.2.0, from
#           npm.
# Behaviour The open end becomes the largest whole number in a plain DATE column. DuckDB takes it back as infinity.
#           Others see a day: apache-arrow a number of milliseconds in the year 5881580, past what a JavaScript date
#           can hold; hyparquet an invalid Date, which is not null and is neither before nor after any day.
# Seen      DuckDB: infinity, true; hyparquet: Invalid Date, after 2024 false, before 2024 false; apache-arrow:
#           185542587100800000.
# Matters   "Valid until further notice" (alliances, sanctions, memberships, rows of a bitemporal table) is kept as
#           infinity. "Still in force on this day" is then true in DuckDB and false in the browser that shows the same
#           file.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
npm_packages @duckdb/node-api@1.5.6-r.1 hyparquet@1.33.0 parquet-wasm@0.8.0 apache-arrow@21.2.0

expect "DuckDB reads back" "$(duckdb "COPY (SELECT 'infinity'::DATE AS valid_to) TO 'pact.parquet'" \
  "SELECT valid_to::VARCHAR, valid_to > '2024-01-01' FROM 'pact.parquet'")" '[["1"]]
[["infinity",true]]'

cat >read.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { readParquet } from 'parquet-wasm/node'
import { tableFromIPC } from 'apache-arrow'
const [{ valid_to: end }] = await parquetReadObjects({ file: await asyncBufferFromFile('pact.parquet') })
const day = new Date('2024-01-01')
console.log(String(end), end > day, end < day, end === null)
const table = tableFromIPC(readParquet(readFileSync('pact.parquet')).intoIPCStream())
console.log(String(table.schema.fields[0].type), table.getChild('valid_to').get(0))
JS
expect "others read" "$(node read.mjs)" 'Invalid Date false false false
Date32<DAY> 185542587100800000'
holds "an open end is true, false or the year 5881580"
