#!/usr/bin/env bash
# What:      the area of states from a map whose rings are joined across the antimeridian.
# Version:   npm world-atlas 2.0.2 (1:50m), topojson-client 3.1.0, @turf/turf 7.4.0, d3-geo 3.1.2.
# Behaviour: world-atlas removes Natural Earth's cuts along 180 degrees, so a ring of Russia steps from 180 to -180
#            (RFC 7946, 3.1.9, asks for a cut). The GeoJSON made from it is the right shape for d3-geo, but turf,
#            which measures between plain longitudes, finds 10.8 instead of 16.9 million km2 for Russia, nine times
#            too much for Fiji and for Antarctica an area below zero. Everything else agrees within 2%.
# Output:    Russia 10790959 (d3-geo 16879748), Fiji 162729 (18398), Antarctica -10616359 (12256398).
# Matters:   rates by area and shares of a state covered by a ring are off by a third for Russia alone. Neither
#            package says that the other cannot be combined with it, and both take valid GeoJSON features.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --ignore-scripts --no-audit --no-fund @turf/turf@7.4.0 world-atlas@2.0.2 \
  topojson-client@3.1.0 d3-geo@3.1.2 >npm.log 2>&1 ||
  { echo "skipped: @turf/turf, world-atlas, topojson-client or d3-geo cannot be had"; exit 77; }
cat >run.mjs <<'JS'
import { readFileSync } from "node:fs";
import { area } from "@turf/turf";
import { geoArea } from "d3-geo";
import { feature } from "topojson-client";
const expected = ["Antarctica -10.6 12.3", "Fiji 0.163 0.018", "Russia 10.8 16.9"];
const atlas = JSON.parse(readFileSync("node_modules/world-atlas/countries-50m.json"));
const got = [];
for (const state of feature(atlas, atlas.objects.countries).features) {
  const planar = area(state) / 1e12;
  const sphere = geoArea(state) * 6.3710088 ** 2;
  if (Math.abs(planar / sphere - 1) < 0.02) continue;
  const digits = sphere < 1 ? 3 : 1;
  got.push(`${state.properties.name} ${planar.toFixed(digits)} ${sphere.toFixed(digits)}`);
}
got.sort().forEach((line) => console.log(`${line} million km2 (turf, d3-geo)`));
if (got.join() !== expected.join()) {
  console.log(`changed: expected ${expected.join(", ")}`);
  process.exit(1);
}
JS
node run.mjs
