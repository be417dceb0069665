// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TESTS_KEYS_H
#define EARCUP_TESTS_KEYS_H

/* Keys from a real keyboard, as far as an X server without one has them. */

#include <lv2/ui/ui.h>

/** Print what holds and what does not. */
void keys_test(const LV2UI_Descriptor* descriptor);

#endif
