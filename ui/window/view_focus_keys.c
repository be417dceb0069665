// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What keys do to the part that has the focus.

#include "ui/window/view_focus_keys.h"

#include "ui/window/view_controls.h"
#include "ui/window/view_entry.h"
#include "ui/window/view_focus.h"
#include "ui/window/view_listening.h"
#include "ui/window/view_press.h"
#include "ui/window/view_state.h"

#include <string.h>

#define PAGE_STEPS 10

/** The pointer's place where a menu is to open. */
static void
aim(View* view)
{
  const Rect r = view->layout.part[view->focus.part];
  pointer_put(&view->pointer, r.x + r.w / 2.0, r.y + r.h / 2.0);
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
      view_open_menu_of(view, view->focus.part);
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
  if (view->focus.part == PART_PLOT && view_band_key(view, key, text)) {
    return;
  }
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
      view_open_menu_of(view, view->focus.part);
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
  view_focus_keep(view);
}
