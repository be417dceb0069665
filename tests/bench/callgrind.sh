#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# callgrind.sh BENCH: instructions per stereo frame of every contender at blocks
# 64 and 256, counted in run() alone. Two lengths are subtracted, so that what
# happens before the steady state drops out. (Valgrind knows no AVX-512: Earcup
# takes its AVX2 kernel.)
bench=$1
short=16384
long=49152

count() { # name block frames
  timeout 300 valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    '--toggle-collect=bench_timed_run*' "$bench" -1 "$1" -b "$2" -n "$3" 2>&1 |
    sed -n 's/^==[0-9]*== Collected : \([0-9]*\).*/\1/p'
}

printf '%-30s %8s %8s\n' 'instructions per frame, block' 64 256
"$bench" -l | while IFS= read -r name; do
  printf '%-30s' "$name"
  for block in 64 256; do
    a=$(count "$name" "$block" $short)
    b=$(count "$name" "$block" $long)
    if [ "${a:-0}" -gt 0 ] && [ "${b:-0}" -gt 0 ]; then
      printf ' %8s' $(((b - a) / (long - short)))
    else
      printf ' %8s' -
    fi
  done
  printf '\n'
done
