// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Keys, for what is open or has the focus.

#include "ui/window/view_bench.h"
#include "ui/window/view_entry.h"
#include "ui/window/view_focus.h"
#include "ui/window/view_focus_keys.h"
#include "ui/window/view_folder.h"
#include "ui/window/view_menus.h"
#include "ui/window/view_notices.h"
#include "ui/window/view_popup.h"
#include "ui/window/view_state.h"

static void
handle_key(View* view, Key key, const char* text)
{
  if (view->bench.stage != BENCH_CLOSED) {
    view_bench_key(view, key, text);
  } else if (view->notices.help) {
    view_close_help(view);
  } else if (view->entry.open) {
    view_entry_key(view, key, text);
  } else if (view->menu.open && !view_folder_key(view, key)) {
    int value = 0;
    switch (menu_key(&view->menu, key, text, &value)) {
      case MENU_CHOSEN:
        view_menu_chosen(view, value);
        break;
      case MENU_CLOSED:
        view_close_menu(view);
        break;
      default:
        view_menu_hovered(view);
        break;
    }
  } else if (view->focus.part < PART_COUNT) {
    view_focus_key(view, key, text);
  }
}

void
view_key(View* view, Key key, const char* text)
{
  handle_key(view, key, text);
  view_keyboard(view);
}

void
view_unfocus(View* view)
{
  view_close_entry(view);
  view_close_menu(view);
  view_close_help(view);
  view_focus_end(view);
  view_bench_unfocus(view);
  view_keyboard(view);
}
