#!/usr/bin/env bash
# What      ClickHouse, parseDateTimeBestEffort() of dates with slashes and of a day that does not exist.
# Version   clickhouse-server and clickhouse-client 18.16.1+ds-7.3+b2, from Debian.
# Behaviour The day is always taken to come first. Where that gives no month, there is no error: the day is lost and
#           the hour kept, on the first of January 1970.
# Seen      01/12/2024 10:00 -> 2024-12-01 10:00:00; 01/13/2024 10:00 -> 1970-01-01 10:00:00; 01/13/2024 -> 0000-00-00
#           00:00:00.
# Matters   Of a column of American dates the first twelve days of each month are moved to other months and the rest
#           to 1970, at the right time of day. The function made for unclean input refuses none of it.
# shellcheck source-path=SCRIPTDIR source=lib/clickhouse.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/clickhouse.sh"
clickhouse_start
for row in '01/12/2024 10:00 2024-12-01 10:00:00' '01/13/2024 10:00 1970-01-01 10:00:00'; do
  given=${row:0:16}
  expect "$given" "$(clickhouse "SELECT parseDateTimeBestEffort('$given')")" "${row:17}"
done
expect "01/13/2024" "$(clickhouse "SELECT parseDateTimeBestEffort('01/13/2024')")" '0000-00-00 00:00:00'
holds "a thirteenth month is the year 1970"
