# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# make bench           times Earcup beside its peers
# make bench-all       the same at every block length and with each kernel
# make bench-paced     one block in each of its periods, as hosts play
# make bench-callgrind instructions per frame

BENCH_PKGS = g++ libbs2b-dev libzita-convolver-dev libsndfile1-dev liblilv-dev \
  lsp-plugins-lv2 x42-plugins calf-plugins
BENCH_CALLGRIND_PKGS = $(BENCH_PKGS) valgrind
BENCH_LV2_PATH = \
  $(call quote,$(abspath $(B))/lv2):/usr/local/lib/lv2:/usr/lib/lv2

BENCH_SRC = $(sort $(wildcard tests/bench/*.c)) \
  $(addprefix tests/abuse/,lv2host.c hostmessages.c hostfeatures.c)
BENCH_OBJ = $(BENCH_SRC:%.c=$(B)/obj/%.o) $(B)/obj/tests/bench/zita.o \
  $(CODE)

$(B)/obj/tests/bench/%.o: override CFLAGS += -D_GNU_SOURCE \
  $(shell $(PKG_CONFIG) --cflags lilv-0 sndfile libbs2b)

$(B)/obj/tests/bench/zita.o: tests/bench/zita.cc tests/bench/zita.h
	@mkdir -p $(@D)
	$(Q)$(CXX) -std=c++17 -O2 -Wall -Wextra -I. -c $< -o $@

$(B)/bench: $(BENCH_OBJ)
	$(Q)$(CXX) $(LDFLAGS) $^ -o $@ $(shell $(PKG_CONFIG) --libs lilv-0 \
	  sndfile libbs2b) -lzita-convolver -lfftw3f -lpthread -lm

bench-run: $(B)/bench $(BUNDLE)/earcup.so $(BUNDLE_TTL)
	LV2_PATH=$(BENCH_LV2_PATH) $(B)/bench

bench-all-run: $(B)/bench $(BUNDLE)/earcup.so $(BUNDLE_TTL)
	LV2_PATH=$(BENCH_LV2_PATH) $(B)/bench -a -k

bench-paced-run: $(B)/bench $(BUNDLE)/earcup.so $(BUNDLE_TTL)
	LV2_PATH=$(BENCH_LV2_PATH) $(B)/bench -p

bench-callgrind-run: $(B)/bench $(BUNDLE)/earcup.so $(BUNDLE_TTL)
	LV2_PATH=$(BENCH_LV2_PATH) tests/bench/callgrind.sh $(B)/bench

.PHONY: bench-paced-run bench-run bench-all-run bench-callgrind-run
