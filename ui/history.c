// SPDX-License-Identifier: GPL-3.0-or-later
#include "history.h"

void
history_init(History* history, const Settings* settings)
{
  history->first = 0;
  history->n_undo = 0;
  history->n_redo = 0;
  history->slot[0] = *settings;
  history->slot[1] = *settings;
  history->current_slot = 0;
}

static Settings*
step_at(History* history, unsigned i)
{
  return &history->step[(history->first + i) % HISTORY_STEPS];
}

void
history_push(History* history, const Settings* before)
{
  if (history->n_undo == HISTORY_STEPS) {
    history->first = (history->first + 1) % HISTORY_STEPS;
    --history->n_undo;
  }
  *step_at(history, history->n_undo++) = *before;
  history->n_redo = 0;
}

static void
swap(Settings* a, Settings* b)
{
  const Settings kept = *a;
  *a = *b;
  *b = kept;
}

bool
history_undo(History* history, Settings* settings)
{
  if (!history->n_undo) {
    return false;
  }
  swap(step_at(history, --history->n_undo), settings);
  ++history->n_redo;
  return true;
}

bool
history_redo(History* history, Settings* settings)
{
  if (!history->n_redo) {
    return false;
  }
  swap(step_at(history, history->n_undo++), settings);
  --history->n_redo;
  return true;
}

void
history_switch(History* history, Settings* settings)
{
  history->slot[history->current_slot] = *settings;
  history->current_slot = !history->current_slot;
  *settings = history->slot[history->current_slot];
}

void
history_copy(History* history, const Settings* settings)
{
  history->slot[!history->current_slot] = *settings;
}
