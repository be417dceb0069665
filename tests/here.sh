#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# here.sh TEST.c...: those tests that can be built and run with what is installed,
# on standard output; what is missing, and what it keeps from running, on the
# other. Installs nothing, needs no network.
set -u
pkg_config=${PKG_CONFIG:-pkg-config}
skip=

# lacks WHAT PACKAGE PATTERN: tests that match (or include what matches) are out
lacks() {
  files=$(grep -lE "$3" tests/support/*.h "$@" 2>/dev/null |
    sed 's,.*/,,' | tr '\n' '|')
  out=$(grep -lE "$3|\"tests/support/(${files}none)\"" $tests)
  echo "missing: $1 (Debian: $2): $(echo $out | wc -w) tests need it" >&2
  skip="$skip $out"
}

tests=$*
for need in check:check:suite lilv-0:liblilv-dev:suite \
  sndfile:libsndfile1-dev:sndfile.h libbs2b:libbs2b-dev:bs2b \
  libebur128:libebur128-dev:ebur128.h fftw3:libfftw3-dev:suite; do
  name=${need%%:*}
  pattern=${need##*:}
  package=${need#*:}
  "$pkg_config" --exists "$name" || lacks "$name" "${package%:*}" "$pattern"
done
for need in abc2midi:abcmidi fluidsynth:fluidsynth; do
  command -v "${need%:*}" >/dev/null ||
    lacks "${need%:*}" "${need#*:}" 'demo\.wav|DEMO_WAV'
done
if ! ls ${SOUNDFONT:-/usr/share/sounds/sf2/*} >/dev/null 2>&1; then
  lacks 'a General MIDI SoundFont' fluid-soundfont-gm 'demo\.wav|DEMO_WAV'
fi
command -v parallel >/dev/null || lacks parallel parallel sshlogin
for test in $tests; do
  case " $(echo $skip) " in
    *" $test "*) ;;
    *) echo "$test" ;;
  esac
done
