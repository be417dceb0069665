// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What is true of all that is heard, written over the picture.

#include "ui/window/view_banner.h"

#include "plugin/parameters.h"
#include "ui/shared/mapping.h"
#include "ui/window/theme.h"
#include "ui/window/view_state.h"

#include <math.h>
#include <stdio.h>

#define DIMMED 0.55
#define TITLE_SIZE 30.0
#define STRIP_H 20.0

bool
view_passes_by(const View* view)
{
  return !parameters_enabled(view->settings.value, view->readings.exporting);
}

static void
draw_centered(cairo_t* cr, Rect area, double y, const char* text, double size)
{
  draw_text(cr,
            area.x + area.w / 2.0,
            y,
            text,
            (TextStyle){ size, THEME_TEXT, ALIGN_CENTER, true });
}

/** All between the uppermost row and the hint line goes dark, and large letters
 * say why. */
static void
draw_passed_by(const View* view, cairo_t* cr)
{
  const Layout* layout = &view->layout;
  const Rect area = layout_plot_area(layout);
  const double top = layout->panel[PANEL_PLOT].y - 2.0;
  const bool off = view->settings.value[PORT_ENABLED] < 0.5F;
  const double bottom = layout->part[PART_HINT].y;
  cairo_rectangle(cr, 0.0, top, layout->width, bottom - top);
  draw_color(cr, THEME_WINDOW, DIMMED);
  cairo_fill(cr);
  const double y = area.y + area.h / 2.0;
  draw_centered(cr, area, y, off ? "OFF" : "EXPORT", TITLE_SIZE);
  draw_centered(cr,
                area,
                y + 18.0,
                off ? "you hear the mix as it is"
                    : "Earcup keeps out of it: the file gets the mix as it is",
                THEME_SIZE);
}

/** Whether the vocal microphone is so soft that raising it is offered. */
static bool
offers_mic_boost(const View* view)
{
  return view->curves.at_mic && view->plot.view == VIEW_RESPONSE &&
         view->curves.mic_db < -(double)LISTENING_MAX_DB &&
         !view->readings.exporting && !view_passes_by(view);
}

/** What the strip at the top of the plot says; false if there is none. */
static bool
strip_text(const View* view, char* text, size_t size, uint32_t* color)
{
  char level[24];
  char boost[24];
  if (view->readings.exporting) {
    *color = THEME_WARN;
    snprintf(text, size, "The headphones are in the export");
    return true;
  }
  if (!view->curves.at_mic || view->plot.view != VIEW_RESPONSE) {
    return false;
  }
  *color = THEME_A;
  mapping_number(fabs(view->curves.mic_db), 0, false, level);
  mapping_number((double)LISTENING_MAX_DB, 0, true, boost);
  const int n = snprintf(text,
                         size,
                         "Vocal mic: %s dB %s the ear",
                         level,
                         view->curves.mic_db < 0.0 ? "below" : "above");
  if (offers_mic_boost(view) && n > 0 && (size_t)n < size) {
    snprintf(text + n,
             size - (size_t)n,
             view->listening.mic_boost ? ", heard at %s dB: click to end"
                                       : ": click to hear it at %s dB",
             boost);
  }
  return true;
}

static Rect
strip_of(const View* view, const char* text)
{
  const Rect area = layout_plot_area(&view->layout);
  const double width =
    draw_text_width(view->layers.canvas.cr, text, THEME_SIZE, true) + 24.0;
  return (
    Rect){ area.x + (area.w - width) / 2.0, area.y + 6.0, width, STRIP_H };
}

bool
view_on_mic_offer(const View* view, double x, double y)
{
  char text[96];
  uint32_t color = 0;
  return offers_mic_boost(view) &&
         strip_text(view, text, sizeof(text), &color) &&
         rect_contains(strip_of(view, text), x, y);
}

void
view_draw_banner(const View* view, cairo_t* cr, Rect r)
{
  char text[96];
  uint32_t color = 0;
  if (view_passes_by(view)) {
    draw_passed_by(view, cr);
  } else if (rect_overlap(r, view->layout.part[PART_PLOT]) &&
             strip_text(view, text, sizeof(text), &color)) {
    const Rect strip = strip_of(view, text);
    draw_round(cr, strip, THEME_CORNER);
    draw_color(cr, color, 1.0);
    cairo_fill(cr);
    draw_text_in(
      cr,
      strip,
      text,
      (TextStyle){ THEME_SIZE, THEME_TEXT_ON_ACCENT, ALIGN_CENTER, true });
  }
}
