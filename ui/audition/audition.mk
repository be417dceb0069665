# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
#
# $(B)/earcup-audition, the offline host, and `make audition`: a mix through
# some headphones into $(B)/audition, and a page to hear it on. MIX=song.wav
# takes a mix of yours, AUDITION_KIND=wav writes 32 bit float for FLAC.

AUDITION_SRC := $(sort $(wildcard ui/audition/*.c))
AUDITION_OBJ := $(AUDITION_SRC:%.c=$(B)/obj/%.o)
AUDITION_PKGS := lilv-0 lv2 sndfile samplerate libebur128 cairo fftw3 jansson
AUDITION_DIR := $(B)/audition
AUDITION := $(B)/earcup-audition

# For O_TMPFILE.
$(AUDITION_OBJ): override CFLAGS += -D_GNU_SOURCE \
  -DEARCUP_VERSION='"$(VERSION)"' \
  $(shell $(PKG_CONFIG) --cflags $(AUDITION_PKGS) 2>/dev/null)

$(B)/host/textgen: ttl/textgen.c
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_FLAGS) -o $@ $<
$(B)/gen/page_html.h: ui/audition/page.html $(B)/host/textgen
	@mkdir -p $(@D)
	$(Q)$(B)/host/textgen page_html <$< >$@.tmp
	$(Q)mv $@.tmp $@
$(B)/gen/report_page_html.h: ui/audition/report.html $(B)/host/textgen
	@mkdir -p $(@D)
	$(Q)$(B)/host/textgen report_page_html <$< >$@.tmp
	$(Q)mv $@.tmp $@
GEN_HEADERS += $(B)/gen/page_html.h $(B)/gen/report_page_html.h

MANUAL := $(B)/earcup-audition.1
$(B)/host/mangen: ttl/mangen.c ui/audition/options.def
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_FLAGS) -o $@ $<
$(MANUAL): ui/audition/earcup-audition.1.in $(B)/host/mangen
	$(Q)$(B)/host/mangen <$< >$@.tmp
	$(Q)mv $@.tmp $@

# PipeWire's headers hold code in the GNU dialect, not for our warnings.
$(patsubst %,$(B)/obj/ui/audition/%.o,pipewire pipewire_events desktop_config): \
  override CFLAGS += $(subst -I,-isystem ,$(shell $(PKG_CONFIG) --cflags \
  libpipewire-0.3)) $(call known,-Wno-gnu-statement-expression)

$(AUDITION): $(AUDITION_OBJ) $(CODE)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ \
	  $(shell $(PKG_CONFIG) --libs $(AUDITION_PKGS) libpipewire-0.3) -lpthread -lm

-include $(AUDITION_OBJ:.o=.d)

MIX ?=
AUDITION_KIND ?= flac
AUDITION_MIX = $(if $(MIX),$(MIX),$(DEMO_WAV))
AUDITION_RUN = $(AUDITION) -i $(call quote,$(AUDITION_MIX))

# Presets by the slugs of their names, in the order of the legends.
AUDITION_MAIN = -p open-back-reference -p closed-back-reference \
  -p 1968-hd-414 -p 1937-dt-48 -p 1958-inspired-by-the-sp-3 \
  -p loudspeakers-at-60-degrees
# New and worn, tight and leaking, in pairs.
AUDITION_FIT = -p dt-770 -p closed-with-worn-pads \
  -p 1997-hd-600 -p open-with-worn-pads \
  -p dj-on-ear-hd-25 -p closed-with-glasses
# Three ways of putting on a closed and an open pair.
AUDITION_SEATS = -p eight-ways-of-putting-on-an-hd-25 \
  -p eight-ways-of-putting-on-an-hd-650
AUDITION_TRAIN = -p on-a-train-open -p on-a-train-closed
AUDITION_WEARING = -p wearing-hd-650-hear-closed -p wearing-dt-770-hear-open
AUDITION_MONITOR = -p difference-check -p mono-check -p side-check
# A made-up headphone in the form that AutoEq writes.
AUDITION_FILE = --file-a tests/data/measured/autoeq.csv
# What a singer's microphone picks up is too soft to judge; 12 dB come from the
# presets, and 20 more keep the open one below full scale.
AUDITION_BLEED = -p vocal-mic-open-cups -p vocal-mic-closed-cups --gain 20

# Built by a second make, which sees what `deps` has installed.
.PHONY: audition audition-render
audition: deps
	$(Q)$(MAKE) --no-print-directory audition-render

audition-render: $(AUDITION) $(BUNDLE)/earcup.so $(BUNDLE_TTL) \
  $(if $(MIX),,$(DEMO_WAV))
	@mkdir -p $(AUDITION_DIR)
	$(Q)$(AUDITION_RUN) -o $(AUDITION_DIR)/original.$(AUDITION_KIND) \
	  -c enabled=off
	$(Q)$(AUDITION_RUN) -o $(AUDITION_DIR)/mix.$(AUDITION_KIND) \
	  $(AUDITION_MAIN) --plot $(AUDITION_DIR)/responses.png \
	  --title "The same mix on other headphones"
	$(Q)$(AUDITION_RUN) -o $(AUDITION_DIR)/fit.$(AUDITION_KIND) \
	  $(AUDITION_FIT) --plot $(AUDITION_DIR)/fit.png \
	  --title "Worn pads and bad seals"
	$(Q)for seat in 1 2 3; do \
	  $(AUDITION_RUN) -o $(AUDITION_DIR)/seat-$$seat.$(AUDITION_KIND) \
	    $(AUDITION_SEATS) -c seat=$$seat || exit 1; \
	done
	$(Q)$(AUDITION_RUN) -o $(AUDITION_DIR)/own.$(AUDITION_KIND) \
	  $(AUDITION_WEARING) --plot $(AUDITION_DIR)/wearing.png \
	  --title "What is left to change for what you wear"
	$(Q)$(AUDITION_RUN) -o $(AUDITION_DIR)/file.$(AUDITION_KIND) \
	  $(AUDITION_FILE) --plot $(AUDITION_DIR)/file.png \
	  --title "A measured file"
	$(Q)$(AUDITION_RUN) -o $(AUDITION_DIR)/monitor.$(AUDITION_KIND) \
	  $(AUDITION_MONITOR)
	$(Q)$(AUDITION_RUN) -o $(AUDITION_DIR)/outside.$(AUDITION_KIND) \
	  $(AUDITION_TRAIN)
	$(Q)$(AUDITION_RUN) -o $(AUDITION_DIR)/bleed.$(AUDITION_KIND) \
	  $(AUDITION_BLEED) --plot $(AUDITION_DIR)/bleed.png \
	  --title "What a microphone near the singer picks up"
	$(Q)$(AUDITION_RUN) --page $(AUDITION_DIR)/index.html $(AUDITION_MAIN)
	@echo
	@echo "Hear these two first, at the same volume:"
	@echo "  $(AUDITION_DIR)/mix-open-back-reference.$(AUDITION_KIND)"
	@echo "  $(AUDITION_DIR)/mix-closed-back-reference.$(AUDITION_KIND)"
	@echo "Then each with its partner: fit-tracking-closed-dt-770 with" \
	  "fit-closed-with-worn-pads," \
	  "fit-1997-hd-600 with fit-open-with-worn-pads," \
	  "fit-dj-on-ear-hd-25 with fit-closed-with-glasses"
	@echo "Pictures of the responses: $(AUDITION_DIR)/*.png"
	@du -sh $(AUDITION_DIR) | awk '{ print "Disk: " $$1 }'
	@echo "All side by side, blind too, in a browser:" \
	  "$(AUDITION_DIR)/index.html"

# --- the page in a browser -------------------------------------------------
PAGE_CHECK_PKGS := chromium chromium-driver python3-minimal fonts-dejavu-core
.PHONY: check-page check-page-run
check-page: check-deps
	$(call install_packages,$(PAGE_CHECK_PKGS))
	$(Q)$(MAKE) --no-print-directory check-page-run

check-page-run: all $(B)/wavtool
	$(Q)tests/page/page.sh $(B)
