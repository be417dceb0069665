// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_SIMULATED_H
#define EARCUP_SIMULATED_H

/* Simulations and headphones as tests of the models begin with them. */

#include "dsp/model/simulation.h"

#include <check.h>
#include <string.h>

/** Two headphones, well sealed, at full strength; nothing is worn. */
static inline Simulation
simulation_with(uint32_t a, uint32_t b)
{
  Simulation simulation;
  memset(&simulation, 0, sizeof(simulation));
  simulation.headphone_a = a;
  simulation.headphone_b = b;
  simulation.strength = 1.0;
  simulation.fit.seal = 1.0;
  return simulation;
}

/** A row of the catalogue; fails if there is none. */
static inline const Headphone*
headphone_named(const char* name)
{
  for (size_t i = 0; i < n_headphones; ++i) {
    if (!strcmp(headphones[i].name, name)) {
      return &headphones[i];
    }
  }
  ck_abort_msg("no headphone %s", name);
}

#endif
