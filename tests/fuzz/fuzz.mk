# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# libFuzzer on every parser. Each harness is tests/fuzz/fuzz_NAME.c with seeds
# in tests/fuzz/corpus/NAME, words in tests/fuzz/NAME.dict if there are any,
# and the sources it needs in FUZZ_NAME. What is found lands in $(B)/fuzz.

FUZZ_SECONDS ?= 60  # for all harnesses together
FUZZ_CC ?= clang
FUZZ_PKGS = clang libclang-rt-14-dev
FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

FUZZ_measurement := $(filter-out %measurement_file.c %earcup_files.c,$(sort $(wildcard \
  plugin/measurement/*.c))) $(wildcard plugin/text/*.c) \
  $(patsubst %,dsp/model/%.c,response target ear acoustics)
FUZZ_preset := plugin/ports.c dsp/model/headphones.c
FUZZ_state := plugin/state.c plugin/mailbox.c
FUZZ_message := $(patsubst %,plugin/%.c,answers band_pass blind_message \
  listening listening_message mailbox messages ports) dsp/model/headphones.c

# glibc 2.36 gives CMPLX to GCC alone.
FUZZ_FLAGS := '-DCMPLX(re, im)=__builtin_complex((double)(re), (double)(im))' \
  -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -g -fno-omit-frame-pointer \
  -I. -I$(B)/gen \
  -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined

$(FUZZERS:%=$(B)/fuzz/fuzz_%): $(B)/fuzz/fuzz_%: tests/fuzz/fuzz_%.c \
  $(wildcard dsp/*/*.[ch] plugin/*.[ch] plugin/*/*.[ch] ttl/*.[ch]) | $(B)/gen/grid_tables.h \
  $(B)/gen/headphones_data.h
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_CFLAGS_$*) -o $@ $< $(FUZZ_$*) \
	  $(FUZZ_LIBS_$*) -lm

# New inputs go to a copy of the seeds; slow or hungry inputs fail as well.
$(FUZZERS:%=fuzz-%): fuzz-%: $(B)/fuzz/fuzz_%
	@mkdir -p $(B)/fuzz/corpus/$*
	$< -max_total_time=$$(( $(FUZZ_SECONDS) / $(words $(FUZZERS)) )) \
	  -timeout=5 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
	  $(patsubst %,-dict=%,$(wildcard tests/fuzz/$*.dict)) \
	  -artifact_prefix=$(B)/fuzz/$*- $(B)/fuzz/corpus/$* tests/fuzz/corpus/$*

fuzz-run: $(FUZZERS:%=fuzz-%)

# The seeds alone: fast enough for every check.
fuzz-seeds: $(FUZZERS:%=$(B)/fuzz/fuzz_%)
	@for f in $(FUZZERS); do \
	  $(B)/fuzz/fuzz_$$f -runs=0 tests/fuzz/corpus/$$f || exit 1; \
	done

.PHONY: fuzz-run fuzz-seeds $(FUZZERS:%=fuzz-%)
