#!/usr/bin/env bash
# What:      an option that should settle only ambiguous dates overrides the word "last".
# Version:   npm chrono-node 2.10.3, reference Saturday 15 June 2024, time zone UTC.
# Behaviour: `forwardDate: true` (for deadlines: "by Friday" is the coming one) moves "last Friday" to the Friday to
#            come, "last weekend" to the weekend to come and "last March" to March of next year, while "last month"
#            and "last week" stay in the past. Before a month the word "last" is not even part of what was found.
#            Without the option "last June", said in June, is the first of this month.
# Output:    last Friday 2024-06-14 / 2024-06-21, last March 2024-03-01 / 2025-03-01 (plain / forward).
# Matters:   a sentence such as "demanded last Friday that they leave by Friday" needs both directions at once; with
#            the option the demand lies after the report, and a forecast would be scored on facts from its future.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --ignore-scripts --no-audit --no-fund chrono-node@2.10.3 >npm.log 2>&1 ||
  { echo "skipped: chrono-node 2.10.3 cannot be had"; exit 77; }
cat >run.mjs <<'JS'
import * as chrono from "chrono-node";
const now = new Date(Date.UTC(2024, 5, 15, 12));
const expected = {
  "last Friday": ["last Friday 2024-06-14", "last Friday 2024-06-21"],
  "last weekend": ["last weekend 2024-06-09", "last weekend 2024-06-16"],
  "last March": ["March 2024-03-01", "March 2025-03-01"],
  "last June": ["June 2024-06-01", "June 2025-06-01"],
  "last month": ["last month 2024-05-15", "last month 2024-05-15"],
  "last week": ["last week 2024-06-08", "last week 2024-06-08"],
};
let changed = 0;
for (const [text, want] of Object.entries(expected)) {
  [false, true].forEach((forwardDate, i) => {
    const found = chrono.parse(`The junta said so ${text}.`, now, { forwardDate });
    const got = found.map((r) => `${r.text} ${r.start.date().toISOString().slice(0, 10)}`).join("; ");
    console.log(`${text.padEnd(13)} ${forwardDate ? "forward" : "plain  "} -> ${got}`);
    if (got !== want[i]) { console.log(`changed: expected ${want[i]}`); changed = 1; }
  });
}
process.exit(changed);
JS
TZ=UTC node run.mjs
