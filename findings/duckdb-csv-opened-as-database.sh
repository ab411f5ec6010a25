#!/usr/bin/env bash
# What      DuckDB opens a file as its database, and the path given is that of a CSV file.
# Version   @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), from npm.
# Behaviour No error: the database is in memory, with two views on the file ("file", and its name). Tables can be made
#           and filled, CHECKPOINT succeeds, and at closing all of it is gone. An empty file is refused.
# Seen      duckdb_databases(): path null, readonly false; after closing, the file has its old bytes and there is none
#           beside it; opened again, the table is not there.
# Matters   A swapped argument (the file to import where the store should stand) gives a run that reports every row as
#           stored and keeps none.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
npm_packages @duckdb/node-api@1.5.6-r.1

printf 'id,day\n1,2024-01-01\n' >events.csv
cp events.csv before.csv
: >empty.db
cat >open.cjs <<'JS'
const { DuckDBInstance } = require('@duckdb/node-api')
const run = async (path, statements) => {
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  for (const statement of statements) {
    console.log(JSON.stringify((await connection.runAndReadAll(statement)).getRowsJson()))
  }
  connection.closeSync()
  instance.closeSync()
}
const tables = 'SELECT count(*)::INT FROM duckdb_tables()'
const main = async () => {
  await run('events.csv', [
    'SELECT path, readonly FROM duckdb_databases() WHERE NOT internal',
    'SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1',
    'CREATE TABLE claims (id INTEGER)', 'INSERT INTO claims VALUES (1), (2)', 'CHECKPOINT', tables])
  await run('events.csv', [tables])
  const refused = error => console.log(error.message.includes('not a valid DuckDB database file'))
  await run('empty.db', [tables]).catch(refused)
}
main()
JS
expect "a CSV file as a database" "$(node open.cjs)" '[[null,false]]
[["events"],["file"]]
[]
[["2"]]
[]
[[1]]
[[0]]
true'
cmp -s events.csv before.csv || expect "the file" "changed" "unchanged"
expect "files beside it" "$(printf '%s ' events*)" "events.csv "
holds "what is stored in a CSV file is gone at closing"
