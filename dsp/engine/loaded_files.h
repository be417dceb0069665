// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LOADED_FILES_H
#define EARCUP_LOADED_FILES_H

#include "dsp/engine/filter_bank.h"
#include "dsp/model/simulation.h"

/** Files with the poles they need, and a slot to hear them with. Written by
    loaded_files.c alone, but for the slot, which is the filter bank's. */
typedef struct LoadedFiles {
  BankSlot slot;
  ResonatorGroup groups[GROUPS_MAX]; ///< of that
  MeasuredFiles files;
  PoleSet* pole_set;
  double error_db; ///< that its poles leave
} LoadedFiles;

#endif
