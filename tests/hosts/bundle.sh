#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# What needs no sound: the bundle validates, exports its entry point alone, and
# lv2info, lv2bench and lv2ls read it.
. "$(dirname "$0")/common.sh"
need lv2_validate lv2-dev
need sord_validate sordi
need lv2bench lilv-utils
need nm binutils
bundle=$build/lv2/earcup.lv2

for file in "$bundle"/*.ttl; do
  sordi "$file" >/dev/null 2>"$work/log"
  check "$(basename "$file") parses" $?
done
timeout 120 lv2_validate "$bundle"/*.ttl >"$work/log" 2>&1
status=$?
check 'lv2_validate is content' $status
[ $status -eq 0 ] || cat "$work/log"
grep -q 'Found 0 errors' "$work/log"
check 'lv2_validate finds 0 errors' $?

exports() { nm -D --defined-only "$1" | sed 's/.* //' | sort | tr '\n' ' '; }
[ "$(exports "$bundle/earcup.so")" = 'lv2_descriptor ' ]
check "earcup.so exports: $(exports "$bundle/earcup.so")" $?
if [ -f "$bundle/earcup_ui.so" ]; then
  [ "$(exports "$bundle/earcup_ui.so")" = 'lv2ui_descriptor ' ]
  check "earcup_ui.so exports: $(exports "$bundle/earcup_ui.so")" $?
fi

for plugin in "$uri" "$uri-outside"; do
  lv2ls 2>/dev/null | grep -qx "$plugin"
  check "lv2ls lists $plugin" $?
  lv2info "$plugin" >"$work/info" 2>"$work/errors"
  check "lv2info reads $plugin" $?
  [ ! -s "$work/errors" ]
  check "lv2info is silent about $plugin: $(head -n 1 "$work/errors")" $?
done
[ "$(lv2info "$uri" 2>/dev/null | sed -n '/Presets:/,$p' | grep -c .)" -gt 24 ]
check 'lv2info lists at least 24 presets' $?
! grep -q 'Required Features: *[^ ]' "$work/info"
check 'no feature is required' $?
timeout 60 lv2bench "$uri" >"$work/bench" 2>&1
check 'lv2bench runs' $?
cat "$work/bench"
conclude
