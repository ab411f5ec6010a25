#!/usr/bin/env bash
# What      DuckDB, a column of an ordered ENUM compared with a quoted word.
# Version   @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), from npm.
# Behaviour ORDER BY, max() and comparisons of two ENUM values go by the order of the declaration. A comparison with a
#           plain quoted word goes by the alphabet: the word does not become an ENUM, the column becomes text.
# Seen      Of low, medium, high: WHERE level >= 'medium' keeps medium alone; with the word cast it keeps medium,
#           high. max(level) is high, and "level > 'low'" is false for high.
# Matters   Levels of intensity, confidence or alert are the textbook use of ENUM. The filter "medium and above" drops
#           the worst events and sorts the rest rightly, so the table looks sound.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
npm_packages @duckdb/node-api@1.5.6-r.1

seen=$(duckdb "CREATE TYPE intensity AS ENUM ('low', 'medium', 'high')" "CREATE TABLE events (level intensity)" \
  "INSERT INTO events VALUES ('high'), ('low'), ('medium')" \
  "SELECT level FROM events ORDER BY level" "SELECT max(level) FROM events" \
  "SELECT level FROM events WHERE level >= 'medium' ORDER BY level" \
  "SELECT level FROM events WHERE level > 'low' ORDER BY level" \
  "SELECT level FROM events WHERE level >= 'medium'::intensity ORDER BY level" \
  "SELECT e.level FROM events e, events m WHERE m.level = 'medium' AND e.level >= m.level ORDER BY 1" | tail -n +4)
expect "how an ENUM is compared" "$seen" '[["low"],["medium"],["high"]]
[["high"]]
[["medium"]]
[["medium"]]
[["medium"],["high"]]
[["medium"],["high"]]'
holds "level >= 'medium' leaves out high"
