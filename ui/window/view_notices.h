// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_NOTICES_H
#define EARCUP_VIEW_NOTICES_H

/* What the window tells by itself: messages, the sheet of help, a tooltip. */

#include "ui/window/layout.h"
#include "ui/window/view.h"

typedef struct {
  char message[256];
  double until_s;
  bool fresh; ///< until then: shown wherever the pointer is
  bool stays; ///< and after that where it is on nothing
  bool help;  ///< the sheet is open
  bool tip;
  Rect tip_rect;
  char tip_text[512]; ///< stays what it was, whatever the line says later
} Notices;

/** An error, which can be read again later; "" = all is well. view_note() tells
    what passes. */
void view_tell_error(View* view, const char* text);

/** Whether the message is to be shown now. */
bool view_has_message(const View* view);

/** Time has passed: a message may have been read. */
void view_age_message(View* view);

void view_open_help(View* view);
void view_close_help(View* view);

/** The tooltip, in a rectangle; none if that has no width. */
void view_show_tip(View* view, Rect r);
void view_hide_tip(View* view);

#endif
