#!/usr/bin/env bash
# What:      states found in a headline by a language library.
# Version:   npm compromise 14.17.0, `places()` and `people()`.
# Behaviour: Chad and Jordan were persons in every sentence tried; Georgia and Niger are places. So one of
#            two neighbours is lost from "Niger and Chad signed a pact". "U.S." is neither, though "U.K." is a place;
#            of "Congo and Rwanda fought" only Rwanda is left. A list of states comes out in odd pieces: "Cuba, Chile
#            and Peru" are two places, the first of which is called "Cuba, Chile".
# Output:    places [Niger] people [Chad]; places [Georgia] people [Jordan]; places [Cuba, Chile | Peru].
# Matters:   who did what to whom is the first thing coded from a headline. The loss is systematic: it falls on the
#            same few states every time, so it does not average out in monthly counts.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --ignore-scripts --no-audit --no-fund compromise@14.17.0 >npm.log 2>&1 ||
  { echo "skipped: compromise 14.17.0 cannot be had"; exit 77; }
cat >run.mjs <<'JS'
import nlp from "compromise";
const expected = {
  "Niger and Chad signed a pact.": "Niger / Chad",
  "Chad said Tuesday it would withdraw.": " / Chad",
  "Foreign ministers of Jordan and Georgia met.": "Georgia / Jordan",
  "Congo and Rwanda fought.": "Rwanda / ",
  "Cuba, Chile and Peru protested.": "Cuba, Chile | Peru / ",
  "U.S. forces left.": " / ",
  "U.K. forces left.": "U.K. / ",
};
let changed = 0;
for (const [text, want] of Object.entries(expected)) {
  const read = nlp(text);
  const got = [read.places(), read.people()].map((x) => x.out("array").join(" | ")).join(" / ");
  console.log(`${text.padEnd(46)} places / people: ${got}`);
  if (got !== want) { console.log(`changed: expected ${want}`); changed = 1; }
}
process.exit(changed);
JS
node run.mjs
