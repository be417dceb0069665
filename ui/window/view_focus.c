// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The window by keys alone: one part has the focus, with a ring around it.

#include "ui/window/view_state.h"

#include "ui/window/widgets.h"

#include <math.h>
#include <string.h>

#define RING 4.0 ///< base units around the part
#define PAGE_STEPS 10

static void
damage_ring(View* view)
{
  if (view->focus.part < PART_COUNT) {
    view_damage(view,
                rect_inset(view->layout.part[view->focus.part], -RING, -RING));
    view_damage_part(view, PART_HINT);
  }
}

static void
set_focus(View* view, Part part)
{
  damage_ring(view);
  view->focus.part = part;
  damage_ring(view);
}

static bool
can_have_focus(const View* view, Part part)
{
  return part != PART_HINT && view->layout.part[part].w > 0.0 &&
         (!view_disabled(view, part) || parts[part].kind == KIND_CHOICE);
}

void
view_focus_move(View* view, bool backwards)
{
  const int by = backwards ? PART_COUNT - 1 : 1;
  int part = view->focus.part < PART_COUNT ? (int)view->focus.part
             : backwards                   ? 0
                                           : PART_COUNT - 1;
  do {
    part = (part + by) % PART_COUNT;
  } while (!can_have_focus(view, (Part)part));
  set_focus(view, (Part)part);
  view_keyboard(view);
}

void
view_focus_end(View* view)
{
  set_focus(view, PART_COUNT);
}

/** The pointer's place where a menu is to open. */
static void
aim(View* view)
{
  const Rect r = view->layout.part[view->focus.part];
  view->pointer.x = r.x + r.w / 2.0;
  view->pointer.y = r.y + r.h / 2.0;
}

/** One click of the wheel on the part; in the plot on the slider. */
static void
turn(View* view, int direction, bool fine)
{
  const Part part =
    view->focus.part == PART_PLOT ? PART_MORPH : view->focus.part;
  const Rect r = view->layout.part[part];
  const double scale = view->layout.scale;
  view_wheel(view,
             (r.x + r.w / 2.0) * scale,
             (r.y + r.h / 2.0) * scale,
             direction,
             fine ? MODIFIER_SHIFT : 0);
}

/** Whether the part has a row of choices, where up and left go back. */
static bool
is_list(Part part)
{
  return parts[part].kind == KIND_CHOICE || part == PART_PRESET;
}

static void
step(View* view, Key key, bool fine)
{
  const bool more = key == KEY_UP || key == KEY_RIGHT;
  const bool back = key == KEY_UP || key == KEY_LEFT;
  turn(view, (is_list(view->focus.part) ? back : more) ? 1 : -1, fine);
}

static void
step_page(View* view, int direction)
{
  for (int i = 0; i < PAGE_STEPS; ++i) {
    turn(view, direction, false);
  }
}

static PortIndex
continuous_port(const View* view)
{
  const Part part =
    view->focus.part == PART_PLOT ? PART_MORPH : view->focus.part;
  const PortIndex port = parts[part].port;
  return port < PORT_COUNT && !(ports[port].flags & (FLAG_ENUM | FLAG_TOGGLE))
           ? port
           : PORT_COUNT;
}

/** What a press would do; where that begins a drag, a value is typed. */
static void
press(View* view)
{
  aim(view);
  switch (parts[view->focus.part].kind) {
    case KIND_DIAL:
    case KIND_SLIDER:
    case KIND_STAGE:
      view_open_value(view, view->focus.part);
      break;
    case KIND_PLOT:
      view_press_right(view, view->focus.part);
      break;
    default:
      view_press_part(view, view->focus.part, 0, false);
      break;
  }
}

/** Numbers begin to be typed at once. */
static void
type(View* view, const char* text)
{
  const bool is_number = *text && strchr("0123456789.,+-", *text);
  if (*text == ' ' && !text[1]) {
    press(view);
  } else if (is_number && continuous_port(view) < PORT_COUNT) {
    view_open_value(
      view, view->focus.part == PART_PLOT ? PART_MORPH : view->focus.part);
    view_entry_key(view, KEY_TEXT, text);
  }
}

void
view_focus_key(View* view, Key key, const char* text)
{
  const bool fine = (unsigned)key & (KEY_BY_WORD | KEY_SELECTING);
  const PortIndex port = continuous_port(view);
  switch (KEY_ALONE(key)) {
    case KEY_TAB:
      view_focus_move(view, (unsigned)key & KEY_SELECTING);
      break;
    case KEY_ESCAPE:
      view_focus_end(view);
      break;
    case KEY_UP:
    case KEY_DOWN:
    case KEY_LEFT:
    case KEY_RIGHT:
      step(view, KEY_ALONE(key), fine);
      break;
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
      step_page(view, KEY_ALONE(key) == KEY_PAGE_UP ? 1 : -1);
      break;
    case KEY_HOME:
    case KEY_END:
      if (port < PORT_COUNT) {
        const bool end = KEY_ALONE(key) == KEY_END;
        view_set_once(view, port, end ? ports[port].max : ports[port].min);
      }
      break;
    case KEY_DELETE:
    case KEY_BACKSPACE:
      if (port < PORT_COUNT) {
        view_set_once(view, port, ports[port].dflt);
      }
      break;
    case KEY_MENU:
      aim(view);
      view_press_right(view, view->focus.part);
      break;
    case KEY_ENTER:
      press(view);
      break;
    case KEY_TEXT:
      type(view, text);
      break;
    default:
      break;
  }
  if (view->focus.part < PART_COUNT &&
      !can_have_focus(view, view->focus.part)) {
    view_focus_move(view, false); // its page has gone, or its use
  }
}

void
view_focus_draw(View* view, Rect r)
{
  if (view->focus.part < PART_COUNT) {
    const Rect part = view->layout.part[view->focus.part];
    if (rect_overlap(rect_inset(part, -RING, -RING), r)) {
      widget_focus(view->layers.canvas.cr, part);
    }
  }
}
