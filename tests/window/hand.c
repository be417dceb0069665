// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/window/hand.h"

#include <stdio.h>
#include <string.h>

unsigned hand_failures;

void
check(bool holds, const char* what)
{
  printf("%s: %s\n", holds ? "ok" : "FAILED", what);
  hand_failures += !holds;
}

void
hand_button(Host* host, int type, int x, int y)
{
  XEvent e;
  memset(&e, 0, sizeof(e));
  e.xbutton.type = type;
  e.xbutton.window = host->child;
  e.xbutton.root = DefaultRootWindow(host->display);
  e.xbutton.x = x;
  e.xbutton.y = y;
  e.xbutton.button = Button1;
  e.xbutton.same_screen = True;
  XSendEvent(host->display,
             host->child,
             False,
             type == ButtonPress ? ButtonPressMask : ButtonReleaseMask,
             &e);
  XSync(host->display, False);
  host_run(host, 0.05);
}

void
hand_click(Host* host, int x, int y)
{
  hand_button(host, ButtonPress, x, y);
  hand_button(host, ButtonRelease, x, y);
}

int
hand_width(Host* host)
{
  XWindowAttributes a;
  host_run(host, 0.1);
  XSync(host->display, False);
  return XGetWindowAttributes(host->display, host->child, &a) ? a.width : 0;
}
