// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_FOLDER_H
#define EARCUP_VIEW_FOLDER_H

/* The list of files. */

#include "ui/window/layout.h"
#include "ui/window/view.h"

/** Let the user choose a file for a part, in the host's dialog or here. */
void view_choose_file(View* view, Part part);

void view_open_files(View* view, Part part);
void view_open_folder(View* view, Part part, const char* path);

/** That row of it was chosen. */
void view_choose_in_folder(View* view, int value);

/** A key for a typed path; false if it is for the menu. */
bool view_folder_key(View* view, Key key);

/** Curve of the file under the pointer, if it is known. */
bool view_folder_curve(const View* view, EarcupCurve* curve);

/** What is said of it, see view_hint(). */
void view_folder_hint(const View* view, char* help);

#endif
