// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_HISTORY_H
#define EARCUP_HISTORY_H

/* Undo, redo and the two slots: sets of all control values. */

#include "dsp/earcup.h"
#include "plugin/ports.h"

#include <stdbool.h>
#include <stdint.h>

#define HISTORY_STEPS 32

typedef struct {
  float value[PORT_COUNT];
  uint8_t file[EARCUP_FILE_SLOTS]; ///< numbers of paths, see paths.h
} Settings;

typedef struct {
  Settings step[HISTORY_STEPS];
  unsigned first; ///< index of the oldest step
  unsigned n_undo;
  unsigned n_redo;
  Settings slot[2];
  unsigned current_slot;
  bool used; ///< by the user: until then both slots are what the session has
} History;

/** Forget all; both slots hold the settings. Thread: ui. */
void history_init(History* history, const Settings* settings);

/** The session has another value there: so has a slot that nobody has used.
    Thread: ui. */
void history_follow(History* history, PortIndex port, float value);

/** The same for a file. Thread: ui. */
void history_follow_file(History* history, EarcupFileSlot slot, uint8_t file);

/** Whether any step or slot refers to that path. Thread: ui. */
bool history_refers_to(const History* history, uint8_t file);

/** The settings i steps from now: -1 what the next undo brings, 0 what the next
    redo brings. Thread: ui. */
const Settings* history_step(const History* history, int i);

/** Forget all steps. Thread: ui. */
void history_clear(History* history);

/** Add what comes behind the last redo, or before the first undo; more than
    HISTORY_STEPS are dropped. Thread: ui. */
void history_add_step(History* history, const Settings* settings, bool redo);

/** Before a gesture: keep what it will change. Drops what could be redone,
    and the oldest of more than HISTORY_STEPS. Thread: ui. */
void history_push(History* history, const Settings* before);

/** Swap the settings with those before the last gesture; false if there are
    none. Thread: ui. */
bool history_undo(History* history, Settings* settings);

/** Take back the last history_undo(); false if there is none. Thread: ui. */
bool history_redo(History* history, Settings* settings);

/** Keep the settings in the current slot and fetch those of the other.
    Thread: ui. */
void history_switch(History* history, Settings* settings);

/** Copy the settings to the slot that is not current. Thread: ui. */
void history_copy(History* history, const Settings* settings);

#endif
