# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# make lint      all of these:
# make format    clang-format has nothing to change
# make tidy      clang-tidy finds nothing
# make cppcheck  neither does cppcheck
# make spdx      every file names its licence
# make lint-ttl  the bundle's Turtle is valid
# make metainfo  so is what software centres read
# make readme    brings the tables of the pages up to date

FORMAT_FILES := $(sort $(wildcard $(foreach d,dsp dsp/* plugin plugin/* ui/* \
  ttl tests/*,$(d)/*.[ch] $(d)/*.inc $(d)/*.cc)))
# cppcheck does not know the vector extensions that the kernels are written in.
LINT_SRC := $(filter %.c,$(FORMAT_FILES))
CPPCHECK_SRC := $(filter-out dsp/filter/resonator_%,$(LINT_SRC))
LINT_FLAGS = -D_GNU_SOURCE -DEARCUP_VERSION='"$(VERSION)"' -I. -I$(B)/gen
LINT_LIBS = libpipewire-0.3 cairo x11 lv2 lilv-0 sndfile samplerate libebur128 check libbs2b
TIDY_FLAGS = -std=c11 -include tests/support/clang_cmplx.h $(LINT_FLAGS) \
  $(shell $(PKG_CONFIG) --cflags $(LINT_LIBS)) \
  $(if $(filter x86_64,$(TARGET)),-mavx2 -mfma -mavx512f -mavx512vl -mavx512dq \
  -mavx512bw)
# uninitvar: version 2.10 takes an array filled by a loop for uninitialised.
CPPCHECK_FLAGS = --quiet --std=c11 --error-exitcode=1 --inline-suppr \
  --enable=warning,performance,portability --suppress=missingIncludeSystem \
  --suppress=uninitvar --suppress=legacyUninitvar \
  --suppress=invalidFunctionArg:tests/* \
  --suppress=memleak:tests/* --template=gcc

.PHONY: lint format tidy tidy-run cppcheck cppcheck-run spdx metainfo
lint: format tidy cppcheck spdx metainfo
	$(call install_packages,$(BUILD_PKGS) $(CHECK_PKGS))
	$(Q)$(MAKE) --no-print-directory lint-ttl

format:
	$(call install_packages,clang-format)
	$(Q)clang-format --dry-run -Werror $(FORMAT_FILES)

# The second makes see what has been installed. What clang-tidy finds goes to
# its standard output, how much it left out to the other.
tidy:
	$(call install_packages,$(BUILD_PKGS) $(CHECK_PKGS) clang-tidy)
	$(Q)$(MAKE) --no-print-directory tidy-run

tidy-run: export TIDY = $(TIDY_FLAGS)
tidy-run: $(GEN_HEADERS)
	$(Q)printf '%s\n' $(LINT_SRC) | xargs -n 4 -P $$(nproc) \
	  sh -c 'eval clang-tidy --quiet "$$@" -- "$$TIDY" 2>/dev/null' sh

cppcheck:
	$(call install_packages,$(BUILD_PKGS) cppcheck)
	$(Q)$(MAKE) --no-print-directory cppcheck-run

cppcheck-run: $(GEN_HEADERS)
	$(Q)cppcheck $(CPPCHECK_FLAGS) -j $$(nproc) $(LINT_FLAGS) $(CPPCHECK_SRC)

spdx:
	$(Q)sh tests/spdx.sh

.PHONY: readme
readme: $(B)/host/ttlgen
	$(Q)for page in plugin/README.md presets/README.md; do \
	  sh tests/readme.sh $< $$page >$(B)/page.md && \
	  cp $(B)/page.md $$page || exit 1; done

metainfo:
	$(call install_packages,appstream)
	$(Q)appstreamcli validate --no-net $(METAINFO)
