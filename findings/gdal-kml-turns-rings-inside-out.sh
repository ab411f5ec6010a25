#!/usr/bin/env bash
# What      GDAL (driver LIBKML) writes a ring across the antimeridian that is given as 170 to 190 degrees east,
#           beside the GeoJSON writer with RFC7946=YES.
# Version   gdal-bin 3.6.2+dfsg-1+b2, from Debian.
# Behaviour The KML writer brings each vertex into -180..180 by itself: 190 becomes -170 and the ring is not cut. What
#           was 20 degrees wide is 340 wide and is the rest of the world. No warning; the older driver KML, which does
#           the same, has one. The GeoJSON writer cuts the ring in two.
# Seen      KML: longitudes 170 and -170, GDAL's own area of it 6800 square degrees, before it was 400; GeoJSON: a
#           MultiPolygon of 400.
# Matters   Exclusive zones of Fiji or of Russia's east, air identification zones and circles of reach cross it. A
#           layer shared as KML claims the opposite: every ship outside is within.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian gdal-bin 3.6.2+dfsg-1+b2

cat >zone.geojson <<'JSON'
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"zone": "x"}, "geometry":
{"type": "Polygon", "coordinates": [[[170, -10], [190, -10], [190, 10], [170, 10], [170, -10]]]}}]}
JSON
area() {
  ogrinfo -ro -q "$1" -dialect OGRSQL -sql "SELECT OGR_GEOM_AREA, OGR_GEOMETRY FROM \"$2\"" |
    grep -oE '(OGR_GEOM_AREA|OGR_GEOMETRY) .*= .*' | sed 's/.*= //'
}
ogr2ogr -f LIBKML zone.kml zone.geojson 2>warnings
expect "warnings" "$(cat warnings)" ''
ogr2ogr -f GeoJSON cut.geojson zone.geojson -lco RFC7946=YES

expect "area as given" "$(area zone.geojson zone)" '400
POLYGON'
expect "area in KML" "$(area zone.kml zone)" '6800
POLYGON'
expect "longitudes in KML" "$(grep -oE '^ +-?[0-9.]+,' zone.kml | tr -d ' ,' | sort -nu | tr '\n' ' ')" '-170 170 '
expect "area in GeoJSON of RFC 7946" "$(area cut.geojson zone)" '400
MULTIPOLYGON'
holds "a ring of 20 degrees is 340 wide in KML"
