#!/usr/bin/env python3
"""Makes populated-places-10m.geojson from Natural Earth's file: every place, fewer properties.

Where the layer of countries gives a code of its own an ISO code, places get that one (SAH becomes ESH).

usage: reduce-places.py FULL.geojson COUNTRIES.geojson OUT.geojson
"""
import json
import sys

KEPT = ["name", "adm0_a3", "adm1name", "featurecla", "adm0cap", "scalerank", "pop_max"]
source = json.load(open(sys.argv[1], encoding="utf-8"))
iso = {}
for country in json.load(open(sys.argv[2], encoding="utf-8"))["features"]:
    codes = {key.lower(): value for key, value in country["properties"].items()}
    if codes["iso_a3"] != "-99":
        iso[codes["adm0_a3"]] = codes["iso_a3"]
lines = []
for feature in source["features"]:
    properties = {key: feature["properties"][key] for key in KEPT}
    properties["adm0_a3"] = iso.get(properties["adm0_a3"], properties["adm0_a3"])
    geometry = {"type": "Point", "coordinates": [round(v, 4) for v in feature["geometry"]["coordinates"]]}
    lines.append(json.dumps({"type": "Feature", "properties": properties, "geometry": geometry},
                            ensure_ascii=False, separators=(",", ":")))
with open(sys.argv[3], "w", encoding="utf-8") as out:
    out.write('{"type":"FeatureCollection","name":"populated-places-10m","features":[\n')
    out.write(",\n".join(lines) + "\n]}\n")
