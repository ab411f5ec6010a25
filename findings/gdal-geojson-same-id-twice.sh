#!/usr/bin/env bash
# What      GDAL takes a GeoJSON file whose features have a property "id", one value in two of them, into a
#           GeoPackage.
# Version   gdal-bin 3.6.2+dfsg-1+b2, from Debian.
# Behaviour The property (not the member "id" of the feature, which RFC 7946 has for this) becomes the feature's
#           number in the database and must be unique. The whole file is refused at the second row, the first is not
#           kept either. The property by another name, or as the member "id", goes through.
# Seen      Exit code 1, "UNIQUE constraint failed: events.id" and no feature. With "event" for "id", or with the same
#           numbers as members "id": two features.
# Matters   "id" is the usual name of the source's own number, which repeats once two sources, or two versions of an
#           event, lie in one file. The name of a property decides whether the file can be taken over at all.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian gdal-bin 3.6.2+dfsg-1+b2

point='"geometry": {"type": "Point", "coordinates": [2.1, 13.5]}'
collect() {
  printf '{"type": "FeatureCollection", "features": [{"type": "Feature", %s, %s}, {"type": "Feature", %s, %s}]}\n' \
    "$1" "$point" "$2" "$point" >events.geojson
  rm -f events.gpkg
  local status=0
  ogr2ogr -f GPKG events.gpkg events.geojson 2>messages || status=$?
  printf '%s %s' "$status" "$(ogrinfo -ro -q -al events.gpkg 2>/dev/null | grep -c '^OGRFeature' || true)"
}
expect "exit code and features, id a property" \
  "$(collect '"properties": {"id": 9, "source": "a"}' '"properties": {"id": 9, "source": "b"}')" '1 0'
expect "the message" "$(grep -o 'UNIQUE constraint failed: events.id' messages)" 'UNIQUE constraint failed: events.id'
expect "exit code and features, another name" \
  "$(collect '"properties": {"event": 9, "source": "a"}' '"properties": {"event": 9, "source": "b"}')" '0 2'
expect "exit code and features, id a member" \
  "$(collect '"id": 9, "properties": {"source": "a"}' '"id": 9, "properties": {"source": "b"}')" '0 2'
holds "a property named id must be unique"
