#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# Every file says under which licence it is and whose, but for the licence, the version,
# pictures, parts of other files, and data whose form leaves no room for it.
set -eu
if [ -e .git ]; then
  files=$(git ls-files)
else
  files=$(find . -type f -not -path './build/*')
fi
status=0
for file in $files; do
  case ${file#./} in
    LICENSE | VERSION | .reuse/dep5 | *.png | tests/data/* | tests/fuzz/corpus/* | \
      tests/golden/*.csv | ttl/manifest-ui.ttl.in | ttl/plugin.ttl.in) continue ;;
  esac
  [ -f "$file" ] || continue
  if ! head -n 5 "$file" |
    grep -q 'SPDX-License-Identifier: GPL-3.0-or-later'; then
    echo "$file: no SPDX-License-Identifier in its first lines"
    status=1
  elif ! head -n 6 "$file" | grep -q 'Copyright the Earcup developers'; then
    echo "$file: no copyright behind its licence"
    status=1
  fi
done
exit $status
