// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Several inputs, and several results side by side. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

static void
write_inputs(const Run* r)
{
  SF_INFO info = { .samplerate = 48000, .channels = 2, .format = RUN_WAV };
  char path[1024];
  run_path(r, "far away", path);
  ck_assert_int_eq(mkdir(path, 0777), 0);
  run_write(r, "one.wav", info, 24000, 0, 0.25);
  run_write(r, "far away/two.more.wav", info, 36000, 440, 0.25);
  info.samplerate = 44100;
  run_write(r, ".three", info, 22050, 220, 0.25);
}

#define INPUTS "-i one.wav -i 'far away/two.more.wav' -i .three "

START_TEST(each_input_gives_a_result)
{
  Run* const r = run_begin();
  write_inputs(r);
  run_well(r, INPUTS "-o %n-out.wav");
  ck_assert_int_eq(run_count(r), 6);
  ck_assert_uint_eq(run_read(r, "one-out.wav").n_frames, 24000);
  ck_assert_uint_eq(run_read(r, "two.more-out.wav").n_frames, 36000);
  ck_assert_int_eq(run_read(r, "two.more-out.wav").info.samplerate, 48000);
  ck_assert_uint_eq(run_read(r, ".three-out.wav").n_frames, 22050);
  ck_assert_int_eq(run_read(r, ".three-out.wav").info.samplerate, 44100);
  run_well(r, "-i one.wav -o single.wav");
  ck_assert(run_same(r, "single.wav", "one-out.wav"));
  run_well(r, INPUTS "-c morph=1");
  ck_assert_ptr_nonnull(strstr(r->text, "one.wav, Morph A to B 1"));
  run_end(r);
}
END_TEST

START_TEST(several_inputs_need_a_name_each)
{
  Run* const r = run_begin();
  write_inputs(r);
  run_badly(r, INPUTS "-o out.wav", "several inputs need %n");
  run_end(r);
}
END_TEST

/** What is printed, without how fast it was. */
static void
cut_speeds(char* text)
{
  char* to = text;
  for (const char* from = text; *from;) {
    const char* const speed = strstr(from, " LUFS");
    const char* const end = speed ? strchr(speed, '\n') : NULL;
    if (!end) {
      memmove(to, from, strlen(from) + 1);
      return;
    }
    memmove(to, from, (size_t)(speed - from));
    to += speed - from;
    from = end;
  }
  *to = '\0';
}

START_TEST(side_by_side_is_the_same)
{
  static const char* const names[] = {
    "one-x-1937-dt-48.wav",      "one-x-1968-hd-414.wav",
    "two.more-x-1937-dt-48.wav", "two.more-x-1968-hd-414.wav",
    ".three-x-1937-dt-48.wav",   ".three-x-1968-hd-414.wav"
  };
  Run* const r = run_begin();
  char* const before = (char*)malloc(RUN_TEXT);
  write_inputs(r);
  run_well(r, INPUTS "-o %n-x.wav -p 1937-dt-48 -p 1968-hd-414 -j 1");
  cut_speeds(r->text);
  strcpy(before, r->text);
  char path[1024];
  run_path(r, "alone", path);
  ck_assert_int_eq(mkdir(path, 0777), 0);
  for (int i = 0; i < 6; ++i) {
    char to[1024];
    char name[64];
    snprintf(name, sizeof(name), "alone/%s", names[i]);
    run_path(r, names[i], path);
    run_path(r, name, to);
    ck_assert_int_eq(rename(path, to), 0);
  }
  for (int n = 2; n < 9; n += 3) {
    char arguments[256];
    snprintf(arguments,
             sizeof(arguments),
             INPUTS "-o %%n-x.wav -p 1937-dt-48 -p 1968-hd-414 -j %d",
             n);
    run_well(r, arguments);
    cut_speeds(r->text);
    ck_assert_str_eq(r->text, before);
    for (int i = 0; i < 6; ++i) {
      char name[64];
      snprintf(name, sizeof(name), "alone/%s", names[i]);
      ck_assert_msg(run_same(r, names[i], name), "%s", names[i]);
    }
  }
  free(before);
  run_end(r);
}
END_TEST

/** A long one in front of many short ones: those that wait to be printed hold
    no file open, so that any number may. */
START_TEST(waiting_results_hold_no_file)
{
  enum { N = 60 };
  Run* const r = run_begin();
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = RUN_WAV };
  char arguments[4096] = "-j 2 -i long.wav";
  run_write(r, "long.wav", info, 5760000, 220, 0.25);
  run_write(r, "short.wav", info, 480, 440, 0.25);
  for (int i = 0; i < N; ++i) {
    strcat(arguments, " -i short.wav");
  }
  const int code = run_in_shell(r, "ulimit -n 48;", arguments, "2>&1");
  ck_assert_msg(code == 0, "%d: %.400s", code, r->text);
  int n = 0;
  for (const char* at = r->text; (at = strstr(at, "short.wav, ")); ++at) {
    ++n;
  }
  ck_assert_int_eq(n, N);
  ck_assert_int_eq(strncmp(r->text, "long.wav, ", 10), 0);
  run_end(r);
}
END_TEST

START_TEST(failures_are_counted)
{
  static const char* const jobs[] = { "-j 1", "-j 3" };
  Run* const r = run_begin();
  char arguments[512];
  write_inputs(r);
  run_write_broken(r);
  for (int i = 0; i < 2; ++i) {
    snprintf(arguments,
             sizeof(arguments),
             "-i broken.flac -i missing.wav -i one.wav -o %%n-out%d.wav %s",
             i,
             jobs[i]);
    ck_assert_int_eq(run(r, arguments), 1);
    ck_assert_ptr_nonnull(strstr(r->text, "broken.flac: "));
    ck_assert_ptr_nonnull(strstr(r->text, "missing.wav: No such file"));
    ck_assert_ptr_nonnull(strstr(r->text, "2 of 3 results failed"));
    ck_assert_int_eq(run_count(r), 5 + i);
  }
  ck_assert(run_same(r, "one-out0.wav", "one-out1.wav"));
  // The plugin tells once why it takes no such file.
  run_write_bytes(r, "bad.csv", "no curve\n", 9);
  snprintf(arguments,
           sizeof(arguments),
           INPUTS "-p dt-48 -p hd-414 --file-a bad.csv -j 2");
  ck_assert_int_eq(run(r, arguments), 1);
  ck_assert_ptr_nonnull(strstr(r->text, "cannot use this file"));
  // A rate that the plugin does not have is no fault of the other input.
  const SF_INFO slow = { .samplerate = 2000, .channels = 2, .format = RUN_WAV };
  run_write(r, "slow.wav", slow, 2000, 0, 0.1);
  ck_assert_int_eq(run(r, "-i slow.wav -i one.wav -o %n-fast.wav"), 1);
  ck_assert_ptr_nonnull(strstr(r->text, "cannot be started at 2000 Hz"));
  ck_assert_ptr_nonnull(strstr(r->text, "1 of 2 results failed"));
  ck_assert(run_has(r, "one-fast.wav"));
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition many");
  TCase* const tests = tcase_create("many");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, each_input_gives_a_result);
  tcase_add_test(tests, several_inputs_need_a_name_each);
  tcase_add_test(tests, side_by_side_is_the_same);
  tcase_add_test(tests, waiting_results_hold_no_file);
  tcase_add_test(tests, failures_are_counted);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
