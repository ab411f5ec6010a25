#!/usr/bin/env bash
# What:      the three-letter code of Kosovo in the packages of country codes.
# Version:   npm i18n-iso-countries 7.14.0, world-countries 5.1.0, countries-list 3.4.1, country-list 2.4.1,
#            world-atlas 2.0.2.
# Behaviour: five packages, five answers: XKK (with the number 983), UNK (with an empty number), XKX, nothing, and an
#            outline that has a name but no id. world-countries uses UNK inside its lists of borders too, so its
#            neighbours of Serbia do not join with a table that says XKX. i18n-iso-countries says that XKX is not
#            valid.
# Output:    XKK UNK XKX none none.
# Matters:   ISO leaves the X codes to the user, so no package is wrong; two joined tables drop Kosovo without an
#            error, and Kosovo and Serbia lose their border. Natural Earth itself has KOS, the Correlates of War 347.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --ignore-scripts --no-audit --no-fund i18n-iso-countries@7.14.0 world-countries@5.1.0 countries-list@3.4.1 \
  country-list@2.4.1 world-atlas@2.0.2 >npm.log 2>&1 || { echo "skipped: a package of codes cannot be had"; exit 77; }
cat >run.cjs <<'JS'
const iso = require("i18n-iso-countries");
iso.registerLocale(require("i18n-iso-countries/langs/en.json"));
const world = require("world-countries");
const kosovo = world.find((c) => c.name.common === "Kosovo");
const serbia = world.find((c) => c.cca3 === "SRB");
const atlas = require("world-atlas/countries-50m.json").objects.countries.geometries;
const outline = atlas.find((g) => g.properties.name === "Kosovo");
const got = {
  "i18n-iso-countries":
    `${iso.getAlpha3Code("Kosovo", "en")} ${iso.alpha2ToNumeric("XK")} XKX valid ${iso.isValid("XKX")}`,
  "world-countries":
    `${kosovo.cca3} "${kosovo.ccn3}" ${kosovo.cioc}, borders Serbia as ${serbia.borders.find((b) => b === "UNK")}`,
  "countries-list": require("countries-list").getCountryData("XK").iso3,
  "country-list": String(require("country-list").getName("XK")),
  "world-atlas": `${outline.properties.name} id ${outline.id}`,
};
const expected = {
  "i18n-iso-countries": "XKK 983 XKX valid false",
  "world-countries": 'UNK "" KOS, borders Serbia as UNK',
  "countries-list": "XKX",
  "country-list": "undefined",
  "world-atlas": "Kosovo id undefined",
};
let changed = 0;
for (const [name, value] of Object.entries(got)) {
  console.log(`${name.padEnd(19)} ${value}`);
  if (value !== expected[name]) { console.log(`changed: expected ${expected[name]}`); changed = 1; }
}
process.exit(changed);
JS
node run.cjs
