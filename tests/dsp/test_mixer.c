// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Monitor matrix, gain, balance and bypass against what they are by
   definition. */

#include "dsp/engine/mixer.h"
#include "tests/support/suite.h"

#include <math.h>
#include <string.h>

enum { FADE = 4, FRAMES = SUBBLOCK_FRAMES };

static const float original[2] = { 0.25F, -0.75F };
static const float filtered[2] = { 0.5F, 0.125F };
static const float match = 1.25F;

static MixerControls
plain_controls(void)
{
  const MixerControls controls = { true,           true,  1.0F,
                                   { 1.0F, 1.0F }, false, MONITOR_STEREO };
  return controls;
}

/** Mix a sub-block of constant input, in parts. */
static void
mix(const Mixer* mixer, uint32_t part, float out[2][FRAMES])
{
  float in[2][FRAMES];
  for (int c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < FRAMES; ++i) {
      in[c][i] = original[c];
      out[c][i] = filtered[c];
    }
  }
  for (uint32_t first = 0; first < FRAMES; first += part) {
    const uint32_t left = FRAMES - first;
    const uint32_t n = part < left ? part : left;
    const float* const dry[2] = { in[0] + first, in[1] + first };
    float* const wet[2] = { out[0] + first, out[1] + first };
    mixer_monitor(mixer, first, dry, wet, n);
    mixer_place_sides(mixer, first, wet, n);
    mixer_bypass(mixer, first, dry, wet, n);
  }
}

static void
start(Mixer* mixer, const MixerControls* controls)
{
  const MixerInput input = { 0.0F, match, 1.0F };
  mixer_init(mixer, FADE);
  mixer_jump(mixer, controls, &input);
}

static void
step(Mixer* mixer, const MixerControls* controls)
{
  const MixerInput input = { 0.0F, match, 1.0F };
  mixer_step(mixer, controls, &input);
}

static void
check_out(float out[2][FRAMES], double left, double right)
{
  for (uint32_t i = 0; i < FRAMES; ++i) {
    ck_assert_double_eq_tol((double)out[0][i], left, 1e-6);
    ck_assert_double_eq_tol((double)out[1][i], right, 1e-6);
  }
}

/* What each monitor is said to hear; the match is a factor of the simulation
   alone. */
START_TEST(monitors_hear_what_they_say)
{
  const double m = (double)match;
  const double l = m * (double)filtered[0];
  const double r = m * (double)filtered[1];
  const double expected[][2] = {
    [MONITOR_STEREO] = { l, r },
    [MONITOR_MONO] = { 0.5 * (l + r), 0.5 * (l + r) },
    [MONITOR_SIDE] = { 0.5 * (l - r), 0.5 * (l - r) },
    [MONITOR_LEFT] = { l, l },
    [MONITOR_RIGHT] = { r, r },
    [MONITOR_DIFFERENCE] = { l - (double)original[0], r - (double)original[1] },
    [MONITOR_ORIGINAL] = { (double)original[0], (double)original[1] }
  };
  MixerControls controls = plain_controls();
  Mixer mixer;
  float out[2][FRAMES];
  controls.monitor = (Monitor)_i;
  start(&mixer, &controls);
  mix(&mixer, FRAMES, out);
  check_out(out, expected[_i][0], expected[_i][1]);
  ck_assert(mixer.is_plain == (_i == MONITOR_STEREO));
}
END_TEST

/* Sides are exchanged first, so that balance is that of the ears. */
START_TEST(balance_is_that_of_the_ears)
{
  MixerControls controls = plain_controls();
  Mixer mixer;
  float out[2][FRAMES];
  controls.match = false;
  controls.balance[0] = 0.5F;
  controls.balance[1] = 2.0F;
  start(&mixer, &controls);
  mix(&mixer, FRAMES, out);
  check_out(out, 0.5 * (double)filtered[0], 2.0 * (double)filtered[1]);
  ck_assert(!mixer.is_straight && mixer.is_stereo);
  controls.swap = true;
  start(&mixer, &controls);
  mix(&mixer, FRAMES, out);
  check_out(out, 0.5 * (double)filtered[1], 2.0 * (double)filtered[0]);
}
END_TEST

/* Gains move in a straight line, frame by frame, and arrive. */
START_TEST(gain_moves_in_a_straight_line)
{
  MixerControls controls = plain_controls();
  Mixer mixer;
  float out[2][FRAMES];
  controls.match = false;
  start(&mixer, &controls);
  controls.gain = 0.5F;
  for (int s = 0; s < FADE; ++s) {
    step(&mixer, &controls);
    ck_assert(!mixer_rests(&mixer));
    mix(&mixer, FRAMES, out);
    for (int i = 0; i < FRAMES; ++i) {
      const double way = (double)(s * FRAMES + i + 1) / (FADE * FRAMES);
      const double gain = 1.0 - 0.5 * way;
      ck_assert_double_eq_tol(
        (double)out[0][i], gain * (double)filtered[0], 1e-6);
    }
  }
  step(&mixer, &controls);
  ck_assert(mixer_rests(&mixer));
  mix(&mixer, FRAMES, out);
  check_out(out, 0.5 * (double)filtered[0], 0.5 * (double)filtered[1]);
}
END_TEST

START_TEST(bypass_ends_with_the_input_itself)
{
  MixerControls controls = plain_controls();
  Mixer mixer;
  float out[2][FRAMES];
  controls.match = false;
  start(&mixer, &controls);
  controls.enabled = false;
  for (int s = 0; s < FADE; ++s) {
    ck_assert(!mixer_is_off(&mixer));
    step(&mixer, &controls);
    mix(&mixer, FRAMES, out);
    for (int i = 0; i < FRAMES; ++i) {
      const double way = (double)(s * FRAMES + i + 1) / (FADE * FRAMES);
      const double wet = (double)filtered[1];
      const double dry = (double)original[1];
      ck_assert_double_eq_tol((double)out[1][i], wet + way * (dry - wet), 1e-6);
    }
  }
  step(&mixer, &controls);
  ck_assert(mixer_is_off(&mixer));
}
END_TEST

/* The sound outside goes with the gain and comes and goes without a jump. */
START_TEST(the_outside_follows_the_gain)
{
  MixerControls controls = plain_controls();
  MixerInput input = { 0.0F, match, 1.0F };
  Mixer mixer;
  controls.gain = 0.5F;
  start(&mixer, &controls);
  ck_assert(!mixer_hears_outside(&mixer));
  input.outside = 0.4F;
  for (int s = 1; s <= FADE; ++s) {
    mixer_step(&mixer, &controls, &input);
    ck_assert(mixer_hears_outside(&mixer));
    ck_assert_float_eq_tol(
      mixer.value[MIX_OUTSIDE].next, 0.2F * (float)s / (float)FADE, 1e-6F);
  }
}
END_TEST

/* At the microphone there is no Side: both ears get Mid. */
START_TEST(side_is_what_the_place_leaves)
{
  const MixerControls controls = plain_controls();
  const MixerInput input = { 0.0F, 1.0F, 0.0F };
  const double mid = 0.5 * ((double)filtered[0] + (double)filtered[1]);
  Mixer mixer;
  float out[2][FRAMES];
  mixer_init(&mixer, FADE);
  mixer_jump(&mixer, &controls, &input);
  ck_assert(!mixer.is_stereo);
  mix(&mixer, FRAMES, out);
  check_out(out, mid, mid);
}
END_TEST

START_TEST(parts_of_a_sub_block_do_not_matter)
{
  MixerControls controls = plain_controls();
  Mixer mixer;
  float whole[2][FRAMES];
  float parts[2][FRAMES];
  start(&mixer, &controls);
  controls.monitor = MONITOR_DIFFERENCE;
  controls.enabled = false;
  controls.balance[1] = 0.3F;
  controls.gain = 2.0F;
  step(&mixer, &controls);
  mix(&mixer, FRAMES, whole);
  for (uint32_t part = 1; part < FRAMES; ++part) {
    mix(&mixer, part, parts);
    ck_assert_mem_eq(whole, parts, sizeof(whole));
  }
}
END_TEST

START_TEST(any_other_control_is_another)
{
  const MixerControls plain = plain_controls();
  MixerControls other[8];
  for (int i = 0; i < 8; ++i) {
    other[i] = plain;
  }
  other[0].enabled = false;
  other[1].match = false;
  other[2].gain = 0.9F;
  other[3].balance[0] = 0.9F;
  other[4].balance[1] = 0.9F;
  other[5].swap = true;
  other[6].monitor = MONITOR_SIDE;
  for (int i = 0; i < 7; ++i) {
    ck_assert(!mixer_controls_same(&plain, &other[i]));
  }
  /* What lies between members does not count. */
  memset(&other[7], 0xff, sizeof(other[7]));
  other[7].enabled = other[7].match = true;
  other[7].gain = other[7].balance[0] = other[7].balance[1] = 1.0F;
  other[7].swap = false;
  other[7].monitor = MONITOR_STEREO;
  ck_assert(mixer_controls_same(&plain, &other[7]));
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("mixer");
  TCase* const tcase = tcase_create("mixer");
  tcase_add_loop_test(
    tcase, monitors_hear_what_they_say, 0, MONITOR_ORIGINAL + 1);
  tcase_add_test(tcase, balance_is_that_of_the_ears);
  tcase_add_test(tcase, gain_moves_in_a_straight_line);
  tcase_add_test(tcase, bypass_ends_with_the_input_itself);
  tcase_add_test(tcase, the_outside_follows_the_gain);
  tcase_add_test(tcase, side_is_what_the_place_leaves);
  tcase_add_test(tcase, parts_of_a_sub_block_do_not_matter);
  tcase_add_test(tcase, any_other_control_is_another);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
