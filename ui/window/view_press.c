// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What a press on each part begins.

#include "ui/window/view_state.h"

#include "ui/shared/mapping.h"
#include "ui/window/widgets.h"

#include <math.h>

#define DETENT 8.0 ///< base units

static bool
is_continuous(Part part)
{
  const PortIndex port = parts[part].port;
  return port < PORT_COUNT && !(ports[port].flags & (FLAG_ENUM | FLAG_TOGGLE));
}

void
view_set_once(View* view, PortIndex port, double value)
{
  view_begin(view);
  view->host.touch(view->host.handle, port, true);
  view_set(view, port, value);
  view->host.touch(view->host.handle, port, false);
}

void
view_set_position(View* view, PortIndex port, double travel, bool fine)
{
  const double tolerance = fine ? 0.0 : DETENT / travel;
  view_set(view,
           port,
           mapping_value(
             port, mapping_detent(port, view->pointer.position, tolerance)));
}

static void
start_drag(View* view, Part part, Drag kind, PortIndex port)
{
  view->pointer.active = part;
  view->pointer.drag = kind;
  view->pointer.moved = false;
  view->pointer.last_x = view->pointer.x;
  view->pointer.last_y = view->pointer.y;
  view_begin(view);
  if (port < PORT_COUNT) {
    view->pointer.position = mapping_position(port, view->settings.value[port]);
    view->host.touch(view->host.handle, port, true);
  }
  view_damage_part(view, part);
}

void
view_step_preset(View* view, int by)
{
  const unsigned exact = factory_find(view->settings.value);
  const unsigned now = exact < n_factory ? exact : view->edit.preset;
  if (now >= n_factory) {
    view_load_preset(view, by > 0 ? 0 : n_factory - 1);
  } else {
    view_load_preset(view, (now + n_factory + (unsigned)by) % n_factory);
  }
}

/** Any other seat: all of them come before one comes again. A linear
    congruential generator of full period, by the theorem of Hull and Dobell. */
static void
throw_dice(View* view)
{
  const unsigned seats = (unsigned)ports[PORT_SEAT].max;
  const unsigned now = (unsigned)view->settings.value[PORT_SEAT] - 1;
  view_set_once(view, PORT_SEAT, (112 * now + 131) % seats + 1);
}

void
view_step_choice(View* view, PortIndex port, int direction)
{
  const size_t n = ports_n_choices(port);
  size_t now = 0;
  for (size_t i = 0; i < n; ++i) {
    if (fabsf(ports_choice(port, i).value - view->settings.value[port]) <
        0.5F) {
      now = i;
    }
  }
  if (direction > 0 ? now > 0 : now + 1 < n) {
    view_set(
      view, port, ports_choice(port, direction > 0 ? now - 1 : now + 1).value);
  }
}

static void
press_button(View* view, Part part)
{
  Settings settings = view->settings;
  History* history = &view->edit.history;
  switch (part) {
    case PART_PRESET_PREVIOUS:
      view_step_preset(view, -1);
      break;
    case PART_PRESET_NEXT:
      view_step_preset(view, 1);
      break;
    case PART_PRESET:
      view_open_presets(view);
      break;
    case PART_SLOT_1:
    case PART_SLOT_2:
      if (history->current_slot != (part == PART_SLOT_2)) {
        history_push(history, &settings);
        history_switch(history, &settings);
        view_apply(view, &settings);
      }
      break;
    case PART_COPY:
      history_copy(history, &settings);
      view_note(view, "Copied to the other slot");
      break;
    case PART_UNDO:
      if (history_undo(history, &settings)) {
        view_apply(view, &settings);
      }
      break;
    case PART_REDO:
      if (history_redo(history, &settings)) {
        view_apply(view, &settings);
      }
      break;
    case PART_BLIND:
      view_open_bench(view);
      break;
    case PART_HELP:
      view->notices.help = true;
      view_damage_all(view);
      break;
    case PART_SCALE:
      view_open_scales(view);
      break;
    case PART_END_A:
    case PART_END_B:
      view_set_once(view, PORT_MORPH, part == PART_END_B);
      break;
    case PART_FLIP:
      view_flip(view);
      break;
    case PART_DICE:
      throw_dice(view);
      break;
    default:
      break;
  }
}

static void
press_plot(View* view, bool twice)
{
  const bool on_axis = view->pointer.x < layout_plot_area(&view->layout).x;
  if (view->plot.view != VIEW_RESPONSE) {
    return;
  }
  if (view_on_mic_offer(view, view->pointer.x, view->pointer.y)) {
    view_set_once(view,
                  PORT_OUTPUT_GAIN,
                  (double)view->settings.value[PORT_OUTPUT_GAIN] +
                    view_mic_offer_db(view));
    return;
  }
  if (twice) {
    view->plot.fixed_range = false;
    view_plot_changed(view);
  } else if (on_axis) {
    start_drag(view, PART_PLOT, DRAG_AXIS, PORT_COUNT);
  } else {
    start_drag(view, PART_PLOT, DRAG_MORPH, PORT_MORPH);
  }
}

static void
press_slider(View* view)
{
  const Rect r = view->layout.part[PART_MORPH];
  start_drag(view, PART_MORPH, DRAG_MORPH, PORT_MORPH);
  const Rect thumb = widget_morph_thumb(r, view->pointer.position);
  if (!rect_contains(thumb, view->pointer.x, view->pointer.y)) {
    view->pointer.moved =
      true; // a click beside the thumb is no click on its value
    view->pointer.position = fmax(
      0.0,
      fmin(1.0, (view->pointer.x - r.x - thumb.w / 2.0) / (r.w - thumb.w)));
    view_set_position(view, PORT_MORPH, r.w - thumb.w, false);
  }
}

void
view_press_part(View* view, Part part, unsigned modifiers, bool twice)
{
  const PortIndex port = parts[part].port;
  const bool may_choose =
    parts[part].kind == KIND_CHOICE && !view->readings.sidechain;
  if (view_disabled(view, part) && !may_choose) {
    return;
  }
  if (twice && is_continuous(part)) {
    view_set_once(view, port, ports[port].dflt);
    return;
  }
  view->pointer.wants_default =
    (modifiers & MODIFIER_CONTROL) && is_continuous(part);
  switch (parts[part].kind) {
    case KIND_BUTTON:
      press_button(view, part);
      break;
    case KIND_TAB:
      view->plot.view = (PlotView)(part - PART_TAB_RESPONSE);
      view->layers.curves_stale = true;
      view->layers.fixed_stale = true;
      view->layers.lines_stale = true;
      view_damage_all(view);
      break;
    case KIND_LEGEND:
      view_press_legend(view, part);
      break;
    case KIND_PAGE:
      layout_turn(&view->layout, (Page)(part - PART_PAGE_CUP));
      view_damage_all(view);
      break;
    case KIND_SWITCH:
      view_set_once(view, port, view->settings.value[port] < 0.5F);
      break;
    case KIND_CHOICE:
      view_open_choice(view, part);
      break;
    case KIND_DIAL:
      start_drag(view, part, DRAG_VALUE, port);
      break;
    case KIND_SLIDER:
      press_slider(view);
      break;
    case KIND_STAGE:
      start_drag(view, part, DRAG_ANGLE, port);
      break;
    case KIND_PLOT:
      press_plot(view, twice);
      break;
    case KIND_METER:
      meter_clear(&view->readings.meter);
      loudness_text_clear(&view->readings.loudness);
      view_damage_part(view, PART_METER);
      view_damage_part(view, PART_LOUDNESS);
      break;
    default:
      break;
  }
}

void
view_press_menu(View* view, int button)
{
  int value = 0;
  menu_move(&view->menu, view->pointer.x, view->pointer.y);
  if (button == BUTTON_RIGHT && view_star_hovered(view)) {
    return;
  }
  switch (menu_press(&view->menu, view->pointer.x, view->pointer.y, &value)) {
    case MENU_CHOSEN:
      view_menu_chosen(view, value);
      break;
    case MENU_CLOSED:
      view_close_menu(view);
      break;
    default:
      view_damage(view, rect_inset(view->menu.rect, -5.0, -5.0));
      break;
  }
}

void
view_press_right(View* view, Part part)
{
  if (part == PART_PLOT) {
    view_open_plot_menu(view);
  } else if (part < PART_COUNT && parts[part].port < PORT_COUNT &&
             part != PART_ON) {
    view_open_context(view, part);
  }
}
