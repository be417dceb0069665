// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_BANNER_H
#define EARCUP_VIEW_BANNER_H

/* What is true of all that is heard, written over the picture. */

#include "ui/window/layout.h"
#include "ui/window/view.h"

/** What makes all else meaningless for now: off, or left out of an export.
    Dims the rectangle but for the uppermost row. */
void view_draw_banner(const View* view, cairo_t* cr, Rect r);

/** Whether that point is on the strip that offers to raise the vocal microphone
    or to let it be. */
bool view_on_mic_offer(const View* view, double x, double y);

/** Whether the plugin passes the sound by, so that curves are not heard. */
bool view_passes_by(const View* view);

#endif
