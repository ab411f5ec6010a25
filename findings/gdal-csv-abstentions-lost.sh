#!/usr/bin/env bash
# What      GDAL reads a CSV of votes (Y, N, A) with AUTODETECT_TYPE=YES, which guesses the types of columns.
# Version   gdal-bin 3.6.2+dfsg-1+b2, from Debian.
# Behaviour Y and N are taken for true and false. An A behind two of them does not make the column text: it stays
#           boolean and every A becomes null, with one warning for the whole file. With the A first or second the same
#           rows are text, whole.
# Seen      Y, N, A -> "1", "0", empty; Y, A, N -> Y, A, N; A, N, Y -> A, N, Y; fifty times Y, then A -> boolean.
# Matters   In a roll call an abstention is a position of its own, and empty is how "not voting" is kept. Whether the
#           abstentions survive depends on the votes of the first two rows.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian gdal-bin 3.6.2+dfsg-1+b2

printf 'state,vote\nNER,Y\nMLI,N\nTCD,A\n' >yes_first.csv
printf 'state,vote\nNER,Y\nTCD,A\nMLI,N\n' >abstention_second.csv
{ echo state,vote; printf 'S%s,Y\n' {1..50}; echo TCD,A; } >fifty.csv
printf 'state,vote\nTCD,A\nMLI,N\nNER,Y\n' >abstention_first.csv
read_votes() { ogr2ogr -f CSV /vsistdout/ "$1" -oo AUTODETECT_TYPE=YES 2>warnings; }

expect "votes with a yes first" "$(read_votes yes_first.csv)" 'state,vote
NER,"1"
MLI,"0"
TCD,'
expect "warnings" "$(cat warnings)" \
  'Warning 1: Invalid value type found in record 3 for field vote. This warning will no longer be emitted'
expect "votes with the abstention first" "$(read_votes abstention_first.csv)" 'state,vote
TCD,A
MLI,N
NER,Y'
expect "warnings with the abstention first" "$(cat warnings)" ''
expect "votes with the abstention second" "$(read_votes abstention_second.csv)" 'state,vote
NER,Y
TCD,A
MLI,N'
expect "the last of 51 votes" "$(read_votes fifty.csv | tail -n 1)" 'TCD,'
holds "abstentions behind two other votes are null"
