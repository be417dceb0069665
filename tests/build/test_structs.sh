#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# No struct has more than 20 members: what has more is several things. And
# nothing but its own file writes a member of a part.
set -u
most=20
status=0

# --- members -------------------------------------------------------------
find dsp plugin ui ttl -name '*.[ch]' -exec cat {} + |
  awk -v most="$most" '
# Text without comments, strings and lines of the preprocessor
{
  if (/^[ \t]*#/ || continued) { continued = /\\$/; next }
  gsub(/"([^"\\]|\\.)*"/, "")
  gsub(/\047([^\047\\]|\\.)*\047/, "")
  sub(/\/\/.*/, "")
  while (in_comment || (at = index($0, "/*"))) {
    if (!in_comment) { before = substr($0, 1, at - 1); rest = substr($0, at + 2) }
    else { before = ""; rest = $0 }
    end = index(rest, "*/")
    if (!end) { in_comment = 1; $0 = before; break }
    in_comment = 0
    $0 = before " " substr(rest, end + 2)
  }
  text = text " " $0
}
function count(body,   i, c, depth, members, n) {
  n = length(body)
  for (i = 1; i <= n; ++i) {
    c = substr(body, i, 1)
    if (c == "{" || c == "(" || c == "[") ++depth
    else if (c == "}" || c == ")" || c == "]") --depth
    else if (depth == 0 && (c == ";" || c == ",")) ++members
  }
  return members
}
END {
  gsub(/[ \t]+/, " ", text)
  while (match(text, /(struct|union)( [A-Za-z_][A-Za-z_0-9]*)? ?\{/)) {
    head = substr(text, RSTART, RLENGTH)
    text = substr(text, RSTART + RLENGTH)
    depth = 1
    for (i = 1; depth > 0 && i <= 20000; ++i) {
      c = substr(text, i, 1)
      depth += (c == "{") - (c == "}")
    }
    members = count(substr(text, 1, i - 2))
    ++structs
    if (members <= most) continue
    name = substr(text, i, 60)
    sub(/;.*/, "", name)
    gsub(/ /, "", name)
    if (name == "") {
      name = head
      gsub(/struct|union|[ {]/, "", name)
    }
    print "test_structs: " name " has " members " members"
    bad = 1
  }
  if (structs < 150) { print "only " structs " structs were found"; bad = 1 }
  exit bad
}' || status=1

# --- owners --------------------------------------------------------------
# $1 folder, $2 part as it is called where it is held, $3 its own files
owned() {
  for file in "$1"/*.c; do
    case " $3 " in *" ${file##*/} "*) continue ;; esac
    grep -nE "(->|\.)$2\.[][a-z_.0-9]+ *([-+|&*/]?=[^=]|\+\+|--)|(\+\+|--)[a-z>.-]*(->|\.)$2\." \
      "$file" | sed "s|^|test_structs: $2 is written by $file: |"
  done
}
# Nor does it take a pointer that it could write by.
taken() {
  for file in "$1"/*.c; do
    case " $3 " in *" ${file##*/} "*) continue ;; esac
    grep -nE "^ *[A-Z][A-Za-z]*\* (const )?[a-z_0-9]+ = &[a-z]+->$2;" "$file" |
      sed "s|^|test_structs: $2 may be written by $file: |"
  done
}
found=$(
  for part in crossfeed_meter:crossfeed_meter.c morpher:morpher.c \
    match:match.c mixer:mixer.c desk:job.c target:morph_target.c \
    bank:filter_bank.c design:local_design.c; do
    owned dsp/engine "${part%%:*}" "${part#*:}"
  done
  for part in controls:controls.c meters:meters.c worker:worker.c \
    messages:'messages.c answers.c' feed:ui_feed.c listening:listening.c host:earcup.c; do
    owned plugin "${part%%:*}" "${part#*:}"
  done
  for part in layers:'view_damage.c view_draw.c' settings:view_controls.c \
    edit:view_controls.c remembered:view_memory.c files:view_files.c \
    plot:view_plot.c readings:view_meters.c notices:'view_notices.c view_sheets.c' \
    pointer:pointer.c focus:view_focus.c entry:view_entry.c \
    lists:'view_lists.c view_headphones.c' bench:view_bench.c \
    listening:view_listening.c; do
    owned ui/window "${part%%:*}" "${part#*:}"
    taken ui/window "${part%%:*}" "${part#*:}"
  done
)
[ -z "$found" ] || { echo "$found"; status=1; }
exit $status
