// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LAST_SIZE_H
#define EARCUP_LAST_SIZE_H

/* The size that the user gave a window last, which the next one opens with in
   any host and session: a line of text in $XDG_STATE_HOME/earcup/window, or in
   ~/.local/state where that is not set (XDG Base Directory Specification
   0.8). */

#include <stdbool.h>

typedef struct {
  int width_px;
  int height_px;
  int unit; ///< pixels per pixel of the host: 2 in GTK with GDK_SCALE=2
} LastSize;

/** Read it. @return false if there is none that is a size. Thread: ui. */
bool last_size_read(LastSize* size);

/** Keep it; on failure the older one stays. Thread: ui. */
bool last_size_write(const LastSize* size);

#endif
