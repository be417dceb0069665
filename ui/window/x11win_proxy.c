// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Toolkits drag to windows of hosts only, never to one inside. XDND has a
// property for that, XdndProxy: what is said to the host's window comes to us,
// and what is none of ours is handed back.

#include "ui/window/x11win_drop.h"

#include "ui/window/x11win_property.h"

#include <X11/Xatom.h>

#include <string.h>

/** The window that a property of a window names, 0 if none. */
static Window
window_property(Display* display, Window window, Atom property)
{
  X11Property p =
    x11property_read(display, window, property, 1, AnyPropertyType, false);
  const bool is_one = p.data && p.format == 32 && p.n == 1;
  const Window named = is_one ? *(const Window*)(const void*)p.data : 0;
  x11property_free(&p);
  return named;
}

static bool
has_property(Display* display, Window window, Atom property)
{
  int n = 0;
  bool found = false;
  Atom* const all = XListProperties(display, window, &n);
  for (int i = 0; i < n; ++i) {
    found = found || all[i] == property;
  }
  if (all) {
    XFree(all);
  }
  return found;
}

/** The window of the host that window managers know, or else the outermost one;
    0 if ours is in none. */
static Window
host_window(Display* display, Window window)
{
  const Atom state = XInternAtom(display, "WM_STATE", False);
  Window outermost = 0;
  for (int depth = 0; depth < 32; ++depth) {
    Window root = 0;
    Window parent = 0;
    Window* children = NULL;
    unsigned n = 0;
    if (!XQueryTree(display, window, &root, &parent, &children, &n)) {
      break;
    }
    if (children) {
      XFree(children);
    }
    if (!parent || parent == root) {
      break;
    }
    outermost = window = parent;
    if (has_property(display, window, state)) {
      break;
    }
  }
  return outermost;
}

static void
name_window(Display* display, Window window, Atom property, Window named)
{
  XChangeProperty(display,
                  window,
                  property,
                  XA_WINDOW,
                  32,
                  PropModeReplace,
                  (const unsigned char*)&named,
                  1);
}

void
x11drop_watch(X11Drop* drop, Display* display, Window window)
{
  const Window host = host_window(display, window);
  if (host != drop->host) {
    x11drop_close(drop, display, window);
  }
  const Window proxy =
    host ? window_property(display, host, drop->atom[X11DROP_PROXY]) : window;
  // One that is gone does not say so of itself any more.
  if (proxy != window &&
      (!proxy ||
       window_property(display, proxy, drop->atom[X11DROP_PROXY]) != proxy)) {
    name_window(display, window, drop->atom[X11DROP_PROXY], window);
    name_window(display, host, drop->atom[X11DROP_PROXY], window);
    drop->host = host;
  }
}

void
x11drop_close(X11Drop* drop, Display* display, Window window)
{
  if (drop->host &&
      window_property(display, drop->host, drop->atom[X11DROP_PROXY]) ==
        window) {
    XDeleteProperty(display, drop->host, drop->atom[X11DROP_PROXY]);
  }
  drop->host = 0;
}

static void
hand_back(const X11Drop* drop,
          Display* display,
          const XClientMessageEvent* message)
{
  XEvent e;
  memset(&e, 0, sizeof(e));
  e.xclient = *message;
  e.xclient.window = drop->host;
  XSendEvent(display, drop->host, False, NoEventMask, &e);
  XFlush(display);
}

/** The host's window hears that what was dragged there is ours now. */
static void
take_over(X11Drop* drop, Display* display)
{
  XClientMessageEvent leave = drop->entered;
  leave.message_type = drop->atom[X11DROP_LEAVE];
  memset(&leave.data.l[1], 0, 4 * sizeof(leave.data.l[1]));
  hand_back(drop, display, &leave);
  drop->outside = false;
}

static bool
is_inside(Display* display, Window window, int x, int y)
{
  Window root = 0;
  int left = 0;
  int top = 0;
  unsigned width = 0;
  unsigned height = 0;
  unsigned border = 0;
  unsigned depth = 0;
  return XGetGeometry(display,
                      window,
                      &root,
                      &left,
                      &top,
                      &width,
                      &height,
                      &border,
                      &depth) &&
         x >= 0 && y >= 0 && x < (int)width && y < (int)height;
}

void
x11drop_place(Display* display,
              Window window,
              const XClientMessageEvent* e,
              int* x,
              int* y)
{
  const unsigned long packed = (unsigned long)e->data.l[2];
  Window child = 0;
  XTranslateCoordinates(display,
                        DefaultRootWindow(display),
                        window,
                        (int)(packed >> 16 & 0xFFFFU),
                        (int)(packed & 0xFFFFU),
                        x,
                        y,
                        &child);
}

bool
x11drop_is_hosts(X11Drop* drop,
                 Display* display,
                 Window window,
                 const XClientMessageEvent* e)
{
  if (!drop->host || e->window != drop->host) {
    return false;
  }
  if (e->message_type == drop->atom[X11DROP_ENTER]) {
    drop->entered = *e;
    drop->outside = false;
  } else if (e->message_type == drop->atom[X11DROP_POSITION]) {
    int x = 0;
    int y = 0;
    x11drop_place(display, window, e, &x, &y);
    const bool inside = is_inside(display, window, x, y);
    if (inside && drop->outside) {
      take_over(drop, display);
    } else if (!inside && !drop->outside) {
      hand_back(drop, display, &drop->entered);
      drop->outside = true;
    }
  }
  if (drop->outside) {
    hand_back(drop, display, e);
  }
  return drop->outside;
}
