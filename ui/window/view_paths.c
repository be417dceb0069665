// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Settings and steps of undo call paths by numbers.

#include "ui/window/view_paths.h"

#include "ui/window/view_state.h"

#include <string.h>

uint8_t
view_path_number(View* view, const char* path)
{
  unsigned number = paths_find(&view->remembered.paths, path);
  if (number < PATHS_MAX) {
    return (uint8_t)number;
  }
  const uint8_t* const now = view->settings.file;
  for (number = 1; number < PATHS_MAX; ++number) {
    if (!memchr(now, (int)number, EARCUP_FILE_SLOTS) &&
        !history_refers_to(&view->edit.history, (uint8_t)number)) {
      break;
    }
  }
  if (number == PATHS_MAX) {
    // All are in steps of undo: those begin anew.
    history_clear(&view->edit.history);
    return view_path_number(view, path);
  }
  paths_set(&view->remembered.paths, number, path, strlen(path));
  return (uint8_t)number;
}
