# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# Everything generated: C tables, Turtle and the tables of the pages.
# Needs B, BUNDLE and CC; gives GEN_HEADERS, BUNDLE_TTL and HOST_FLAGS.

HOSTCC ?= $(CC)
HOSTCFLAGS ?= -O1 -g
HOST_FLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic \
  -Wshadow -Wconversion -Wvla -Wstrict-prototypes -I. $(HOSTCFLAGS)

GEN_HEADERS := $(B)/gen/headphones_data.h
BUNDLE_TTL := $(BUNDLE)/manifest.ttl

PRESETS := $(sort $(wildcard presets/*.preset))
TTLGEN_SRCS := $(sort $(filter-out %gen.c,$(wildcard ttl/*.c)) ttl/ttlgen.c) \
  plugin/ports.c dsp/model/headphones.c
# The bundle mentions the window only if there is one
TTLGEN_BUNDLE := $(if $(filter no,$(UI)),bundle,ui-bundle)

$(B)/host/bankgen: ttl/bankgen.c ttl/quoted.h dsp/model/headphone_ids.h
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_FLAGS) -o $@ $<

# Whatever stops the generator must not leave half a header behind
$(B)/gen/headphones_data.h: presets/headphones.tsv $(B)/host/bankgen
	@mkdir -p $(@D)
	$(Q)$(B)/host/bankgen $< >$@.tmp
	$(Q)mv $@.tmp $@

$(B)/host/ttlgen: $(TTLGEN_SRCS) $(wildcard ttl/*.h) plugin/ports.def \
  plugin/ports.h plugin/uris.h dsp/model/headphones.h dsp/model/acoustics.h $(GEN_HEADERS)
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_FLAGS) -I$(B)/gen -o $@ \
	  $(TTLGEN_SRCS) -lm

# The manifest stands for the whole set. A change of UI= rewrites it.
$(B)/gen/bundle-kind: FORCE
	@mkdir -p $(@D)
	@echo $(TTLGEN_BUNDLE) | cmp -s - $@ || echo $(TTLGEN_BUNDLE) >$@

$(BUNDLE_TTL): $(B)/host/ttlgen $(PRESETS) $(wildcard ttl/*.in) presets \
  VERSION $(B)/gen/bundle-kind
	@mkdir -p $(@D)
	$(Q)rm -f $(BUNDLE)/*.ttl
	$(Q)$(B)/host/ttlgen $(TTLGEN_BUNDLE) $$(cat VERSION) $(BUNDLE) $(PRESETS)

lint-ttl: $(BUNDLE_TTL)
	$(Q)lv2_validate $(BUNDLE)/*.ttl

readme-tables: $(B)/host/ttlgen
	@$(B)/host/ttlgen presets-table $(PRESETS)
	@echo
	@$(B)/host/ttlgen ports-table

FORCE:
.PHONY: FORCE lint-ttl readme-tables

# --- for software centres and packagers -----------------------------------
METAINFO := $(B)/org.freedesktop.LinuxAudio.Plugins.Earcup.metainfo.xml
$(METAINFO): ttl/metainfo.xml.in ttl/releases.sh ttl/releases.txt \
  presets/headphones.tsv
	@mkdir -p $(@D)
	$(Q)sh ttl/releases.sh metainfo >$@.tmp
	$(Q)n=$$(awk -F '\t' '$$1 ~ /^[0-9]+$$/ && $$2 != "Earcup"' \
	  presets/headphones.tsv | wc -l); \
	sed -e "s/@HEADPHONES@/$$n/" -e "/@RELEASES@/{r $@.tmp" -e 'd}' $< >$@.part
	$(Q)rm $@.tmp
	$(Q)mv $@.part $@
