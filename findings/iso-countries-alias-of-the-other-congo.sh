#!/usr/bin/env bash
# What:      from a code to a short name and back.
# Version:   npm i18n-iso-countries 7.14.0, English names.
# Behaviour: the short name ("alias") of CD is "Congo", which, looked up, is CG: the way there and back leads from
#            Kinshasa to Brazzaville. It is the only name that leads astray. Names are found in one wording or in two,
#            as it happens: "Iran", "Russia", "Bolivia" and "Vietnam" are known, "Syria", "Laos" and "Moldova", of
#            which only the formal name is there, are not.
# Output:    CD -> Congo -> CG; Syria undefined, Iran IRN.
# Matters:   the eastern Congo is one of the most coded conflicts; a table keyed by the printed name moves its events
#            to the neighbouring state, which is quiet. A reader tested with Russia and Iran drops Syria without
#            error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --ignore-scripts --no-audit --no-fund i18n-iso-countries@7.14.0 >npm.log 2>&1 ||
  { echo "skipped: i18n-iso-countries 7.14.0 cannot be had"; exit 77; }
cat >run.cjs <<'JS'
const iso = require("i18n-iso-countries");
iso.registerLocale(require("i18n-iso-countries/langs/en.json"));
const strays = [];
for (const code of Object.keys(iso.getAlpha2Codes())) {
  const alias = iso.getName(code, "en", { select: "alias" });
  const back = iso.getAlpha2Code(alias, "en");
  if (back && back !== code) strays.push(`${code} -> ${alias} -> ${back}`);
}
const names = ["Syria", "Iran", "Laos", "Moldova", "Russia", "Bolivia", "Vietnam"];
const got = [strays.join("; "), ...names.map((n) => `${n} ${iso.getAlpha3Code(n, "en")}`)];
const expected = ["CD -> Congo -> CG", "Syria undefined", "Iran IRN", "Laos undefined", "Moldova undefined",
  "Russia RUS", "Bolivia BOL", "Vietnam VNM"];
got.forEach((line) => console.log(line));
if (got.join() !== expected.join()) {
  console.log(`changed: expected ${expected.join(", ")}`);
  process.exit(1);
}
JS
node run.cjs
