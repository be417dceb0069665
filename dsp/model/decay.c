// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/decay.h"

#include "dsp/maths.h"
#include "dsp/model/ear.h"

#define FIRST_HZ EARCUP_DECAY_FIRST_HZ
#define STEPS 3           ///< of the grid in a band
#define STEP_DECADES 0.01 ///< of the grid
#define REACH 48          ///< steps of the grid that a band takes on each side
#define SPAN (2 * REACH + 1)
#define GRID (DECAY_BANDS * STEPS + 2 * REACH)
#define BEFORE                                                                 \
  (DECAY_TIMES / 2)             ///< a band has begun that much before the click
#define AFTER (DECAY_TIMES / 4) ///< what comes still later is nothing
#define ALL_TIMES (BEFORE + DECAY_TIMES + AFTER)
#define FADE_FROM_HZ 16000.0
#define FADE_HZ 6000.0
#define WIDTH 0.25 ///< of a band, deviation of the natural log of frequency
#define QUIETEST 1e-12

double
decay_band_hz(int band)
{
  return FIRST_HZ * pow(10.0, (band + 0.5) / DECAY_BANDS_PER_DECADE);
}

/** Pressure at the ear's entrance per driver pressure, without what lies
    beyond hearing. */
static double complex
entrance_pressure(const Housing* housing, double f)
{
  const double beyond = fmin(1.0, fmax(0.0, f - FADE_FROM_HZ) / FADE_HZ);
  if (beyond >= 1.0) {
    return 0.0;
  }
  const EarLoad ear = ear_load(f);
  AcousticsResult result;
  acoustics_solve(housing, &ear, f, &result);
  return 0.5 * (1.0 + cos(PI * beyond)) * result.drum / ear.drum_per_entrance;
}

/** What a band does to a frequency that is `ratio` times its own: a Gaussian
    over log frequency, whose own decay is over within two periods. Times the
    width of a step of the grid. */
static double
band_weight(double ratio)
{
  const double away = log(ratio) / WIDTH;
  return ratio * exp(-0.5 * away * away);
}

/** The same for all bands, for time runs in their periods. */
typedef struct {
  double complex start[SPAN]; ///< weight, and phase at the first time
  double complex turn[SPAN];  ///< of the phase from one time to the next
} Kernel;

static void
make_kernel(Kernel* kernel)
{
  const int before = BEFORE;
  for (int i = 0; i < SPAN; ++i) {
    const double ratio = pow(10.0, STEP_DECADES * (i - REACH));
    const double step = 2.0 * PI * ratio * DECAY_PERIODS / DECAY_TIMES;
    kernel->start[i] = band_weight(ratio) * cexp(-I * step * before);
    kernel->turn[i] = cexp(I * step);
  }
}

/** Energy of a band that is still to come at each time: the squared envelope
    of its part of the spectrum, transformed back, summed from the end. */
static void
energy_left(const Kernel* kernel,
            const double complex* spectrum,
            double* energy)
{
  double complex part[SPAN];
  for (int i = 0; i < SPAN; ++i) {
    part[i] = spectrum[i] * kernel->start[i];
  }
  for (int t = 0; t < ALL_TIMES; ++t) {
    double complex sum = 0.0;
    for (int i = 0; i < SPAN; ++i) {
      sum += part[i];
      part[i] *= kernel->turn[i];
    }
    energy[t] = creal(sum) * creal(sum) + cimag(sum) * cimag(sum);
  }
  double left = 0.0;
  for (int t = ALL_TIMES - 1; t >= 0; --t) {
    const double here = energy[t];
    energy[t] = left + 0.5 * here; // trapezia
    left += here;
  }
}

void
decay_of_housing(const Housing* housing, Decay* decay)
{
  double complex spectrum[GRID];
  double energy[ALL_TIMES];
  Kernel kernel;
  make_kernel(&kernel);
  const double first_hz = decay_band_hz(0);
  for (int k = 0; k < GRID; ++k) {
    const double hz = first_hz * pow(10.0, STEP_DECADES * (k - REACH));
    spectrum[k] = entrance_pressure(housing, hz);
  }
  for (int b = 0; b < DECAY_BANDS; ++b) {
    energy_left(&kernel, spectrum + (size_t)b * STEPS, energy);
    for (int t = 0; t < DECAY_TIMES; ++t) {
      const double ratio =
        energy[BEFORE + t] / fmax(QUIETEST * QUIETEST, energy[0]);
      decay->db[t][b] =
        (float)fmax(DECAY_FLOOR_DB, 10.0 * log10(fmax(QUIETEST, ratio)));
    }
  }
}

double
earcup_decay_at(const EarcupDecay* decay, double frequency_hz, double share)
{
  const int band =
    (int)floor(log10(frequency_hz / FIRST_HZ) * DECAY_BANDS_PER_DECADE);
  const int time = (int)floor(share * DECAY_TIMES);
  const int b = band < 0 ? 0 : band >= DECAY_BANDS ? DECAY_BANDS - 1 : band;
  const int t = time < 0 ? 0 : time >= DECAY_TIMES ? DECAY_TIMES - 1 : time;
  return (double)decay->db[t][b];
}
