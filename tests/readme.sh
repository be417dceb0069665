#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# readme.sh TTLGEN PAGE: a README.md with its tables as presets, ports and
# headphones are now, on standard output.
set -eu
ttlgen=$1
page=$2
export LC_ALL=C
tables=$(mktemp -d)
trap 'rm -rf "$tables"' EXIT

"$ttlgen" presets-table presets/*.preset >"$tables/presets"
"$ttlgen" ports-table >"$tables/ports"

# One line a maker, the models of each type with their ids
awk -F '\t' '
  /^#/ || $2 == "Earcup" { next }
  {
    if (!($2 in seen)) { seen[$2] = 1; print $2 > (folder "/makers") }
    cell = $2 SUBSEP $4
    active = $22 == "active" ? "*" : ""
    models[cell] = models[cell] comma[cell] $3 active " (" $1 ")"
    comma[cell] = ", "
  }
  END {
    print "| maker | open | semi-open | closed |"
    print "|---|---|---|---|"
    close(folder "/makers")
    sort = "sort -f " folder "/makers"
    while ((sort | getline maker) > 0)
      print "| " maker " | " models[maker, "open"] " | " \
        models[maker, "semi"] " | " models[maker, "closed"] " |"
  }' folder="$tables" presets/headphones.tsv >"$tables/headphones"

awk '
  /^<!-- \/(presets|ports|headphones) -->$/ { skip = 0 }
  !skip { print }
  /^<!-- (presets|ports|headphones) -->$/ {
    skip = 1
    while ((getline line < (folder "/" $2)) > 0)
      print line
  }' folder="$tables" "$page"
