// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TESTS_WINDOW_HAND_H
#define EARCUP_TESTS_WINDOW_HAND_H

/* A hand on the mouse before the small host, and what it found. */

#include "tests/window/host.h"

#include "ui/window/layout.h"

#include <stdbool.h>

/** How much did not hold. */
extern unsigned hand_failures;

/** Print whether it holds. */
void check(bool holds, const char* what);

/** ButtonPress or ButtonRelease of the left button at pixels of the window. */
void hand_button(Host* host, int type, int x, int y);

/** Both. */
void hand_click(Host* host, int x, int y);

/** Click the middle of a part, or the value of a dial, of a window at 100 %. */
void hand_click_part(Host* host, Part part);
void hand_click_value(Host* host, Part dial);

/** A key as hosts hand it on, with the pointer over the window or not. */
void hand_key(Host* host, KeySym symbol, bool inside);

/** Whether keys go to the window. */
bool hand_has_keys(Host* host);

/** Size of the window now, after a moment; 0 if it is gone. */
int hand_width(Host* host);

#endif
