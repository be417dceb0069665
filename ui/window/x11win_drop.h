// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_X11WIN_DROP_H
#define EARCUP_X11WIN_DROP_H

/* Files dropped on the window: the target's side of the protocol "Drag-and-Drop
   Protocol for the X Window System" (XDND), versions 3 to 5. */

#include "ui/window/view.h"

#include <X11/Xlib.h>

/** Atoms of the protocol. */
typedef enum {
  X11DROP_AWARE,
  X11DROP_PROXY,
  X11DROP_ENTER,
  X11DROP_POSITION,
  X11DROP_STATUS,
  X11DROP_LEAVE,
  X11DROP_DROP,
  X11DROP_FINISHED,
  X11DROP_TYPE_LIST,
  X11DROP_SELECTION,
  X11DROP_COPY,
  X11DROP_URI_LIST,
  X11DROP_DATA, ///< our property that takes the text
  X11DROP_ATOMS
} X11DropAtom;

typedef struct {
  Atom atom[X11DROP_ATOMS];
  Window host;  ///< the window that we are the proxy of, 0 = none
  bool outside; ///< what is dragged over it is not over ours
  XClientMessageEvent entered; ///< how it came there
  Window source;               ///< 0 = nothing is dragged
  Window target;               ///< as the source calls it: ours, or the host's
  int version;
  bool has_files;
  bool waiting; ///< for the text of what was dropped
  double x;     ///< where it was last, pixels of the window
  double y;
} X11Drop;

/** Say that the window takes files. Thread: ui, as all here; errors of X are
   for the caller to look away from. */
void x11drop_open(X11Drop* drop, Display* display, Window window);

/** Look for the host's window, now and then: it may come late or change. */
void x11drop_watch(X11Drop* drop, Display* display, Window window);

/** The host's window speaks for itself again. */
void x11drop_close(X11Drop* drop, Display* display, Window window);

/** Whether a message to the host's window is not for us: it has been handed
    back. */
bool x11drop_is_hosts(X11Drop* drop,
                      Display* display,
                      Window window,
                      const XClientMessageEvent* e);

/** Where a message of a position means in the window, in pixels. */
void x11drop_place(Display* display,
                   Window window,
                   const XClientMessageEvent* e,
                   int* x,
                   int* y);

/** A client message; false if it is none of the protocol. */
bool x11drop_message(X11Drop* drop,
                     Display* display,
                     Window window,
                     View* view,
                     const XClientMessageEvent* e);

/** A selection has come; false if it is not that of a drop. */
bool x11drop_selection(X11Drop* drop,
                       Display* display,
                       Window window,
                       View* view,
                       const XSelectionEvent* e);

#endif
