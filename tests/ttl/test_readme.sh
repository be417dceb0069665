#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The tables of README.md are those that presets, ports and headphones give;
# the pictures it shows and the presets it and the manual page name are there.
set -u
build=${B:-build}
status=0
now=$(mktemp)
trap 'rm -f "$now"' EXIT

if ! sh tests/readme.sh "$build/host/ttlgen" >"$now"; then
  status=1
elif ! diff -u README.md "$now"; then
  echo 'README.md is behind: make readme'
  status=1
fi
for table in presets ports headphones; do
  rows=$(sed -n "/^<!-- $table -->/,/^<!-- \/$table -->/p" README.md |
    grep -c '^|')
  if [ "$rows" -lt 20 ]; then
    echo "README.md: $rows rows of $table"
    status=1
  fi
done

for picture in $(sed -n 's/^!\[.*](\(.*\))$/\1/p' README.md); do
  if [ ! -f "$picture" ]; then
    echo "README.md shows $picture, which is not there"
    status=1
  fi
done

# Every preset that the commands name
sed -n 's/.* -p "\([^"]*\)".*/\1/p' README.md ui/audition/earcup-audition.1 |
  sed 's/\\-/-/g' | while read -r preset; do
  if ! grep -qxF "name: $preset" presets/*.preset; then
    echo "No preset is called $preset"
    exit 1
  fi
done || status=1

exit $status
