# SPDX-License-Identifier: GPL-3.0-or-later
# For packagers: make, make install, make check. Override on the command line.
PREFIX ?= /usr/local
LV2DIR ?= $(PREFIX)/lib/lv2
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DESTDIR ?=
CC ?= cc
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
FFTW ?= static  # static: hidden in the plugin; shared: for distributions
UI ?= yes       # no: only the plugin
B ?= build
V ?= 0

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
MAKEFLAGS += --no-builtin-rules
ifeq ($(V),0)
Q := @
endif

VERSION := $(shell cat VERSION)
BUNDLE := $(B)/lv2/earcup.lv2
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

# --- flags ---------------------------------------------------------------
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla \
  -Wstrict-prototypes
override CFLAGS += -std=c11 -D_POSIX_C_SOURCE=200809L $(WARNINGS) -fPIC \
  -fvisibility=hidden -ffile-prefix-map=$(CURDIR)=. -I$(B)/gen -MMD -MP
# Complex division needs no rescue from overflow here; FMA where it exists.
DSP_FLAGS := -O3 -fcx-limited-range -ffp-contract=fast

ifeq ($(strip $(FFTW)),static)
FFTW_LIBS := -l:libfftw3f.a
else
FFTW_LIBS := $(shell $(PKG_CONFIG) --libs fftw3f)
endif

include ttl/ttl.mk
-include presets/demo.mk ui/ui.mk ui/audition.mk
-include tests/bench/bench.mk tests/abuse/abuse.mk tests/hosts/hosts.mk
-include tests/fuzz/fuzz.mk

# --- objects -------------------------------------------------------------
DSP_SRC := $(filter-out %gen.c,$(sort $(wildcard dsp/*.c)))
PLUGIN_SRC := $(sort $(wildcard plugin/*.c))
DSP_OBJ := $(DSP_SRC:%.c=$(B)/obj/%.o)
PLUGIN_OBJ := $(PLUGIN_SRC:%.c=$(B)/obj/%.o)
LIB_OBJ := $(filter-out $(B)/obj/plugin/earcup.o,$(DSP_OBJ) $(PLUGIN_OBJ))

$(B)/obj/dsp/%.o: CFLAGS += $(DSP_FLAGS)
ifneq ($(filter x86_64,$(shell $(CC) -dumpmachine | cut -d- -f1)),)
$(B)/obj/dsp/resonator_avx2.o: CFLAGS += -mavx2 -mfma
$(B)/obj/dsp/resonator_avx512.o: CFLAGS += -mavx2 -mfma -mavx512f -mavx512vl \
  -mavx512dq -mavx512bw -mprefer-vector-width=256
else
DSP_OBJ := $(filter-out %avx2.o %avx512.o,$(DSP_OBJ))
endif

$(B)/obj/%.o: %.c | $(GEN_HEADERS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -c -o $@ $<

# Constants of the grid, and where the bank of headphones needs poles.
$(B)/host/gridgen: dsp/gridgen.c dsp/ear.c dsp/target.c
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_FLAGS) -o $@ $^ -lm
$(B)/gen/grid_tables.h: $(B)/host/gridgen
	@mkdir -p $(@D)
	$(Q)$< > $@
$(B)/host/polegen: dsp/polegen.c dsp/response.c dsp/acoustics.c \
  dsp/headphones.c | $(B)/gen/grid_tables.h $(B)/gen/headphones_data.h
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_FLAGS) -I$(B)/gen -o $@ $^ -lm
$(B)/gen/bank_bend.h: $(B)/host/polegen presets/headphones.tsv
	@mkdir -p $(@D)
	$(Q)$< > $@
GEN_HEADERS += $(B)/gen/grid_tables.h $(B)/gen/bank_bend.h

# --- plugin --------------------------------------------------------------
$(BUNDLE)/earcup.so: $(DSP_OBJ) $(PLUGIN_OBJ) plugin/exports.map
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -shared -o $@ $(DSP_OBJ) $(PLUGIN_OBJ) \
	  -Wl,--version-script=plugin/exports.map -Wl,--exclude-libs,ALL \
	  -Wl,--no-undefined $(FFTW_LIBS) -lm -lpthread
