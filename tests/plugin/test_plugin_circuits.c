// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Measured files with circuits in the built plugin: what the fit, the pads and
   the opposite housing do to them. */

#include "dsp/model/circuit_fit.h"
#include "tests/support/fitted.h"
#include "tests/support/simulated.h"
#include "tests/support/suite.h"

#define UNTOUCHED_DB 0.05
#define OCTAVE_DB 1.0
#define TWIN_RMS_DB 1.0

#define RMS_DB 0.1 // of filters, as of files untouched
#define MAX_DB 0.5

static void
set_fit(Host* host, double seal, double wear)
{
  probe_set(host, "seal", seal);
  probe_set(host, "pad_wear", wear);
}

/** Mean levels of octaves from 31.5 Hz on. */
enum { OCTAVES = 9, PER_OCTAVE = 12 };

static void
octaves_db(Host* host, double mean[OCTAVES])
{
  double db[PROBE_GRID];
  probe_mono_db(host, RATE_HZ, PROBE_GRID, db);
  host_activate(host);
  for (int o = 0; o < OCTAVES; ++o) {
    mean[o] = 0.0;
    for (int i = 0; i < PER_OCTAVE; ++i) {
      mean[o] += db[2 + PER_OCTAVE * o + i] / PER_OCTAVE;
    }
  }
}

/* The curve is heard before the circuit is there, and that changes nothing. */
START_TEST(a_circuit_is_not_heard_by_itself)
{
  Host* const host = open_host(WORKER_LATER);
  Heard heard = nothing;
  double before[PROBE_GRID];
  double after[PROBE_GRID];
  write_file(path, headphone_named(_i ? "HD 600" : "DT 770"), 20.0);
  host_send_path(host, EARCUP__file_a, path);
  run_block(host, &heard);
  host_work(host); // reads it
  run_block(host, &heard);
  ck_assert(heard.has_curve);
  ck_assert_int_eq(heard.housing, -1);
  probe_mono_db(host, RATE_HZ, PROBE_GRID, before);
  host_activate(host);
  settle(host, &heard);
  ck_assert_int_eq(heard.housing, _i ? HOUSING_OPEN : HOUSING_CLOSED);
  ck_assert_uint_eq(heard.n_values, HOUSING_PARAMETERS);
  probe_mono_db(host, RATE_HZ, PROBE_GRID, after);
  const Distance d = distance(before, after, PROBE_GRID);
  printf("untouched, with and without its circuit: %.4f dB at most\n", d.max);
  ck_assert_double_le(d.max, UNTOUCHED_DB);
  host_free(host);
}
END_TEST

/* No slice takes more than a part of it. */
START_TEST(a_fit_goes_in_slices)
{
  Host* const host = open_host(WORKER_LATER);
  Heard heard = nothing;
  write_file(path, headphone_named("DT 770"), 20.0);
  host_send_path(host, EARCUP__file_a, path);
  run_block(host, &heard);
  host_work(host);
  for (unsigned slices = 0; heard.housing < 0; ++slices) {
    ck_assert_uint_lt(slices, 50);
    ck_assert(slices < 2 || host->n_jobs > 2);
    run_block(host, &heard);
    host_work(host);
    ck_assert(heard.housing < 0 || slices >= 3);
  }
  host_free(host);
}
END_TEST

START_TEST(seal_and_pads_act_on_a_file)
{
  static const char* const names[] = { "HD 25", "DT 770", "HD 600" };
  const Headphone* const headphone = headphone_named(names[_i]);
  Host* const host = open_host(WORKER_LATER);
  Host* const own = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(own, "headphone_a", headphone->id);
  probe_set(own, "match", 0);
  write_file(path, headphone, 20.0);
  load_told(host, path, headphone);
  double file_0[OCTAVES];
  double own_0[OCTAVES];
  octaves_db(host, file_0);
  octaves_db(own, own_0);
  for (int change = 0; change < 2; ++change) {
    double file_1[OCTAVES];
    double own_1[OCTAVES];
    set_fit(host, change ? 100 : 72, change ? 100 : 0);
    set_fit(own, change ? 100 : 72, change ? 100 : 0);
    octaves_db(host, file_1);
    octaves_db(own, own_1);
    for (int o = 0; o < OCTAVES; ++o) {
      ck_assert_double_eq_tol(
        file_1[o] - file_0[o], own_1[o] - own_0[o], OCTAVE_DB);
    }
    if (_i == 0) {
      ck_assert_double_lt(file_1[0] - file_0[0], -3.0); // something happens
    }
  }
  host_free(host);
  host_free(own);
}
END_TEST

START_TEST(a_file_has_an_opposite)
{
  const Headphone* const headphone = headphone_named("HD 600");
  Host* const host = open_host(WORKER_LATER);
  Host* const own = probe_open(RATE_HZ, WORKER_ABSENT);
  double of_file[PROBE_GRID];
  double of_own[PROBE_GRID];
  probe_set(own, "headphone_a", headphone->id);
  probe_set(own, "headphone_b", OPPOSITE);
  probe_set(own, "match", 0);
  probe_set(own, "morph", 1);
  probe_set(host, "morph", 1);
  write_file(path, headphone, 20.0);
  load_told(host, path, headphone);
  probe_mono_db(host, RATE_HZ, PROBE_GRID_10K, of_file);
  probe_mono_db(own, RATE_HZ, PROBE_GRID_10K, of_own);
  const Distance d = distance(of_file, of_own, PROBE_GRID_10K);
  printf("opposite of a file: %.2f dB rms from the catalogue's\n", d.rms);
  ck_assert_double_le(d.rms, TWIN_RMS_DB);
  host_free(host);
  host_free(own);
}
END_TEST

/** What the model says of the file at the path with that fit. */
static void
model_db(const Headphone* headphone,
         const Fit* fit,
         double morph,
         double db[PROBE_GRID])
{
  static MeasuredFiles files;
  CircuitFit work;
  MorphPoint point;
  files.file[FILE_A].present = true;
  response_of_housing(&headphone->housing,
                      headphone->air_db,
                      &files.file[FILE_A].response.relative);
  const MeasuredResponse response = {
    files.file[FILE_A].response.relative, 20.0, 20000.0, false, headphone->type
  };
  circuit_fit_begin(&work, &response);
  while (!circuit_fit_step(&work)) {
  }
  const CircuitFound found = circuit_fit_found(&work);
  measured_file_set_circuit(
    &files.file[FILE_A], &found.housing, found.type, 1.0);
  Simulation simulation;
  memset(&simulation, 0, sizeof(simulation));
  simulation.headphone_a = HEADPHONE_MEASURED_FILE;
  simulation.headphone_b = OPPOSITE;
  simulation.strength = 1.0;
  simulation.fit = *fit;
  simulation.files = &files;
  morph_point(&simulation, morph, &point);
  for (size_t i = 0; i < PROBE_GRID; ++i) {
    db[i] = curve_at(&point.relative, probe_grid_hz(i));
  }
}

/* The filter is made for the file as it was measured: it has to follow what
   becomes of that as well. */
START_TEST(its_filter_follows_every_fit)
{
  static const char* const names[] = { "HD 25", "DT 770", "HD 600", "DT 880" };
  static const Fit fits[] = {
    { 1.0, 0.0, 0.0, 0.0, 0.0 },   { 0.72, 0.0, 0.0, 0.0, 0.0 },
    { 0.0, 0.0, 0.0, 0.0, 0.0 },   { 1.0, 1.0, 0.0, 0.0, 0.0 },
    { 1.0, 0.0, -1.0, -1.0, 0.0 }, { 1.0, 0.0, 1.0, 1.0, -1.0 },
    { 0.5, 0.5, 0.5, -0.5, 0.5 }
  };
  const Headphone* const headphone = headphone_named(names[_i]);
  Host* const host = open_host(WORKER_LATER);
  Distance worst = { 0.0, 0.0 };
  write_file(path, headphone, 20.0);
  load_told(host, path, headphone);
  for (size_t k = 0; k < sizeof(fits) / sizeof(fits[0]); ++k) {
    const Fit* const fit = &fits[k];
    set_fit(host, 100.0 * fit->seal, 100.0 * fit->pad_wear);
    probe_set(host, "cup_volume", 100.0 * fit->cup_volume);
    probe_set(host, "cup_damping", 100.0 * fit->cup_damping);
    probe_set(host, "bass_port", 100.0 * fit->bass_port);
    for (int m = 0; m <= 2; ++m) {
      double got[PROBE_GRID];
      double wanted[PROBE_GRID];
      probe_set(host, "morph", 0.5 * m);
      probe_mono_db(host, RATE_HZ, PROBE_GRID, got);
      host_activate(host);
      model_db(headphone, fit, 0.5 * m, wanted);
      worst = distance_worst(worst, distance(got, wanted, PROBE_GRID));
    }
  }
  printf("%s as a file with any fit: %.3f dB rms, %.3f dB at most\n",
         names[_i],
         worst.rms,
         worst.max);
  fflush(stdout);
  ck_assert_double_le(worst.rms, RMS_DB);
  ck_assert_double_le(worst.max, MAX_DB);
  host_free(host);
}
END_TEST

/** Response at 25 Hz, aligned, of a headphone's circuit. */
static double
bass_db(const double value[HOUSING_PARAMETERS])
{
  Housing housing = { { 0.0 } };
  Curve curve;
  memcpy(housing.value, value, HOUSING_PARAMETERS * sizeof(*value));
  response_of_housing(&housing, 0.0, &curve);
  return curve_at(&curve, 25.0);
}

/* An equaliser that makes a headphone neutral, but for what it lacks beyond
   6 dB in the bass: the circuit is not held to that. */
START_TEST(an_equaliser_is_a_limit)
{
  const Headphone* const headphone = headphone_named("HD 600");
  Host* const host = open_host(WORKER_LATER);
  FILE* const file = fopen(path, "w");
  Curve curve;
  double value[HOUSING_PARAMETERS];
  ck_assert_ptr_nonnull(file);
  response_of_housing(&headphone->housing, headphone->air_db, &curve);
  ck_assert_double_lt(curve_at(&curve, 25.0), -8.0);
  fputs("GraphicEQ: ", file);
  for (double hz = 20.0; hz < 20000.0; hz *= exp2(1.0 / 12.0)) {
    fprintf(file,
            "%s%.2f %.3f",
            hz > 20.0 ? "; " : "",
            hz,
            fmin(-curve_at(&curve, hz), 6.0));
  }
  ck_assert_int_eq(fclose(file), 0);
  const Heard heard = load(host, path);
  ck_assert_ptr_nonnull(strstr(heard.note, "inverted, open-back"));
  ck_assert_uint_eq(heard.n_values, HOUSING_PARAMETERS);
  for (int i = 0; i < HOUSING_PARAMETERS; ++i) {
    value[i] = (double)heard.value[i];
  }
  printf("bass of an HD 600 from an equaliser that ends at -6 dB: %.1f dB, "
         "its own %.1f dB\n",
         bass_db(value),
         curve_at(&curve, 25.0));
  ck_assert_double_lt(bass_db(value), -7.0);
  host_free(host);
}
END_TEST

START_TEST(a_narrow_file_has_no_cup)
{
  Host* const host = open_host(WORKER_LATER);
  double tight[PROBE_GRID];
  double loose[PROBE_GRID];
  write_file(path, headphone_named("DT 770"), 150.0);
  const Heard heard = load(host, path);
  ck_assert(heard.has_curve);
  ck_assert_int_eq(heard.housing, -1);
  ck_assert_ptr_nonnull(strstr(heard.note, "without a cup"));
  probe_mono_db(host, RATE_HZ, PROBE_GRID, tight);
  loose_db(host, loose);
  ck_assert_double_le(distance(tight, loose, PROBE_GRID).max, AGAIN_DB);
  host_free(host);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin circuits");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, begin, end);
  tcase_add_loop_test(tcase, a_circuit_is_not_heard_by_itself, 0, 2);
  tcase_add_test(tcase, a_fit_goes_in_slices);
  tcase_add_loop_test(tcase, seal_and_pads_act_on_a_file, 0, 3);
  tcase_add_loop_test(tcase, its_filter_follows_every_fit, 0, 4);
  tcase_add_test(tcase, a_file_has_an_opposite);
  tcase_add_test(tcase, an_equaliser_is_a_limit);
  tcase_add_test(tcase, a_narrow_file_has_no_cup);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
