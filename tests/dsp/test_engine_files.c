// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Where the poles of measured files do not do, those of the catalogue are heard
   instead, and nothing that is not right before that. */

#include "dsp/engine/engine_state.h"
#include "dsp/maths.h"
#include "tests/support/engine_run.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE_HZ 48000.0

typedef enum { POLES_NOT_FINITE, POLES_ASTRAY, POLES_FAULTS } PolesFault;
typedef enum { LOADED_FIRST, LOADED_LIVE, LOADED_BESIDE, WAYS } Way;

/** A smooth curve, which any proper poles follow. */
static EarcupFiles*
load(void)
{
  EarcupMeasurement response = { .first_hz = 20.0, .last_hz = 20000.0 };
  EarcupFiles* const loaded = earcup_copy_files(NULL, false);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    response.relative.db[i] = 6.0 * sin(0.02 * (double)i);
  }
  ck_assert(earcup_put_file(loaded, FILE_A, &response, NULL, ""));
  ck_assert(!earcup_design_files(loaded, RATE_HZ));
  ck_assert_double_le(earcup_files_error_db(loaded), 0.25);
  return loaded;
}

/** As a fault of ours would leave them. */
static void
spoil(EarcupFiles* files, PolesFault fault)
{
  Poles poles = *pole_set_poles(files->pole_set);
  float emphasis[WARPED_POINTS];
  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    emphasis[i] = 1.0F;
  }
  for (unsigned i = 0; i < poles.sections; ++i) {
    const double angle = 2.0 * PI * (100.0 + i) / RATE_HZ;
    poles.pole[i] = 0.999 * CMPLX(cos(angle), sin(angle));
  }
  if (fault == POLES_NOT_FINITE) {
    poles.pole[3] = NAN;
  }
  pole_set_free(files->pole_set);
  files->pole_set = pole_set_new(RATE_HZ, &poles, 1e-7, emphasis);
  files->slot.pole_set = files->pole_set;
}

/** With a worker, if there is one, that is done at once; long enough for a
   design in place, a step of which rests for 50 ms. */
static void
play(Engine* engine, const EngineControls* controls, Way way)
{
  enum { PARTS = 8 };
  for (uint32_t part = 0; part < PARTS * FRAMES; part += SUBBLOCK_FRAMES) {
    const uint32_t at = part % FRAMES;
    const float* const source[2] = { in[0] + at, in[1] + at };
    float* const sink[2] = { out[0] + at, out[1] + at };
    engine_process(engine,
                   controls,
                   way == LOADED_BESIDE,
                   source,
                   NULL,
                   sink,
                   SUBBLOCK_FRAMES);
    EngineJob* const job = engine_take_job(engine);
    if (job) {
      engine_return_job(engine, engine_job_run(job, false));
    }
  }
  for (uint32_t i = 0; i < FRAMES; ++i) {
    ck_assert(fabsf(out[0][i]) < 4.0F && fabsf(out[1][i]) < 4.0F);
  }
}

static double
heard_db(const Engine* engine, double hz)
{
  EngineHeard heard;
  engine_heard(engine, &heard);
  return 20.0 * log10(cabs(engine_heard_response(&heard, hz, RATE_HZ)));
}

static void
check_heard(const Engine* engine, const EarcupFiles* files)
{
  const Curve* const curve = &earcup_file(files, FILE_A).response->relative;
  for (double hz = 20.0; hz < 20000.0; hz *= 1.02) {
    ck_assert_double_eq_tol(heard_db(engine, hz), curve_at(curve, hz), 1.0);
  }
}

START_TEST(the_catalogues_poles_step_in)
{
  const PolesFault fault = (PolesFault)(_i % POLES_FAULTS);
  const Way way = (Way)(_i / POLES_FAULTS);
  Engine* const engine = engine_at(RATE_HZ);
  EarcupFiles* const files = load();
  EngineControls controls = plain_controls();
  controls.mixer.match = false;
  make_noise(1);
  spoil(files, fault);
  if (way != LOADED_FIRST) {
    play(engine, &controls, way);
  }
  controls.simulation.headphone_a = HEADPHONE_MEASURED_FILE;
  controls.simulation.headphone_b = HEADPHONE_MEASURED_FILE;
  ck_assert(engine_set_files(engine, files));
  play(engine, &controls, way);
  play(engine, &controls, way);
  ck_assert_uint_eq(engine_notices(engine), ENGINE_FELL_BACK);
  ck_assert(engine->morpher.bank.active->pole_set == engine->catalogue);
  ck_assert(engine->morpher.table->of.pole_set == engine->catalogue);
  check_heard(engine, files);

  /* They stay in use, though their poles are not. */
  ck_assert(engine_set_files(engine, NULL));
  ck_assert_ptr_null(engine_retired_files(engine));
  play(engine, &controls, way);
  play(engine, &controls, way);
  ck_assert_ptr_eq(engine_retired_files(engine), files);
  earcup_free_files(files);
  engine_free(engine);
}
END_TEST

/* Nothing of that where poles do. */
START_TEST(good_poles_are_heard)
{
  Engine* const engine = engine_at(RATE_HZ);
  EarcupFiles* const files = load();
  EngineControls controls = plain_controls();
  controls.mixer.match = false;
  make_noise(1);
  controls.simulation.headphone_a = HEADPHONE_MEASURED_FILE;
  ck_assert(engine_set_files(engine, files));
  play(engine, &controls, (Way)_i);
  play(engine, &controls, (Way)_i);
  ck_assert_uint_eq(engine_notices(engine), 0);
  ck_assert(engine->morpher.table->of.pole_set == files->pole_set);
  check_heard(engine, files);
  engine_free(engine);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("engine with files");
  TCase* const tcase = tcase_create("fall-back");
  tcase_set_timeout(tcase, 0);
  tcase_add_loop_test(
    tcase, the_catalogues_poles_step_in, 0, POLES_FAULTS * WAYS);
  tcase_add_loop_test(tcase, good_poles_are_heard, 0, WAYS);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
