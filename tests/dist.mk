# SPDX-License-Identifier: GPL-3.0-or-later
# make dist          $(B)/earcup-VERSION.tar.gz, the same bytes each time
# make distcheck     builds, tests, installs and packs again from that alone
# make reproducible  two builds in two folders give the same bytes

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
