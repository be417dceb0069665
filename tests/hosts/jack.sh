#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# jalv on a JACK server of its own, without a sound card: controls from its
# standard input.
. "$(dirname "$0")/common.sh"
need jackd jackd2
need jalv jalv
need jack_lsp jackd2
JACK_DEFAULT_SERVER=earcup$$
JACK_NO_AUDIO_RESERVATION=1
export JACK_DEFAULT_SERVER JACK_NO_AUDIO_RESERVATION
render_expected

timeout 120 jackd -n $JACK_DEFAULT_SERVER --no-realtime -S -d dummy -r 48000 \
  -p 512 >"$work/jackd.log" 2>&1 &
pids="$pids $!"
tries=0
until jack_lsp >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ $tries -lt 50 ] || skip "jackd doesn't start here: $(tail -n 1 "$work/jackd.log")"
  sleep 0.1
done

mkfifo "$work/console"
timeout 100 jalv -t -n host "$uri" <"$work/console" >"$work/jalv.log" 2>&1 &
jalv=$!
pids="$jalv $pids"
exec 3>"$work/console"
tries=0
until [ "$(jack_lsp 2>/dev/null | grep -c '^host:')" -ge 4 ]; do
  tries=$((tries + 1))
  if [ $tries -ge 100 ]; then
    cat "$work/jalv.log"
    check 'jalv starts' 1
    conclude
  fi
  sleep 0.1
done
check 'jalv starts' 0

ports="$(jack_lsp | grep '^host:in[_LR]') $(jack_lsp | grep '^host:out[_LR]')"

for setting in $settings; do
  echo "set ${setting%=*} ${setting#*=}" >&3
done
sleep 2
# shellcheck disable=SC2086
timeout 60 "$build/jackpass" "$work/in.wav" "$work/out.wav" $ports
check 'JACK passes audio' $?
compare 'jalv with controls sounds the same' "$work/out.wav"
kill -0 $jalv
check 'jalv is alive' $?
conclude
