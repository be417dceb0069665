// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What is no ordinary number, or nothing at all, through all variants of the
   kernels. */

#include "dsp/engine/denormals.h"
#include "tests/support/resonating.h"
#include "tests/support/suite.h"

/* What is no signal is silence. */
START_TEST(odd_values_are_silence)
{
  static const float odd[] = { NAN, -INFINITY, 2e15F, -3e38F };
  const Filter filter = headphone_filter(48000.0, CATALOGUE_SECTIONS, 1, 3);
  make_signal(WHITE, 48000.0, in[LEFT], FRAMES, 15);
  make_signal(WHITE, 48000.0, in[RIGHT], FRAMES, 16);
  for (int pass = 0; pass < 2; ++pass) {
    for (uint32_t i = 0; i < FRAMES; i += 5) {
      in[i % CHANNELS][i] = pass ? odd[i % 4] : 0.0F;
    }
    resonators_init(&bank, groups, &filter.poles, (Simd)_i);
    resonators_set(&bank, &filter.first);
    for (uint32_t at = 0; at < FRAMES; at += 100) {
      const LevelRamp unity = { 1.0F, 1.0F, 0 };
      const float* const from[CHANNELS] = { in[LEFT] + at, in[RIGHT] + at };
      float(*const y)[FRAMES] = pass ? other : out;
      float* const to[CHANNELS] = { y[LEFT] + at, y[RIGHT] + at };
      float peak[CHANNELS] = { 0.0F, 0.0F };
      resonators_play(&bank, &unity, from, to, 100, true, peak);
    }
  }
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
}
END_TEST

/* The last guard looks at the peaks: nothing else does. */
START_TEST(peaks_show_what_is_not_finite)
{
  const LevelRamp unity = { 1.0F, 1.0F, 0 };
  const Filter filter = headphone_filter(48000.0, CATALOGUE_SECTIONS, 1, 3);
  make_signal(WHITE, 48000.0, in[LEFT], FRAMES, 19);
  make_signal(WHITE, 48000.0, in[RIGHT], FRAMES, 20);
  const float* const from[CHANNELS] = { in[LEFT], in[RIGHT] };
  float* const to[CHANNELS] = { out[LEFT], out[RIGHT] };
  for (uint32_t n = 3; n <= 67; n += 32) {
    for (int c = 0; c < CHANNELS; ++c) {
      float peak[CHANNELS] = { 0.5F, 0.5F };
      resonators_init(&bank, groups, &filter.poles, (Simd)_i);
      resonators_set(&bank, &filter.first);
      in[c][n - 2] = n == 35 ? INFINITY : NAN;
      resonators_play(&bank, &unity, from, to, n, false, peak);
      in[c][n - 2] = 0.0F;
      ck_assert(!isfinite(peak[c]) && isfinite(peak[!c]));
    }
  }
}
END_TEST

/* Where a result is too small for a float it is a zero without a sign. */
START_TEST(zeros_have_no_sign)
{
  const uint64_t mode = denormals_flush();
  const Filter filter = headphone_filter(48000.0, CATALOGUE_SECTIONS, 1, 3);
  make_signal(WHITE, 48000.0, in[LEFT], FRAMES, 17);
  make_signal(SINE_1000, 48000.0, in[RIGHT], FRAMES, 18);
  for (uint32_t i = 0; i < FRAMES; ++i) {
    in[LEFT][i] *= 1e-36F;
    in[RIGHT][i] *= 1e-36F;
  }
  resonators_init(&bank, groups, &filter.poles, (Simd)_i);
  resonators_set(&bank, &filter.first);
  const LevelRamp quiet = { 0.01F, 0.01F, 0 };
  const float* const from[CHANNELS] = { in[LEFT], in[RIGHT] };
  float* const to[CHANNELS] = { out[LEFT], out[RIGHT] };
  float peak[CHANNELS] = { 0.0F, 0.0F };
  resonators_play(&bank, &quiet, from, to, FRAMES, false, peak);
  unsigned zeros = 0;
  for (uint32_t i = 0; i < FRAMES; ++i) {
    for (int c = 0; c < CHANNELS; ++c) {
      zeros += out[c][i] == 0.0F;
      ck_assert(out[c][i] != 0.0F || !signbit(out[c][i]));
    }
  }
  ck_assert_uint_gt(zeros, 100);
  denormals_restore(mode);
}
END_TEST

START_TEST(no_weights_no_sound)
{
  const Filter filter = headphone_filter(48000.0, CATALOGUE_SECTIONS, 1, 3);
  const Weights none = { { 0.0F }, { 0.0F }, 0.0F };
  make_signal(WHITE, 48000.0, in[LEFT], FRAMES, 7);
  make_signal(WHITE, 48000.0, in[RIGHT], FRAMES, 8);
  resonators_init(&bank, groups, &filter.poles, (Simd)_i);
  process(out, 0, FRAMES / 2);
  resonators_ramp(&bank, &none);
  process(out, FRAMES / 2, FRAMES / 2);
  for (uint32_t i = 0; i < FRAMES; ++i) {
    ck_assert(out[LEFT][i] == 0.0F && out[RIGHT][i] == 0.0F);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("resonators odd");
  TCase* const tcase = tcase_create("variants");
  tcase_set_timeout(tcase, 0);
  tcase_add_loop_test(tcase, odd_values_are_silence, 0, VARIANTS);
  tcase_add_loop_test(tcase, peaks_show_what_is_not_finite, 0, VARIANTS);
  tcase_add_loop_test(tcase, zeros_have_no_sign, 0, VARIANTS);
  tcase_add_loop_test(tcase, no_weights_no_sound, 0, VARIANTS);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
