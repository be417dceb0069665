// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/analyser.h"

#include "dsp/filter/planner.h"
#include "dsp/maths.h"

#include <complex.h>
#include <fftw3.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW_S 0.085
#define HANN_GAIN 0.25      // of a sine's amplitude, per point, in its bin
#define HANN_NOISE_BINS 1.5 // equivalent noise bandwidth

struct Analyser {
  double rate_hz;
  uint32_t frames; ///< of a window, a power of two
  uint32_t at;     ///< where the next frame goes
  float* ring[2];  ///< the last window of each channel
  float* held[2];
  float* windowed;
  fftwf_complex* bins;
  float* power; ///< a value a bin
  fftwf_plan plan;
};

static bool
allocate(Analyser* a)
{
  const size_t n = a->frames;
  bool complete = true;
  for (int c = 0; c < 2; ++c) {
    a->ring[c] = calloc(n, sizeof(float));
    a->held[c] = calloc(n, sizeof(float));
    complete = complete && a->ring[c] && a->held[c];
  }
  a->windowed = fftwf_alloc_real(n);
  a->bins = fftwf_alloc_complex(n / 2 + 1);
  a->power = calloc(n / 2 + 1, sizeof(float));
  return complete && a->windowed && a->bins && a->power;
}

Analyser*
analyser_new(double rate_hz)
{
  Analyser* const a = calloc(1, sizeof(*a));
  if (!a) {
    return NULL;
  }
  a->rate_hz = rate_hz;
  a->frames = 256;
  while (a->frames < WINDOW_S * rate_hz) {
    a->frames *= 2;
  }
  if (allocate(a)) {
    planner_lock();
    a->plan = fftwf_plan_dft_r2c_1d(
      (int)a->frames, a->windowed, a->bins, FFTW_ESTIMATE);
    planner_unlock();
  }
  if (!a->plan) {
    analyser_free(a);
    return NULL;
  }
  return a;
}

void
analyser_free(Analyser* analyser)
{
  if (!analyser) {
    return;
  }
  if (analyser->plan) {
    planner_lock();
    fftwf_destroy_plan(analyser->plan);
    planner_unlock();
  }
  for (int c = 0; c < 2; ++c) {
    free(analyser->ring[c]);
    free(analyser->held[c]);
  }
  fftwf_free(analyser->windowed);
  fftwf_free(analyser->bins);
  free(analyser->power);
  free(analyser);
}

void
analyser_push(Analyser* analyser,
              const float* left,
              const float* right,
              uint32_t n)
{
  while (n) {
    const uint32_t room = analyser->frames - analyser->at;
    const uint32_t part = n < room ? n : room;
    memcpy(analyser->ring[0] + analyser->at, left, part * sizeof(float));
    memcpy(analyser->ring[1] + analyser->at, right, part * sizeof(float));
    analyser->at = (analyser->at + part) % analyser->frames;
    left += part;
    right += part;
    n -= part;
  }
}

void
analyser_hold(Analyser* analyser)
{
  const uint32_t at = analyser->at;
  const uint32_t older = analyser->frames - at;
  for (int c = 0; c < 2; ++c) {
    const float* const ring = analyser->ring[c];
    memcpy(analyser->held[c], ring + at, older * sizeof(float));
    memcpy(analyser->held[c] + older, ring, at * sizeof(float));
  }
}

/** Mean power spectrum of both channels, a full-scale sine adding up to 1. */
static void
measure_power(Analyser* a)
{
  const uint32_t n = a->frames;
  const double gain = HANN_GAIN * n;
  const double scale = 0.5 / (gain * gain * HANN_NOISE_BINS);
  memset(a->power, 0, (n / 2 + 1) * sizeof(float));
  for (int c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < n; ++i) {
      const double hann = 0.5 - 0.5 * cos(2.0 * PI * i / n);
      a->windowed[i] = a->held[c][i] * (float)hann;
    }
    fftwf_execute(a->plan);
    for (uint32_t k = 0; k <= n / 2; ++k) {
      const float re = crealf(a->bins[k]);
      const float im = cimagf(a->bins[k]);
      a->power[k] += (float)scale * (re * re + im * im);
    }
  }
}

/** Power between two places in the spectrum, given in bins. */
static double
power_between(const Analyser* a, double first, double last)
{
  double sum = 0.0;
  const uint32_t end = a->frames / 2;
  for (uint32_t k = (uint32_t)(first + 0.5);
       k <= (uint32_t)(last + 0.5) && k <= end;
       ++k) {
    const double from = fmax(first, k - 0.5);
    const double to = fmin(last, k + 0.5);
    sum += fmax(to - from, 0.0) * (double)a->power[k];
  }
  return sum;
}

void
analyser_measure(Analyser* analyser, float bands_db[ANALYSER_BANDS])
{
  const double bins_per_hz = analyser->frames / analyser->rate_hz;
  const double ratio = pow(10.0, ANALYSER_DECADES / ANALYSER_BANDS);
  measure_power(analyser);
  double first = ANALYSER_FIRST_HZ * bins_per_hz;
  for (int i = 0; i < ANALYSER_BANDS; ++i) {
    const double last = first * ratio;
    const double db = power_db(power_between(analyser, first, last) + 1e-30);
    bands_db[i] = (float)fmax(db, ANALYSER_FLOOR_DB);
    first = last;
  }
}
