#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# Shows the window in jalv.gtk3: window.sh URI. Where no JACK server runs, a
# silent one is started for as long as the window is open.
set -eu
uri=$1
if ! command -v jalv.gtk3 >/dev/null; then
  echo "jalv.gtk3 is missing: apt-get install jalv" >&2
  exit 1
fi
export JACK_NO_START_SERVER=1
if ! jack_lsp >/dev/null 2>&1; then
  if ! command -v jackd >/dev/null; then
    echo "jackd is missing: apt-get install jackd2 jack-tools" >&2
    exit 1
  fi
  export JACK_NO_AUDIO_RESERVATION=1 JACK_DEFAULT_SERVER="earcup-$$"
  jackd -n "$JACK_DEFAULT_SERVER" --no-realtime -d dummy -r 48000 -p 256 \
    >/dev/null 2>&1 &
  jackd=$!
  trap 'kill $jackd' EXIT
  trap 'exit 1' HUP INT TERM
  sleep 1
fi
jalv.gtk3 "$uri"
