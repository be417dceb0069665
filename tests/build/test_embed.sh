#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# Programs in C and C++ with nothing but dsp/earcup.h and what make lib builds.
set -u
build=${B:-build}
status=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/dsp/door" && cp dsp/earcup.h "$work/dsp" && cp dsp/door/*.h "$work/dsp/door"
libs="-lfftw3f -lm -lpthread"

fail() {
  echo "test_embed: $*"
  status=1
}

${CC:-cc} -std=c99 -Wall -Wextra -Wpedantic -Werror -I"$work" \
  -o "$work/c" tests/build/embed.c "$build/libearcup.a" $libs ||
  fail 'a C program cannot be built'
"$work/c" || fail 'the C program fails'
${CXX:-c++} -std=c++11 -Wall -Wextra -Wpedantic -Werror -I"$work" \
  -o "$work/cc" tests/build/embed.cc "$build/libearcup.a" $libs ||
  fail 'a C++ program cannot be built'
"$work/cc" || fail 'the C++ program fails'

# Nothing else can collide with what a program calls its own.
others=$(nm -g --defined-only "$build/libearcup.a" | sed -n 's/.* [A-Z] //p' |
  grep -v '^earcup_')
[ -z "$others" ] || fail "the library also defines" $others
declared=$(cat dsp/earcup.h dsp/door/*.h |
  grep -cE '^[A-Za-z].*[ *]earcup_[a-z_]+\(')
defined=$(nm -g --defined-only "$build/libearcup.a" | grep -c ' T earcup_')
[ "$declared" -eq "$defined" ] ||
  fail "the header declares $declared functions, the library has $defined"
exit $status
