// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What outlives the window.

#include "ui/window/view_memory.h"

#include "ui/window/memory.h"
#include "ui/window/view_controls.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_plot.h"
#include "ui/window/view_state.h"

#include <string.h>

#define REMEMBER_S 0.3 ///< at most that often

static void
gather(View* view, Memory* memory)
{
  memory->view = view->plot.view;
  memory->range_db = view->plot.fixed_range ? view->plot.range_db : 0.0;
  memory->zero = view->plot.zero;
  memory->types = view->plot.types;
  memcpy(memory->hidden, view->plot.hidden, sizeof(memory->hidden));
  memory->spectrum = view->plot.spectrum;
  memory->history = view->edit.history;
  memory->paths = &view->remembered.paths;
}

void
view_memory(View* view, const char* text)
{
  const bool first = !view->remembered.known;
  view->remembered.known = true;
  if (first && view->edit.history.used) {
    return; // the user was faster: what he has done is to be kept
  }
  Memory memory;
  gather(view, &memory);
  history_init(&memory.history, &view->settings);
  memset(&view->remembered.paths, 0, sizeof(view->remembered.paths));
  memory_read(&memory, text);
  view_restore_history(view, &memory.history);
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    view_follow_file(view, (EarcupFileSlot)slot, false);
  }
  view_plot_restore(view, &memory);
  gather(view, &memory);
  memory_write(&memory, view->remembered.text);
  view_all_changed(view);
}

void
view_remember(View* view)
{
  Memory memory;
  char text[NOTIFY_MEMORY_SIZE];
  if (!view->remembered.known && !view->edit.history.used) {
    return; // nothing that the plugin might not know better
  }
  gather(view, &memory);
  memory_write(&memory, text);
  if (strcmp(text, view->remembered.text) != 0) {
    memcpy(view->remembered.text, text, sizeof(text));
    view->host.memory(view->host.handle, text);
  }
}

void
view_tick_memory(View* view)
{
  if (view->pointer.drag == DRAG_NONE &&
      view->now_s - view->remembered.at_s > REMEMBER_S) {
    view->remembered.at_s = view->now_s;
    view_remember(view);
  }
}
