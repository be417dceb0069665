// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/simulation.h"

/* Whoever adds a member comes by here. */
_Static_assert(sizeof(Fit) == 5 * sizeof(double), "all of a fit is compared");
_Static_assert(sizeof(Taste) == 2 * sizeof(double), "all of a taste is");
_Static_assert(sizeof(Ears) == 2 * sizeof(double), "all of the ears is");
_Static_assert(sizeof(Simulation) == 16 + sizeof(double) + sizeof(Fit) +
                                       sizeof(Taste) + sizeof(MeasuredFiles*) +
                                       sizeof(Ears),
               "all of a simulation is");

static inline bool
part_same(const Simulation* a, const Simulation* b, SimulationPart part)
{
  switch (part) {
    case SIMULATION_CUPS:
      return a->headphone_a == b->headphone_a &&
             a->headphone_b == b->headphone_b;
    case SIMULATION_FIT:
      return a->fit.seal == b->fit.seal && a->fit.pad_wear == b->fit.pad_wear &&
             a->fit.cup_volume == b->fit.cup_volume &&
             a->fit.cup_damping == b->fit.cup_damping &&
             a->fit.bass_port == b->fit.bass_port;
    case SIMULATION_WORN:
      return a->wearing == b->wearing;
    case SIMULATION_LISTENING:
      return a->at_mic == b->at_mic && a->strength == b->strength;
    case SIMULATION_TARGET:
      return a->target.bass_db == b->target.bass_db &&
             a->target.tilt_db == b->target.tilt_db;
    case SIMULATION_FILES:
      return a->files == b->files;
    case SIMULATION_EARS:
      return a->ears.amount == b->ears.amount &&
             (a->ears.seat == b->ears.seat || a->ears.amount == 0.0F) &&
             a->ears.seal_balance == b->ears.seal_balance &&
             a->ears.side == b->ears.side;
  }
  return false;
}

unsigned
simulation_differences(const Simulation* a, const Simulation* b)
{
  unsigned parts = 0;
  for (unsigned part = SIMULATION_CUPS; part <= SIMULATION_EARS; part <<= 1) {
    parts |= part_same(a, b, (SimulationPart)part) ? 0U : part;
  }
  return parts;
}

bool
simulation_same(const Simulation* a, const Simulation* b)
{
  return part_same(a, b, SIMULATION_CUPS) && part_same(a, b, SIMULATION_FIT) &&
         part_same(a, b, SIMULATION_WORN) &&
         part_same(a, b, SIMULATION_LISTENING) &&
         part_same(a, b, SIMULATION_TARGET) &&
         part_same(a, b, SIMULATION_FILES) && part_same(a, b, SIMULATION_EARS);
}

bool
simulation_has_two_ears(const Simulation* simulation)
{
  const Ears* const ears = &simulation->ears;
  const bool leaks_apart =
    ears->seal_balance != 0.0F && simulation->fit.seal < 1.0;
  return !simulation->at_mic && (ears->amount > 0.0F || leaks_apart);
}

Simulation
simulation_of_ear(const Simulation* simulation, EarSide side)
{
  Simulation one = *simulation;
  one.ears.side = side;
  return one;
}
