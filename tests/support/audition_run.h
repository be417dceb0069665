// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_RUN_H
#define EARCUP_AUDITION_RUN_H

/* What the tests of the audition command share: a folder of their own, sound
   files in it, and the command run on them. The environment's B names the
   build folder ("build" if it is not set). */

#include <check.h>
#include <dirent.h>
#include <math.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUN_WAV = SF_FORMAT_WAV | SF_FORMAT_FLOAT, RUN_TEXT = 65536 };

typedef struct {
  char folder[512];
  char text[RUN_TEXT]; ///< all the command said last
} Run;

typedef struct {
  float* samples; ///< interleaved
  size_t n_frames;
  SF_INFO info;
} Sound;

static inline const char*
run_build(void)
{
  const char* const build = getenv("B");
  return build && *build ? build : "build";
}

static inline Run*
run_begin(void)
{
  Run* const run = (Run*)calloc(1, sizeof(Run));
  ck_assert_ptr_nonnull(run);
  snprintf(
    run->folder, sizeof(run->folder), "%s/test-audition-XXXXXX", run_build());
  ck_assert_ptr_nonnull(mkdtemp(run->folder));
  return run;
}

static inline void
run_path(const Run* run, const char* name, char path[1024])
{
  snprintf(path, 1024, "%s/%s", run->folder, name);
}

static inline bool
run_has(const Run* run, const char* name)
{
  char path[1024];
  struct stat st;
  run_path(run, name, path);
  return stat(path, &st) == 0;
}

/** Number of files in the folder, hidden ones too. */
static inline int
run_count(const Run* run)
{
  DIR* const folder = opendir(run->folder);
  int n = 0;
  while (readdir(folder)) {
    ++n;
  }
  closedir(folder);
  return n - 2; // . and ..
}

static inline void
run_end(Run* run)
{
  char command[1024];
  snprintf(command, sizeof(command), "rm -rf '%s'", run->folder);
  ck_assert_int_eq(system(command), 0);
  free(run);
}

/** The command as seen from the folder, which lies beside it: wherever the
    build is, a shell can take it. */
static inline void
run_executable(char path[1024])
{
  snprintf(path, 1024, "../earcup-audition");
}

/** Let the command know the plugins of tests/support. */
static inline void
run_offer_plugins(void)
{
  char here[1024] = "";
  char path[2048];
  ck_assert_ptr_nonnull(getcwd(here, sizeof(here)));
  const bool absolute = run_build()[0] == '/';
  snprintf(path,
           sizeof(path),
           "%s%s%s/tests/lv2",
           absolute ? "" : here,
           absolute ? "" : "/",
           run_build());
  ck_assert_int_eq(setenv("EARCUP_TEST_LV2", path, 1), 0);
}

/** Does a message appear once in all that was said? */
static inline bool
run_says_once(const Run* r, const char* line, size_t length)
{
  int n = 0;
  for (const char* at = r->text; at; at = strchr(at, '\n')) {
    at += *at == '\n';
    n += !strncmp(at, line, length) && at[length] == '\n';
  }
  return n == 1;
}

static inline void
run_check_messages(const Run* r)
{
  for (const char* at = r->text; at; at = strchr(at, '\n')) {
    at += *at == '\n';
    const size_t length = strcspn(at, "\n");
    if (!strncmp(at, "earcup-audition: ", 17) || !strncmp(at, "plugin: ", 8)) {
      ck_assert_msg(run_says_once(r, at, length), "said twice: %s", r->text);
    }
  }
}

/** Run the command with these arguments, after a shell command (such as
    "ulimit -f 1;") and with its output somewhere ("2>&1"); files are named
    relative to the folder. Of other plugins it knows those in EARCUP_TEST_LV2.
    Returns the exit code, -1 if it was ended by a signal. Each message has to
    come once. */
static inline int
run_in_shell(Run* r, const char* before, const char* arguments, const char* to)
{
  char command[4096];
  char executable[1024];
  run_executable(executable);
  snprintf(command,
           sizeof(command),
           "cd '%s' && unset LV2_PATH && %s "
           "${EARCUP_TEST_LV2:+env LV2_PATH=\"$EARCUP_TEST_LV2\"} '%s' %s %s",
           r->folder,
           before,
           executable,
           arguments,
           to);
  FILE* const pipe = popen(command, "r");
  ck_assert_ptr_nonnull(pipe);
  const size_t n = fread(r->text, 1, RUN_TEXT - 1, pipe);
  r->text[n] = '\0';
  const int status = pclose(pipe);
  run_check_messages(r);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/** Run the command with these arguments. */
static inline int
run(Run* r, const char* arguments)
{
  return run_in_shell(r, "", arguments, "2>&1");
}

/** Run the command and expect success. */
static inline void
run_well(Run* r, const char* arguments)
{
  const int code = run(r, arguments);
  ck_assert_msg(code == 0, "%s gave %d: %s", arguments, code, r->text);
}

/** Expect exit code 1, a message with these words, and no change in the
    folder. */
static inline void
run_badly(Run* r, const char* arguments, const char* words)
{
  const int before = run_count(r);
  const int code = run(r, arguments);
  ck_assert_msg(code == 1, "%s gave %d: %s", arguments, code, r->text);
  ck_assert_msg(strstr(r->text, words),
                "%s said '%s', not '%s'",
                arguments,
                r->text,
                words);
  ck_assert_msg(run_count(r) == before, "%s leaves something", arguments);
}

/** A repeatable sample of noise, -1 to 1 (congruential, Numerical Recipes). */
static inline float
run_noise(unsigned* state)
{
  *state = *state * 1664525U + 1013904223U;
  return (float)(*state >> 8) / 8388608.0F - 1.0F;
}

/** Write a sine into all channels, or, for 0 Hz, noise into each. */
static inline void
run_write(const Run* run,
          const char* name,
          SF_INFO info,
          size_t n_frames,
          double f_hz,
          double amplitude)
{
  char path[1024];
  run_path(run, name, path);
  SNDFILE* const file = sf_open(path, SFM_WRITE, &info);
  ck_assert_ptr_nonnull(file);
  unsigned seed = 1;
  for (size_t i = 0; i < n_frames; ++i) {
    float frame[8];
    const double turns = f_hz * (double)i / info.samplerate;
    for (int c = 0; c < info.channels; ++c) {
      const double x = f_hz > 0 ? sin(2 * acos(-1.0) * fmod(turns, 1.0))
                                : (double)run_noise(&seed);
      frame[c] = (float)(amplitude * x);
    }
    ck_assert_int_eq(sf_writef_float(file, frame, 1), 1);
  }
  sf_close(file);
}

/** A second of stereo noise at 48 kHz as in.wav. */
static inline void
run_write_input(const Run* run)
{
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = RUN_WAV };
  run_write(run, "in.wav", info, 48000, 0, 0.25);
}

static inline void
run_write_bytes(const Run* run, const char* name, const char* bytes, size_t n)
{
  char path[1024];
  run_path(run, name, path);
  FILE* const file = fopen(path, "wb");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(bytes, 1, n, file), n);
  fclose(file);
}

/** Ten seconds of noise as broken.flac, without their end. */
static inline void
run_write_broken(const Run* run)
{
  const SF_INFO flac = { .samplerate = 48000,
                         .channels = 2,
                         .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_24 };
  char path[1024];
  run_write(run, "broken.flac", flac, 480000, 0, 0.1);
  run_path(run, "broken.flac", path);
  ck_assert_int_eq(truncate(path, 1000000), 0);
}

/** Read a sound; free() its samples. */
static inline Sound
run_read(const Run* run, const char* name)
{
  char path[1024];
  Sound sound = { .samples = NULL };
  run_path(run, name, path);
  SNDFILE* const file = sf_open(path, SFM_READ, &sound.info);
  ck_assert_msg(file != NULL, "%s: %s", path, sf_strerror(NULL));
  sound.n_frames = (size_t)sound.info.frames;
  sound.samples = (float*)calloc(
    sound.n_frames * (size_t)sound.info.channels + 1, sizeof(float));
  ck_assert_ptr_nonnull(sound.samples);
  ck_assert_int_eq(sf_readf_float(file, sound.samples, sound.info.frames),
                   sound.info.frames);
  sf_close(file);
  return sound;
}

/** Do two files hold the same bytes? */
static inline bool
run_same(const Run* run, const char* a, const char* b)
{
  char command[2200];
  snprintf(command,
           sizeof(command),
           "cmp -s '%s/%s' '%s/%s'",
           run->folder,
           a,
           run->folder,
           b);
  return system(command) == 0;
}

#endif
