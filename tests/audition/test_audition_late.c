// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Any plugin: what comes late is put in its place, and nothing is sent to a
   side chain. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

/* With blocks shorter than the plugin is late, and longer ones. */
START_TEST(what_is_late_is_put_in_its_place)
{
  static const char* const blocks[] = { "64", "100", "8192", "random" };
  char arguments[256];
  Run* const r = run_begin();
  run_offer_plugins();
  run_write_input(r);
  snprintf(arguments,
           sizeof(arguments),
           "--uri urn:earcup:late -i in.wav -o out.wav --null in.wav -b %s",
           blocks[_i]);
  run_well(r, arguments);
  ck_assert_ptr_nonnull(strstr(r->text, "residual peak -inf dB, rms -inf dB"));
  const Sound in = run_read(r, "in.wav");
  const Sound out = run_read(r, "out.wav");
  ck_assert_uint_eq(in.n_frames, out.n_frames);
  ck_assert_mem_eq(in.samples, out.samples, 2 * sizeof(float) * in.n_frames);
  free(in.samples);
  free(out.samples);
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition of what is late");
  TCase* const tests = tcase_create("late");
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests, what_is_late_is_put_in_its_place, 0, 4);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
