// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_TYPES_H
#define EARCUP_VIEW_TYPES_H

/* What kind of headphone a measured file is of: guessed, or as the user says.
 */

#include "ui/window/menu.h"
#include "ui/window/view.h"

/** Rows for what the measured file at A or B is of, if one is there. */
void view_add_types(const View* view, Menu* menu, PortIndex port);

/** Take the value of such a row; false if it is none. */
bool view_choose_type(View* view, PortIndex port, int value);

#endif
