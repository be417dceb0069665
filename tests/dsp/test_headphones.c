// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The compiled bank against its source text, read here by other means, and
// against numbers copied by hand from the table of fits.

#include "dsp/model/headphones.h"
#include "tests/support/suite.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { N_ROWS = 555, LAST_ID = 557 };

static const Headphone*
by_name(const char* maker, const char* name)
{
  for (size_t i = 0; i < n_headphones; ++i) {
    if (!strcmp(headphones[i].maker, maker) &&
        !strcmp(headphones[i].name, name)) {
      return &headphones[i];
    }
  }
  ck_abort_msg("no %s %s", maker, name);
}

static void
close_to(double a, double b)
{
  ck_assert_double_eq_tol(a, b, 1e-9);
}

static void
same(double a, double b)
{
  ck_assert_double_eq_tol(a, b, 1e-9 * (a < 0 ? -a : a));
}

START_TEST(test_ids_are_dense_and_found)
{
  bool seen[LAST_ID + 1] = { false };
  ck_assert_uint_eq(n_headphones, N_ROWS);
  for (size_t i = 0; i < n_headphones; ++i) {
    const uint32_t id = headphones[i].id;
    ck_assert(id >= 1 && id <= LAST_ID);
    ck_assert_msg(!seen[id], "id %u twice", (unsigned)id);
    seen[id] = true;
    ck_assert_ptr_eq(headphones_find(id), &headphones[i]);
  }
  ck_assert_ptr_null(headphones_find(HEADPHONE_NEUTRAL));
  ck_assert_ptr_null(headphones_find(HEADPHONE_MEASURED_FILE));
  ck_assert_ptr_null(headphones_find(HEADPHONE_OPPOSITE));
  ck_assert_ptr_null(headphones_find(UINT32_MAX));
}
END_TEST

static void
check_id(uint32_t id, const char* maker, const char* name)
{
  ck_assert_str_eq(headphones_find(id)->maker, maker);
  ck_assert_str_eq(headphones_find(id)->name, name);
}

START_TEST(test_ids_never_change)
{
  check_id(1, "Earcup", "Open reference");
  check_id(2, "Earcup", "Semi-open reference");
  check_id(3, "Earcup", "Closed reference");
  check_id(4, "Koss", "SP/3 (1958), inspired by");
  check_id(5, "Sennheiser", "HD 414");
  check_id(14, "Sennheiser", "HD 650");
  check_id(31, "Focal", "Clear");
  check_id(64, "HEDD", "HEDDphone");
  check_id(65, "AKG", "K240 Studio");
  check_id(77, "Sennheiser", "HD 25");
  check_id(84, "Beyerdynamic", "DT 48");
  check_id(88, "Beyerdynamic", "DT 770");
  check_id(117, "Koss", "PRO-4AA (1975)");
  check_id(137, "Dan Clark", "Aeon Flow Closed");
  check_id(140, "Austrian Audio", "Hi-X55");
  check_id(141, "Rode", "NTH-100");
  check_id(144, "1MORE", "MK801");
  check_id(238, "Bose", "Noise Cancelling Headphones 700");
  check_id(350, "Hifiman", "HE6se");
  check_id(450, "Sennheiser", "HD 439");
  check_id(557, "ZMF", "Verite Closed");
}
END_TEST

START_TEST(test_classes)
{
  unsigned n[3] = { 0 };
  for (size_t i = 0; i < n_headphones; ++i) {
    ++n[headphones[i].type];
  }
  // 221, 13 and 317 fitted ones, the references and the SP/3
  ck_assert_uint_eq(n[HOUSING_OPEN], 222);
  ck_assert_uint_eq(n[HOUSING_SEMI_OPEN], 14);
  ck_assert_uint_eq(n[HOUSING_CLOSED], 319);
  ck_assert_int_eq(headphones_find(5)->coupling, COUPLING_ON_EAR);
  ck_assert_int_eq(headphones_find(14)->coupling, COUPLING_OVER_EAR);
  ck_assert_uint_eq(headphones_find(84)->year, 1937);
}
END_TEST

START_TEST(test_values_copied_by_hand)
{
  static const double hd_650[HOUSING_PARAMETERS] = {
    160.4, 2.263e-05, 2.651e+05, 11.31, 2.671e-05, 4.563e+05,
    12.81, 2020,      5648,      1.298, 4.89e+05
  };
  static const double closed_reference[HOUSING_PARAMETERS] = {
    48.99, 1.099e-05, 1.673e+06, 159.4,  5.946e-05, 2e+06,
    433.4, 1.507e+04, 6136,      0.6217, 4.6e+04
  };
  for (size_t i = 0; i < HOUSING_PARAMETERS; ++i) {
    same(headphones_find(14)->housing.value[i], hd_650[i]);
    same(headphones_find(3)->housing.value[i], closed_reference[i]);
  }
}
END_TEST

/** Shipped errors, counted in the table of fits: where the network alone missed
    by more than 1.2 dB or a third octave by more than 3, there is a residual,
    so that no row misses its data by more. */
START_TEST(test_residual_is_rare)
{
  static const char* const kept[][2] = {
    { "Beyerdynamic", "DT 48" },         { "Austrian Audio", "Hi-X55" },
    { "Yamaha", "HPH-MT220" },           { "Sennheiser", "HD 820" },
    { "Bang & Olufsen", "Beoplay H9i" },
  };
  unsigned n = 0;
  for (size_t i = 0; i < n_headphones; ++i) {
    const unsigned peaks = headphones[i].n_peaks;
    ck_assert(peaks == 0 || peaks == RESIDUAL_PEAKS);
    n += peaks > 0;
    for (unsigned j = 0; j < peaks; ++j) {
      const Peak peak = headphones[i].peaks[j];
      ck_assert(peak.frequency_hz >= 10 && peak.frequency_hz <= 20000);
      ck_assert(peak.q >= 0.1 && peak.q <= 30);
    }
  }
  ck_assert_uint_eq(n, 30);
  for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); ++i) {
    ck_assert_uint_gt(by_name(kept[i][0], kept[i][1])->n_peaks, 0);
  }
  const Peak first = by_name("Austrian Audio", "Hi-X55")->peaks[0];
  same(first.frequency_hz, 1370);
  same(first.gain_db, 7.5);
  same(first.q, 0.831);
}
END_TEST

/** As the page that goes with the table of fits counts them. */
START_TEST(test_accuracy_of_the_bank)
{
  unsigned active = 0;
  unsigned compared = 0;
  unsigned below = 0;
  double sum = 0.0;
  for (size_t i = 0; i < n_headphones; ++i) {
    const Headphone* const h = &headphones[i];
    active += h->active;
    ck_assert(h->air_db > -12.0 && h->air_db < 12.0);
    ck_assert_int_eq(h->rms_db < 0.0, h->id <= 4);
    if (h->rms_db < 0.0) {
      continue;
    }
    ck_assert_double_le(h->rms_db, 1.2);
    ck_assert_uint_ge(h->n_labs, 1);
    ck_assert_int_eq(h->lab_db < 0.0, h->n_labs < 2);
    sum += h->rms_db;
    compared += h->lab_db >= 0.0;
    below += h->lab_db >= 0.0 && h->rms_db < h->lab_db;
  }
  ck_assert_uint_eq(active, 115);
  ck_assert_uint_eq(compared, 449);
  ck_assert_uint_eq(below, 421);
  ck_assert_double_eq_tol(sum / (double)(n_headphones - 4), 0.63, 0.005);
}
END_TEST

static bool
is_reference(const Headphone* headphone)
{
  return headphone->id <= HEADPHONE_CLOSED_REFERENCE;
}

static size_t
place(const char* maker, const char* name)
{
  return (size_t)(by_name(maker, name) - headphones);
}

START_TEST(test_order_of_a_menu)
{
  for (size_t i = 1; i < n_headphones; ++i) {
    const Headphone* const before = &headphones[i - 1];
    const Headphone* const after = &headphones[i];
    ck_assert_int_le(before->type, after->type);
    if (before->type != after->type) {
      ck_assert(is_reference(after));
      continue;
    }
    ck_assert(!is_reference(after));
    if (!is_reference(before)) {
      ck_assert_int_le(strcasecmp(before->maker, after->maker), 0);
    }
  }
  // numbers count as numbers
  static const char* const order[] = { "DT 48",  "DT 100", "DT 150",
                                       "DT 250", "DT 770", "DT 1770" };
  for (size_t i = 1; i < sizeof(order) / sizeof(order[0]); ++i) {
    ck_assert_uint_lt(place("Beyerdynamic", order[i - 1]),
                      place("Beyerdynamic", order[i]));
  }
  ck_assert_uint_lt(place("Sennheiser", "HD 25"),
                    place("Sennheiser", "HD 250 II"));
}
END_TEST

static bool
kept_by_opposite(size_t parameter)
{
  return parameter == PAD_VOLUME_M3 || parameter == PAD_MODE_HZ ||
         parameter == PAD_MODE_STRENGTH;
}

START_TEST(test_opposite_keeps_the_pad)
{
  for (size_t i = 0; i < n_headphones; ++i) {
    const Headphone* const own = &headphones[i];
    const Housing* const other =
      own->type == HOUSING_CLOSED
        ? &by_name("Earcup", "Open reference")->housing
        : &by_name("Earcup", "Closed reference")->housing;
    const Housing opposite = headphones_opposite(own);
    for (size_t j = 0; j < HOUSING_PARAMETERS; ++j) {
      same(opposite.value[j],
           kept_by_opposite(j) ? own->housing.value[j] : other->value[j]);
    }
  }
}
END_TEST

/** Field of a line of tabs, copied; empty if there are too few. */
static void
field(const char* line, size_t index, char* to, size_t size)
{
  const char* from = line;
  for (size_t i = 0; i < index && from; ++i) {
    from = strchr(from, '\t');
    from = from ? from + 1 : NULL;
  }
  const size_t length = from ? strcspn(from, "\t\n") : 0;
  ck_assert_uint_lt(length, size);
  memcpy(to, from ? from : "", length);
  to[length] = '\0';
}

static void
compare_line(const char* line)
{
  char text[512];
  field(line, 0, text, sizeof(text));
  const Headphone* const row = headphones_find((uint32_t)atoi(text));
  ck_assert_ptr_nonnull(row);
  field(line, 1, text, sizeof(text));
  ck_assert_str_eq(row->maker, text);
  field(line, 2, text, sizeof(text));
  ck_assert_str_eq(row->name, text);
  field(line, 5, text, sizeof(text));
  ck_assert_uint_eq(row->year, (unsigned)atoi(text)); // 0 for a hyphen
  for (size_t i = 0; i < HOUSING_PARAMETERS; ++i) {
    field(line, 6 + i, text, sizeof(text));
    same(row->housing.value[i], atof(text));
  }
  field(line, 18, text, sizeof(text));
  close_to(row->tightness, *text == '-' ? -1.0 : atof(text));
  field(line, 19, text, sizeof(text));
  ck_assert_str_eq(row->credit, text);
  field(line, 20, text, sizeof(text));
  close_to(row->air_db, atof(text));
  field(line, 21, text, sizeof(text));
  ck_assert_int_eq(row->active, !strcmp(text, "active"));
  field(line, 22, text, sizeof(text));
  close_to(row->rms_db, *text == '-' ? -1.0 : atof(text));
  field(line, 23, text, sizeof(text));
  close_to(row->lab_db, *text == '-' ? -1.0 : atof(text));
  field(line, 24, text, sizeof(text));
  ck_assert_uint_eq(row->n_labs, (unsigned)atoi(text));
}

START_TEST(test_table_is_what_the_file_says)
{
  FILE* const file = fopen("presets/headphones.tsv", "r");
  ck_assert_ptr_nonnull(file);
  char line[2048];
  unsigned n = 0;
  while (fgets(line, sizeof(line), file)) {
    if (*line != '#' && *line != '\n') {
      compare_line(line);
      ++n;
    }
  }
  fclose(file);
  ck_assert_uint_eq(n, N_ROWS);
}
END_TEST

START_TEST(test_credits_name_their_sources)
{
  for (size_t i = 0; i < n_headphones; ++i) {
    ck_assert_ptr_nonnull(strstr(headphones[i].credit, "AutoEq"));
    ck_assert_ptr_nonnull(strstr(headphones[i].credit, "OPRA"));
  }
  ck_assert_ptr_nonnull(strstr(headphones_find(4)->credit, "not measured"));
}
END_TEST

int
main(void)
{
  TCase* const tests = tcase_create("headphones");
  tcase_add_test(tests, test_ids_are_dense_and_found);
  tcase_add_test(tests, test_ids_never_change);
  tcase_add_test(tests, test_classes);
  tcase_add_test(tests, test_values_copied_by_hand);
  tcase_add_test(tests, test_residual_is_rare);
  tcase_add_test(tests, test_accuracy_of_the_bank);
  tcase_add_test(tests, test_order_of_a_menu);
  tcase_add_test(tests, test_opposite_keeps_the_pad);
  tcase_add_test(tests, test_table_is_what_the_file_says);
  tcase_add_test(tests, test_credits_name_their_sources);
  Suite* const suite = suite_create("headphones");
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
