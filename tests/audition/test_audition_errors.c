// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* earcup-audition says what is wrong, exits with 1 and leaves nothing. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

#define TO " -o out.wav "

/** What an ordinary run does not take beside what it needs. */
static void
refuses(Run* r, const char* options, const char* why)
{
  char arguments[256];
  snprintf(arguments, sizeof(arguments), "-i in.wav" TO "%s", options);
  run_badly(r, arguments, why);
}

START_TEST(wrong_usage)
{
  Run* const r = run_begin();
  run_write_input(r);
  run_badly(r, "", "nothing to do");
  run_badly(r, "-o out.wav", "no input");
  run_badly(r, "--nonsense", "unrecognized option");
  refuses(r, "stray", "belongs to no option");
  run_badly(r, "-i in.wav -o out.mp3", "must end in");
  run_badly(r, "-i in.wav -o out", "must end in");
  run_badly(r, "--plot plot.jpg", "must end in .png or .svg");
  run_badly(r, "--plot in.wav", "must end in .png or .svg");
  run_badly(r, "--export peq.csv", "must end in .txt");
  refuses(r, "-j 0", "-j: '0'");
  refuses(r, "-b 0", "-b: '0'");
  refuses(r, "-b 8193", "-b: '8193'");
  refuses(r, "-b many", "-b: 'many'");
  refuses(r, "-r 5", "-r: '5'");
  refuses(r, "-r nan", "-r: 'nan'");
  refuses(r, "--tail -1", "--tail: '-1'");
  refuses(r, "--format 16", "neither float nor 24");
  run_badly(r, "-p dt-48 -p sp-3 --export x.txt", "one preset");
  run_end(r);
}
END_TEST

START_TEST(unknown_names)
{
  Run* const r = run_begin();
  run_write_input(r);
  refuses(r, "-p 'No such'", "no preset 'No such'");
  refuses(r, "-c volume=3", "no control 'volume'");
  refuses(r, "-c volume", "is not symbol=value");
  refuses(r, "-c =3", "is not symbol=value");
  refuses(r, "-c peak_l=0", "is not a control");
  refuses(r, "-c in_l=0", "is not a control");
  refuses(r, "--uri urn:no:such", "<urn:no:such> not found");
  refuses(r, "--uri 'no uri'", "is not a URI");
  run_end(r);
}
END_TEST

START_TEST(unusable_values)
{
  Run* const r = run_begin();
  run_write_input(r);
  refuses(r, "-c morph=1.01", "out of range, which is 0 to 1");
  refuses(r, "-c morph=nan", "out of range");
  refuses(r, "-c morph=half", "is not a number");
  refuses(r, "-c morph=0.5@-1", "is not a time");
  refuses(r, "-c morph=0.5@now", "is not a number");
  refuses(r, "-c listen_at=0.5", "none of its choices");
  refuses(r, "-c match=0.5", "whole numbers");
  refuses(r, "-c wearing=143", "none of its choices");
  refuses(r, "-c headphone_a=Walkman", "no choice 'Walkman'");
  refuses(r, "-c headphone_a=Sennheiser", "could be any of");
  run_end(r);
}
END_TEST

START_TEST(unusable_input)
{
  Run* const r = run_begin();
  const SF_INFO three = { .samplerate = 48000,
                          .channels = 3,
                          .format = RUN_WAV };
  const SF_INFO empty = { .samplerate = 48000,
                          .channels = 2,
                          .format = RUN_WAV };
  const SF_INFO flac = { .samplerate = 48000,
                         .channels = 2,
                         .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16 };
  run_write(r, "three.wav", three, 480, 1000, 0.1);
  run_write(r, "frameless.wav", empty, 0, 1000, 0.1);
  run_write(r, "whole.flac", flac, 48000, 0, 0.1);
  run_write_bytes(r, "text.wav", "This is no sound.\n", 18);
  run_write_bytes(r, "nothing.wav", "", 0);
  char path[1024];
  run_path(r, "whole.flac", path);
  ck_assert_int_eq(truncate(path, 60000), 0);
  run_badly(r, "-i missing.wav" TO, "missing.wav: No such file");
  run_badly(r, "-i ." TO, "no sound file");
  run_badly(r, "-i three.wav" TO, "has 3 channels");
  run_badly(r, "-i frameless.wav" TO, "contains no sound");
  run_badly(r, "-i text.wav" TO, "no sound file that can be read");
  run_badly(r, "-i nothing.wav" TO, "is empty");
  run_badly(r, "-i whole.flac" TO, "whole.flac");
  run_end(r);
}
END_TEST

START_TEST(unusable_reference_and_files)
{
  Run* const r = run_begin();
  run_write_input(r);
  run_write_bytes(r, "binary.csv", "\0\1\2\3\0\377\376", 7);
  run_write_bytes(r, "empty.csv", "", 0);
  refuses(r, "--null missing.wav", "missing.wav: No such");
  refuses(r, "-r 96000 --null in.wav", "the result 96000 Hz");
  refuses(r, "--file-a missing.csv", "missing.csv: No such");
  refuses(r, "--file-a binary.csv", "cannot use this file");
  refuses(r, "--file-b empty.csv", "cannot use this file");
  refuses(r, "--wearing-file empty.csv", "cannot use this");
  run_end(r);
}
END_TEST

START_TEST(unwritable_target)
{
  Run* const r = run_begin();
  run_write_input(r);
  char path[1024];
  run_path(r, "folder.wav", path);
  ck_assert_int_eq(mkdir(path, 0777), 0);
  run_path(r, "link.png", path);
  ck_assert_int_eq(symlink("/dev/null", path), 0);
  run_path(r, "dangling.wav", path);
  ck_assert_int_eq(symlink("missing.wav", path), 0);
  run_badly(r, "-i in.wav -o dangling.wav", "is a link that leads nowhere");
  run_badly(r, "-i in.wav -o nowhere/out.wav", "nowhere/out.wav: cannot be");
  run_badly(r, "-i in.wav -o folder.wav", "is not a regular file");
  run_badly(r, "--plot nowhere/plot.png", "cannot be written");
  run_badly(r, "--plot link.png", "is not a regular file");
  run_badly(r, "--export nowhere/peq.txt", "cannot be written");
  run_end(r);
}
END_TEST

START_TEST(failure_keeps_the_old_result)
{
  Run* const r = run_begin();
  run_write_broken(r);
  run_write_bytes(r, "out.wav", "old", 3);
  run_write_bytes(r, "old.wav", "old", 3);
  run_badly(r, "-i broken.flac" TO, "broken.flac");
  ck_assert(run_same(r, "out.wav", "old.wav"));
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition errors");
  TCase* const tests = tcase_create("errors");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, wrong_usage);
  tcase_add_test(tests, unknown_names);
  tcase_add_test(tests, unusable_values);
  tcase_add_test(tests, unusable_input);
  tcase_add_test(tests, unusable_reference_and_files);
  tcase_add_test(tests, unwritable_target);
  tcase_add_test(tests, failure_keeps_the_old_result);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
