#!/usr/bin/env bash
# What:      a buffer of 300 km around a point one degree west of the antimeridian.
# Version:   npm @turf/turf 7.4.0; npm geographiclib-geodesic 2.2.0 as the judge of the distance.
# Behaviour: `buffer` of the point 179 E, 0 N covers 22.6 million square kilometres instead of 0.28. It does not
#            contain its own centre, and it does contain 0 E, 0 N in the Gulf of Guinea, 19,900 km away. `circle` with
#            the same centre and radius is sound in the area but leaves [-180, 180] and so misses the points across
#            180 that lie within the radius. No warning from either.
# Output:    buffer: contains centre false, contains Gulf of Guinea true, 22,583,920 km2.
# Matters:   "events within 300 km of the site" in Fiji, Kiribati, Tuvalu or Chukotka returns those of West Africa.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --ignore-scripts --no-audit --no-fund @turf/turf@7.4.0 geographiclib-geodesic@2.2.0 >npm.log 2>&1 ||
  { echo "skipped: @turf/turf 7.4.0 or geographiclib-geodesic 2.2.0 cannot be had"; exit 77; }
cat >run.mjs <<'JS'
import * as turf from "@turf/turf";
import geographic from "geographiclib-geodesic";
const site = turf.point([179, 0]);
const shapes = {
  buffer: turf.buffer(site, 300, { units: "kilometers" }),
  circle: turf.circle(site, 300, { units: "kilometers" }),
};
const places = { centre: [179, 0], "across 180": [-179.5, 0], "Gulf of Guinea": [0, 0] };
const expected = { buffer: "false,false,true 22.58", circle: "true,false,false 0.28" };
for (const [name, [lon, lat]] of Object.entries(places)) {
  const km = geographic.Geodesic.WGS84.Inverse(0, 179, lat, lon).s12 / 1000;
  console.log(`${name.padEnd(15)} is ${km.toFixed(0)} km from the site`);
}
let changed = 0;
for (const [name, shape] of Object.entries(shapes)) {
  const inside = Object.values(places).map((p) => turf.booleanPointInPolygon(p, shape));
  const got = `${inside} ${(turf.area(shape) / 1e12).toFixed(2)}`;
  console.log(`${name}: contains ${Object.keys(places)}, million km2: ${got}`);
  if (got !== expected[name]) { console.log(`changed: expected ${expected[name]}`); changed = 1; }
}
process.exit(changed);
JS
node run.mjs
