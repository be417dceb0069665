#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# Runs a program on an X server of its own, for a minute or two at most:
# screen.sh PROGRAM ARGUMENT...
set -eu
number=60
while [ -e "/tmp/.X11-unix/X$number" ] || [ -e "/tmp/.X$number-lock" ]; do
  number=$((number + 1))
done
timeout 150 Xvfb ":$number" -noreset -screen 0 1700x1100x24 >/dev/null 2>&1 &
server=$!
trap 'kill $server' EXIT
sleep 1.5
# What fontconfig keeps for good is no leak of ours.
list=$(mktemp)
echo leak:libfontconfig >"$list"
# What the windows keep is kept from the user's own.
state=$(mktemp -d)
status=0
LSAN_OPTIONS="suppressions=$list:print_suppressions=0" DISPLAY=":$number" \
  XDG_STATE_HOME="$state" XDG_CONFIG_HOME="$state/config" \
  XDG_CACHE_HOME="$state/cache" EARCUP_LIBRARY= \
  timeout 140 "$@" || status=$?
rm -rf "$list" "$state"
exit $status
