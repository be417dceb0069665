#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# Plugin, window and command come in by one door: outside dsp/ a file includes
# dsp/earcup.h and no header behind it, but for the list below. And behind the
# door nobody looks out: dsp/ includes nothing of the others.
set -u

# Who, and what: a folder or file, and the header of dsp/ that it may include
# besides the door. What nobody includes any more is a failure.
listed=$(sed 's/ *#.*//; /^$/d' <<'LIST'
plugin dsp/maths.h                        # decibels and pi: arithmetic
ui dsp/maths.h
plugin/ui_feed.h dsp/filter/analyser.h    # meters, which know of no headphone:
plugin/ui_feed.h dsp/filter/level_meter.h # they measure any sound
plugin/ui_protocol.h dsp/filter/analyser.h
ui/audition/report_mix.c dsp/filter/loudness.h
plugin/measurement/measurement.c dsp/model/response.h # behind the door itself,
plugin/measurement/measurement.c dsp/model/target.h   # see `make lib`
ui/shared/peqfit.c dsp/cholesky.h         # arithmetic
LIST
)
status=0

included=$(grep -rHo --include='*.[ch]' '^#include "dsp/[^"]*"' plugin ui |
  sed 's/:#include "/ /; s/"$//' | grep -v ' dsp/earcup\.h$')
[ "$(grep -rl --include='*.[ch]' '^#include "dsp/earcup\.h"' plugin ui | wc -l)" \
  -ge 10 ] || { echo 'test_doors: nobody comes in by the door'; status=1; }
found=$(echo "$included" | awk -v listed="$listed" '
BEGIN {
  n = split(listed, line, "\n")
  for (i = 1; i <= n; ++i) split(line[i], part, " ") && allowed[part[1], part[2]] = 1
}
{
  ok = 0
  for (place = $1; place != ""; ) {
    if ((place, $2) in allowed) { ok = used[place, $2] = 1 }
    if (!sub(/\/[^\/]*$/, "", place)) break
  }
  if (!ok) print "test_doors: " $1 " includes " $2
}
END {
  for (key in allowed) if (!(key in used)) {
    sub(SUBSEP, " ", key)
    print "test_doors: not needed in the list: " key
  }
}')
[ -z "$found" ] || { echo "$found"; status=1; }

out=$(grep -rn --include='*.[ch]' '^#include "\(plugin\|ui\|ttl\|lv2\)/' dsp)
[ -z "$out" ] || { echo "$out" | sed 's/^/test_doors: /'; status=1; }
exit $status
