#!/usr/bin/env bash
# What:      how a date parser of news prose reads a stretch of days.
# Version:   npm chrono-node 2.10.3, reference day 15 June 2024, time zone UTC.
# Behaviour: "from 3 to 5 May 2024" is 3 May to 5 May. Leave the year out and the two days become two hours: 1 May,
#            from three to five o'clock. "from 25 to 28 June" is right again, because no clock has 25 hours. "from 3
#            May to 5 May" begins on 5 May at 03:00 and ends on 5 May. "Jan 19-March 1" is 19 March alone: the month
#            and the day of the beginning are gone and the month of the end has taken its day.
# Output:    2024-05-03/2024-05-05, 2024-05-01T03:00/2024-05-01T05:00, 2024-06-25/2024-06-28,
#            2024-05-05T03:00/2024-05-05, 2024-03-19.
# Matters:   talks, truces and exercises are reported as stretches of days, and agencies leave the year out. The wrong
#            day is a well-formed date with no error and no lower certainty.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --ignore-scripts --no-audit --no-fund chrono-node@2.10.3 >npm.log 2>&1 ||
  { echo "skipped: chrono-node 2.10.3 cannot be had"; exit 77; }
cat >run.mjs <<'JS'
import * as chrono from "chrono-node";
const now = new Date(Date.UTC(2024, 5, 15, 12));
const show = (when) => {
  const text = when.date().toISOString();
  return when.isCertain("hour") ? text.slice(0, 16) : text.slice(0, 10);
};
const expected = {
  "Talks ran from 3 to 5 May 2024.": "2024-05-03/2024-05-05",
  "Talks ran from 3 to 5 May.": "2024-05-01T03:00/2024-05-01T05:00",
  "Talks ran from 25 to 28 June.": "2024-06-25/2024-06-28",
  "Talks ran from 3 May to 5 May.": "2024-05-05T03:00/2024-05-05",
  "The truce of Jan 19-March 1 held.": "2024-03-19",
};
let changed = 0;
for (const [text, want] of Object.entries(expected)) {
  const got = chrono.parse(text, now).map((r) => show(r.start) + (r.end ? "/" + show(r.end) : "")).join(" ");
  console.log(`${text.padEnd(36)} ${got}`);
  if (got !== want) { console.log(`changed: expected ${want}`); changed = 1; }
}
process.exit(changed);
JS
TZ=UTC node run.mjs
