// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TESTS_WINDOW_SIZES_H
#define EARCUP_TESTS_WINDOW_SIZES_H

#include <lv2/ui/ui.h>

/** The menu of sizes in hosts of every kind, and the size that is kept. */
void test_sizes(const LV2UI_Descriptor* d);

#endif
