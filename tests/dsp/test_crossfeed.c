// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Crossfeed in closed form: against a reference in Python
   (golden/crossfeed_reference.py) and against heads. test_crossfeed_stage.c
   and test_plugin_crossfeed.c hear it. */

#include "dsp/engine/crossfeed.h"
#include "dsp/maths.h"
#include "tests/support/suite.h"
#include "tests/support/table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define RATE_HZ 48000.0

/** The ratio of the ears that a pair of responses makes. */
static double complex
far_over_near(MidSide ms)
{
  return (ms.mid - ms.side) / (ms.mid + ms.side);
}

START_TEST(responses_are_those_of_the_reference)
{
  Table golden = table_read("tests/golden/crossfeed.csv");
  double worst = 0.0;
  for (size_t i = 0; i < golden.rows; ++i) {
    const double* const row = table_row(&golden, i);
    const Crossfeed c = { (CrossfeedMode)row[0], row[1], row[2] };
    const MidSide ms = crossfeed_response(&c, row[4], row[3]);
    const double complex near = 0.5 * (ms.mid + ms.side);
    const double complex far = 0.5 * (ms.mid - ms.side);
    worst = fmax(worst, cabs(near - CMPLX(row[5], row[6])));
    worst = fmax(worst, cabs(far - CMPLX(row[7], row[8])));
  }
  printf("%zu golden responses: %.1e off at most\n", golden.rows, worst);
  fflush(stdout);
  table_free(&golden);
  ck_assert_double_le(worst, 1e-9);
}
END_TEST

/* With a ratio of 1 or more Side would not be stable. */
START_TEST(natural_keeps_the_ratio_in_bounds_and_mono)
{
  static const double rates[] = { 8e3,    11025.0, 22050.0, 44.1e3,
                                  48.0e3, 96e3,    192e3,   384e3 };
  double worst = 0.0;
  for (size_t k = 0; k < sizeof(rates) / sizeof(rates[0]); ++k) {
    for (double angle = 20.0; angle <= 150.0; angle += 2.5) {
      const Crossfeed natural = { CROSSFEED_NATURAL, 1.0, angle };
      const CrossfeedFilter filter = crossfeed_filter(&natural, rates[k]);
      ck_assert_uint_le(filter.delay, CROSSFEED_DELAY_MAX);
      for (int i = 0; i <= 400; ++i) {
        const MidSide ms = crossfeed_filter_response(&filter, PI * i / 400.0);
        ck_assert_double_le(cabs(ms.mid - 1.0), 0.0);
        worst = fmax(worst, cabs(far_over_near(ms)));
      }
    }
  }
  ck_assert_double_lt(worst, 0.801);
  ck_assert_double_gt(worst, 0.799);
}
END_TEST

/** Between the ears in an octave. */
typedef struct {
  double level_db; ///< near re far, of pink noise
  double time_us;  ///< peak of the correlation, each hertz counting the same
} EarDifference;

enum { OCTAVE_POINTS = 121 };

/** The far ear over the near one: Natural before it is made digital, circuits
    at RATE_HZ. */
static double complex
far_ratio(CrossfeedMode mode, double angle_deg, double hz)
{
  const Crossfeed circuit = { mode, 1.0, angle_deg };
  return mode == CROSSFEED_NATURAL
           ? crossfeed_ratio(angle_deg, hz)
           : far_over_near(crossfeed_response(&circuit, hz, RATE_HZ));
}

static EarDifference
ear_difference(CrossfeedMode mode, double angle_deg, double centre_hz)
{
  double hz[OCTAVE_POINTS];
  double complex ratio[OCTAVE_POINTS];
  double power = 0.0;
  for (int i = 0; i < OCTAVE_POINTS; ++i) {
    hz[i] = centre_hz * exp2((double)i / (OCTAVE_POINTS - 1) - 0.5);
    ratio[i] = far_ratio(mode, angle_deg, hz[i]);
    power += creal(ratio[i] * conj(ratio[i])) / OCTAVE_POINTS;
  }
  EarDifference found = { -10.0 * log10(power), 0.0 };
  double highest = -INFINITY;
  for (double us = 0.0; us <= 1000.0; us += 0.5) {
    double sum = 0.0;
    for (int i = 0; i < OCTAVE_POINTS; ++i) {
      const double turn = 2.0 * PI * hz[i] * us * 1e-6;
      sum +=
        hz[i] * (creal(ratio[i]) * cos(turn) - cimag(ratio[i]) * sin(turn));
    }
    if (sum > highest) {
      highest = sum;
      found.time_us = us;
    }
  }
  return found;
}

static const double*
heads(const Table* table, int quantity, double half_angle_deg)
{
  for (size_t i = 0; i < table->rows; ++i) {
    const double* const row = table_row(table, i);
    if ((int)row[0] == quantity && row[1] == half_angle_deg) {
      return row + 2;
    }
  }
  ck_abort_msg("no such heads");
  return NULL;
}

START_TEST(ears_differ_as_peoples_do)
{
  static const double half_angles[] = { 30.0, 45.0, 60.0 };
  Table table = table_read("tests/golden/crossfeed_heads.csv");
  for (int k = 0; k < 3; ++k) {
    const double half = half_angles[k];
    const double* const level_db = heads(&table, 0, half);
    const double* const spread_db = heads(&table, 1, half);
    const double* const time_us = heads(&table, 2, half);
    for (int octave = 0; octave < 7; ++octave) {
      const EarDifference e =
        ear_difference(CROSSFEED_NATURAL, 2.0 * half, 125.0 * exp2(octave));
      const bool wide = half == 60.0 && (octave == 4 || octave == 6);
      printf("%2.0f degrees, %4.0f Hz: %4.1f dB (%4.1f), %3.0f us (%3.0f)\n",
             half,
             125.0 * exp2(octave),
             e.level_db,
             level_db[octave],
             e.time_us,
             time_us[octave]);
      ck_assert_double_eq_tol(e.level_db, level_db[octave], spread_db[octave]);
      ck_assert_double_eq_tol(e.time_us, time_us[octave], (wide ? 45.0 : 31.0));
    }
  }
  fflush(stdout);
  table_free(&table);
}
END_TEST

enum { README_BYTES = 1 << 20, OCTAVES = 7 };

/** Row of a table, as dsp/README.md has it. */
typedef struct {
  char text[256];
  size_t n;
} Line;

static void
begin_line(Line* line, const char* name)
{
  line->n = (size_t)snprintf(line->text, sizeof(line->text), "| %s |", name);
}

static void
add_cell(Line* line, int decimals, double value)
{
  line->n += (size_t)snprintf(line->text + line->n,
                              sizeof(line->text) - line->n,
                              " %.*f |",
                              decimals,
                              value);
}

static void
expect_line(const char* readme, const Line* line)
{
  ck_assert_msg(
    strstr(readme, line->text), "not in dsp/README.md: %s", line->text);
}

/** Two rows for a crossfeed, or for heads without one. */
static void
expect_rows(const char* readme,
            const char* name,
            CrossfeedMode mode,
            double angle_deg,
            const Table* people)
{
  Line level;
  Line time;
  begin_line(&level, name);
  begin_line(&time, name);
  for (int octave = 0; octave < OCTAVES; ++octave) {
    EarDifference e;
    if (mode == CROSSFEED_OFF) {
      e.level_db = heads(people, 0, 0.5 * angle_deg)[octave];
      e.time_us = heads(people, 2, 0.5 * angle_deg)[octave];
    } else {
      e = ear_difference(mode, angle_deg, 125.0 * exp2(octave));
    }
    add_cell(&level, 1, e.level_db);
    add_cell(&time, 0, round(e.time_us / 5.0) * 5.0);
  }
  expect_line(readme, &level);
  expect_line(readme, &time);
}

/* Levels in dB, times to 5 us. */
START_TEST(readme_says_how_ears_differ)
{
  static char readme[README_BYTES];
  FILE* const file = fopen("dsp/README.md", "r");
  ck_assert_ptr_nonnull(file);
  readme[fread(readme, 1, sizeof(readme) - 1, file)] = 0;
  fclose(file);
  Table people = table_read("tests/golden/crossfeed_heads.csv");
  for (int angle = 60; angle <= 120; angle += 30) {
    char name[32];
    snprintf(name, sizeof(name), "people, %d\302\260", angle);
    expect_rows(readme, name, CROSSFEED_OFF, angle, &people);
    snprintf(name, sizeof(name), "Natural, %d\302\260", angle);
    expect_rows(readme, name, CROSSFEED_NATURAL, angle, &people);
  }
  expect_rows(readme, "Bauer", CROSSFEED_BAUER, 60.0, &people);
  expect_rows(readme, "Chu Moy", CROSSFEED_CHU_MOY, 60.0, &people);
  expect_rows(readme, "Meier", CROSSFEED_MEIER, 60.0, &people);
  table_free(&people);
}
END_TEST

/* A sphere of 88 mm has 3 (a/c) sin th at low frequencies. */
START_TEST(delay_of_the_far_ear_is_that_of_a_sphere)
{
  for (double angle = 60.0; angle <= 150.0; angle += 15.0) {
    const double sphere_s = 3.0 * 0.088 / 343.0 * sin(0.5 * angle * PI / 180.0);
    const double late_s = crossfeed_delay_s(angle);
    ck_assert_double_eq_tol(late_s / sphere_s, 1.0, 0.025);
    const double hz = 1.0;
    ck_assert_double_eq_tol(
      -carg(crossfeed_ratio(angle, hz)) / (2.0 * PI * hz), late_s, 1e-8);
    ck_assert_double_eq_tol(cabs(crossfeed_ratio(angle, hz)), 0.8, 1e-5);
  }
}
END_TEST

START_TEST(off_and_no_amount_change_nothing)
{
  for (int mode = CROSSFEED_OFF; mode <= CROSSFEED_MEIER; ++mode) {
    const Crossfeed off = { (CrossfeedMode)mode,
                            mode == CROSSFEED_OFF ? 1.0 : 0.0,
                            60.0 };
    const MidSide ms = crossfeed_response(&off, 500.0, RATE_HZ);
    const CrossfeedErrors errors = crossfeed_errors(&off, RATE_HZ);
    ck_assert_double_le(cabs(ms.mid - 1.0), 0.0);
    ck_assert_double_le(cabs(ms.side - 1.0), 0.0);
    ck_assert_double_le(errors.mono_db, 0.0);
    ck_assert_double_eq_tol(errors.side_db, 0.0, 1e-12);
  }
}
END_TEST

/* By their makers' words: so many dB between the ears in the bass, less and
   less above the cut. */
START_TEST(circuits_feed_what_they_say)
{
  static const double feed_db[] = { 4.5, 6.0, 9.5 };
  for (int k = 0; k < 3; ++k) {
    const Crossfeed circuit = { (CrossfeedMode)(CROSSFEED_BAUER + k),
                                1.0,
                                60.0 };
    const MidSide bass = crossfeed_response(&circuit, 20.0, RATE_HZ);
    const MidSide treble = crossfeed_response(&circuit, 10000.0, RATE_HZ);
    ck_assert_double_eq_tol(
      -20.0 * log10(cabs(far_over_near(bass))), feed_db[k], 0.05);
    ck_assert_double_ge(-20.0 * log10(cabs(far_over_near(treble))), 20.0);
    ck_assert_double_eq_tol(cabs(bass.mid), 1.0, 0.01);
    const double error = crossfeed_errors(&circuit, RATE_HZ).mono_db;
    ck_assert_double_ge(error, 1.0); // 1.1 to 1.8 dB of treble on mono
    ck_assert_double_le(error, 1.9);
  }
}
END_TEST

/* The amount is the distance: level between the ears in the bass. */
START_TEST(amount_is_a_distance)
{
  static const double db_at[][2] = {
    { 1.0, 1.9 }, { 0.8, 3.9 }, { 0.75, 4.4 }, { 0.5, 8.0 }
  };
  for (int k = 0; k < 4; ++k) {
    const Crossfeed natural = { CROSSFEED_NATURAL, db_at[k][0], 60.0 };
    const MidSide bass = crossfeed_response(&natural, 1.0, RATE_HZ);
    ck_assert_double_eq_tol(
      -20.0 * log10(cabs(far_over_near(bass))), db_at[k][1], 0.05);
  }
}
END_TEST

/* Highest and lowest level in a hard-panned sound's own ear, as worked out
   apart from this code: full amount, 75 and 87.5 %. */
START_TEST(side_error_is_known)
{
  static const double known[][3] = {
    { 1.0, 20.0, 7.4 + 5.1 },  { 1.0, 60.0, 4.7 + 5.1 },
    { 1.0, 90.0, 5.6 + 5.1 },  { 1.0, 120.0, 6.6 + 5.1 },
    { 1.0, 150.0, 7.4 + 5.1 }, { 0.75, 60.0, 3.3 + 4.1 },
    { 0.75, 90.0, 3.9 + 4.1 }, { 0.875, 120.0, 5.5 + 4.6 },
  };
  for (size_t k = 0; k < sizeof(known) / sizeof(known[0]); ++k) {
    const Crossfeed natural = { CROSSFEED_NATURAL, known[k][0], known[k][1] };
    const CrossfeedErrors errors = crossfeed_errors(&natural, RATE_HZ);
    printf("%.0f degrees, %.1f %%: %.2f dB (%.1f)\n",
           known[k][1],
           100.0 * known[k][0],
           errors.side_db,
           known[k][2]);
    fflush(stdout);
    ck_assert_double_le(errors.mono_db, 0.0);
    ck_assert_double_eq_tol(errors.side_db, known[k][2], 0.25);
  }
}
END_TEST

START_TEST(settings_that_sound_the_same_are_told)
{
  const Crossfeed off = { CROSSFEED_OFF, 1.0, 60.0 };
  const Crossfeed none = { CROSSFEED_MEIER, 0.0, 30.0 };
  const Crossfeed bauer = { CROSSFEED_BAUER, 1.0, 60.0 };
  const Crossfeed bauer_wide = { CROSSFEED_BAUER, 1.0, 90.0 };
  const Crossfeed natural = { CROSSFEED_NATURAL, 1.0, 60.0 };
  const Crossfeed natural_wide = { CROSSFEED_NATURAL, 1.0, 90.0 };
  const Crossfeed natural_half = { CROSSFEED_NATURAL, 0.5, 60.0 };
  ck_assert(crossfeed_same(&off, &none));
  ck_assert(crossfeed_same(&bauer, &bauer_wide));
  ck_assert(crossfeed_same(&natural, &natural));
  ck_assert(!crossfeed_same(&natural, &natural_wide));
  ck_assert(!crossfeed_same(&natural, &natural_half));
  ck_assert(!crossfeed_same(&natural, &bauer));
  ck_assert(!crossfeed_same(&natural, &off));
}
END_TEST

/* From 50 Hz to 16 kHz, where the circuits are smooth: what lies below would be
   some thousandths of a dB more. */
START_TEST(side_errors_have_their_range)
{
  const Crossfeed crossfeed = { (CrossfeedMode)_i, 1.0, 60.0 };
  double low = INFINITY;
  double high = -INFINITY;
  for (double hz = 50.0; hz <= 16000.0; hz *= 1.01) {
    const MidSide ms = crossfeed_response(&crossfeed, hz, 48000.0);
    const double db = 20.0 * log10(cabs(0.5 * (ms.mid + ms.side)));
    low = fmin(low, db);
    high = fmax(high, db);
  }
  const CrossfeedErrors errors = crossfeed_errors(&crossfeed, 48000.0);
  ck_assert_double_eq_tol(errors.side_db, high - low, 0.002);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("crossfeed");
  TCase* const tcase = tcase_create("responses");
  tcase_set_timeout(tcase, 0);
  tcase_add_test(tcase, responses_are_those_of_the_reference);
  tcase_add_test(tcase, natural_keeps_the_ratio_in_bounds_and_mono);
  tcase_add_test(tcase, ears_differ_as_peoples_do);
  tcase_add_test(tcase, readme_says_how_ears_differ);
  tcase_add_test(tcase, delay_of_the_far_ear_is_that_of_a_sphere);
  tcase_add_test(tcase, off_and_no_amount_change_nothing);
  tcase_add_test(tcase, circuits_feed_what_they_say);
  tcase_add_test(tcase, amount_is_a_distance);
  tcase_add_test(tcase, side_error_is_known);
  tcase_add_test(tcase, settings_that_sound_the_same_are_told);
  tcase_add_loop_test(
    tcase, side_errors_have_their_range, CROSSFEED_BAUER, CROSSFEED_MEIER + 1);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
