#!/usr/bin/env bash
# What:      numbers of people, written as reporters write them, read by a language library.
# Version:   npm compromise 14.17.0, `nlp(text).numbers().get()`.
# Behaviour: the vaguest phrases give the firmest wrong numbers. "hundreds of thousands" and "tens of thousands" are
#            0, "two and a half million" is 2,000,000 (the half is dropped), "two to three thousand" is 2 and 3000, "a
#            quarter of a million" is 0.25 and 1,000,000, "nearly two dozen" is 2, "a dozen" is no number at all, and
#            "1.5m refugees" is one and a half refugees, though "1.5 million" is read rightly. "no one" is 1.
# Output:    the list below.
# Matters:   numbers of displaced, of troops and of demonstrators come in just these words. A 0 for hundreds of
#            thousands passes every check for missing values.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --ignore-scripts --no-audit --no-fund compromise@14.17.0 >npm.log 2>&1 ||
  { echo "skipped: compromise 14.17.0 cannot be had"; exit 77; }
cat >run.mjs <<'JS'
import nlp from "compromise";
const expected = {
  "1.5 million refugees": [1500000],
  "1.5m refugees": [1.5],
  "hundreds of thousands of refugees": [0],
  "tens of thousands marched": [0],
  "several thousand troops": [1000],
  "two and a half million people fled": [2000000],
  "a quarter of a million": [0.25, 1000000],
  "two to three thousand": [2, 3000],
  "nearly two dozen": [2],
  "a dozen soldiers": [],
  "no one": [1],
};
let changed = 0;
for (const [text, want] of Object.entries(expected)) {
  const found = nlp(text).numbers();
  const got = JSON.stringify(found.found ? [].concat(found.get()) : []);
  console.log(`${text.padEnd(36)} ${got}`);
  if (got !== JSON.stringify(want)) { console.log(`changed: expected ${JSON.stringify(want)}`); changed = 1; }
}
process.exit(changed);
JS
node run.mjs
