// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/window/hand.h"

#include "ui/window/layout.h"

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

static Layout
layout_at_100(void)
{
  Layout layout;
  layout_make(&layout, (int)LAYOUT_WIDTH, (int)LAYOUT_HEIGHT);
  return layout;
}

static void
click_middle(Host* host, Rect r)
{
  hand_click(host, (int)(r.x + r.w / 2.0), (int)(r.y + r.h / 2.0));
}

void
hand_click_part(Host* host, Part part)
{
  const Layout layout = layout_at_100();
  click_middle(host, layout.part[part]);
}

void
hand_click_value(Host* host, Part dial)
{
  const Layout layout = layout_at_100();
  click_middle(host, layout_dial_value(layout.part[dial]));
}

void
hand_key(Host* host, KeySym symbol, bool inside)
{
  XEvent e;
  memset(&e, 0, sizeof(e));
  e.xcrossing.type = inside ? EnterNotify : LeaveNotify;
  e.xcrossing.window = host->child;
  e.xcrossing.mode = NotifyNormal;
  XSendEvent(host->display, host->child, False, EnterWindowMask, &e);
  memset(&e, 0, sizeof(e));
  e.xkey.type = KeyPress;
  e.xkey.window = host->child;
  e.xkey.root = DefaultRootWindow(host->display);
  e.xkey.keycode = XKeysymToKeycode(host->display, symbol);
  XSendEvent(host->display, host->child, False, 0, &e);
  XSync(host->display, False);
  host_run(host, 0.05);
}

int
hand_width(Host* host)
{
  XWindowAttributes a;
  host_run(host, 0.1);
  XSync(host->display, False);
  return XGetWindowAttributes(host->display, host->child, &a) ? a.width : 0;
}

bool
hand_has_keys(Host* host)
{
  XWindowAttributes a;
  XSync(host->display, False);
  return XGetWindowAttributes(host->display, host->child, &a) &&
         (a.all_event_masks & (KeyPressMask | KeyReleaseMask)) != 0;
}
