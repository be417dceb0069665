// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* earcup-audition to the frame and to the place: settings come at their frame
   and in their order, files at the place that they are given for. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

#include <complex.h>

/** The plugin looks at its controls every 64 frames: a setting of a frame
    between two such steps is heard from the later one on. */
enum { STEP = 64, FRAME = 188 * STEP };

#define OFF "-c enabled=off "

/** First frame in which a result is not its input. */
static size_t
first_change(const Run* r, const char* name)
{
  const Sound in = run_read(r, "in.wav");
  const Sound out = run_read(r, name);
  size_t i = 0;
  ck_assert_uint_eq(in.n_frames, out.n_frames);
  while (i < in.n_frames && in.samples[2 * i] == out.samples[2 * i]) {
    ++i;
  }
  free(in.samples);
  free(out.samples);
  return i;
}

/* Neither a frame early nor a frame late, whatever the blocks. */
START_TEST(settings_come_at_their_frame)
{
  static const char* const blocks[] = { "1", "64", "1000", "8192", "random" };
  Run* const r = run_begin();
  run_write_input(r);
  for (int late = 0; late < 2; ++late) {
    char arguments[256];
    snprintf(arguments,
             sizeof(arguments),
             "-i in.wav -o out.wav " OFF "-c enabled=on@%.9f -b %s",
             (FRAME + late) / 48000.0,
             blocks[_i]);
    run_well(r, arguments);
    const size_t frame = first_change(r, "out.wav");
    const size_t first = FRAME + (late ? STEP : 0);
    ck_assert_uint_ge(frame, first);
    ck_assert_uint_lt(frame, first + STEP);
  }
  run_end(r);
}
END_TEST

/* Of two settings of a time the later one counts, of files and settings too. */
START_TEST(settings_come_in_their_order)
{
  Run* const r = run_begin();
  run_write_input(r);
  run_well(r,
           "-i in.wav -o a.wav " OFF "-c enabled=on@0.25 -c enabled=off@0.25");
  ck_assert_uint_eq(first_change(r, "a.wav"), 48000);
  run_well(r,
           "-i in.wav -o b.wav " OFF "-c enabled=off@0.25 -c enabled=on@0.25");
  ck_assert_uint_lt(first_change(r, "b.wav"), 12000 + STEP);
  run_well(r, "-i in.wav -o c.wav -c enabled=on -c enabled=off");
  ck_assert_uint_eq(first_change(r, "c.wav"), 48000);
  run_end(r);
}
END_TEST

/* --- files --------------------------------------------------------------- */

static void
write_tilt(const Run* r, const char* name, double db_per_octave)
{
  char path[1024];
  run_path(r, name, path);
  FILE* const file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  fputs("# earcup: relative\n", file);
  for (double hz = 20.0; hz < 20000.0; hz *= 1.1) {
    fprintf(file, "%.3f\t%.4f\n", hz, db_per_octave * log2(hz / 950.0));
  }
  ck_assert_int_eq(fclose(file), 0);
}

static double
level_db(const Sound* impulse, double hz)
{
  double complex sum = 0.0;
  for (size_t i = 0; i < impulse->n_frames; ++i) {
    const double angle = 2.0 * acos(-1.0) * hz * (double)i / 48000.0;
    sum += (double)impulse->samples[2 * i] * cexp(CMPLX(0.0, -angle));
  }
  return 20.0 * log10(cabs(sum));
}

/** dB per octave of what a command makes of an impulse. */
static double
tilt_of(Run* r, const char* options)
{
  char arguments[512];
  snprintf(arguments,
           sizeof(arguments),
           "-i impulse.wav -o out.wav -c match=off %s",
           options);
  run_well(r, arguments);
  const Sound out = run_read(r, "out.wav");
  const double db = level_db(&out, 2000.0) - level_db(&out, 500.0);
  free(out.samples);
  return 0.5 * db;
}

/* A is heard at A, B at B, and what is worn is taken off; each chooses its
   place by itself. */
START_TEST(files_are_heard_at_their_place)
{
  static const struct {
    const char* options;
    double tilt; ///< dB per octave
  } cases[] = {
    { "--file-a a.txt -c morph=0", -1.0 },
    { "--file-b b.txt -c morph=1", 1.5 },
    { "--file-a a.txt --file-b b.txt -c morph=0", -1.0 },
    { "--file-a a.txt --file-b b.txt -c morph=1", 1.5 },
    { "--wearing-file worn.txt -c headphone_a=0 -c morph=0", -0.4 },
    { "--file-a a.txt --wearing-file worn.txt -c morph=0", -1.4 },
    { "--file-b b.txt --wearing-file worn.txt -c morph=1", 1.1 },
  };
  Run* const r = run_begin();
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = RUN_WAV };
  run_write(r, "impulse.wav", info, 24000, 0, 0.0);
  char path[1024];
  run_path(r, "impulse.wav", path);
  SF_INFO same = info;
  SNDFILE* const file = sf_open(path, SFM_RDWR, &same);
  ck_assert_ptr_nonnull(file);
  const float one[2] = { 0.5F, 0.5F };
  ck_assert_int_eq(sf_seek(file, 0, SF_SEEK_SET | SFM_WRITE), 0);
  ck_assert_int_eq(sf_writef_float(file, one, 1), 1);
  sf_close(file);
  write_tilt(r, "a.txt", -1.0);
  write_tilt(r, "b.txt", 1.5);
  write_tilt(r, "worn.txt", 0.4);
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); ++i) {
    const double tilt = tilt_of(r, cases[i].options);
    ck_assert_msg(fabs(tilt - cases[i].tilt) < 0.02,
                  "%s: %.3f dB per octave",
                  cases[i].options,
                  tilt);
  }
  run_end(r);
}
END_TEST

/* --- levels -------------------------------------------------------------- */

static double
ratio_of(const Run* r, const char* name, int channel)
{
  const Sound in = run_read(r, "in.wav");
  const Sound out = run_read(r, name);
  const double ratio =
    (double)out.samples[200 + channel] / (double)in.samples[200 + channel];
  free(in.samples);
  free(out.samples);
  return ratio;
}

START_TEST(gain_is_decibels)
{
  Run* const r = run_begin();
  run_write_input(r);
  run_well(r, "-i in.wav -o out.wav " OFF "--gain -6.0206");
  ck_assert_double_eq_tol(ratio_of(r, "out.wav", 0), 0.5, 1e-5);
  ck_assert_double_eq_tol(ratio_of(r, "out.wav", 1), 0.5, 1e-5);
  run_end(r);
}
END_TEST

/* What 24 bits cannot hold is told; floats hold it. */
START_TEST(clipping_is_told)
{
  static const char words[] = "louder than the format can hold";
  Run* const r = run_begin();
  run_write_input(r); // up to 0.25
  run_well(r, "-i in.wav -o soft.wav " OFF "--gain 12 --format 24");
  ck_assert_ptr_null(strstr(r->text, words));
  run_well(r, "-i in.wav -o loud.wav " OFF "--gain 14 --format 24");
  ck_assert_ptr_nonnull(strstr(r->text, words));
  run_well(r, "-i in.wav -o float.wav " OFF "--gain 14");
  ck_assert_ptr_null(strstr(r->text, words));
  run_end(r);
}
END_TEST

/* The difference counts both sides: here it is on the right alone. */
START_TEST(the_residual_is_of_both_sides)
{
  Run* const r = run_begin();
  run_write_input(r);
  char path[1024];
  SF_INFO info = { .samplerate = 48000, .channels = 2, .format = RUN_WAV };
  Sound in = run_read(r, "in.wav");
  for (size_t i = 0; i < in.n_frames; ++i) {
    in.samples[2 * i + 1] = 0.0F;
  }
  run_path(r, "left.wav", path);
  SNDFILE* const file = sf_open(path, SFM_WRITE, &info);
  ck_assert_ptr_nonnull(file);
  ck_assert_int_eq(sf_writef_float(file, in.samples, (sf_count_t)in.n_frames),
                   48000);
  sf_close(file);
  free(in.samples);
  run_well(r, "-i in.wav -o out.wav " OFF "--null left.wav");
  ck_assert_ptr_null(strstr(r->text, "residual peak -inf dB"));
  run_end(r);
}
END_TEST

/** Render with a file at A or B, told with more options what it is of. */
static void
heard_with(Run* r, const char* file, char end, const char* options)
{
  char arguments[256];
  snprintf(arguments,
           sizeof(arguments),
           "-i impulse.wav -o out.wav --file-%c %s %s",
           end,
           file,
           options);
  run_well(r, arguments);
}

/* What a file is of is guessed, or as somebody says. */
START_TEST(files_are_taken_as_told)
{
  Run* const r = run_begin();
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = RUN_WAV };
  run_write(r, "impulse.wav", info, 24000, 0, 0.0);
  for (int slot = 0; slot < 2; ++slot) {
    const char* const file = slot ? "b.txt" : "a.txt";
    const char end = slot ? 'b' : 'a';
    char arguments[256];
    write_tilt(r, file, slot ? 1.5 : -1.0);
    heard_with(r, file, end, "");
    ck_assert_ptr_nonnull(strstr(r->text, "% certain)"));
    heard_with(r, file, end, slot ? "--type-b closed" : "--type-a closed");
    ck_assert_ptr_nonnull(strstr(r->text, "closed-back as you say"));
    heard_with(r, file, end, slot ? "--type-b semi-open" : "--type-a open");
    ck_assert_ptr_nonnull(
      strstr(r->text, slot ? "semi-open as you say" : "open-back as you say"));
    snprintf(arguments,
             sizeof(arguments),
             "-i impulse.wav -o out.wav --file-%c %s --type-%c ajar",
             end,
             file,
             end);
    run_badly(r, arguments, "'ajar' is none of");
  }
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition exact");
  TCase* const tests = tcase_create("exact");
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests, settings_come_at_their_frame, 0, 5);
  tcase_add_test(tests, settings_come_in_their_order);
  tcase_add_test(tests, files_are_heard_at_their_place);
  tcase_add_test(tests, files_are_taken_as_told);
  tcase_add_test(tests, gain_is_decibels);
  tcase_add_test(tests, clipping_is_told);
  tcase_add_test(tests, the_residual_is_of_both_sides);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
