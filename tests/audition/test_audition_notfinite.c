// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* A plugin whose output is not finite: the command says so and leaves no
   result, be it sound, filters or a picture. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

/** Run the command with the plugin of notfinite.c; returns its exit code. */
static int
run_poisoned(Run* r, int poison, const char* arguments)
{
  char with_uri[1024];
  snprintf(with_uri,
           sizeof(with_uri),
           "--uri urn:earcup:notfinite -c poison=%d %s",
           poison,
           arguments);
  run_offer_plugins();
  return run(r, with_uri);
}

START_TEST(what_is_not_finite_fails_loudly)
{
  static const struct {
    const char* arguments;
    const char* words;
  } cases[] = {
    { "-i in.wav", "not finite" },
    { "-i in.wav -o out.wav", "not finite" },
    { "--export out.txt", "not finite" },
    { "--plot out.png", "not finite" },
  };
  Run* const r = run_begin();
  run_write_input(r);
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); ++i) {
    ck_assert_int_eq(run_poisoned(r, 0, cases[i].arguments), 0);
  }
  run_end(r);
  for (int poison = 1; poison <= 2; ++poison) {
    Run* const p = run_begin();
    run_write_input(p);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); ++i) {
      ck_assert_int_eq(run_poisoned(p, poison, cases[i].arguments), 1);
      ck_assert_msg(strstr(p->text, cases[i].words), "%s", p->text);
      ck_assert_msg(!strstr(p->text, "LUFS"), "%s", p->text);
      ck_assert_int_eq(run_count(p), 1); // in.wav
    }
    run_end(p);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition of what is not finite");
  TCase* const tcase = tcase_create("command");
  tcase_set_timeout(tcase, 0);
  tcase_add_test(tcase, what_is_not_finite_fails_loudly);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
