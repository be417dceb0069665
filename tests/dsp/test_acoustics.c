// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The network and the ear against the Python reference, energy, and what is
   known of sealed and open cups. */

#include "dsp/model/acoustics.h"

#include "dsp/maths.h"
#include "dsp/model/ear.h"
#include "dsp/model/response.h"
#include "dsp/model/target.h"
#include "tests/support/suite.h"
#include "tests/support/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define NETWORK_RELATIVE 1e-6
#define EAR_RELATIVE 1e-9

enum { HZ_COLUMN = HOUSING_PARAMETERS };

static Table network;

static void
read_network(void)
{
  network = table_read("tests/golden/network.csv");
  ck_assert_uint_eq(network.columns, HOUSING_PARAMETERS + 1 + 8);
}

static void
free_network(void)
{
  table_free(&network);
}

static Housing
row_housing(const double* row)
{
  Housing housing = { { 0.0 } };
  for (int i = 0; i < HOUSING_PARAMETERS; ++i) {
    housing.value[i] = row[i];
  }
  return housing;
}

static double
relative_error(double complex value, const double golden[2])
{
  const double complex expected = CMPLX(golden[0], golden[1]);
  return cabs(value - expected) / cabs(expected);
}

START_TEST(network_is_the_reference)
{
  double worst = 0.0;
  for (size_t i = 0; i < network.rows; ++i) {
    const double* const row = table_row(&network, i);
    const double* const golden = row + HZ_COLUMN + 1;
    const Housing housing = row_housing(row);
    const EarLoad ear = ear_load(row[HZ_COLUMN]);
    AcousticsResult r;
    acoustics_solve(&housing, &ear, row[HZ_COLUMN], &r);
    worst = fmax(worst, relative_error(r.drum, golden));
    worst = fmax(worst, relative_error(r.isolation, golden + 2));
    worst = fmax(worst, relative_error(r.vent_m3_s, golden + 4));
    worst = fmax(worst, relative_error(r.leak_m3_s, golden + 6));
  }
  printf(
    "network: %zu points within %.1e of the reference\n", network.rows, worst);
  ck_assert_double_le(worst, NETWORK_RELATIVE);
}
END_TEST

/** Level at the drum with one parameter changed. */
static double
level_with(const double* row, int parameter, double ln_change)
{
  Housing housing = row_housing(row);
  const EarLoad ear = ear_load(row[HZ_COLUMN]);
  AcousticsResult r;
  housing.value[parameter] *= exp(ln_change);
  acoustics_solve(&housing, &ear, row[HZ_COLUMN], &r);
  return 20.0 * log10(cabs(r.drum));
}

START_TEST(slopes_are_differences)
{
  static const double h = 1e-6;
  double worst_db = 0.0;
  double worst = 0.0;
  for (size_t i = 0; i < network.rows; ++i) {
    const double* const row = table_row(&network, i);
    const Housing housing = row_housing(row);
    const EarLoad ear = ear_load(row[HZ_COLUMN]);
    double slope_db[HOUSING_PARAMETERS];
    const double level =
      acoustics_drum_slopes(&housing, &ear, row[HZ_COLUMN], slope_db);
    worst_db = fmax(worst_db, fabs(level - level_with(row, 0, 0.0)));
    for (int k = 0; k < HOUSING_PARAMETERS; ++k) {
      const double difference =
        (level_with(row, k, h) - level_with(row, k, -h)) / (2.0 * h);
      const double error = fabs(slope_db[k] - difference);
      worst = fmax(worst, error / (1.0 + fabs(difference)));
    }
  }
  printf("slopes: within %.1e of differences\n", worst);
  ck_assert_double_le(worst_db, 1e-9);
  ck_assert_double_le(worst, 1e-5);
}
END_TEST

START_TEST(ear_is_the_reference)
{
  Table golden = table_read("tests/golden/ear.csv");
  double worst = 0.0;
  for (size_t i = 0; i < golden.rows; ++i) {
    const double* const row = table_row(&golden, i);
    const EarLoad ear = ear_load(row[0]);
    worst = fmax(worst, relative_error(ear.impedance_pa_s_m3, row + 1));
    worst = fmax(worst, relative_error(ear.drum_per_entrance, row + 3));
    ck_assert_double_gt(creal(ear.impedance_pa_s_m3), 0.0);
  }
  printf("ear: within %.1e of the reference\n", worst);
  ck_assert_double_le(worst, EAR_RELATIVE);
  table_free(&golden);
}
END_TEST

/** What ear, vent and leak turn into heat or radiate, over the most that the
    driver can give: |P|^2 / 4R into a matched load. */
static double
power_share(const Housing* housing, double hz)
{
  static const double driver_mass = 80.0; // kg/m4, and Q = 0.7
  const double complex s = CMPLX(0.0, 2.0 * PI * hz);
  const double* const x = housing->value;
  const EarLoad ear = ear_load(hz);
  AcousticsResult r;
  acoustics_solve(housing, &ear, hz, &r);

  const double complex entrance = r.drum / ear.drum_per_entrance;
  const double ear_w =
    pow(cabs(entrance), 2.0) * creal(1.0 / ear.impedance_pa_s_m3);
  const double vent_w = pow(cabs(r.vent_m3_s), 2.0) * x[VENT_PA_S_M3];

  const double w0 = 2.0 * PI * 90.0; // cushion: 0.3 kg on 40 cm2, Q = 2
  const double complex cushion =
    4e-3 * 4e-3 / (0.3 * (s + w0 / 2.0 + w0 * w0 / s));
  const double complex leak =
    cushion + 1.0 / (x[LEAK_PA_S_M3] + s * x[LEAK_MASS_KG_M4]);
  const double leak_w = pow(cabs(r.leak_m3_s / leak), 2.0) * creal(leak);

  const double driver_ohm = 2.0 * PI * x[DRIVER_HZ] * driver_mass / 0.7;
  return (ear_w + vent_w + leak_w) * 4.0 * driver_ohm;
}

START_TEST(no_more_comes_out_than_goes_in)
{
  double largest = 0.0;
  for (size_t i = 0; i < network.rows; ++i) {
    const double* const row = table_row(&network, i);
    const Housing housing = row_housing(row);
    const double share = power_share(&housing, row[HZ_COLUMN]);
    ck_assert_double_gt(share, 0.0);
    ck_assert_double_le(share, 1.0);
    largest = fmax(largest, share);
  }
  /* Some set comes near the bound, or the test would show nothing. */
  ck_assert_double_ge(largest, 0.5);
}
END_TEST

static Housing
sealed_cup(double leak_pa_s_m3)
{
  const Housing housing = { { [DRIVER_HZ] = 130.0,
                              [PAD_VOLUME_M3] = 28e-6,
                              [LEAK_PA_S_M3] = leak_pa_s_m3,
                              [LEAK_MASS_KG_M4] = 1.0,
                              [CUP_VOLUME_M3] = 46e-6,
                              [VENT_PA_S_M3] = 1e10,
                              [VENT_MASS_KG_M4] = 12.0,
                              [CUP_DAMPING_PA_S_M2] = 5.1e3,
                              [PAD_MODE_HZ] = 6200.0,
                              [PAD_MODE_STRENGTH] = 2.5,
                              [BAFFLE_VENT_PA_S_M3] = 1e11 } };
  return housing;
}

static double
drum_db(const Housing* housing, double hz)
{
  const EarLoad ear = ear_load(hz);
  AcousticsResult r;
  acoustics_solve(housing, &ear, hz, &r);
  return 20.0 * log10(cabs(r.drum));
}

/* Where the leak dominates, 6 dB an octave and 20 dB for ten times the leak;
   a sealed front keeps its bass. */
START_TEST(a_leak_takes_the_bass)
{
  const Housing leaky = sealed_cup(1e5);
  const Housing leakier = sealed_cup(1e4);
  const Housing tight = sealed_cup(1e10);
  ck_assert_double_eq_tol(
    drum_db(&leaky, 40.0) - drum_db(&leaky, 20.0), 6.02, 0.3);
  ck_assert_double_eq_tol(
    drum_db(&leaky, 20.0) - drum_db(&leakier, 20.0), 20.0, 0.5);
  ck_assert_double_le(fabs(drum_db(&tight, 40.0) - drum_db(&tight, 20.0)), 0.3);
  double before = drum_db(&tight, 50.0) - drum_db(&tight, 500.0);
  for (double leak = 1e8; leak > 1e4; leak /= 3.0) {
    const Housing housing = sealed_cup(leak);
    const double db = drum_db(&housing, 50.0) - drum_db(&housing, 500.0);
    ck_assert_double_lt(db, before);
    before = db;
  }
}
END_TEST

START_TEST(between_two_housings_every_parameter_is_geometric)
{
  const Housing a = row_housing(table_row(&network, 0));
  const Housing b = row_housing(table_row(&network, network.rows - 1));
  const Housing half = housing_interpolate(&a, &b, 0.5);
  const Housing start = housing_interpolate(&a, &b, 0.0);
  const Housing end = housing_interpolate(&a, &b, 1.0);
  for (int i = 0; i < HOUSING_PARAMETERS; ++i) {
    ck_assert_double_eq_tol(
      half.value[i] / sqrt(a.value[i] * b.value[i]), 1.0, 1e-12);
    ck_assert_double_eq_tol(start.value[i] / a.value[i], 1.0, 1e-12);
    ck_assert_double_eq_tol(end.value[i] / b.value[i], 1.0, 1e-12);
  }
}
END_TEST

/* Point sources in free space below, against a baffle above. */
START_TEST(bleed_falls_with_distance)
{
  const Housing housing = row_housing(table_row(&network, 0));
  for (double hz = 50.0; hz < 10000.0; hz *= 1.7) {
    const EarLoad ear = ear_load(hz);
    AcousticsResult r;
    acoustics_solve(&housing, &ear, hz, &r);
    const double complex far = acoustics_bleed(&r, hz, 1.0);
    const double complex near = acoustics_bleed(&r, hz, 0.25);
    const double free_field =
      AIR_DENSITY_KG_M3 * hz / 2.0 * cabs(r.vent_m3_s + r.leak_m3_s);
    ck_assert_double_eq_tol(cabs(near) / cabs(far), 4.0, 1e-9);
    ck_assert_double_ge(cabs(far) / free_field, 1.0 - 1e-9);
    ck_assert_double_le(cabs(far) / free_field, 2.0 + 1e-9);
  }
}
END_TEST

/* The tables that are made for the grid are what their functions say there, and
   a response is the pressure at the drum relative to the target. */
START_TEST(tables_are_their_functions)
{
  const Housing housing = row_housing(table_row(&network, 0));
  Curve curve;
  response_of_housing(&housing, 0.0, &curve);
  double level_db = NAN;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double hz = 10.0 * exp2((double)i / 48.0);
    const EarLoad ear = ear_load(hz);
    const EarLoad* const made = grid_ear_load(i);
    AcousticsResult r;
    ck_assert_double_eq_tol(grid_hz(i), hz, 1e-9 * hz);
    ck_assert_double_le(cabs(made->impedance_pa_s_m3 - ear.impedance_pa_s_m3),
                        1e-9 * cabs(ear.impedance_pa_s_m3));
    ck_assert_double_le(cabs(made->drum_per_entrance - ear.drum_per_entrance),
                        1e-9 * cabs(ear.drum_per_entrance));
    if (hz < 8000.0) { // the air takes over above
      acoustics_solve(&housing, &ear, hz, &r);
      const double db = 20.0 * log10(cabs(r.drum)) - target_db(hz);
      level_db = isnan(level_db) ? db - curve.db[i] : level_db;
      ck_assert_double_eq_tol(curve.db[i], db - level_db, 1e-6);
    }
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("acoustics");
  TCase* const tcase = tcase_create("network");
  tcase_add_unchecked_fixture(tcase, read_network, free_network);
  tcase_add_test(tcase, network_is_the_reference);
  tcase_add_test(tcase, slopes_are_differences);
  tcase_add_test(tcase, ear_is_the_reference);
  tcase_add_test(tcase, no_more_comes_out_than_goes_in);
  tcase_add_test(tcase, a_leak_takes_the_bass);
  tcase_add_test(tcase, between_two_housings_every_parameter_is_geometric);
  tcase_add_test(tcase, bleed_falls_with_distance);
  tcase_add_test(tcase, tables_are_their_functions);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
