#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# ecasound takes the values of all controls in the order of their ports.
. "$(dirname "$0")/common.sh"
need ecasound ecasound
render_expected
values=$(sed -n '/ enabled /,/ output_gain /p' "$here/../abi/ports.txt" |
  while read -r _ symbol _ _ default; do
    for setting in $settings; do
      [ "${setting%=*}" != "$symbol" ] || default=${setting#*=}
    done
    printf ',%s' "$default"
  done)
timeout 120 ecasound -q -f:f32_le,2,48000 -i "$work/in.wav" -o "$work/out.wav" \
  "-elv2:$uri$values" >"$work/log" 2>&1
check 'ecasound runs' $?
compare 'ecasound sounds the same' "$work/out.wav"
conclude
