// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PRESETS_H
#define EARCUP_PRESETS_H

/* Factory presets, read from presets/NAME.preset and checked against
   ports.def. Lines are `name: text`, `bank: text`, `comment: text`,
   `formerly: text` (a name by which it is still found) or `symbol = value`;
   blank lines and lines that begin with # are skipped. The value of an
   enumeration is a label, a label without its type ("Sennheiser HD 650") or a
   number. What a preset leaves out has the port's default. */

#include "plugin/ports.h"

#include <stdbool.h>
#include <stddef.h>

enum { PRESETS_MAX = 128, PRESET_TEXT = 256 };

typedef struct {
  char slug[PRESET_TEXT]; ///< the file's name without folder and suffix
  char name[PRESET_TEXT];
  char former[PRESET_TEXT]; ///< "" if it never had another name
  char bank[PRESET_TEXT];
  char comment[PRESET_TEXT];
  float value[PORT_COUNT]; ///< NaN: left as it is
} Preset;

typedef struct {
  size_t n;
  Preset preset[PRESETS_MAX];
} PresetList;

/** Whether presets hold that port: all control inputs except those that
    belong to the host or the session. */
bool presets_hold(PortIndex port);

/** Whether that port is a fact about the listener and the room (what is worn,
    what neutral is, balance, dim ...): only a preset that names it sets it. */
bool presets_personal(PortIndex port);

/** Read and check n files, and sort them by bank and file name. Explains the
   first error on stderr and returns false: unknown symbol or label, value out
   of range, missing or too long text, unknown bank, a name used twice, two
   presets with the same values. */
bool presets_read(PresetList* list, char** paths, size_t n);

/** Whether preset i is the first of its bank. */
bool presets_first_of_bank(const PresetList* list, size_t i);

#endif
