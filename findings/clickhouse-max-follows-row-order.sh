#!/usr/bin/env bash
# What      ClickHouse, max() and min() over Float64 with NaN among the values.
# Version   clickhouse-server and clickhouse-client 18.16.1+ds-7.3+b2, from Debian.
# Behaviour A NaN that comes first stays: both are NaN. One that comes later is passed over. The result is that of the
#           order of the rows, in the same table, by the same query; ORDER BY puts NaN last, ascending and descending.
# Seen      Rows 1, NaN, 2: max 2, min 1. Rows NaN, 1, 2: max NaN, min NaN.
# Matters   Ratios with nothing below the line are NaN. Whether there is a "highest rate of the month" depends on
#           which row was inserted first.
# shellcheck source-path=SCRIPTDIR source=lib/clickhouse.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/clickhouse.sh"
clickhouse_start

clickhouse "CREATE TABLE rates (state String, rate Float64) ENGINE = Memory"
printf '%s\n' MLI,1 MLI,nan MLI,2 NER,nan NER,1 NER,2 | clickhouse "INSERT INTO rates FORMAT CSV"
expect "max and min by state" \
  "$(clickhouse "SELECT state, max(rate), min(rate) FROM rates GROUP BY state ORDER BY state FORMAT CSV")" '"MLI",2,1
"NER",nan,nan'
ordered="SELECT rate FROM rates WHERE state = 'NER' ORDER BY rate"
expect "descending" "$(clickhouse "SELECT groupArray(rate) FROM ($ordered DESC)")" '[2,1,nan]'
expect "ascending" "$(clickhouse "SELECT groupArray(rate) FROM ($ordered)")" '[1,2,nan]'
holds "max() is NaN only when NaN comes first"
