// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_X11WIN_H
#define EARCUP_X11WIN_H

/* A window inside the host's, on a display connection of its own. It turns
   X events into calls of the view and puts the view's picture on the screen.
   All calls come from the thread of the user interface. */

#include "ui/window/view.h"

#include <stddef.h>
#include <stdint.h>

typedef struct X11Win X11Win;

/**
   Connect to the display; no window yet.

   @return NULL if there is no display, or none with 24-bit colours
*/
X11Win* x11win_new(void);

/** Scale the desktop asks for: Xft.dpi / 96, 1 if it says nothing. */
double x11win_desktop_scale(X11Win* win);

/**
   Make and show the window.

   @param parent the host's window, 0 for one of its own
   @param width_px, height_px final size; min_* the smallest it works at
   @return false if the server refused it
*/
bool x11win_open(X11Win* win,
                 uintptr_t parent,
                 int width_px,
                 int height_px,
                 int min_width_px,
                 int min_height_px);

/** Closes the window, whether the host has destroyed it or not, and the
    connection. NULL is fine. */
void x11win_free(X11Win* win);

/** The X id of the window, 0 once it is gone. */
uintptr_t x11win_id(const X11Win* win);

/** The size it has now. */
void x11win_size(const X11Win* win, int* width_px, int* height_px);

/** The size of the screen. */
void x11win_screen(X11Win* win, int* width_px, int* height_px);

/** The size of the host's window that it is in; false if there is none. */
bool x11win_parent(X11Win* win, int* width_px, int* height_px);

/** How much of it the windows around it let show, however large it is. */
void x11win_room(X11Win* win, int* width_px, int* height_px);

/** Take another size, at the upper left corner of the host's. */
void x11win_resize(X11Win* win, int width_px, int height_px);

/** Take another size as the user wants it: until x11win_settle() the hints say
    that the window cannot do with less, which makes hosts grow around it.
    @param unit pixels per pixel of the host, which reads the hints */
void x11win_ask(X11Win* win, int width_px, int height_px, int unit);

/** Give the host's own window, around ours, the size that goes with the one
    asked for, if it has not taken it by itself. */
void x11win_push(X11Win* win);

/** The host has had its time to follow: it may make the window smaller
    again. */
void x11win_settle(X11Win* win, int unit);

/**
   Handle what has happened since the last call.

   @param now_s seconds on a clock that never goes back
   @return false if the window is gone
*/
bool x11win_events(X11Win* win, View* view, double now_s);

/** Put what changed on the screen. */
void x11win_show(X11Win* win, View* view);

/** Put something on the clipboard; it stays there until another program does,
    or the window closes.
    @param type its MIME type */
void x11win_copy(X11Win* win, const char* type, const void* data, size_t size);

/** Take the keyboard, or give it back to who had it. */
void x11win_keyboard(X11Win* win, bool wanted);

#endif
