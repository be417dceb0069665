# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
# make mutants  puts the faults of tests/mutants/*.list into copies of the tree,
#               one at a time, and says which of them no test notices.
#               J=2 for two at a time, M="state.c wearing" for some of them.

J ?= 1
M ?=

.PHONY: mutants
mutants: all check-deps
	$(Q)python3 tests/mutants/mutants.py $(J) $(B)/mutants $(M)
