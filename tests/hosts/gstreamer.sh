#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# GStreamer's element for LV2 plugins. It takes every switch for off unless told
# otherwise, and hyphens for underscores.
. "$(dirname "$0")/common.sh"
need gst-launch-1.0 gstreamer1.0-tools
limit_db=-240 # not one bit
GST_REGISTRY=$work/registry
export GST_REGISTRY
render_expected
gst-inspect-1.0 urn-earcup-stereo >"$work/info" 2>&1
check 'GStreamer links the plugin' $?
channels=$(grep -c 'channels: 2' "$work/info")
[ "$channels" -eq 2 ]
check 'GStreamer has two channels in and two out' $?
set -- enabled=true
for setting in $settings; do
  set -- "$@" "$(echo "${setting%=*}" | tr _ -)=${setting#*=}"
done
timeout 120 gst-launch-1.0 -q filesrc location="$work/in.wav" ! wavparse ! \
  urn-earcup-stereo "$@" ! wavenc ! filesink location="$work/out.wav" \
  >"$work/log" 2>&1
check 'GStreamer runs' $?
cat "$work/log"
compare 'GStreamer sounds the same' "$work/out.wav"
conclude
