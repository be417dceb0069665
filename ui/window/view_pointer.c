// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/mapping.h"
#include "ui/window/stage.h"
#include "ui/window/view_bench.h"
#include "ui/window/view_controls.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_entry.h"
#include "ui/window/view_focus.h"
#include "ui/window/view_legend.h"
#include "ui/window/view_listening.h"
#include "ui/window/view_menus.h"
#include "ui/window/view_notices.h"
#include "ui/window/view_plot.h"
#include "ui/window/view_press.h"
#include "ui/window/view_state.h"
#include "ui/window/widgets.h"

#include <math.h>

#define DRAG_RANGE 200.0  ///< base units for the full range of a dial
#define AXIS_OCTAVE 100.0 ///< base units that double the range
#define FINE 0.1

static bool
is_fine(unsigned modifiers)
{
  return modifiers & (MODIFIER_CONTROL | MODIFIER_SHIFT);
}

static void
touch(View* view, PortIndex port, bool grabbed)
{
  view->host.touch(view->host.handle, port, grabbed);
}

/** The pointer is at a place, in pixels. */
static void
put(View* view, double x, double y)
{
  const double scale = view->layout.scale;
  pointer_put(&view->pointer, x / scale, y / scale);
}

static void
set_hover(View* view, Part part)
{
  if (part == view->pointer.hover) {
    return;
  }
  view_damage_part(view, view->pointer.hover);
  view_damage_part(view, part);
  view_damage_part(view, PART_HINT);
  if (view->pointer.hover == PART_PLOT) {
    view_plot_leave(view);
  }
  view_hide_tip(view);
  pointer_enter(&view->pointer, part, view->now_s);
}

/* --- dragging --- */

static void
drag_value(View* view, double dx, double dy, bool fine)
{
  const PortIndex port = parts[view->pointer.active].port;
  const double step = (dx - dy) / DRAG_RANGE * (fine ? FINE : 1.0);
  pointer_shift(&view->pointer, step);
  // Eight units of two hundred would hide a third of a dial's range.
  view_set_position(view, port, 4.0 * DRAG_RANGE / 2.0, fine);
}

static void
drag_morph(View* view, double dx, bool fine)
{
  const Rect r = view->layout.part[PART_MORPH];
  const Rect thumb = widget_morph_thumb(r, 0.0);
  const double travel = view->pointer.active == PART_MORPH
                          ? r.w - thumb.w
                          : layout_plot_area(&view->layout).w;
  const double step = dx / travel * (fine ? FINE : 1.0);
  pointer_shift(&view->pointer, step);
  view_set_position(view, PORT_MORPH, travel, fine);
}

static void
drag_angle(View* view, bool fine)
{
  const Rect r = view->layout.part[PART_STAGE];
  const double change =
    stage_angle(r, view->pointer.x, view->pointer.y) -
    stage_angle(r, view->pointer.last_x, view->pointer.last_y);
  const double span =
    (double)ports[PORT_SPEAKER_ANGLE].max - ports[PORT_SPEAKER_ANGLE].min;
  pointer_shift(&view->pointer, change / span * (fine ? FINE : 1.0));
  view_set_position(view, PORT_SPEAKER_ANGLE, 300.0, fine);
}

static void
drag(View* view, unsigned modifiers)
{
  const double dx = view->pointer.x - view->pointer.last_x;
  const double dy = view->pointer.y - view->pointer.last_y;
  const bool fine = is_fine(modifiers);
  switch (view->pointer.drag) {
    case DRAG_VALUE:
      drag_value(view, dx, dy, fine);
      break;
    case DRAG_MORPH:
      drag_morph(view, dx, fine);
      break;
    case DRAG_AXIS:
      view_plot_zoom(view, dy / AXIS_OCTAVE * (fine ? FINE : 1.0));
      break;
    case DRAG_ANGLE:
      drag_angle(view, fine);
      break;
    case DRAG_BAND:
      view_band_drag(view);
      break;
    default:
      break;
  }
  pointer_follow(&view->pointer);
}

static PortIndex
dragged_port(const View* view)
{
  switch (view->pointer.drag) {
    case DRAG_MORPH:
      return PORT_MORPH;
    case DRAG_VALUE:
    case DRAG_ANGLE:
      return parts[view->pointer.active].port;
    default:
      return PORT_COUNT;
  }
}

static void
handle_press(View* view, double x, double y, int button, unsigned modifiers)
{
  put(view, x, y);
  view_focus_end(view);
  if (view->pointer.drag != DRAG_NONE) {
    return;
  }
  if (view->bench.stage != BENCH_CLOSED) {
    view_bench_press(view);
    return;
  }
  if (view->notices.help) {
    view_close_help(view);
    return;
  }
  if (view->menu.open) {
    view_press_menu(view, button);
    return;
  }
  const Part part = view_part_at(view);
  const bool twice = pointer_is_second(&view->pointer, part, view->now_s);
  if (view->entry.open) {
    if (rect_contains(view->entry.rect, view->pointer.x, view->pointer.y) &&
        !twice) {
      return;
    }
    view_close_entry(view);
    if (!twice) {
      pointer_click(&view->pointer, PART_COUNT, view->now_s);
      return;
    }
  }
  set_hover(view, part);
  view_hide_tip(view);
  pointer_calm(&view->pointer);
  if (button == BUTTON_RIGHT) {
    view_press_right(view, part);
  } else if (button == BUTTON_LEFT && part < PART_COUNT) {
    pointer_click(&view->pointer, twice ? PART_COUNT : part, view->now_s);
    view_press_part(view, part, modifiers, twice);
  }
}

/** A press and release at one place. */
static void
click(View* view, Part part)
{
  const Rect r = view->layout.part[part];
  if (view->pointer.wants_default) {
    view_set_once(view, parts[part].port, ports[parts[part].port].dflt);
  } else if (parts[part].kind == KIND_DIAL &&
             rect_contains(
               layout_dial_value(r), view->pointer.x, view->pointer.y)) {
    view_open_value(view, part);
  } else if (parts[part].kind == KIND_STAGE &&
             rect_contains(
               layout_stage_value(r), view->pointer.x, view->pointer.y)) {
    view_open_value(view, part);
  } else if (parts[part].kind == KIND_SLIDER) {
    view_open_value(view, part);
  }
}

static void
handle_release(View* view, double x, double y, int button, unsigned modifiers)
{
  const bool band = view->pointer.drag == DRAG_BAND;
  const int held = band ? view->listening.band.button : BUTTON_LEFT;
  if (button != held || view->pointer.drag == DRAG_NONE) {
    return;
  }
  view_move(view, x, y, modifiers);
  const Part part = view->pointer.active;
  const PortIndex port = dragged_port(view);
  if (port < PORT_COUNT) {
    touch(view, port, false);
  }
  const bool moved = view->pointer.moved;
  pointer_release(&view->pointer);
  view_damage_part(view, part);
  if (band) {
    view_band_release(view);
  }
  if (band && !moved && button == BUTTON_RIGHT) {
    view_open_menu_of(view, part);
  } else if (!moved) {
    click(view, part);
  } else {
    pointer_click(&view->pointer, PART_COUNT, view->now_s);
  }
  set_hover(view, view_part_at(view));
}

void
view_move(View* view, double x, double y, unsigned modifiers)
{
  put(view, x, y);
  if (view->pointer.drag != DRAG_NONE) {
    if (pointer_pulls(&view->pointer)) {
      drag(view, modifiers);
    }
    return;
  }
  if (view->bench.stage != BENCH_CLOSED) {
    view_bench_move(view);
    return;
  }
  if (view->notices.help || view->entry.open) {
    return;
  }
  if (view->menu.open) {
    if (menu_move(&view->menu, view->pointer.x, view->pointer.y)) {
      view_menu_hovered(view);
    }
    return;
  }
  const Part part = view_part_at(view);
  set_hover(view, part);
  if (part == PART_PLOT) {
    view_plot_point(view, view->pointer.x, view->pointer.y);
  }
}

void
view_leave(View* view)
{
  if (view->pointer.drag == DRAG_NONE) {
    set_hover(view, PART_COUNT);
  }
}

/* --- wheel --- */

void
view_wheel(View* view, double x, double y, int direction, unsigned modifiers)
{
  put(view, x, y);
  if (view->bench.stage != BENCH_CLOSED) {
    return;
  }
  if (view->menu.open) {
    menu_wheel(&view->menu, -3.0 * direction);
    menu_move(&view->menu, view->pointer.x, view->pointer.y);
    view_menu_hovered(view);
    return;
  }
  const Part part = view_part_at(view);
  const PortIndex port = part < PART_COUNT ? parts[part].port : PORT_COUNT;
  if (part == PART_PRESET) {
    view_step_preset(view, -direction);
  }
  if (port >= PORT_COUNT || view->pointer.drag != DRAG_NONE ||
      view->entry.open || view->notices.help || view_disabled(view, part)) {
    return;
  }
  if (pointer_wheel(&view->pointer, part, view->now_s)) {
    view_begin(view);
  }
  touch(view, port, true);
  if (parts[part].kind == KIND_CHOICE) {
    view_step_choice(view, port, direction);
  } else if (parts[part].kind != KIND_SWITCH) {
    const double step = mapping_step(port) * (is_fine(modifiers) ? FINE : 1.0);
    view_set(view, port, view->settings.value[port] + direction * step);
  }
  touch(view, port, false);
}

/* The keyboard is asked for or given back once all is done: from a menu to an
   entry it stays. */

void
view_press(View* view, double x, double y, int button, unsigned modifiers)
{
  handle_press(view, x, y, button, modifiers);
  view_keyboard(view);
}

void
view_release(View* view, double x, double y, int button, unsigned modifiers)
{
  handle_release(view, x, y, button, modifiers);
  view_keyboard(view);
}
