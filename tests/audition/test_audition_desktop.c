// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#define _XOPEN_SOURCE 700 // realpath
/* earcup-audition --desktop where there is no PipeWire; tests/hosts/desktop.sh
   is about one that runs. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

#include <stdlib.h>

/** A session without a daemon, in the test's folder. */
static void
begin_session(const Run* r)
{
  char folder[4096];
  ck_assert_ptr_nonnull(realpath(r->folder, folder));
  setenv("HOME", folder, 1);
  setenv("XDG_RUNTIME_DIR", folder, 1);
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("PIPEWIRE_RUNTIME_DIR");
  unsetenv("PIPEWIRE_REMOTE");
}

START_TEST(wrong_usage)
{
  Run* const r = run_begin();
  begin_session(r);
  run_write_input(r);
  run_badly(r, "--desktop", "requires an argument");
  run_badly(r, "--desktop maybe", "'maybe' is not on, off, set or status");
  run_badly(r, "--desktop on -i in.wav", "renders no file");
  run_badly(r, "--desktop on --plot x.png", "renders no file");
  run_badly(r, "--desktop set -p dt-48 -p sp-3", "one preset at a time");
  run_badly(r, "--desktop set -c morph=1@2", "without a time");
  run_badly(r, "--device Card -i in.wav", "--device goes with --desktop");
  run_end(r);
}
END_TEST

START_TEST(no_pipewire)
{
  Run* const r = run_begin();
  begin_session(r);
  run_badly(r, "--desktop on", "PipeWire does not run here");
  run_badly(r, "--desktop set -c morph=1", "PipeWire does not run here");
  run_badly(r, "--desktop status", "PipeWire does not run here");
  run_end(r);
}
END_TEST

START_TEST(off_needs_no_pipewire)
{
  Run* const r = run_begin();
  begin_session(r);
  run_well(r, "--desktop off");
  ck_assert_int_eq(run_count(r), 0);
  run_end(r);
}
END_TEST

START_TEST(no_session)
{
  Run* const r = run_begin();
  begin_session(r);
  unsetenv("XDG_RUNTIME_DIR");
  run_badly(r, "--desktop on", "XDG_RUNTIME_DIR is not set");
  begin_session(r);
  unsetenv("HOME");
  run_badly(r, "--desktop on", "HOME is not set");
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition desktop");
  TCase* const tests = tcase_create("desktop");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, wrong_usage);
  tcase_add_test(tests, no_pipewire);
  tcase_add_test(tests, off_needs_no_pipewire);
  tcase_add_test(tests, no_session);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
