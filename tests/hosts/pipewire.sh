#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# PipeWire's filter-chain in a daemon of its own, without a sound card or a
# session manager: pw-cat plays and records, pw-link connects.
. "$(dirname "$0")/common.sh"
need pipewire pipewire
need pw-cat pipewire-bin
need pw-link pipewire-bin
modules=$(find /usr/lib /usr/lib64 -name libpipewire-module-filter-chain.so \
  2>/dev/null | head -n 1)
[ -n "$modules" ] || skip 'this PipeWire has no filter-chain'
render_expected

controls=
for setting in $settings; do
  controls="$controls \"${setting%=*}\" = ${setting#*=}"
done
cat >"$work/filter.conf" <<E2
context.properties = {
  core.daemon = true
  core.name = earcup$$
  default.clock.rate = 48000
  default.clock.quantum = 1024
  settings.check-quantum = false
}
context.spa-libs = {
  audio.convert.* = audioconvert/libspa-audioconvert
  support.* = support/libspa-support
}
context.modules = [
  { name = libpipewire-module-protocol-native }
  { name = libpipewire-module-spa-node-factory }
  { name = libpipewire-module-client-node }
  { name = libpipewire-module-access }
  { name = libpipewire-module-adapter }
  { name = libpipewire-module-link-factory }
  { name = libpipewire-module-filter-chain
    args = {
      node.description = "Earcup"
      filter.graph = {
        nodes = [ { type = lv2 name = earcup plugin = "$uri"
                    control = { $controls } } ]
        inputs = [ "earcup:in_l" "earcup:in_r" ]
        outputs = [ "earcup:out_l" "earcup:out_r" ]
      }
      audio.channels = 2
      audio.position = [ FL FR ]
      capture.props = { node.name = filter_in node.autoconnect = false
                        node.passive = false }
      playback.props = { node.name = filter_out node.autoconnect = false }
    }
  }
]
context.objects = [
  { factory = spa-node-factory
    args = { factory.name = support.node.driver node.name = driver
             node.group = pipewire.dummy priority.driver = 20000 } }
]
E2

PIPEWIRE_RUNTIME_DIR=$work
PIPEWIRE_REMOTE=earcup$$
export PIPEWIRE_RUNTIME_DIR PIPEWIRE_REMOTE
timeout 100 pipewire -c "$work/filter.conf" >"$work/pipewire.log" 2>&1 &
daemon=$!
pids=$daemon

# What a session manager does: node, direction, its first port
configure() {
  format='{ "mediaType": "audio", "mediaSubtype": "raw", "format": "F32P",
    "rate": 48000, "channels": 2, "position": [ "FL", "FR" ] }'
  tries=0
  until pw-link -io 2>/dev/null | grep -q "^$3"; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || return 1
    pw-cli set-param "$1" PortConfig \
      "{ \"direction\": \"$2\", \"mode\": \"dsp\", \"format\": $format }" \
      >/dev/null 2>&1
    sleep 0.1
  done
}

configure filter_in Input filter_in:input_FL &&
  configure filter_out Output filter_out:output_FL
check 'PipeWire loads the plugin' $?
[ $failed -eq 0 ] || {
  cat "$work/pipewire.log"
  conclude
}

# What is linked last starts the stream.
timeout 60 pw-cat --record --target 0 --rate 48000 --channels 2 --format f32 \
  -P '{ node.name = recorder }' "$work/out.wav" >"$work/record.log" 2>&1 &
recorder=$!
pids="$recorder $pids"
configure recorder Input recorder:input_FL
pw-link filter_out:output_FL recorder:input_FL
pw-link filter_out:output_FR recorder:input_FR
timeout 60 pw-cat --playback --target 0 -P '{ node.name = player }' \
  "$work/in.wav" >"$work/play.log" 2>&1 &
player=$!
pids="$player $pids"
configure player Output player:output_FL
pw-link player:output_FR filter_in:input_FR
pw-link player:output_FL filter_in:input_FL
wait $player
sleep 1
kill -INT $recorder
wait $recorder 2>/dev/null
kill -0 $daemon
check 'PipeWire is alive' $?
compare 'PipeWire sounds the same' "$work/out.wav"
conclude
