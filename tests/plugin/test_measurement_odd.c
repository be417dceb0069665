// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Files that are no measurement, each with the complaint it deserves, and
// folders, pipes and strange places where a file should be.

#include "plugin/measurement/measurement.h"
#include "plugin/measurement/measurement_file.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static Measurement result;

static const char rows[] = "20 0\n50 0\n100 0\n200 0\n400 0\n800 0\n"
                           "1600 0\n3200 0\n6400 0\n12800 0\n";

typedef struct {
  const char* text;
  MeasurementStatus status;
  size_t line;
} Odd;

static const Odd odds[] = {
  { "", MEASUREMENT_EMPTY, 0 },
  { " \r\n\t\n", MEASUREMENT_EMPTY, 0 },
  { "hello\nworld\n", MEASUREMENT_NO_DATA, 0 },
  { "# 20 1\n# 30 1\n", MEASUREMENT_NO_DATA, 0 },
  { "Preamp: -6 dB\n", MEASUREMENT_NO_DATA, 0 },
  { "f\n20\n30\n40\n", MEASUREMENT_ONE_COLUMN, 2 },
  { "20 x\n30 y\n", MEASUREMENT_NOT_A_NUMBER, 1 },
  { "20 0\n30 0\nend\n", MEASUREMENT_NOT_A_NUMBER, 3 },
  { "20 0\n30 0\n40\n", MEASUREMENT_ONE_COLUMN, 3 },
  { "20 nan\n30 0\n", MEASUREMENT_TOO_FEW_ROWS, 0 },
  { "f,dB\n20,0\n30,-inf\n", MEASUREMENT_TOO_FEW_ROWS, 0 },
  { "20 0\n30 1.#INF\n", MEASUREMENT_TOO_FEW_ROWS, 0 },
  { "20 0\n30 1e999\n", MEASUREMENT_NOT_A_NUMBER, 2 },
  { "20 0\n30 0x10\n", MEASUREMENT_NOT_A_NUMBER, 2 },
  { "20 0\n30 1.5.2\n", MEASUREMENT_NOT_A_NUMBER, 2 },
  { "20 0\n-30 0\n", MEASUREMENT_BAD_FREQUENCY, 2 },
  { "20 0\n\n3e6 0\n", MEASUREMENT_BAD_FREQUENCY, 3 },
  { "20 0\n30 201\n", MEASUREMENT_BAD_LEVEL, 2 },
  { "20 0\n30 0\n40 0\n", MEASUREMENT_TOO_FEW_ROWS, 0 },
  { "9 0\n9 1\n9 2\n9 3\n9 4\n9 5\n9 6\n9 7\n9 8\n9 9\n",
    MEASUREMENT_TOO_FEW_ROWS,
    0 },
  { "300 0\n300 0\n300 0\n1e3 0\n1e3 0\n1e3 0\n2e3 0\n2e3 0\n3e3 0\n3e3 0\n",
    MEASUREMENT_TOO_FEW_ROWS, // of four frequencies
    0 },
  { "300 0\n300 0\n300 0\n1e3 0\n1e3 0\n1500 0\n2e3 0\n2e3 0\n3e3 0\n3e3 0\n",
    MEASUREMENT_OK, // five are enough
    0 },
  { "1 0\n2 0\n3 0\n4 0\n5 0\n6 0\n7 0\n8 0\n9 0\n10 0\n",
    MEASUREMENT_TOO_NARROW,
    0 },
  { "400 0\n500 0\n600 0\n700 0\n800 0\n900 0\n1e3 0\n2e3 0\n3e3 0\n4e3 0\n",
    MEASUREMENT_TOO_NARROW,
    0 },
  { "20 150\n50 150\n100 0\n200 0\n400 0\n800 0\n1600 0\n3200 0\n6400 0\n9e3 0",
    MEASUREMENT_BAD_LEVEL,
    0 },
  { "Filter: ON PK Fc 100 Hz Gain 3 dB\n", MEASUREMENT_NO_WIDTH, 1 },
  { "Filter: ON PK Gain 3 dB Q 1\n", MEASUREMENT_NO_FREQUENCY, 1 },
  { "Filter: ON PK Fc 100 Hz Q 1\n", MEASUREMENT_NO_GAIN, 1 },
  { "Filter: ON PK Fc 100 Hz Gain 3 dB Q 0\n", MEASUREMENT_NO_WIDTH, 1 },
  { "Filter: ON PK Fc 100 Hz Gain 3 dB Q -1\n", MEASUREMENT_NO_WIDTH, 1 },
  { "Filter: ON PK Fc 100 Hz Gain 3 dB BW Oct 0\n", MEASUREMENT_NO_WIDTH, 1 },
  { "Filter: ON PK Fc x Hz Gain 3 dB Q 1\n", MEASUREMENT_BAD_FILTER, 1 },
  { "Filter: ON LS 0 dB Fc 9 Hz Gain 3 dB\n", MEASUREMENT_NO_WIDTH, 1 },
  { "Filter: ON XY Fc 100 Hz\n", MEASUREMENT_UNKNOWN_FILTER, 1 },
  { "Filter: OFF\nFilter 2:\n", MEASUREMENT_BAD_FILTER, 2 },
  { "Filter: ON PK Fc 0 Hz Gain 3 dB Q 1\n", MEASUREMENT_BAD_FREQUENCY, 1 },
  { "Filter: ON PK Fc 24000 Hz Gain 3 dB Q 1\n", MEASUREMENT_BAD_FREQUENCY, 1 },
  { "Filter: ON PK Fc 10 Hz Gain 101 dB Q 1\n", MEASUREMENT_BAD_LEVEL, 1 },
  { "GraphicEQ: \n", MEASUREMENT_BAD_FILTER, 1 },
  { "\nGraphicEQ: 20 0; 30\n", MEASUREMENT_NOT_A_NUMBER, 2 },
  { "GraphicEQ: 20 0; 30 0 0\n", MEASUREMENT_NOT_A_NUMBER, 1 },
  { "GraphicEQ: 20 0; -3 0\n", MEASUREMENT_BAD_FREQUENCY, 1 },
  { "Preamp: 0 dB\nInclude: other.txt\n", MEASUREMENT_INCLUDES, 2 },
  { "Channel: L\nFilter: ON PK Fc 99 Hz Gain 3 dB Q 1\n",
    MEASUREMENT_ONE_CHANNEL,
    1 }
};

START_TEST(test_complaints)
{
  const Odd* const odd = &odds[_i];
  const MeasurementStatus status =
    measurement_parse(odd->text, strlen(odd->text), &result);
  ck_assert_msg(status == odd->status && result.line == odd->line,
                "\"%s\" gave %s (line %zu)",
                odd->text,
                measurement_strerror(status),
                result.line);
  char message[MEASUREMENT_MESSAGE_SIZE];
  measurement_explain(status, &result, message, sizeof(message));
  ck_assert_ptr_eq(strstr(message, measurement_strerror(status)), message);
  ck_assert_int_eq(strstr(message, "(line ") != NULL, odd->line != 0);
  ck_assert_msg(strstr(message, "; ") != NULL, "no advice: %s", message);
}
END_TEST

START_TEST(test_every_status_has_words)
{
  for (int i = 0; i < MEASUREMENT_N_STATUS; ++i) {
    const char* const words = measurement_strerror((MeasurementStatus)i);
    ck_assert_ptr_nonnull(words);
    for (int k = 0; k < i; ++k) {
      ck_assert_str_ne(words, measurement_strerror((MeasurementStatus)k));
    }
  }
}
END_TEST

START_TEST(test_binary_and_large)
{
  ck_assert_int_eq(measurement_parse("20 0\0 30", 8, &result),
                   MEASUREMENT_BINARY);
  ck_assert_int_eq(measurement_parse("\x89PNG\r\n\x1a\n\x01", 9, &result),
                   MEASUREMENT_BINARY);
  ck_assert_int_eq(measurement_parse("\xFF\xFE", 2, &result),
                   MEASUREMENT_EMPTY);
  char* const huge = calloc(1, MEASUREMENT_SIZE_MAX + 1);
  ck_assert_ptr_nonnull(huge);
  ck_assert_int_eq(measurement_parse(huge, MEASUREMENT_SIZE_MAX + 1, &result),
                   MEASUREMENT_TOO_LARGE);
  memset(huge, '1', MEASUREMENT_SIZE_MAX);
  ck_assert_int_eq(measurement_parse(huge, MEASUREMENT_SIZE_MAX, &result),
                   MEASUREMENT_NOT_A_NUMBER);
  for (size_t i = 0; i < MEASUREMENT_SIZE_MAX; i += 4) {
    memcpy(huge + i, "1 1\n", 4);
  }
  ck_assert_int_eq(measurement_parse(huge, MEASUREMENT_SIZE_MAX, &result),
                   MEASUREMENT_TOO_MANY_ROWS);
  free(huge);
}
END_TEST

/* Cut anywhere, a good file gives a result or a complaint and no more. */
START_TEST(test_truncated)
{
  const size_t whole = sizeof(rows) - 1;
  for (size_t n = 0; n <= whole; ++n) {
    char* const exact = malloc(n ? n : 1);
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, rows, n);
    const MeasurementStatus status = measurement_parse(exact, n, &result);
    ck_assert_int_eq(status == MEASUREMENT_OK, n + 1 >= whole);
    free(exact);
  }
}
END_TEST

static char folder[] = "/tmp/earcup-measurement-XXXXXX";
static char path[256];

static const char*
in_folder(const char* name)
{
  snprintf(path, sizeof(path), "%s/%s", folder, name);
  return path;
}

static void
write_file(const char* name, const char* content)
{
  FILE* const file = fopen(in_folder(name), "wb");
  ck_assert_ptr_nonnull(file);
  fputs(content, file);
  fclose(file);
}

START_TEST(test_places)
{
  ck_assert_ptr_nonnull(mkdtemp(folder));
  ck_assert_int_eq(measurement_load(folder, &result), MEASUREMENT_NOT_A_FILE);
  ck_assert_int_eq(measurement_load(in_folder("none"), &result),
                   MEASUREMENT_NOT_FOUND);
  ck_assert_int_eq(measurement_load("", &result), MEASUREMENT_NOT_FOUND);
  ck_assert_int_eq(measurement_load("/dev/zero", &result),
                   MEASUREMENT_NOT_A_FILE);
  ck_assert_int_eq(mkfifo(in_folder("pipe"), 0600), 0);
  ck_assert_int_eq(measurement_load(path, &result), MEASUREMENT_NOT_A_FILE);
  unlink(path);
  write_file("a.b c.txt", rows);
  ck_assert_int_eq(measurement_load(path, &result), MEASUREMENT_OK);
  ck_assert_str_eq(result.name, "a.b c");
  if (geteuid() != 0) {
    ck_assert_int_eq(chmod(path, 0), 0);
    ck_assert_int_eq(measurement_load(path, &result), MEASUREMENT_UNREADABLE);
  }
  ck_assert_int_eq(truncate(path, (off_t)MEASUREMENT_SIZE_MAX + 1), 0);
  ck_assert_int_eq(measurement_load(path, &result), MEASUREMENT_TOO_LARGE);
  ck_assert_int_eq(truncate(path, 0), 0);
  ck_assert_int_eq(measurement_load(path, &result), MEASUREMENT_EMPTY);
  unlink(path);
  rmdir(folder);
}
END_TEST

START_TEST(test_long_name_is_cut_between_letters)
{
  char name[160] = "/none/";
  for (size_t i = 6; i < 126; i += 2) {
    name[i] = '\xC3';
    name[i + 1] = '\xA9';
  }
  ck_assert_int_eq(measurement_load(name, &result), MEASUREMENT_NOT_FOUND);
  ck_assert_uint_eq(strlen(result.name), 94);
}
END_TEST

/* Up to 16 MiB, from memory and from a file, and no byte more. */
START_TEST(test_largest)
{
  enum { LARGEST = 16 * 1024 * 1024 };
  char place[] = "/tmp/earcup-largest-XXXXXX";
  char* const text = malloc(LARGEST + 1);
  ck_assert_ptr_nonnull(text);
  memset(text, ' ', LARGEST + 1);
  for (size_t i = 79; i < LARGEST; i += 80) {
    text[i] = '\n';
  }
  memcpy(text, rows, sizeof(rows) - 1);
  ck_assert_int_eq((int)measurement_parse(text, LARGEST, &result),
                   MEASUREMENT_OK);
  ck_assert_int_eq((int)measurement_parse(text, LARGEST + 1, &result),
                   MEASUREMENT_TOO_LARGE);
  const int fd = mkstemp(place);
  ck_assert_int_ge(fd, 0);
  for (int more = 0; more < 2; ++more) {
    ck_assert_int_eq(pwrite(fd, text, LARGEST + (size_t)more, 0),
                     LARGEST + more);
    ck_assert_int_eq((int)measurement_load(place, &result),
                     more ? MEASUREMENT_TOO_LARGE : MEASUREMENT_OK);
  }
  close(fd);
  unlink(place);
  free(text);
}
END_TEST

/* What is much larger is not even read: there is no room for it. */
START_TEST(test_much_too_large)
{
  char place[] = "/tmp/earcup-huge-XXXXXX";
  const int fd = mkstemp(place);
  ck_assert_int_ge(fd, 0);
  const bool is_made = ftruncate(fd, (off_t)1 << 43) == 0 || // 8 TiB of holes
                       ftruncate(fd, (off_t)1 << 40) == 0;
  if (is_made) { // else such files do not exist here
    ck_assert_int_eq((int)measurement_load(place, &result),
                     MEASUREMENT_TOO_LARGE);
  }
  close(fd);
  unlink(place);
}
END_TEST

/* A link that leads in a circle is there, but cannot be read. */
START_TEST(test_circle)
{
  char around[] = "/tmp/earcup-circle-XXXXXX";
  char place[64];
  ck_assert_ptr_nonnull(mkdtemp(around));
  snprintf(place, sizeof(place), "%s/circle", around);
  ck_assert_int_eq(symlink("circle", place), 0);
  ck_assert_int_eq((int)measurement_load(place, &result),
                   MEASUREMENT_UNREADABLE);
  unlink(place);
  rmdir(around);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("measurement_odd");
  TCase* const tests = tcase_create("all");
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(
    tests, test_complaints, 0, (int)(sizeof(odds) / sizeof(odds[0])));
  tcase_add_test(tests, test_every_status_has_words);
  tcase_add_test(tests, test_binary_and_large);
  tcase_add_test(tests, test_truncated);
  tcase_add_test(tests, test_places);
  tcase_add_test(tests, test_long_name_is_cut_between_letters);
  tcase_add_test(tests, test_largest);
  tcase_add_test(tests, test_much_too_large);
  tcase_add_test(tests, test_circle);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
