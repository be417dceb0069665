// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TESTS_WINDOW_DROPS_H
#define EARCUP_TESTS_WINDOW_DROPS_H

#include <lv2/ui/ui.h>

/** Files that are dropped, and those that the host asks for.
    @param source path of the program drop_source */
void test_drops(const LV2UI_Descriptor* d, const char* source);

#endif
