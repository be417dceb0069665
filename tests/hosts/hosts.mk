# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# make check-hosts  real hosts render the same as earcup-audition

HOSTS_PKGS = lilv-utils lv2-dev sordi binutils ffmpeg ecasound jalv jackd2 \
  libjack-jackd2-dev libsndfile1-dev ardour pipewire pipewire-bin \
  wireplumber dbus-daemon bc procps mpv gstreamer1.0-tools \
  gstreamer1.0-plugins-good gstreamer1.0-plugins-bad
HOSTS_SCRIPTS = bundle lv2apply ffmpeg mpv gstreamer ecasound jack pipewire \
  desktop ardour
HOSTS_TOOLS = $(B)/wavtool $(B)/jackpass

$(B)/obj/tests/hosts/%.o: override CFLAGS += \
  $(shell $(PKG_CONFIG) --cflags sndfile jack)

$(HOSTS_TOOLS): $(B)/%: $(B)/obj/tests/hosts/%.o
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $^ -o $@ \
	  $(shell $(PKG_CONFIG) --libs sndfile jack) -lm

check-hosts-run: $(HOSTS_TOOLS) $(B)/earcup-audition $(BUNDLE)/earcup.so \
  $(BUNDLE_TTL)
	tests/hosts/run.sh $(B) $(HOSTS_SCRIPTS)

.PHONY: check-hosts-run
