// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_ASK_H
#define EARCUP_VIEW_ASK_H

/* The plugin is asked for files, wherever their names come from. */

#include "ui/window/layout.h"
#include "ui/window/view.h"

/** Ask the plugin for a file. It may take its time, or refuse and say why:
    until then all stays as it is. */
void view_ask_for_file(View* view, Part part, const char* path);

/** The plugin has said what that slot holds now: if it is what it was asked
    for, it is to be heard. */
void view_file_answered(View* view, EarcupFileSlot slot);

/** The plugin has not taken the file that it was asked for. */
void view_file_refused(View* view);

#endif
