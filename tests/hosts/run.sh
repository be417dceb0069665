#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# run.sh BUILD SCRIPT...: runs the host scripts and adds up. A host that is
# skipped fails: check-hosts has installed its packages.
build=$1
shift
passed=0
failed=0
for name; do
  timeout 400 "$(dirname "$0")/$name.sh" "$build"
  status=$?
  case $status in
    0) passed=$((passed + 1)) ;;
    77)
      echo "FAIL $name (skipped)"
      failed=$((failed + 1))
      ;;
    *)
      echo "FAIL $name (status $status)"
      failed=$((failed + 1))
      ;;
  esac
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
