// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Sound files that are shorter than they say, and results that are too long for
   their kind of file. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

#include <signal.h>
#include <time.h>

static const struct {
  const char* name;
  int format;
} kinds[] = {
  { "a.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT },
  { "b.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_24 },
  { "c.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16 | SF_ENDIAN_BIG },
  { "d.wav", SF_FORMAT_RF64 | SF_FORMAT_FLOAT },
  { "e.wav", SF_FORMAT_WAVEX | SF_FORMAT_PCM_24 },
  { "f.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_24 },
  { "g.aifc", SF_FORMAT_AIFF | SF_FORMAT_FLOAT },
  { "h.w64", SF_FORMAT_W64 | SF_FORMAT_PCM_24 },
  { "i.caf", SF_FORMAT_CAF | SF_FORMAT_PCM_24 },
  { "j.au", SF_FORMAT_AU | SF_FORMAT_PCM_24 },
  { "k.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_24 },
};
enum { N_KINDS = sizeof(kinds) / sizeof(kinds[0]) };

START_TEST(what_is_cut_short_is_an_error)
{
  Run* const r = run_begin();
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = kinds[_i].format };
  char arguments[128];
  char path[1024];
  struct stat st;
  run_write(r, kinds[_i].name, info, 48000, 0, 0.25);
  snprintf(arguments, sizeof(arguments), "-i %s -o out.wav", kinds[_i].name);
  run_well(r, arguments);
  ck_assert_uint_eq(run_read(r, "out.wav").n_frames, 48000);
  run_path(r, "out.wav", path);
  ck_assert_int_eq(unlink(path), 0);

  run_path(r, kinds[_i].name, path);
  ck_assert_int_eq(stat(path, &st), 0);
  if (!strstr(kinds[_i].name, "flac")) { // what follows is the sound alone
    ck_assert_int_eq(truncate(path, st.st_size - 1), 0);
    run_badly(r, arguments, kinds[_i].name);
  }
  ck_assert_int_eq(truncate(path, st.st_size - 6 * 24000), 0);
  run_badly(r, arguments, kinds[_i].name);
  snprintf(arguments,
           sizeof(arguments),
           "--null %s -i in.wav -o out.wav",
           kinds[_i].name);
  run_write_input(r);
  run_badly(r, arguments, kinds[_i].name);
  run_end(r);
}
END_TEST

/** Overwrite bytes of a file. */
static void
patch(const Run* r, const char* name, long at, const char* bytes, size_t n)
{
  char path[1024];
  run_path(r, name, path);
  FILE* const file = fopen(path, "r+b");
  ck_assert_ptr_nonnull(file);
  ck_assert_int_eq(fseek(file, at, SEEK_SET), 0);
  ck_assert_uint_eq(fwrite(bytes, 1, n, file), n);
  fclose(file);
}

/** A pipe's writer cannot go back and fill in how long it was. */
START_TEST(an_unknown_length_is_none)
{
  static const char sizes[][4] = { { -1, -1, -1, -1 }, { 0, -16, -1, 127 } };
  Run* const r = run_begin();
  // A file of libsndfile's smallest header: 44 bytes.
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16 };
  run_write(r, "in.wav", info, 48000, 0, 0.25);
  for (int i = 0; i < 2; ++i) {
    patch(r, "in.wav", 4, sizes[i], 4);
    patch(r, "in.wav", 40, sizes[i], 4);
    run_well(r, "-i in.wav -o out.wav");
    ck_assert_uint_eq(run_read(r, "out.wav").n_frames, 48000);
  }
  run_end(r);
}
END_TEST

START_TEST(aiff_of_more_than_4_GiB_is_refused)
{
  Run* const r = run_begin();
  run_write_input(r);
  // 4 GiB of 8 byte frames at 48 kHz are 11184.8 s; of 6 byte ones, 14913 s.
  run_badly(r,
            "-i in.wav -o out.aiff -p dt-48 -p hd-414 --tail 11184",
            "AIFF holds no more than 4 GiB");
  run_badly(r,
            "-i in.wav -o out.aiff --format 24 --tail 14914",
            "AIFF holds no more than 4 GiB");
  run_end(r);
}
END_TEST

/** First bytes of what a process writes into the folder without a name. */
static bool
peek(const Run* r, pid_t pid, char bytes[5])
{
  char folder[64];
  snprintf(folder, sizeof(folder), "/proc/%d/fd", (int)pid);
  DIR* const fds = opendir(folder);
  bool found = false;
  for (struct dirent* e; fds && !found && (e = readdir(fds));) {
    char path[400];
    char target[1024] = "";
    snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
    if (readlink(path, target, sizeof(target) - 1) > 0 &&
        strstr(target, strrchr(r->folder, '/')) &&
        strstr(target, "(deleted)")) {
      FILE* const file = fopen(path, "rb");
      found = file && fread(bytes, 1, 4, file) == 4;
      if (file) {
        fclose(file);
      }
    }
  }
  if (fds) {
    closedir(fds);
  }
  return found;
}

/** Start a render, see what kind of file it writes, and end it. */
static void
kind_of(const char* tail_s, const char* format, char kind[5])
{
  Run* const r = run_begin();
  const struct timespec pause = { 0, 5000000 };
  char exe[1024];
  run_write_input(r);
  run_executable(exe);
  const pid_t child = fork();
  if (child == 0) {
    unsetenv("LV2_PATH");
    if (chdir(r->folder) == 0) {
      execl(exe,
            exe,
            "-i",
            "in.wav",
            "-o",
            "out.wav",
            "--tail",
            tail_s,
            "--format",
            format,
            (char*)NULL);
    }
    _exit(99);
  }
  int rounds = 0;
  while (!peek(r, child, kind)) {
    ck_assert_msg(++rounds < 2000, "nothing is written without a name");
    ck_assert_int_eq(waitpid(child, NULL, WNOHANG), 0);
    nanosleep(&pause, NULL);
  }
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  ck_assert_int_eq(run_count(r), 1);
  run_end(r);
}

START_TEST(wav_of_more_than_4_GiB_is_RF64)
{
  char kind[5] = "";
  kind_of("11180", "float", kind);
  ck_assert_str_eq(kind, "RIFF");
  kind_of("11184", "float", kind);
  ck_assert_str_eq(kind, "RF64");
  kind_of("11184", "24", kind);
  ck_assert_str_eq(kind, "RIFF");
  kind_of("14914", "24", kind);
  ck_assert_str_eq(kind, "RF64");
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition length");
  TCase* const tests = tcase_create("length");
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests, what_is_cut_short_is_an_error, 0, N_KINDS);
  tcase_add_test(tests, an_unknown_length_is_none);
  tcase_add_test(tests, aiff_of_more_than_4_GiB_is_refused);
  tcase_add_test(tests, wav_of_more_than_4_GiB_is_RF64);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
