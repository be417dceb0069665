// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* earcup-audition --report: its summary, its words and its page, against the
   numbers in its table. */

#include "tests/support/report_table.h"
#include "tests/support/suite.h"

/** `,"octave_db":{"n":N,"p10":[...],"median":[...],"p90":[...]}` of the JSON.
 */
static double
summary_value(const char* group, const char* list, int octave)
{
  const char* at = strstr(strstr(group, "\"octave_db\""), list);
  ck_assert_ptr_nonnull(at);
  at = strchr(at, '[') + 1;
  for (int o = 0; o < octave; ++o) {
    at = strchr(at, ',') + 1;
  }
  return strtod(at, NULL);
}

/** The summary sums up what the table holds. */
START_TEST(summary_is_that_of_the_table)
{
  static const struct {
    const char* type;
    const char* group;
  } groups[] = { { "", "All" },
                 { "open", "Open" },
                 { "semi-open", "Semi-open" },
                 { "closed", "Closed" } };
  static const char* const fits[] = { "new", "bad seal", "worn pads" };
  static double values[8192];
  Run* const r = run_begin();
  write_mix(r, "mix.wav", 0.5, 44100, 0.0);
  run_well(r, "-i mix.wav --report x.csv --report x.json");
  Table table = table_read(r, "x.csv");
  char* const text = read_text(r, "x.json");
  for (int i = 0; i < 12; ++i) {
    char key[128];
    snprintf(key,
             sizeof(key),
             "{\"group\":\"%s\",\"fit\":\"%s\"",
             groups[i / 3].group,
             fits[i % 3]);
    const char* const group = strstr(text, key);
    ck_assert_ptr_nonnull(group);
    for (int o = 0; o < OCTAVES; ++o) {
      const size_t n = table_column(
        &table, groups[i / 3].type, fits[i % 3], COLUMN_OCTAVE + o, values);
      ck_assert_uint_gt(n, 10);
      ck_assert_double_eq_tol(
        percentile(values, n, 0.1), summary_value(group, "p10", o), 0.011);
      ck_assert_double_eq_tol(
        percentile(values, n, 0.5), summary_value(group, "median", o), 0.011);
      ck_assert_double_eq_tol(
        percentile(values, n, 0.9), summary_value(group, "p90", o), 0.011);
    }
  }
  free(text);
  table_free(&table);
  run_end(r);
}
END_TEST

/** The octave of a nominal frequency at the beginning of a text. */
static int
named_octave(const char* text)
{
  static const char* const names[OCTAVES] = { "31.5 Hz", "63 Hz",  "125 Hz",
                                              "250 Hz",  "500 Hz", "1 kHz",
                                              "2 kHz",   "4 kHz",  "8 kHz",
                                              "16 kHz" };
  for (int o = 0; o < OCTAVES; ++o) {
    if (!strncmp(text, names[o], strlen(names[o]))) {
      return o;
    }
  }
  ck_abort_msg("no octave: %.20s", text);
  return -1;
}

/** What the first sentence rests on. */
typedef struct {
  double open_db; ///< the middle open one
  double* closed; ///< all closed ones
  size_t n;
} Sides;

static Sides
sides_at(const Table* table, int octave, double* values)
{
  const int column = COLUMN_OCTAVE + octave;
  size_t n = table_column(table, "open", "new", column, values);
  const double open_db = percentile(values, n, 0.5);
  n = table_column(table, "closed", "new", column, values);
  return (Sides){ open_db, values, n };
}

/** "In 8 of 10 closed headphones the octave at 125 Hz is 2 to 5 dB louder than
    on the middle open one": count them. Returns the octave. */
static int
check_difference(const Table* table, const char* words)
{
  static double values[8192];
  int tenths = 0;
  int place = 0;
  int first = 0;
  int second = 0;
  char sense[8] = "";
  ck_assert_int_eq(
    sscanf(
      words, "In %d of 10 closed headphones the octave at %n", &tenths, &place),
    1);
  const int octave = named_octave(words + place);
  ck_assert_int_eq(sscanf(strstr(words + place, " is "),
                          " is %d to %d dB %6[a-z]",
                          &first,
                          &second,
                          sense),
                   3);
  const int sign = strcmp(sense, "louder") ? -1 : 1;
  const Sides sides = sides_at(table, octave, values);
  size_t within = 0;
  for (size_t i = 0; i < sides.n; ++i) {
    const double apart = sign * (sides.closed[i] - sides.open_db);
    within += apart > first - 0.52 && apart < second + 0.52;
  }
  ck_assert_uint_ge(10 * within + 10, (size_t)tenths * sides.n);
  return octave;
}

/** "Open and closed headphones treat this mix alike: in the middle of either
    kind no octave differs by more than 0.7 dB", from 500 Hz on. */
static void
check_likeness(const Table* table, const char* words)
{
  static double values[8192];
  const double most = strtod(strstr(words, "more than ") + 10, NULL);
  for (int o = 4; o < OCTAVES; ++o) {
    const Sides sides = sides_at(table, o, values);
    const double middle = percentile(sides.closed, sides.n, 0.5);
    ck_assert_double_le(fabs(middle - sides.open_db), most + 0.06);
  }
}

/** The words follow the mix: without its bass they are no more of that. */
START_TEST(words_are_from_the_numbers)
{
  Run* const r = run_begin();
  write_mix(r, "mix.wav", 0.5, 48000, 0.0);
  write_mix(r, "thin.wav", 0.5, 48000, 600.0);
  run_well(r, "-i mix.wav -i thin.wav --report %n.csv --report %n.json");
  for (int thin = 0; thin < 2; ++thin) {
    Table table = table_read(r, thin ? "thin.csv" : "mix.csv");
    char* const text = read_text(r, thin ? "thin.json" : "mix.json");
    const char* const words = strstr(text, "\"words\":\"") + 9;
    if (!strncmp(words, "In ", 3)) {
      ck_assert((check_difference(&table, words) > 3) == thin);
    } else {
      ck_assert_int_eq(thin, 1);
      check_likeness(&table, words);
    }
    free(text);
    table_free(&table);
  }
  run_end(r);
}
END_TEST

/** It needs nothing else, says no number that is none, and shows names as they
    are. */
START_TEST(page_stands_alone)
{
  static const char* const unwanted[] = { "{{",   ">nan",  "inf<",   "<script",
                                          "src=", "http:", "https:", "<b>&" };
  Run* const r = run_begin();
  write_mix(r, "a <b>& c.wav", 0.5, 48000, 0.0);
  run_well(r, "-i 'a <b>& c.wav' --report x.html --title 'Who & <what>'");
  char* const text = read_text(r, "x.html");
  for (size_t i = 0; i < sizeof(unwanted) / sizeof(unwanted[0]); ++i) {
    ck_assert_msg(!strstr(text, unwanted[i]), "the page has %s", unwanted[i]);
  }
  ck_assert_ptr_nonnull(strstr(text, "a &lt;b&gt;&amp; c.wav, 0:20 min"));
  ck_assert_ptr_nonnull(strstr(text, "<h1>Who &amp; &lt;what&gt;</h1>"));
  ck_assert_ptr_nonnull(strstr(text, "Sennheiser HD 650"));
  ck_assert_ptr_nonnull(strstr(text, "prefers-color-scheme: dark"));
  ck_assert_ptr_nonnull(strstr(text, "@media print"));
  ck_assert_ptr_nonnull(strstr(text, "</svg>"));
  ck_assert_ptr_nonnull(strstr(text, "</html>"));
  free(text);
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition report page");
  TCase* const tests = tcase_create("page");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, summary_is_that_of_the_table);
  tcase_add_test(tests, words_are_from_the_numbers);
  tcase_add_test(tests, page_stands_alone);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
