// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/x11win_state.h"

#include <X11/Xresource.h>
#include <X11/Xutil.h>

#include <stdlib.h>
#include <string.h>

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
  win->clipboard.selection = XInternAtom(win->display, "CLIPBOARD", False);
  win->clipboard.utf8 = XInternAtom(win->display, "UTF8_STRING", False);
  win->clipboard.transfer = XInternAtom(win->display, "EARCUP_TRANSFER", False);
  return win;
}

double
x11win_desktop_scale(X11Win* win)
{
  const char* text = XGetDefault(win->display, "Xft", "dpi");
  const int dpi = text ? atoi(text) : 0;
  return dpi > 0 ? dpi / 96.0 : 1.0;
}

/** Take a key that needs no keyboard: a passive grab comes into force only
    while the pointer is over the window and the keyboard is with the host's,
    and leaves all other keys to it. */
static void
grab_key(X11Win* win, KeySym symbol, unsigned held)
{
  static const unsigned locks[] = {
    0, LockMask, Mod2Mask, LockMask | Mod2Mask
  };
  const KeyCode code = XKeysymToKeycode(win->display, symbol);
  for (size_t i = 0; code && i < sizeof(locks) / sizeof(*locks); ++i) {
    XGrabKey(win->display,
             code,
             locks[i] | held,
             win->window,
             False,
             GrabModeAsync,
             GrabModeAsync);
  }
}

bool
x11win_open(X11Win* win,
            uintptr_t parent,
            int width_px,
            int height_px,
            int min_width_px,
            int min_height_px)
{
  const X11ErrorHandler before = x11win_guard();
  const Window root = DefaultRootWindow(win->display);
  const Window over = parent ? (Window)parent : root;
  XWindowAttributes attributes;
  XSetWindowAttributes wanted;
  memset(&wanted, 0, sizeof(wanted));
  win->colormap = XCreateColormap(win->display, root, win->visual, AllocNone);
  wanted.colormap = win->colormap;
  wanted.event_mask = X11WIN_EVENTS;
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
  win->min_width = min_width_px;
  win->min_height = min_height_px;
  x11win_embed(win);
  grab_key(win, X11WIN_FLIP, 0);
  grab_key(win, X11WIN_FOCUS, 0);
  grab_key(win, X11WIN_FOCUS, ShiftMask);
  XStoreName(win->display, win->window, "Earcup UI");
  x11drop_open(&win->drop, win->display, win->window);
  XMapWindow(win->display, win->window);
  win->gc = XCreateGC(win->display, win->window, 0, NULL);
  const bool there =
    XGetWindowAttributes(win->display, win->window, &attributes) != 0;
  x11win_unguard(win, before);
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
    const X11ErrorHandler before = x11win_guard();
    x11win_keyboard(win, false);
    if (win->window) {
      x11drop_close(&win->drop, win->display, win->window);
    }
    if (win->gc) {
      XFreeGC(win->display, win->gc);
    }
    if (win->window) {
      XDestroyWindow(win->display, win->window);
    }
    if (win->colormap) {
      XFreeColormap(win->display, win->colormap);
    }
    x11win_unguard(win, before);
    XCloseDisplay(win->display);
  }
  x11win_clip_lost(win);
  free(win);
}

uintptr_t
x11win_id(const X11Win* win)
{
  return (uintptr_t)win->window;
}

/** FocusOut events of before this are of no interest. */
static void
take_focus(X11Win* win)
{
  win->focus_serial = NextRequest(win->display);
  win->unfocused = false;
  XSetInputFocus(win->display, win->window, RevertToParent, CurrentTime);
}

void
x11win_refocus(X11Win* win)
{
  if (win->window && win->keyboard) {
    const X11ErrorHandler before = x11win_guard();
    take_focus(win);
    x11win_unguard(win, before);
  }
}

void
x11win_keyboard(X11Win* win, bool wanted)
{
  if (!win->window || wanted == win->keyboard) {
    return;
  }
  const X11ErrorHandler before = x11win_guard();
  win->keyboard = wanted;
  XSelectInput(win->display,
               win->window,
               wanted ? X11WIN_EVENTS | KeyPressMask : X11WIN_EVENTS);
  if (wanted) {
    int revert = 0;
    XGetInputFocus(win->display, &win->focused_before, &revert);
    take_focus(win);
  } else {
    win->unfocused = false;
    Window now = 0;
    int revert = 0;
    XGetInputFocus(win->display, &now, &revert);
    // Only if nobody else has taken it meanwhile.
    if (now == win->window) {
      XSetInputFocus(
        win->display, win->focused_before, RevertToParent, CurrentTime);
    }
  }
  x11win_unguard(win, before);
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
  const X11ErrorHandler before = x11win_guard();
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
  x11win_unguard(win, before);
}
