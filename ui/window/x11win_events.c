// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// X events as calls of the view.

#include "ui/window/x11keys.h"
#include "ui/window/x11win_property.h"
#include "ui/window/x11win_state.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <string.h>

#define REFOCUS_S 0.25 ///< between a click's loss of focus and the click
#define WATCH_S 1.0

static unsigned
modifiers(unsigned state)
{
  return (state & ControlMask ? MODIFIER_CONTROL : 0U) |
         (state & ShiftMask ? MODIFIER_SHIFT : 0U);
}

static void
handle_button(View* view, const XButtonEvent* e)
{
  const unsigned held = modifiers(e->state);
  if (e->type == ButtonRelease) {
    view_release(view, e->x, e->y, (int)e->button, held);
  } else if (e->button == Button4 || e->button == Button5) {
    view_wheel(view, e->x, e->y, e->button == Button4 ? 1 : -1, held);
  } else if (e->button == Button1 || e->button == Button3) {
    view_press(view, e->x, e->y, (int)e->button, held);
  }
}

static void
handle_key(X11Win* win, View* view, XKeyEvent* e)
{
  KeySym symbol = NoSymbol;
  char text[8];
  const bool control = e->state & ControlMask;
  XLookupString(e, NULL, 0, &symbol, NULL);
  if (control && (symbol == 'v' || symbol == 'V')) {
    XConvertSelection(win->display,
                      win->clipboard.selection,
                      win->clipboard.utf8,
                      win->clipboard.transfer,
                      win->window,
                      e->time);
    return;
  }
  if (control && (symbol == 'a' || symbol == 'A')) {
    view_key(view, KEY_SELECT_ALL, "");
    return;
  }
  Key key = KEY_TEXT;
  if (e->state & Mod1Mask || !x11keys_translate(symbol, &key, text)) {
    return;
  }
  if (key == KEY_TEXT && !control) {
    view_key(view, key, text);
  } else if (key != KEY_TEXT) {
    const unsigned held = (control ? (unsigned)KEY_BY_WORD : 0U) |
                          (e->state & ShiftMask ? (unsigned)KEY_SELECTING : 0U);
    view_key(view, (Key)((unsigned)key | held), "");
  }
}

/** What was pasted has come. */
static void
handle_selection(X11Win* win, View* view, const XSelectionEvent* e)
{
  if (e->property == None) {
    return;
  }
  X11Property pasted = x11property_read(win->display,
                                        win->window,
                                        win->clipboard.transfer,
                                        LINE_BYTES / 4,
                                        AnyPropertyType,
                                        true);
  if (pasted.data && pasted.format == 8) {
    char* text = (char*)pasted.data;
    text[strcspn(text, "\r\n")] = '\0';
    view_key(view, KEY_TEXT, text);
  }
  x11property_free(&pasted);
}

static void
handle_motion(X11Win* win, View* view, XEvent* event)
{
  // Only the latest of many moves counts.
  XEvent next;
  while (XEventsQueued(win->display, QueuedAlready) > 0) {
    XPeekEvent(win->display, &next);
    if (next.type != MotionNotify) {
      break;
    }
    XNextEvent(win->display, event);
  }
  view_move(
    view, event->xmotion.x, event->xmotion.y, modifiers(event->xmotion.state));
}

/** One of the keys that need no keyboard. */
static void
handle_grabbed(View* view, XKeyEvent* e)
{
  const KeySym symbol = XLookupKeysym(e, 0);
  const bool shift = e->state & ShiftMask;
  if (e->state & (ControlMask | Mod1Mask | Mod4Mask)) {
    return;
  }
  if (symbol == X11WIN_FLIP && !shift) {
    view_flip(view);
  } else if (symbol == X11WIN_FOCUS) {
    view_focus_move(view, shift);
  }
}

/** A selection, or a message about what is dragged here, whose source may be
    gone by now. */
static void
handle_data(X11Win* win, View* view, const XEvent* e)
{
  const X11ErrorHandler before = x11win_guard();
  if (e->type == ClientMessage) {
    x11drop_message(&win->drop, win->display, win->window, view, &e->xclient);
  } else if (!x11drop_selection(
               &win->drop, win->display, win->window, view, &e->xselection)) {
    handle_selection(win, view, &e->xselection);
  }
  x11win_unguard(win, before);
}

/** What hands do. */
static void
handle_input(X11Win* win, View* view, XEvent* e)
{
  switch (e->type) {
    case EnterNotify:
      win->inside = true;
      break;
    case MotionNotify:
      win->inside = true;
      handle_motion(win, view, e);
      break;
    case ButtonPress:
    case ButtonRelease:
      win->clipboard.event_time = e->xbutton.time;
      handle_button(view, &e->xbutton);
      if (win->unfocused) {
        x11win_refocus(win);
      }
      break;
    case LeaveNotify:
      if (e->xcrossing.mode == NotifyNormal) {
        win->inside = false;
        view_leave(view);
      }
      break;
    case KeyPress:
      // XEmbed hosts send keys that nobody asked for.
      if (win->keyboard) {
        win->clipboard.event_time = e->xkey.time;
        handle_key(win, view, &e->xkey);
      } else if (win->inside) {
        handle_grabbed(view, &e->xkey);
      }
      break;
    default:
      break;
  }
}

static void
handle_event(X11Win* win, View* view, XEvent* e)
{
  switch (e->type) {
    case ConfigureNotify:
      win->width = e->xconfigure.width;
      win->height = e->xconfigure.height;
      break;
    case Expose:
      view_expose(
        view,
        (PixelRect){
          e->xexpose.x, e->xexpose.y, e->xexpose.width, e->xexpose.height });
      break;
    case SelectionRequest:
      x11win_clip_requested(win, &e->xselectionrequest);
      break;
    case SelectionClear:
      x11win_clip_lost(win);
      break;
    case SelectionNotify:
    case ClientMessage:
      handle_data(win, view, e);
      break;
    case FocusOut:
      // What went before we took it, or by taking it, is no loss.
      if (win->keyboard && e->xfocus.serial > win->focus_serial &&
          e->xfocus.mode == NotifyNormal &&
          e->xfocus.detail != NotifyInferior) {
        win->unfocused = true;
      }
      break;
    case DestroyNotify:
      win->window = 0;
      break;
    default:
      handle_input(win, view, e);
      break;
  }
}

/** Window managers move the focus with a click, also with one into an open
    menu: only if none of ours follows has the keyboard gone elsewhere. */
static void
watch_focus(X11Win* win, View* view, double now_s)
{
  if (!win->unfocused) {
    win->focused_at_s = now_s;
  } else if (now_s - win->focused_at_s > REFOCUS_S) {
    win->unfocused = false;
    view_unfocus(view);
  }
}

/** What surrounds the window may come after it, and change. */
static void
watch_host(X11Win* win, double now_s)
{
  if (win->window && now_s - win->host_at_s > WATCH_S) {
    const X11ErrorHandler before = x11win_guard();
    win->host_at_s = now_s;
    x11drop_watch(&win->drop, win->display, win->window);
    x11win_unguard(win, before);
  }
}

bool
x11win_events(X11Win* win, View* view, double now_s)
{
  view_tick(view, now_s);
  const int width = win->width;
  const int height = win->height;
  while (win->window && XPending(win->display) > 0) {
    XEvent event;
    XNextEvent(win->display, &event);
    const bool hosts = event.type == ClientMessage && win->drop.host &&
                       event.xany.window == win->drop.host;
    if (event.xany.window == win->window || hosts) {
      handle_event(win, view, &event);
    }
  }
  if (win->window && (win->width != width || win->height != height)) {
    view_resize(view, win->width, win->height);
  }
  watch_focus(win, view, now_s);
  watch_host(win, now_s);
  x11win_show_cursor(win, view);
  return win->window != 0;
}
