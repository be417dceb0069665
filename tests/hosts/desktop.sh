#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# earcup-audition --desktop in a session of its own: PipeWire with two cards
# that are none, WirePlumber, and a folder in place of the user's home.
. "$(dirname "$0")/common.sh"
need pipewire pipewire
need pw-cat pipewire-bin
need wireplumber wireplumber
need dbus-run-session dbus-daemon
modules=$(find /usr/lib /usr/lib64 -name libpipewire-module-filter-chain.so \
  2>/dev/null | head -n 1)
[ -n "$modules" ] || skip 'this PipeWire has no filter-chain'

if [ -z "${EARCUP_DESKTOP_SESSION:-}" ]; then
  EARCUP_DESKTOP_SESSION=1
  export EARCUP_DESKTOP_SESSION
  timeout 300 dbus-run-session -- "$0" "$@"
  exit
fi

audition=$build/earcup-audition
HOME=$work/home
XDG_CONFIG_HOME=$HOME/.config
XDG_STATE_HOME=$HOME/.state
XDG_RUNTIME_DIR=$work/run
PIPEWIRE_RUNTIME_DIR=$work/run
export HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_RUNTIME_DIR PIPEWIRE_RUNTIME_DIR
unset PIPEWIRE_REMOTE
mkdir -p "$HOME" "$work/run"
chmod 700 "$work/run"
cat >"$work/daemon.conf" <<'E2'
context.properties = {
  core.daemon = true core.name = pipewire-0
  default.clock.rate = 48000 default.clock.quantum = 256
  settings.check-quantum = false
}
context.spa-libs = {
  audio.convert.* = audioconvert/libspa-audioconvert
  support.* = support/libspa-support
}
context.modules = [
  { name = libpipewire-module-protocol-native }
  { name = libpipewire-module-metadata }
  { name = libpipewire-module-spa-node-factory }
  { name = libpipewire-module-client-node }
  { name = libpipewire-module-client-device }
  { name = libpipewire-module-access }
  { name = libpipewire-module-adapter }
  { name = libpipewire-module-link-factory }
  { name = libpipewire-module-session-manager }
]
context.objects = [
  { factory = adapter args = { factory.name = support.null-audio-sink
      node.name = card node.description = "Card" media.class = Audio/Sink
      audio.position = "FL,FR" object.linger = true priority.session = 1000 } }
  { factory = adapter args = { factory.name = support.null-audio-sink
      node.name = "card \"2\"" node.description = "The \"other\" card, 50 %"
      media.class = Audio/Sink audio.position = "FL,FR" object.linger = true
      priority.session = 900 } }
]
E2

start_daemon() {
  timeout 250 pipewire -c "$work/daemon.conf" >"$work/pipewire.log" 2>&1 &
  daemon=$!
  sleep 0.5
  timeout 250 wireplumber >"$work/wireplumber.log" 2>&1 &
  manager=$!
  pids="$manager $daemon"
  for _ in $(seq 50); do
    pw-metadata 2>/dev/null | grep -q default.audio.sink && return
    sleep 0.1
  done
}

earcup() {
  env -u LV2_PATH timeout 40 "$audition" --desktop "$@" >"$work/said" 2>&1
}
says() { # name, pattern
  grep -q -- "$2" "$work/said"
  check "$1" $?
  grep -q -- "$2" "$work/said" || cat "$work/said"
}
chosen() { # node name or nothing
  pw-metadata 2>/dev/null | grep default.configured.audio.sink |
    grep -q "\"$1\""
}
plays_to() { # port's beginning
  pw-link -l 2>/dev/null | grep -A2 '^earcup.output:output_FL' | grep -qF "$1"
}
within() { # tries of a tenth of a second, command
  tries=$1
  shift
  for _ in $(seq "$tries"); do
    "$@" && return 0
    sleep 0.1
  done
  return 1
}
ours() { # what is left of it
  find "$HOME/.config" "$work/run" -name '*earcup*' 2>/dev/null
  pgrep -f "$HOME/.config/earcup/desktop.conf" || true
}
none_runs() {
  ! pgrep -f "pipewire -c $HOME/.config/earcup/desktop.conf" >/dev/null
}
# in.wav to the default sink, what its card gets to a file
record() { # file, seconds, target
  timeout 30 pw-cat --record --target "$3" --rate 48000 --channels 2 \
    --format f32 -P '{ stream.capture.sink = true }' "$1" 2>/dev/null &
  recorder=$!
  sleep 0.7
  timeout 30 pw-cat --playback "$work/in.wav" 2>/dev/null &
  player=$!
  sleep "$2"
}
end_record() {
  wait $player
  sleep 0.3
  kill -INT $recorder
  wait $recorder 2>/dev/null
}

# --- no daemon yet ---------------------------------------------------------
earcup on
[ $? -eq 1 ]
check 'without PipeWire it fails' $?
says 'and says what to do' 'PipeWire does not run here'
[ -z "$(ours)" ]
check 'and leaves nothing' $?

# --- on --------------------------------------------------------------------
start_daemon
render_expected
options=
for setting in $settings; do
  options="$options -c $setting"
done
start=$(date +%s%N)
# shellcheck disable=SC2086 # words
earcup on $options
check 'on' $?
within 20 plays_to card:
check 'it plays to the default card' $?
printf 'on: sound after %d ms\n' $((($(date +%s%N) - start) / 1000000))
within 10 chosen earcup
check 'all sound goes through it' $?
record "$work/out.wav" 1 card
end_record
compare 'it sounds as earcup-audition renders' "$work/out.wav"
kill -0 $daemon
check 'the daemon is the same process' $?
earcup status
says 'status tells where' 'on, before Card'
says 'and the settings' 'headphone_a: .*SP/3'

# --- set while it plays ----------------------------------------------------
record "$work/out.wav" 2 card
start=$(date +%s%N)
earcup set -c morph=1 -c headphone_b=HD650
check 'set while it plays' $?
printf 'set: took %d ms\n' $((($(date +%s%N) - start) / 1000000))
end_record
# shellcheck disable=SC2086 # words
"$audition" --uri "$uri" -i "$work/in.wav" -o "$work/after.wav" $options \
  -c headphone_b=HD650 -c morph=1 >/dev/null 2>&1
"$build/wavtool" compare "$work/after.wav" "$work/out.wav" $limit_db 3.5 5 \
  >"$work/end"
check 'the end is as rendered with the new settings' $?
"$build/wavtool" compare "$work/expected.wav" "$work/out.wav" $limit_db 0 1 \
  >"$work/beginning"
check 'the beginning is as before' $?
delay='s/.*delay \([0-9]*\).*/\1/p'
[ "$(sed -n "$delay" "$work/end")" = "$(sed -n "$delay" "$work/beginning")" ]
check 'no frame is lost or added between them' $?
earcup set -p 'no such preset'
[ $? -eq 1 ]
check 'a preset that is not there' $?
earcup set --file-a "$work/in.wav"
[ $? -eq 1 ]
check 'a file that is none' $?

# --- another device, two at once -------------------------------------------
earcup on --device 'Blue headset'
[ $? -eq 1 ]
check 'a device that is not there' $?
says 'the devices that are' 'Card, The "other" card, 50 %'
within 10 plays_to card:
check 'and all is as before' $?
(timeout 40 "$audition" --desktop on --device 'The "other"' >/dev/null 2>&1) &
other=$!
earcup on --device 'The "other"'
check 'two at once: this one' $?
wait $other
check 'two at once: the other one' $?
within 20 plays_to 'card "2":'
check 'it plays to the other card' $?
[ "$(pgrep -cf "pipewire -c $HOME/.config/earcup/desktop.conf")" -eq 1 ]
check 'by one process' $?
earcup status
says 'settings are kept' 'headphone_b: .*HD 650'

# --- a broken configuration, a crash, another daemon ------------------------
pkill -KILL -f "pipewire -c $HOME/.config/earcup/desktop.conf"
within 60 plays_to 'card "2":'
check 'it comes back when its process is killed' $?
echo 'context.modules = [ { name = ' >"$HOME/.config/earcup/desktop.conf"
earcup set -c morph=0
[ $? -eq 1 ]
check 'set with a broken configuration' $?
says 'says so' 'is broken'
earcup on -c headphone_a=HD650
check 'on with a broken configuration' $?
earcup status
says 'starts anew' 'headphone_a: .*HD 650'
kill $daemon $manager
wait $daemon $manager 2>/dev/null
start_daemon
within 80 plays_to card
check 'it comes back with another daemon' $?

# --- a new login -----------------------------------------------------------
supervisor=$(pgrep -f "earcup-audition --desktop supervise")
kill -KILL "$supervisor"
within 30 none_runs
check 'nothing outlives the session' $?
login=$(sed -n 's/^Exec=//p' "$HOME/.config/autostart/earcup-desktop.desktop")
sh -c "timeout 40 $login" >/dev/null
check 'the autostart entry runs' $?
earcup status
says 'the settings survive' 'headphone_a: .*HD 650'

# --- processor time ----------------------------------------------------------
filter=$(pgrep -f "pipewire -c $HOME/.config/earcup/desktop.conf")
busy() { awk '{ print $14 + $15 }' "/proc/$filter/stat"; }
"$build/wavtool" make "$work/long.wav" 10
timeout 30 pw-cat --playback "$work/long.wav" &
player=$!
sleep 1
before=$(busy)
sleep 8
printf 'processor: %.2f %% of a core at quantum 256\n' \
  "$(echo "($(busy) - $before) / 8" | bc -l)"
wait $player

# --- off -------------------------------------------------------------------
earcup off
check 'off' $?
[ -z "$(ours)" ]
check 'nothing is left' $?
chosen earcup
[ $? -ne 0 ]
check 'the old default device' $?
earcup off
check 'off again does no harm' $?
pw-metadata 0 default.configured.audio.sink '{"name":"card"}' Spa:String:JSON \
  >/dev/null
earcup on
check 'on again' $?
earcup off
within 10 chosen card
check 'the chosen default device is chosen again' $?
kill -0 $daemon
check 'the daemon is alive' $?

# --- with systemd, as far as a stand-in can tell -----------------------------
mkdir -p "$work/bin" "$work/run/systemd"
touch "$work/run/systemd/private"
cat >"$work/bin/systemctl" <<'E2'
#!/bin/sh
# restart runs what the unit says, disable ends it
unit=$XDG_CONFIG_HOME/systemd/user/earcup-desktop.service
pid=$XDG_RUNTIME_DIR/unit.pid
[ -f "$pid" ] && case $2 in restart | disable)
  kill "$(cat "$pid")"
  rm "$pid" ;;
esac
if [ "$2" = restart ]; then
  eval "export $(sed -n 's/^Environment=//p' "$unit")"
  eval "exec $(sed -n 's/^ExecStart=//p' "$unit")" >/dev/null 2>&1 &
  echo $! >"$pid"
fi
E2
chmod +x "$work/bin/systemctl"
PATH=$work/bin:$PATH
earcup on -c headphone_a=HD650
check 'on as a unit' $?
if command -v systemd-analyze >/dev/null; then
  SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --user --man=no \
    "$HOME/.config/systemd/user/earcup-desktop.service" >"$work/verify" 2>&1
  ! grep earcup-desktop "$work/verify"
  check 'systemd takes the unit' $?
fi
within 20 plays_to card:
check 'the unit plays' $?
earcup off
check 'off as a unit' $?
[ -z "$(ours)" ]
check 'nothing is left of the unit' $?
conclude
