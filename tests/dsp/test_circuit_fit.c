// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* From a response to a circuit: against the Python reference and its own way
   to the minimum, and the types of the catalogue's headphones. */

#include "dsp/model/circuit_fit.h"

#include "dsp/maths.h"
#include "dsp/model/discriminant.h"
#include "dsp/model/target.h"
#include "tests/support/suite.h"
#include "tests/support/table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define RMS_DB 0.02 // above the reference; 0.05 are allowed
#define COST 0.05
#define RESPONSE_DB 0.1
#define SCORE 0.01
#define ODDS 0.02
#define RIGHT_SHARE 0.87
#define TOO_MANY_STEPS 2000

/** Columns of circuit_fit.csv. */
enum {
  TYPE,
  PARAMETERS,
  WAVES_DB = PARAMETERS + HOUSING_PARAMETERS,
  PHASE,
  LIMITED,
  FIRST_HZ,
  LAST_HZ,
  RMS,
  COSTS = RMS + HOUSING_NONE,
  SCORE_COLUMN = COSTS + HOUSING_NONE,
  ODDS_COLUMN,
  FITTED,
  COLUMNS = FITTED + HOUSING_PARAMETERS
};

static Table golden;

static void
read_golden(void)
{
  golden = table_read("tests/golden/circuit_fit.csv");
  ck_assert_uint_eq(golden.columns, COLUMNS);
  ck_assert_uint_ge(golden.rows, 8);
}

static void
free_golden(void)
{
  table_free(&golden);
}

/** What no circuit has, as in make_circuit_fit.py. */
static double
waves_db(const double* row, double hz)
{
  static const double per_octave[] = { 0.7, 1.9, 3.1 };
  double sum = 0.0;
  for (int k = 0; k < 3; ++k) {
    sum +=
      sin(2.0 * PI * per_octave[k] * log2(hz / 20.0) + (k + 1) * row[PHASE]);
  }
  return row[WAVES_DB] * sum / sqrt(1.5);
}

/** The response of a row, without the catalogue's air. */
static MeasuredResponse
row_response(const double* row)
{
  MeasuredResponse response = { .first_hz = row[FIRST_HZ],
                                .last_hz = row[LAST_HZ],
                                .is_limited = row[LIMITED] > 0.0,
                                .type = HOUSING_NONE };
  Housing housing = { { 0.0 } };
  memcpy(housing.value, row + PARAMETERS, HOUSING_PARAMETERS * sizeof(*row));
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    AcousticsResult r;
    acoustics_solve(&housing, grid_ear_load(i), grid_hz(i), &r);
    response.relative.db[i] = 20.0 * log10(cabs(r.drum)) -
                              target_db(grid_hz(i)) + waves_db(row, grid_hz(i));
  }
  curve_align(&response.relative);
  return response;
}

static CircuitFound
fit(const MeasuredResponse* response)
{
  CircuitFit work;
  unsigned steps = 1;
  ck_assert(circuit_fit_is_possible(response));
  circuit_fit_begin(&work, response);
  while (!circuit_fit_step(&work)) {
    ck_assert_uint_lt(++steps, TOO_MANY_STEPS);
  }
  return circuit_fit_found(&work);
}

START_TEST(every_type_is_the_reference)
{
  const double* const row = table_row(&golden, (size_t)_i);
  MeasuredResponse response = row_response(row);
  for (int type = 0; type < HOUSING_NONE; ++type) {
    CircuitFit work;
    response.type = (HousingType)type;
    circuit_fit_begin(&work, &response);
    while (!circuit_fit_step(&work)) {
    }
    const CircuitFound found = circuit_fit_found(&work);
    printf("row %d as %d: rms %.4f (%+.4f), cost %+.4f of the reference\n",
           _i,
           type,
           found.rms_db,
           found.rms_db - row[RMS + type],
           work.of[type].least_cost - row[COSTS + type]);
    ck_assert_int_eq(found.type, type);
    ck_assert_double_eq(found.certainty, 1.0);
    /* More starts may find better ones. */
    ck_assert_double_le(found.rms_db, row[RMS + type] + RMS_DB);
    ck_assert_double_le(work.of[type].least_cost, row[COSTS + type] + COST);
  }
}
END_TEST

/** Response of parameters, aligned. */
static Curve
response_of(const double value[HOUSING_PARAMETERS])
{
  Housing housing = { { 0.0 } };
  Curve curve;
  memcpy(housing.value, value, HOUSING_PARAMETERS * sizeof(*value));
  response_of_housing(&housing, 0.0, &curve);
  return curve;
}

/* Where parameters trade with one another, only what comes of them counts. */
START_TEST(circuit_is_the_reference)
{
  const double* const row = table_row(&golden, (size_t)_i);
  MeasuredResponse response = row_response(row);
  response.type = (HousingType)row[TYPE];
  const CircuitFound found = fit(&response);
  const Curve ours = response_of(found.housing.value);
  const Curve golden_curve = response_of(row + FITTED);
  double worst_db = 0.0;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double hz = grid_hz(i);
    if (hz >= row[FIRST_HZ] && hz <= fmin(row[LAST_HZ], 8000.0)) {
      worst_db = fmax(worst_db, fabs(ours.db[i] - golden_curve.db[i]));
    }
  }
  printf("row %d: response within %.3f dB of the reference\n", _i, worst_db);
  ck_assert_double_le(worst_db, RESPONSE_DB);
  for (int i = HOUSING_PARAMETERS; i < HOUSING_VALUES; ++i) {
    ck_assert_double_eq(found.housing.value[i], 0.0);
  }
}
END_TEST

START_TEST(decision_is_the_reference)
{
  const double* const row = table_row(&golden, (size_t)_i);
  const MeasuredResponse response = row_response(row);
  const double odds = row[ODDS_COLUMN];
  const CircuitFound found = fit(&response);
  ck_assert_double_eq_tol(
    discriminant_score(&response.relative), row[SCORE_COLUMN], SCORE);
  if (fabs(odds) > ODDS) {
    ck_assert_int_eq(found.type, odds > 0.0 ? HOUSING_OPEN : HOUSING_CLOSED);
  }
  ck_assert_double_ge(found.certainty, 0.5);
  ck_assert_double_lt(found.certainty, 1.0);
  ck_assert(found.certainty > 0.9 || fabs(odds) < 2.0);
  ck_assert(found.certainty < 0.7 || fabs(odds) > 0.5 - ODDS);
}
END_TEST

/** A headphone of the catalogue as somebody would have measured it. */
static MeasuredResponse
catalogue_response(const Headphone* headphone)
{
  MeasuredResponse response = { .first_hz = 20.0,
                                .last_hz = 20000.0,
                                .type = HOUSING_NONE };
  response_of_housing(
    &headphone->housing, headphone->air_db, &response.relative);
  response_add_peaks(
    &response.relative, headphone->peaks, headphone->n_peaks, 1.0);
  return response;
}

START_TEST(types_of_the_catalogue_are_found)
{
  unsigned n = 0;
  unsigned right = 0;
  unsigned sure = 0;
  unsigned sure_right = 0;
  for (size_t k = 0; k < n_headphones; k += 4) {
    const Headphone* const h = &headphones[k];
    if (h->active || h->id <= HEADPHONE_CLOSED_REFERENCE) {
      continue;
    }
    const MeasuredResponse response = catalogue_response(h);
    const CircuitFound found = fit(&response);
    const bool is_right =
      (found.type == HOUSING_CLOSED) == (h->type == HOUSING_CLOSED);
    ++n;
    right += is_right;
    sure += found.certainty > 0.9;
    sure_right += found.certainty > 0.9 && is_right;
  }
  printf("types: %u of %u right; of those that are sure %u of %u\n",
         right,
         n,
         sure_right,
         sure);
  ck_assert_uint_gt(n, 90);
  ck_assert_double_ge(right, RIGHT_SHARE * n);
  ck_assert_uint_gt(sure, n / 3);
  ck_assert_double_ge(sure_right, 0.95 * sure);
}
END_TEST

/* The own starts come to 0.6 dB at best. */
START_TEST(the_catalogue_is_started_from)
{
  for (size_t i = 0; i < n_headphones; ++i) {
    if (!strcmp(headphones[i].name, "PX 100")) {
      const MeasuredResponse response = catalogue_response(&headphones[i]);
      ck_assert_double_le(fit(&response).rms_db, 0.2);
      return;
    }
  }
  ck_abort_msg("no PX 100");
}
END_TEST

START_TEST(what_is_not_measured_is_not_fitted)
{
  MeasuredResponse response = row_response(table_row(&golden, golden.rows - 1));
  response.first_hz = 101.0;
  ck_assert(!circuit_fit_is_possible(&response));
  response.first_hz = 100.0;
  response.last_hz = 7999.0;
  ck_assert(!circuit_fit_is_possible(&response));
  response.last_hz = 8000.0;
  const CircuitFound before = fit(&response);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const bool is_measured = grid_hz(i) > 95.0 && grid_hz(i) < 8300.0;
    response.relative.db[i] += is_measured ? 0.0 : 40.0;
  }
  response.type = before.type;
  const CircuitFound after = fit(&response);
  ck_assert_mem_eq(&after.housing, &before.housing, sizeof(after.housing));
}
END_TEST

/** A curve that no headphone has. */
static double
odd_db(int kind, size_t i)
{
  switch (kind) {
    case 0:
      return 0.0;
    case 1:
      return i % 2 ? 60.0 : -60.0;
    case 2:
      return 0.5 * ((double)i - 350.0);
    case 3:
      return i == 300 ? 500.0 : 0.0;
    default:
      return i < 200 ? -300.0 : 0.0;
  }
}

START_TEST(odd_curves_give_possible_housings)
{
  MeasuredResponse response = { .first_hz = 20.0,
                                .last_hz = 20000.0,
                                .is_limited = _i % 2 == 0,
                                .type = HOUSING_NONE };
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    response.relative.db[i] = odd_db(_i, i);
  }
  curve_align(&response.relative);
  const CircuitFound found = fit(&response);
  Curve curve;
  response_of_housing(&found.housing, 0.0, &curve);
  ck_assert_double_finite(found.rms_db);
  for (int i = 0; i < HOUSING_PARAMETERS; ++i) {
    ck_assert_double_finite(found.housing.value[i]);
    ck_assert_double_gt(found.housing.value[i], 0.0);
  }
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    ck_assert_double_finite(curve.db[i]);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("circuit fit");
  TCase* const tcase = tcase_create("circuit fit");
  tcase_add_unchecked_fixture(tcase, read_golden, free_golden);
  tcase_set_timeout(tcase, 60);
  tcase_add_loop_test(tcase, every_type_is_the_reference, 0, 8);
  tcase_add_loop_test(tcase, circuit_is_the_reference, 0, 8);
  tcase_add_loop_test(tcase, decision_is_the_reference, 0, 8);
  tcase_add_test(tcase, types_of_the_catalogue_are_found);
  tcase_add_test(tcase, the_catalogue_is_started_from);
  tcase_add_test(tcase, what_is_not_measured_is_not_fitted);
  tcase_add_loop_test(tcase, odd_curves_give_possible_housings, 0, 5);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
