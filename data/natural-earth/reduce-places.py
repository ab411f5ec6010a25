#!/usr/bin/env python3
"""Makes populated-places-10m.geojson from Natural Earth's file: every place, fewer properties.

usage: reduce-places.py FULL.geojson OUT.geojson
"""
import json
import sys

KEPT = ["name", "adm0_a3", "adm1name", "featurecla", "adm0cap", "scalerank", "pop_max"]
source = json.load(open(sys.argv[1], encoding="utf-8"))
lines = []
for feature in source["features"]:
    properties = {key: feature["properties"][key] for key in KEPT}
    geometry = {"type": "Point", "coordinates": [round(v, 4) for v in feature["geometry"]["coordinates"]]}
    lines.append(json.dumps({"type": "Feature", "properties": properties, "geometry": geometry},
                            ensure_ascii=False, separators=(",", ":")))
with open(sys.argv[2], "w", encoding="utf-8") as out:
    out.write('{"type":"FeatureCollection","name":"populated-places-10m","features":[\n')
    out.write(",\n".join(lines) + "\n]}\n")
