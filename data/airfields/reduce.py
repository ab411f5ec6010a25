#!/usr/bin/env python3
"""Makes airfields.csv and runways.csv of this folder from the full tables.

usage: reduce.py FULL-airfields.csv FULL-runways.csv OUTPUT-FOLDER

Kept: an airfield with a location code of four letters, or with a runway of at least 3,000 ft that is not marked
closed; of runways, those of a kept airfield. Of columns, those that the engine reads.
"""
import csv
import os
import re
import sys

AIRFIELD = ["icao", "iata", "name", "city", "subdivision", "country_iso2", "latitude_deg", "longitude_deg", "elevation_ft"]
RUNWAY = ["id", "airfield_icao", "length_ft", "width_ft", "surface", "lighted", "closed", "le_ident", "he_ident"]


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, columns, table):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


airfields, runways = rows(sys.argv[1]), rows(sys.argv[2])
kept = [a for a in airfields
        if re.fullmatch("[A-Z]{4}", a["icao"]) or float(a["longest_open_ft"] or 0) >= 3000]
codes = {a["icao"] for a in kept}
write(os.path.join(sys.argv[3], "airfields.csv"), AIRFIELD, kept)
write(os.path.join(sys.argv[3], "runways.csv"), RUNWAY, [r for r in runways if r["airfield_icao"] in codes])
