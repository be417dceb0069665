// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The menu is opened and closed, whatever it offers.

#include "ui/window/view_popup.h"

#include "ui/window/view_damage.h"
#include "ui/window/view_notices.h"
#include "ui/window/view_plot.h"
#include "ui/window/view_state.h"

/** Its tooltip would lie over it. */
static void
opened(View* view, MenuTopic topic, Part part)
{
  view->menu.topic = topic;
  view->menu.part = part;
  view_hide_tip(view);
  view_damage_all(view);
}

void
view_show_menu(View* view,
               MenuTopic topic,
               Part part,
               Rect anchor,
               double width)
{
  menu_show(&view->menu, &view->layout, anchor, width);
  opened(view, topic, part);
}

void
view_dock_menu(View* view, MenuTopic topic, Part part)
{
  menu_show_docked(&view->menu, &view->layout);
  opened(view, topic, part);
}

void
view_close_menu(View* view)
{
  if (view->menu.open) {
    view->menu.open = false;
    view_plot_preview(view, NULL);
    view_damage_all(view);
  }
}

void
view_init_menu(View* view)
{
  view->menu.part = PART_COUNT;
}
