# SPDX-License-Identifier: GPL-3.0-or-later
# Generated C tables. Needs B; gives GEN_HEADERS and GEN_CFLAGS.

HOSTCC ?= $(CC)
HOSTCFLAGS ?= -O1 -g
HOST_FLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic \
  -Wshadow -Wconversion -Wvla -Wstrict-prototypes $(HOSTCFLAGS)

GEN_HEADERS := $(B)/gen/headphones_data.h
GEN_CFLAGS := -I$(B)/gen

$(B)/host/bankgen: ttl/bankgen.c
	@mkdir -p $(@D)
	$(HOSTCC) $(HOST_FLAGS) -o $@ $<

# Whatever stops the generator must not leave half a header behind
$(B)/gen/headphones_data.h: presets/headphones.tsv $(B)/host/bankgen
	@mkdir -p $(@D)
	$(B)/host/bankgen $< >$@.tmp
	mv $@.tmp $@
