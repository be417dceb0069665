# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# make check-rt     ten minutes of audio: nothing unsafe in the audio context
# make check-abuse  bad values, blocks, states, hosts; clicks
# make sanitize     a short check-abuse under ASan and UBSan, then TSan
# make valgrind     lifecycle and states under valgrind

ABUSE_PKGS = liblilv-dev valgrind
ABUSE_LV2_PATH = $(call quote,$(abspath $(B))/lv2)
RT_MINUTES ?= 10
# Valgrind keeps denormals, which `signal` would take for a fault.
VALGRIND_PARTS ?= hosts life state

ABUSE_HOST_OBJ = $(patsubst %,$(B)/obj/tests/abuse/%.o,lv2host hostfeatures \
  hostmessages hoststate drive)
ABUSE_LIBS = $(shell $(PKG_CONFIG) --libs lilv-0) -lm -ldl -lpthread
RT_OBJ = $(ABUSE_HOST_OBJ) $(patsubst %,$(B)/obj/tests/abuse/%.o,rt_trap trap \
  trap_calls)

ABUSE_OBJ = $(ABUSE_HOST_OBJ) $(patsubst %.c,$(B)/obj/%.o,tests/abuse/rig.c \
  $(sort $(wildcard tests/abuse/abuse*.c)))

$(B)/obj/tests/abuse/%.o: override CFLAGS += -D_GNU_SOURCE \
  $(shell $(PKG_CONFIG) --cflags lilv-0)
$(B)/obj/tests/abuse/trap_calls.o: override CFLAGS += -fno-builtin

# -rdynamic: the plugin has to find the trap's functions before the library's.
$(B)/rt_trap: $(RT_OBJ)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -rdynamic $^ -o $@ $(ABUSE_LIBS)

$(B)/badplugin.so: $(B)/obj/tests/abuse/badplugin.o
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -shared $^ -o $@ -lpthread

$(B)/abuse: $(ABUSE_OBJ)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $^ -o $@ $(ABUSE_LIBS)

ABUSE_PLUGIN = $(BUNDLE)/earcup.so $(BUNDLE_TTL)

check-rt-run: $(B)/rt_trap $(B)/badplugin.so $(ABUSE_PLUGIN)
	$(B)/rt_trap --self-test $(B)/badplugin.so
	LV2_PATH=$(ABUSE_LV2_PATH) timeout 900 $(B)/rt_trap urn:earcup:stereo \
	  $(RT_MINUTES)
	LV2_PATH=$(ABUSE_LV2_PATH) timeout 900 $(B)/rt_trap \
	  urn:earcup:stereo-outside 2

check-abuse-run: $(B)/abuse $(ABUSE_PLUGIN)
	LV2_PATH=$(ABUSE_LV2_PATH) timeout 600 $(B)/abuse
	LV2_PATH=$(ABUSE_LV2_PATH) timeout 300 $(B)/abuse -s \
	  -u urn:earcup:stereo-outside

# Built apart with the sanitizers in plugin and host alike. The flags go through
# the environment, so that they don't replace those of single files.
ABUSE_SANITIZE = env CFLAGS='-O1 -g -fno-omit-frame-pointer $(1)' \
  LDFLAGS='$(1)' $(MAKE) HARDENING= B=$(B)/$(2) UI=no $(B)/$(2)/abuse \
  $(B)/$(2)/lv2/earcup.lv2/earcup.so $(B)/$(2)/lv2/earcup.lv2/manifest.ttl

sanitize-run:
	$(call ABUSE_SANITIZE,-fsanitize=address$(comma)undefined \
	  -fno-sanitize-recover=all,asan)
	LV2_PATH=$(call quote,$(abspath $(B))/asan/lv2) timeout 600 $(B)/asan/abuse -s
	$(call ABUSE_SANITIZE,-fsanitize=thread,tsan)
	LV2_PATH=$(call quote,$(abspath $(B))/tsan/lv2) TSAN_OPTIONS=exitcode=66 timeout 600 \
	  $(B)/tsan/abuse -s life hosts state

valgrind-run: $(B)/abuse $(ABUSE_PLUGIN)
	LV2_PATH=$(ABUSE_LV2_PATH) timeout 3600 valgrind -q --fair-sched=yes --error-exitcode=9 \
	  --leak-check=full --errors-for-leak-kinds=definite $(B)/abuse -s \
	  $(VALGRIND_PARTS)

comma := ,

.PHONY: check-rt-run check-abuse-run sanitize-run valgrind-run
