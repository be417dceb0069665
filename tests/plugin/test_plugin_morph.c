// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The way from headphone A to B on the built plugin: smooth and exact. */

#include "dsp/model/simulation.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define RATE_HZ 48000.0

enum { FIRST_FIT = 5, LAST_FIT = 557, OPPOSITE = 143, PATH_STEPS = 33 };

/** How far the way from A to B turns back, in dB. */
typedef struct {
  double a;       ///< largest fall of the rms distance from A
  double b;       ///< largest rise of the rms distance to B
  double outside; ///< farthest beyond both ends at any frequency
} Detour;

static Detour
detour_of(Host* host, uint32_t a, uint32_t b)
{
  static double db[PATH_STEPS][PROBE_GRID];
  Detour detour = { 0.0, 0.0, 0.0 };
  probe_set(host, "headphone_a", a);
  probe_set(host, "headphone_b", b);
  for (int step = 0; step < PATH_STEPS; ++step) {
    probe_set(host, "morph", step / (PATH_STEPS - 1.0));
    probe_mono_db(host, RATE_HZ, PROBE_GRID, db[step]);
  }
  const double* const end = db[PATH_STEPS - 1];
  double farthest = 0.0;
  double nearest = distance(db[0], end, PROBE_GRID).rms;
  for (int step = 0; step < PATH_STEPS; ++step) {
    const double from = distance(db[step], db[0], PROBE_GRID).rms;
    const double to = distance(db[step], end, PROBE_GRID).rms;
    farthest = fmax(farthest, from);
    nearest = fmin(nearest, to);
    detour.a = fmax(detour.a, farthest - from);
    detour.b = fmax(detour.b, to - nearest);
    for (size_t i = 0; i < PROBE_GRID; ++i) {
      const double above = db[step][i] - fmax(db[0][i], end[i]);
      const double below = fmin(db[0][i], end[i]) - db[step][i];
      detour.outside = fmax(detour.outside, fmax(above, below));
    }
  }
  return detour;
}

static void
check_detour(Detour d, const char* what, unsigned a, unsigned b)
{
  ck_assert_msg(d.a <= 0.1 && d.b <= 0.1,
                "%s %u to %u turns back by %.3f and %.3f dB",
                what,
                a,
                b,
                d.a,
                d.b);
}

static void
widen(Detour* worst, Detour d)
{
  worst->a = fmax(worst->a, d.a);
  worst->b = fmax(worst->b, d.b);
  worst->outside = fmax(worst->outside, d.outside);
}

START_TEST(the_way_never_turns_back)
{
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  Detour twins = { 0.0, 0.0, 0.0 };
  Detour pairs = { 0.0, 0.0, 0.0 };
  uint64_t seed = 1985;
  probe_set(host, "match", 0);
  const Detour references = detour_of(host, 1, 3);
  for (uint32_t id = FIRST_FIT; id <= LAST_FIT; id += 24) {
    widen(&twins, detour_of(host, id, OPPOSITE));
  }
  for (int i = 0; i < 20; ++i) {
    const double n = LAST_FIT - FIRST_FIT + 1;
    const uint32_t a = FIRST_FIT + (uint32_t)(n * probe_random(&seed));
    const uint32_t b = FIRST_FIT + (uint32_t)(n * probe_random(&seed));
    widen(&pairs, detour_of(host, a, b));
  }
  printf("turning back from A, from B, beyond both ends in dB: references "
         "%.3f %.3f %.2f, twins %.3f %.3f %.2f, pairs %.3f %.3f %.2f\n",
         references.a,
         references.b,
         references.outside,
         twins.a,
         twins.b,
         twins.outside,
         pairs.a,
         pairs.b,
         pairs.outside);
  fflush(stdout);
  host_free(host);
  check_detour(references, "references", 1, 3);
  check_detour(twins, "twins", 0, 0);
  check_detour(pairs, "pairs", 0, 0);
}
END_TEST

/* Weights are designed at some places and mixed between them; what is heard
   half way is still the response of that place. */
START_TEST(between_designed_places_is_the_place)
{
  static const uint32_t pairs[][2] = {
    { 1, 3 }, { 10, OPPOSITE }, { 43, 79 }, { 100, 20 }, { 141, 60 }
  };
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  Distance worst = { 0.0, 0.0 };
  probe_set(host, "match", 0);
  for (size_t k = 0; k < sizeof(pairs) / sizeof(pairs[0]); ++k) {
    Simulation simulation;
    memset(&simulation, 0, sizeof(simulation));
    simulation.headphone_a = pairs[k][0];
    simulation.headphone_b = pairs[k][1];
    simulation.strength = 1.0;
    simulation.fit.seal = 1.0;
    probe_set(host, "headphone_a", pairs[k][0]);
    probe_set(host, "headphone_b", pairs[k][1]);
    for (int step = 1; step < 64; step += 2) {
      MorphPoint view;
      double heard_db[PROBE_GRID];
      double place_db[PROBE_GRID];
      probe_set(host, "morph", step / 64.0);
      probe_mono_db(host, RATE_HZ, PROBE_GRID, heard_db);
      morph_point(&simulation, step / 64.0, &view);
      for (size_t i = 0; i < PROBE_GRID; ++i) {
        place_db[i] = curve_at(&view.relative, probe_grid_hz(i));
      }
      worst = distance_worst(worst, distance(heard_db, place_db, PROBE_GRID));
    }
  }
  printf("between designed places: %.3f dB rms, %.3f dB at most\n",
         worst.rms,
         worst.max);
  fflush(stdout);
  host_free(host);
  ck_assert_double_le(worst.rms, 0.2);
  ck_assert_double_le(worst.max, 1.0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin morph");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_test(tcase, the_way_never_turns_back);
  tcase_add_test(tcase, between_designed_places_is_the_place);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
