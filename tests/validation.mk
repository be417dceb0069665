# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests share: a small LV2 host, a measuring rig and golden tables.

TEST_HOST_OBJ = $(patsubst %,$(B)/obj/tests/%.o,abuse/lv2host abuse/hoststate \
  abuse/hostfeatures probe table)

$(B)/obj/tests/probe.o: override CFLAGS += \
  $(shell $(PKG_CONFIG) --cflags lilv-0 check)

-include $(B)/obj/tests/probe.d $(B)/obj/tests/table.d

# A plugin whose output is not finite, for what the command says to that.
NOTFINITE := $(B)/tests/lv2/notfinite.lv2
$(NOTFINITE)/notfinite.so: $(B)/obj/tests/notfinite.o
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -shared $^ -o $@
$(NOTFINITE)/manifest.ttl: tests/notfinite.ttl
	@mkdir -p $(@D)
	$(Q)cp $< $@
$(B)/tests/test_audition_notfinite: | $(NOTFINITE)/notfinite.so \
  $(NOTFINITE)/manifest.ttl

# make golden   compute the golden tables anew, with Debian's python3-scipy
PYTHON ?= /usr/bin/python3
GOLDEN = $(PYTHON) -B
.PHONY: golden
golden:
	$(GOLDEN) tests/golden/fit_nodal.py
	cd tests/golden && $(GOLDEN) make_responses.py && \
	  $(GOLDEN) make_network.py && $(GOLDEN) make_scores.py && \
	  $(GOLDEN) crossfeed_reference.py
