// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What is left out in silence, or while nothing moves, is not heard. */

#include "dsp/engine/engine_state.h"
#include "dsp/filter/resonator_kernel.h"
#include "tests/support/engine_run.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>

enum { ROUNDS = 12 };

static uint32_t seed;

static uint32_t
chance(uint32_t of)
{
  seed = seed * 1664525U + 1013904223U;
  return (seed >> 8) % of;
}

/** Bursts of noise between silences, of which some are long enough to be
    settled in, some have a sign, and some are but almost silent. */
static void
make_bursts(void)
{
  memset(in, 0, sizeof(in));
  for (uint32_t at = 0; at < FRAMES;) {
    const uint32_t burst = 1 + chance(3000);
    const uint32_t pause = 1 + chance(chance(2) ? 100 : 26000);
    const float level = chance(4) ? 0.3F : 1e-38F;
    const float rest = chance(3) ? 0.0F : -0.0F;
    for (uint32_t i = at; i < at + burst + pause && i < FRAMES; ++i) {
      const bool sounds = i < at + burst;
      in[0][i] = sounds ? level * ((float)chance(2001) - 1000.0F) : rest;
      in[1][i] = sounds ? level * ((float)chance(2001) - 1000.0F) : rest;
    }
    at += burst + pause;
  }
}

/** Change a control, mostly none. */
static void
change(EngineControls* c)
{
  switch (chance(100)) {
    case 0:
      c->crossfeed.mode = (CrossfeedMode)chance(CROSSFEED_MEIER + 1);
      break;
    case 1:
      c->mixer.monitor = (Monitor)chance(MONITOR_ORIGINAL + 1);
      break;
    case 2:
      c->mixer.enabled = !c->mixer.enabled;
      break;
    case 3:
      c->mixer.gain = chance(2) ? 1.0F : 0.3F;
      break;
    case 4:
      c->morph = 0.1 * chance(11);
      break;
    case 5:
      c->mixer.match = !c->mixer.match;
      break;
    case 6:
      c->outside = !c->outside;
      break;
    case 7:
      c->mixer.swap = !c->mixer.swap;
      break;
    case 8:
      c->mixer.balance[chance(2)] = 0.5F * (float)chance(3);
      break;
    case 9:
      c->simulation.headphone_a = 1 + chance(5);
      break;
    default:
      break;
  }
}

/* The bank's kernel, which counts its calls. */
static const ResonatorKernel* kernel;
static unsigned calls;

static void
count_steps(Resonators* bank, Pass* pass)
{
  calls += pass->frames > 0;
  kernel->steps(bank, pass);
}

static void
count_open(Resonators* bank)
{
  ++calls;
  kernel->open(bank);
}

static void
count_calls(Resonators* bank, ResonatorKernel* counting)
{
  kernel = bank->kernel;
  *counting = *kernel;
  counting->steps = count_steps;
  counting->open = count_open;
  bank->kernel = counting;
  calls = 0;
}

static bool
same_meters(const Engine* a, const Engine* b)
{
  return !memcmp(engine_meters(a), engine_meters(b), sizeof(EngineMeters));
}

/** Some frames, and what a worker may then have to do. */
static void
process_with_worker(Engine* engine,
                    const EngineControls* controls,
                    bool has_worker,
                    float to[2][FRAMES],
                    uint32_t at,
                    uint32_t n)
{
  const float* const source[2] = { in[0] + at, in[1] + at };
  float* const sink[2] = { to[0] + at, to[1] + at };
  engine_process(engine, controls, has_worker, source, NULL, sink, n);
  EngineJob* const job = has_worker ? engine_take_job(engine) : NULL;
  if (job) {
    engine_return_job(engine, engine_job_run(job, false));
  }
}

START_TEST(what_is_left_out_is_not_heard)
{
  const double rate_hz = _i % 3 ? 48000.0 : _i % 2 ? 11025.0 : 24000.0;
  Engine* const engine = engine_at(rate_hz);
  Engine* const reference = engine_at(rate_hz);
  EngineControls controls = plain_controls();
  controls.crossfeed.amount = 1.0;
  controls.crossfeed.angle_deg = 60.0;
  controls.outside_gain = 0.1F;
  controls.crossfeed.mode = (CrossfeedMode)(_i % (CROSSFEED_MEIER + 1));
  unsigned silent = 0;
  unsigned rested = 0;
  const bool has_worker = _i % 2;
  seed = 77U + (uint32_t)_i;
  engine_set_restless(reference, true);
  for (int round = 0; round < 12; ++round) {
    make_bursts();
    if (round % 3) {
      memset(in, 0, sizeof(in));
      in[0][chance(FRAMES)] = round % 3 == 2 ? 0.1F : 0.0F;
    }
    for (uint32_t at = 0; at < FRAMES;) {
      const uint32_t wish = 1 + chance(chance(2) ? 20 : 400);
      const uint32_t n = wish < FRAMES - at ? wish : FRAMES - at;
      change(&controls);
      process_with_worker(engine, &controls, has_worker, out, at, n);
      process_with_worker(reference, &controls, has_worker, other, at, n);
      rested += engine->rests ? n : 0;
      ck_assert(same_meters(engine, reference));
      ck_assert(engine->is_silent == reference->is_silent);
      silent += engine->is_silent ? n : 0;
      at += n;
    }
    ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
  }
  ck_assert_uint_gt(silent, FRAMES / 4);
  ck_assert(rested > FRAMES / 4 || !has_worker);
  engine_free(engine);
  engine_free(reference);
}
END_TEST

/** n frames through both engines, which must agree. */
static void
compare(Engine* engine,
        Engine* reference,
        const EngineControls* controls,
        uint32_t n)
{
  process(engine, controls, out, 0, n);
  process(reference, controls, other, 0, n);
  ck_assert_int_eq(memcmp(out[0], other[0], n * sizeof(float)), 0);
  ck_assert_int_eq(memcmp(out[1], other[1], n * sizeof(float)), 0);
}

/* Each crossfeed goes on at the frame, whichever it is, where it would be. */
START_TEST(it_wakes_at_any_frame)
{
  Engine* const engine = engine_at(48000.0);
  Engine* const reference = engine_at(48000.0);
  EngineControls controls = plain_controls();
  controls.crossfeed.mode = (CrossfeedMode)_i;
  controls.crossfeed.amount = 1.0;
  controls.crossfeed.angle_deg = 60.0;
  seed = 5U + (uint32_t)_i;
  engine_set_restless(reference, true);
  for (uint32_t asleep = 0; asleep < 2 * SUBBLOCK_FRAMES; ++asleep) {
    memset(in, 0, sizeof(in));
    compare(engine, reference, &controls, FRAMES);
    compare(engine, reference, &controls, FRAMES);
    ck_assert(engine->is_silent);
    for (uint32_t i = 0; i < asleep; ++i) {
      compare(engine, reference, &controls, 1);
    }
    make_noise(asleep);
    for (int i = 0; i < 20; ++i) {
      compare(engine, reference, &controls, 1 + chance(20));
    }
  }
  engine_free(engine);
  engine_free(reference);
}
END_TEST

/* With each crossfeed and monitor: what is cut off is below -140 dBFS, after
   that nothing is computed, and the first frame that is not zero is heard. */
START_TEST(the_end_is_below_hearing)
{
  Engine* const engine = engine_at(48000.0);
  EngineControls controls = plain_controls();
  ResonatorKernel counting;
  controls.crossfeed.mode = (CrossfeedMode)(_i % (CROSSFEED_MEIER + 1));
  controls.crossfeed.amount = 1.0;
  controls.crossfeed.angle_deg = 60.0;
  controls.mixer.monitor = (Monitor)_i;
  make_noise(9);
  process(engine, &controls, out, 0, FRAMES);
  memset(in, 0, sizeof(in));
  float last = 1.0F;
  unsigned done = 0;
  for (; !engine->is_silent && done < 3 * 48000; done += 64) {
    process(engine, &controls, out, 0, 64);
    float peak = 0.0F;
    for (int i = 0; i < 64; ++i) {
      peak = fmaxf(peak, fmaxf(fabsf(out[0][i]), fabsf(out[1][i])));
    }
    last = engine->is_silent ? last : peak;
  }
  printf("silent after %.2f s, from %.1f dBFS on\n",
         done / 48000.0,
         20.0 * log10((double)last + 1e-20));
  ck_assert_uint_lt(done, 2 * 48000);
  ck_assert(last < 1e-7F);

  count_calls(&engine->morpher.bank.active->bank, &counting);
  for (int i = 0; i < 1000; ++i) {
    out[0][i % 77] = out[1][i % 77] = 1.0F;
    process(engine, &controls, out, 0, 77);
    for (int k = 0; k < 77; ++k) {
      ck_assert(out[0][k] == 0.0F && out[1][k] == 0.0F);
    }
  }
  ck_assert_uint_eq(calls, 0);
  in[0][70] = 0.5F;
  process(engine, &controls, out, 0, 77);
  ck_assert_uint_gt(calls, 0);
  ck_assert(out[0][70] != 0.0F || controls.mixer.monitor == MONITOR_DIFFERENCE);
  engine_free(engine);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("engine silence");
  TCase* const tcase = tcase_create("silence");
  tcase_set_timeout(tcase, 0);
  tcase_add_loop_test(tcase, what_is_left_out_is_not_heard, 0, ROUNDS);
  tcase_add_loop_test(tcase, it_wakes_at_any_frame, 0, CROSSFEED_MEIER + 1);
  tcase_add_loop_test(tcase, the_end_is_below_hearing, 0, MONITOR_ORIGINAL + 1);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
