// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* How unlike two ears are, against the Python reference and the measured
   pairs. */

#include "dsp/model/ears.h"

#include "dsp/model/headphones.h"
#include "tests/support/suite.h"
#include "tests/support/table.h"

#include <stdio.h>
#include <stdlib.h>

enum { SEATS = 400, OCTAVES = 10, CIRCUITS_MAX = 40 };

enum { PARAMETERS, REST, LEFT, RIGHT }; // rows of the golden table

/** Response of one ear of a reference. */
static void
ear_response(uint32_t id,
             const EarDifference* difference,
             EarSide side,
             Curve* curve)
{
  const Headphone* const h = headphones_find(id);
  Housing housing = h->housing;
  ears_apply_housing(difference, side, &housing);
  response_of_housing(&housing, h->air_db, curve);
  ears_apply_rest(difference, side, curve);
}

static uint32_t
reference_of(double openness)
{
  return openness > 0.9 ? 1 : openness < 0.1 ? 3 : 2;
}

START_TEST(seats_are_the_reference)
{
  Table golden = table_read("tests/golden/ears.csv");
  ck_assert_uint_eq(golden.rows, 60);
  double worst = 0.0;
  for (size_t r = 0; r < golden.rows; ++r) {
    const double* const row = table_row(&golden, r);
    EarDifference difference;
    ears_of_seat((uint32_t)row[0], row[1], 1.0, &difference);
    if ((int)row[2] == PARAMETERS) {
      ck_assert_double_eq_tol(difference.leak_log, row[3], 1e-4);
      ck_assert_double_eq_tol(difference.driver_log, row[4], 1e-4);
      continue;
    }
    Curve own;
    Curve ear = difference.rest;
    if ((int)row[2] != REST) {
      const uint32_t id = reference_of(row[1]);
      const Headphone* const h = headphones_find(id);
      const EarSide side = (int)row[2] == LEFT ? EAR_LEFT : EAR_RIGHT;
      response_of_housing(&h->housing, h->air_db, &own);
      ear_response(id, &difference, side, &ear);
    }
    for (size_t i = 0; i + 3 < golden.columns; ++i) {
      const double hz = 20.0 * exp2((double)i / 3.0);
      const double change =
        curve_at(&ear, hz) - ((int)row[2] == REST ? 0.0 : curve_at(&own, hz));
      worst = fmax(worst, fabs(change - row[3 + i]));
    }
  }
  table_free(&golden);
  printf("seats within %.3f dB of the reference\n", worst);
  ck_assert_double_lt(worst, 0.05);
}
END_TEST

/** Left minus right of the measured pairs, SD in octaves from 31.5 Hz. */
static const double measured[2][OCTAVES] = {
  { 1.78, 1.43, 1.23, 1.21, 0.62, 0.39, 0.68, 1.46, 0.87, 2.37 },
  { 1.02, 0.64, 0.50, 0.48, 0.28, 0.26, 0.34, 0.68, 0.72, 1.27 },
};

/** Spread over seats of left minus right of a headphone, in octaves.
    @param mean_db receives what the mean of both moves by at most */
static void
spread(const Headphone* h, double sd[OCTAVES], double* mean_db)
{
  const double openness = h->type == HOUSING_OPEN ? 1.0 : 0.0;
  double sum[OCTAVES] = { 0.0 };
  double power[OCTAVES] = { 0.0 };
  Curve own;
  Curve mean = { { 0.0 } };
  response_of_housing(&h->housing, h->air_db, &own);
  for (uint32_t seat = 1; seat <= SEATS; ++seat) {
    EarDifference difference;
    Curve left;
    Curve right;
    ears_of_seat(seat, openness, 1.0, &difference);
    ear_response(h->id, &difference, EAR_LEFT, &left);
    ear_response(h->id, &difference, EAR_RIGHT, &right);
    for (size_t o = 0; o < OCTAVES; ++o) {
      const double hz = 31.25 * exp2((double)o);
      const double d = curve_mean(&left, hz / sqrt(2.0), hz * sqrt(2.0)) -
                       curve_mean(&right, hz / sqrt(2.0), hz * sqrt(2.0));
      sum[o] += d / SEATS;
      power[o] += d * d / SEATS;
    }
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      mean.db[i] += ((left.db[i] + right.db[i]) / 2.0 - own.db[i]) / SEATS;
    }
  }
  *mean_db = 0.0;
  for (size_t i = 48; i < GRID_POINTS; ++i) {
    *mean_db = fmax(*mean_db, fabs(mean.db[i]));
  }
  for (size_t o = 0; o < OCTAVES; ++o) {
    sd[o] = sqrt(power[o] - sum[o] * sum[o]);
  }
}

static int
compare(const void* a, const void* b)
{
  const double x = *(const double*)a;
  const double y = *(const double*)b;
  return (x > y) - (x < y);
}

/** Median spread over circuits of a type, some of the catalogue's. */
static void
spread_of_type(HousingType type, double median[OCTAVES])
{
  double sd[OCTAVES][CIRCUITS_MAX];
  size_t n = 0;
  for (uint32_t id = 5; id < 560 && n < CIRCUITS_MAX; id += 4) {
    const Headphone* const h = headphones_find(id);
    if (h && h->type == type && !h->active) {
      double one[OCTAVES];
      double mean_db;
      spread(h, one, &mean_db);
      ck_assert_double_lt(mean_db, 0.1);
      for (size_t o = 0; o < OCTAVES; ++o) {
        sd[o][n] = one[o];
      }
      ++n;
    }
  }
  ck_assert_uint_eq(n, CIRCUITS_MAX);
  for (size_t o = 0; o < OCTAVES; ++o) {
    qsort(sd[o], n, sizeof(double), compare);
    median[o] = (sd[o][n / 2 - 1] + sd[o][n / 2]) / 2.0;
  }
}

START_TEST(seats_spread_as_pairs_do)
{
  static const HousingType types[2] = { HOUSING_CLOSED, HOUSING_OPEN };
  double sd[2][OCTAVES];
  for (int open = 0; open < 2; ++open) {
    spread_of_type(types[open], sd[open]);
    for (size_t o = 0; o < OCTAVES; ++o) {
      printf("%s %7.1f Hz: %.2f dB, measured %.2f\n",
             open ? "open" : "closed",
             31.25 * exp2((double)o),
             sd[open][o],
             measured[open][o]);
      ck_assert_double_eq_tol(
        sd[open][o], measured[open][o], fmax(0.12, 0.1 * measured[open][o]));
    }
  }
  ck_assert_double_ge(sd[0][1], 1.5 * sd[1][1]);
}
END_TEST

START_TEST(nothing_differs_at_nothing)
{
  EarDifference difference;
  ears_of_seat(7, 0.3, 0.0, &difference);
  Housing housing = headphones_find(1)->housing;
  const Housing own = housing;
  ears_apply_housing(&difference, EAR_LEFT, &housing);
  for (int i = 0; i < HOUSING_VALUES; ++i) {
    ck_assert(housing.value[i] == own.value[i]);
  }
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    ck_assert(difference.rest.db[i] == 0.0);
  }
}
END_TEST

START_TEST(a_leak_goes_to_one_side)
{
  ck_assert(ears_seal(1.0, -1.0, EAR_LEFT) == 1.0);
  ck_assert(ears_seal(0.8, 0.0, EAR_LEFT) == ears_seal(0.8, 0.0, EAR_RIGHT));
  ck_assert_double_eq_tol(ears_seal(0.7, 1.0, EAR_LEFT), 1.0, 1e-12);
  ck_assert_double_eq_tol(ears_seal(0.7, 1.0, EAR_RIGHT), 0.4, 1e-12);
  ck_assert_double_eq_tol(ears_seal(0.2, -1.0, EAR_LEFT), 0.0, 1e-12);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ears");
  TCase* const tcase = tcase_create("ears");
  tcase_add_test(tcase, seats_are_the_reference);
  tcase_add_test(tcase, seats_spread_as_pairs_do);
  tcase_add_test(tcase, nothing_differs_at_nothing);
  tcase_add_test(tcase, a_leak_goes_to_one_side);
  tcase_set_timeout(tcase, 120.0);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
