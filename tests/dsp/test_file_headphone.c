// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* A measured file with a circuit, beside the headphones of the catalogue. */

#include "dsp/model/file_headphone.h"

#include "dsp/model/circuit_fit.h"
#include "dsp/model/simulation.h"
#include "tests/support/simulated.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SAME_DB 1e-9
#define AIR_HZ 8000.0 // from here on a file has its own
#define FITTED_OCTAVE_DB 1.0

static Simulation
simulation_of(uint32_t a, uint32_t b, const MeasuredFiles* files)
{
  Simulation simulation = simulation_with(a, b);
  simulation.files = files;
  return simulation;
}

static Curve
response_at(const Simulation* simulation, double morph)
{
  MorphPoint point;
  morph_point(simulation, morph, &point);
  return point.relative;
}

static double
largest_difference(const Curve* a, const Curve* b, double last_hz)
{
  double largest = 0.0;
  for (size_t i = 0; i < GRID_POINTS && grid_hz(i) <= last_hz; ++i) {
    largest = fmax(largest, fabs(a->db[i] - b->db[i]));
  }
  return largest;
}

/** Put what was measured of a headphone into a slot, without a circuit. */
static void
load(MeasuredFiles* files, FileSlot slot, const Headphone* headphone)
{
  Curve* const curve = &files->file[slot].response.relative;
  files->file[slot].present = true;
  response_of_housing(&headphone->housing, headphone->air_db, curve);
  response_add_peaks(curve, headphone->peaks, headphone->n_peaks, 1.0);
}

/** As the plugin fits it. @param type HOUSING_NONE to guess it */
static void
load_and_fit(MeasuredFiles* files,
             FileSlot slot,
             const Headphone* headphone,
             HousingType type)
{
  CircuitFit work;
  load(files, slot, headphone);
  const MeasuredResponse response = {
    files->file[slot].response.relative, 20.0, 20000.0, false, type
  };
  circuit_fit_begin(&work, &response);
  while (!circuit_fit_step(&work)) {
  }
  const CircuitFound found = circuit_fit_found(&work);
  measured_file_set_circuit(
    &files->file[slot], &found.housing, found.type, found.certainty);
}

/** As if a fit had found its very circuit. */
static void
load_exactly(MeasuredFiles* files, FileSlot slot, const Headphone* headphone)
{
  load(files, slot, headphone);
  measured_file_set_circuit(
    &files->file[slot], &headphone->housing, headphone->type, 1.0);
}

START_TEST(untouched_it_sounds_as_measured)
{
  MeasuredFiles files = { .file = { { .present = false } } };
  load_and_fit(&files, FILE_A, headphone_named("HD 25"), HOUSING_NONE);
  load_and_fit(&files, FILE_B, headphone_named("HD 600"), HOUSING_NONE);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    /* What no circuit has stays as well. */
    files.file[FILE_A].response.relative.db[i] += sin(0.3 * (double)i);
  }
  measured_file_set_circuit(&files.file[FILE_A],
                            &files.file[FILE_A].headphone.housing,
                            files.file[FILE_A].headphone.type,
                            1.0);
  const Simulation simulation =
    simulation_of(HEADPHONE_MEASURED_FILE, HEADPHONE_MEASURED_FILE, &files);
  const Curve at_a = response_at(&simulation, 0.0);
  const Curve at_b = response_at(&simulation, 1.0);
  ck_assert_double_le(
    largest_difference(&at_a, &files.file[FILE_A].response.relative, HUGE_VAL),
    SAME_DB);
  ck_assert_double_le(
    largest_difference(&at_b, &files.file[FILE_B].response.relative, HUGE_VAL),
    SAME_DB);
}
END_TEST

START_TEST(worn_and_heard_is_flat)
{
  MeasuredFiles files = { .file = { { .present = false } } };
  Curve heard;
  Curve wearing;
  load_and_fit(&files, FILE_A, headphone_named("DT 770"), HOUSING_NONE);
  load(&files, FILE_WEARING, headphone_named("DT 770"));
  Simulation simulation =
    simulation_of(HEADPHONE_MEASURED_FILE, HEADPHONE_OPPOSITE, &files);
  simulation.wearing = HEADPHONE_MEASURED_FILE;
  const Curve relative = response_at(&simulation, 0.0);
  simulation_wearing(&simulation, &wearing);
  simulation_heard(&simulation, &relative, &wearing, &heard);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    ck_assert_double_eq_tol(heard.db[i], 0.0, SAME_DB);
  }
}
END_TEST

/** All that acts on a circuit, one after another. */
static const Fit fits[] = {
  { 1.0, 0.0, 0.0, 0.0, 0.0 },  { 0.72, 0.0, 0.0, 0.0, 0.0 },
  { 1.0, 1.0, 0.0, 0.0, 0.0 },  { 1.0, 0.0, -1.0, 0.0, 0.0 },
  { 1.0, 0.0, 1.0, 1.0, 0.0 },  { 1.0, 0.0, 0.0, -1.0, 0.7 },
  { 1.0, 0.0, 0.0, 0.0, -1.0 }, { 0.3, 0.6, 0.4, -0.3, -0.5 },
};
enum { FITS = sizeof(fits) / sizeof(fits[0]) };

static void
compare_isolation(const Simulation* a, const Simulation* b, double morph)
{
  const Simulation* const both[] = { a, b };
  Curve isolation[2];
  for (int k = 0; k < 2; ++k) {
    MorphPoint point;
    IsolationAims aims;
    morph_point(both[k], morph, &point);
    simulation_aims(both[k], &aims);
    ck_assert(morph_isolation(both[k], &aims, &point, morph, &isolation[k]));
  }
  ck_assert_double_le(
    largest_difference(&isolation[0], &isolation[1], HUGE_VAL), SAME_DB);
}

/** A file with its very circuit is that headphone, be it at A or B. */
static void
compare_all(const Headphone* headphone, uint32_t b, const Fit* fit)
{
  MeasuredFiles files = { .file = { { .present = false } } };
  load_exactly(&files, FILE_A, headphone);
  load_exactly(&files, FILE_B, headphone);
  Simulation file = simulation_of(HEADPHONE_MEASURED_FILE, b, &files);
  Simulation own = simulation_of(headphone->id, b, NULL);
  file.fit = own.fit = *fit;
  for (double morph = 0.0; morph <= 1.0; morph += 0.25) {
    const Curve of_file = response_at(&file, morph);
    const Curve of_own = response_at(&own, morph);
    ck_assert_double_le(largest_difference(&of_file, &of_own, AIR_HZ), SAME_DB);
    ck_assert_double_le(largest_difference(&of_file, &of_own, HUGE_VAL), 0.5);
    compare_isolation(&file, &own, morph);
  }
  for (End end = END_A; end <= END_B; ++end) {
    const EndKind a = simulation_end_kind(&file, end);
    const EndKind expected = simulation_end_kind(&own, end);
    ck_assert(a.known && a.has_circuit == expected.has_circuit);
    ck_assert_int_eq(a.type, expected.type);
  }
}

START_TEST(it_is_a_headphone_like_any_other)
{
  static const char* const names[] = { "HD 650", "DT 880", "DT 770", "K371" };
  const uint32_t to[] = { HEADPHONE_OPPOSITE,
                          HEADPHONE_CLOSED_REFERENCE,
                          headphone_named("HD 600")->id };
  for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); ++n) {
    const Headphone* const headphone = headphone_named(names[n]);
    ck_assert_int_eq(headphone->coupling, COUPLING_OVER_EAR);
    ck_assert_double_lt(headphone->tightness, 0.0);
    for (size_t k = 0; k < sizeof(to) / sizeof(to[0]); ++k) {
      compare_all(headphone, to[k], &fits[_i]);
    }
  }
}
END_TEST

/* What its circuit leaves of a file is its own: as with the catalogue's filters
   for that, a twin has none of it. */
START_TEST(an_opposite_does_not_keep_the_rest)
{
  const Headphone* const headphone = headphone_named("KNS 8400");
  MeasuredFiles files = { .file = { { .present = false } } };
  load_exactly(&files, FILE_A, headphone);
  ck_assert_uint_gt(headphone->n_peaks, 0);
  const Simulation file =
    simulation_of(HEADPHONE_MEASURED_FILE, HEADPHONE_OPPOSITE, &files);
  const Simulation own = simulation_of(headphone->id, HEADPHONE_OPPOSITE, NULL);
  for (double morph = 0.0; morph <= 1.0; morph += 1.0) {
    const Curve of_file = response_at(&file, morph);
    const Curve of_own = response_at(&own, morph);
    ck_assert_double_le(largest_difference(&of_file, &of_own, AIR_HZ), SAME_DB);
  }
}
END_TEST

/** Mean of a change of the fit over an octave. */
static double
change_db(const Simulation* simulation, const Fit* fit, double centre_hz)
{
  Simulation changed = *simulation;
  changed.fit = *fit;
  const Curve before = response_at(simulation, 0.0);
  const Curve after = response_at(&changed, 0.0);
  return curve_mean(&after, centre_hz * sqrt(0.5), centre_hz * sqrt(2.0)) -
         curve_mean(&before, centre_hz * sqrt(0.5), centre_hz * sqrt(2.0));
}

START_TEST(seal_and_pads_act_as_on_the_catalogue)
{
  /* An HD 25 measures as open: somebody has to say that it is not. */
  static const struct {
    const char* name;
    bool is_told;
  } files_of[] = { { "HD 25", true },
                   { "DT 770", true },
                   { "DT 770", false },
                   { "HD 600", true },
                   { "HD 600", false } };
  static const Fit changes[] = { { 0.72, 0.0, 0.0, 0.0, 0.0 },
                                 { 1.0, 1.0, 0.0, 0.0, 0.0 } };
  const Headphone* const headphone = headphone_named(files_of[_i].name);
  MeasuredFiles files = { .file = { { .present = false } } };
  load_and_fit(&files,
               FILE_A,
               headphone,
               files_of[_i].is_told ? headphone->type : HOUSING_NONE);
  ck_assert_int_eq(files.file[FILE_A].headphone.type, headphone->type);
  const Simulation file =
    simulation_of(HEADPHONE_MEASURED_FILE, HEADPHONE_OPPOSITE, &files);
  const Simulation own = simulation_of(headphone->id, HEADPHONE_OPPOSITE, NULL);
  for (int k = 0; k < 2; ++k) {
    double worst = 0.0;
    for (double hz = 31.5; hz < 9000.0; hz *= 2.0) {
      const double expected = change_db(&own, &changes[k], hz);
      const double got = change_db(&file, &changes[k], hz);
      worst = fmax(worst, fabs(got - expected));
    }
    printf("%s, %s: within %.2f dB an octave of the catalogue's\n",
           headphone->name,
           k ? "worn pads" : "seal 72 %",
           worst);
    ck_assert_double_le(worst, FITTED_OCTAVE_DB);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("file headphone");
  TCase* const tcase = tcase_create("file headphone");
  tcase_set_timeout(tcase, 60);
  tcase_add_test(tcase, untouched_it_sounds_as_measured);
  tcase_add_test(tcase, worn_and_heard_is_flat);
  tcase_add_loop_test(tcase, it_is_a_headphone_like_any_other, 0, FITS);
  tcase_add_test(tcase, an_opposite_does_not_keep_the_rest);
  tcase_add_loop_test(tcase, seal_and_pads_act_as_on_the_catalogue, 0, 5);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
