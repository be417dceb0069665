// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_WRAPPED_H
#define EARCUP_WRAPPED_H

/* A text broken into lines, for tips and panes. */

#include "ui/window/canvas.h"

#define WRAPPED_LINES 20
#define WRAPPED_LINE_H 14.0

typedef struct {
  char line[WRAPPED_LINES][128];
  unsigned n;
  double width; ///< of the longest line
} Wrapped;

/** Break a text at its blanks. @param most lines, up to WRAPPED_LINES; what is
    left is dropped. Thread: ui. */
void wrapped_break(Wrapped* wrapped,
                   cairo_t* cr,
                   const char* text,
                   TextStyle style,
                   double width,
                   unsigned most);

/** Draw it with its first baseline at y. Thread: ui. */
void wrapped_draw(const Wrapped* wrapped,
                  cairo_t* cr,
                  double x,
                  double y,
                  TextStyle style);

#endif
