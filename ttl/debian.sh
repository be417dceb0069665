#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# debian.sh FOLDER PACKAGE...: write FOLDER/debian, from which dpkg-buildpackage
# makes a binary package; the packages are what it takes to build. DEBEMAIL is
# who answers for it.
set -eu
folder=$1/debian
shift
here=$(dirname "$0")
export DEBEMAIL="${DEBEMAIL:-maintainers@earcup.invalid}"
mkdir -p "$folder/source"
echo '3.0 (quilt)' >"$folder/source/format"
sh "$here/releases.sh" changelog >"$folder/changelog"
sh "$here/releases.sh" news >"$folder/NEWS.txt"
echo debian/NEWS.txt >"$folder/docs"
echo README.md >>"$folder/docs"

cat >"$folder/control" <<EOF
Source: earcup
Section: sound
Priority: optional
Maintainer: The Earcup developers <$DEBEMAIL>
Build-Depends: debhelper-compat (= 13)$(printf ', %s' "$@")
Standards-Version: 4.6.2
Rules-Requires-Root: no

Package: earcup
Architecture: any
Depends: \${shlibs:Depends}, \${misc:Depends}
Enhances: ardour, qtractor, jalv
Description: hear a mix on open-back and closed-back headphones
 Earcup is an LV2 plugin for the master or monitor bus. It plays a mix as it
 would sound on some 550 headphones, open or closed, one slider apart, with a
 crossfeed for the space of loudspeakers, no latency and equal loudness.
 .
 The command earcup-audition renders sound files through it, exports equaliser
 settings and writes web pages to compare by ear.
EOF

cat >"$folder/copyright" <<EOF
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Earcup

Files: *
Copyright: 2026 the Earcup developers
License: GPL-3+
Comment: Parameters in presets/headphones.tsv were fitted to measurements that OPRA
 (CC BY-SA 4.0) and AutoEq (MIT) collect; the file names who measured.

License: GPL-3+
 This package is free software; you may redistribute it and change it under the
 terms of the GNU General Public License as published by the Free Software
 Foundation, version 3 or any later one. It comes without any warranty.
 .
 On Debian systems the licence is in /usr/share/common-licenses/GPL-3.
EOF

cat >"$folder/rules" <<'EOF'
#!/usr/bin/make -f
export DEB_BUILD_MAINT_OPTIONS = hardening=+all
SETTINGS = PREFIX=/usr LV2DIR=/usr/lib/lv2 FFTW=shared HARDENING= \
  HARDENING_LDFLAGS=
%:
	dh $@
override_dh_auto_build:
	$(MAKE) $(SETTINGS) all
override_dh_auto_test:
	$(MAKE) $(SETTINGS) check-installed
override_dh_auto_install:
	$(MAKE) $(SETTINGS) DESTDIR=$(CURDIR)/debian/earcup install
override_dh_auto_clean:
	rm -rf build
EOF
chmod +x "$folder/rules"
