// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/minphase.h"

#include "dsp/filter/planner.h"
#include "dsp/maths.h"

#include <fftw3.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FFT_POINTS 2048 // at least twice WARPED_POINTS: no wrap-around
#define BINS (FFT_POINTS / 2 + 1)
#define NEPER_PER_DB (0.05 * 2.30258509299404568402)
#define STEP_NEPER (0.69314718055994530942 / GRID_PER_OCTAVE)

/* Two buffers: FFTW allocates while it executes some plans in place. */
struct MinPhase {
  CurvePlace place[WARPED_POINTS]; ///< of the points of the warped grid
  fftwf_plan forward;
  fftwf_plan inverse;
  float* time;
  fftwf_complex* bins;
  fftwf_complex kernel[BINS];
};

/** Integral of ln coth(v/2) from v >= 0 to infinity. */
static double
bode_tail(double v)
{
  if (v == 0.0) {
    return PI * PI / 4.0;
  }
  double sum = 0.0;
  for (int n = 1; n * v < 36.0; n += 2) {
    sum += exp(-n * v) / ((double)n * n);
  }
  return 2.0 * sum;
}

/** Phase at point 0 in rad per neper of rise from point m to m + 1. */
static double
bode_weight(int m)
{
  const int near = m < 0 ? -m - 1 : m;
  return (bode_tail(near * STEP_NEPER) - bode_tail((near + 1) * STEP_NEPER)) /
         (PI * STEP_NEPER);
}

/** Correlation with the kernel = convolution with its mirror image. */
static void
find_kernel(MinPhase* self)
{
  memset(self->time, 0, FFT_POINTS * sizeof(float));
  for (int m = -WARPED_POINTS; m < WARPED_POINTS; ++m) {
    self->time[(FFT_POINTS - m) % FFT_POINTS] =
      (float)(bode_weight(m) / FFT_POINTS);
  }
  fftwf_execute(self->forward);
  memcpy(self->kernel, self->bins, sizeof(self->kernel));
}

MinPhase*
minphase_new(double rate_hz)
{
  MinPhase* const self = calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    self->place[i] = curve_place(warped_hz(rate_hz, i));
  }
  self->time = fftwf_alloc_real(FFT_POINTS);
  self->bins = fftwf_alloc_complex(BINS);
  if (self->time && self->bins) {
    planner_lock();
    self->forward =
      fftwf_plan_dft_r2c_1d(FFT_POINTS, self->time, self->bins, FFTW_ESTIMATE);
    self->inverse =
      fftwf_plan_dft_c2r_1d(FFT_POINTS, self->bins, self->time, FFTW_ESTIMATE);
    planner_unlock();
  }
  if (!self->forward || !self->inverse) {
    minphase_free(self);
    return NULL;
  }
  find_kernel(self);
  return self;
}

void
minphase_free(MinPhase* minphase)
{
  if (minphase) {
    planner_lock();
    fftwf_destroy_plan(minphase->forward);
    fftwf_destroy_plan(minphase->inverse);
    planner_unlock();
    fftwf_free(minphase->time);
    fftwf_free(minphase->bins);
    free(minphase);
  }
}

void
minphase_response(MinPhase* minphase,
                  const Curve* curve,
                  float complex response[WARPED_POINTS])
{
  float before = 0.0F;
  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    const double db = curve_at_place(curve, minphase->place[i]);
    const float neper = (float)(NEPER_PER_DB * db);
    if (i > 0) {
      minphase->time[i - 1] = neper - before;
    }
    response[i] = neper;
    before = neper;
  }
  memset(minphase->time + WARPED_POINTS - 1,
         0,
         (FFT_POINTS - WARPED_POINTS + 1) * sizeof(float));

  fftwf_execute(minphase->forward);
  for (size_t k = 0; k < BINS; ++k) {
    minphase->bins[k] *= minphase->kernel[k];
  }
  fftwf_execute(minphase->inverse);

  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    const float magnitude = expf(crealf(response[i]));
    const float phase_rad = minphase->time[i];
    response[i] =
      CMPLXF(magnitude * cosf(phase_rad), magnitude * sinf(phase_rad));
  }
}
