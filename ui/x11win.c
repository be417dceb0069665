// SPDX-License-Identifier: GPL-3.0-or-later
#include "x11win.h"

#include "x11keys.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xresource.h>
#include <X11/Xutil.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EVENTS                                                                 \
  (ExposureMask | StructureNotifyMask | PointerMotionMask | ButtonPressMask |  \
   ButtonReleaseMask | LeaveWindowMask | FocusChangeMask)

struct X11Win {
  Display* display;
  Visual* visual;
  Window window; ///< 0 = none, or destroyed by the host
  GC gc;
  Colormap colormap;
  int width;
  int height;
  Window focused_before;
  bool keyboard;
  Atom clipboard;
  Atom utf8;
  Atom transfer;
};

/* The host may destroy our window at any time. What is drawn meanwhile gives
   an X error, and Xlib's answer to that would end the host. So errors are
   looked away from, but only around our own requests. */
static int
ignore_error(Display* display, XErrorEvent* event)
{
  (void)display;
  (void)event;
  return 0;
}

typedef int (*ErrorHandler)(Display*, XErrorEvent*);

static ErrorHandler
guard_begin(void)
{
  return XSetErrorHandler(ignore_error);
}

static void
guard_end(X11Win* win, ErrorHandler before)
{
  XSync(win->display, False);
  XSetErrorHandler(before);
}

/** A visual whose pixels are those of CAIRO_FORMAT_RGB24. */
static Visual*
find_visual(Display* display)
{
  XVisualInfo wanted;
  memset(&wanted, 0, sizeof(wanted));
  wanted.screen = DefaultScreen(display);
  wanted.depth = 24;
  wanted.class = TrueColor;
  wanted.red_mask = 0xFF0000;
  wanted.green_mask = 0x00FF00;
  wanted.blue_mask = 0x0000FF;
  int n = 0;
  XVisualInfo* found = XGetVisualInfo(
    display,
    VisualScreenMask | VisualDepthMask | VisualClassMask | VisualRedMaskMask |
      VisualGreenMaskMask | VisualBlueMaskMask,
    &wanted,
    &n);
  Visual* visual = found ? found->visual : NULL;
  if (found) {
    XFree(found);
  }
  return visual;
}

X11Win*
x11win_new(void)
{
  X11Win* win = calloc(1, sizeof(*win));
  if (!win) {
    return NULL;
  }
  win->display = XOpenDisplay(NULL);
  win->visual = win->display ? find_visual(win->display) : NULL;
  if (!win->visual) {
    x11win_free(win);
    return NULL;
  }
  win->clipboard = XInternAtom(win->display, "CLIPBOARD", False);
  win->utf8 = XInternAtom(win->display, "UTF8_STRING", False);
  win->transfer = XInternAtom(win->display, "EARCUP_TRANSFER", False);
  return win;
}

double
x11win_desktop_scale(X11Win* win)
{
  const char* text = XGetDefault(win->display, "Xft", "dpi");
  const int dpi = text ? atoi(text) : 0;
  return dpi > 0 ? dpi / 96.0 : 1.0;
}

static void
set_hints(X11Win* win, int min_width_px, int min_height_px)
{
  XSizeHints hints;
  memset(&hints, 0, sizeof(hints));
  hints.flags = PMinSize | PBaseSize;
  hints.min_width = min_width_px;
  hints.min_height = min_height_px;
  hints.base_width = win->width;
  hints.base_height = win->height;
  XSetWMNormalHints(win->display, win->window, &hints);

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

bool
x11win_open(X11Win* win,
            uintptr_t parent,
            int width_px,
            int height_px,
            int min_width_px,
            int min_height_px)
{
  const ErrorHandler before = guard_begin();
  const Window root = DefaultRootWindow(win->display);
  const Window over = parent ? (Window)parent : root;
  XWindowAttributes attributes;
  XSetWindowAttributes wanted;
  memset(&wanted, 0, sizeof(wanted));
  win->colormap = XCreateColormap(win->display, root, win->visual, AllocNone);
  wanted.colormap = win->colormap;
  wanted.event_mask = EVENTS;
  wanted.bit_gravity = NorthWestGravity;
  win->width = width_px;
  win->height = height_px;
  win->window =
    XCreateWindow(win->display,
                  over,
                  0,
                  0,
                  (unsigned)width_px,
                  (unsigned)height_px,
                  0,
                  24,
                  InputOutput,
                  win->visual,
                  CWColormap | CWEventMask | CWBitGravity | CWBorderPixel,
                  &wanted);
  set_hints(win, min_width_px, min_height_px);
  XStoreName(win->display, win->window, "Earcup UI");
  XMapWindow(win->display, win->window);
  win->gc = XCreateGC(win->display, win->window, 0, NULL);
  const bool there =
    XGetWindowAttributes(win->display, win->window, &attributes) != 0;
  guard_end(win, before);
  if (!there) {
    win->window = 0;
  }
  return there;
}

void
x11win_free(X11Win* win)
{
  if (!win) {
    return;
  }
  if (win->display) {
    const ErrorHandler before = guard_begin();
    x11win_keyboard(win, false);
    if (win->gc) {
      XFreeGC(win->display, win->gc);
    }
    if (win->window) {
      XDestroyWindow(win->display, win->window);
    }
    if (win->colormap) {
      XFreeColormap(win->display, win->colormap);
    }
    guard_end(win, before);
    XCloseDisplay(win->display);
  }
  free(win);
}

uintptr_t
x11win_id(const X11Win* win)
{
  return (uintptr_t)win->window;
}

void
x11win_size(const X11Win* win, int* width_px, int* height_px)
{
  *width_px = win->width;
  *height_px = win->height;
}

void
x11win_resize(X11Win* win, int width_px, int height_px)
{
  if (win->window) {
    const ErrorHandler before = guard_begin();
    XResizeWindow(
      win->display, win->window, (unsigned)width_px, (unsigned)height_px);
    guard_end(win, before);
  }
}

void
x11win_keyboard(X11Win* win, bool wanted)
{
  if (!win->window || wanted == win->keyboard) {
    return;
  }
  const ErrorHandler before = guard_begin();
  win->keyboard = wanted;
  XSelectInput(
    win->display, win->window, wanted ? EVENTS | KeyPressMask : EVENTS);
  if (wanted) {
    int revert = 0;
    XGetInputFocus(win->display, &win->focused_before, &revert);
    XSetInputFocus(win->display, win->window, RevertToParent, CurrentTime);
  } else {
    Window now = 0;
    int revert = 0;
    XGetInputFocus(win->display, &now, &revert);
    // Only if nobody else has taken it meanwhile.
    if (now == win->window) {
      XSetInputFocus(
        win->display, win->focused_before, RevertToParent, CurrentTime);
    }
  }
  guard_end(win, before);
}

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
  XLookupString(e, NULL, 0, &symbol, NULL);
  if (e->state & ControlMask && (symbol == 'v' || symbol == 'V')) {
    XConvertSelection(win->display,
                      win->clipboard,
                      win->utf8,
                      win->transfer,
                      win->window,
                      e->time);
    return;
  }
  Key key = KEY_TEXT;
  if (!(e->state & (ControlMask | Mod1Mask)) &&
      x11keys_translate(symbol, &key, text)) {
    view_key(view, key, text);
  }
}

/** What was pasted has come. */
static void
handle_selection(X11Win* win, View* view, const XSelectionEvent* e)
{
  Atom type = None;
  int format = 0;
  unsigned long n = 0;
  unsigned long rest = 0;
  unsigned char* data = NULL;
  if (e->property == None || XGetWindowProperty(win->display,
                                                win->window,
                                                win->transfer,
                                                0,
                                                LINE_BYTES / 4,
                                                True,
                                                AnyPropertyType,
                                                &type,
                                                &format,
                                                &n,
                                                &rest,
                                                &data) != Success) {
    return;
  }
  if (data && format == 8) {
    char* text = (char*)data; // Xlib adds a zero at the end
    text[strcspn(text, "\r\n")] = '\0';
    view_key(view, KEY_TEXT, text);
  }
  if (data) {
    XFree(data);
  }
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
    case MotionNotify:
      handle_motion(win, view, e);
      break;
    case ButtonPress:
    case ButtonRelease:
      handle_button(view, &e->xbutton);
      break;
    case LeaveNotify:
      if (e->xcrossing.mode == NotifyNormal) {
        view_leave(view);
      }
      break;
    case KeyPress:
      // XEmbed hosts send keys that nobody asked for.
      if (win->keyboard) {
        handle_key(win, view, &e->xkey);
      }
      break;
    case SelectionNotify:
      handle_selection(win, view, &e->xselection);
      break;
    case FocusOut:
      // With NotifyPointer it only leaves where the pointer happened to be.
      if (win->keyboard && e->xfocus.mode == NotifyNormal &&
          e->xfocus.detail != NotifyInferior &&
          e->xfocus.detail != NotifyPointer) {
        view_unfocus(view);
      }
      break;
    case DestroyNotify:
      win->window = 0;
      break;
    default:
      break;
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
    if (event.xany.window == win->window) {
      handle_event(win, view, &event);
    }
  }
  if (win->window && (win->width != width || win->height != height)) {
    view_resize(view, win->width, win->height);
  }
  return win->window != 0;
}

void
x11win_show(X11Win* win, View* view)
{
  PixelRect damage[VIEW_DAMAGE];
  const size_t n = win->window ? view_draw(view, damage) : 0;
  if (!n) {
    return;
  }
  cairo_surface_t* surface = view_surface(view);
  const ErrorHandler before = guard_begin();
  XImage* image =
    XCreateImage(win->display,
                 win->visual,
                 24,
                 ZPixmap,
                 0,
                 (char*)cairo_image_surface_get_data(surface),
                 (unsigned)cairo_image_surface_get_width(surface),
                 (unsigned)cairo_image_surface_get_height(surface),
                 32,
                 cairo_image_surface_get_stride(surface));
  if (image && image->bits_per_pixel == 32) {
    const uint32_t probe = 1;
    const bool little = *(const uint8_t*)&probe == 1;
    image->byte_order = little ? LSBFirst : MSBFirst;
    for (size_t i = 0; i < n; ++i) {
      const PixelRect d = damage[i];
      XPutImage(win->display,
                win->window,
                win->gc,
                image,
                d.x,
                d.y,
                d.x,
                d.y,
                (unsigned)d.w,
                (unsigned)d.h);
    }
  }
  if (image) {
    image->data = NULL; // cairo's
    XDestroyImage(image);
  }
  guard_end(win, before);
}
