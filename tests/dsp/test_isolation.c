// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Isolation as it was measured: of classes, of single headphones, and its
 * limits. */

#include "tests/support/isolated.h"
#include "tests/support/suite.h"
#include "tests/support/table.h"
#include "ui/shared/percentile.h"

#include <stdio.h>

#define HD_650 14
#define HD_25 77
#define HD_280_PRO 79
#define DT_770 88
#define K872 95

/* Published attenuation in dB, octaves 125 Hz .. 8 kHz. */
#define ISOLATION_BANDS 7
typedef double Octaves[ISOLATION_BANDS];
/* HD 650, KEMAR, diffuse: Llado et al., Aalto Acoustics Lab. */
static const Octaves hd_650_db = { 0.0, 0.1, -0.3, -1.1, 3.7, 9.2, 13.4 };
/* TDH39: ISO 8253-1; HDA 200: ISO 389-8. */
static const Octaves tdh39_db = { 3, 5, 7, 15, 26, 32, 24 };
static const Octaves hda200_db = { 14.5, 16, 22.5, 28.5, 32, 45.5, 44 };
/* Makers' rated means of real-ear attenuation at threshold. */
static const Octaves h9940_db = { 14.1, 21.9, 29.4, 32.0, 29.7, 36.2, 37.4 };
static const Octaves litecom_db = { 17.8, 23.0, 32.1, 36.2, 35.1, 38.7, 36.5 };

/** Attenuation in the octaves 125 Hz .. 8 kHz, printed beside a published one.
 */
static void
attenuation(const char* name, uint32_t id, Octaves db)
{
  Curve curve;
  isolation_of_row(id, &curve);
  printf("| %s |", name);
  for (size_t b = 0; b < ISOLATION_BANDS; ++b) {
    db[b] = -octave_db(&curve, octave_hz[b + 2]);
    printf(" %.1f |", db[b]);
  }
  printf("\n");
}

START_TEST(test_open_headphone_as_measured)
{
  static const Octaves tolerance_db = { 1, 1, 1, 1, 3, 3, 4 };
  Octaves db;
  attenuation("HD 650", HD_650, db);
  for (size_t b = 0; b < ISOLATION_BANDS; ++b) {
    ck_assert_double_eq_tol(db[b], hd_650_db[b], tolerance_db[b]);
  }
}
END_TEST

START_TEST(test_closed_on_ear_as_tdh39)
{
  Octaves db;
  attenuation("HD 25", HD_25, db);
  for (size_t b = 0; b < ISOLATION_BANDS; ++b) {
    ck_assert_double_eq_tol(db[b], tdh39_db[b], 5.0);
  }
}
END_TEST

START_TEST(test_closed_over_ear_between)
{
  Octaves db;
  attenuation("HD 280 Pro", HD_280_PRO, db);
  double sum = 0.0;
  double low = 0.0;
  double high = 0.0;
  /* From 250 Hz on: below, the circuit is left to itself. */
  for (size_t b = 1; b < ISOLATION_BANDS; ++b) {
    sum += db[b];
    low += tdh39_db[b];
    high += hda200_db[b];
    ck_assert_double_gt(db[b], tdh39_db[b] - 1.0);
    ck_assert_double_lt(db[b], hda200_db[b] + 1.0);
  }
  ck_assert_double_gt(sum, low + 7.0);
  ck_assert_double_lt(sum, high - 7.0);
}
END_TEST

START_TEST(test_sealing_headphone_in_envelope)
{
  Octaves db;
  attenuation("K872", K872, db);
  for (size_t b = 0; b < ISOLATION_BANDS; ++b) {
    const double low = fmin(hda200_db[b], fmin(h9940_db[b], litecom_db[b]));
    const double high = fmax(hda200_db[b], fmax(h9940_db[b], litecom_db[b]));
    ck_assert_double_gt(db[b], low - 4.0);
    ck_assert_double_lt(db[b], high + 4.0);
  }
}
END_TEST

START_TEST(test_isolation_rises_from_open_to_closed)
{
  static const uint32_t pairs[][2] = { { 1, 3 }, { HD_650, DT_770 } };
  for (size_t k = 0; k < 2; ++k) {
    const Simulation simulation = simulation_with(pairs[k][0], pairs[k][1]);
    double last[ALL_BANDS];
    for (int step = 0; step <= 40; ++step) {
      Curve curve;
      ck_assert(isolation_at(&simulation, step / 40.0, &curve));
      for (size_t b = 0; b < ALL_BANDS; ++b) {
        const double db = -octave_db(&curve, octave_hz[b]);
        if (step > 0) {
          /* Below 250 Hz nothing isolates and 0.02 dB have no meaning. */
          ck_assert_double_gt(db,
                              last[b] - (octave_hz[b] < 200.0 ? 0.02 : 0.0));
        }
        last[b] = db;
      }
    }
  }
}
END_TEST

/* The semi-open reference is on the way between the others. */
START_TEST(test_references_meet_in_the_semi_open_one)
{
  const Simulation simulation = simulation_with(1, 3);
  Curve half;
  Curve semi;
  isolation_at(&simulation, 0.5, &half);
  isolation_of_row(2, &semi);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    ck_assert_double_eq_tol(half.db[i], semi.db[i], 1e-9);
  }
}
END_TEST

/** Against the Python reference: every sixth row or so, sealed and leaking. */
START_TEST(test_against_the_second_reference)
{
  Table golden = table_read("tests/golden/isolation.csv");
  double worst = 0.0;
  for (size_t i = 0; i < golden.rows; ++i) {
    const double* const row = table_row(&golden, i);
    Simulation simulation = simulation_with((uint32_t)row[0], 3);
    simulation.fit.seal = row[1];
    simulation.fit.bass_port = row[2];
    Curve curve;
    ck_assert(isolation_at(&simulation, 0.0, &curve));
    for (size_t b = 0; b < ALL_BANDS; ++b) {
      const double error = -octave_db(&curve, octave_hz[b]) - row[3 + b];
      worst = fmax(worst, fabs(error));
    }
  }
  printf("isolation: %zu rows within %.2f dB of the reference\n",
         golden.rows,
         worst);
  ck_assert_double_lt(worst, 0.3);
  table_free(&golden);
}
END_TEST

/** No octave gets louder by 2 dB; the median closed over-ear isolates at least
    as a TDH39, whose published values are turned into pink octaves here. */
START_TEST(test_classes_are_where_they_were_measured)
{
  static const double tdh39_octave_db[] = { 5.0, 7.2, 13.7, 23.9, 30.2 };
  static double closed[5][600];
  size_t n = 0;
  for (size_t i = 0; i < n_headphones; ++i) {
    const Headphone* const h = &headphones[i];
    if (h->active) {
      continue;
    }
    Curve curve;
    isolation_of_row(h->id, &curve);
    for (size_t b = 0; b < ALL_BANDS; ++b) {
      ck_assert_double_lt(octave_db(&curve, octave_hz[b]), 2.0);
    }
    if (h->type == HOUSING_CLOSED && h->coupling == COUPLING_OVER_EAR) {
      for (size_t b = 0; b < 5; ++b) {
        closed[b][n] = -octave_db(&curve, octave_hz[b + 3]);
      }
      ++n;
    }
  }
  ck_assert_uint_gt(n, 150);
  printf("median closed over-ear, 250 Hz .. 4 kHz:");
  for (size_t b = 0; b < 5; ++b) {
    qsort(closed[b], n, sizeof(double), percentile_compare);
    printf(" %.1f", closed[b][n / 2]);
    ck_assert_double_ge(closed[b][n / 2], tdh39_octave_db[b]);
  }
  printf("\n");
}
END_TEST

/* Nothing is claimed of an active headphone; where the other end has a cup,
   that stands in, at any place of the morph. */
START_TEST(test_active_headphones_claim_nothing)
{
  const Headphone* active = NULL;
  for (size_t i = 0; i < n_headphones && !active; ++i) {
    active = headphones[i].active ? &headphones[i] : NULL;
  }
  ck_assert_ptr_nonnull(active);
  Curve curve;
  Curve cup;
  const Simulation both = simulation_with(active->id, active->id);
  ck_assert(!isolation_at(&both, 0.5, &curve));
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    ck_assert(curve.db[i] == 0.0);
  }
  const Simulation one = simulation_with(active->id, DT_770);
  isolation_of_row(DT_770, &cup);
  ck_assert(isolation_at(&one, 0.3, &curve));
  ck_assert_mem_eq(&curve, &cup, sizeof(curve));
}
END_TEST

/** Isolation of a cup that is pulled all the way to a level. */
static void
pulled(uint32_t id, double target_db, double on_ear, Curve* curve)
{
  const Housing* const housing = &headphone_of(id)->housing;
  IsolationAim aim;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    aim.target.db[i] = target_db;
    aim.pull.db[i] = 1.0;
  }
  isolation_of_housing(housing, housing, &aim, &aim, 0.5, on_ear, 1.0, curve);
}

START_TEST(test_limits)
{
  Curve curve;
  pulled(1, 20.0, 0.0, &curve);
  ck_assert_double_eq_tol(curve_at(&curve, 1000.0), -20.0, 0.01);
  pulled(1, 200.0, 0.0, &curve);
  ck_assert_double_eq_tol(curve_at(&curve, 1000.0), -47.0, 0.01);
  pulled(1, 200.0, 1.0, &curve);
  ck_assert_double_eq_tol(curve_at(&curve, 1000.0), -34.0, 0.01);
  pulled(1, -50.0, 0.0, &curve);
  ck_assert_double_eq_tol(curve_at(&curve, 1000.0), 2.0, 0.01);
  pulled(1, -1.0, 0.0, &curve);
  ck_assert_double_eq_tol(curve_at(&curve, 1000.0), 1.0, 0.01);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("isolation");
  TCase* const tcase = tcase_create("isolation");
  tcase_add_test(tcase, test_open_headphone_as_measured);
  tcase_add_test(tcase, test_closed_on_ear_as_tdh39);
  tcase_add_test(tcase, test_closed_over_ear_between);
  tcase_add_test(tcase, test_sealing_headphone_in_envelope);
  tcase_add_test(tcase, test_isolation_rises_from_open_to_closed);
  tcase_add_test(tcase, test_references_meet_in_the_semi_open_one);
  tcase_add_test(tcase, test_against_the_second_reference);
  tcase_add_test(tcase, test_classes_are_where_they_were_measured);
  tcase_add_test(tcase, test_active_headphones_claim_nothing);
  tcase_add_test(tcase, test_limits);
  suite_add_tcase(suite, tcase);

  return suite_run(suite);
}
