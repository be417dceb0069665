// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Files as the programs of tests/data/ write them. What each has to give
// stands beside it in NAME.expected:
//   # a remark
//   describe: what has to be said about it
//   message: or why it is refused, after the file's name
//   hz,db
//   1000,0.80    the curve, dB re neutral, 0 dB mean over 300-3000 Hz

#include "dsp/model/response.h"
#include "plugin/measurement/measurement.h"
#include "plugin/measurement/measurement_file.h"
#include "tests/support/suite.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_MAX_SIZE 512
#define CASES_MAX 256
#define N_GIVEN 18
#define N_MADE 80
#define TOLERANCE_DB 0.1 // a 0.1 dB rounding and 1/48 octave of a steep slope

static char cases[CASES_MAX][PATH_MAX_SIZE]; // without ".expected"
static int n_cases;

static int
compare_paths(const void* a, const void* b)
{
  return strcmp((const char*)a, (const char*)b);
}

static int
find_cases(const char* folder)
{
  const int before = n_cases;
  DIR* const dir = opendir(folder);
  if (!dir) {
    return 0;
  }
  for (const struct dirent* entry; (entry = readdir(dir));) {
    const char* const end = strstr(entry->d_name, ".expected");
    if (end && n_cases < CASES_MAX) {
      snprintf(cases[n_cases++],
               PATH_MAX_SIZE,
               "%s/%.*s",
               folder,
               (int)(end - entry->d_name),
               entry->d_name);
    }
  }
  closedir(dir);
  qsort(cases, (size_t)n_cases, PATH_MAX_SIZE, compare_paths);
  return n_cases - before;
}

/** The input beside an expectation, whatever its ending. */
static void
find_input(const char* stem, char path[PATH_MAX_SIZE])
{
  static const char* const endings[] = { ".txt", ".csv" };
  for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); ++i) {
    snprintf(path, PATH_MAX_SIZE, "%.480s%s", stem, endings[i]);
    FILE* const file = fopen(path, "rb");
    if (file) {
      fclose(file);
      return;
    }
  }
  ck_abort_msg("%s: no input", stem);
}

static void
expect_point(const char* path, const Measurement* result, const char* line)
{
  double hz = 0;
  double db = 0;
  ck_assert_msg(sscanf(line, "%lf,%lf", &hz, &db) == 2, "%s: %s", path, line);
  const double got = curve_at(&result->curve, hz);
  ck_assert_msg(fabs(got - db) <= TOLERANCE_DB,
                "%s: %.2f dB at %g Hz, not %.2f dB",
                path,
                got,
                hz,
                db);
}

/** One line of an expectation; true if it was more than a remark. */
static bool
expect_line(const char* path,
            MeasurementStatus status,
            const Measurement* result,
            const char* line)
{
  char text[MEASUREMENT_MESSAGE_SIZE];
  if (!strncmp(line, "message: ", 9)) {
    ck_assert_msg(status, "%s: was read", path);
    measurement_explain(status, result, text, sizeof(text));
    ck_assert_msg(!strcmp(text, line + 9), "%s: \"%s\"", path, text);
    return true;
  }
  if (*line == '#' || !*line || !strcmp(line, "hz,db")) {
    return false;
  }
  measurement_explain(status, result, text, sizeof(text));
  ck_assert_msg(!status, "%s: %s", path, text);
  if (!strncmp(line, "describe: ", 10)) {
    measurement_describe(result, text, sizeof(text));
    ck_assert_msg(!strcmp(text, line + 10), "%s: \"%s\"", path, text);
  } else {
    expect_point(path, result, line);
  }
  return true;
}

START_TEST(test_case)
{
  static Measurement result;
  char path[PATH_MAX_SIZE];
  char line[PATH_MAX_SIZE];
  find_input(cases[_i], path);
  const MeasurementStatus status = measurement_load(path, &result);
  snprintf(line, sizeof(line), "%.490s.expected", cases[_i]);
  FILE* const file = fopen(line, "r");
  ck_assert_ptr_nonnull(file);
  int n = 0;
  while (fgets(line, sizeof(line), file)) {
    line[strcspn(line, "\n")] = '\0';
    n += expect_line(path, status, &result, line);
  }
  fclose(file);
  ck_assert_msg(n > 0, "%s: expects nothing", path);
}
END_TEST

int
main(void)
{
  const int n_given = find_cases("tests/data/cases");
  const int n_made = find_cases("tests/data/kinds");
  if (n_given < N_GIVEN || n_made < N_MADE) {
    fprintf(stderr, "cases are missing: %d, %d\n", n_given, n_made);
    return 1;
  }
  Suite* const suite = suite_create("measurement_cases");
  TCase* const tests = tcase_create("all");
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests, test_case, 0, n_cases);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
