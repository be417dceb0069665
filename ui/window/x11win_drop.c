// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/x11win_drop.h"

#include "ui/window/line.h"

#include <X11/Xatom.h>

#include <stdlib.h>
#include <string.h>

#define VERSION_MIN 3
#define VERSION 5
#define TYPES_MAX 256
#define TEXT_MAX 65536 ///< bytes of the list of what was dropped

void
x11drop_open(X11Drop* drop, Display* display, Window window)
{
  const Atom version = VERSION;
  memset(drop, 0, sizeof(*drop));
  drop->aware = XInternAtom(display, "XdndAware", False);
  drop->proxy = XInternAtom(display, "XdndProxy", False);
  drop->enter = XInternAtom(display, "XdndEnter", False);
  drop->position = XInternAtom(display, "XdndPosition", False);
  drop->status = XInternAtom(display, "XdndStatus", False);
  drop->leave = XInternAtom(display, "XdndLeave", False);
  drop->drop = XInternAtom(display, "XdndDrop", False);
  drop->finished = XInternAtom(display, "XdndFinished", False);
  drop->type_list = XInternAtom(display, "XdndTypeList", False);
  drop->selection = XInternAtom(display, "XdndSelection", False);
  drop->copy = XInternAtom(display, "XdndActionCopy", False);
  drop->uri_list = XInternAtom(display, "text/uri-list", False);
  drop->data = XInternAtom(display, "EARCUP_DROPPED", False);
  XChangeProperty(display,
                  window,
                  drop->aware,
                  XA_ATOM,
                  32,
                  PropModeReplace,
                  (const unsigned char*)&version,
                  1);
}

static void
answer(const X11Drop* drop, Display* display, Atom type, bool good)
{
  XEvent e;
  memset(&e, 0, sizeof(e));
  e.xclient.type = ClientMessage;
  e.xclient.window = drop->source;
  e.xclient.message_type = type;
  e.xclient.format = 32;
  e.xclient.data.l[0] = (long)drop->target;
  e.xclient.data.l[1] = good;
  if (type == drop->status) {
    // No rectangle in which to be silent: what is under the pointer matters.
    e.xclient.data.l[1] |= 2;
    e.xclient.data.l[4] = good ? (long)drop->copy : (long)None;
  } else {
    e.xclient.data.l[2] = good ? (long)drop->copy : (long)None;
  }
  XSendEvent(display, drop->source, False, NoEventMask, &e);
  XFlush(display);
}

/** Whether files are among the types that a source lists on its window. */
static bool
lists_files(const X11Drop* drop, Display* display)
{
  Atom type = None;
  int format = 0;
  unsigned long n = 0;
  unsigned long rest = 0;
  unsigned char* data = NULL;
  bool found = false;
  if (XGetWindowProperty(display,
                         drop->source,
                         drop->type_list,
                         0,
                         TYPES_MAX,
                         False,
                         XA_ATOM,
                         &type,
                         &format,
                         &n,
                         &rest,
                         &data) == Success &&
      data) {
    const Atom* const types = (const Atom*)(const void*)data;
    for (unsigned long i = 0; format == 32 && i < n; ++i) {
      found = found || types[i] == drop->uri_list;
    }
    XFree(data);
  }
  return found;
}

static void
enter(X11Drop* drop, Display* display, const XClientMessageEvent* e)
{
  const long* const l = e->data.l;
  drop->target = e->window;
  drop->source = (Window)l[0];
  drop->version = (int)((unsigned long)l[1] >> 24 & 0xFFU);
  drop->waiting = false;
  drop->has_files = false;
  if (drop->version < VERSION_MIN) {
    drop->source = 0;
  } else if (l[1] & 1) {
    drop->has_files = lists_files(drop, display);
  } else {
    for (int i = 2; i < 5; ++i) {
      drop->has_files = drop->has_files || (Atom)l[i] == drop->uri_list;
    }
  }
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

static void
position(X11Drop* drop,
         Display* display,
         Window window,
         View* view,
         const XClientMessageEvent* e)
{
  int x = 0;
  int y = 0;
  x11drop_place(display, window, e, &x, &y);
  drop->x = x;
  drop->y = y;
  const bool good = drop->has_files && view_drag_file(view, x, y);
  answer(drop, display, drop->status, good);
}

static void
leave(X11Drop* drop, View* view)
{
  drop->source = 0;
  drop->waiting = false;
  view_drag_ends(view);
}

static void
dropped(X11Drop* drop,
        Display* display,
        Window window,
        View* view,
        const long* l)
{
  if (!drop->has_files || !view_drag_file(view, drop->x, drop->y)) {
    answer(drop, display, drop->finished, false);
    leave(drop, view);
    return;
  }
  drop->waiting = true;
  XConvertSelection(
    display, drop->selection, drop->uri_list, drop->data, window, (Time)l[2]);
}

bool
x11drop_message(X11Drop* drop,
                Display* display,
                Window window,
                View* view,
                const XClientMessageEvent* e)
{
  const long* const l = e->data.l;
  if (e->format != 32) {
    return false;
  }
  if (x11drop_is_hosts(drop, display, window, e)) {
    view_drag_ends(view);
    return true;
  }
  if (e->message_type == drop->enter) {
    enter(drop, display, e);
    return true;
  }
  const bool ours = drop->source && (Window)l[0] == drop->source;
  if (e->message_type == drop->position) {
    if (ours) {
      position(drop, display, window, view, e);
    }
  } else if (e->message_type == drop->leave) {
    if (ours) {
      leave(drop, view);
    }
  } else if (e->message_type == drop->drop) {
    if (ours) {
      dropped(drop, display, window, view, l);
    }
  } else {
    return false;
  }
  return true;
}

/** The first URI of a list, which may begin with remarks. */
static bool
take_list(X11Drop* drop, View* view, char* list)
{
  for (char* line = list; *line;) {
    const size_t length = strcspn(line, "\r\n");
    const bool last = !line[length];
    line[length] = '\0';
    if (*line && *line != '#' && length < LINE_BYTES) {
      return view_drop_file(view, drop->x, drop->y, line);
    }
    line += length + !last;
  }
  return false;
}

bool
x11drop_selection(X11Drop* drop,
                  Display* display,
                  Window window,
                  View* view,
                  const XSelectionEvent* e)
{
  Atom type = None;
  int format = 0;
  unsigned long n = 0;
  unsigned long rest = 0;
  unsigned char* data = NULL;
  bool good = false;
  if (e->selection != drop->selection) {
    return false;
  }
  if (e->property != None && drop->waiting &&
      XGetWindowProperty(display,
                         window,
                         drop->data,
                         0,
                         TEXT_MAX / 4,
                         True,
                         AnyPropertyType,
                         &type,
                         &format,
                         &n,
                         &rest,
                         &data) == Success &&
      data) {
    // Xlib adds a zero at the end
    good = format == 8 && take_list(drop, view, (char*)data);
    XFree(data);
  }
  if (drop->waiting) {
    answer(drop, display, drop->finished, good);
    leave(drop, view);
  }
  return true;
}
