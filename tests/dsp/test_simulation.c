// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What a setting asks for, as curves. */

#include "dsp/model/simulation.h"

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "tests/support/simulated.h"
#include "tests/support/suite.h"
#include "tests/support/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Simulation
simulation_worn(uint32_t a, uint32_t b, uint32_t wearing)
{
  Simulation simulation = simulation_with(a, b);
  simulation.wearing = wearing;
  return simulation;
}

static void
heard(const Simulation* simulation, double morph, Curve* curve)
{
  MorphPoint view;
  Curve wearing;
  morph_point(simulation, morph, &view);
  simulation_wearing(simulation, &wearing);
  simulation_heard(simulation, &view.relative, &wearing, curve);
}

static void
headphone_curve(uint32_t id, Curve* curve)
{
  const Headphone* const h = headphones_find(id);
  response_of_housing(&h->housing, h->air_db, curve);
  response_add_peaks(curve, h->peaks, h->n_peaks, 1.0);
}

static double
largest_difference(const Curve* a, const Curve* b)
{
  double largest = 0.0;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    largest = fmax(largest, fabs(a->db[i] - b->db[i]));
  }
  return largest;
}

/* Every control makes another simulation, and says in what it differs. */
START_TEST(any_other_parameter_is_another)
{
  const MeasuredFiles* const some = (const MeasuredFiles*)&(const int){ 0 };
  const Simulation plain = simulation_worn(1, 3, 0);
  Simulation other[18];
  static const unsigned parts[16] = {
    SIMULATION_CUPS,      SIMULATION_CUPS,      SIMULATION_WORN,
    SIMULATION_LISTENING, SIMULATION_LISTENING, SIMULATION_FIT,
    SIMULATION_FIT,       SIMULATION_FIT,       SIMULATION_FIT,
    SIMULATION_FIT,       SIMULATION_TARGET,    SIMULATION_TARGET,
    SIMULATION_FILES,     SIMULATION_EARS,      SIMULATION_EARS,
    SIMULATION_EARS
  };
  for (int i = 0; i < 16; ++i) {
    other[i] = plain;
  }
  other[0].headphone_a = 2;
  other[1].headphone_b = 2;
  other[2].wearing = 2;
  other[3].at_mic = true;
  other[4].strength = 0.9;
  other[5].fit.seal = 0.9;
  other[6].fit.pad_wear = 0.1;
  other[7].fit.cup_volume = 0.1;
  other[8].fit.cup_damping = 0.1;
  other[9].fit.bass_port = 0.1;
  other[10].target.bass_db = 0.1;
  other[11].target.tilt_db = 0.1;
  other[12].files = some;
  other[13].ears.amount = 1.0F;
  other[14].ears.seal_balance = 0.1F;
  other[15].ears.side = EAR_LEFT;
  for (int i = 0; i < 16; ++i) {
    ck_assert_uint_eq(simulation_differences(&plain, &other[i]), parts[i]);
    ck_assert(!simulation_same(&plain, &other[i]));
    ck_assert(simulation_same(&other[i], &other[i]));
  }
  /* What lies between members does not count. */
  memset(&other[16], 0xff, sizeof(other[16]));
  memset(&other[17], 0, sizeof(other[17]));
  for (int i = 16; i < 18; ++i) {
    other[i].headphone_a = other[i].headphone_b = other[i].wearing = 7;
    other[i].at_mic = true;
    other[i].strength = 0.5;
    other[i].fit = plain.fit;
    other[i].target = plain.target;
    other[i].files = some;
    other[i].ears = plain.ears;
  }
  ck_assert(simulation_same(&other[16], &other[17]));

  /* A seat is one where ears are unlike. */
  Simulation seat = plain;
  seat.ears.seat = 7;
  ck_assert(simulation_same(&plain, &seat));
  seat.ears.amount = other[16].ears.amount = 1.0F;
  ck_assert_uint_eq(simulation_differences(&other[13], &seat), SIMULATION_EARS);
}
END_TEST

START_TEST(ends_are_the_headphones)
{
  static const uint32_t ids[] = { 1, 2, 3, 4, 5, 43, 79, 100, 141 };
  for (size_t k = 1; k < sizeof(ids) / sizeof(ids[0]); ++k) {
    const Simulation simulation = simulation_worn(ids[k], ids[k - 1], 0);
    Curve at_a;
    Curve at_b;
    Curve a;
    Curve b;
    heard(&simulation, 0.0, &at_a);
    heard(&simulation, 1.0, &at_b);
    headphone_curve(ids[k], &a);
    headphone_curve(ids[k - 1], &b);
    ck_assert_double_le(largest_difference(&at_a, &a), 1e-9);
    ck_assert_double_le(largest_difference(&at_b, &b), 1e-9);
  }
}
END_TEST

START_TEST(references_meet_in_the_semi_open_one)
{
  const Simulation simulation = simulation_worn(1, 3, 0);
  Curve half;
  Curve semi;
  heard(&simulation, 0.5, &half);
  headphone_curve(2, &semi);
  ck_assert_double_le(largest_difference(&half, &semi), 1e-9);
}
END_TEST

/* README of the model: pad volume, pad mode and its strength stay, the rest is
   that of the other reference. */
START_TEST(an_opposite_keeps_pad_and_nothing_else)
{
  const Headphone* const open = headphones_find(43);
  const Headphone* const closed = headphones_find(3);
  const Housing twin = headphones_opposite(open);
  ck_assert_int_eq((int)open->type, (int)HOUSING_OPEN);
  for (int i = 0; i < HOUSING_PARAMETERS; ++i) {
    const bool pad =
      i == PAD_VOLUME_M3 || i == PAD_MODE_HZ || i == PAD_MODE_STRENGTH;
    const Headphone* const from = pad ? open : closed;
    ck_assert_double_eq(twin.value[i], from->housing.value[i]);
  }
}
END_TEST

static double
rms_difference(const Curve* curve, const double* db, size_t n)
{
  double sum = 0.0;
  for (size_t i = 0; i < n; ++i) {
    const double d = curve_at(curve, 20.0 * exp2((double)i / 12.0)) - db[i];
    sum += d * d;
  }
  return sqrt(sum / (double)n);
}

/* Circuit and correction of twins against the Python reference, to 8 kHz. */
START_TEST(twins_are_the_reference)
{
  Table golden = table_read("tests/golden/twin.csv");
  double worst = 0.0;
  for (size_t i = 0; i < golden.rows; ++i) {
    const double* const row = table_row(&golden, i);
    const Simulation simulation =
      simulation_worn((uint32_t)row[0], HEADPHONE_OPPOSITE, 0);
    Curve curve;
    heard(&simulation, 1.0, &curve);
    worst = fmax(worst, rms_difference(&curve, row + 1, golden.columns - 1));
    /* The air is that of its own. */
    ck_assert_double_eq_tol(curve_at(&curve, 15e3),
                            headphones_find(simulation.headphone_a)->air_db,
                            1e-9);
  }
  printf("%zu twins within %.3f dB rms of the reference\n", golden.rows, worst);
  ck_assert_double_le(worst, 0.1);
  table_free(&golden);
}
END_TEST

/* An active headphone is a response and no more. */
START_TEST(fit_does_nothing_to_active_headphones)
{
  const Headphone* active = NULL;
  for (size_t i = 0; i < n_headphones && !active; ++i) {
    active = headphones[i].active ? &headphones[i] : NULL;
  }
  ck_assert_ptr_nonnull(active);
  Simulation simulation = simulation_worn(active->id, HEADPHONE_OPPOSITE, 0);
  const Fit worn = { 0.3, 0.8, 0.7, -0.5, -1.0 };
  const HousingType kind = simulation_end_kind(&simulation, END_B).type;
  Curve before;
  Curve after;
  Curve expected;
  heard(&simulation, 0.0, &before);
  simulation.fit = worn;
  heard(&simulation, 0.0, &after);
  headphone_curve(active->id, &expected);
  ck_assert_double_le(largest_difference(&before, &expected), 1e-9);
  ck_assert_double_le(largest_difference(&after, &expected), 1e-9);
  ck_assert(!simulation_end_kind(&simulation, END_A).has_circuit);
  /* Its opposite is the reference of the other kind. */
  ck_assert_int_eq(
    (int)kind, active->type == HOUSING_CLOSED ? HOUSING_OPEN : HOUSING_CLOSED);
}
END_TEST

START_TEST(strength_scales_decibels)
{
  Simulation simulation = simulation_worn(79, 3, 0);
  Curve full;
  Curve more;
  heard(&simulation, 0.0, &full);
  for (double strength = 0.0; strength <= 1.5; strength += 0.25) {
    simulation.strength = strength;
    heard(&simulation, 0.0, &more);
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      ck_assert_double_eq_tol(more.db[i], strength * full.db[i], 1e-9);
    }
  }
}
END_TEST

START_TEST(what_is_worn_is_divided_out)
{
  for (uint32_t worn = 1; worn < 558; worn += 29) {
    for (uint32_t a = 1; a < 558; a += 58) {
      if (!headphones_find(a) || !headphones_find(worn)) {
        continue; // 142 and 143
      }
      const Simulation simulation = simulation_worn(a, 3, worn);
      Curve curve;
      Curve over;
      Curve under;
      unsigned n_spared = 0; // narrow notches of what is worn
      heard(&simulation, 0.0, &curve);
      headphone_curve(a, &over);
      headphone_curve(worn, &under);
      for (size_t i = 0; i < GRID_POINTS; ++i) {
        const double wanted = over.db[i] - under.db[i];
        ck_assert_double_le(curve.db[i], 9.0);           // the limit
        ck_assert_double_le(curve.db[i], wanted + 1e-9); // never more
        ck_assert(a != worn || fabs(curve.db[i]) < 1e-9);
        n_spared += wanted <= 6.0 && fabs(curve.db[i] - wanted) > 1e-9;
      }
      ck_assert_uint_le(n_spared, GRID_POINTS / 8);
    }
  }
}
END_TEST

/* What a housing between two may stray from the straight line is bounded: a
   quarter of the way between the ends at half of it, and no more than a quarter
   of a dB where they are equal. */
START_TEST(the_way_stays_between_the_ends)
{
  double nearest = 0.0;
  for (uint32_t a = 4; a < 130; a += 9) {
    const Simulation simulation = simulation_worn(a, a + 7, 0);
    Curve ends[2];
    Curve curve;
    heard(&simulation, 0.0, &ends[0]);
    heard(&simulation, 1.0, &ends[1]);
    for (double morph = 0.125; morph < 1.0; morph += 0.125) {
      heard(&simulation, morph, &curve);
      for (size_t i = 0; i < GRID_POINTS; ++i) {
        const double way = ends[1].db[i] - ends[0].db[i];
        const double stray = curve.db[i] - (ends[0].db[i] + morph * way);
        const double room = morph * (1.0 - morph) * sqrt(way * way + 1.0);
        ck_assert_double_le(fabs(stray), room + 1e-9);
        nearest = fmax(nearest, fabs(stray) / room);
      }
    }
  }
  ck_assert_double_gt(nearest, 0.95); // some need that bound
}
END_TEST

/* A narrow notch of what is worn is not filled; a wide dip is. */
START_TEST(notches_are_not_filled)
{
  Curve worn;
  Curve flat;
  Curve narrow;
  Simulation simulation = simulation_worn(0, 0, 1);
  memset(&flat, 0, sizeof(flat));
  const Peak notch = { 5000.0, -12.0, 20.0 };
  const Peak dip = { 500.0, -5.0, 0.7 };
  memset(&worn, 0, sizeof(worn));
  response_add_peaks(&worn, &notch, 1, 1.0);
  simulation_heard(&simulation, &flat, &worn, &narrow);
  ck_assert_double_le(curve_at(&narrow, 5000.0), 5.0);
  memset(&worn, 0, sizeof(worn));
  response_add_peaks(&worn, &dip, 1, 1.0);
  simulation_heard(&simulation, &flat, &worn, &narrow);
  ck_assert_double_eq_tol(curve_at(&narrow, 500.0), 5.0, 0.05);
}
END_TEST

/* Three files, one a place: at A, at B and on the listener's head, each heard
   there and nowhere else. Without one a place is neutral. */
START_TEST(files_are_heard_where_they_were_chosen)
{
  static MeasuredFiles files;
  Simulation simulation = simulation_worn(
    HEADPHONE_MEASURED_FILE, HEADPHONE_MEASURED_FILE, HEADPHONE_MEASURED_FILE);
  Curve curve;
  const bool there[FILE_SLOTS] = { _i & 1, _i & 2, _i & 4 };
  simulation.files = &files;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    files.file[FILE_A].response.relative.db[i] = 2.0 * sin(0.01 * (double)i);
    files.file[FILE_B].response.relative.db[i] = 1.5 * sin(0.02 * (double)i);
    files.file[FILE_WEARING].response.relative.db[i] =
      1.0 * sin(0.03 * (double)i);
  }
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    files.file[slot].present = there[slot];
  }
  for (double morph = 0.0; morph <= 1.0; morph += 0.25) {
    heard(&simulation, morph, &curve);
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      const double x = 0.01 * (double)i;
      const double a = there[FILE_A] ? 2.0 * sin(x) : 0.0;
      const double b = there[FILE_B] ? 1.5 * sin(2.0 * x) : 0.0;
      const double worn = there[FILE_WEARING] ? sin(3.0 * x) : 0.0;
      const double expected = (1.0 - morph) * a + morph * b - worn;
      ck_assert_double_eq_tol(curve.db[i], expected, 1e-9);
    }
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("scene");
  TCase* const tcase = tcase_create("curves");
  tcase_add_test(tcase, any_other_parameter_is_another);
  tcase_add_test(tcase, ends_are_the_headphones);
  tcase_add_test(tcase, references_meet_in_the_semi_open_one);
  tcase_add_test(tcase, an_opposite_keeps_pad_and_nothing_else);
  tcase_add_test(tcase, twins_are_the_reference);
  tcase_add_test(tcase, fit_does_nothing_to_active_headphones);
  tcase_add_test(tcase, strength_scales_decibels);
  tcase_add_test(tcase, what_is_worn_is_divided_out);
  tcase_add_test(tcase, the_way_stays_between_the_ends);
  tcase_add_test(tcase, notches_are_not_filled);
  tcase_add_loop_test(tcase, files_are_heard_where_they_were_chosen, 0, 8);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
