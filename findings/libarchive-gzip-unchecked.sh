#!/usr/bin/env bash
# What      A gzip file with one changed bit, and one with bytes behind its end, unpacked by libarchive (bsdcat).
# Version   libarchive-tools 3.6.2-1+deb12u5, from Debian; gzip 1.12-1 beside it.
# Behaviour No error and exit code 0: the checksum and the length at the end of each gzip member are skipped, and what
#           stands behind the last member is dropped. gzip refuses the first and warns of the second.
# Seen      "1 killed" becomes "0 killed" by one bit; the checksum alone may be anything; an appended line is gone.
# Matters   A damaged or half-replaced download of a coded event file is taken with other numbers, without a word.
# shellcheck source-path=SCRIPTDIR source=lib/pinned.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/pinned.sh"
debian libarchive-tools 3.6.2-1+deb12u5

# Stored without compression, so that a bit of the file is a bit of the text.
python3 - <<'PY'
import gzip
packed = bytearray(gzip.compress(b"2024-03-17,Niamey,1 killed\n", compresslevel=0, mtime=0))
open("good.gz", "wb").write(packed)
changed = bytearray(packed)
changed[changed.index(b"1 killed")] ^= 1
open("changed.gz", "wb").write(changed)
checksum = bytearray(packed)
checksum[-8] ^= 1
open("checksum.gz", "wb").write(checksum)
open("behind.gz", "wb").write(packed + b"2024-03-18,Agadez,9 killed\n")
PY
see() { bsdcat "$1.gz" && echo "exit $?"; }
expect "the file as it was" "$(see good)" $'2024-03-17,Niamey,1 killed\nexit 0'
expect "one bit of the text changed" "$(see changed)" $'2024-03-17,Niamey,0 killed\nexit 0'
expect "one bit of the checksum changed" "$(see checksum)" $'2024-03-17,Niamey,1 killed\nexit 0'
expect "a line behind the end" "$(see behind)" $'2024-03-17,Niamey,1 killed\nexit 0'
expect "gzip on the changed file" "$(gzip -t changed.gz 2>&1 | grep -c 'crc error')" 1
holds "the checksum of gzip is not looked at"
