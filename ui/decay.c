// SPDX-License-Identifier: GPL-3.0-or-later
#include "decay.h"

#include "../dsp/ear.h"

#include <complex.h>
#include <math.h>

#define RATE_HZ 48000.0
#define LENGTH 2048 ///< samples of the impulse response, 43 ms
#define HALF (LENGTH / 2)
#define PI 3.14159265358979323846

/** Pressure at the ear's entrance per driver pressure; above 10 kHz, where
    the network is not valid, it fades out. */
static double complex
entrance_pressure(const Housing* housing, double f)
{
  const EarLoad ear = ear_load(f);
  AcousticsResult result;
  acoustics_solve(housing, &ear, f, &result);
  const double fade =
    f < 10000.0 ? 1.0 : 0.5 * (1.0 + cos(PI * fmin(1.0, (f - 1e4) / 1e4)));
  return fade * result.drum / ear.drum_per_entrance;
}

/** Inverse transform as a plain sum over the bins: this is no place for a
    transform library, and it runs only when a cup changes. */
static void
impulse_response(const Housing* housing, double* h)
{
  for (int n = 0; n < LENGTH; ++n) {
    h[n] = 0.0;
  }
  for (int k = 1; k < HALF; ++k) {
    const double f = RATE_HZ * k / LENGTH;
    if (f > 20000.0) {
      break;
    }
    const double complex value = entrance_pressure(housing, f);
    const double complex turn = cexp(I * 2.0 * PI * k / LENGTH);
    double complex phasor = value * (2.0 / LENGTH);
    for (int n = 0; n < LENGTH; ++n) {
      h[n] += creal(phasor);
      phasor *= turn;
    }
  }
}

void
decay_of_housing(const Housing* housing, Decay* decay)
{
  double h[LENGTH];
  impulse_response(housing, h);
  for (int b = 0; b < DECAY_BANDS; ++b) {
    const double f = 20.0 * pow(1000.0, (b + 0.5) / DECAY_BANDS);
    const double complex turn = cexp(-I * 2.0 * PI * f / RATE_HZ);
    double complex rest = 0.0;
    double total = 0.0;
    int row = DECAY_TIMES - 1;
    // From the end to the start: rest = sum of h[m] e^(-jw(m-n)), m >= n.
    for (int n = LENGTH - 1; n >= 0; --n) {
      rest = rest * turn + h[n];
      const double ms = 1000.0 * n / RATE_HZ;
      while (row >= 0 && ms <= DECAY_LENGTH_MS * row / DECAY_TIMES) {
        decay->db[row][b] = (float)cabs(rest);
        --row;
      }
    }
    total = cabs(rest);
    for (int t = 0; t < DECAY_TIMES; ++t) {
      const double ratio = decay->db[t][b] / fmax(1e-12, total);
      decay->db[t][b] =
        (float)fmax(DECAY_FLOOR_DB, 20.0 * log10(fmax(1e-6, ratio)));
    }
  }
}
