// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Every headphone, heard through the built plugin, against the reference
   model's response computed in Python: 20 Hz to 10 kHz, where the network is
   valid, and on to 20 kHz. */

#include "dsp/model/headphones.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"
#include "tests/support/table.h"

#include <math.h>
#include <stdio.h>

#define RMS_DB 0.1
#define MAX_DB 0.5
#define AUDIBLE_RMS_DB 0.15

enum { FIRST_ID = 1, LAST_ID = 557 };

START_TEST(headphones_follow_the_reference)
{
  const double rate_hz = probe_rates[_i];
  Table golden = table_read("tests/golden/relative_db.csv");
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  Distance worst[2] = { { 0.0, 0.0 }, { 0.0, 0.0 } };
  ck_assert_uint_eq(golden.columns, 1 + PROBE_GRID);
  probe_set(host, "match", 0);
  ck_assert_uint_eq(golden.rows, n_headphones);
  for (size_t i = 0; i < golden.rows; ++i) {
    double db[PROBE_GRID];
    const int id = (int)table_row(&golden, i)[0];
    const double* const reference = table_row(&golden, i) + 1;
    probe_set(host, "headphone_a", id);
    probe_mono_db(host, rate_hz, PROBE_GRID, db);
    const Distance valid = distance(db, reference, PROBE_GRID_10K);
    const Distance all = distance(db, reference, PROBE_GRID);
    const Distance d = distance_worst(valid, all);
    ck_assert_msg(d.rms <= RMS_DB && d.max <= MAX_DB,
                  "headphone %d at %g Hz: %.3f dB rms, %.3f dB at most",
                  id,
                  rate_hz,
                  d.rms,
                  d.max);
    worst[0] = distance_worst(worst[0], valid);
    worst[1] = distance_worst(worst[1], all);
  }
  printf("all headphones at %6g Hz: to 10 kHz %.3f dB rms, %.3f at most; "
         "to 20 kHz %.3f, %.3f\n",
         rate_hz,
         worst[0].rms,
         worst[0].max,
         worst[1].rms,
         worst[1].max);
  host_free(host);
  table_free(&golden);
}
END_TEST

START_TEST(headphone_b_is_the_same_headphone)
{
  const double rate_hz = 48000.0;
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  probe_set(host, "match", 0);
  for (int id = FIRST_ID; id <= LAST_ID; id += 80) {
    double a_db[PROBE_GRID];
    double b_db[PROBE_GRID];
    probe_set(host, "headphone_a", id);
    probe_set(host, "morph", 0);
    probe_mono_db(host, rate_hz, PROBE_GRID, a_db);
    probe_set(host, "headphone_a", 0);
    probe_set(host, "headphone_b", id);
    probe_set(host, "morph", 1);
    probe_mono_db(host, rate_hz, PROBE_GRID, b_db);
    ck_assert_double_le(distance(a_db, b_db, PROBE_GRID).max, 1e-4);
  }
  host_free(host);
}
END_TEST

/* A choice that sounds like another one is a dead choice. */
START_TEST(no_two_headphones_are_the_same)
{
  const double rate_hz = 48000.0;
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  static double db[LAST_ID + 1][PROBE_GRID];
  double closest = INFINITY;
  size_t pair[2] = { 0, 0 };
  probe_set(host, "match", 0);
  for (size_t i = 0; i < n_headphones; ++i) {
    probe_set(host, "headphone_a", headphones[i].id);
    probe_mono_db(host, rate_hz, PROBE_GRID, db[i]);
    for (size_t other = 0; other < i; ++other) {
      const double rms = distance(db[i], db[other], PROBE_GRID).rms;
      if (rms < closest) {
        closest = rms;
        pair[0] = other;
        pair[1] = i;
      }
    }
  }
  printf("closest two headphones: %s %s and %s %s, %.3f dB rms\n",
         headphones[pair[0]].maker,
         headphones[pair[0]].name,
         headphones[pair[1]].maker,
         headphones[pair[1]].name,
         closest);
  ck_assert_double_ge(closest, AUDIBLE_RMS_DB);
  host_free(host);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin response");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_loop_test(tcase, headphones_follow_the_reference, 0, PROBE_RATES);
  tcase_add_test(tcase, headphone_b_is_the_same_headphone);
  tcase_add_test(tcase, no_two_headphones_are_the_same);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
