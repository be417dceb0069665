// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MORPH_TARGET_H
#define EARCUP_MORPH_TARGET_H

/* What should be heard: the simulation that the controls ask for, the place on
   its morph, and with whose poles. */

#include "dsp/engine/loaded_files.h"
#include "dsp/engine/morph_designer.h"

/** Written by morph_target.c alone; others may read. */
typedef struct {
  const PoleSet* catalogue; ///< its poles
  EarcupFiles* files;       ///< wanted now, or NULL
  EarcupFiles* retired;     ///< the last ones, which may still be in use
  MorphKey key;
  float morph;        ///< 0..1
  bool may_wait;      ///< for a worker
  Simulation refused; ///< last one for which the files' own poles did not do
  bool has_refused;
  bool has_fallen_back; ///< since somebody asked
  bool wants_two_ears;  ///< the controls ask for it
  bool has_two_ears;    ///< there is memory for it; until then ears are alike
} MorphTarget;

/** What the controls say of it. */
typedef struct {
  const Simulation* simulation; ///< its files do not count
  double morph;                 ///< 0..1
  bool outside;                 ///< sound outside is wanted
  bool may_wait;
} MorphWish;

/** @param catalogue must outlive it. Thread: any. */
void morph_target_init(MorphTarget* target, const PoleSet* catalogue);

/** Thread: rt. */
void morph_target_set(MorphTarget* target, const MorphWish* wish);

/** Ears may be unlike, or may not, from the next setting on. Thread: rt. */
void morph_target_allow_two_ears(MorphTarget* target, bool allowed);

/** Want other files, or none; false while the last but one may be in use.
    Thread: rt. */
bool morph_target_set_files(MorphTarget* target, EarcupFiles* files);

/** Give up retired files without poles, for which nothing was ever designed;
    NULL if there are none. Thread: rt. */
EarcupFiles* morph_target_take_unheard(MorphTarget* target);

/** Give up the retired files. Thread: rt. */
void morph_target_release(MorphTarget* target);

/** A table whose fits are not right is not to be heard: its simulation is
    wanted with the catalogue's poles, from now on. Thread: rt. */
void morph_target_refuse(MorphTarget* target, const MorphTable* table);

/** True once after that. Thread: rt. */
bool morph_target_take_fall_back(MorphTarget* target);

/** True if the table was designed for the target. Thread: any. */
static inline bool
morph_target_is(const MorphTarget* target, const MorphTable* table)
{
  return morph_key_same(&table->of, &target->key);
}

#endif
