// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Ears that are unlike, through the engine: each hears its own circuit, changes
   and their end, and the memory for them. */

#include "dsp/engine/engine_state.h"
#include "tests/support/engine_run.h"
#include "tests/support/suite.h"

#include <complex.h>
#include <math.h>
#include <stdio.h>

#define RATE 48000.0
#define TAU 6.283185307179586

static EngineControls
seated(float amount, uint32_t seat)
{
  EngineControls c = plain_controls();
  c.mixer.match = false;
  c.simulation.headphone_a = 77;
  c.simulation.headphone_b = 14;
  c.simulation.ears.amount = amount;
  c.simulation.ears.seat = seat;
  return c;
}

/** Level at a frequency of what follows a unit impulse. */
static double
level_db(const float* h, double hz)
{
  double complex sum = 0.0;
  for (int i = 0; i < FRAMES; ++i) {
    sum += (double)h[i] * cexp(-I * TAU * hz * i / RATE);
  }
  return 20.0 * log10(cabs(sum));
}

/* Each ear's impulse response is the curve that the model says for it. */
START_TEST(each_ear_hears_its_circuit)
{
  Engine* const engine = engine_at(RATE);
  double worst = 0.0;
  double apart = 0.0;
  for (uint32_t seat = 1; seat <= 3; ++seat) {
    EngineControls controls = seated(1.0F, seat);
    controls.simulation.fit.seal = 0.8;
    controls.simulation.ears.seal_balance = 0.5F;
    controls.morph = seat == 2 ? 0.5 : 0.0;
    memset(in, 0, sizeof(in));
    in[0][0] = in[1][0] = 1.0F;
    engine_reset(engine);
    process(engine, &controls, out, 0, FRAMES);
    Curve heard[2];
    for (int c = 0; c < 2; ++c) {
      const Simulation ear =
        simulation_of_ear(&controls.simulation, c == 0 ? EAR_LEFT : EAR_RIGHT);
      MorphPoint point;
      morph_point(&ear, controls.morph, &point);
      heard[c] = point.relative;
    }
    for (double hz = 25.0; hz < 10000.0; hz *= 1.1) {
      for (int c = 0; c < 2; ++c) {
        worst =
          fmax(worst, fabs(level_db(out[c], hz) - curve_at(&heard[c], hz)));
      }
      apart =
        fmax(apart, fabs(curve_at(&heard[0], hz) - curve_at(&heard[1], hz)));
    }
  }
  printf("ears up to %.1f dB apart, each within %.2f dB\n", apart, worst);
  ck_assert_double_gt(apart, 3.0);
  ck_assert_double_lt(worst, 0.6);
  engine_free(engine);
}
END_TEST

/* At nothing, whatever the seat, it is the sound of before to the bit. */
START_TEST(alike_is_as_ever)
{
  Engine* const engine = engine_at(RATE);
  EngineControls controls = seated(0.0F, 1);
  make_noise(3);
  process(engine, &controls, out, 0, FRAMES);
  engine_reset(engine);
  controls.simulation.ears.seat = 321;
  controls.simulation.ears.seal_balance = -1.0F; // both sit perfectly
  process(engine, &controls, other, 0, FRAMES);
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
  engine_free(engine);
}
END_TEST

/* A worker's table gives what one designed in place does, once it is there. */
START_TEST(a_worker_changes_nothing)
{
  enum { HALF = FRAMES / 2 };
  Engine* const engine = engine_at(RATE);
  const EngineControls alike = seated(0.0F, 5);
  const EngineControls unlike = seated(1.5F, 5);
  make_noise(4);
  process(engine, &unlike, out, 0, FRAMES);
  engine_reset(engine);
  process_served(engine, &unlike, true, other, 0, FRAMES);
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);

  /* By way of a worker that has to bring the memory first; the state of the
     bank is the same, for it does not depend on weights. */
  engine_reset(engine);
  process_served(engine, &alike, true, other, 0, HALF);
  ck_assert_ptr_null(engine->morpher.room);
  process_served(engine, &unlike, true, other, HALF, FRAMES);
  ck_assert_ptr_nonnull(engine->morpher.room);
  for (int c = 0; c < 2; ++c) {
    for (int i = FRAMES - 2048; i < FRAMES; ++i) {
      ck_assert_float_eq_tol(out[c][i], other[c][i], 1e-6F);
    }
  }
  engine_free(engine);
}
END_TEST

/** Largest step from a frame to the next. */
static double
step(float x[2][FRAMES], int first, int end)
{
  double largest = 0.0;
  for (int c = 0; c < 2; ++c) {
    for (int i = first; i < end; ++i) {
      largest = fmax(largest, fabs((double)x[c][i] - (double)x[c][i - 1]));
    }
  }
  return largest;
}

/* Coming and going, and from seat to seat: no clicks; the memory is given back.
 */
START_TEST(seats_change_without_a_click)
{
  enum { PART = FRAMES / 4 };
  Engine* const engine = engine_at(RATE);
  for (uint32_t i = 0; i < FRAMES; ++i) {
    in[0][i] = in[1][i] = 0.5F * (float)sin(TAU * 110.0 / RATE * i);
  }
  const EngineControls alike = seated(0.0F, 1);
  const EngineControls one = seated(2.0F, 11);
  const EngineControls other_seat = seated(2.0F, 12);
  process_served(engine, &alike, true, out, 0, PART);
  process_served(engine, &one, true, out, PART, 2 * PART);
  process_served(engine, &other_seat, true, out, 2 * PART, 3 * PART);
  process_served(engine, &alike, true, out, 3 * PART, FRAMES);
  double steady = 0.0;
  for (int part = 0; part < 4; ++part) {
    const int end = (part + 1) * PART;
    steady = fmax(steady, step(out, end - PART / 2, end));
  }
  const double changing = step(out, PART, FRAMES);
  printf("steps of a sine: %.3f times those of steady ones\n",
         changing / steady);
  ck_assert_double_lt(changing, 1.05 * steady);
  ck_assert_ptr_null(engine->morpher.room);
  ck_assert_uint_eq(filter_bank_ears(&engine->morpher.bank), 1);
  ck_assert(memcmp(out[0] + 2 * PART - 256, out[1] + 2 * PART - 256, 1024) !=
            0);
  ck_assert_int_eq(memcmp(out[0] + FRAMES - 256, out[1] + FRAMES - 256, 1024),
                   0);
  engine_free(engine);
}
END_TEST

/* Nothing depends on how frames are parted. */
START_TEST(parts_do_not_matter)
{
  Engine* const engine = engine_at(RATE);
  EngineControls controls = seated(1.0F, 7);
  make_noise(9);
  process(engine, &controls, out, 0, FRAMES);
  engine_reset(engine);
  uint32_t seed = 1;
  for (uint32_t at = 0; at < FRAMES;) {
    seed = seed * 1664525U + 1013904223U;
    const uint32_t n = 1 + (seed >> 16) % 300;
    const uint32_t part = n < FRAMES - at ? n : FRAMES - at;
    process(engine, &controls, other, at, part);
    at += part;
  }
  ck_assert_int_eq(memcmp(out, other, sizeof(out)), 0);
  engine_free(engine);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("engine, two ears");
  TCase* const tcase = tcase_create("two ears");
  tcase_add_test(tcase, each_ear_hears_its_circuit);
  tcase_add_test(tcase, alike_is_as_ever);
  tcase_add_test(tcase, a_worker_changes_nothing);
  tcase_add_test(tcase, seats_change_without_a_click);
  tcase_add_test(tcase, parts_do_not_matter);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
