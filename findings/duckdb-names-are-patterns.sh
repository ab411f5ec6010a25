#!/usr/bin/env bash
# What      read_parquet of one file whose name holds brackets, beside one whose name fits them as a pattern.
# Version   @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), from npm.
# Behaviour The name is a pattern even where a file of exactly that name is there: 'data[1].parquet', as browsers call a
#           second download, gives the rows of data1.parquet. '[[]' in place of '[' names the file itself.
# Seen      The other file's row under the name asked for; only where nothing fits the pattern is it taken as a name.
# Matters   A program that hashes the file it is given and reads it through DuckDB records one file and holds another.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
npm_packages @duckdb/node-api@1.5.6-r.1

cat >read.cjs <<'JS'
const fs = require('fs')
const { DuckDBInstance } = require('@duckdb/node-api')
const main = async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const rows = async sql => JSON.stringify((await connection.runAndReadAll(sql)).getRowsJson())
  await connection.run("COPY (SELECT 'of data1' AS row) TO 'data1.parquet'")
  await connection.run("COPY (SELECT 'of data[1]' AS row) TO 'other.parquet'")
  fs.renameSync('other.parquet', 'data[1].parquet')
  console.log(await rows("FROM read_parquet('data[1].parquet')"))
  console.log(await rows("FROM read_parquet('data[[]1].parquet')"))
  fs.unlinkSync('data1.parquet')
  console.log(await rows("FROM read_parquet('data[1].parquet')"))
}
main()
JS
expect "the same name, read" "$(node read.cjs)" '[["of data1"]]
[["of data[1]"]]
[["of data[1]"]]'
holds "a name with brackets is a pattern before it is a name"
