// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/view_sheets.h"

#include "dsp/earcup.h"
#include "plugin/text/utf8.h"
#include "ui/window/theme.h"
#include "ui/window/view_hints.h"
#include "ui/window/view_state.h"
#include "ui/window/widgets.h"
#include "ui/window/wrapped.h"

#include <math.h>
#include <string.h>

#define TIP_W 250.0
#define TIP_LINES 8

static const TextStyle tip_style = { THEME_SIZE_SMALL,
                                     THEME_TEXT,
                                     ALIGN_LEFT,
                                     false };

/** What the hint line has no room for: nothing is said twice at a time. */
static void
take_tip(View* view)
{
  char lead[256];
  char help[512];
  view_hint(view, lead, help);
  const char* rest = help + view_hint_fits(view, lead, help);
  rest += strspn(rest, ";:,. ");
  utf8_copy(
    view->notices.tip_text, sizeof(view->notices.tip_text), rest, SIZE_MAX);
}

Rect
view_tip_rect(View* view)
{
  Wrapped tip;
  take_tip(view);
  wrapped_break(&tip,
                view->layers.canvas.cr,
                view->notices.tip_text,
                tip_style,
                TIP_W,
                TIP_LINES);
  const Rect around = view->layout.part[view->pointer.hover];
  const double w = tip.width + 18.0;
  const double h = tip.n * WRAPPED_LINE_H + 12.0;
  Rect r = { around.x + (around.w - w) / 2.0, around.y + around.h + 4.0, w, h };
  if (r.y + r.h > view->layout.height - 4.0) {
    r.y = around.y - h - 4.0;
  }
  r.x = fmax(4.0, fmin(r.x, view->layout.width - w - 4.0));
  return tip.n ? r : (Rect){ 0.0, 0.0, 0.0, 0.0 };
}

void
view_draw_tip(View* view, cairo_t* cr)
{
  Wrapped tip;
  wrapped_break(&tip, cr, view->notices.tip_text, tip_style, TIP_W, TIP_LINES);
  widget_popup(cr, view->notices.tip_rect);
  wrapped_draw(&tip,
               cr,
               view->notices.tip_rect.x + 9.0,
               view->notices.tip_rect.y + 16.0,
               tip_style);
}

void
view_draw_entry(const View* view, cairo_t* cr)
{
  const Entry* entry = &view->entry;
  widget_line(cr, entry->rect, &entry->line, "");
}

void
view_draw_help(const View* view, cairo_t* cr)
{
  static const struct {
    const char* what;
    const char* does;
  } rows[] = {
    { "Drag a dial", "up or right for more; Ctrl or Shift: ten times finer" },
    { "Wheel", "one step; Ctrl or Shift: a tenth of it" },
    { "Double-click, Ctrl + click", "default value" },
    { "Click on a value", "type it: 120, 50%, -6 dB, 60 deg" },
    { "Right-click", "copy, paste, type, swap with the default" },
    { "Drag in the plot", "morph; on the dB axis: zoom" },
    { "Double-click in the plot", "zoom back" },
    { "Right-drag in the plot", "hear that band alone while you hold it" },
    { "Right-click in the plot",
      "spectrum, range; copy picture, numbers, filters" },
    { "Drag a loudspeaker", "angle of the Natural crossfeed" },
    { "Headphone menus", "type to search; right-click keeps one on top" },
    { "Click on the meter", "clear peaks and clip lights" },
    { "1, 2 and the arrow", "two sets of all controls, and copy" },
    { "Tab, while the pointer is here",
      "keys for all: arrows, digits, Enter, Menu" },
    { "Blind", "ABX or preference, without telling what is heard" },
    { "* after a preset", "changed; save it with the host's preset menu" },
  };
  const size_t n = sizeof(rows) / sizeof(*rows);
  const double row_h = 21.0;
  const double w = 520.0;
  const double h = (double)n * row_h + 62.0;
  const Rect sheet = {
    (view->layout.width - w) / 2.0, (view->layout.height - h) / 2.0, w, h
  };
  draw_color(cr, THEME_SHADOW, 0.55);
  cairo_paint(cr);
  widget_popup(cr, sheet);
  draw_text(cr,
            sheet.x + 18.0,
            sheet.y + 28.0,
            "What the mouse can do",
            (TextStyle){ THEME_SIZE_BRAND, THEME_TEXT, ALIGN_LEFT, true });
  for (size_t i = 0; i < n; ++i) {
    const double y = sheet.y + 54.0 + (double)i * row_h;
    draw_text(cr,
              sheet.x + 18.0,
              y,
              rows[i].what,
              (TextStyle){ THEME_SIZE, THEME_TEXT, ALIGN_LEFT, false });
    draw_text(cr,
              sheet.x + 200.0,
              y,
              rows[i].does,
              (TextStyle){ THEME_SIZE, THEME_TEXT_DIM, ALIGN_LEFT, false });
  }
}
