// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_HINTS_H
#define EARCUP_VIEW_HINTS_H

/* What is said of the part that the pointer or the focus is on. */

#include "ui/window/view.h"

#define HINT_INSET 4.0
#define HINT_GAP 14.0 ///< between lead and help

/** Line below the picture. @param lead what to show first, 256 bytes;
    @param help the rest, 512 bytes */
void view_hint(const View* view, char* lead, char* help);

/** The part of a hint's help that the line has room for, in whole clauses.
    @return its length in bytes */
size_t view_hint_fits(const View* view, const char* lead, const char* help);

#endif
