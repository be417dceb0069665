// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Sizes: what the window has, may have and wants.

#include "ui/window/x11win_state.h"

#include "ui/window/x11win_property.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <limits.h>
#include <string.h>

#define DEPTH_MAX 32 ///< windows around ours

/** Hosts size their own window by these: GTK's reads the smallest size, Qt's
    and window managers the base size too. */
static void
set_hints(X11Win* win, int width, int height, bool urging)
{
  XSizeHints hints;
  memset(&hints, 0, sizeof(hints));
  hints.flags = PMinSize | PBaseSize;
  hints.min_width = urging ? width : win->min_width;
  hints.min_height = urging ? height : win->min_height;
  hints.base_width = width;
  hints.base_height = height;
  XSetWMNormalHints(win->display, win->window, &hints);
}

void
x11win_embed(X11Win* win)
{
  set_hints(win, win->width, win->height, false);
  // Version 0, mapped: what XEmbed sockets look for.
  const long embed[] = { 0, 1 };
  const Atom info = XInternAtom(win->display, "_XEMBED_INFO", False);
  XChangeProperty(win->display,
                  win->window,
                  info,
                  info,
                  32,
                  PropModeReplace,
                  (const unsigned char*)embed,
                  2);
}

void
x11win_size(const X11Win* win, int* width_px, int* height_px)
{
  *width_px = win->width;
  *height_px = win->height;
}

void
x11win_screen(X11Win* win, int* width_px, int* height_px)
{
  const int screen = DefaultScreen(win->display);
  *width_px = DisplayWidth(win->display, screen);
  *height_px = DisplayHeight(win->display, screen);
}

static Window
parent_of(X11Win* win, Window window)
{
  Window root = 0;
  Window parent = 0;
  Window* children = NULL;
  unsigned n = 0;
  if (!XQueryTree(win->display, window, &root, &parent, &children, &n)) {
    return 0;
  }
  if (children) {
    XFree(children);
  }
  return parent == root ? 0 : parent;
}

bool
x11win_parent(X11Win* win, int* width_px, int* height_px)
{
  XWindowAttributes a;
  const X11ErrorHandler before = x11win_guard();
  const Window parent = win->window ? parent_of(win, win->window) : 0;
  const bool there = parent && XGetWindowAttributes(win->display, parent, &a);
  x11win_unguard(win, before);
  if (there) {
    *width_px = a.width;
    *height_px = a.height;
  }
  return there;
}

void
x11win_room(X11Win* win, int* width_px, int* height_px)
{
  const X11ErrorHandler before = x11win_guard();
  *width_px = INT_MAX;
  *height_px = INT_MAX;
  Window around = win->window ? parent_of(win, win->window) : 0;
  for (int depth = 0; around && depth < DEPTH_MAX; ++depth) {
    XWindowAttributes a;
    Window child = 0;
    int x = 0;
    int y = 0;
    if (!XGetWindowAttributes(win->display, around, &a) ||
        !XTranslateCoordinates(
          win->display, win->window, around, 0, 0, &x, &y, &child)) {
      break;
    }
    *width_px = a.width - x < *width_px ? a.width - x : *width_px;
    *height_px = a.height - y < *height_px ? a.height - y : *height_px;
    around = parent_of(win, around);
  }
  x11win_unguard(win, before);
}

/** The window that window managers put their frame around: the outermost one
    with their WM_STATE, or just the outermost one where none is at work. */
static Window
toplevel_of(X11Win* win)
{
  const Atom state = XInternAtom(win->display, "WM_STATE", False);
  Window top = 0;
  Window managed = 0;
  Window around = parent_of(win, win->window);
  for (int depth = 0; around && depth < DEPTH_MAX; ++depth) {
    X11Property property =
      x11property_read(win->display, around, state, 0, AnyPropertyType, false);
    managed = property.type != None ? around : managed;
    x11property_free(&property);
    top = around;
    around = parent_of(win, around);
  }
  return managed ? managed : top;
}

void
x11win_resize(X11Win* win, int width_px, int height_px)
{
  if (win->window) {
    const X11ErrorHandler before = x11win_guard();
    XMoveResizeWindow(
      win->display, win->window, 0, 0, (unsigned)width_px, (unsigned)height_px);
    x11win_unguard(win, before);
  }
}

void
x11win_ask(X11Win* win, int width_px, int height_px, int unit)
{
  XWindowAttributes around;
  const X11ErrorHandler before = x11win_guard();
  win->top.window = win->window ? toplevel_of(win) : 0;
  if (win->top.window &&
      XGetWindowAttributes(win->display, win->top.window, &around)) {
    win->top.width = around.width + width_px - win->width;
    win->top.height = around.height + height_px - win->height;
  }
  if (win->window) {
    set_hints(win, width_px / unit, height_px / unit, true);
    XResizeWindow(
      win->display, win->window, (unsigned)width_px, (unsigned)height_px);
  }
  x11win_unguard(win, before);
}

void
x11win_push(X11Win* win)
{
  XWindowAttributes now;
  const X11ErrorHandler before = x11win_guard();
  if (win->window && win->top.window && win->top.width > 0 &&
      win->top.height > 0 &&
      XGetWindowAttributes(win->display, win->top.window, &now) &&
      (now.width != win->top.width || now.height != win->top.height)) {
    XResizeWindow(win->display,
                  win->top.window,
                  (unsigned)win->top.width,
                  (unsigned)win->top.height);
  }
  x11win_unguard(win, before);
}

void
x11win_settle(X11Win* win, int unit)
{
  if (win->window) {
    const X11ErrorHandler before = x11win_guard();
    set_hints(win, win->width / unit, win->height / unit, false);
    x11win_unguard(win, before);
  }
}
