#!/usr/bin/env bash
# What      GDAL reads 2019-02-31 from CSV and GeoJSON, and takes it over into a GeoPackage.
# Version   gdal-bin 3.6.2+dfsg-1+b2, from Debian.
# Behaviour Every month has 31 days: the column is a Date by both readers, where 2019-02-32 makes it String, and the
#           day goes unchanged through every conversion. In the GeoPackage a filter finds it before the 1st of March,
#           as text, while SQLite's julianday(), asked of the same row, counts it as the 3rd of March.
# Seen      CSV and GeoJSON: Date, 2019/02/31; GeoPackage: day < '2019-03-01' finds it, julianday(day) -
#           julianday('2019-03-01') is 2.
# Matters   The end of a month is easily written as the 31st. A column of type Date is no proof that its days exist,
#           and one table has two orders of its days, by how it is asked.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian gdal-bin 3.6.2+dfsg-1+b2

printf 'id,day\n1,2019-02-01\n2,2019-02-31\n' >events.csv
printf 'id,day\n1,2019-02-01\n2,2019-02-32\n' >later.csv
cat >events.geojson <<'JSON'
{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"day": "2019-02-31"}, "geometry": null}]}
JSON
ogr2ogr -f GPKG events.gpkg events.csv -oo AUTODETECT_TYPE=YES
days() { ogrinfo -ro -q "$@" | grep -E '^ +[a-z]+ \(' || true; }

expect "from CSV" "$(days events.csv events -oo AUTODETECT_TYPE=YES -where 'id = 2')" '  id (Integer) = 2
  day (Date) = 2019/02/31'
expect "a 32nd from CSV" "$(days later.csv later -oo AUTODETECT_TYPE=YES -where 'id = 2')" '  id (Integer) = 2
  day (String) = 2019-02-32'
expect "from GeoJSON" "$(days events.geojson events)" '  day (Date) = 2019/02/31'
expect "before March in the GeoPackage" \
  "$(days events.gpkg events -where "day > '2019-02-28' AND day < '2019-03-01'")" '  id (Integer) = 2
  day (Date) = 2019/02/31'
expect "days after the 1st of March in the GeoPackage" \
  "$(days events.gpkg -sql "SELECT julianday(day) - julianday('2019-03-01') AS after FROM events WHERE id = 2")" \
  '  after (Real) = 2'
holds "2019-02-31 is a Date"
