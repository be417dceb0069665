// SPDX-License-Identifier: GPL-3.0-or-later
#include "minphase.h"

#include "planner.h"

#include <fftw3.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846
#define FFT_POINTS 2048 // at least twice WARPED_POINTS: no wrap-around
#define BINS (FFT_POINTS / 2 + 1)
#define NEPER_PER_DB (0.05 * 2.30258509299404568402)
#define STEP_NEPER (0.69314718055994530942 / GRID_PER_OCTAVE)

struct MinPhase {
  double rate_hz;
  fftwf_plan forward;
  fftwf_plan inverse;
  fftwf_complex kernel[BINS];
};

/* Two buffers: FFTW allocates while it executes some plans in place. */
struct MinPhaseWork {
  float* time;
  fftwf_complex* bins;
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

MinPhaseWork*
minphase_work_new(void)
{
  MinPhaseWork* const work = calloc(1, sizeof(*work));
  if (work) {
    work->time = fftwf_alloc_real(FFT_POINTS);
    work->bins = fftwf_alloc_complex(BINS);
    if (!work->time || !work->bins) {
      minphase_work_free(work);
      return NULL;
    }
  }
  return work;
}

void
minphase_work_free(MinPhaseWork* work)
{
  if (work) {
    fftwf_free(work->time);
    fftwf_free(work->bins);
    free(work);
  }
}

MinPhase*
minphase_new(double rate_hz)
{
  MinPhase* const self = calloc(1, sizeof(*self));
  MinPhaseWork* const work = minphase_work_new();
  if (self && work) {
    self->rate_hz = rate_hz;
    planner_lock();
    self->forward =
      fftwf_plan_dft_r2c_1d(FFT_POINTS, work->time, work->bins, FFTW_ESTIMATE);
    self->inverse =
      fftwf_plan_dft_c2r_1d(FFT_POINTS, work->bins, work->time, FFTW_ESTIMATE);
    planner_unlock();
  }
  if (!self || !work || !self->forward || !self->inverse) {
    minphase_work_free(work);
    minphase_free(self);
    return NULL;
  }

  /* Correlation with the kernel = convolution with its mirror image. */
  memset(work->time, 0, FFT_POINTS * sizeof(float));
  for (int m = -WARPED_POINTS; m < WARPED_POINTS; ++m) {
    work->time[(FFT_POINTS - m) % FFT_POINTS] =
      (float)(bode_weight(m) / FFT_POINTS);
  }
  fftwf_execute_dft_r2c(self->forward, work->time, work->bins);
  memcpy(self->kernel, work->bins, sizeof(self->kernel));
  minphase_work_free(work);
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
    free(minphase);
  }
}

double
minphase_hz(const MinPhase* minphase, size_t i)
{
  const double warped_hz = GRID_FIRST_HZ * exp2((double)i / GRID_PER_OCTAVE);
  return minphase->rate_hz / PI * atan(PI * warped_hz / minphase->rate_hz);
}

void
minphase_response(const MinPhase* minphase,
                  MinPhaseWork* work,
                  const Curve* curve,
                  float complex response[WARPED_POINTS])
{
  float before = 0.0f;
  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    const double hz = minphase_hz(minphase, i);
    const float neper = (float)(NEPER_PER_DB * curve_at(curve, hz));
    if (i > 0) {
      work->time[i - 1] = neper - before;
    }
    response[i] = neper;
    before = neper;
  }
  memset(work->time + WARPED_POINTS - 1,
         0,
         (FFT_POINTS - WARPED_POINTS + 1) * sizeof(float));

  fftwf_execute_dft_r2c(minphase->forward, work->time, work->bins);
  for (size_t k = 0; k < BINS; ++k) {
    work->bins[k] *= minphase->kernel[k];
  }
  fftwf_execute_dft_c2r(minphase->inverse, work->bins, work->time);

  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    const float magnitude = expf(crealf(response[i]));
    const float phase_rad = work->time[i];
    response[i] =
      CMPLXF(magnitude * cosf(phase_rad), magnitude * sinf(phase_rad));
  }
}
