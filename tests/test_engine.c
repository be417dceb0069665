// SPDX-License-Identifier: GPL-3.0-or-later

/* The path from input to output without a host around it. */

#include "../dsp/engine.h"
#include "heap.h"
#include "suite.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRAMES = 1 << 15 };

static const double rates[] = { 8000.0,   11025.0,  44100.0, 48000.0,
                                176400.0, 192000.0, 384000.0 };
enum { RATES = sizeof(rates) / sizeof(rates[0]) };

static float in[2][FRAMES];
static float out[2][FRAMES];
static float other[2][FRAMES];

static EngineControls
plain_controls(void)
{
  EngineControls c;
  memset(&c, 0, sizeof(c));
  c.scene.headphone_a = 1;
  c.scene.headphone_b = 3;
  c.scene.strength = 1.0;
  c.scene.fit.seal = 1.0;
  c.enabled = true;
  c.match = true;
  c.gain = 1.0f;
  return c;
}

static Engine*
engine_at(double rate_hz)
{
  Engine* const engine = engine_new(rate_hz, SIMD_BEST);
  ck_assert_ptr_nonnull(engine);
  return engine;
}

static void
process(Engine* engine,
        const EngineControls* controls,
        float to[2][FRAMES],
        uint32_t at,
        uint32_t n)
{
  const float* const source[2] = { in[0] + at, in[1] + at };
  float* const sink[2] = { to[0] + at, to[1] + at };
  engine_process(engine, controls, false, source, NULL, sink, n);
}

static void
make_noise(uint32_t seed)
{
  for (uint32_t i = 0; i < FRAMES; ++i) {
    for (int c = 0; c < 2; ++c) {
      seed = seed * 1664525u + 1013904223u;
      in[c][i] = (float)(seed >> 8) * 0x1p-25f - 0.25f;
    }
  }
}

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
  in[0][0] = in[1][0] = 1.0f;
  for (int mode = CROSSFEED_OFF; mode <= CROSSFEED_MEIER; ++mode) {
    controls.scene.crossfeed.mode = (CrossfeedMode)mode;
    controls.scene.crossfeed.amount = 1.0;
    controls.scene.crossfeed.angle_deg = 60.0;
    engine_reset(engine);
    process(engine, &controls, out, 0, FRAMES);
    float largest = 0.0f;
    for (uint32_t i = 0; i < FRAMES; ++i) {
      ck_assert(isfinite(out[0][i]));
      largest = fmaxf(largest, fabsf(out[0][i]));
    }
    ck_assert(fabsf(out[0][0]) == largest);
    ck_assert(out[0][0] > 0.1f);
  }
  engine_free(engine);
}
END_TEST

/* After a reset everything is where the controls say, from the first frame. */
START_TEST(a_reset_forgets)
{
  Engine* const engine = engine_at(48000.0);
  EngineControls controls = plain_controls();
  controls.scene.headphone_a = 43;
  controls.morph = 0.3;
  controls.gain = 0.5f;
  make_noise(1);
  process(engine, &controls, out, 0, FRAMES);

  EngineControls others = plain_controls();
  others.monitor = MONITOR_MONO;
  others.enabled = false;
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
  controls.outside_gain = 0.3f;
  make_noise(2);
  process(engine, &controls, out, 0, FRAMES);
  engine_reset(engine);
  uint32_t seed = 3;
  for (uint32_t at = 0; at < FRAMES;) {
    seed = seed * 1664525u + 1013904223u;
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
  controls.scene.crossfeed.mode = CROSSFEED_BAUER;
  controls.scene.crossfeed.amount = 1.0;
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

START_TEST(what_is_not_a_number_is_silence)
{
  static const float poison[] = { NAN, INFINITY, -INFINITY };
  Engine* const engine = engine_at(48000.0);
  const EngineControls controls = plain_controls();
  make_noise(5);
  for (int k = 0; k < 3; ++k) {
    in[0][1000 + k] = in[1][1100 + k] = 0.0f;
  }
  process(engine, &controls, out, 0, FRAMES);
  engine_reset(engine);
  for (int k = 0; k < 3; ++k) {
    in[0][1000 + k] = in[1][1100 + k] = poison[k];
  }
  process(engine, &controls, other, 0, FRAMES);
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
  engine_free(engine);
}
END_TEST

START_TEST(loud_sound_does_not_stick)
{
  Engine* const engine = engine_at(48000.0);
  const EngineControls controls = plain_controls();
  memset(in, 0, sizeof(in));
  in[0][0] = in[1][0] = 1e30f;
  for (int k = 0; k < 8; ++k) {
    process(engine, &controls, out, 0, FRAMES);
    memset(in, 0, sizeof(in));
  }
  for (uint32_t i = 0; i < FRAMES; ++i) {
    ck_assert(fabsf(out[0][i]) < 1e-3f);
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
  in[0][0] = 1e-6f;
  for (int k = 0; k < 60; ++k) {
    process(engine, &controls, out, 0, FRAMES);
    in[0][0] = 0.0f;
    for (uint32_t i = 0; i < FRAMES; ++i) {
      ck_assert(out[0][i] == 0.0f || fabsf(out[0][i]) >= FLT_MIN);
    }
  }
  engine_free(engine);
}
END_TEST

/** In blocks of 256, with a worker that does each job at once, so many times.
 */
static void
process_working(Engine* engine,
                const EngineControls* controls,
                bool may_wait,
                unsigned times,
                float to[2][FRAMES],
                uint32_t first,
                uint32_t end)
{
  for (uint32_t at = first; at < end; at += 256) {
    const float* const source[2] = { in[0] + at, in[1] + at };
    float* const sink[2] = { to[0] + at, to[1] + at };
    engine_process(engine, controls, may_wait, source, NULL, sink, 256);
    if (engine_job(engine)) {
      for (unsigned i = 0; i < times; ++i) {
        ck_assert(engine_work(engine));
      }
      engine_job_done(engine, true);
    }
  }
}

static void
process_served(Engine* engine,
               const EngineControls* controls,
               bool may_wait,
               float to[2][FRAMES],
               uint32_t first,
               uint32_t end)
{
  process_working(engine, controls, may_wait, 1, to, first, end);
}

/* A worker's table and the one designed in place are the same to the bit. */
START_TEST(a_worker_changes_nothing)
{
  Engine* const engine = engine_at(48000.0);
  EngineControls controls = plain_controls();
  make_noise(6);
  controls.morph = 0.4;
  process(engine, &controls, out, 0, FRAMES);
  engine_reset(engine);
  process_served(engine, &controls, true, other, 0, FRAMES);
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
  engine_free(engine);
}
END_TEST

static double
heap_kib(void)
{
  return (double)heap_bytes() / 1024.0;
}

/* 64 KiB for a whole instance, of which the plugin around takes some. */
START_TEST(little_memory_is_held_at_rest)
{
  engine_free(engine_at(48000.0)); // FFTW keeps something from the first plan
  const double empty_kib = heap_kib();
  Engine* const engine = engine_at(48000.0);
  EngineControls controls = plain_controls();
  const double whole_kib = heap_kib() - empty_kib;
  process_served(engine, &controls, true, out, 0, FRAMES);
  const double rest_kib = heap_kib() - empty_kib;
  controls.outside = true;
  process_served(engine, &controls, true, out, 0, FRAMES);
  const double outside_kib = heap_kib() - empty_kib;
  controls.outside = false;
  controls.morph = 1.0;
  controls.scene.headphone_b = 43;
  process_served(engine, &controls, true, out, 0, FRAMES);
  const double again_kib = heap_kib() - empty_kib;
  engine_free(engine);
  printf("engine: %.0f KiB at first, %.0f at rest, %.0f with outside sound\n",
         whole_kib,
         rest_kib,
         outside_kib);
  fflush(stdout);
  ck_assert_double_le(rest_kib, 52.0);
  ck_assert_double_le(outside_kib, 72.0);
  /* FFTW's planner remembers a little of what it has planned. */
  ck_assert_double_eq_tol(again_kib, rest_kib, 0.5);
  ck_assert_double_eq_tol(heap_kib(), empty_kib, 0.5);
}
END_TEST

/* What the worker has taken away comes back for whatever needs it: what is
   heard is what an engine plays that never gave anything away. */
START_TEST(memory_comes_back)
{
  enum { HALF = FRAMES / 2 };
  Engine* const keeps = engine_at(48000.0);
  Engine* const gives = engine_at(48000.0);
  const EngineControls before = plain_controls();
  EngineControls after = plain_controls();
  after.scene.headphone_a = 43;
  after.outside = true;
  after.outside_gain = 0.1f;
  after.morph = 0.3;
  make_noise(8);

  /* For an export, if the worker is as quick. */
  process_served(gives, &before, true, other, 0, HALF);
  process_served(gives, &before, false, other, HALF, HALF + 256);
  process_served(gives, &after, false, other, HALF + 256, FRAMES);
  process(keeps, &before, out, 0, HALF + 256);
  process(keeps, &after, out, HALF + 256, FRAMES - HALF - 256);
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);

  /* For a start with other controls. */
  process_served(gives, &before, true, other, 0, FRAMES);
  engine_reset(gives);
  engine_reset(keeps);
  process(keeps, &after, out, 0, FRAMES);
  process_served(gives, &after, true, other, 0, FRAMES);
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
  engine_free(keeps);
  engine_free(gives);
}
END_TEST

/* As after an answer that got lost. */
START_TEST(a_job_done_twice_is_done)
{
  Engine* const engine = engine_at(48000.0);
  EngineControls controls = plain_controls();
  controls.morph = 0.4;
  controls.outside = true;
  controls.outside_gain = 0.1f;
  make_noise(9);
  process(engine, &controls, out, 0, FRAMES);
  engine_reset(engine);
  process_working(engine, &controls, true, 2, other, 0, FRAMES);
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
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
    float peak = 0.0f;
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
  tcase_add_test(tcase, a_reset_forgets);
  tcase_add_test(tcase, blocks_do_not_matter);
  tcase_add_test(tcase, in_place_crossed_or_apart);
  tcase_add_test(tcase, what_is_not_a_number_is_silence);
  tcase_add_test(tcase, loud_sound_does_not_stick);
  tcase_add_test(tcase, tails_end_without_denormals);
  tcase_add_test(tcase, a_worker_changes_nothing);
  tcase_add_test(tcase, little_memory_is_held_at_rest);
  tcase_add_test(tcase, memory_comes_back);
  tcase_add_test(tcase, a_job_done_twice_is_done);
  tcase_add_test(tcase, peaks_are_those_of_the_output);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
