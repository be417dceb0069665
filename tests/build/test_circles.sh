#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# Files call each other in one direction only: who calls whom, by the symbols
# that one object needs and another has, has no circle. Needs the build in $B.
set -u
root=$(pwd)
cd "${B:-build}/obj" || exit 1
calls=$(mktemp)
trap 'rm -f "$calls"' EXIT

# Objects of files that are gone may lie around.
find dsp plugin ui -name '*.o' | while read -r object; do
  [ ! -f "$root/${object%.o}.c" ] || echo "$object"
done | xargs "${NM:-nm}" -Ag | awk '
{ # dsp/a.o:0000000000000000 T name, or dsp/a.o:   U name
  file = $0
  sub(/\.o:.*/, "", file)
  if ($(NF - 1) ~ /^[Uvw]$/) needs[file " " $NF] = 1
  else has[$NF] = has[$NF] " " file
}
END {
  for (need in needs) {
    split(need, of, " ")
    n = split(has[of[2]], callees, " ")
    for (i = 1; i <= n; ++i)
      if (callees[i] != of[1] && !seen[of[1], callees[i]]++)
        print of[1], callees[i]
  }
}' >"$calls"

[ "$(wc -l <"$calls")" -gt 100 ] || {
  echo "test_circles: only $(wc -l <"$calls") files call others"
  exit 1
}
loops=$(tsort <"$calls" 2>&1 >/dev/null | sed 's/^tsort: \(-: \)*/test_circles: /')
[ -z "$loops" ] || {
  echo "$loops"
  exit 1
}
