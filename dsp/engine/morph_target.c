// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/morph_target.h"

#include <string.h>

void
morph_target_init(MorphTarget* target, const PoleSet* catalogue)
{
  memset(target, 0, sizeof(*target));
  target->catalogue = catalogue;
}

/** Poles of their own are for simulations that have a measured file in them. */
static bool
has_file(const Simulation* simulation)
{
  return simulation->headphone_a == HEADPHONE_MEASURED_FILE ||
         simulation->headphone_b == HEADPHONE_MEASURED_FILE ||
         simulation->wearing == HEADPHONE_MEASURED_FILE;
}

void
morph_target_set(MorphTarget* target, const MorphWish* wish)
{
  const EarcupFiles* const files =
    target->files && target->files->pole_set && has_file(wish->simulation)
      ? target->files
      : NULL;
  MorphKey* const key = &target->key;
  key->simulation = *wish->simulation;
  key->simulation.files = files ? &files->files : NULL;
  key->outside = wish->outside;
  target->wants_two_ears = simulation_has_two_ears(wish->simulation);
  if (!target->wants_two_ears || !target->has_two_ears) {
    key->simulation.ears = (Ears){ 0.0F, 0.0F, 0, EARS_ALIKE };
  }
  const bool is_refused =
    target->has_refused && simulation_same(&target->refused, &key->simulation);
  key->pole_set = files && !is_refused ? files->pole_set : target->catalogue;
  target->morph = (float)wish->morph;
  target->may_wait = wish->may_wait;
}

void
morph_target_allow_two_ears(MorphTarget* target, bool allowed)
{
  target->has_two_ears = allowed;
}

bool
morph_target_set_files(MorphTarget* target, EarcupFiles* files)
{
  if (target->retired) {
    return false;
  }
  target->retired = target->files;
  target->files = files;
  target->has_refused = false;
  return true;
}

EarcupFiles*
morph_target_take_unheard(MorphTarget* target)
{
  EarcupFiles* const retired = target->retired;
  if (!retired || retired->pole_set) {
    return NULL;
  }
  target->retired = NULL;
  return retired;
}

void
morph_target_release(MorphTarget* target)
{
  target->retired = NULL;
}

void
morph_target_refuse(MorphTarget* target, const MorphTable* table)
{
  target->refused = table->of.simulation;
  target->has_refused = true;
  target->has_fallen_back = true;
  if (morph_target_is(target, table)) {
    target->key.pole_set = target->catalogue;
  }
}

bool
morph_target_take_fall_back(MorphTarget* target)
{
  const bool has = target->has_fallen_back;
  target->has_fallen_back = false;
  return has;
}
