#!/usr/bin/env bash
# What:      the centre of mass of a state that has parts overseas.
# Version:   npm @turf/turf 7.4.0 on npm world-atlas 2.0.2 (Natural Earth 1:50m), topojson-client 3.1.0, d3-geo 3.1.2.
# Behaviour: for a MultiPolygon `centerOfMass` is not the mean of the parts weighted by their area, but the centre of
#            their convex hull, seas included. A square of 10 degrees and a speck of 0.1 degrees 50 degrees to its
#            east have their "mass" 15 degrees outside the square. France is then centred in Burkina Faso and the
#            Netherlands in the Atlantic south of the Azores. `centroid`, the mean of the corners, is in the sea for
#            both.
# Output:    square 20.7 3.8 (d3-geo: 5.0 5.0), France -3.7 13.2 in Burkina Faso, Netherlands -29.6 33.7.
# Matters:   a state's one point is what events without a place, flows on maps and distances between pairs hang on.
#            One island moves a colonial power to another continent, and the point looks plausible for all other
#            states.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --ignore-scripts --no-audit --no-fund @turf/turf@7.4.0 world-atlas@2.0.2 \
  topojson-client@3.1.0 d3-geo@3.1.2 >npm.log 2>&1 ||
  { echo "skipped: @turf/turf, world-atlas, topojson-client or d3-geo cannot be had"; exit 77; }
cat >run.mjs <<'JS'
import { readFileSync } from "node:fs";
import * as turf from "@turf/turf";
import { geoCentroid } from "d3-geo";
import { feature } from "topojson-client";
const atlas = JSON.parse(readFileSync("node_modules/world-atlas/countries-50m.json"));
const states = feature(atlas, atlas.objects.countries).features;
const box = (x, size) => [[[x, 0], [x, size], [x + size, size], [x + size, 0], [x, 0]]];
const square = turf.multiPolygon([box(0, 10), box(60, 0.1)]);
square.properties.name = "square";
const expected = {
  square: "20.7,3.8 in nothing, by area 5.0,5.0",
  France: "-3.7,13.2 in Burkina Faso, by area -6.7,43.0",
  Netherlands: "-29.6,33.7 in nothing, by area 5.0,52.2",
};
const short = (p) => p.map((v) => v.toFixed(1)).join();
let changed = 0;
for (const [name, want] of Object.entries(expected)) {
  const shape = name === "square" ? square : states.find((s) => s.properties.name === name);
  const centre = turf.centerOfMass(shape);
  const land = name === "square" ? [square] : states;
  const holder = land.find((s) => turf.booleanPointInPolygon(centre, s))?.properties.name ?? "nothing";
  const got = `${short(centre.geometry.coordinates)} in ${holder}, by area ${short(geoCentroid(shape))}`;
  console.log(`${name}: ${got}`);
  if (got !== want) { console.log(`changed: expected ${want}`); changed = 1; }
}
process.exit(changed);
JS
node run.mjs
