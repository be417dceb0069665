# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# make dist          $(B)/earcup-VERSION.tar.gz, the same bytes each time
# make distcheck     builds, tests, installs and packs again from that alone
# make reproducible  two builds in two folders give the same bytes
# make deb           a Debian package in $(B)/deb, which lintian has looked at;
#                    DEB_BUILD_OPTIONS=nocheck leaves out its tests

DIST := earcup-$(VERSION)
DIST_TAR := $(B)/$(DIST).tar.gz
# From git if it is there, else from the folder that dist made
DIST_FILES = $(shell if [ -e .git ]; then git ls-files; \
  else find . -type f -not -path './build/*' -printf '%P\n'; fi)
# The time of the last commit; without git, the time dist gave to VERSION
SOURCE_DATE_EPOCH ?= $(shell if [ -e .git ]; then git log -1 --format=%ct; \
  else stat -c %Y VERSION; fi)

.PHONY: dist distcheck reproducible
dist:
	@mkdir -p $(B)
	$(Q)printf '%s\n' $(DIST_FILES) | LC_ALL=C sort | \
	  tar --create --no-recursion --format=ustar --files-from=- \
	    --transform='s,^,$(DIST)/,' --mtime=@$(SOURCE_DATE_EPOCH) \
	    --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX | \
	  gzip -9n > $(DIST_TAR).part
	$(Q)mv $(DIST_TAR).part $(DIST_TAR)
	@echo $(DIST_TAR)

# What the makes below must not take over from this one
SUBMAKE = $(MAKE) --no-print-directory B=build

distcheck: dist
	$(Q)sh tests/distcheck.sh "$(DIST_TAR)" $(B)/distcheck "$(SUBMAKE)"

reproducible: dist
	$(Q)sh tests/reproducible.sh "$(DIST_TAR)" $(B)/reproducible "$(SUBMAKE)"

DEB := $(B)/deb
DEB_PKGS := debhelper dpkg-dev fakeroot lintian
LINTIAN_FLAGS := --allow-root --fail-on error --tag-display-limit 0
.PHONY: deb deb-run
deb: check-deps dist
	$(call install_packages,$(DEB_PKGS))
	$(Q)$(MAKE) --no-print-directory deb-run

deb-run:
	$(Q)rm -rf $(DEB)
	$(Q)mkdir -p $(DEB)
	$(Q)tar -xzf $(DIST_TAR) -C $(DEB)
	$(Q)sh ttl/debian.sh $(DEB)/$(DIST) $(BUILD_PKGS)
	$(Q)cd $(DEB)/$(DIST) && env -u MAKEFLAGS dpkg-buildpackage -us -uc -b \
	  >../build.log 2>&1 || { tail -n 30 ../build.log; exit 1; }
	$(Q)lintian $(LINTIAN_FLAGS) $(DEB)/*.changes >$(DEB)/lintian.log; \
	status=$$?; cat $(DEB)/lintian.log; \
	! grep -q hardening $(DEB)/lintian.log && exit $$status
	@ls $(DEB)/*.deb
