# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# What the tests share: a small LV2 host, a measuring rig and golden tables.

TEST_HOST_OBJ = $(patsubst %,$(B)/obj/tests/%.o,abuse/lv2host abuse/hostmessages \
  abuse/hoststate abuse/hostfeatures support/heard support/probe support/table support/random_files)

$(addprefix $(B)/obj/tests/support/,heard.o probe.o): override CFLAGS += \
  $(shell $(PKG_CONFIG) --cflags lilv-0 check)

-include $(TEST_HOST_OBJ:.o=.d)

# Plugins for the command: one whose output is not finite, and one that is late.
define test_plugin
$(B)/tests/lv2/$(1).lv2/$(1).so: $(B)/obj/tests/support/$(1).o
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CFLAGS) $$(LDFLAGS) -shared $$^ -o $$@
$(B)/tests/lv2/$(1).lv2/manifest.ttl: tests/support/$(1).ttl
	@mkdir -p $$(@D)
	$$(Q)cp $$< $$@
$(B)/tests/audition/test_audition_$(1): | $(B)/tests/lv2/$(1).lv2/$(1).so \
  $(B)/tests/lv2/$(1).lv2/manifest.ttl
endef
$(foreach p,notfinite late,$(eval $(call test_plugin,$(p))))

# make check-i386  the plugin compiles for 32 bit x86 with SSE and with SSE2
# Debian keeps the kernel's headers in one folder for both.
I386_CC = $(CC) -m32 -idirafter /usr/include/$(shell $(CC) -dumpmachine)
.PHONY: check-i386-run
check-i386-run:
	$(Q)for sse in sse sse2; do \
	  $(MAKE) --no-print-directory B=$(B)/i386-$$sse CC="$(I386_CC)" \
	    HOSTCC="$(HOSTCC)" CFLAGS="-O2 -m$$sse -Werror" objects || exit 1; \
	  echo "compiles for i386 with $$sse"; \
	done

# make check-arm64  the NEON kernels are exact, in an emulator
ARM64_CC = aarch64-linux-gnu-gcc
ARM64_SRC = tests/arm64/kernels.c dsp/filter/poles.c \
  $(addprefix dsp/filter/resonator,s.c _pick.c _scalar.c _generic.c _kernels.c) \
  $(addprefix dsp/engine/autocorrelation,.c _generic.c)
.PHONY: check-arm64-run
check-arm64-run: $(GEN_HEADERS)
	@mkdir -p $(B)/arm64
	$(Q)$(ARM64_CC) -std=c11 -D_POSIX_C_SOURCE=200809L $(WARNINGS) -Werror -O2 \
	  $(DSP_FLAGS) -I. -I$(B)/gen -static $(ARM64_SRC) -o $(B)/arm64/kernels -lm
	timeout 300 qemu-aarch64 $(B)/arm64/kernels

# make check-curves   10,000 random files, of which make check takes some
CURVE_PARTS := $(addprefix check-curves-,0 2500 5000 7500)
.PHONY: check-curves check-curves-run $(CURVE_PARTS)
check-curves: check-deps
	$(Q)$(MAKE) --no-print-directory check-curves-run
check-curves-run: $(CURVE_PARTS)
$(CURVE_PARTS): check-curves-%: $(B)/tests/dsp/test_file_designs
	$(Q)EARCUP_RANDOM_FROM=$* EARCUP_RANDOM_FILES=2500 $<

# make golden   compute the golden tables anew, with Debian's python3-scipy
PYTHON ?= /usr/bin/python3
GOLDEN = $(PYTHON) -B
.PHONY: golden
golden:
	$(GOLDEN) tests/golden/fit_nodal.py
	cd tests/golden && $(GOLDEN) make_responses.py && \
	  $(GOLDEN) make_network.py && $(GOLDEN) make_scores.py && \
	  $(GOLDEN) make_circuit_fit.py && \
	  $(GOLDEN) crossfeed_reference.py
