#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# reproducible.sh TARBALL FOLDER MAKE: two builds in two folders, at two times,
# are the same to the last bit and tell nothing of the folders.
set -eu
tarball=$(realpath "$1")
folder=$2
make=$3
name=$(basename "$tarball" .tar.gz)
rm -rf "$folder"
other="an 'other' plâce"
for place in one "$other"; do
  mkdir -p "$folder/$place"
  tar -xzf "$tarball" -C "$folder/$place"
  $make -C "$folder/$place/$name" all
done

# What is installed, by its sums
sums() {
  (cd "$folder/$1/$name/build" &&
    find lv2 earcup-audition -type f | LC_ALL=C sort | xargs sha256sum)
}
sums one >"$folder/one.sums"
sums "$other" >"$folder/another.sums"
diff "$folder/one.sums" "$folder/another.sums"

built="$folder/one/$name/build"
here=$(realpath "$folder")
if grep -rlF "$here" "$built/lv2" "$built/earcup-audition"; then
  echo 'These files tell where they were built' >&2
  exit 1
fi
echo "$(wc -l <"$folder/one.sums") files are the same in both builds"
