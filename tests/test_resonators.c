// SPDX-License-Identifier: GPL-3.0-or-later

/* Each variant of the inner loops against resonators computed one sample at a
   time in double precision. */

#include "../dsp/resonators.h"

#include "../dsp/design.h"
#include "../dsp/headphones.h"
#include "../dsp/response.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846
#define SNR_DB 110.0

enum { FRAMES = 48000, VARIANTS = SIMD_BEST };

static const char* const variant_names[] = { "generic", "AVX2", "AVX-512" };
static const double rates[] = { 44100.0, 48000.0, 192000.0 };
static const unsigned sections[] = { 40, CATALOGUE_SECTIONS };
enum {
  RATES = sizeof(rates) / sizeof(rates[0]),
  SIZES = sizeof(sections) / sizeof(sections[0])
};

typedef struct {
  Poles poles;
  Weights first;
  Weights second;
} Filter;

/** Poles of the bank with the weights of an open and a closed headphone. */
static Filter
headphone_filter(double rate_hz,
                 unsigned n_sections,
                 uint32_t first_id,
                 uint32_t second_id)
{
  Filter filter;
  Design* const design = design_new(rate_hz, n_sections, NULL);
  Equations* const equations = equations_new(design);
  MinPhase* const minphase = minphase_new(rate_hz);
  static float complex target[2][WARPED_POINTS];
  ck_assert_ptr_nonnull(design);
  ck_assert_ptr_nonnull(minphase);
  for (int i = 0; i < 2; ++i) {
    Curve curve;
    const uint32_t id = i ? second_id : first_id;
    response_of_housing(
      &headphones_find(id)->housing, headphones_find(id)->air_db, &curve);
    minphase_response(minphase, &curve, target[i]);
  }
  const float complex* const targets[] = { target[0], target[1] };
  Weights* const weights[] = { &filter.first, &filter.second };
  design_fit(design, equations, targets, weights, 2);
  filter.poles = *design_poles(design);
  minphase_free(minphase);
  equations_free(equations);
  design_free(design);
  return filter;
}

/** H(z) = direct + sum Re(w / (1 - p/z)), sample by sample. */
static void
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
static const char* const signal_names[] = { "white noise",
                                            "20 Hz sine",
                                            "1 kHz sine" };

static void
make_signal(Signal signal, double rate_hz, float* x, uint32_t n, uint32_t seed)
{
  for (uint32_t i = 0; i < n; ++i) {
    const double hz = signal == SINE_20 ? 20.0 : 1000.0;
    seed = seed * 1664525u + 1013904223u;
    x[i] = signal == WHITE ? (float)(seed >> 8) * 0x1p-24f - 0.5f
                           : (float)(0.5 * sin(2.0 * PI * hz * i / rate_hz));
  }
}

static double
snr_db(const float* x, const double* exact, uint32_t n)
{
  double signal = 0.0;
  double noise = 0.0;
  for (uint32_t i = 0; i < n; ++i) {
    const double error = (double)x[i] - exact[i];
    signal += exact[i] * exact[i];
    noise += error * error;
  }
  return 10.0 * log10(signal / noise);
}

static float in[CHANNELS][FRAMES];
static float out[CHANNELS][FRAMES];
static float other[CHANNELS][FRAMES];
static double exact[CHANNELS][FRAMES];
static Resonators bank;

static void
process(float to[CHANNELS][FRAMES], uint32_t at, uint32_t n)
{
  const float* source[CHANNELS] = { in[LEFT] + at, in[RIGHT] + at };
  float* sink[CHANNELS] = { to[LEFT] + at, to[RIGHT] + at };
  resonators_process(&bank, source, sink, n);
}

START_TEST(every_variant_is_exact_enough)
{
  const int size = _i / (RATES * SIGNALS);
  const double rate_hz = rates[_i / SIGNALS % RATES];
  const Signal signal = (Signal)(_i % SIGNALS);
  const Filter filter = headphone_filter(rate_hz, sections[size], 1, 79);
  make_signal(signal, rate_hz, in[LEFT], FRAMES, 1);
  make_signal(signal, rate_hz, in[RIGHT], FRAMES, 2);
  filter_scalar(&filter.poles, &filter.first, in[LEFT], exact[LEFT], FRAMES);
  filter_scalar(&filter.poles, &filter.first, in[RIGHT], exact[RIGHT], FRAMES);
  for (int variant = 0; variant < VARIANTS; ++variant) {
    resonators_init(&bank, &filter.poles, (Simd)variant);
    resonators_set(&bank, &filter.first);
    process(out, 0, FRAMES);
    const double snr = fmin(snr_db(out[LEFT], exact[LEFT], FRAMES),
                            snr_db(out[RIGHT], exact[RIGHT], FRAMES));
    printf("%u sections, %s, %s at %g Hz: %.1f dB\n",
           sections[size],
           variant_names[variant],
           signal_names[signal],
           rate_hz,
           snr);
    ck_assert_double_ge(snr, SNR_DB);
  }
}
END_TEST

START_TEST(blocks_do_not_matter)
{
  const Filter filter = headphone_filter(48000.0, CATALOGUE_SECTIONS, 43, 3);
  make_signal(WHITE, 48000.0, in[LEFT], FRAMES, 3);
  make_signal(WHITE, 48000.0, in[RIGHT], FRAMES, 4);
  resonators_init(&bank, &filter.poles, (Simd)_i);
  resonators_set(&bank, &filter.first);
  process(out, 0, 1000);
  resonators_ramp(&bank, &filter.second);
  process(out, 1000, FRAMES - 1000);

  resonators_init(&bank, &filter.poles, (Simd)_i);
  resonators_set(&bank, &filter.first);
  uint32_t seed = 5;
  for (uint32_t at = 0; at < FRAMES;) {
    const uint32_t end = at < 1000 ? 1000 : FRAMES;
    seed = seed * 1664525u + 1013904223u;
    const uint32_t wish = 1 + (seed >> 24) % 37;
    const uint32_t n = wish < end - at ? wish : end - at;
    if (at == 1000) {
      ck_assert(resonators_at_step(&bank));
      resonators_ramp(&bank, &filter.second);
    }
    process(other, at, n);
    at += n;
  }
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
}
END_TEST

/* From one set of weights to another in a straight line. */
START_TEST(ramps_are_straight)
{
  const Filter filter = headphone_filter(48000.0, CATALOGUE_SECTIONS, 1, 3);
  make_signal(WHITE, 48000.0, in[LEFT], FRAMES, 6);
  memcpy(in[RIGHT], in[LEFT], sizeof(in[LEFT]));
  filter_scalar(&filter.poles, &filter.first, in[LEFT], exact[LEFT], FRAMES);
  filter_scalar(&filter.poles, &filter.second, in[LEFT], exact[RIGHT], FRAMES);
  resonators_init(&bank, &filter.poles, (Simd)_i);
  resonators_set(&bank, &filter.first);
  process(out, 0, 4000);
  resonators_ramp(&bank, &filter.second);
  process(out, 4000, FRAMES - 4000);
  for (uint32_t i = 0; i < FRAMES; ++i) {
    const double gone =
      fmin(fmax(((double)i - 4000.0 + 1.0) / RAMP_FRAMES, 0.0), 1.0);
    const double expected =
      exact[LEFT][i] + gone * (exact[RIGHT][i] - exact[LEFT][i]);
    ck_assert_double_eq_tol((double)out[LEFT][i], expected, 1e-5);
    ck_assert_double_eq_tol((double)out[RIGHT][i], expected, 1e-5);
  }
}
END_TEST

START_TEST(no_weights_no_sound)
{
  const Filter filter = headphone_filter(48000.0, CATALOGUE_SECTIONS, 1, 3);
  const Weights none = { { 0.0f }, { 0.0f }, 0.0f };
  make_signal(WHITE, 48000.0, in[LEFT], FRAMES, 7);
  make_signal(WHITE, 48000.0, in[RIGHT], FRAMES, 8);
  resonators_init(&bank, &filter.poles, (Simd)_i);
  process(out, 0, FRAMES / 2);
  resonators_ramp(&bank, &none);
  process(out, FRAMES / 2, FRAMES / 2);
  for (uint32_t i = 0; i < FRAMES; ++i) {
    ck_assert(out[LEFT][i] == 0.0f && out[RIGHT][i] == 0.0f);
  }
}
END_TEST

START_TEST(in_place_and_after_a_reset)
{
  const Filter filter = headphone_filter(48000.0, CATALOGUE_SECTIONS, 100, 20);
  make_signal(WHITE, 48000.0, in[LEFT], FRAMES, 9);
  make_signal(WHITE, 48000.0, in[RIGHT], FRAMES, 10);
  resonators_init(&bank, &filter.poles, (Simd)_i);
  resonators_set(&bank, &filter.first);
  process(out, 0, FRAMES);
  memcpy(other, in, sizeof(other));
  resonators_reset(&bank);
  float* both[CHANNELS] = { other[LEFT], other[RIGHT] };
  const float* const_both[CHANNELS] = { other[LEFT], other[RIGHT] };
  resonators_process(&bank, const_both, both, FRAMES);
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("resonators");
  TCase* const tcase = tcase_create("variants");
  tcase_set_timeout(tcase, 0);
  tcase_add_loop_test(
    tcase, every_variant_is_exact_enough, 0, SIZES * RATES * SIGNALS);
  tcase_add_loop_test(tcase, blocks_do_not_matter, 0, VARIANTS);
  tcase_add_loop_test(tcase, ramps_are_straight, 0, VARIANTS);
  tcase_add_loop_test(tcase, no_weights_no_sound, 0, VARIANTS);
  tcase_add_loop_test(tcase, in_place_and_after_a_reset, 0, VARIANTS);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
