// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/band.h"

#include "ui/shared/mapping.h"
#include "ui/window/plot.h"
#include "ui/window/theme.h"

#include <math.h>
#include <stdio.h>

#define DIMMED 0.72
#define CAPTION_H 16.0

static double
within_plot(double hz)
{
  return fmax(plot_frequency(0.0), fmin(plot_frequency(1.0), hz));
}

void
band_around(Band* band, double hz, double octaves)
{
  const double lowest = plot_frequency(0.0);
  const double highest = plot_frequency(1.0);
  const double width =
    exp2(fmax(BAND_LEAST_OCTAVES, fmin(log2(highest / lowest), octaves)));
  const double from = hz / sqrt(width);
  band->from_hz = fmax(lowest, fmin(highest / width, from));
  band->to_hz = band->from_hz * width;
}

void
band_span(Band* band, double hz)
{
  const double a = within_plot(band->anchor_hz);
  const double b = within_plot(hz);
  band_around(band, sqrt(a * b), fabs(log2(a / b)));
}

void
band_shift(Band* band, double octaves)
{
  const double width = log2(band->to_hz / band->from_hz);
  const double middle = sqrt(band->from_hz * band->to_hz);
  band_around(band, middle * exp2(octaves), width);
}

void
band_widen(Band* band, double octaves)
{
  const double width = log2(band->to_hz / band->from_hz);
  band_around(band, sqrt(band->from_hz * band->to_hz), width + octaves);
}

void
band_text(const Band* band, char text[BAND_TEXT])
{
  char from[24];
  char to[24];
  char from_note[16];
  char to_note[16];
  mapping_frequency(band->from_hz, from);
  mapping_frequency(band->to_hz, to);
  plot_note(band->from_hz, from_note);
  plot_note(band->to_hz, to_note);
  snprintf(text, BAND_TEXT, "%s (%s) to %s (%s)", from, from_note, to, to_note);
}

static void
draw_caption(cairo_t* cr, Rect area, double middle, const char* text)
{
  const double width = draw_text_width(cr, text, THEME_SIZE_SMALL, true) + 12.0;
  const double x = fmax(
    area.x + 3.0, fmin(area.x + area.w - width - 3.0, middle - width / 2.0));
  const Rect box = { x, area.y + 4.0, width, CAPTION_H };
  draw_round(cr, box, 3.0);
  draw_color(cr, THEME_ON, 1.0);
  cairo_fill(cr);
  draw_text_in(
    cr,
    box,
    text,
    (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT_ON_ACCENT, ALIGN_CENTER, true });
}

void
band_draw(cairo_t* cr, Rect area, const Band* band)
{
  char text[BAND_TEXT];
  const double left = area.x + area.w * plot_position(band->from_hz);
  const double right = area.x + area.w * plot_position(band->to_hz);
  cairo_rectangle(cr, area.x, area.y, left - area.x, area.h);
  cairo_rectangle(cr, right, area.y, area.x + area.w - right, area.h);
  draw_color(cr, THEME_PLOT, DIMMED);
  cairo_fill(cr);
  draw_color(cr, THEME_ON, 1.0);
  draw_hairline(cr, left, area.y, left, area.y + area.h);
  draw_hairline(cr, right, area.y, right, area.y + area.h);
  band_text(band, text);
  draw_caption(cr, area, 0.5 * (left + right), text);
}
