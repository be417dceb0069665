#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# mpv plays through a filter of ffmpeg.
. "$(dirname "$0")/common.sh"
need mpv mpv
limit_db=-240 # not one bit
render_expected
controls=$(echo $settings | tr ' ' '|')
name=$(echo "$uri" | sed 's/:/\\\\:/g')
timeout 120 mpv --no-config --no-video --really-quiet \
  "--af=lavfi=[lv2=p=$name:c=$controls]" \
  --o="$work/out.wav" --of=wav --oac=pcm_f32le "$work/in.wav" >"$work/log" 2>&1
check 'mpv runs' $?
cat "$work/log"
compare 'mpv sounds the same' "$work/out.wav"
conclude
