// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/morph_designer_state.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(MORPH_NODES < 32, "one bit a node");

MorphDesigner*
morph_designer_new(const PoleSet* bank, const LoudnessBands* bands)
{
  MorphDesigner* const designer = calloc(1, sizeof(*designer));
  if (designer) {
    designer->bank = bank;
    designer->bands = bands;
    designer->basis = basis_new(bank);
    designer->equations =
      designer->basis ? normal_equations_new(designer->basis) : NULL;
    designer->relative = relative_solver_new();
    designer->minphase = minphase_new(pole_set_rate_hz(bank));
    designer->table = morph_table_new(NULL);
    designer->spare[0] = morph_table_new(NULL);
    if (!designer->equations || !designer->relative || !designer->minphase ||
        !designer->table || !designer->spare[0]) {
      morph_designer_free(designer);
      return NULL;
    }
  }
  return designer;
}

void
morph_designer_free(MorphDesigner* designer)
{
  if (designer) {
    free(designer->table);
    free(designer->spare[0]);
    free(designer->spare[1]);
    minphase_free(designer->minphase);
    relative_solver_free(designer->relative);
    normal_equations_free(designer->equations);
    basis_free(designer->basis);
    free(designer);
  }
}

void
morph_designer_forget(MorphDesigner* designer)
{
  memset(&designer->of, 0, sizeof(designer->of));
  memset(designer->is_known, 0, sizeof(designer->is_known));
  memset(&designer->table->of, 0, sizeof(designer->table->of));
  for (unsigned i = 0; i < 2; ++i) {
    if (designer->spare[i]) {
      memset(&designer->spare[i]->of, 0, sizeof(designer->spare[i]->of));
    }
  }
  basis_forget(designer->basis);
}

MorphTable*
morph_designer_table(const MorphDesigner* designer)
{
  return designer->table;
}

static void
exchange(MorphDesigner* designer, unsigned i)
{
  MorphTable* const table = designer->table;
  designer->table = designer->spare[i];
  designer->spare[i] = table;
}

bool
morph_designer_fit(MorphDesigner* designer, const MorphKey* key)
{
  MorphTable* const table = morph_table_new(key);
  if (!table) {
    return false;
  }
  /* The smallest goes: one that has room for all has to stay, since designs in
     place cannot make any. */
  for (unsigned i = 0; designer->spare[1] && i < 2; ++i) {
    if (designer->spare[i]->room < designer->table->room) {
      exchange(designer, i);
    }
  }
  if (designer->spare[1]) {
    free(designer->table);
    designer->table = table;
  } else {
    designer->spare[1] = table;
    exchange(designer, 1);
  }
  return true;
}

MorphTable*
morph_designer_table_for(MorphDesigner* designer, const MorphKey* key)
{
  for (unsigned i = 0; i < 2; ++i) {
    if (!morph_table_fits(designer->table, key) && designer->spare[i]) {
      exchange(designer, i);
    }
  }
  return designer->table;
}

MorphTable*
morph_designer_swap(MorphDesigner* designer, MorphTable* table)
{
  MorphTable* const made = designer->table;
  designer->table = table;
  return made;
}

/** Forget what another simulation has not in common with the last one; nothing
    that is known for longer depends on strength and place of listening. */
static void
forget_others(MorphDesigner* designer, const Simulation* now)
{
  enum {
    CUPS = SIMULATION_CUPS,
    FIT = SIMULATION_FIT | SIMULATION_EARS,
    WORN = SIMULATION_WORN
  };
  static const unsigned independent_of[STEP_VIEW] = {
    [STEP_WEARING] = CUPS | FIT, [STEP_TWIN] = FIT | WORN,
    [STEP_END_A] = WORN,         [STEP_END_B] = WORN,
    [STEP_RIGHT_END_A] = WORN,   [STEP_RIGHT_END_B] = WORN,
    [STEP_AIM] = FIT | WORN,     [STEP_AIM + 1] = FIT | WORN,
    [STEP_LAST_AIM] = FIT | WORN
  };
  const unsigned others =
    simulation_differences(&designer->of.simulation, now) &
    ~(unsigned)SIMULATION_LISTENING;
  for (int step = 0; step < STEP_VIEW; ++step) {
    designer->is_known[step] &= (others & ~independent_of[step]) == 0;
  }
}

/** Turn to a node. */
static void
turn_to(MorphDesigner* designer, const MorphTable* table, unsigned n)
{
  MorphKey* const of = &designer->of;
  if (!morph_key_same(of, &table->of) || designer->at.into != table ||
      designer->at.node != n) {
    forget_others(designer, &table->of.simulation);
    *of = table->of;
    designer->at.into = table;
    designer->at.node = n;
    designer->at.step = STEP_WEARING;
  }
}

static bool
is_needed(const MorphDesigner* designer, Step step)
{
  const Simulation* const simulation = &designer->of.simulation;
  const double morph = node_morph(designer->at.node);
  const bool is_outside = designer->of.outside;
  const bool has_right = simulation_has_two_ears(simulation);
  if (step < STEP_VIEW && designer->is_known[step]) {
    return false;
  }
  switch (step) {
    case STEP_WEARING:
      return simulation->wearing != HEADPHONE_NEUTRAL;
    case STEP_TWIN:
      return morph_needs_twin(simulation, morph);
    case STEP_END_A:
    case STEP_END_B:
      return morph_needs_ends(simulation, morph);
    case STEP_RIGHT_END_A:
    case STEP_RIGHT_END_B:
      return has_right && morph_needs_ends(simulation, morph);
    case STEP_RIGHT_VIEW:
    case STEP_RIGHT_EAR:
      return has_right;
    case STEP_RIGHT_FIT:
    case STEP_RIGHT_CHECK:
      return has_right && node_has_own_poles(designer);
    case STEP_MIDDLE:
      return has_right && is_outside;
    case STEP_BLEED:
      return simulation->at_mic;
    case STEP_FIT:
      return simulation->at_mic || node_has_own_poles(designer);
    case STEP_CHECK:
      return node_has_own_poles(designer);
    case STEP_ISOLATION:
    case STEP_OUTSIDE:
      return is_outside;
    case STEP_VIEW:
    case STEP_EAR:
    case STEPS:
      return true;
    default: // aims
      return is_outside && !simulation->at_mic;
  }
}

bool
morph_designer_step(MorphDesigner* designer, MorphTable* table, uint32_t nodes)
{
  unsigned n = 0;
  if (morph_table_has(table, nodes)) {
    return false;
  }
  while (morph_table_has(table, nodes & (UINT32_C(1) << n))) {
    ++n;
  }
  turn_to(designer, table, n);
  while (!is_needed(designer, designer->at.step)) {
    ++designer->at.step;
  }
  if (node_take_step(designer, table)) {
    if (designer->at.step < STEP_VIEW) {
      designer->is_known[designer->at.step] = true;
    }
    ++designer->at.step;
  }
  while (designer->at.step < STEPS && !is_needed(designer, designer->at.step)) {
    ++designer->at.step;
  }
  if (designer->at.step == STEPS) {
    morph_table_put(table, n, &designer->made, &designer->made_right);
    designer->at.step = STEP_WEARING;
  }
  return true;
}
