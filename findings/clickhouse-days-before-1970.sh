#!/usr/bin/env bash
# What      ClickHouse, CSV read into a column of type Date; days before 1970, after 2105 and that do not exist.
# Version   clickhouse-server and clickhouse-client 18.16.1+ds-7.3+b2, from Debian.
# Behaviour No row is refused. Every day outside the type's range is day 0, is equal to every other such day and to
#           1970-01-01, and prints as 0000-00-00, as the valid 1970-01-01 does; toYear() of it is 1970. The 31st of
#           February is moved to the 2nd of March. A number of eight digits (20240105) is taken for seconds.
# Seen      1648-10-24, 1960-08-03, 1970-01-01, 2107-01-01 -> 0000-00-00; 2024-02-31 -> 2024-03-02; toDate(20240105)
#           -> 1970-08-23.
# Matters   Independence days, treaties, wars: all of them are one day, sort first, join with each other and count to
#           1970. What was written out cannot be read as a day by anybody else.
# shellcheck source-path=SCRIPTDIR source=lib/clickhouse.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/clickhouse.sh"
clickhouse_start

clickhouse "CREATE TABLE events (id Int32, day Date) ENGINE = Memory"
printf '%s\n' 1,1648-10-24 2,1960-08-03 3,1970-01-01 4,2107-01-01 5,2024-02-31 6,2024-02-29 |
  clickhouse "INSERT INTO events FORMAT CSV"
expect "days in the table" "$(clickhouse "SELECT id, day, toYear(day) FROM events ORDER BY id FORMAT CSV")" \
  '1,"0000-00-00",1970
2,"0000-00-00",1970
3,"0000-00-00",1970
4,"0000-00-00",1970
5,"2024-03-02",2024
6,"2024-02-29",2024'
expect "events of the year 1970" "$(clickhouse "SELECT count() FROM events WHERE toYear(day) = 1970")" 4
expect "a day of eight digits" "$(clickhouse "SELECT toDate(20240105)")" 1970-08-23
holds "days before 1970 are all the same day"
