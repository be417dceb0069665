// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* earcup-audition writes over nothing that it reads and nothing that it has
   written, whatever leads there, and says so when something is full. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

static void
link_to(const Run* r, const char* target, const char* name, bool symbolic)
{
  char from[1024];
  char to[1024];
  run_path(r, target, from);
  run_path(r, name, to);
  ck_assert_int_eq(symbolic ? symlink(target, to) : link(from, to), 0);
}

static void
write_curve(const Run* r, const char* name)
{
  const char text[] = "20 0\n100 1\n200 1\n300 0\n400 1\n800 2\n1000 1\n"
                      "2000 2\n3000 1\n4000 0\n8000 1\n20000 0\n";
  run_write_bytes(r, name, text, sizeof(text) - 1);
}

START_TEST(inputs_are_not_written_over)
{
  static const char* const ways[] = {
    "-i in.wav -o in.wav",
    "-i in.wav -o ./in.wav",
    "-i in.wav -o folder/../in.wav",
    "-i in.wav -o link.wav",
    "-i in.wav -o hard.wav",
    "-i link.wav -o in.wav",
    "-i in.wav -o linked/in.wav",
    "-i other.wav -o in.wav --null in.wav",
    "-i other.wav -i in.wav -o %n.wav",
    "-i other.wav -o out.wav --file-a curve.txt --export curve.txt",
    "--file-b curve.txt --export curve.txt",
    "--wearing-file curve.txt --export ./curve.txt",
    "--file-a 'my curve.csv' --export my.txt",
    "--file-b GraphicEQ.txt --export ParametricEQ.txt",
    "--file-a plot.png --plot plot.png",
  };
  Run* const r = run_begin();
  char path[1024];
  run_write_input(r);
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = RUN_WAV };
  char copy[2200];
  snprintf(
    copy, sizeof(copy), "cp '%s/in.wav' '%s/copy.wav'", r->folder, r->folder);
  ck_assert_int_eq(system(copy), 0);
  run_write(r, "other.wav", info, 4800, 0, 0.25);
  write_curve(r, "curve.txt");
  write_curve(r, "plot.png");
  write_curve(r, "curve-copy.txt");
  write_curve(r, "my curve.csv");
  write_curve(r, "GraphicEQ.txt");
  link_to(r, "in.wav", "link.wav", true);
  link_to(r, "in.wav", "hard.wav", false);
  link_to(r, ".", "linked", true);
  run_path(r, "folder", path);
  ck_assert_int_eq(mkdir(path, 0777), 0);
  for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); ++i) {
    run_badly(r, ways[i], "which would be lost");
    ck_assert_msg(run_same(r, "in.wav", "copy.wav"), "%s", ways[i]);
    ck_assert_msg(run_same(r, "curve.txt", "curve-copy.txt"), "%s", ways[i]);
    ck_assert_msg(run_same(r, "plot.png", "curve-copy.txt"), "%s", ways[i]);
  }
  run_end(r);
}
END_TEST

START_TEST(no_result_is_written_twice)
{
  Run* const r = run_begin();
  char path[1024];
  run_write_input(r);
  run_path(r, "folder", path);
  ck_assert_int_eq(mkdir(path, 0777), 0);
  link_to(r, "folder", "way", true);
  run_badly(r, "-i in.wav -i in.wav -o %n-out.wav", "would be written twice");
  run_badly(
    r, "-i in.wav -o out.wav -p 1937-dt-48 -p dt-48", "would be written twice");
  run_badly(r,
            "-i in.wav -i folder/../in.wav -o folder/%n.wav",
            "would be written twice");
  run_write_bytes(r, "a.png", "", 0);
  run_write_bytes(r, "folder/a.png", "", 0);
  run_path(r, "folder/a.png", path);
  ck_assert_int_eq(unlink(path), 0);
  link_to(r, "a.png", "a.txt", false);
  run_badly(r, "--plot a.png --export a.txt", "would be written twice");
  run_badly(r,
            "-i in.wav -o ir.wav --export ParametricEQ.txt",
            "would be written twice");
  // A shell that has opened a file for what is printed
  ck_assert_int_eq(
    run_in_shell(r, "", "--list --export list.txt", "2>&1 >list.txt"), 1);
  ck_assert_ptr_nonnull(strstr(r->text, "is where standard output goes"));
  run_end(r);
}
END_TEST

START_TEST(a_result_keeps_its_mode)
{
  Run* const r = run_begin();
  char path[1024];
  struct stat st;
  run_write_input(r);
  run_write_bytes(r, "out.wav", "old", 3);
  run_write_bytes(r, "out.png", "old", 3);
  run_path(r, "out.wav", path);
  ck_assert_int_eq(chmod(path, 0640), 0);
  run_well(r, "-i in.wav -o out.wav");
  ck_assert_int_eq(stat(path, &st), 0);
  ck_assert_uint_eq(st.st_mode & 07777, 0640);
  run_path(r, "out.png", path);
  ck_assert_int_eq(chmod(path, 0604), 0);
  run_well(r, "--plot out.png");
  ck_assert_int_eq(stat(path, &st), 0);
  ck_assert_uint_eq(st.st_mode & 07777, 0604);
  ck_assert_int_eq(
    run_in_shell(r, "umask 027;", "-i in.wav -o new.wav", "2>&1"), 0);
  run_path(r, "new.wav", path);
  ck_assert_int_eq(stat(path, &st), 0);
  ck_assert_uint_eq(st.st_mode & 07777, 0640);
  run_end(r);
}
END_TEST

START_TEST(a_link_stays_a_link)
{
  Run* const r = run_begin();
  char path[1024];
  struct stat st;
  run_write_input(r);
  run_write_bytes(r, "old.wav", "old", 3);
  link_to(r, "old.wav", "out.wav", true);
  run_well(r, "-i in.wav -o out.wav");
  run_path(r, "out.wav", path);
  ck_assert_int_eq(lstat(path, &st), 0);
  ck_assert(S_ISLNK(st.st_mode));
  ck_assert(run_read(r, "old.wav").n_frames == 48000);
  run_end(r);
}
END_TEST

START_TEST(a_full_output_is_an_error)
{
  static const char* const uses[] = { "--list",
                                      "--help",
                                      "--version",
                                      "-i in.wav",
                                      "-i in.wav -i in.wav -j 2",
                                      "--export peq.txt" };
  static const char* const places[] = { "2>&1 >/dev/full", "2>&1 >&-" };
  Run* const r = run_begin();
  run_write_input(r);
  for (size_t i = 0; i < sizeof(uses) / sizeof(uses[0]); ++i) {
    for (int place = 0; place < 2; ++place) {
      const int code = run_in_shell(r, "", uses[i], places[place]);
      ck_assert_msg(code == 1, "%s %s: %d", uses[i], places[place], code);
      ck_assert_msg(strstr(r->text, "standard output: "), "%s", r->text);
    }
  }
  run_end(r);
}
END_TEST

/** A limit of the file's size stands for a full disk. */
START_TEST(a_full_disk_is_an_error)
{
  static const char* const targets[] = {
    "-i in.wav -o out.wav",   "-i in.wav -o out.aiff",
    "-i in.wav -o out.flac",  "-i in.wav -o out.ogg",
    "--plot out.png",         "--plot out.svg",
    "--export out.txt",       "-i short.wav -o out.flac",
    "-i short.wav -o out.ogg"
  };
  Run* const r = run_begin();
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = RUN_WAV };
  run_write_input(r);
  run_write(r, "short.wav", info, 2000, 0, 0.25);
  for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); ++i) {
    // Units of 512 bytes; the export has about a thousand.
    const int code = run_in_shell(r, "ulimit -f 1;", targets[i], "2>&1");
    ck_assert_msg(code == 1, "%s gave %d: %s", targets[i], code, r->text);
    ck_assert_msg(strstr(r->text, "cannot be written"), "%s", r->text);
    ck_assert_int_eq(run_count(r), 2);
  }
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition targets");
  TCase* const tests = tcase_create("targets");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, inputs_are_not_written_over);
  tcase_add_test(tests, no_result_is_written_twice);
  tcase_add_test(tests, a_result_keeps_its_mode);
  tcase_add_test(tests, a_link_stays_a_link);
  tcase_add_test(tests, a_full_output_is_an_error);
  tcase_add_test(tests, a_full_disk_is_an_error);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
