#!/usr/bin/env bash
# What:      the finest map in a widely used package of state outlines, asked in which state a place lies.
# Version:   npm world-atlas 2.0.2 (Natural Earth 1:10m), topojson-client 3.1.0, d3-geo 3.1.2.
# Behaviour: every place on earth lies in the Maldives as well. Three of their 176 islets were so small that rounding
#            to the grid of TopoJSON turned their rings the other way round. On the sphere a ring the other way round
#            is all the rest of the world, so the Maldives measure three whole earths. The 1:50m file has no such
#            ring.
# Output:    Damascus: Syria,Maldives; Niamey: Niger,Maldives; area of the Maldives / area of the earth = 3.00.
# Matters:   events are put into states by asking which outline holds the point. Who takes the last answer gets the
#            Maldives for the whole world; who takes the first, gets them for every event at sea. A map filled by this
#            shape is one colour.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --ignore-scripts --no-audit --no-fund world-atlas@2.0.2 topojson-client@3.1.0 d3-geo@3.1.2 >npm.log 2>&1 ||
  { echo "skipped: world-atlas 2.0.2, topojson-client 3.1.0 or d3-geo 3.1.2 cannot be had"; exit 77; }
cat >run.mjs <<'JS'
import { readFileSync } from "node:fs";
import { geoArea, geoContains } from "d3-geo";
import { feature } from "topojson-client";
const places = { Damascus: [36.3, 33.5], Niamey: [2.1, 13.5], "Gulf of Aden": [48, 12.5] };
const expected = {
  "50m": "Damascus: Syria; Niamey: Niger; Gulf of Aden: ; earths 0.00; turned rings 0",
  "10m": "Damascus: Syria,Maldives; Niamey: Niger,Maldives; Gulf of Aden: Maldives; earths 3.00; turned rings 3",
};
let changed = 0;
for (const [scale, want] of Object.entries(expected)) {
  const atlas = JSON.parse(readFileSync(`node_modules/world-atlas/countries-${scale}.json`));
  const states = feature(atlas, atlas.objects.countries).features;
  const maldives = states.find((s) => s.properties.name === "Maldives");
  const turned = maldives.geometry.coordinates.filter((p) => geoArea({ type: "Polygon", coordinates: p }) > 6).length;
  const found = Object.entries(places).map(([name, at]) =>
    `${name}: ${states.filter((s) => geoContains(s, at)).map((s) => s.properties.name)}`);
  const got = `${found.join("; ")}; earths ${(geoArea(maldives) / 4 / Math.PI).toFixed(2)}; turned rings ${turned}`;
  console.log(`${scale} ${got}`);
  if (got !== want) { console.log(`changed: expected ${want}`); changed = 1; }
}
process.exit(changed);
JS
node run.mjs
