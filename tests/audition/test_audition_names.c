// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* earcup-audition understands names as the window's search does, and tells the
   nearest ones if it does not. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

/** Do two ways to choose headphone A sound the same? */
static void
same_headphone(Run* r, const char* name, const char* label)
{
  char arguments[512];
  snprintf(arguments,
           sizeof(arguments),
           "-i in.wav -o a.wav -c headphone_a='%s'",
           name);
  run_well(r, arguments);
  snprintf(arguments,
           sizeof(arguments),
           "-i in.wav -o b.wav -c headphone_a='%s'",
           label);
  run_well(r, arguments);
  ck_assert_msg(run_same(r, "a.wav", "b.wav"), "%s is not %s", name, label);
}

START_TEST(headphones_as_in_the_window)
{
  Run* const r = run_begin();
  run_write_input(r);
  same_headphone(r, "HD650", "Open: Sennheiser HD 650");
  same_headphone(r, "hd-650", "Open: Sennheiser HD 650");
  same_headphone(r, "650 senn", "Open: Sennheiser HD 650");
  // There is an HD 250 as well.
  same_headphone(r, "HD 25", "Closed: Sennheiser HD 25");
  run_end(r);
}
END_TEST

START_TEST(presets_as_in_the_window)
{
  Run* const r = run_begin();
  run_write_input(r);
  run_well(r, "-i in.wav -o a.wav -p 'cd900 studio'");
  run_well(r, "-i in.wav -o b.wav -p closed-mdr-cd900st");
  ck_assert(run_same(r, "a.wav", "b.wav"));
  run_end(r);
}
END_TEST

/* By the names that presets had before their labels began with the bank. */
START_TEST(presets_by_their_old_names)
{
  static const char* const names[] = {
    "'Mixing: HD 650'", "mixing-hd-650", "'Studio: HD 650'", "hd-650"
  };
  Run* const r = run_begin();
  run_write_input(r);
  run_well(r, "-i in.wav -o first.wav -c headphone_a='HD 650'");
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); ++i) {
    char arguments[512];
    snprintf(
      arguments, sizeof(arguments), "-i in.wav -o next.wav -p %s", names[i]);
    run_well(r, arguments);
    ck_assert(run_same(r, "first.wav", "next.wav"));
  }
  FILE* const list = popen("sed -n 's/^formerly: //p' presets/*.preset", "r");
  char old[256];
  unsigned n = 0;
  while (list && fgets(old, sizeof(old), list)) {
    old[strcspn(old, "\n")] = '\0';
    char arguments[512];
    snprintf(
      arguments, sizeof(arguments), "-i in.wav -o next.wav -p '%s'", old);
    run_well(r, arguments);
    ++n;
  }
  ck_assert(list && pclose(list) == 0);
  ck_assert_uint_ge(n, 30);
  run_end(r);
}
END_TEST

/** Maker, model, type and year find a headphone; its error stands beside the
    spread of the laboratories, and active ones say that they are. */
START_TEST(headphones_are_listed)
{
  Run* const r = run_begin();
  run_well(r, "--list headphones hd650");
  ck_assert_ptr_nonnull(strstr(r->text, "14  Open: Sennheiser HD 650"));
  ck_assert_ptr_nonnull(strstr(r->text, "error 0.36 dB, 7 labs 0.71 dB"));
  ck_assert_ptr_nonnull(strstr(r->text, "own voice +4.6 +4.2 +3.1 dB"));
  ck_assert_ptr_nonnull(strstr(r->text, "computed, not measured"));
  ck_assert_ptr_null(strstr(r->text, "HD 600"));
  run_well(r, "--list headphones sony closed 2022");
  ck_assert_ptr_nonnull(strstr(r->text, "514  Closed: Sony WH-1000XM5"));
  ck_assert_ptr_nonnull(strstr(r->text, "active, error"));
  ck_assert_ptr_nonnull(strstr(r->text, "a response only"));
  ck_assert_ptr_null(strstr(r->text, "own voice"));
  run_well(r, "--list headphones 1958 koss");
  ck_assert_ptr_nonnull(strstr(r->text, "      not measured\n"));
  run_badly(r, "--list headphones walkman", "no headphone");
  run_badly(r, "--list headphones akg -i in.wav", "it goes alone");
  run_end(r);
}
END_TEST

START_TEST(nearest_names_are_told)
{
  Run* const r = run_begin();
  run_write_input(r);
  run_badly(r,
            "-i in.wav -o out.wav -c headphone_a=HD65O",
            "headphone_a: no choice 'HD65O'; did you mean");
  ck_assert_ptr_nonnull(strstr(r->text, "Sennheiser HD 650'"));
  run_badly(r,
            "-i in.wav -o out.wav -c headphone_a=xyzzyx",
            "no choice 'xyzzyx'; --list names them all");
  run_badly(r,
            "-i in.wav -o out.wav -c morhp=1",
            "no control 'morhp'; did you mean 'morph'?");
  run_badly(r,
            "-i in.wav -o out.wav -p 'Opn-back'",
            "no preset 'Opn-back'; did you mean");
  run_badly(
    r, "-i in.wav -o out.wav -c headphone_a=Sennheiser", "could be any of");
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition names");
  TCase* const tests = tcase_create("names");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, headphones_as_in_the_window);
  tcase_add_test(tests, presets_as_in_the_window);
  tcase_add_test(tests, headphones_are_listed);
  tcase_add_test(tests, presets_by_their_old_names);
  tcase_add_test(tests, nearest_names_are_told);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
