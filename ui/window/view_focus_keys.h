// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_FOCUS_KEYS_H
#define EARCUP_VIEW_FOCUS_KEYS_H

/* What keys do to the part that has the focus. */

#include "ui/window/view.h"

void view_focus_key(View* view, Key key, const char* text);

#endif
