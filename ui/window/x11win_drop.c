// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/x11win_drop.h"

#include "ui/window/line.h"
#include "ui/window/x11win_property.h"

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
  static const char* const names[] = {
    [X11DROP_AWARE] = "XdndAware",        [X11DROP_PROXY] = "XdndProxy",
    [X11DROP_ENTER] = "XdndEnter",        [X11DROP_POSITION] = "XdndPosition",
    [X11DROP_STATUS] = "XdndStatus",      [X11DROP_LEAVE] = "XdndLeave",
    [X11DROP_DROP] = "XdndDrop",          [X11DROP_FINISHED] = "XdndFinished",
    [X11DROP_TYPE_LIST] = "XdndTypeList", [X11DROP_SELECTION] = "XdndSelection",
    [X11DROP_COPY] = "XdndActionCopy",    [X11DROP_URI_LIST] = "text/uri-list",
    [X11DROP_DATA] = "EARCUP_DROPPED"
  };
  const Atom version = VERSION;
  memset(drop, 0, sizeof(*drop));
  for (int i = 0; i < X11DROP_ATOMS; ++i) {
    drop->atom[i] = XInternAtom(display, names[i], False);
  }
  XChangeProperty(display,
                  window,
                  drop->atom[X11DROP_AWARE],
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
  if (type == drop->atom[X11DROP_STATUS]) {
    // No rectangle in which to be silent: what is under the pointer matters.
    e.xclient.data.l[1] |= 2;
    e.xclient.data.l[4] = good ? (long)drop->atom[X11DROP_COPY] : (long)None;
  } else {
    e.xclient.data.l[2] = good ? (long)drop->atom[X11DROP_COPY] : (long)None;
  }
  XSendEvent(display, drop->source, False, NoEventMask, &e);
  XFlush(display);
}

/** Whether files are among the types that a source lists on its window. */
static bool
lists_files(const X11Drop* drop, Display* display)
{
  X11Property list = x11property_read(display,
                                      drop->source,
                                      drop->atom[X11DROP_TYPE_LIST],
                                      TYPES_MAX,
                                      XA_ATOM,
                                      false);
  const Atom* const types = (const Atom*)(const void*)list.data;
  bool found = false;
  for (unsigned long i = 0; types && list.format == 32 && i < list.n; ++i) {
    found = found || types[i] == drop->atom[X11DROP_URI_LIST];
  }
  x11property_free(&list);
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
      drop->has_files =
        drop->has_files || (Atom)l[i] == drop->atom[X11DROP_URI_LIST];
    }
  }
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
  answer(drop, display, drop->atom[X11DROP_STATUS], good);
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
    answer(drop, display, drop->atom[X11DROP_FINISHED], false);
    leave(drop, view);
    return;
  }
  drop->waiting = true;
  XConvertSelection(display,
                    drop->atom[X11DROP_SELECTION],
                    drop->atom[X11DROP_URI_LIST],
                    drop->atom[X11DROP_DATA],
                    window,
                    (Time)l[2]);
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
  if (e->message_type == drop->atom[X11DROP_ENTER]) {
    enter(drop, display, e);
    return true;
  }
  const bool ours = drop->source && (Window)l[0] == drop->source;
  if (e->message_type == drop->atom[X11DROP_POSITION]) {
    if (ours) {
      position(drop, display, window, view, e);
    }
  } else if (e->message_type == drop->atom[X11DROP_LEAVE]) {
    if (ours) {
      leave(drop, view);
    }
  } else if (e->message_type == drop->atom[X11DROP_DROP]) {
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
  bool good = false;
  if (e->selection != drop->atom[X11DROP_SELECTION]) {
    return false;
  }
  if (e->property != None && drop->waiting) {
    X11Property list = x11property_read(display,
                                        window,
                                        drop->atom[X11DROP_DATA],
                                        TEXT_MAX / 4,
                                        AnyPropertyType,
                                        true);
    good =
      list.data && list.format == 8 && take_list(drop, view, (char*)list.data);
    x11property_free(&list);
  }
  if (drop->waiting) {
    answer(drop, display, drop->atom[X11DROP_FINISHED], good);
    leave(drop, view);
  }
  return true;
}
