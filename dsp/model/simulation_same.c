// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/model/simulation.h"

/* Whoever adds a member comes by here. */
_Static_assert(sizeof(Fit) == 5 * sizeof(double), "all of a fit is compared");
_Static_assert(sizeof(Taste) == 2 * sizeof(double), "all of a taste is");
_Static_assert(sizeof(Ears) == 2 * sizeof(double), "all of the ears is");
_Static_assert(sizeof(Simulation) == 16 + sizeof(double) + sizeof(Fit) +
                                       sizeof(Taste) + sizeof(uint64_t) +
                                       sizeof(Ears),
               "all of a simulation is");

static bool
fits_same(const Fit* a, const Fit* b)
{
  return a->seal == b->seal && a->pad_wear == b->pad_wear &&
         a->cup_volume == b->cup_volume && a->cup_damping == b->cup_damping &&
         a->bass_port == b->bass_port;
}

static bool
ears_same(const Ears* a, const Ears* b)
{
  return a->amount == b->amount && (a->seat == b->seat || a->amount == 0.0f) &&
         a->seal_balance == b->seal_balance && a->side == b->side;
}

unsigned
simulation_differences(const Simulation* a, const Simulation* b)
{
  const bool cups =
    a->headphone_a == b->headphone_a && a->headphone_b == b->headphone_b;
  const bool listening = a->at_mic == b->at_mic && a->strength == b->strength;
  const bool target = a->target.bass_db == b->target.bass_db &&
                      a->target.tilt_db == b->target.tilt_db;
  return (cups ? 0u : SIMULATION_CUPS) |
         (fits_same(&a->fit, &b->fit) ? 0u : SIMULATION_FIT) |
         (a->wearing == b->wearing ? 0u : SIMULATION_WORN) |
         (listening ? 0u : SIMULATION_LISTENING) |
         (target ? 0u : SIMULATION_TARGET) |
         (a->files == b->files ? 0u : SIMULATION_FILES) |
         (ears_same(&a->ears, &b->ears) ? 0u : SIMULATION_EARS);
}

bool
simulation_has_two_ears(const Simulation* simulation)
{
  const Ears* const ears = &simulation->ears;
  const bool leaks_apart =
    ears->seal_balance != 0.0f && simulation->fit.seal < 1.0;
  return !simulation->at_mic && (ears->amount > 0.0f || leaks_apart);
}

Simulation
simulation_of_ear(const Simulation* simulation, EarSide side)
{
  Simulation one = *simulation;
  one.ears.side = side;
  return one;
}
