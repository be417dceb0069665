// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The path from input to output without a host around it. */

#include "dsp/engine/engine_state.h"
#include "tests/support/engine_run.h"
#include "tests/support/suite.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const double rates[] = { 8000.0,   11025.0,  44100.0, 48000.0,
                                176400.0, 192000.0, 384000.0 };
enum { RATES = sizeof(rates) / sizeof(rates[0]) };

START_TEST(rates_beyond_reach_are_refused)
{
  static const double bad[] = { 0.0, -48000.0, 7999.0, 384001.0, 1e9 };
  for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); ++i) {
    ck_assert_ptr_null(engine_new(bad[i], SIMD_BEST));
  }
  ck_assert_ptr_null(engine_new(NAN, SIMD_BEST));
  ck_assert_ptr_null(engine_new(INFINITY, SIMD_BEST));
  engine_free(NULL);
}
END_TEST

/* The first frame out answers the first frame in. */
START_TEST(there_is_no_latency)
{
  Engine* const engine = engine_at(rates[_i]);
  EngineControls controls = plain_controls();
  memset(in, 0, sizeof(in));
  in[0][0] = in[1][0] = 1.0F;
  for (int mode = CROSSFEED_OFF; mode <= CROSSFEED_MEIER; ++mode) {
    controls.crossfeed.mode = (CrossfeedMode)mode;
    controls.crossfeed.amount = 1.0;
    controls.crossfeed.angle_deg = 60.0;
    engine_reset(engine);
    process(engine, &controls, out, 0, FRAMES);
    float largest = 0.0F;
    for (uint32_t i = 0; i < FRAMES; ++i) {
      ck_assert(isfinite(out[0][i]));
      largest = fmaxf(largest, fabsf(out[0][i]));
    }
    ck_assert(fabsf(out[0][0]) == largest);
    ck_assert(out[0][0] > 0.1F);
  }
  engine_free(engine);
}
END_TEST

/* Neither new nor reset is anything heard that a window could show. */
START_TEST(nothing_is_heard_before_the_first_frame)
{
  static EngineHeard heard;
  Engine* const engine = engine_at(48000.0);
  EngineControls controls = plain_controls();
  ck_assert(!engine_heard(engine, &heard));
  process(engine, &controls, out, 0, FRAMES);
  ck_assert(engine_heard(engine, &heard));
  engine_reset(engine);
  ck_assert(!engine_heard(engine, &heard));
  engine_free(engine);
}
END_TEST

/* After a reset everything is where the controls say, from the first frame. */
START_TEST(a_reset_forgets)
{
  Engine* const engine = engine_at(48000.0);
  EngineControls controls = plain_controls();
  controls.simulation.headphone_a = 43;
  controls.morph = 0.3;
  controls.mixer.gain = 0.5F;
  make_noise(1);
  process(engine, &controls, out, 0, FRAMES);

  EngineControls others = plain_controls();
  others.mixer.monitor = MONITOR_MONO;
  others.mixer.enabled = false;
  process(engine, &others, other, 0, FRAMES);
  engine_reset(engine);
  process(engine, &controls, other, 0, FRAMES);
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
  engine_free(engine);
}
END_TEST

START_TEST(blocks_do_not_matter)
{
  Engine* const engine = engine_at(44100.0);
  EngineControls controls = plain_controls();
  controls.outside = true;
  controls.outside_gain = 0.3F;
  make_noise(2);
  process(engine, &controls, out, 0, FRAMES);
  engine_reset(engine);
  uint32_t seed = 3;
  for (uint32_t at = 0; at < FRAMES;) {
    seed = seed * 1664525U + 1013904223U;
    const uint32_t wish = (seed >> 24) % 200; // nothing at times
    const uint32_t n = wish < FRAMES - at ? wish : FRAMES - at;
    process(engine, &controls, other, at, n);
    at += n;
  }
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
  engine_free(engine);
}
END_TEST

START_TEST(in_place_crossed_or_apart)
{
  Engine* const engine = engine_at(48000.0);
  EngineControls controls = plain_controls();
  controls.crossfeed.mode = CROSSFEED_BAUER;
  controls.crossfeed.amount = 1.0;
  make_noise(4);
  process(engine, &controls, out, 0, FRAMES);

  engine_reset(engine);
  memcpy(other, in, sizeof(other));
  const float* const source[2] = { other[0], other[1] };
  float* const same[2] = { other[0], other[1] };
  engine_process(engine, &controls, false, source, NULL, same, FRAMES);
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);

  engine_reset(engine);
  memcpy(other, in, sizeof(other));
  float* const crossed[2] = { other[1], other[0] };
  engine_process(engine, &controls, false, source, NULL, crossed, FRAMES);
  ck_assert_int_eq(memcmp(out[0], other[1], sizeof(out[0])), 0);
  ck_assert_int_eq(memcmp(out[1], other[0], sizeof(out[1])), 0);
  engine_free(engine);
}
END_TEST

/** Ways through the engine, each with an input stage of its own. */
typedef enum { WAY_PLAIN, WAY_CROSSFED, WAY_MIXED, WAY_AROUND, WAYS } Way;

/** FRAMES frames that way, `around` in the place of the built-in outside. */
static void
play_way(Engine* engine, Way way, float around[2][FRAMES], float to[2][FRAMES])
{
  EngineControls controls = plain_controls();
  const float* const source[2] = { in[0], in[1] };
  const float* const outside[2] = { around[0], around[1] };
  float* const sink[2] = { to[0], to[1] };
  controls.crossfeed.mode =
    way == WAY_CROSSFED ? CROSSFEED_BAUER : CROSSFEED_OFF;
  controls.crossfeed.amount = 1.0;
  controls.mixer.monitor = way == WAY_MIXED ? MONITOR_MONO : MONITOR_STEREO;
  controls.outside = way == WAY_AROUND;
  controls.outside_gain = 1.0F;
  engine_reset(engine);
  engine_process(engine, &controls, false, source, outside, sink, FRAMES);
}

/* Whatever way it comes in, and whatever it comes in by. */
START_TEST(what_is_not_a_number_is_silence)
{
  static const float poison[] = { NAN, INFINITY, -INFINITY, 1e30F };
  static float around[2][FRAMES];
  const Way way = (Way)_i;
  Engine* const engine = engine_at(48000.0);
  make_noise(5);
  memcpy(around, in, sizeof(around));
  for (int round = 0; round < 2; ++round) {
    for (int k = 0; k < 4; ++k) {
      const float x = round ? poison[k] : 0.0F;
      in[0][1000 + k] = in[1][1100 + k] = x;
      around[0][2000 + k] = around[1][2100 + k] = x;
    }
    play_way(engine, way, around, round ? other : out);
  }
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
  ck_assert_uint_eq(engine_notices(engine), 0);
  engine_free(engine);
}
END_TEST

/* What comes from around on one side is heard on that side alone. */
START_TEST(the_outside_keeps_its_sides)
{
  static float around[2][FRAMES];
  const int side = _i;
  Engine* const engine = engine_at(48000.0);
  make_noise(6);
  memset(around, 0, sizeof(around));
  memcpy(around[side], in[side], sizeof(around[side]));
  memset(in, 0, sizeof(in));
  play_way(engine, WAY_AROUND, around, out);
  float loudest = 0.0F;
  for (uint32_t i = 0; i < FRAMES; ++i) {
    ck_assert(out[!side][i] == 0.0F);
    loudest = fmaxf(loudest, fabsf(out[side][i]));
  }
  ck_assert_float_gt(loudest, 1e-3F);
  engine_free(engine);
}
END_TEST

typedef enum {
  SPOIL_BANK,
  SPOIL_CROSSFEED,
  SPOIL_LEVEL,
  SPOIL_WEIGHTS,
  SPOIL_PROGRAMME,
  SPOIL_OUTSIDE,
  SPOILS
} Spoil;

static void
spoil(Engine* engine, Spoil what, float with)
{
  switch (what) {
    case SPOIL_BANK:
      engine->morpher.bank.active->bank.state[0].re[LEFT][3] = with;
      break;
    case SPOIL_CROSSFEED:
      engine->crossfeed.slot[engine->crossfeed.live].v[CROSSFEED_STEP - 1] =
        with;
      break;
    case SPOIL_LEVEL:
      engine->mixer.level.next = with;
      break;
    case SPOIL_WEIGHTS:
      resonators_reset(&engine->morpher.bank.active->bank);
      engine->morpher.heard.weights.re[5] = with;
      resonators_set(&engine->morpher.bank.active->bank,
                     &engine->morpher.heard.weights);
      break;
    case SPOIL_PROGRAMME:
      engine->match.factor = with;
      engine->match.programme.heard.value[MID][3] = with;
      break;
    case SPOIL_OUTSIDE:
    case SPOILS:
      engine->outside->bank.state[0].im[RIGHT][0] = with;
      break;
  }
}

/* Whatever goes wrong inside: silence at most for a sub-block, one notice, and
   then what a fresh engine would play. */
START_TEST(what_is_not_finite_never_leaves)
{
  enum { AT = 10 * SUBBLOCK_FRAMES };
  const float with = _i % 2 ? INFINITY : NAN;
  Engine* const engine = engine_at(48000.0);
  Engine* const fresh = engine_at(48000.0);
  EngineControls controls = plain_controls();
  controls.outside = true;
  controls.outside_gain = 0.5F;
  controls.crossfeed.mode = CROSSFEED_NATURAL;
  controls.crossfeed.amount = 1.0;
  controls.crossfeed.angle_deg = 60.0;
  make_noise(11);
  process(engine, &controls, out, 0, AT);
  ck_assert_uint_eq(engine_notices(engine), 0);
  spoil(engine, (Spoil)(_i / 2), with);
  uint32_t at = AT;
  while (!engine->is_fresh && at < FRAMES) {
    process(engine, &controls, out, at, SUBBLOCK_FRAMES / 2);
    at += SUBBLOCK_FRAMES / 2;
  }
  ck_assert(engine->is_fresh);
  process(engine, &controls, out, at, FRAMES - at);
  process(fresh, &controls, other, at, FRAMES - at);
  for (int c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < FRAMES; ++i) {
      ck_assert(isfinite(out[c][i]));
    }
    for (uint32_t i = at - SUBBLOCK_FRAMES / 2; i < at; ++i) {
      ck_assert(out[c][i] == 0.0F);
    }
    ck_assert_mem_eq(out[c] + at, other[c] + at, (FRAMES - at) * sizeof(float));
  }
  ck_assert_uint_eq(engine_notices(engine), ENGINE_BROKE);
  ck_assert_uint_eq(engine_notices(engine), 0);
  engine_free(fresh);
  engine_free(engine);
}
END_TEST

START_TEST(loud_sound_does_not_stick)
{
  Engine* const engine = engine_at(48000.0);
  const EngineControls controls = plain_controls();
  memset(in, 0, sizeof(in));
  in[0][0] = in[1][0] = 1e30F;
  for (int k = 0; k < 8; ++k) {
    process(engine, &controls, out, 0, FRAMES);
    memset(in, 0, sizeof(in));
  }
  for (uint32_t i = 0; i < FRAMES; ++i) {
    ck_assert(fabsf(out[0][i]) < 1e-3F);
  }
  engine_free(engine);
}
END_TEST

/* Silence fades to nought and not to numbers that cost time. */
START_TEST(tails_end_without_denormals)
{
  Engine* const engine = engine_at(48000.0);
  const EngineControls controls = plain_controls();
  memset(in, 0, sizeof(in));
  in[0][0] = 1e-6F;
  for (int k = 0; k < 60; ++k) {
    process(engine, &controls, out, 0, FRAMES);
    in[0][0] = 0.0F;
    for (uint32_t i = 0; i < FRAMES; ++i) {
      ck_assert(out[0][i] == 0.0F || fabsf(out[0][i]) >= FLT_MIN);
    }
  }
  engine_free(engine);
}
END_TEST

START_TEST(peaks_are_those_of_the_output)
{
  Engine* const engine = engine_at(48000.0);
  const EngineControls controls = plain_controls();
  make_noise(7);
  process(engine, &controls, out, 0, 4800);
  for (int c = 0; c < 2; ++c) {
    float peak = 0.0F;
    for (uint32_t i = 0; i < 4800; ++i) {
      peak = fmaxf(peak, fabsf(out[c][i]));
    }
    ck_assert(engine_meters(engine)->peak[c] == peak);
  }
  engine_free(engine);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("engine");
  TCase* const tcase = tcase_create("path");
  tcase_set_timeout(tcase, 0);
  tcase_add_test(tcase, rates_beyond_reach_are_refused);
  tcase_add_loop_test(tcase, there_is_no_latency, 0, RATES);
  tcase_add_test(tcase, nothing_is_heard_before_the_first_frame);
  tcase_add_test(tcase, a_reset_forgets);
  tcase_add_test(tcase, blocks_do_not_matter);
  tcase_add_test(tcase, in_place_crossed_or_apart);
  tcase_add_loop_test(tcase, what_is_not_a_number_is_silence, 0, WAYS);
  tcase_add_loop_test(tcase, the_outside_keeps_its_sides, 0, 2);
  tcase_add_loop_test(tcase, what_is_not_finite_never_leaves, 0, 2 * SPOILS);
  tcase_add_test(tcase, loud_sound_does_not_stick);
  tcase_add_test(tcase, tails_end_without_denormals);
  tcase_add_test(tcase, peaks_are_those_of_the_output);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
