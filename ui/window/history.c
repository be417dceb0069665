// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/history.h"

void
history_init(History* history, const Settings* settings)
{
  history->first = 0;
  history->n_undo = 0;
  history->n_redo = 0;
  history->slot[0] = *settings;
  history->slot[1] = *settings;
  history->current_slot = 0;
  history->used = false;
}

void
history_follow(History* history, PortIndex port, float value)
{
  if (!history->used) {
    history->slot[0].value[port] = value;
    history->slot[1].value[port] = value;
  }
}

static Settings*
step_at(History* history, unsigned i)
{
  return &history->step[(history->first + i) % HISTORY_STEPS];
}

void
history_follow_file(History* history, EarcupFileSlot slot, uint8_t file)
{
  if (!history->used) {
    history->slot[0].file[slot] = file;
    history->slot[1].file[slot] = file;
  }
}

static bool
refers_to(const Settings* settings, uint8_t file)
{
  bool refers = false;
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    refers = refers || settings->file[slot] == file;
  }
  return refers;
}

bool
history_refers_to(const History* history, uint8_t file)
{
  bool refers =
    refers_to(&history->slot[0], file) || refers_to(&history->slot[1], file);
  for (int i = -(int)history->n_undo; i < (int)history->n_redo; ++i) {
    refers = refers || refers_to(history_step(history, i), file);
  }
  return refers;
}

const Settings*
history_step(const History* history, int i)
{
  const unsigned at = (unsigned)((int)(history->first + history->n_undo) + i);
  return &history->step[at % HISTORY_STEPS];
}

void
history_clear(History* history)
{
  history->n_undo = 0;
  history->n_redo = 0;
}

void
history_add_step(History* history, const Settings* settings, bool redo)
{
  if (history->n_undo + history->n_redo == HISTORY_STEPS) {
    return;
  }
  if (redo) {
    *step_at(history, history->n_undo + history->n_redo++) = *settings;
  } else {
    history->first = (history->first + HISTORY_STEPS - 1) % HISTORY_STEPS;
    ++history->n_undo;
    *step_at(history, 0) = *settings;
  }
}

void
history_push(History* history, const Settings* before)
{
  history->used = true;
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
  history->used = true;
  history->slot[history->current_slot] = *settings;
  history->current_slot = !history->current_slot;
  *settings = history->slot[history->current_slot];
}

void
history_copy(History* history, const Settings* settings)
{
  history->used = true;
  history->slot[!history->current_slot] = *settings;
}
