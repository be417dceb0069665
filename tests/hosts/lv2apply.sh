#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# lv2apply offers no features and runs one frame at a time.
. "$(dirname "$0")/common.sh"
need lv2apply lilv-utils
render_expected
set --
for setting in $settings; do
  set -- "$@" -c "${setting%=*}" "${setting#*=}"
done
timeout 120 lv2apply -i "$work/in.wav" -o "$work/out.wav" "$@" "$uri" \
  >"$work/log" 2>&1
check 'lv2apply runs' $?
compare 'lv2apply sounds the same' "$work/out.wav"
conclude
