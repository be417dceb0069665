#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# check-hosts counts a host that does not run as one that fails: its packages
# are installed, so it can.
set -u
status=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp tests/hosts/run.sh "$work"
for code in 0 1 77; do
  printf '#!/bin/sh\nexit %s\n' $code >"$work/host$code.sh"
  chmod +x "$work/host$code.sh"
done

expect() { # exit status, hosts
  wanted=$1
  shift
  "$work/run.sh" "$work" "$@" >"$work/log" 2>&1
  if [ $? -ne "$wanted" ]; then
    echo "test_hosts_run: $* does not give $wanted: $(cat "$work/log")"
    status=1
  fi
}
expect 0 host0 host0
expect 1 host0 host1
expect 1 host0 host77
expect 1 missing
exit $status
