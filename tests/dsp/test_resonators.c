// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* All variants of the kernels against double precision, block by block. */

#include "tests/support/resonating.h"
#include "tests/support/suite.h"

#include <stdio.h>

#define SNR_DB 110.0
#define CROWDED_SNR_DB 100.0 // more sections than the catalogue needs

static const double rates[] = { 44100.0, 48000.0, 192000.0 };

enum {
  RATES = sizeof(rates) / sizeof(rates[0]),
  SIZES = sizeof(sections) / sizeof(sections[0])
};

static const char* const signal_names[] = { "white noise",
                                            "20 Hz sine",
                                            "1 kHz sine" };

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

static double exact[CHANNELS][FRAMES];

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
    resonators_init(&bank, groups, &filter.poles, (Simd)variant);
    resonators_set(&bank, &filter.first);
    process(out, 0, FRAMES);
    const double snr = fmin(snr_db(out[LEFT], exact[LEFT], FRAMES),
                            snr_db(out[RIGHT], exact[RIGHT], FRAMES));
    printf("%u sections, %s, %s at %g Hz: %.1f dB\n",
           sections[size],
           resonators_kernel_name((Simd)variant),
           signal_names[signal],
           rate_hz,
           snr);
    ck_assert_double_ge(snr, size ? CROWDED_SNR_DB : SNR_DB);
  }
}
END_TEST

START_TEST(blocks_do_not_matter)
{
  const Filter filter = headphone_filter(48000.0, CATALOGUE_SECTIONS, 43, 3);
  make_signal(WHITE, 48000.0, in[LEFT], FRAMES, 3);
  make_signal(WHITE, 48000.0, in[RIGHT], FRAMES, 4);
  resonators_init(&bank, groups, &filter.poles, (Simd)_i);
  resonators_set(&bank, &filter.first);
  process(out, 0, 1000);
  resonators_ramp(&bank, &filter.second);
  process(out, 1000, FRAMES - 1000);

  resonators_init(&bank, groups, &filter.poles, (Simd)_i);
  resonators_set(&bank, &filter.first);
  uint32_t seed = 5;
  for (uint32_t at = 0; at < FRAMES;) {
    const uint32_t end = at < 1000 ? 1000 : FRAMES;
    seed = seed * 1664525U + 1013904223U;
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
  resonators_init(&bank, groups, &filter.poles, (Simd)_i);
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

/* Which of these a machine takes is left to a race: nobody must hear its
   outcome. */
START_TEST(fused_kernels_give_the_same_bits)
{
  static const Simd simd[] = { SIMD_AVX512, SIMD_WIDE };
  const Filter filter = headphone_filter(48000.0, sections[_i], 12, 60);
  make_signal(WHITE, 48000.0, in[LEFT], FRAMES, 11);
  make_signal(WHITE, 48000.0, in[RIGHT], FRAMES, 12);
  for (int k = 0; k < 3; ++k) {
    resonators_init(&bank, groups, &filter.poles, k ? simd[k - 1] : SIMD_AVX2);
    resonators_set(&bank, &filter.first);
    process(k ? other : out, 0, 2000);
    resonators_ramp(&bank, &filter.second);
    process(k ? other : out, 2000, 13);
    process(k ? other : out, 2013, FRAMES - 2013);
    ck_assert(!k || !memcmp(out, other, sizeof(out)));
  }
}
END_TEST

/* Level and peaks, in whole steps and in parts of them. */
START_TEST(levels_are_straight_and_peaks_found)
{
  const LevelRamp constant = { 0.5F, 0.5F, 0 };
  const Filter filter = headphone_filter(48000.0, CATALOGUE_SECTIONS, 1, 3);
  make_signal(WHITE, 48000.0, in[LEFT], FRAMES, 13);
  make_signal(SINE_1000, 48000.0, in[RIGHT], FRAMES, 14);
  resonators_init(&bank, groups, &filter.poles, (Simd)_i);
  resonators_set(&bank, &filter.first);
  process(out, 0, FRAMES);
  resonators_reset(&bank);
  for (uint32_t at = 0, n = 0; at < FRAMES; at += n) {
    const bool moves = at < 10000;
    const LevelRamp line = { 0.5F, 2.0F, at % RAMP_FRAMES };
    const uint32_t room = moves ? RAMP_FRAMES - line.done : FRAMES - at;
    const uint32_t wish = moves ? 1 + at % 41 : 3001;
    n = wish < room ? wish : room;
    const float* const from[CHANNELS] = { in[LEFT] + at, in[RIGHT] + at };
    float* const to[CHANNELS] = { other[LEFT] + at, other[RIGHT] + at };
    float peak[CHANNELS] = { 0.0F, 1e-9F };
    resonators_play(&bank, moves ? &line : &constant, from, to, n, true, peak);
    float most[CHANNELS] = { 0.0F, 1e-9F };
    for (uint32_t i = at; i < at + n; ++i) {
      const double gone = (double)(i % RAMP_FRAMES + 1) / RAMP_FRAMES;
      const double gain = moves ? 0.5 + gone * 1.5 : 0.5;
      for (int c = 0; c < CHANNELS; ++c) {
        const double expected = gain * (double)out[c][i];
        most[c] = fmaxf(most[c], fabsf(other[c][i]));
        ck_assert_double_eq_tol((double)other[c][i], expected, 2e-7);
      }
    }
    ck_assert(peak[LEFT] == most[LEFT] && peak[RIGHT] == most[RIGHT]);
  }
}
END_TEST

START_TEST(in_place_and_after_a_reset)
{
  const Filter filter = headphone_filter(48000.0, CATALOGUE_SECTIONS, 100, 20);
  make_signal(WHITE, 48000.0, in[LEFT], FRAMES, 9);
  make_signal(WHITE, 48000.0, in[RIGHT], FRAMES, 10);
  resonators_init(&bank, groups, &filter.poles, (Simd)_i);
  resonators_set(&bank, &filter.first);
  process(out, 0, FRAMES);
  memcpy(other, in, sizeof(other));
  resonators_reset(&bank);
  float* const both[CHANNELS] = { other[LEFT], other[RIGHT] };
  const float* const const_both[CHANNELS] = { other[LEFT], other[RIGHT] };
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
  tcase_add_loop_test(tcase, fused_kernels_give_the_same_bits, 0, SIZES);
  tcase_add_loop_test(tcase, levels_are_straight_and_peaks_found, 0, VARIANTS);
  tcase_add_loop_test(tcase, in_place_and_after_a_reset, 0, VARIANTS);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
