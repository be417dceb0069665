// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/x11win_state.h"

#include <X11/cursorfont.h>

void
x11win_show_cursor(X11Win* win, const View* view)
{
  static const unsigned shapes[] = { [CURSOR_ARROW] = XC_left_ptr,
                                     [CURSOR_HAND] = XC_hand2,
                                     [CURSOR_TEXT] = XC_xterm,
                                     [CURSOR_SIDEWAYS] = XC_sb_h_double_arrow,
                                     [CURSOR_UPWARDS] = XC_sb_v_double_arrow };
  const int wanted = (int)view_cursor(view);
  if (!win->window || wanted == win->cursor) {
    return;
  }
  const X11ErrorHandler before = x11win_guard();
  const Cursor cursor = XCreateFontCursor(win->display, shapes[wanted]);
  XDefineCursor(win->display, win->window, cursor);
  XFreeCursor(win->display, cursor); // the window keeps it
  x11win_unguard(win, before);
  win->cursor = wanted;
}
