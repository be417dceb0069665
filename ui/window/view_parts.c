// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/view_parts.h"

#include "plugin/parameters.h"
#include "plugin/text/utf8.h"
#include "ui/shared/about.h"
#include "ui/shared/mapping.h"
#include "ui/window/stage.h"
#include "ui/window/theme.h"
#include "ui/window/view_controls.h"
#include "ui/window/view_ends.h"
#include "ui/window/view_hints.h"
#include "ui/window/view_legend.h"
#include "ui/window/view_notices.h"
#include "ui/window/view_state.h"
#include "ui/window/view_text.h"
#include "ui/window/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static unsigned
state_of(const View* view, Part part)
{
  unsigned state = 0;
  if (view_disabled(view, part)) {
    state |= WIDGET_DISABLED;
  } else if (view->pointer.active == part ||
             (view->menu.open && view->menu.part == part)) {
    state |= WIDGET_ACTIVE;
  } else if (view->pointer.hover == part &&
             view->pointer.active == PART_COUNT) {
    state |= WIDGET_HOVER;
  }
  return state;
}

static void
draw_dial(const View* view, cairo_t* cr, Part part)
{
  const PortIndex port = parts[part].port;
  const double value = view->settings.value[port];
  char text[MAPPING_TEXT];
  mapping_format(port, value, text);
  const bool fit = ports[port].group == GROUP_FIT;
  const Dial dial = { parts[part].label,
                      text,
                      mapping_position(port, value),
                      port == PORT_SEAL ? 1.0 : mapping_origin(port),
                      fit ? THEME_TEXT_DIM : THEME_ON,
                      state_of(view, part) };
  widget_dial(cr, view->layout.part[part], &dial);
}

static void
draw_button(const View* view, cairo_t* cr, Part part)
{
  const Rect r = view->layout.part[part];
  const unsigned state = state_of(view, part);
  char text[256];
  switch (part) {
    case PART_PRESET_PREVIOUS:
    case PART_PRESET_NEXT:
      widget_icon_button(cr, r, *parts[part].label, state);
      break;
    case PART_PRESET:
      view_preset_text(view, text);
      widget_choice(
        cr, r, "Preset", text, NULL, THEME_TEXT_DIM, THEME_TEXT, state);
      break;
    case PART_SLOT_1:
    case PART_SLOT_2: {
      const unsigned slot = part == PART_SLOT_2;
      widget_button(cr,
                    r,
                    parts[part].label,
                    view->edit.history.current_slot == slot,
                    state);
      break;
    }
    case PART_COPY:
      widget_button(cr,
                    r,
                    view->edit.history.current_slot ? "2 \xE2\x86\x92 1"
                                                    : "1 \xE2\x86\x92 2",
                    false,
                    state);
      break;
    case PART_UNDO:
    case PART_REDO:
      widget_icon_button(cr, r, part == PART_UNDO ? 'u' : 'r', state);
      break;
    case PART_SCALE:
      snprintf(
        text, sizeof(text), "%d %%", (int)lround(100.0 * view->layout.scale));
      widget_choice(cr, r, NULL, text, NULL, THEME_TEXT, THEME_TEXT, state);
      break;
    default:
      widget_button(cr, r, parts[part].label, false, state);
      break;
  }
}

static void
draw_choice(const View* view, cairo_t* cr, Part part)
{
  char text[256];
  char note[ABOUT_TEXT];
  const bool there = view_choice_text(view, part, text);
  const bool noted = view_choice_note(view, part, note);
  const char* badge = part == PART_PICK_A    ? "A"
                      : part == PART_PICK_B  ? "B"
                      : part == PART_WEARING ? "You wear"
                                             : NULL;
  const uint32_t color = part == PART_PICK_A   ? THEME_A
                         : part == PART_PICK_B ? THEME_B
                                               : THEME_TEXT_DIM;
  widget_choice(cr,
                layout_choice_field(&view->layout, part),
                badge,
                text,
                noted ? note : NULL,
                color,
                there ? THEME_TEXT : THEME_WARN,
                state_of(view, part));
  if (part == view->pointer.drop) { // what is dragged may be dropped on it
    draw_round(cr, rect_inset(view->layout.part[part], 1.0, 1.0), THEME_CORNER);
    draw_color(cr, THEME_ON, 1.0);
    cairo_set_line_width(cr, 2.0);
    cairo_stroke(cr);
  }
}

/** A view or a page to choose, lit where it is the one that is shown. */
static void
draw_tab(const View* view, cairo_t* cr, Part part, bool on)
{
  const Rect r = view->layout.part[part];
  const bool lit = state_of(view, part) & WIDGET_HOVER;
  if (on) {
    draw_box(cr, r, THEME_SELECTED, THEME_TEXT_DIM);
  } else if (lit) {
    draw_box(cr, r, THEME_FIELD, THEME_FIELD_EDGE);
  }
  draw_text_in(
    cr,
    r,
    parts[part].label,
    (TextStyle){
      THEME_SIZE_SMALL, on ? THEME_TEXT : THEME_TEXT_DIM, ALIGN_CENTER, on });
}

static void
draw_switch(const View* view, cairo_t* cr, Part part)
{
  const Rect r = view->layout.part[part];
  const bool on = view->settings.value[parts[part].port] > 0.5F;
  const unsigned state = state_of(view, part);
  if (part == PART_ON) {
    widget_power(cr, r, on, state);
    return;
  }
  if (part == PART_DIM || part == PART_SWAP) {
    widget_button(cr, r, parts[part].label, on, state);
    return;
  }
  if (part != PART_MATCH) {
    widget_switch(cr, r, parts[part].label, on, state);
    return;
  }
  widget_switch(cr, r, parts[part].label, on, state);
  if (on) {
    char gain[24];
    mapping_number(
      (double)view->readings.output[PORT_MATCH_GAIN], 1, true, gain);
    draw_text_in(
      cr,
      r,
      gain,
      (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT, ALIGN_RIGHT, false });
  }
}

/** One line that fits: the lead, and as many clauses of the help. */
static void
draw_hint(const View* view, cairo_t* cr)
{
  char lead[256];
  char help[512];
  const Rect r = rect_inset(view->layout.part[PART_HINT], HINT_INSET, 0.0);
  view_hint(view, lead, help);
  const bool message = view_has_message(view);
  draw_text_in(
    cr,
    r,
    lead,
    (TextStyle){
      THEME_SIZE_SMALL, message ? THEME_A : THEME_TEXT, ALIGN_LEFT, false });
  const double used =
    *lead ? draw_text_width(cr, lead, THEME_SIZE_SMALL, false) + HINT_GAP : 0.0;
  help[view_hint_fits(view, lead, help)] = '\0';
  draw_text(cr,
            r.x + used,
            r.y + r.h / 2.0 + 0.365 * THEME_SIZE_SMALL,
            help,
            (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_LEFT, false });
}

static void
draw_stage(const View* view, cairo_t* cr)
{
  const EarcupCrossfeed crossfeed = parameters_crossfeed(view->settings.value);
  stage_draw(
    cr, view->layout.part[PART_STAGE], &crossfeed, state_of(view, PART_STAGE));
}

static void
draw_morph(const View* view, cairo_t* cr)
{
  char text[MAPPING_TEXT];
  const double value = view->settings.value[PORT_MORPH];
  mapping_format(PORT_MORPH, value, text);
  widget_morph(cr,
               view->layout.part[PART_MORPH],
               mapping_position(PORT_MORPH, value),
               text,
               state_of(view, PART_MORPH));
}

void
view_draw_part(View* view, cairo_t* cr, Part part)
{
  switch (parts[part].kind) {
    case KIND_BUTTON:
      if (part == PART_END_A || part == PART_END_B) {
        view_draw_end(view, cr, part, state_of(view, part));
      } else {
        draw_button(view, cr, part);
      }
      break;
    case KIND_TAB:
      draw_tab(view,
               cr,
               part,
               view->plot.view == (PlotView)(part - PART_TAB_RESPONSE));
      break;
    case KIND_LEGEND:
      view_draw_legend(view, cr, part, state_of(view, part) & WIDGET_HOVER);
      break;
    case KIND_PAGE:
      draw_tab(
        view, cr, part, view->layout.page == (Page)(part - PART_PAGE_CUP));
      break;
    case KIND_SWITCH:
      draw_switch(view, cr, part);
      break;
    case KIND_CHOICE:
      draw_choice(view, cr, part);
      break;
    case KIND_DIAL:
      draw_dial(view, cr, part);
      break;
    case KIND_SLIDER:
      draw_morph(view, cr);
      break;
    case KIND_STAGE:
      draw_stage(view, cr);
      break;
    case KIND_METER:
      if (part == PART_METER) {
        meter_draw(cr, view->layout.part[part], &view->readings.meter);
      } else {
        loudness_text_draw(
          cr, view->layout.part[part], &view->readings.loudness);
      }
      break;
    case KIND_HINT:
      draw_hint(view, cr);
      break;
    default:
      break;
  }
}

static void
draw_panel(const View* view, cairo_t* cr, Panel panel, const char* title)
{
  const Rect r = view->layout.panel[panel];
  draw_box(
    cr, r, panel == PANEL_PLOT ? THEME_PLOT : THEME_PANEL, THEME_PANEL_EDGE);
  if (title) {
    draw_text(
      cr,
      r.x + 9.0,
      r.y + 17.0,
      title,
      (TextStyle){ THEME_SIZE_TITLE, THEME_TEXT_DIM, ALIGN_LEFT, true });
  }
}

void
view_draw_fixed(const View* view, cairo_t* cr)
{
  const Layout* layout = &view->layout;
  const uint32_t back = view->layers.background;
  if (view->layers.has_background) {
    cairo_set_source_rgb(cr,
                         (back >> 16 & 0xFF) / 255.0,
                         (back >> 8 & 0xFF) / 255.0,
                         (back & 0xFF) / 255.0);
  } else {
    draw_color(cr, THEME_WINDOW, 1.0);
  }
  cairo_paint(cr);
  const Rect on = layout->part[PART_ON];
  draw_text(cr,
            on.x + on.w + 9.0,
            on.y + on.h / 2.0 + 0.365 * THEME_SIZE_BRAND,
            "Earcup",
            (TextStyle){ THEME_SIZE_BRAND, THEME_TEXT, ALIGN_LEFT, true });

  draw_panel(view, cr, PANEL_PLOT, NULL);
  draw_panel(view, cr, PANEL_METER, "OUTPUT");
  draw_panel(view, cr, PANEL_CUP, NULL);
  draw_panel(view, cr, PANEL_CROSSFEED, "CROSSFEED");
  draw_panel(view, cr, PANEL_LISTEN, "LISTEN");
  plot_draw_axes(cr, layout, &view->plot);
  meter_draw_scale(cr, layout->part[PART_METER]);

  for (Part p = PART_LISTEN_AT; p <= PART_MONITOR; ++p) {
    const Rect r = layout->part[p];
    const Rect field = layout_choice_field(layout, p);
    draw_text_in(
      cr,
      (Rect){ r.x, r.y, field.x - r.x - 4.0, r.h },
      parts[p].label,
      (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_LEFT, false });
  }
}
