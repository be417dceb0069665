// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TESTS_COPYING_H
#define EARCUP_TESTS_COPYING_H

/* What other programs paste after the plot's menu has copied something. */

#include <lv2/ui/ui.h>

/** Print what holds and what does not. */
void copying_test(const LV2UI_Descriptor* descriptor);

#endif
