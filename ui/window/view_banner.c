// SPDX-License-Identifier: GPL-3.0-or-later
// What is true of all that is heard, written over the picture.

#include "ui/window/view_state.h"

#include "ui/shared/mapping.h"
#include "ui/window/theme.h"

#include <math.h>
#include <stdio.h>

#define DIMMED 0.55
#define TITLE_SIZE 30.0
#define STRIP_H 20.0

bool
view_passes_by(const View* view)
{
  const float* value = view->settings.value;
  const bool left_out = view->exporting && value[PORT_BYPASS_ON_EXPORT] > 0.5F;
  return left_out || value[PORT_ENABLED] < 0.5F;
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

/** A strip at the top of the plot. */
static void
draw_strip(const View* view, cairo_t* cr, const char* text, uint32_t color)
{
  const Rect area = layout_plot_area(&view->layout);
  const double width = draw_text_width(cr, text, THEME_SIZE, true) + 24.0;
  const Rect strip = {
    area.x + (area.w - width) / 2.0, area.y + 6.0, width, STRIP_H
  };
  draw_round(cr, strip, THEME_CORNER);
  draw_color(cr, color, 1.0);
  cairo_fill(cr);
  draw_text_in(
    cr,
    strip,
    text,
    (TextStyle){ THEME_SIZE, THEME_TEXT_ON_ACCENT, ALIGN_CENTER, true });
}

void
view_draw_banner(const View* view, cairo_t* cr, Rect r)
{
  if (view_passes_by(view)) {
    draw_passed_by(view, cr);
  } else if (!rect_overlap(r, view->layout.part[PART_PLOT])) {
    return;
  } else if (view->exporting) {
    draw_strip(view, cr, "The headphones are in the export", THEME_WARN);
  } else if (view->curves.at_mic && view->plot.view == VIEW_RESPONSE) {
    char text[96];
    char level[24];
    mapping_number(fabs(view->curves.mic_db), 0, false, level);
    snprintf(text,
             sizeof(text),
             "Vocal mic: %s dB %s the ear",
             level,
             view->curves.mic_db < 0.0 ? "below" : "above");
    draw_strip(view, cr, text, THEME_A);
  }
}
