#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# page.sh BUILD: a page that earcup-audition writes, used in headless Chromium
# and compared with what it renders to files. Pictures go to BUILD/page.
set -eu
build=$(cd "${1:?build folder}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/earcup-page-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
HOME=$work
export HOME
mkdir -p "$build/page"

"$build/wavtool" make "$work/in.wav" 12
set -- -p open-back-reference -p closed-back-reference -p 1968-hd-414 \
  -p 1958-inspired-by-the-sp-3 -p loudspeakers-at-60-degrees
n=0
cp "$work/in.wav" "$work/0.wav"
for word; do
  if [ "$word" != -p ]; then
    n=$((n + 1))
    "$build/earcup-audition" -i "$work/in.wav" -o "$work/$n.wav" -p "$word" \
      >/dev/null
  fi
done
"$build/earcup-audition" -i "$work/in.wav" --page "$work" "$@"
timeout 300 "$here/page.py" "$work/index.html" "$work" "$build/page"

# Eight renderings of 25 s of noise, which no codec likes
"$build/wavtool" make "$work/long.wav" 40
"$build/earcup-audition" -i "$work/long.wav" --page "$work/long.html" \
  --from 5 --length 25 "$@" -p 1937-dt-48 -p 1997-hd-600 -p 1975-pro-4aa
size=$(wc -c <"$work/long.html")
[ "$size" -lt 6000000 ] || {
  echo "FAIL the page has $size bytes"
  exit 1
}
echo 'page: passed'
