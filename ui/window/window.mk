# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
#
# The window: $(BUNDLE)/earcup_ui.so, `make window` to see it, `make check-ui`
# to try it in real hosts under Xvfb.

UI_SRC := $(sort $(wildcard ui/window/*.c))
UI_OBJ := $(UI_SRC:%.c=$(B)/obj/%.o)
UI_PKGS := cairo x11 lv2

# All but what needs a display.
UI_VIEW_OBJ := $(B)/obj/ui/window/ui_atoms.o $(filter-out \
  $(B)/obj/ui/window/ui%.o $(B)/obj/ui/window/x11win%.o,$(UI_OBJ))

$(UI_OBJ): override CFLAGS += \
  $(shell $(PKG_CONFIG) --cflags $(UI_PKGS) 2>/dev/null)

$(B)/host/presetgen: ttl/presetgen.c ttl/presets.c plugin/ports.c \
  dsp/model/headphones.c ttl/quoted.h | $(B)/gen/headphones_data.h
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_FLAGS) -I$(B)/gen -o $@ $(filter %.c,$^) -lm
$(B)/gen/presets_data.h: $(B)/host/presetgen $(PRESETS) presets
	@mkdir -p $(@D)
	$(Q)$< $(PRESETS) >$@.tmp
	$(Q)mv $@.tmp $@
$(B)/host/bandgen: ttl/bandgen.c dsp/model/response.c dsp/model/acoustics.c \
  dsp/model/headphones.c ui/shared/percentile.h | $(B)/gen/grid_tables.h \
  $(B)/gen/headphones_data.h
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_FLAGS) -I$(B)/gen -o $@ $(filter %.c,$^) -lm
$(B)/gen/type_bands_data.h: $(B)/host/bandgen presets/headphones.tsv
	@mkdir -p $(@D)
	$(Q)$< >$@.tmp
	$(Q)mv $@.tmp $@
GEN_HEADERS += $(B)/gen/presets_data.h $(B)/gen/type_bands_data.h

$(BUNDLE)/earcup_ui.so: $(UI_OBJ) $(CODE) ui/window/exports.map
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -shared -o $@ $(UI_OBJ) $(CODE) \
	  -Wl,--version-script=ui/window/exports.map -Wl,--no-undefined \
	  $(shell $(PKG_CONFIG) --libs cairo x11 jansson) -lm -lpthread

-include $(UI_OBJ:.o=.d)

# --- tests without a display ---------------------------------------------
UI_USER := $(B)/obj/tests/support/user.o
$(UI_USER): override CFLAGS += $(shell $(PKG_CONFIG) --cflags cairo check)
-include $(UI_USER:.o=.d)
$(B)/tests/ui/test_ui_%: tests/ui/test_ui_%.c $(UI_USER) $(UI_VIEW_OBJ) $(CODE)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(shell $(PKG_CONFIG) --cflags cairo check) \
	  $(LDFLAGS) -o $@ $< $(UI_USER) $(UI_VIEW_OBJ) $(CODE) \
	  $(shell $(PKG_CONFIG) --libs cairo check jansson) -lm -lpthread

# --- to see it -----------------------------------------------------------
WINDOW_URI ?= urn:earcup:stereo
.PHONY: window check-ui
window: bundle
	$(Q)LV2_PATH=$(call quote,$(abspath $(B))/lv2:$(LV2_PATH)) \
	  sh tests/window/window.sh $(WINDOW_URI)

# --- on a screen of its own ----------------------------------------------
UI_CHECK := $(B)/check-ui
UI_CHECK_PKGS := xvfb openbox jalv libqt5x11extras5 jackd2 xdotool imagemagick \
  procps fonts-dejavu-core xclip xsel
UI_ASAN := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer
UI_PICTURES := tests/window/window-100.png ui/window.png
UI_TEST_SRC := $(addprefix tests/window/,copying.c drops.c hand.c host.c keys.c \
  sizes.c window_test.c) tests/ui/picture.c ui/window/layout.c ui/window/parts.c

$(UI_CHECK)/window_test: $(UI_TEST_SRC) $(wildcard tests/window/*.h) \
  tests/ui/picture.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(UI_ASAN) $(shell $(PKG_CONFIG) --cflags $(UI_PKGS)) \
	  $(LDFLAGS) -o $@ $(UI_TEST_SRC) \
	  $(shell $(PKG_CONFIG) --libs cairo x11) -ldl -lm
$(UI_CHECK)/drop_source: tests/window/drop_source.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(shell $(PKG_CONFIG) --cflags x11) $(LDFLAGS) -o $@ $< \
	  $(shell $(PKG_CONFIG) --libs x11)
$(UI_CHECK)/keep.so: tests/window/keep.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-z,initfirst -o $@ $<

# The pictures are drawn with DejaVu Sans.
.PHONY: check-ui-run ui-pictures
check-ui: check-deps
	$(call install_packages,$(UI_CHECK_PKGS))
	$(Q)$(MAKE) --no-print-directory check-ui-run

check-ui-run: bundle $(UI_CHECK)/window_test $(UI_CHECK)/drop_source \
  $(UI_CHECK)/keep.so
	$(Q)$(MAKE) --no-print-directory B=$(B)/asan CFLAGS="$(UI_ASAN)" HARDENING= \
	  $(B)/asan/lv2/earcup.lv2/earcup_ui.so
	$(Q)mkdir -p $(UI_CHECK)/lv2/earcup.lv2
	$(Q)cp $(BUNDLE)/* $(UI_CHECK)/lv2/earcup.lv2
	$(Q)cp $(B)/asan/lv2/earcup.lv2/earcup_ui.so $(UI_CHECK)/lv2/earcup.lv2
	$(Q)sh tests/window/screen.sh $(UI_CHECK)/window_test \
	  $(UI_CHECK)/lv2/earcup.lv2/earcup_ui.so $(UI_PICTURES)
	$(Q)sh tests/window/hosts.sh $(call quote,$(abspath $(B))/check-ui)

# After a wanted change of looks; look at them before you commit them.
ui-pictures: bundle $(UI_CHECK)/window_test $(UI_CHECK)/drop_source
	$(Q)$(MAKE) --no-print-directory B=$(B)/asan CFLAGS="$(UI_ASAN)" HARDENING= \
	  $(B)/asan/lv2/earcup.lv2/earcup_ui.so
	$(Q)sh tests/window/screen.sh $(UI_CHECK)/window_test \
	  $(B)/asan/lv2/earcup.lv2/earcup_ui.so $(UI_PICTURES) write
