// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What others paste from us: the selection CLIPBOARD as ICCCM has it.

#include "ui/window/x11win_state.h"

#include <X11/Xatom.h>

#include <stdlib.h>
#include <string.h>

/** Bytes of a request beside its data, with room to spare. */
#define REQUEST_BYTES 64

void
x11win_copy(X11Win* win, const char* type, const void* data, size_t size)
{
  unsigned char* const mine = malloc(size ? size : 1);
  if (!mine || !win->window) {
    free(mine);
    return;
  }
  memcpy(mine, data, size);
  free(win->clipboard.data);
  win->clipboard.data = mine;
  win->clipboard.size = size;
  win->clipboard.type = XInternAtom(win->display, type, False);
  win->clipboard.is_text = !strcmp(type, "text/plain");
  const X11ErrorHandler before = x11win_guard();
  XSetSelectionOwner(win->display,
                     win->clipboard.selection,
                     win->window,
                     win->clipboard.event_time);
  x11win_unguard(win, before);
}

/** The most that fits in one request. */
static size_t
most_bytes(Display* display)
{
  const long large = XExtendedMaxRequestSize(display);
  const long words = large > 0 ? large : XMaxRequestSize(display);
  return 4 * (size_t)words - REQUEST_BYTES;
}

/** Whether that target is one of ours. */
static bool
is_offered(const X11Win* win, Atom target)
{
  return target == win->clipboard.type ||
         (win->clipboard.is_text &&
          (target == win->clipboard.utf8 || target == XA_STRING));
}

static void
give_targets(X11Win* win, Window to, Atom property)
{
  Atom targets[4] = { XInternAtom(win->display, "TARGETS", False),
                      win->clipboard.type,
                      win->clipboard.utf8,
                      XA_STRING };
  XChangeProperty(win->display,
                  to,
                  property,
                  XA_ATOM,
                  32,
                  PropModeReplace,
                  (const unsigned char*)targets,
                  win->clipboard.is_text ? 4 : 2);
}

void
x11win_clip_requested(X11Win* win, const XSelectionRequestEvent* e)
{
  const Atom property = e->property ? e->property : e->target;
  XEvent answer;
  memset(&answer, 0, sizeof(answer));
  answer.xselection = (XSelectionEvent){ .type = SelectionNotify,
                                         .display = win->display,
                                         .requestor = e->requestor,
                                         .selection = e->selection,
                                         .target = e->target,
                                         .time = e->time };
  const X11ErrorHandler before = x11win_guard();
  if (win->clipboard.data && e->selection == win->clipboard.selection) {
    answer.xselection.property = property;
    if (e->target == XInternAtom(win->display, "TARGETS", False)) {
      give_targets(win, e->requestor, property);
    } else if (is_offered(win, e->target) &&
               win->clipboard.size <= most_bytes(win->display)) {
      XChangeProperty(win->display,
                      e->requestor,
                      property,
                      e->target,
                      8,
                      PropModeReplace,
                      win->clipboard.data,
                      (int)win->clipboard.size);
    } else {
      answer.xselection.property = None;
    }
  }
  XSendEvent(win->display, e->requestor, False, NoEventMask, &answer);
  x11win_unguard(win, before);
}

void
x11win_clip_lost(X11Win* win)
{
  free(win->clipboard.data);
  win->clipboard.data = NULL;
  win->clipboard.size = 0;
}
