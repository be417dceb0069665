// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/decay.h"

#include "dsp/maths.h"
#include "dsp/model/ear.h"

#include <complex.h>
#include <math.h>

#define RATE_HZ 48000.0
#define LENGTH 2048 ///< samples of the impulse response, 43 ms
#define HALF (LENGTH / 2)
#define FADE_FROM_HZ 16000.0
#define FADE_HZ 6000.0
#define BAND_PER_HZ 0.4   ///< bandwidth of a band over its frequency
#define BAND_MIN_HZ 150.0 ///< narrower ones would ring longer than the cup
#define QUIETEST 1e-12
#define CAUSAL (LENGTH * 3 / 4) ///< behind it lies what came before time zero

/** Pressure at the ear's entrance per driver pressure, without what lies
    beyond hearing. */
static double complex
entrance_pressure(const Housing* housing, double f)
{
  const EarLoad ear = ear_load(f);
  AcousticsResult result;
  acoustics_solve(housing, &ear, f, &result);
  const double beyond = fmin(1.0, fmax(0.0, f - FADE_FROM_HZ) / FADE_HZ);
  return 0.5 * (1.0 + cos(PI * beyond)) * result.drum / ear.drum_per_entrance;
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
    if (f > FADE_FROM_HZ + FADE_HZ) {
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

/** Energy of a band that is still to come at each sample: two complex
    resonators in a row, then the squared envelope summed from the end. */
static void
energy_left(const double* h, double f, double* energy)
{
  const double bandwidth_hz = fmax(BAND_MIN_HZ, BAND_PER_HZ * f);
  const double complex pole =
    cexp((-PI * bandwidth_hz + I * 2.0 * PI * f) / RATE_HZ);
  double complex first = 0.0;
  double complex second = 0.0;
  for (int n = 0; n < CAUSAL; ++n) {
    first = pole * first + h[n];
    second = pole * second + first;
    energy[n] = creal(second) * creal(second) + cimag(second) * cimag(second);
  }
  for (int n = CAUSAL - 2; n >= 0; --n) {
    energy[n] += energy[n + 1];
  }
}

void
decay_of_housing(const Housing* housing, Decay* decay)
{
  double h[LENGTH];
  double energy[CAUSAL];
  impulse_response(housing, h);
  for (int b = 0; b < DECAY_BANDS; ++b) {
    energy_left(h, 20.0 * pow(1000.0, (b + 0.5) / DECAY_BANDS), energy);
    for (int t = 0; t < DECAY_TIMES; ++t) {
      const double s = 1e-3 * DECAY_LENGTH_MS * t / DECAY_TIMES;
      const double ratio =
        energy[(int)(s * RATE_HZ)] / fmax(QUIETEST, energy[0]);
      decay->db[t][b] =
        (float)fmax(DECAY_FLOOR_DB, 10.0 * log10(fmax(QUIETEST, ratio)));
    }
  }
}

double
decay_at(const Decay* decay, double frequency_hz, double share)
{
  const double position = log10(frequency_hz / 20.0) / 3.0;
  const int band = (int)floor(position * DECAY_BANDS);
  const int time = (int)floor(share * DECAY_TIMES);
  const int b = band < 0 ? 0 : band >= DECAY_BANDS ? DECAY_BANDS - 1 : band;
  const int t = time < 0 ? 0 : time >= DECAY_TIMES ? DECAY_TIMES - 1 : time;
  return (double)decay->db[t][b];
}
