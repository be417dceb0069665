#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# The first of the releases is this version; all forms that are made from the list
# name every release and every item.
set -u
build=${B:-build}
status=0
fail() {
  echo "$*"
  status=1
}
[ "$(sed -n '/^[0-9]/{s/ .*//p;q}' ttl/releases.txt)" = "$(cat VERSION)" ] ||
  fail "VERSION is $(cat VERSION), the first of ttl/releases.txt another"
versions=$(grep -c '^[0-9.]* [0-9-]*$' ttl/releases.txt)
items=$(grep -vc -e '^#' -e '^[0-9.]* [0-9-]*$' ttl/releases.txt)
for form in metainfo:'<release version':'<li>' news:'^Earcup':'^  \* ' \
  changelog:'^earcup':'^  \* '; do
  text=$(DEBEMAIL=a@b.c sh ttl/releases.sh "${form%%:*}")
  pattern=${form#*:}
  [ "$(echo "$text" | grep -c "${pattern%:*}")" -eq "$versions" ] ||
    fail "${form%%:*} has not $versions releases"
  [ "$(echo "$text" | grep -c "${pattern#*:}")" -eq "$items" ] ||
    fail "${form%%:*} has not $items items"
done
metainfo=$build/org.freedesktop.LinuxAudio.Plugins.Earcup.metainfo.xml
grep -q "<release version=\"$(cat VERSION)\"" "$metainfo" &&
  ! grep -q '@' "$metainfo" || fail "$metainfo lacks what it is made from"
exit $status
