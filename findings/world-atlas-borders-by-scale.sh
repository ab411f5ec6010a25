#!/usr/bin/env bash
# What:      which states border which, derived from the same map at three scales.
# Version:   npm world-atlas 2.0.2 (Natural Earth 1:110m, 1:50m, 1:10m), topojson-client 3.1.0 `neighbors`.
# Behaviour: a coarser map has borders that a finer one has not. Botswana and Zambia meet only at 1:110m (as they do
#            in fact, on a short stretch of river). Of Lake Chad 1:110m makes a border between Cameroon and Niger,
#            which have none, and takes away the one between Chad and Nigeria. Azerbaijan (Nakhchivan) and Turkey, and
#            Egypt and Palestine (Gaza is missing), are neighbours from 1:50m on; Spain and Morocco (Ceuta, Melilla)
#            at 1:10m. Some states are their own neighbours: North Korea at 1:110m, Canada, Japan, Jordan at 1:10m.
# Output:    the table below; all other pairs of sovereign states that are on all three maps agree.
# Matters:   spillover between neighbours is a covariate of most forecasts of conflict. The pairs that change with the
#            scale are not remote ones: Lake Chad, Nakhchivan, Rafah, Kazungula.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --ignore-scripts --no-audit --no-fund world-atlas@2.0.2 topojson-client@3.1.0 >npm.log 2>&1 ||
  { echo "skipped: world-atlas 2.0.2 or topojson-client 3.1.0 cannot be had"; exit 77; }
cat >run.mjs <<'JS'
import { readFileSync } from "node:fs";
import { neighbors } from "topojson-client";
const expected = {
  "Azerbaijan|Turkey": "50m 10m", "Botswana|Zambia": "110m", "Cameroon|Niger": "110m", "Chad|Nigeria": "50m 10m",
  "Cyprus|N. Cyprus": "110m 50m", "Egypt|Palestine": "50m 10m", "Morocco|Spain": "10m",
};
const scales = ["110m", "50m", "10m"];
const maps = scales.map((scale) => {
  const atlas = JSON.parse(readFileSync(`node_modules/world-atlas/countries-${scale}.json`));
  const states = atlas.objects.countries.geometries;
  const names = states.map((s) => s.properties.name);
  const pairs = neighbors(states).flatMap((list, i) => list.map((k) => [names[i], names[k]].sort().join("|")));
  return { names: new Set(names), pairs: new Set(pairs) };
});
const own = (pair) => pair.split("|")[0] === pair.split("|")[1];
const onAll = (pair) => pair.split("|").every((name) => maps.every((m) => m.names.has(name)));
const got = {};
for (const pair of [...new Set(maps.flatMap((m) => [...m.pairs]))].filter((p) => onAll(p) && !own(p)).sort()) {
  const on = scales.filter((_, i) => maps[i].pairs.has(pair));
  if (on.length < scales.length) got[pair] = on.join(" ");
}
for (const [pair, on] of Object.entries(got)) console.log(`${pair.padEnd(18)} only at ${on}`);
const selves = scales.map((scale, i) => `${scale}: ${[...maps[i].pairs].filter(own).map((p) => p.split("|")[0])}`);
console.log(`its own neighbour at ${selves.join("; ")}`);
if (selves.join("; ") !== "110m: North Korea; 50m: ; 10m: Palestine,Jordan,Canada,Japan" ||
    JSON.stringify(got) !== JSON.stringify(expected)) {
  console.log("changed: other pairs differ between the scales");
  process.exit(1);
}
JS
node run.mjs
