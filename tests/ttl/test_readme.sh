#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# The tables of the pages are those that presets, ports and headphones give; the
# files they lead to, and the presets that they and the manual page name, exist;
# the first page stays short.
set -u
build=${B:-build}
status=0
now=$(mktemp)
trap 'rm -f "$now"' EXIT

pages='README.md dsp/README.md plugin/README.md presets/README.md
  tests/README.md ttl/README.md ui/README.md .github/CONTRIBUTING.md'
for page in $pages; do
  if ! sh tests/readme.sh "$build/host/ttlgen" "$page" >"$now"; then
    status=1
  elif ! diff -u "$page" "$now"; then
    echo "$page is behind: make readme"
    status=1
  fi
  for file in $(grep -o '](\([^)#:]*\))' "$page" | sed 's/](\(.*\))/\1/'); do
    if [ ! -e "$(dirname "$page")/$file" ]; then
      echo "$page leads to $file, which is not there"
      status=1
    fi
  done
done
for table in presets/presets plugin/ports presets/headphones; do
  rows=$(sed -n "/^<!-- ${table#*/} -->/,/^<!-- \/${table#*/} -->/p" \
    "${table%/*}/README.md" | grep -c '^|')
  if [ "$rows" -lt 20 ]; then
    echo "${table%/*}/README.md: $rows rows of ${table#*/}"
    status=1
  fi
done
if [ "$(wc -l <README.md)" -gt 220 ]; then
  echo 'README.md has more than 220 lines'
  status=1
fi

# Every preset that the commands name
sed -n 's/.* -p "\([^"]*\)".*/\1/p' $pages ui/audition/earcup-audition.1.in |
  sed 's/\\-/-/g' | while read -r preset; do
  if ! grep -qxF "name: $preset" presets/*.preset; then
    echo "No preset is called $preset"
    exit 1
  fi
done || status=1

exit $status
