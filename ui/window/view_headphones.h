// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_HEADPHONES_H
#define EARCUP_VIEW_HEADPHONES_H

/* The list of headphones. */

#include "ui/window/layout.h"
#include "ui/window/view.h"

void view_open_headphones(View* view, Part part);

/** The headphone under the pointer becomes a favourite, or is none any more;
    false if there is none. */
bool view_star_hovered(View* view);

/** The library may have been read. */
void view_tick_library(View* view);

/** That row of the list was chosen. */
void view_choose_headphone(View* view, Part part, int value);

/** Curve of the headphone under the pointer, if it is known. */
bool view_hovered_curve(const View* view, EarcupCurve* curve);

/** What is said of it, see view_hint(). */
void view_headphones_hint(const View* view, char* lead, char* help);

#endif
