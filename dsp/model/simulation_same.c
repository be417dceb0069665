// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/model/simulation.h"

/* Whoever adds a member comes by here. */
_Static_assert(sizeof(Fit) == 5 * sizeof(double), "all of a fit is compared");
_Static_assert(sizeof(Taste) == 2 * sizeof(double), "all of a taste is");
_Static_assert(sizeof(Simulation) == 16 + sizeof(double) + sizeof(Fit) +
                                       sizeof(Taste) + sizeof(uint64_t),
               "all of a simulation is");

static bool
fits_same(const Fit* a, const Fit* b)
{
  return a->seal == b->seal && a->pad_wear == b->pad_wear &&
         a->cup_volume == b->cup_volume && a->cup_damping == b->cup_damping &&
         a->bass_port == b->bass_port;
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
         (a->files == b->files ? 0u : SIMULATION_FILES);
}
