// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* earcup-audition --page: what it refuses and what it writes. That the page
   plays is for tests/page, which has a browser. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

#include <stdlib.h>

START_TEST(wrong_usage)
{
  Run* const r = run_begin();
  run_write_input(r);
  run_badly(r, "--page x.html", "there is no input");
  run_badly(r, "-i in.wav --page x.txt", "must end in .html, or be a folder");
  run_badly(r, "-i in.wav -i in.wav --page x.html", "give one input");
  run_badly(r, "-i in.wav --from 3", "go with --page");
  run_badly(r, "-i in.wav --length 3", "go with --page");
  run_badly(r, "-i in.wav --page x.html --length 1", "--length: '1'");
  run_badly(r, "-i in.wav --page x.html --from -1", "--from: '-1'");
  run_badly(r, "-i in.wav --page x.html --from 1", "less than a second there");
  run_badly(r, "-i in.wav --page no/x.html", "cannot be written");
  run_badly(r, "-i in.wav --page x.html -p nothing", "no preset 'nothing'");
  run_end(r);
}
END_TEST

START_TEST(too_soft_to_compare)
{
  Run* const r = run_begin();
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = RUN_WAV };
  run_write(r, "silent.wav", info, 96000, 1.0, 0.0);
  run_badly(r, "-i silent.wav --page x.html", "too soft to compare");
  run_end(r);
}
END_TEST

/** The whole page; free() it. */
static char*
read_page(const Run* r, const char* name)
{
  char path[1024];
  run_path(r, name, path);
  FILE* const file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  char* const text = (char*)calloc(1, 8000000);
  ck_assert_uint_gt(fread(text, 1, 7999999, file), 0);
  fclose(file);
  return text;
}

static int
count(const char* text, const char* word)
{
  int n = 0;
  for (; (text = strstr(text, word)); text += strlen(word)) {
    ++n;
  }
  return n;
}

START_TEST(holds_what_was_asked_for)
{
  Run* const r = run_begin();
  const SF_INFO info = { .samplerate = 44100,
                         .channels = 1,
                         .format = RUN_WAV };
  run_write(r, "in.wav", info, 132300, 0.0, 0.1);
  run_well(r,
           "-i in.wav --page x.html -p dt-48 -c seal=50 --title 'A </b> \"'");
  ck_assert(!run_has(r, "out.wav"));
  char* page = read_page(r, "x.html");
  ck_assert_int_eq(count(page, "\"audio\":\""), 2);
  ck_assert_int_eq(count(page, "{\"name\":\"Original\""), 1);
  ck_assert_int_eq(count(page, "Beyerdynamic DT 48; "), 1);
  ck_assert_int_eq(count(page, "Seal 50 %"), 1);
  ck_assert_int_eq(count(page, "\"title\":\"A \\u003c/b> \\u0022\""), 1);
  ck_assert_int_eq(count(page, "</html>"), 1);
  free(page);
  run_well(r, "-i in.wav --page .");
  page = read_page(r, "index.html");
  ck_assert_int_eq(count(page, "\"audio\":\""), 7);
  free(page);
  run_well(r, "-i in.wav --page y.html -c seal=50");
  page = read_page(r, "y.html");
  ck_assert_int_eq(count(page, "\"audio\":\""), 2);
  free(page);
  run_end(r);
}
END_TEST

/** The gain that brings sound i of a page to the level of all. */
static double
gain_of(const char* page, int i)
{
  const char* at = page;
  for (int k = 0; k <= i; ++k) {
    at = strstr(at, "\"gain\":");
    ck_assert_ptr_nonnull(at);
    at += strlen("\"gain\":");
  }
  return strtod(at, NULL);
}

/* Three seconds softly, then louder and louder, of a note that no programme is
   like: the loudest part is taken, and what is heard of it is as loud as the
   original from its first moment, for the plugin has heard what comes before.
 */
START_TEST(the_loudest_part_is_settled)
{
  static const double amplitude[] = { 0.004, 0.3, 0.4 };
  Run* const r = run_begin();
  SF_INFO info = { .samplerate = 48000, .channels = 2, .format = RUN_WAV };
  char path[1024];
  run_path(r, "in.wav", path);
  SNDFILE* const file = sf_open(path, SFM_WRITE, &info);
  ck_assert_ptr_nonnull(file);
  for (int i = 0; i < 9 * 48000; ++i) {
    const double turns = fmod(60.0 * i / 48000.0, 1.0);
    const float x =
      (float)(amplitude[i / (3 * 48000)] * sin(2.0 * acos(-1.0) * turns));
    const float frame[2] = { x, x };
    ck_assert_int_eq(sf_writef_float(file, frame, 1), 1);
  }
  sf_close(file);
  run_well(r, "-i in.wav --page x.html -c headphone_a='DT 48' --length 2");
  const char* const level = strstr(r->text, " s at ");
  ck_assert_ptr_nonnull(level);
  ck_assert_double_gt(strtod(level + strlen(" s at "), NULL), -25.0);
  char* const page = read_page(r, "x.html");
  const double db = 20.0 * log10(gain_of(page, 1) / gain_of(page, 0));
  printf("matched to %.2f dB\n", db);
  ck_assert_double_le(fabs(db), 1.2); // begun cold it would be 1.7
  free(page);
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition page");
  TCase* const tests = tcase_create("page");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, wrong_usage);
  tcase_add_test(tests, too_soft_to_compare);
  tcase_add_test(tests, holds_what_was_asked_for);
  tcase_add_test(tests, the_loudest_part_is_settled);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
