// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/maths.h"
#include "dsp/model/ear.h"
#include "dsp/model/simulation.h"

#include <math.h>

/* What becomes of a headphone's response on its way to the ear, and to the
   vocal microphone. */

#define BOOST_FREE_DB 6.0
#define BOOST_LIMIT_DB 9.0
#define NOTCH_POINTS 8    // a third of an octave, with its centre
#define NOTCH_FREE_DB 1.5 // below its neighbourhood

/** How far a point lies in a narrow notch, dB >= 0. */
static double
notch_depth(const Curve* curve, size_t i)
{
  const size_t first = i > NOTCH_POINTS ? i - NOTCH_POINTS : 0;
  const size_t end =
    i + NOTCH_POINTS < GRID_POINTS ? i + NOTCH_POINTS + 1 : GRID_POINTS;
  double sum = 0.0;
  for (size_t k = first; k < end; ++k) {
    sum += curve->db[k];
  }
  const double around = sum / (double)(end - first);
  return fmax(around - NOTCH_FREE_DB - curve->db[i], 0.0);
}

static double
limited_boost(double db)
{
  const double room = BOOST_LIMIT_DB - BOOST_FREE_DB;
  return db <= BOOST_FREE_DB
           ? db
           : BOOST_FREE_DB + room * tanh((db - BOOST_FREE_DB) / room);
}

void
simulation_heard(const Simulation* simulation,
                 const Curve* relative,
                 const Curve* wearing,
                 Curve* heard)
{
  Curve wanted;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    wanted.db[i] = simulation->strength * relative->db[i];
  }
  if (simulation->wearing == HEADPHONE_NEUTRAL) {
    *heard = wanted;
    return;
  }
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    /* A notch that both have needs no filling: same on same stays flat. */
    const double filled =
      fmax(notch_depth(wearing, i) - notch_depth(&wanted, i), 0.0);
    heard->db[i] = limited_boost(wanted.db[i] - wearing->db[i] - filled);
  }
}

double complex
morph_bleed(const MorphPoint* point, double frequency_hz)
{
  if (!point->has_housing) {
    return 0.0;
  }
  const EarLoad ear = ear_load(frequency_hz);
  AcousticsResult r;
  acoustics_solve(&point->housing, &ear, frequency_hz, &r);
  const double flight_rad =
    2.0 * PI * frequency_hz * VOCAL_MIC_M / SOUND_SPEED_M_S;
  return 2.0 * db_amplitude(-point->level_db) *
         acoustics_bleed(&r, frequency_hz, VOCAL_MIC_M) *
         CMPLX(cos(flight_rad), sin(flight_rad));
}
