// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Isolation and bleed against the nodal reference, what a covered ear hears,
   and how it feels. */

#include "dsp/model/ear.h"
#include "tests/support/isolated.h"
#include "tests/support/suite.h"
#include "tests/support/table.h"

#include <stdio.h>

static void
each_golden_row(const char* path, void (*check)(uint32_t, const double*))
{
  FILE* const file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  char line[512];
  unsigned n = 0;
  while (fgets(line, sizeof(line), file)) {
    if (line[0] == '#') {
      continue;
    }
    char* at = line;
    const uint32_t id = (uint32_t)strtoul(at, &at, 10);
    double db[ALL_BANDS];
    for (size_t b = 0; b < ALL_BANDS; ++b) {
      db[b] = strtod(at + 1, &at);
    }
    check(id, db);
    ++n;
  }
  fclose(file);
  ck_assert_uint_eq(n, 8);
}

static void
check_isolation(uint32_t id, const double* golden_db)
{
  const Headphone* const h = headphone_of(id);
  const double on_ear = h->coupling == COUPLING_ON_EAR;
  Curve curve;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    AcousticsResult r;
    acoustics_solve(&h->housing, grid_ear_load(i), grid_hz(i), &r);
    const double db = 20.0 * log10(cabs(r.isolation)) +
                      isolation_covered_ear_db(grid_hz(i), on_ear);
    curve.db[i] = 10.0 * log10(pow(10.0, db / 10.0) +
                               pow(10.0, on_ear > 0.0 ? -3.4 : -4.7));
  }
  for (size_t b = 0; b < ALL_BANDS; ++b) {
    ck_assert_double_eq_tol(
      octave_db(&curve, octave_hz[b]), golden_db[b], 0.15);
  }
}

static void
check_bleed(uint32_t id, const double* golden_db)
{
  const Headphone* const h = headphone_of(id);
  for (size_t b = 0; b < ALL_BANDS; ++b) {
    const double hz = octave_hz[b];
    const EarLoad ear = ear_load(hz);
    AcousticsResult result;
    acoustics_solve(&h->housing, &ear, hz, &result);
    const double x = hz * hz / 25e4;
    const double baffle = sqrt((1.0 + 2.0 * x) / (1.0 + 0.5 * x));
    const double db = 20.0 * log10(cabs(acoustics_bleed(&result, hz, 0.3)) /
                                   cabs(result.drum) / baffle);
    ck_assert_double_eq_tol(db, golden_db[b], 0.01);
  }
}

/* The same as it is heard: of both cups, on the scale of what the ear hears,
   which is relative to the neutral target. */
static void
check_heard_bleed(uint32_t id, const double* golden_db)
{
  const Simulation simulation = simulation_with(id, id);
  const Headphone* const h = headphone_of(id);
  MorphPoint point;
  morph_point(&simulation, 0.0, &point);
  response_add_peaks(&point.relative, h->peaks, h->n_peaks, -1.0);
  for (size_t b = 0; b < ALL_BANDS; ++b) {
    const double hz = octave_hz[b];
    const double drum_db = curve_at(&point.relative, hz) + target_db(hz);
    const double x = hz * hz / 25e4;
    const double baffle_db = 10.0 * log10((1.0 + 2.0 * x) / (1.0 + 0.5 * x));
    ck_assert_double_eq_tol(20.0 * log10(cabs(morph_bleed(&point, hz))),
                            golden_db[b] + baffle_db + drum_db +
                              20.0 * log10(2.0),
                            0.05);
  }
}

START_TEST(test_against_nodal_reference)
{
  each_golden_row("tests/golden/isolation_bands.csv", check_isolation);
  each_golden_row("tests/golden/isolation_bleed.csv", check_bleed);
  each_golden_row("tests/golden/isolation_bleed.csv", check_heard_bleed);
}
END_TEST

START_TEST(test_covered_ear_limits)
{
  /* Far below the resonances nothing changes, far above them the over-ear
     loss settles at the square of their ratio and the on-ear gain at
     6 dB an octave is the open resonance's 12 less the pad's 6. */
  ck_assert_double_eq_tol(isolation_covered_ear_db(30.0, 0.0), 0.0, 0.01);
  ck_assert_double_eq_tol(isolation_covered_ear_db(30.0, 1.0), 0.0, 0.01);
  ck_assert_double_eq_tol(
    isolation_covered_ear_db(1e6, 0.0), 40.0 * log10(2.0 / 3.0), 0.01);
  ck_assert_double_eq_tol(isolation_covered_ear_db(2e6, 1.0) -
                            isolation_covered_ear_db(1e6, 1.0),
                          20.0 * log10(2.0),
                          0.01);
  ck_assert_double_eq_tol(isolation_covered_ear_db(700.0, 0.25),
                          0.75 * isolation_covered_ear_db(700.0, 0.0) +
                            0.25 * isolation_covered_ear_db(700.0, 1.0),
                          1e-9);
}
END_TEST

START_TEST(test_whole_bank_is_sane)
{
  for (size_t i = 0; i < n_headphones; ++i) {
    if (headphones[i].active) {
      continue;
    }
    Curve curve;
    isolation_of_row(headphones[i].id, &curve);
    for (size_t k = 0; k < GRID_POINTS; ++k) {
      ck_assert(curve.db[k] > -47.01 && curve.db[k] < 2.01);
    }
  }
}
END_TEST

/** Own voice and openness against the Python reference; every passive closed
    headphone lies above every open one but for few. */
START_TEST(test_wearing)
{
  Table golden = table_read("tests/golden/occlusion.csv");
  for (size_t i = 0; i < golden.rows; ++i) {
    const double* const row = table_row(&golden, i);
    Wearing w;
    isolation_wearing(&headphone_of((uint32_t)row[0])->housing, &w);
    for (int b = 0; b < OCCLUSION_BANDS; ++b) {
      ck_assert_double_eq_tol(w.occlusion_db[b], row[1 + b], 0.1);
    }
    ck_assert_double_eq_tol(w.openness_db, row[1 + OCCLUSION_BANDS], 0.1);
  }
  ck_assert_uint_eq(golden.rows, 13);
  table_free(&golden);
  double open = 0.0;
  double closed = 0.0;
  unsigned n[2] = { 0, 0 };
  for (size_t i = 0; i < n_headphones; ++i) {
    const Headphone* const h = &headphones[i];
    Wearing w;
    if (h->active || h->type == HOUSING_SEMI_OPEN) {
      continue;
    }
    isolation_wearing(&h->housing, &w);
    ck_assert_msg(w.openness_db > 85.0 && w.openness_db < 150.0,
                  "%s: %.1f",
                  h->name,
                  w.openness_db);
    *(h->type == HOUSING_OPEN ? &open : &closed) += w.openness_db;
    ++n[h->type == HOUSING_CLOSED];
  }
  printf("openness: open %.1f, closed %.1f dB re 1 Pa s/m3\n",
         open / n[0],
         closed / n[1]);
  ck_assert_double_gt(closed / n[1], open / n[0] + 10.0);
}
END_TEST

START_TEST(test_open_bleeds_more_and_thinly)
{
  double db[2][ALL_BANDS];
  static const uint32_t ids[2] = { HEADPHONE_OPEN_REFERENCE,
                                   HEADPHONE_CLOSED_REFERENCE };
  for (size_t i = 0; i < 2; ++i) {
    for (size_t b = 0; b < ALL_BANDS; ++b) {
      const double hz = octave_hz[b];
      const EarLoad ear = ear_load(hz);
      AcousticsResult result;
      acoustics_solve(&headphone_of(ids[i])->housing, &ear, hz, &result);
      db[i][b] = 20.0 * log10(cabs(acoustics_bleed(&result, hz, 0.3)) /
                              cabs(result.drum));
    }
  }
  const double middle = (db[0][5] - db[1][5] + db[0][6] - db[1][6]) / 2.0;
  ck_assert(middle > 10.0 && middle < 20.0);
  /* A dipole: 12 dB an octave down into the bass. */
  ck_assert_double_lt(db[0][2], db[0][5] - 30.0);
  ck_assert_double_eq_tol(db[0][2] - db[0][1], 12.0, 1.0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("bleed");
  TCase* const tcase = tcase_create("isolation");
  tcase_add_test(tcase, test_against_nodal_reference);
  tcase_add_test(tcase, test_covered_ear_limits);
  tcase_add_test(tcase, test_whole_bank_is_sane);
  tcase_add_test(tcase, test_wearing);
  tcase_add_test(tcase, test_open_bleeds_more_and_thinly);
  suite_add_tcase(suite, tcase);

  return suite_run(suite);
}
