// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_DRIVE_H
#define EARCUP_DRIVE_H

/* What users and hosts do to a plugin while it runs, at random: controls,
   presets, files, messages of the window. */

#include "tests/abuse/lv2host.h"

enum { DRIVE_MAX_PRESETS = 64, DRIVE_MAX_PORTS = 64, DRIVE_N_FILES = 7 };

typedef struct {
  uint32_t seed;
  unsigned n_controls;
  uint32_t controls[DRIVE_MAX_PORTS]; ///< input control ports
  float low[DRIVE_MAX_PORTS];
  float high[DRIVE_MAX_PORTS];
  unsigned n_presets;
  float presets[DRIVE_MAX_PRESETS][DRIVE_MAX_PORTS]; ///< NaN: left alone
  char folder[64];
  char files[DRIVE_N_FILES][96]; ///< good, malformed and missing ones
} Drive;

/** Finds the controls and presets of a plugin and writes the files. Returns 0,
    or -1 when the files can't be written. */
int drive_init(Drive* drive,
               HostWorld* world,
               const LilvPlugin* plugin,
               uint32_t seed);

/** Removes the files. */
void drive_free(Drive* drive);

/** A few controls get new values within their range. */
void drive_controls(Drive* drive, Host* host);

/** One control or more get values no host should send: NaN, infinities, far
    out, denormal. */
void drive_extremes(Drive* drive, Host* host);

/** All controls of one preset, if there is one. */
void drive_preset(Drive* drive, Host* host);

/** One message: a file, a question, the window's sign of life, or nonsense. */
void drive_message(Drive* drive, Host* host);

#endif
