// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The NEON kernels against plain C and double precision, without a library, so
   that a cross compiler and an emulator are all it takes: make check-arm64. */

#include "dsp/engine/autocorrelation.h"
#include "dsp/filter/resonators.h"
#include "dsp/maths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SNR_DB 110.0

enum { FRAMES = 48000, PARTS = 5 };

static float in[CHANNELS][FRAMES];
static float out[CHANNELS][FRAMES];
static double exact[CHANNELS][FRAMES];

static double
random_number(uint32_t* seed)
{
  *seed = *seed * 1664525U + 1013904223U;
  return (double)(*seed >> 8) * 0x1p-23 - 1.0;
}

/** H(z) = direct + sum Re(w / (1 - p/z)), sample by sample. */
static void
filter_exactly(const Poles* poles, const Weights* weights, int channel)
{
  double complex state[SECTIONS_MAX] = { 0 };
  for (uint32_t i = 0; i < FRAMES; ++i) {
    const double x = (double)in[channel][i];
    double y = (double)weights->direct * x;
    for (unsigned k = 0; k < poles->sections; ++k) {
      state[k] = poles->pole[k] * state[k] + x;
      y += (double)weights->re[k] * creal(state[k]) -
           (double)weights->im[k] * cimag(state[k]);
    }
    exact[channel][i] = y;
  }
}

static double
snr_db(int channel)
{
  double signal = 0.0;
  double noise = 0.0;
  for (uint32_t i = 0; i < FRAMES; ++i) {
    const double error = (double)out[channel][i] - exact[channel][i];
    signal += exact[channel][i] * exact[channel][i];
    noise += error * error;
  }
  return power_db(signal / noise);
}

/** In calls of all lengths. */
static void
filter(Resonators* bank)
{
  static const uint32_t lengths[PARTS] = { 64, 1, 7, 8, 100 };
  for (uint32_t at = 0, k = 0; at < FRAMES; ++k) {
    const uint32_t left = FRAMES - at;
    const uint32_t n = lengths[k % PARTS] < left ? lengths[k % PARTS] : left;
    const float* const from[CHANNELS] = { in[LEFT] + at, in[RIGHT] + at };
    float* const to[CHANNELS] = { out[LEFT] + at, out[RIGHT] + at };
    resonators_process(bank, from, to, n);
    at += n;
  }
}

static bool
resonators_are_exact(double rate_hz, Simd simd)
{
  static Resonators bank;
  static ResonatorGroup groups[GROUPS_MAX];
  static Weights weights;
  Poles poles;
  uint32_t seed = 1;
  bool good = true;
  poles_of_catalogue(&poles, rate_hz);
  for (unsigned i = 0; i < poles.sections; ++i) {
    weights.re[i] = (float)(0.01 * random_number(&seed));
    weights.im[i] = (float)(0.01 * random_number(&seed));
  }
  weights.direct = 0.5F;
  resonators_init(&bank, groups, &poles, simd);
  resonators_set(&bank, &weights);
  for (int c = 0; c < CHANNELS; ++c) {
    for (uint32_t i = 0; i < FRAMES; ++i) {
      in[c][i] = (float)random_number(&seed);
    }
    filter_exactly(&poles, &weights, c);
  }
  filter(&bank);
  for (int c = 0; c < CHANNELS; ++c) {
    const double db = snr_db(c);
    printf("%s at %.0f Hz: noise %.1f dB under the signal\n",
           resonators_kernel_name(simd),
           rate_hz,
           db);
    good = good && db > SNR_DB;
  }
  return good;
}

/** Energy of the input, as the ear of the match has it in its first value. */
static bool
energy_is_exact(double rate_hz)
{
  float value[2][AUTO_VALUES_MAX];
  double energy = 0.0;
  Autocorrelation* const a = autocorrelation_new(rate_hz, SIMD_GENERIC);
  if (!a) {
    return false;
  }
  autocorrelation_reset(a);
  autocorrelation_hear(a, in[LEFT], in[LEFT], FRAMES);
  const uint32_t frames = autocorrelation_take(a, value);
  for (uint32_t i = 0; i < frames; ++i) {
    energy += (double)in[LEFT][i] * (double)in[LEFT][i];
  }
  autocorrelation_free(a);
  const double error = fabs((double)value[MID][0] / energy - 1.0);
  printf("energy at %.0f Hz: %.1e off\n", rate_hz, error);
  return frames > 0 && value[SIDE][0] == 0.0F && error < 1e-5;
}

int
main(void)
{
  static const double rates[] = { 8000.0, 44100.0, 48000.0, 192000.0 };
  bool good = true;
  for (size_t k = 0; k < sizeof(rates) / sizeof(rates[0]); ++k) {
    good = resonators_are_exact(rates[k], SIMD_SCALAR) && good;
    good = resonators_are_exact(rates[k], SIMD_GENERIC) && good;
    good = energy_is_exact(rates[k]) && good;
  }
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
