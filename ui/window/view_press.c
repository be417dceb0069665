// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What a press on each part begins.

#include "ui/window/view_press.h"

#include "ui/shared/mapping.h"
#include "ui/window/view_banner.h"
#include "ui/window/view_bench.h"
#include "ui/window/view_controls.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_headphones.h"
#include "ui/window/view_legend.h"
#include "ui/window/view_listening.h"
#include "ui/window/view_menus.h"
#include "ui/window/view_meters.h"
#include "ui/window/view_notices.h"
#include "ui/window/view_plot.h"
#include "ui/window/view_popup.h"
#include "ui/window/view_state.h"
#include "ui/window/widgets.h"

#include <math.h>

static bool
is_continuous(Part part)
{
  const PortIndex port = parts[part].port;
  return port < PORT_COUNT && !(ports[port].flags & (FLAG_ENUM | FLAG_TOGGLE));
}

static void
start_drag(View* view, Part part, Drag kind, PortIndex port)
{
  const double position = port < PORT_COUNT
                            ? mapping_position(port, view->settings.value[port])
                            : 0.0;
  pointer_grab(&view->pointer, part, kind, position);
  view_begin(view);
  if (port < PORT_COUNT) {
    view->host.touch(view->host.handle, port, true);
  }
  view_damage_part(view, part);
}

static void
press_button(View* view, Part part)
{
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
      view_switch_slot(view, part == PART_SLOT_2);
      break;
    case PART_COPY:
      view_copy_slot(view);
      break;
    case PART_UNDO:
    case PART_REDO:
      view_undo(view, part == PART_REDO);
      break;
    case PART_BLIND:
      view_open_bench(view);
      break;
    case PART_HELP:
      view_open_help(view);
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
      view_throw_dice(view);
      break;
    default:
      break;
  }
}

static void
draw_band(View* view, int button)
{
  start_drag(view, PART_PLOT, DRAG_BAND, PORT_COUNT);
  view_band_press(view, button);
}

static void
press_plot(View* view, bool twice)
{
  const bool on_axis = view->pointer.x < layout_plot_area(&view->layout).x;
  if (view->plot.view != VIEW_RESPONSE) {
    return;
  }
  if (view_on_mic_offer(view, view->pointer.x, view->pointer.y)) {
    view_toggle_mic_boost(view);
    return;
  }
  if (view_draws_band(view, BUTTON_LEFT)) {
    draw_band(view, BUTTON_LEFT);
    return;
  }
  if (twice) {
    view_plot_range(view, 0.0);
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
    pointer_jump(&view->pointer,
                 (view->pointer.x - r.x - thumb.w / 2.0) / (r.w - thumb.w));
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
  pointer_want_default(&view->pointer,
                       (modifiers & MODIFIER_CONTROL) && is_continuous(part));
  switch (parts[part].kind) {
    case KIND_BUTTON:
      press_button(view, part);
      break;
    case KIND_TAB:
      view_plot_show(view, (PlotView)(part - PART_TAB_RESPONSE));
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
      view_clear_peaks(view);
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
  if (part == PART_PLOT && view_draws_band(view, BUTTON_RIGHT)) {
    draw_band(view, BUTTON_RIGHT); // its menu comes if it was but a click
  } else {
    view_open_menu_of(view, part);
  }
}

void
view_open_menu_of(View* view, Part part)
{
  if (part == PART_PLOT) {
    view_open_plot_menu(view);
  } else if (part < PART_COUNT && parts[part].port < PORT_COUNT &&
             part != PART_ON) {
    view_open_context(view, part);
  }
}
