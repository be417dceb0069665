// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Files that are dragged over the window and dropped there.

#include "ui/window/path.h"
#include "ui/window/view_ask.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_focus.h"
#include "ui/window/view_folder.h"
#include "ui/window/view_popup.h"
#include "ui/window/view_state.h"

#include <sys/stat.h>

/** What a place takes files for: a field of a headphone, or the list of one.
    PART_COUNT if none. */
static Part
target_at(const View* view, double x, double y)
{
  if (view->notices.help || view->entry.open ||
      view->bench.stage != BENCH_CLOSED) {
    return PART_COUNT;
  }
  if (view->menu.open) {
    const bool list = view->menu.topic == MENU_OF_HEADPHONES ||
                      view->menu.topic == MENU_OF_FILES;
    return list && rect_contains(view->menu.rect, x, y) ? view->menu.part
                                                        : PART_COUNT;
  }
  const Part part = layout_hit(&view->layout, x, y);
  return part < PART_COUNT && ports_lists_headphones(parts[part].port)
           ? part
           : PART_COUNT;
}

bool
view_drag_file(View* view, double x, double y)
{
  const double scale = view->layout.scale;
  const Part part = target_at(view, x / scale, y / scale);
  if (part != view->pointer.drop) {
    view_damage_part(view, view->pointer.drop);
    view_damage_part(view, part);
    view_damage_part(view, PART_HINT);
    pointer_carry(&view->pointer, part);
  }
  return part < PART_COUNT;
}

void
view_drag_ends(View* view)
{
  view_damage_part(view, view->pointer.drop);
  view_damage_part(view, PART_HINT);
  pointer_carry(&view->pointer, PART_COUNT);
}

static bool
is_folder(const char* path)
{
  struct stat status;
  return !stat(path, &status) && S_ISDIR(status.st_mode);
}

bool
view_drop_file(View* view, double x, double y, const char* uri)
{
  char path[VIEW_PATH];
  const bool taken = view_drag_file(view, x, y);
  const Part part = view->pointer.drop;
  view_drag_ends(view);
  path_expand(uri, path, sizeof(path));
  if (!taken || *path != '/') {
    if (taken) {
      view_note(view, "That is no file of this machine");
    }
    return false;
  }
  view_close_menu(view);
  if (is_folder(path)) {
    view_open_folder(view, part, path);
  } else {
    view_ask_for_file(view, part, path);
  }
  view_keyboard(view);
  return true;
}
