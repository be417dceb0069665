// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_PATHS_H
#define EARCUP_VIEW_PATHS_H

/* Settings and steps of undo call paths by numbers. */

#include "ui/window/view.h"

/** The number of a path for settings and history. If all are in steps of undo,
    those begin anew. */
uint8_t view_path_number(View* view, const char* path);

#endif
