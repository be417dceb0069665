// SPDX-License-Identifier: GPL-3.0-or-later
#include "isolation.h"

#include <complex.h>
#include <math.h>

#define OPEN_EAR_HZ 3000.0
#define OPEN_EAR_Q 2.0
#define COVERED_EAR_HZ 2000.0
#define COVERED_EAR_Q 1.5
#define DAMPED_EAR_HZ 1500.0

#define BONE_DB -47.0
#define LIGHT_SHELL_DB -34.0

#define FIRST_BAND_HZ 125.0

/** Level in dB of a mass on a spring below, at and above its resonance. */
static double
resonance_db(double frequency_hz, double resonance_hz, double q)
{
  const double x = frequency_hz / resonance_hz;
  return -20.0 * log10(hypot(1.0 - x * x, x / q));
}

double
isolation_covered_ear_db(double frequency_hz, double on_ear)
{
  const double open = resonance_db(frequency_hz, OPEN_EAR_HZ, OPEN_EAR_Q);
  const double covered =
    resonance_db(frequency_hz, COVERED_EAR_HZ, COVERED_EAR_Q);
  const double damped = -20.0 * log10(hypot(1.0, frequency_hz / DAMPED_EAR_HZ));
  return covered + on_ear * (damped - covered) - open;
}

/** Correction in dB between the octaves, without a kink at either. */
static double
correction_at(const double correction_db[ISOLATION_BANDS], double frequency_hz)
{
  const double octave = log2(frequency_hz / FIRST_BAND_HZ);
  if (octave <= 0.0) {
    return correction_db[0];
  }
  if (octave >= ISOLATION_BANDS - 1) {
    return correction_db[ISOLATION_BANDS - 1];
  }
  const size_t i = (size_t)octave;
  const double t = octave - (double)i;
  const double u = t * t * (3.0 - 2.0 * t);
  return correction_db[i] + u * (correction_db[i + 1] - correction_db[i]);
}

void
isolation_of_housing(const Housing* housing,
                     const double correction_db[ISOLATION_BANDS],
                     double on_ear,
                     Curve* curve)
{
  const double floor_db = BONE_DB + on_ear * (LIGHT_SHELL_DB - BONE_DB);
  const double floor_power = pow(10.0, floor_db / 10.0);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double hz = grid_hz(i);
    AcousticsResult result;
    acoustics_solve(housing, grid_ear_load(i), hz, &result);
    const double db = 20.0 * log10(cabs(result.isolation)) +
                      isolation_covered_ear_db(hz, on_ear) -
                      correction_at(correction_db, hz);
    curve->db[i] = 10.0 * log10(pow(10.0, db / 10.0) + floor_power);
  }
}
