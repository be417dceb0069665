// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_X11WIN_STATE_H
#define EARCUP_X11WIN_STATE_H

/* What the files x11win*.c share. */

#include "ui/window/x11win.h"
#include "ui/window/x11win_drop.h"

#include <X11/Xlib.h>
#include <X11/keysym.h>

#define X11WIN_EVENTS                                                          \
  (ExposureMask | StructureNotifyMask | PointerMotionMask | ButtonPressMask |  \
   ButtonReleaseMask | EnterWindowMask | LeaveWindowMask | FocusChangeMask)

/** The one key that is taken while the pointer is over the window. */
#define X11WIN_FLIP XK_f
#define X11WIN_FOCUS XK_Tab ///< and for keys at all

/** What we paste, and what others may. */
typedef struct {
  Atom selection;
  Atom utf8;
  Atom transfer;       ///< property that what we paste comes in
  unsigned char* data; ///< NULL if the clipboard is not ours
  size_t size;
  Atom type;
  bool is_text;
  Time event_time; ///< of the last press or key: our right to copy
} Clipboard;

/** The host's own window, when another size was asked for. */
typedef struct {
  Window window;
  int width;
  int height;
} HostTop;

struct X11Win {
  Display* display;
  Visual* visual;
  Window window; ///< 0 = none, or destroyed by the host
  GC gc;
  Colormap colormap;
  int width;
  int height;
  int min_width; ///< the smallest it works at
  int min_height;
  HostTop top;
  Window focused_before;
  bool keyboard;
  bool inside;                ///< the pointer
  unsigned long focus_serial; ///< of the request that took the keyboard
  bool unfocused;             ///< it has gone, perhaps by a click into ours
  double focused_at_s;        ///< when it was here last
  Clipboard clipboard;
  int cursor; ///< a ViewCursor
  X11Drop drop;
  double host_at_s; ///< when the host's window was last looked for
};

typedef int (*X11ErrorHandler)(Display*, XErrorEvent*);

/**
   Look away from X errors, around our own requests only.

   The host may destroy our window at any time. What is drawn meanwhile gives
   an X error, and Xlib's answer to that would end the host.

   @return what x11win_unguard() puts back
*/
X11ErrorHandler x11win_guard(void);

/** Wait for the requests to be done and put the handler back. */
void x11win_unguard(X11Win* win, X11ErrorHandler before);

/** Take the keyboard back that a click into the window has moved. */
void x11win_refocus(X11Win* win);

/** What hosts read of a new window: its sizes, and that it is mapped. */
void x11win_embed(X11Win* win);

/* x11win_clip.c */

/** Somebody wants to paste what we have copied. */
void x11win_clip_requested(X11Win* win, const XSelectionRequestEvent* e);

/** Somebody else has copied something. */
void x11win_clip_lost(X11Win* win);

/* x11win_cursor.c */

/** Let the pointer look as the view wants it. */
void x11win_show_cursor(X11Win* win, const View* view);

#endif
