#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# ffmpeg's lv2 filter: no worker, blocks of odd lengths.
. "$(dirname "$0")/common.sh"
need ffmpeg ffmpeg
ffmpeg -hide_banner -filters 2>/dev/null | grep -q ' lv2 ' ||
  skip 'this ffmpeg has no lv2 filter'
render_expected
controls=$(echo $settings | tr ' ' '|')
name=$(echo "$uri" | sed 's/:/\\\\:/g')
timeout 120 ffmpeg -nostdin -loglevel error -y -i "$work/in.wav" \
  -af "lv2=p=$name:c=$controls" -c:a pcm_f32le "$work/out.wav" \
  >"$work/log" 2>&1
check 'ffmpeg runs' $?
cat "$work/log"
compare 'ffmpeg sounds the same' "$work/out.wav"
conclude
