// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LOADED_FILES_H
#define EARCUP_LOADED_FILES_H

#include "dsp/door/files.h"
#include "dsp/engine/filter_bank.h"
#include "dsp/model/circuit_fit.h"
#include "dsp/model/simulation.h"

/** A fit of a circuit under way. */
typedef struct {
  FileSlot slot;
  HousingType type;
  CircuitFit fit;
} FileFit;

/** The one thing that measured files are: their responses and circuits, what
    they are called, the poles that they need, and a slot to hear them with.
    Whoever has made one hands it to an engine, which hands it back. Written by
    loaded_files.c alone, but for the slot, which is the filter bank's; not at
    all once an engine has it. */
struct EarcupFiles {
  BankSlot slot;
  ResonatorGroup groups[GROUPS_MAX]; ///< of that
  MeasuredFiles files;               ///< what models look at
  char* name[FILE_SLOTS];            ///< NULL for none
  char note[FILE_SLOTS][EARCUP_NOTE_SIZE];
  FileFit* fitting;  ///< NULL as a rule
  PoleSet* pole_set; ///< NULL for none: then the engine does without them
  double error_db;   ///< that its poles leave
};

/** Give files poles, NULL for none, instead of those that they have.
    Thread: worker. */
void loaded_files_set_poles(EarcupFiles* files,
                            PoleSet* pole_set,
                            double error_db);

#endif
