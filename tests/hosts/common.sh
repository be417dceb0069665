# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# Read by the host scripts. Their arguments: the build folder. They compare what
# a host renders with earcup-audition; exit 0: good, 1: not, 77: skipped.
set -u

build=$(cd "${1:?build folder}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
uri=${EARCUP_TEST_URI:-urn:earcup:stereo}
limit_db=-120
LV2_PATH=$build/lv2:/usr/lib/lv2
export LV2_PATH
failed=0
passed=0
pids=

work=$(mktemp -d "${TMPDIR:-/tmp}/earcup-hosts-XXXXXX")

finish() {
  for pid in $pids; do
    kill "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
  done
  [ -n "${EARCUP_KEEP:-}" ] || rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

# What these settings are, any host has to be able to say. No Match: its gain
# depends on what has been playing, and hosts differ in when they begin.
settings='headphone_a=4 headphone_b=3 morph=0.4 strength=90 crossfeed=1
  output_gain=-3 match=0'

skip() {
  echo "skipped: $*"
  exit 77
}

need() { # command, package
  command -v "$1" >/dev/null || skip "$1 is not here (package $2)"
}

check() { # name, status
  if [ "$2" -eq 0 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAIL $1"
  fi
}

# $work/in.wav and $work/expected.wav, made from $settings and "$@"
render_expected() {
  "$build/wavtool" make "$work/in.wav" 5 || exit 1
  set -- "$@" --uri "$uri" -i "$work/in.wav" -o "$work/expected.wav"
  for setting in $settings; do
    set -- "$@" -c "$setting"
  done
  "$build/earcup-audition" "$@" >"$work/audition.log" 2>&1 || {
    cat "$work/audition.log"
    exit 1
  }
}

compare() { # name, file
  "$build/wavtool" compare "$work/expected.wav" "$2" $limit_db
  check "$1" $?
}

conclude() {
  echo "$(basename "$0" .sh): $passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}
