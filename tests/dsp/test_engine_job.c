// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What an engine leaves to a worker, and the memory that comes and goes. */

#include "dsp/engine/engine_state.h"
#include "tests/support/engine_run.h"
#include "tests/support/heap.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>

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

/* 40 KiB for an engine at rest; the plugin around it takes some more. The last
   life counts: from the first one FFTW's planner remembers something, and glibc
   keeps seven freed pieces of a size at hand, which count as used. */
enum { LIVES = 9 };

static void
measure_a_life(bool counts)
{
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
  controls.simulation.headphone_b = 43;
  process_served(engine, &controls, true, out, 0, FRAMES);
  const double again_kib = heap_kib() - empty_kib;
  engine_free(engine);
  if (!counts) {
    return;
  }
  printf("engine: %.0f KiB at first, %.0f at rest, %.0f with outside sound\n",
         whole_kib,
         rest_kib,
         outside_kib);
  fflush(stdout);
  ck_assert_double_le(rest_kib, 40.0);
  ck_assert_double_le(outside_kib, 60.0);
  /* FFTW's planner remembers a little of what it has planned. */
  ck_assert_double_eq_tol(again_kib, rest_kib, 0.5);
  ck_assert_double_eq_tol(heap_kib(), empty_kib, 0.5);
}

START_TEST(little_memory_is_held_at_rest)
{
  for (int life = 1; life < LIVES; ++life) {
    measure_a_life(false);
  }
  measure_a_life(true);
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
  after.simulation.headphone_a = 43;
  after.outside = true;
  after.outside_gain = 0.1F;
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

/* A design begun for an export, given up with its tools, is begun anew. */
START_TEST(tools_are_taken_in_the_midst_of_a_design)
{
  enum { STEP = 256, AT = 16 * STEP };
  Engine* const keeps = engine_at(48000.0);
  Engine* const gives = engine_at(48000.0);
  EngineControls before = plain_controls();
  before.mixer.match = false;
  EngineControls after = before;
  after.simulation.headphone_a = 43;
  make_noise(9);
  process_served(gives, &before, true, other, 0, AT - STEP);
  process_served(gives, &before, false, other, AT - STEP, AT);
  process(gives, &after, other, AT, SUBBLOCK_FRAMES);
  ck_assert(gives->morpher.design.is_running);
  /* What is heard is wanted again: no more tools. */
  gives->morpher.target.may_wait = true;
  gives->morpher.target.key.simulation = before.simulation;
  gives->desk.rest = 0;
  EngineJob* const job = engine_take_job(gives);
  ck_assert_ptr_nonnull(job);
  ck_assert_ptr_null(gives->morpher.design.designer);
  ck_assert(engine_job_run(job, false));
  engine_return_job(gives, true);
  process_served(gives, &before, true, other, AT + SUBBLOCK_FRAMES, 4 * AT);
  process_served(gives, &after, false, other, 4 * AT, FRAMES);
  process(keeps, &after, out, 0, FRAMES);
  for (int c = 0; c < 2; ++c) {
    for (uint32_t i = FRAMES - 4096; i < FRAMES; ++i) {
      ck_assert_float_eq_tol(out[c][i], other[c][i], 1e-4F);
    }
  }
  engine_free(keeps);
  engine_free(gives);
}
END_TEST

/* Files go while something else is being designed. */
START_TEST(retired_files_leave_a_design_alone)
{
  EarcupMeasurement response = { .first_hz = 20.0, .last_hz = 20000.0 };
  EarcupFiles* const loaded = earcup_copy_files(NULL, false);
  Engine* const engine = engine_at(48000.0);
  EngineControls controls = plain_controls();
  bool is_gone = false;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    response.relative.db[i] = 3.0 * sin(0.05 * (double)i);
  }
  ck_assert(earcup_put_file(loaded, FILE_A, &response, NULL, ""));
  ck_assert(!earcup_design_files(loaded, 48000.0));
  ck_assert(engine_set_files(engine, loaded));
  controls.simulation.headphone_a = HEADPHONE_MEASURED_FILE;
  make_noise(10);
  process(engine, &controls, out, 0, 4096);
  ck_assert(engine_set_files(engine, NULL));
  for (uint32_t at = 4096; at < FRAMES; at += 64) {
    controls.simulation.headphone_a = 40 + at / 640 % 20;
    process(engine, &controls, out, at, 64);
    EarcupFiles* const retired = at % 192 || !engine->morpher.design.is_running
                                   ? NULL
                                   : engine_retired_files(engine);
    is_gone = is_gone || retired;
    earcup_free_files(retired);
  }
  ck_assert(is_gone);
  engine_free(engine);
}
END_TEST

/* As after an answer that got lost. */
START_TEST(a_job_done_twice_is_done)
{
  Engine* const engine = engine_at(48000.0);
  EngineControls controls = plain_controls();
  controls.morph = 0.4;
  controls.outside = true;
  controls.outside_gain = 0.1F;
  make_noise(9);
  process(engine, &controls, out, 0, FRAMES);
  engine_reset(engine);
  process_working(engine, &controls, true, 2, other, 0, FRAMES);
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
  engine_free(engine);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("engine job");
  TCase* const tcase = tcase_create("worker");
  tcase_set_timeout(tcase, 0);
  tcase_add_test(tcase, a_worker_changes_nothing);
  tcase_add_test(tcase, little_memory_is_held_at_rest);
  tcase_add_test(tcase, memory_comes_back);
  tcase_add_test(tcase, tools_are_taken_in_the_midst_of_a_design);
  tcase_add_test(tcase, retired_files_leave_a_design_alone);
  tcase_add_test(tcase, a_job_done_twice_is_done);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
