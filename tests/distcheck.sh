#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# distcheck.sh TARBALL FOLDER MAKE: the tarball is all one needs to build, test,
# install, uninstall and make the same tarball again.
# The folder's name has all that a careless rule would stumble over.
set -eu
tarball=$(realpath "$1")
folder="$2/it's a \"new\" földer"
make=$3
rm -rf "$2"
mkdir -p "$folder/root"
root=$(realpath "$folder/root")
tar -xzf "$tarball" -C "$folder"
name=$(basename "$tarball" .tar.gz)
cd "$folder/$name"

$make all
$make run-tests

$make install DESTDIR="$root" PREFIX=/usr
LV2_PATH=$root/usr/lib/lv2 lv2info urn:earcup:stereo >/dev/null
LV2_PATH=$root/usr/lib/lv2 "$root/usr/bin/earcup-audition" --list >/dev/null
$make uninstall DESTDIR="$root" PREFIX=/usr
left=$(find "$root" -not -type d)
if [ -n "$left" ] || [ -e "$root/usr/lib/lv2/earcup.lv2" ]; then
  echo "uninstall leaves: $left" >&2
  exit 1
fi

$make dist
if ! cmp "$tarball" "build/$name.tar.gz"; then
  echo 'The tarball made from the tarball is another one' >&2
  exit 1
fi
echo "$name: builds, passes its tests, installs, uninstalls, packs the same"
