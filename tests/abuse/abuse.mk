# SPDX-License-Identifier: GPL-3.0-or-later
# make check-rt     ten minutes of audio: nothing unsafe in the audio context
# make check-abuse  bad values, blocks, states, hosts; clicks
# make sanitize     a short check-abuse under ASan and UBSan, then TSan
# make valgrind     a short check-abuse under valgrind

ABUSE_PKGS = liblilv-dev valgrind
ABUSE_LV2_PATH = $(abspath $(B))/lv2
RT_MINUTES ?= 10

ABUSE_HOST_OBJ = $(patsubst %,$(B)/obj/tests/abuse/%.o,lv2host hostfeatures \
  hoststate drive)
ABUSE_LIBS = $(shell $(PKG_CONFIG) --libs lilv-0) -lm -ldl -lpthread
RT_OBJ = $(ABUSE_HOST_OBJ) $(patsubst %,$(B)/obj/tests/abuse/%.o,rt_trap trap \
  trap_calls)

$(B)/obj/tests/abuse/%.o: CFLAGS += -D_GNU_SOURCE \
  $(shell $(PKG_CONFIG) --cflags lilv-0)
$(B)/obj/tests/abuse/trap_calls.o: CFLAGS += -fno-builtin

# -rdynamic: the plugin has to find the trap's functions before the library's.
$(B)/rt_trap: $(RT_OBJ)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -rdynamic $^ -o $@ $(ABUSE_LIBS)

$(B)/badplugin.so: $(B)/obj/tests/abuse/badplugin.o
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -shared $^ -o $@ -lpthread

check-rt: $(B)/rt_trap $(B)/badplugin.so $(BUNDLE)/earcup.so $(BUNDLE_TTL)
	$(B)/rt_trap --self-test $(B)/badplugin.so
	LV2_PATH=$(ABUSE_LV2_PATH) timeout 600 $(B)/rt_trap urn:earcup:stereo \
	  $(RT_MINUTES)
	LV2_PATH=$(ABUSE_LV2_PATH) timeout 600 $(B)/rt_trap \
	  urn:earcup:stereo-outside 2

.PHONY: check-rt
