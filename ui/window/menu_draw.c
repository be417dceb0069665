// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/canvas.h"
#include "ui/window/menu.h"
#include "ui/window/theme.h"
#include "ui/window/widgets.h"

#include <math.h>

#define PADDING 4.0
#define TICK_W 18.0
#define LEAD_W 104.0
#define STAR_W 16.0

static void
draw_search(const Menu* menu, cairo_t* cr)
{
  const Rect field = { menu->rect.x + PADDING,
                       menu->rect.y + PADDING,
                       menu->rect.w - 2 * PADDING,
                       22.0 };
  widget_line(cr, field, &menu->search, "Type to search");
}

static void
draw_chips(const Menu* menu, cairo_t* cr)
{
  const double width = (menu->rect.w - 2.0 * PADDING) / menu->n_chips;
  const double y = menu->rect.y + menu_head_height(menu) - 25.0;
  for (unsigned i = 0; i < menu->n_chips; ++i) {
    const Rect chip = {
      menu->rect.x + PADDING + i * width + 1.0, y, width - 2.0, 20.0
    };
    const bool on = i == menu->current_chip;
    draw_box(cr,
             chip,
             on ? THEME_SELECTED : THEME_POPUP,
             on ? THEME_TEXT_DIM : THEME_FIELD_EDGE);
    draw_text_in(cr,
                 chip,
                 menu->chip[i],
                 (TextStyle){ THEME_SIZE_SMALL,
                              on ? THEME_TEXT : THEME_TEXT_DIM,
                              ALIGN_CENTER,
                              false });
  }
}

static void
draw_row(const Menu* menu, cairo_t* cr, unsigned row, Rect r)
{
  const MenuItem* item = &menu->item[menu->shown[row]];
  const double star_w = item->starred ? STAR_W : 0.0;
  const Rect text = { r.x + TICK_W, r.y, r.w - TICK_W - 6.0 - star_w, r.h };
  if (item->heading) {
    const Rect title = { r.x + 6.0, r.y, r.w - 12.0, r.h };
    draw_text_in(
      cr,
      title,
      item->label,
      (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_LEFT, true });
    return;
  }
  if ((int)row == menu->hover) {
    draw_round(cr, rect_inset(r, 0.0, 0.0), 3.0);
    draw_color(cr, THEME_SELECTED, 1.0);
    cairo_fill(cr);
  }
  if (item->value == menu->marked) {
    const double y = r.y + r.h / 2.0;
    draw_color(cr, THEME_A, 1.0);
    cairo_move_to(cr, r.x + 6.0, y);
    cairo_line_to(cr, r.x + 8.5, y + 3.0);
    cairo_line_to(cr, r.x + 13.0, y - 3.5);
    cairo_set_line_width(cr, 1.6);
    cairo_stroke(cr);
  }
  if (item->starred) {
    draw_text_in(cr,
                 (Rect){ r.x + r.w - 6.0 - star_w, r.y, star_w, r.h },
                 "\xE2\x98\x85",
                 (TextStyle){ THEME_SIZE, THEME_A, ALIGN_RIGHT, false });
  }
  const uint32_t color = item->disabled ? THEME_TEXT_DIM : THEME_TEXT;
  if (item->lead) {
    const Rect lead = { text.x, text.y, LEAD_W - 6.0, text.h };
    const Rect rest = { text.x + LEAD_W, text.y, text.w - LEAD_W, text.h };
    draw_text_in(cr,
                 lead,
                 item->lead,
                 (TextStyle){ THEME_SIZE, THEME_TEXT_DIM, ALIGN_LEFT, false });
    draw_text_in(cr,
                 rest,
                 item->label,
                 (TextStyle){ THEME_SIZE, color, ALIGN_LEFT, false });
  } else {
    draw_text_in(cr,
                 text,
                 item->label,
                 (TextStyle){ THEME_SIZE, color, ALIGN_LEFT, false });
  }
}

static void
draw_scroll_bar(const Menu* menu, cairo_t* cr, Rect list)
{
  const double visible = list.h / menu_row_height();
  if (menu->n_shown <= visible) {
    return;
  }
  const double h = fmax(16.0, list.h * visible / menu->n_shown);
  const double travel = menu->first / (menu->n_shown - visible);
  const Rect bar = {
    list.x + list.w - 6.0, list.y + travel * (list.h - h), 4.0, h
  };
  draw_round(cr, bar, 2.0);
  draw_color(cr, THEME_POPUP_EDGE, 1.0);
  cairo_fill(cr);
}

void
menu_draw(const Menu* menu, cairo_t* cr)
{
  const double head = menu_head_height(menu);
  const double row_h = menu_row_height();
  const Rect list = { menu->rect.x + PADDING,
                      menu->rect.y + head,
                      menu->rect.w - 2.0 * PADDING,
                      menu->rect.h - head - PADDING };
  cairo_save(cr);
  widget_popup(cr, menu->rect);
  if (menu->searchable) {
    draw_search(menu, cr);
  }
  if (menu->n_chips) {
    draw_chips(menu, cr);
  }
  cairo_rectangle(cr, list.x, list.y, list.w, list.h);
  cairo_clip(cr);
  const double bar_w = menu->n_shown * row_h > list.h + 0.5 ? 8.0 : 0.0;
  const unsigned first = (unsigned)menu->first;
  for (unsigned i = first; i < menu->n_shown; ++i) {
    const Rect r = {
      list.x, list.y + (i - menu->first) * row_h, list.w - bar_w, row_h
    };
    if (r.y >= list.y + list.h) {
      break;
    }
    draw_row(menu, cr, i, r);
  }
  if (!menu->n_shown) {
    draw_text_in(cr,
                 (Rect){ list.x + 6.0, list.y, list.w - 12.0, row_h },
                 "Nothing found",
                 (TextStyle){ THEME_SIZE, THEME_TEXT_DIM, ALIGN_LEFT, false });
  }
  draw_scroll_bar(menu, cr, list);
  cairo_restore(cr);
}
