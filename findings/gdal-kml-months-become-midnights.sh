#!/usr/bin/env bash
# What      GDAL (driver LIBKML) reads the times of KML placemarks, which KML 2.2 allows as a year (xsd:gYear), a
#           month (xsd:gYearMonth), a day or a time.
# Version   gdal-bin 3.6.2+dfsg-1+b2, from Debian.
# Behaviour A month and a day become the midnight they begin with, without a zone; a year alone is dropped, so that a
#           span since a year is one open to the past. No warning.
# Seen      2024-01 -> 2024-01-01T00:00:00; 2024-01-05 -> 2024-01-05T00:00:00; begin 2024, end 2025-03 -> no begin,
#           end 2025-03-01T00:00:00.
# Matters   Sources that know the month say the month. Passed through GDAL they claim a second; the span that ran
#           through March ends before its first second, and what began in 2024 was always there.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian gdal-bin 3.6.2+dfsg-1+b2

point='<Point><coordinates>2.1,13.5</coordinates></Point>'
cat >events.kml <<KML
<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>month</name><TimeStamp><when>2024-01</when></TimeStamp>$point</Placemark>
<Placemark><name>day</name><TimeStamp><when>2024-01-05</when></TimeStamp>$point</Placemark>
<Placemark><name>span</name><TimeSpan><begin>2024</begin><end>2025-03</end></TimeSpan>$point</Placemark>
</Document></kml>
KML
ogr2ogr -f GeoJSON events.geojson events.kml -select Name,timestamp,begin,end 2>warnings
expect "warnings" "$(cat warnings)" ''
expect "times" "$(grep -oE '"Name": [^}]*[^} ]' events.geojson)" \
  '"Name": "month", "timestamp": "2024-01-01T00:00:00"
"Name": "day", "timestamp": "2024-01-05T00:00:00"
"Name": "span", "end": "2025-03-01T00:00:00"'
holds "a month becomes a midnight, and a year nothing"
