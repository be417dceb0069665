// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* A bank in which left and right have weights of their own gives, to the bit,
   what a bank of each ear's weights gives in that ear's channel. */

#include "dsp/filter/resonators.h"
#include "tests/support/suite.h"

#include <string.h>

enum { FRAMES = 4096, SETTINGS = 6 };

static float in[CHANNELS][FRAMES];

/** A bank and what it needs. */
typedef struct {
  Resonators bank;
  ResonatorGroup groups[GROUPS_MAX];
  ResonatorRight right;
  float out[CHANNELS][FRAMES];
} Rig;

static Rig both;
static Rig ear[CHANNELS];

static float
noise(uint32_t* seed)
{
  *seed = *seed * 1664525U + 1013904223U;
  return (float)(*seed >> 8) * 0x1p-24F - 0.5F;
}

static Weights
some_weights(uint32_t seed, unsigned sections)
{
  Weights w;
  memset(&w, 0, sizeof(w));
  for (unsigned i = 0; i < sections; ++i) {
    w.re[i] = 0.1F * noise(&seed);
    w.im[i] = 0.1F * noise(&seed);
  }
  w.direct = noise(&seed);
  return w;
}

static void
play(Rig* rig, uint32_t at, uint32_t n)
{
  const float* const from[CHANNELS] = { in[LEFT] + at, in[RIGHT] + at };
  float* const to[CHANNELS] = { rig->out[LEFT] + at, rig->out[RIGHT] + at };
  resonators_process(&rig->bank, from, to, n);
}

static void
play_all(uint32_t at, uint32_t n)
{
  play(&both, at, n);
  play(&ear[LEFT], at, n);
  play(&ear[RIGHT], at, n);
}

static void
start(Rig* rig, const Poles* poles, Simd simd)
{
  resonators_init(&rig->bank, rig->groups, poles, simd);
  resonators_give_right(&rig->bank, &rig->right);
}

/** From common weights to the ears' own, on to others, and back. */
static const bool has_own[SETTINGS] = { false, true, true, false, false, true };

START_TEST(each_ear_has_its_weights)
{
  static const uint32_t blocks[] = { 64, 1, 63, 8, 56, 37, 27, 128 };
  uint32_t seed = 7;
  for (int i = 0; i < FRAMES; ++i) {
    in[LEFT][i] = noise(&seed);
    in[RIGHT][i] = noise(&seed);
  }
  Poles poles;
  poles_of_catalogue(&poles, 48e3);
  start(&both, &poles, (Simd)_i);
  start(&ear[LEFT], &poles, (Simd)_i);
  start(&ear[RIGHT], &poles, (Simd)_i);

  uint32_t at = 0;
  for (uint32_t k = 0; k < SETTINGS; ++k) {
    const Weights left = some_weights(2 * k + 1, poles.sections);
    const Weights right =
      has_own[k] ? some_weights(2 * k + 2, poles.sections) : left;
    ck_assert(resonators_at_step(&both.bank));
    if (k == 0) {
      resonators_set(&both.bank, &left);
      resonators_set(&ear[LEFT].bank, &left);
      resonators_set(&ear[RIGHT].bank, &right);
    } else {
      if (has_own[k]) {
        resonators_ramp_ears(&both.bank, &left, &right);
      } else {
        resonators_ramp(&both.bank, &left);
      }
      resonators_ramp(&ear[LEFT].bank, &left);
      resonators_ramp(&ear[RIGHT].bank, &right);
    }
    const unsigned ears = has_own[k] || (k > 0 && has_own[k - 1]) ? 2 : 1;
    ck_assert_uint_eq(resonators_ears(&both.bank), ears);
    for (size_t b = 0; b < sizeof(blocks) / sizeof(blocks[0]); ++b) {
      play_all(at, blocks[b]);
      at += blocks[b];
    }
    ck_assert_uint_eq(resonators_ears(&both.bank), has_own[k] ? 2 : 1);
  }
  for (int c = 0; c < CHANNELS; ++c) {
    ck_assert_mem_eq(both.out[c], ear[c].out[c], at * sizeof(float));
  }
  ck_assert(memcmp(ear[LEFT].out[RIGHT], ear[RIGHT].out[RIGHT], at) != 0);
}
END_TEST

START_TEST(a_start_with_two_ears)
{
  Poles poles;
  poles_of_catalogue(&poles, 48e3);
  start(&both, &poles, (Simd)_i);
  start(&ear[LEFT], &poles, (Simd)_i);
  start(&ear[RIGHT], &poles, (Simd)_i);
  const Weights left = some_weights(1, poles.sections);
  const Weights right = some_weights(2, poles.sections);
  resonators_set_ears(&both.bank, &left, &right);
  resonators_set(&ear[LEFT].bank, &left);
  resonators_set(&ear[RIGHT].bank, &right);
  play_all(0, 1000);
  for (int c = 0; c < CHANNELS; ++c) {
    ck_assert_mem_eq(both.out[c], ear[c].out[c], 1000 * sizeof(float));
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("resonators, two ears");
  TCase* const tcase = tcase_create("two ears");
  tcase_add_loop_test(tcase, each_ear_has_its_weights, 0, SIMD_BEST + 1);
  tcase_add_loop_test(tcase, a_start_with_two_ears, 0, SIMD_BEST + 1);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
