# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# For packagers: make, make install, make check. Override on the command line.
PREFIX ?= /usr/local
LV2DIR ?= $(PREFIX)/lib/lv2
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
METAINFODIR ?= $(PREFIX)/share/metainfo
DESTDIR ?=
CC ?= cc
AR ?= ar
OBJCOPY ?= objcopy
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
HARDENING ?= -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
HARDENING_LDFLAGS ?= -Wl,-z,relro,-z,now
FFTW ?= static
UI ?= yes
B ?= build
V ?= 0

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
MAKEFLAGS += --no-builtin-rules
ifeq ($(V),0)
Q := @
endif

# Make takes a name with blanks for several; this folder's own may have them.
ifneq ($(words $(B)),1)
$(error B is a folder without blanks in its name)
endif
# $(call quote,text): one word for the shell.
quote = '$(subst ','\'',$(1))'
# $(call home,path): with ~ for the user's folder, which quotes would hide.
home = $(if $(filter ~/%,$(firstword $(1))),$(HOME)$(subst ^~,,^$(1)),$(1))

VERSION := $(shell cat VERSION)
BUNDLE := $(B)/lv2/earcup.lv2
# What window, command and tests link: of each object what they use.
CODE := $(B)/libcode.a
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

# --- flags ---------------------------------------------------------------
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla \
  -Wstrict-prototypes
override CFLAGS += -std=c11 -D_POSIX_C_SOURCE=200809L $(WARNINGS) -fPIC \
  -fvisibility=hidden -ffile-prefix-map=$(call quote,$(CURDIR))=. -I. -I$(B)/gen \
  -MMD -MP
override LDFLAGS += $(HARDENING_LDFLAGS)
# Nothing checks the stack in the kernels, which take most of the time, nor what
# is not optimised.
HARDEN = $(if $(filter -O%,$(filter-out -O0,$(CFLAGS))),$(HARDENING))
$(B)/obj/dsp/filter/resonator%.o $(B)/obj/dsp/engine/autocorrelation%.o: HARDEN :=
# $(call known,flag): if the compiler knows it.
known = $(shell $(CC) -Werror $(1) -E -x c /dev/null >/dev/null 2>&1 && \
  echo $(1))
# Complex division needs no rescue from overflow here; FMA where it exists;
# nobody reads errno or traps. Not-a-number keeps its meaning.
DSP_FLAGS := -O3 $(call known,-fcx-limited-range) -ffp-contract=fast \
  -fno-math-errno -fno-trapping-math

ifeq ($(strip $(FFTW)),static)
FFTW_LIBS := -l:libfftw3f.a
else
FFTW_LIBS := $(shell $(PKG_CONFIG) --libs fftw3f)
endif

include ttl/ttl.mk
-include presets/demo.mk ui/window/window.mk ui/audition/audition.mk
-include tests/bench/bench.mk tests/abuse/abuse.mk tests/hosts/hosts.mk
-include tests/fuzz/fuzz.mk tests/mutants/mutants.mk tests/validation.mk
include tests/lint.mk tests/dist.mk

GEN_HEADERS += $(B)/gen/grid_tables.h

# --- objects -------------------------------------------------------------
DSP_SRC := $(sort $(wildcard dsp/*.c dsp/*/*.c))
PLUGIN_SRC := $(sort $(wildcard plugin/*.c plugin/*/*.c))
DSP_OBJ := $(DSP_SRC:%.c=$(B)/obj/%.o)
PLUGIN_OBJ := $(PLUGIN_SRC:%.c=$(B)/obj/%.o)
SHARED_OBJ := $(patsubst %.c,$(B)/obj/%.o,$(sort $(wildcard ui/shared/*.c)))

$(B)/obj/dsp/%.o: override CFLAGS += $(DSP_FLAGS)
# What the compiler and its flags aim at
TARGET := $(shell $(CC) $(CPPFLAGS) $(filter-out -M%,$(CFLAGS)) -dM -E \
  -x c /dev/null 2>/dev/null | \
  sed -n 's/^.define __\(x86_64\|i386\|SSE\)__ .*/\1/p')
# Vectors do not mix with numbers in the registers of an 8087.
ifneq ($(and $(filter i386,$(TARGET)),$(filter SSE,$(TARGET))),)
$(B)/obj/dsp/%.o: override CFLAGS += -mfpmath=sse
endif
ifneq ($(filter x86_64,$(TARGET)),)
$(B)/obj/dsp/filter/resonator_avx2.o $(B)/obj/dsp/engine/autocorrelation_avx2.o: \
  override CFLAGS += -mavx2 -mfma
$(B)/obj/dsp/filter/resonator_avx512.o $(B)/obj/dsp/filter/resonator_wide.o: override \
  CFLAGS += -mavx2 -mfma -mavx512f -mavx512vl -mavx512dq -mavx512bw \
  -mprefer-vector-width=256
else
DSP_OBJ := $(filter-out %avx2.o %avx512.o %wide.o,$(DSP_OBJ))
endif

$(B)/obj/%.o: %.c Makefile | $(GEN_HEADERS) needs-plugin
	@mkdir -p $(@D)
	$(Q)$(CC) $(HARDEN) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# Constants of the grid.
HOST_HEADERS := $(wildcard dsp/*.h dsp/door/*.h dsp/model/*.h)
$(B)/host/gridgen: ttl/gridgen.c dsp/model/ear.c dsp/model/target.c \
  $(HOST_HEADERS)
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_FLAGS) -o $@ $(filter %.c,$^) -lm
$(B)/gen/grid_tables.h: $(B)/host/gridgen
	@mkdir -p $(@D)
	$(Q)$< > $@
# make poles   go on optimising the catalogue's poles, for a changed catalogue,
# with Debian's python3-scipy; ITERATIONS=0 only judges them
ITERATIONS ?= 200
$(B)/host/curvegen: ttl/curvegen.c dsp/model/response.c dsp/model/acoustics.c \
  dsp/model/headphones.c $(HOST_HEADERS) | $(B)/gen/grid_tables.h $(B)/gen/headphones_data.h
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_FLAGS) -I$(B)/gen -o $@ $(filter %.c,$^) -lm
.PHONY: poles
poles: $(B)/host/curvegen
	$(Q)$< > $(B)/curves.txt
	$(Q)$(PYTHON) -B ttl/fit_poles.py $(B)/curves.txt \
	  $(filter-out 0,$(ITERATIONS))

# --- library -------------------------------------------------------------
# make lib: dsp/earcup.h for other programs. Only what that declares is seen.
DOOR_OBJ := $(patsubst %,$(B)/obj/%.o,dsp/shown dsp/model/decay \
  plugin/measurement/earcup_files)
LIB_OBJ := $(DSP_OBJ) $(filter-out %/measurement_file.o,$(filter \
  $(B)/obj/plugin/measurement/% $(B)/obj/plugin/text/%,$(PLUGIN_OBJ)))
.PHONY: lib
lib: $(B)/libearcup.a
$(B)/libearcup.a: $(LIB_OBJ)
	$(Q)rm -f $@
	$(Q)$(CC) -r -nostdlib -o $(B)/libearcup.o $(LIB_OBJ)
	$(Q)$(OBJCOPY) --localize-hidden $(B)/libearcup.o
	$(Q)$(AR) rcs $@ $(B)/libearcup.o

# --- plugin --------------------------------------------------------------
# nodelete: the planner inside keeps memory that a later load would not find.
BUNDLE_OBJ := $(filter-out $(DOOR_OBJ),$(DSP_OBJ) $(PLUGIN_OBJ))
$(BUNDLE)/earcup.so: $(BUNDLE_OBJ) plugin/exports.map
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -shared -o $@ $(BUNDLE_OBJ) \
	  -Wl,--version-script=plugin/exports.map -Wl,--exclude-libs,ALL \
	  -Wl,--no-undefined -Wl,-z,nodelete $(FFTW_LIBS) -lm -lpthread

-include $(DSP_OBJ:.o=.d) $(PLUGIN_OBJ:.o=.d) $(SHARED_OBJ:.o=.d)

$(CODE): $(DSP_OBJ) $(filter-out $(B)/obj/plugin/earcup.o,$(PLUGIN_OBJ)) \
  $(SHARED_OBJ)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

UI_BINARY := $(if $(filter no,$(UI)),,$(BUNDLE)/earcup_ui.so)
BUNDLE_FILES := $(BUNDLE)/earcup.so $(BUNDLE_TTL) $(UI_BINARY)

.PHONY: all bundle objects
objects: $(BUNDLE_OBJ)
all: bundle $(B)/earcup-audition $(MANUAL) $(METAINFO)
bundle: $(BUNDLE_FILES)

# --- what Debian has to have installed -----------------------------------
# What each part needs, as pkg-config calls it, and its package
NEEDS_plugin := lv2:lv2-dev fftw3f:libfftw3-dev
NEEDS_library := jansson:libjansson-dev
NEEDS_window := $(NEEDS_library) cairo:libcairo2-dev x11:libx11-dev
NEEDS_command := $(NEEDS_library) lilv-0:liblilv-dev fftw3:libfftw3-dev \
  sndfile:libsndfile1-dev samplerate:libsamplerate0-dev \
  libebur128:libebur128-dev cairo:libcairo2-dev \
  libpipewire-0.3:libpipewire-0.3-dev
BUILD_PKGS := $(if $(shell command -v $(CC)),,gcc libc6-dev) pkg-config \
  $(sort $(foreach n,$(NEEDS_plugin) $(NEEDS_command) \
  $(if $(filter no,$(UI)),,$(NEEDS_window)),$(lastword $(subst :, ,$(n)))))
CHECK_PKGS := check libbs2b-dev lilv-utils sordi fonts-dejavu-core parallel
DEMO_PKGS := abcmidi fluidsynth fluid-soundfont-gm
CHECK_DEPS ?= yes

# $(call missing,packages): those that dpkg does not know as installed.
missing = $(shell for p in $(1); do \
  dpkg-query -Wf '$${db:Status-Status}' $$p 2>/dev/null | grep -qx installed \
  || echo $$p; done)
define install_packages
	@set -e; missing="$(call missing,$(1))"; if [ -n "$$missing" ]; then \
	  if ! command -v apt-get >/dev/null; then \
	    echo "Please install: $$missing" >&2; exit 1; fi; \
	  echo "Installing $$missing"; \
	  $(SUDO) apt-get update -qq; \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -qq -y --no-install-recommends $$missing >/dev/null; \
	fi
endef

# Say all that a part misses before it is compiled.
.PHONY: needs-plugin needs-library needs-window needs-command
needs-plugin needs-library needs-window needs-command: needs-%:
	@missing=$$(for n in $(NEEDS_$*); do \
	  $(PKG_CONFIG) --exists "$${n%:*}" 2>/dev/null || \
	  echo "  $${n%:*} (Debian: $${n#*:})"; done); \
	[ -z "$$missing" ] || { \
	  echo "The $* needs what $(PKG_CONFIG) does not find here:"; \
	  echo "$$missing"; \
	  echo "'make deps' installs it on Debian. UI=no leaves out the window, and" \
	    "X11 with it; 'make bundle' leaves out the command."; \
	  exit 1; } >&2
$(B)/obj/ui/shared/opra.o: | needs-library
$(UI_OBJ): | needs-window
$(AUDITION_OBJ): | needs-command

.PHONY: deps check-deps
deps:
	$(call install_packages,$(BUILD_PKGS) $(DEMO_PKGS))
check-deps:
	$(call install_packages,$(BUILD_PKGS) $(DEMO_PKGS) $(CHECK_PKGS))

# $(call with_packages,target,packages): `target` installs the packages, then
# makes `target-run` by a second make, which sees them.
define with_packages
.PHONY: $(1) $(1)-run
$(1):
	$$(call install_packages,$$(BUILD_PKGS) $(2))
	$$(Q)$$(MAKE) --no-print-directory $(1)-run
endef
$(foreach t,check-rt check-abuse sanitize valgrind,$(eval \
  $(call with_packages,$(t),$(ABUSE_PKGS))))
$(foreach t,bench bench-all bench-paced bench-callgrind,$(eval \
  $(call with_packages,$(t),$(BENCH_CALLGRIND_PKGS))))
$(eval $(call with_packages,fuzz,$(FUZZ_PKGS)))
$(eval $(call with_packages,check-hosts,$(HOSTS_PKGS)))
$(eval $(call with_packages,check-i386,libc6-dev-i386))
$(eval $(call with_packages,check-arm64,gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user))
$(eval $(call with_packages,check-clang,clang $(CHECK_PKGS)))

# --- tests ---------------------------------------------------------------
TEST_SRC := $(filter-out $(if $(filter no,$(UI)),tests/ui/%), \
  $(sort $(wildcard tests/*/test_*.c)))
TESTS := $(TEST_SRC:%.c=$(B)/%)
TEST_LIBS = $(foreach l,check lilv-0 sndfile libbs2b libebur128 jansson, \
  $(shell $(PKG_CONFIG) --cflags --libs $(l) 2>/dev/null)) \
  -lfftw3f -lfftw3 -lm -lpthread

# The folder of the built bundle, for the shell
LV2_HERE = $(call quote,$(abspath $(B))/lv2)

$(B)/tests/%: tests/%.c $(CODE) $(TEST_HOST_OBJ)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(filter %.o,$^) $(CODE) \
	  $(TEST_LIBS)
-include $(TESTS:=.d)
# The plugin has to find this test's open() before the library's.
$(B)/tests/plugin/test_plugin_messages: TEST_LIBS += -rdynamic
# The processors of a process are GNU's business.
$(B)/tests/audition/test_audition_batch: private override CFLAGS += -D_GNU_SOURCE
$(B)/tests/audition/test_audition_batch: $(B)/obj/ui/audition/jobs.o \
  $(B)/obj/ui/audition/report.o

# The second make sees what check-deps has installed. For packagers,
# check-installed (or CHECK_DEPS=no) installs nothing.
.PHONY: check check-installed run-tests
ifeq ($(CHECK_DEPS),no)
check: check-installed
else
check: check-deps
	$(Q)$(MAKE) --no-print-directory run-tests
endif

check-installed: all
	$(Q)here=$$(PKG_CONFIG="$(PKG_CONFIG)" sh tests/here.sh $(TEST_SRC)); \
	$(MAKE) --no-print-directory run-tests TEST_SRC="$$(echo $$here)"; \
	status=$$?; echo "Tests in C: $$(echo $$here | wc -w) of" \
	  "$(words $(TEST_SRC)) can run here"; exit $$status

NEEDS_DEMO = $(shell grep -l 'demo\.wav' $(TEST_SRC) /dev/null)
run-tests: all lib $(TESTS) $(if $(NEEDS_DEMO),$(DEMO_WAV))
	$(Q)failed=0; for t in $(TESTS); do \
	  echo "$$t"; EARCUP_BUNDLE_DIR=$(LV2_HERE) B=$(B) $$t || failed=1; \
	done; \
	for s in $(wildcard tests/*/test_*.sh); do \
	  echo "$$s"; EARCUP_BUNDLE_DIR=$(LV2_HERE) B=$(B) CC=$(call quote,$(CC)) \
	    HARDENING="$(HARDENING)" sh $$s || failed=1; \
	done; exit $$failed

# All of it by clang without a warning, and the tests of what sounds.
DSP_TESTS := $(filter $(B)/tests/dsp/%,$(TESTS))
.PHONY: run-dsp-tests
check-clang-run:
	$(Q)env CFLAGS='-O2 -g -Werror' $(MAKE) --no-print-directory CC=clang \
	  CXX=clang++ B=$(B)/clang all lib run-dsp-tests
	$(Q)B=$(B)/clang CC=clang CXX=clang++ sh tests/build/test_embed.sh
run-dsp-tests: $(DSP_TESTS)
	$(Q)failed=0; for t in $(DSP_TESTS); do echo "$$t"; B=$(B) $$t || failed=1; \
	done; exit $$failed

# --- installing ----------------------------------------------------------

# $(call to,folder,name): where something is installed, as a word for the shell
to = $(call quote,$(DESTDIR)$(call home,$(1))$(2))
TO_BUNDLE = $(call to,$(LV2DIR),/earcup.lv2)
TO_BIN = $(call to,$(BINDIR))
TO_MAN = $(call to,$(MANDIR),/man1)
TO_METAINFO = $(call to,$(METAINFODIR))

.PHONY: install uninstall clean
install: all
	install -d $(TO_BUNDLE) $(TO_BIN) $(TO_MAN) $(TO_METAINFO)
	install -m 755 $(filter %.so,$(BUNDLE_FILES)) $(TO_BUNDLE)
	install -m 644 $(BUNDLE)/*.ttl $(TO_BUNDLE)
	install -m 755 $(B)/earcup-audition $(TO_BIN)
	install -m 644 $(MANUAL) $(TO_MAN)
	install -m 644 $(METAINFO) $(TO_METAINFO)

uninstall:
	rm -rf $(TO_BUNDLE)
	rm -f $(TO_BIN)/earcup-audition $(TO_MAN)/earcup-audition.1 \
	  $(TO_METAINFO)/$(notdir $(METAINFO))

clean:
	rm -rf $(B)
