// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CANVAS_H
#define EARCUP_CANVAS_H

/* The picture of the window: an image surface with a list of what has to be
   shown anew, and the few drawing words everything else is written in.
   Coordinates are base units, 1 unit = 1 pixel at 100 %. */

#include "ui/window/layout.h"

#include <cairo/cairo.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;

typedef struct {
  double size;
  uint32_t color;
  Align align;
  bool bold;
} TextStyle;

typedef struct {
  cairo_surface_t* surface;
  cairo_t* cr; ///< scaled to base units
  double scale;
  bool transparent;
  bool light;
} Canvas;

/** An empty picture of that many pixels, with an alpha channel if transparent;
    false if there is no memory. Free with canvas_clear(). Thread: ui. */
bool canvas_init(Canvas* canvas,
                 int width_px,
                 int height_px,
                 double scale,
                 bool transparent);

/** Free what canvas_init() made; a zeroed canvas is fine. Thread: ui. */
void canvas_clear(Canvas* canvas);

/** False after an error: cairo draws nothing more on it. Thread: ui. */
bool canvas_is_sound(const Canvas* canvas);

/** An empty picture of that many pixels in its place, the old one if there is
    no memory (false). Thread: ui. */
bool canvas_mend(Canvas* canvas, int width_px, int height_px);

/** Draw in the light theme from now on, or in the dark one. Thread: ui. */
void canvas_set_light(Canvas* canvas, bool light);

/** Contrast of two colours 0xRRGGBB, 1 to 21 (WCAG 2.1). Thread: any. */
double draw_contrast(uint32_t a, uint32_t b);

/** A colour of the theme that is drawn in. */
uint32_t draw_themed(cairo_t* cr, uint32_t rgb);

/** Set the source to a colour of the theme with opacity 0..1. */
void draw_color(cairo_t* cr, uint32_t rgb, double alpha);

/** Add a colour of the theme at an offset 0..1 of a gradient. */
void draw_stop(cairo_t* cr,
               cairo_pattern_t* gradient,
               double offset,
               uint32_t rgb,
               double alpha);

/** The nearest multiple of a device pixel to x (or y) in base units. */
double draw_snap(cairo_t* cr, double v);

/** Path: a rectangle with round corners, its edges on device pixels. */
void draw_round(cairo_t* cr, Rect r, double radius);

/** Filled rounded rectangle with an edge one device pixel wide. */
void draw_box(cairo_t* cr, Rect r, uint32_t fill, uint32_t edge);

/** A line one device pixel wide, horizontal or vertical. */
void draw_hairline(cairo_t* cr, double x0, double y0, double x1, double y1);

/* Texts may be any bytes: what is no UTF-8 is drawn as U+FFFD. */

/** Width of a text in base units. */
double draw_text_width(cairo_t* cr, const char* text, double size, bool bold);

/** A text with its baseline at y; x is the side given by the alignment. */
void draw_text(cairo_t* cr,
               double x,
               double y,
               const char* text,
               TextStyle style);

/**
   A text in a box, centred vertically, cut with an ellipsis if it is too long.

   @return whether it was cut
*/
bool draw_text_in(cairo_t* cr, Rect r, const char* text, TextStyle style);

/** A triangle that points down, up, left or right ('v', '^', '<', '>'). */
void draw_arrow(cairo_t* cr, double x, double y, double size, char direction);

#endif
