// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEST_RESONATING_H
#define EARCUP_TEST_RESONATING_H

/* A bank of a headphone, in all variants of the kernels. */

#include "dsp/filter/weights.h"

#include <check.h>

enum { FRAMES = 48000, VARIANTS = SIMD_BEST };

static const unsigned sections[] = { CATALOGUE_SECTIONS, 32, 40 };

typedef struct {
  Poles poles;
  Weights first;
  Weights second;
} Filter;

/** Poles of the catalogue or others, with the weights of a headphone. */
static inline Filter
headphone_filter(double rate_hz,
                 unsigned n_sections,
                 uint32_t first_id,
                 uint32_t second_id)
{
  Filter filter;
  const double want[GRID_POINTS] = { 0.0 };
  Poles poles;
  if (n_sections == CATALOGUE_SECTIONS) {
    poles_of_catalogue(&poles, rate_hz);
  } else {
    poles_place(&poles, rate_hz, n_sections, 2.25, want);
  }
  PoleSet* const pole_set = pole_set_new(rate_hz, &poles, 1e-5, NULL);
  Basis* const basis = basis_new(pole_set);
  NormalEquations* const equations = normal_equations_new(basis);
  MinPhase* const minphase = minphase_new(rate_hz);
  static float complex target[2][WARPED_POINTS];
  ck_assert_ptr_nonnull(pole_set);
  ck_assert_ptr_nonnull(minphase);
  for (int i = 0; i < 2; ++i) {
    Curve curve;
    const uint32_t id = i ? second_id : first_id;
    response_of_housing(
      &headphones_find(id)->housing, headphones_find(id)->air_db, &curve);
    minphase_response(minphase, &curve, target[i]);
  }
  weights_solve(basis, equations, target[0], &filter.first);
  weights_solve(basis, equations, target[1], &filter.second);
  filter.poles = *pole_set_poles(pole_set);
  minphase_free(minphase);
  normal_equations_free(equations);
  basis_free(basis);
  pole_set_free(pole_set);
  return filter;
}

/** H(z) = direct + sum Re(w / (1 - p/z)), sample by sample. */
static inline void
filter_scalar(const Poles* poles,
              const Weights* weights,
              const float* in,
              double* out,
              uint32_t n)
{
  double complex state[SECTIONS_MAX] = { 0 };
  for (uint32_t i = 0; i < n; ++i) {
    double y = (double)weights->direct * (double)in[i];
    for (unsigned k = 0; k < poles->sections; ++k) {
      state[k] = poles->pole[k] * state[k] + (double)in[i];
      y += (double)weights->re[k] * creal(state[k]) -
           (double)weights->im[k] * cimag(state[k]);
    }
    out[i] = y;
  }
}

typedef enum { WHITE, SINE_20, SINE_1000, SIGNALS } Signal;

static inline void
make_signal(Signal signal, double rate_hz, float* x, uint32_t n, uint32_t seed)
{
  for (uint32_t i = 0; i < n; ++i) {
    const double hz = signal == SINE_20 ? 20.0 : 1000.0;
    seed = seed * 1664525U + 1013904223U;
    x[i] = signal == WHITE ? (float)(seed >> 8) * 0x1p-24F - 0.5F
                           : (float)(0.5 * sin(2.0 * PI * hz * i / rate_hz));
  }
}

static float in[CHANNELS][FRAMES];
static float out[CHANNELS][FRAMES];
static float other[CHANNELS][FRAMES];

static Resonators bank;
static ResonatorGroup groups[GROUPS_MAX];

static inline void
process(float to[CHANNELS][FRAMES], uint32_t at, uint32_t n)
{
  const float* const source[CHANNELS] = { in[LEFT] + at, in[RIGHT] + at };
  float* const sink[CHANNELS] = { to[LEFT] + at, to[RIGHT] + at };
  resonators_process(&bank, source, sink, n);
}

#endif
