// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEST_ISOLATED_H
#define EARCUP_TEST_ISOLATED_H

/* What comes in from outside, octave by octave. */

#include "tests/support/simulated.h"

#define ALL_BANDS 9 // 31.5 .. 8000 Hz
static const double octave_hz[ALL_BANDS] = { 31.5, 63,   125,  250, 500,
                                             1000, 2000, 4000, 8000 };

static inline const Headphone*
headphone_of(uint32_t id)
{
  const Headphone* const headphone = headphones_find(id);
  ck_assert_ptr_nonnull(headphone);
  return headphone;
}

static inline bool
isolation_at(const Simulation* simulation, double morph, Curve* curve)
{
  MorphPoint view;
  IsolationAims aims;
  morph_point(simulation, morph, &view);
  simulation_aims(simulation, &aims);
  return morph_isolation(simulation, &aims, &view, morph, curve);
}

static inline void
isolation_of_row(uint32_t id, Curve* curve)
{
  const Simulation simulation = simulation_with(id, 3);
  headphone_of(id);
  ck_assert(isolation_at(&simulation, 0.0, curve));
}

/** Power mean over an octave in dB. */
static inline double
octave_db(const Curve* curve, double hz)
{
  double power = 0.0;
  unsigned n = 0;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    if (fabs(log2(grid_hz(i) / hz)) < 0.5) {
      power += pow(10.0, curve->db[i] / 10.0);
      ++n;
    }
  }
  return 10.0 * log10(power / n);
}

#endif
