#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# Uses the window in real hosts: hosts.sh FOLDER, where FOLDER/lv2 holds a
# bundle whose window is built with AddressSanitizer and FOLDER/keep.so. Each
# host opens it, drags, types, loads a preset, flips, undoes, resizes by menu and
# edge, closes and opens again. An error of ours, a leak of ours or a picture that does not change ends it with 1.
set -eu
folder=$1
export LV2_PATH="$folder/lv2" JACK_NO_AUDIO_RESERVATION=1 \
  JACK_NO_START_SERVER=1 JACK_DEFAULT_SERVER="earcup-ui-$$" \
  QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1
# A blank ends a name in LD_PRELOAD.
plain=$(mktemp -d)
# Favourites and sizes are kept from the user's own.
export XDG_CONFIG_HOME="$plain/config" XDG_CACHE_HOME="$plain/cache" \
  XDG_STATE_HOME="$plain/state"
cp "$folder/keep.so" "$plain"
preload="$(gcc -print-file-name=libasan.so) \
$(gcc -print-file-name=libubsan.so) $plain/keep.so"
failed=0
running=

finish() {
  for p in $running; do
    kill "$p" 2>/dev/null || true
  done
  rm -rf "$plain"
}
trap finish EXIT

fail() {
  echo "FAILED: $1"
  failed=1
}

# What the windows keep is kept from the user's own.
export XDG_STATE_HOME="$plain/state" XDG_CONFIG_HOME="$plain/config"

# A display, a window manager and a JACK server of our own, ended after four
# minutes. Without one that moves the focus with each click much would work that
# does not for users.
number=90
while [ -e "/tmp/.X11-unix/X$number" ] || [ -e "/tmp/.X$number-lock" ]; do
  number=$((number + 1))
done
export DISPLAY=":$number"
timeout 240 Xvfb "$DISPLAY" -noreset -screen 0 1700x1100x24 >/dev/null 2>&1 &
running="$running $!"
timeout 240 jackd -n "$JACK_DEFAULT_SERVER" --no-realtime -d dummy -r 48000 \
  -p 512 >/dev/null 2>&1 &
running="$running $!"
sleep 2
timeout 240 openbox >/dev/null 2>&1 &
running="$running $!"

# Wait up to 15 s until the window is there; prints its id.
wait_window() {
  for _ in $(seq 60); do
    if xdotool search --onlyvisible --name '^Earcup UI$' 2>/dev/null; then
      return 0
    fi
    sleep 0.25
  done
  return 1
}

# changed NAME [plot]: the window, or its curves, are others than at the last
# call; keeps a picture.
last=
last_plot=
changed() {
  sleep 0.6
  import -window "$window" "$folder/$host-$1.png"
  now=$(convert "$folder/$host-$1.png" rgb:- | cksum)
  now_plot=$(convert "$folder/$host-$1.png" -crop 590x160+44+64 rgb:- | cksum)
  if [ "$now" = "$last" ] ||
    { [ $# -gt 1 ] && [ "$now_plot" = "$last_plot" ]; }; then
    fail "$host: nothing changed at $1"
  fi
  last=$now
  last_plot=$now_plot
}

# Pointer to base units of the window, at $percent.
percent=100
point() {
  xdotool mousemove --window "$window" $(($1 * percent / 100)) \
    $(($2 * percent / 100))
  sleep 0.1
}
click() { point "$1" "$2"; xdotool click 1; sleep 0.4; }

# by_menu PERCENT Y: choose that size, whose row is at Y; the host's own window
# has to follow.
by_menu() {
  click 720 17
  click 720 "$2"
  percent=$1
  sleep 1.2
  if [ "$(width_of "$window")" != $((760 * percent / 100)) ] ||
    [ "$(width_of "$top")" != $((760 * percent / 100)) ]; then
    fail "$host: no $1 % by the menu: $(width_of "$window") px in" \
      "$(width_of "$top")"
  fi
}
width_of() {
  xdotool getwindowgeometry --shell "$1" | sed -n 's/^WIDTH=//p'
}

# Open it in $host: sets $window, $top and $pid.
open_host() {
  timeout 90 env LD_PRELOAD="$preload" \
    ASAN_OPTIONS=detect_leaks=1:exitcode=0 UBSAN_OPTIONS=print_stacktrace=1 \
    LSAN_OPTIONS=use_stacks=0:use_registers=0 \
    "$host" urn:earcup:stereo >>"$log" 2>&1 &
  pid=$!
  running="$running $pid"
  if ! window=$(wait_window); then
    fail "$host: no window"
    cat "$log"
    return 1
  fi
  window=$(echo "$window" | tail -n 1)
  top=$(xdotool search --onlyvisible --name '^Earcup$' | head -n 1)
  percent=100
  sleep 1
}

close_host() {
  kill "$(pgrep -P "$pid")" 2>/dev/null || true
  wait "$pid" || true
}

try_host() {
  host=$1
  log="$folder/$host.log"
  last=
  rm -rf "$XDG_STATE_HOME" "$log"
  open_host || return
  changed open
  point 168 337
  xdotool mousedown 1
  for x in 200 240 280 340; do point $x 337; done
  xdotool mouseup 1
  changed drag plot
  point 300 150
  sleep 0.3
  changed pointing plot
  xdotool key f
  changed flip plot
  xdotool key f
  changed 'flip back' plot
  point 200 120
  xdotool mousedown 3
  for x in 230 260 300; do point $x 120; done
  changed 'band held' plot
  xdotool key f
  changed 'band flipped' plot
  xdotool key f
  xdotool mouseup 3
  changed 'band let go' plot
  click 34 452
  xdotool type 50
  xdotool key Return
  changed type plot
  click 290 17
  xdotool type train
  sleep 0.3
  xdotool key Return
  changed preset plot
  click 120 272
  xdotool type hd650
  changed search
  xdotool key Return
  changed headphone plot
  point 728 420
  xdotool click 4
  changed wheel
  click 613 17
  changed undo
  click 115 48
  changed decay plot
  click 186 48
  changed isolation plot
  click 45 48
  changed response plot
  by_menu 150 105
  by_menu 100 65
  xdotool windowsize "$top" 640 450
  changed smaller
  xdotool windowsize "$top" 1300 900
  changed larger
  close_host
  open_host || return
  if [ "$(width_of "$window")" != 1300 ]; then
    fail "$host: opens again with $(width_of "$window") px, not with 1300"
  fi
  close_host
  if grep -E 'ERROR: AddressSanitizer|runtime error' "$log"; then
    fail "$host: see $log"
  fi
  # Leaks of the host's own are none of our business.
  if awk '/^(Direct|Indirect) leak/ { block = "" } { block = block "\n" $0 }
    /^$/ { if (block ~ / (ui|dsp|plugin)\/[a-z0-9_]+\.c:|earcup_ui\.so/) {
      print block; bad = 1 } block = "" }
    END { exit !bad }' "$log"; then
    fail "$host: leaks, see $log"
  fi
}

for h in jalv.gtk3 jalv.qt5; do
  if command -v "$h" >/dev/null; then
    try_host "$h"
    echo "$h: done"
  else
    fail "$h is missing: apt-get install jalv"
  fi
done
exit $failed
