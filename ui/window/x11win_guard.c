// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Errors of X around our own requests are looked away from.

#include "ui/window/x11win_state.h"

static int
ignore_error(Display* display, XErrorEvent* event)
{
  (void)display;
  (void)event;
  return 0;
}

X11ErrorHandler
x11win_guard(void)
{
  return XSetErrorHandler(ignore_error);
}

void
x11win_unguard(X11Win* win, X11ErrorHandler before)
{
  XSync(win->display, False);
  XSetErrorHandler(before);
}
