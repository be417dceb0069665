// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* What --export writes sounds like the plugin: read back as files, loaded into
   the plugin, and convolved. Its spectrum is taken from a rendered impulse. */

#include "dsp/engine/crossfeed.h"
#include "dsp/model/response.h"
#include "plugin/measurement/measurement.h"
#include "plugin/measurement/measurement_file.h"
#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

#include <complex.h>
#include <fftw3.h>

#define CUPS "-c headphone_a=SP/3 -c match=off"
#define FED CUPS " -c crossfeed=Bauer"

enum { N_FFT = 1 << 17, N_BINS = N_FFT / 2 + 1, N_IMPULSE = 65536 };

static const double rate_hz = 48000.0;

static void
write_impulse(const Run* r, const char* name, float left, float right)
{
  char path[1024];
  SF_INFO info = { .samplerate = 48000, .channels = 2, .format = RUN_WAV };
  float* const impulse = (float*)calloc(2 * N_IMPULSE, sizeof(float));
  ck_assert_ptr_nonnull(impulse);
  impulse[0] = left;
  impulse[1] = right;
  run_path(r, name, path);
  SNDFILE* const sound = sf_open(path, SFM_WRITE, &info);
  ck_assert_ptr_nonnull(sound);
  ck_assert_int_eq(sf_writef_float(sound, impulse, N_IMPULSE), N_IMPULSE);
  sf_close(sound);
  free(impulse);
}

/** Spectrum of one channel of a sound, another one added to it. */
static void
transform(const Sound* sound, int channel, int other, double complex* bins)
{
  double* const x = fftw_alloc_real(N_FFT);
  const size_t n_channels = (size_t)sound->info.channels;
  for (size_t i = 0; i < N_FFT; ++i) {
    const float* const frame = sound->samples + n_channels * i;
    const bool there = i < sound->n_frames;
    x[i] = there ? (double)frame[channel] : 0.0;
    x[i] += there && other >= 0 ? (double)frame[other] : 0.0;
  }
  const fftw_plan plan = fftw_plan_dft_r2c_1d(N_FFT, x, bins, FFTW_ESTIMATE);
  fftw_execute(plan);
  fftw_destroy_plan(plan);
  fftw_free(x);
}

static double complex*
new_bins(void)
{
  double complex* const bins = (double complex*)fftw_alloc_complex(N_BINS);
  ck_assert_ptr_nonnull(bins);
  return bins;
}

/** What the plugin makes of an impulse of 1 in both channels, or one. */
static double complex*
plugin_bins(Run* r, const char* options, bool right, int output)
{
  char arguments[512];
  double complex* const bins = new_bins();
  write_impulse(r, "impulse.wav", 1.0F, right ? 1.0F : 0.0F);
  snprintf(
    arguments, sizeof(arguments), "-i impulse.wav -o response.wav %s", options);
  run_well(r, arguments);
  const Sound out = run_read(r, "response.wav");
  transform(&out, output, -1, bins);
  free(out.samples);
  return bins;
}

static double complex*
file_bins(const Run* r, const char* name, int channel, int other)
{
  double complex* const bins = new_bins();
  const Sound sound = run_read(r, name);
  transform(&sound, channel, other, bins);
  free(sound.samples);
  return bins;
}

static double
bin_db(const double complex* bins, double f_hz)
{
  return 20 * log10(cabs(bins[lround(f_hz * N_FFT / rate_hz)]) + 1e-12);
}

typedef double (*LevelAt)(const void* what, double f_hz);

static double
level_of_bins(const void* what, double f_hz)
{
  return bin_db((const double complex*)what, f_hz);
}

static double
level_of_curve(const void* what, double f_hz)
{
  return curve_at(&((const Measurement*)what)->curve, f_hz);
}

/** Largest difference of shape, 20 Hz to 20 kHz. */
static double
difference_db(LevelAt at, const void* what, const double complex* plugin)
{
  double most = -1e9;
  double least = 1e9;
  for (double f_hz = 20; f_hz < 20000; f_hz *= 1.01) {
    const double bin_hz = round(f_hz * N_FFT / rate_hz) * rate_hz / N_FFT;
    const double db = at(what, bin_hz) - bin_db(plugin, f_hz);
    most = fmax(most, db);
    least = fmin(least, db);
  }
  return (most - least) / 2.0;
}

/** How exactly a file holds the curve, and how exactly it is heard again. */
typedef struct {
  const char* name;
  double read_db;
  double heard_db;
} Exactness;

static void
read_back(Run* r, const Exactness* file, const double complex* plugin)
{
  static Measurement measurement;
  char path[1024];
  char arguments[256];
  run_path(r, file->name, path);
  ck_assert_int_eq(measurement_load(path, &measurement), MEASUREMENT_OK);
  ck_assert_int_eq(measurement.meaning, MEASUREMENT_RELATIVE);
  double db = difference_db(level_of_curve, &measurement, plugin);
  ck_assert_msg(db < file->read_db, "%s: %.3f dB", file->name, db);
  snprintf(
    arguments, sizeof(arguments), "--file-a %s -c match=off", file->name);
  double complex* const again = plugin_bins(r, arguments, true, 0);
  ck_assert_ptr_nonnull(strstr(r->text, file->name));
  ck_assert_ptr_nonnull(strstr(r->text, "difference from neutral"));
  db = difference_db(level_of_bins, again, plugin);
  ck_assert_msg(db < file->heard_db, "%s heard: %.3f dB", file->name, db);
  fftw_free(again);
}

/* The cup of the SP/3 has the sharpest modes of the catalogue. */
START_TEST(files_are_read_back)
{
  static const char* const names[] = { "'HD 650'", "'DT 770'", "SP/3" };
  static const Exactness files[][3] = {
    { { "ParametricEQ.txt", 0.2, 0.2 },
      { "GraphicEQ.txt", 0.1, 0.1 },
      { "curve.csv", 0.1, 0.1 } },
    { { "ParametricEQ.txt", 0.5, 0.5 },
      { "GraphicEQ.txt", 0.1, 0.2 },
      { "curve.csv", 0.1, 0.2 } },
  };
  char arguments[256];
  Run* const r = run_begin();
  snprintf(arguments,
           sizeof(arguments),
           "--export ParametricEQ.txt -c headphone_a=%s -c match=off",
           names[_i]);
  run_well(r, arguments);
  ck_assert_int_eq(run_count(r), 4);
  double complex* const plugin =
    plugin_bins(r, strstr(arguments, "-c"), true, 0);
  for (size_t i = 0; i < 3; ++i) {
    read_back(r, &files[_i == 2][i], plugin);
  }
  fftw_free(plugin);
  run_end(r);
}
END_TEST

static void
expect_same(const double complex* a, const double complex* b, const char* what)
{
  double most = 0.0;
  double peak = 0.0;
  for (size_t i = 0; i < N_BINS; ++i) {
    most = fmax(most, cabs(a[i] - b[i]));
    peak = fmax(peak, cabs(b[i]));
  }
  ck_assert_msg(most < 1e-4 * peak, "%s: %.1e of %.1e", what, most, peak);
}

START_TEST(impulse_response_is_the_plugin)
{
  Run* const r = run_begin();
  run_well(r, "--export ParametricEQ.txt " CUPS);
  const Sound ir = run_read(r, "ir.wav");
  ck_assert_int_eq(ir.info.channels, 1);
  ck_assert_int_eq(ir.info.samplerate, 48000);
  ck_assert_uint_lt(ir.n_frames, 48000);
  free(ir.samples);
  double complex* const file = file_bins(r, "ir.wav", 0, -1);
  double complex* const plugin = plugin_bins(r, CUPS, true, 0);
  expect_same(file, plugin, "ir.wav");
  ck_assert_double_lt(difference_db(level_of_bins, file, plugin), 0.1);
  fftw_free(file);
  fftw_free(plugin);
  run_end(r);
}
END_TEST

/* Left to left, left to right, right to left, right to right. */
START_TEST(crossfeed_takes_four_channels)
{
  Run* const r = run_begin();
  run_well(r, "--export ParametricEQ.txt " FED);
  for (int output = 0; output < 2; ++output) {
    double complex* const left = plugin_bins(r, FED, false, output);
    double complex* const both = plugin_bins(r, FED, true, output);
    double complex* const file = file_bins(r, "ir.wav", output, -1);
    double complex* const sum = file_bins(r, "ir.wav", output, output + 2);
    expect_same(file, left, output ? "left to right" : "left to left");
    expect_same(sum, both, "both");
    fftw_free(left);
    fftw_free(both);
    fftw_free(file);
    fftw_free(sum);
  }
  run_end(r);
}
END_TEST

/* By the real cepstrum (A. V. Oppenheim, R. W. Schafer, "Discrete-Time Signal
   Processing"): fold it, and what comes back is the same response. */
START_TEST(impulse_response_has_minimum_phase)
{
  Run* const r = run_begin();
  run_well(r, "--export ParametricEQ.txt " CUPS);
  double complex* const file = file_bins(r, "ir.wav", 0, -1);
  double complex* const bins = new_bins();
  double* const cepstrum = fftw_alloc_real(N_FFT);
  for (size_t i = 0; i < N_BINS; ++i) {
    bins[i] = log(cabs(file[i]));
  }
  fftw_plan plan = fftw_plan_dft_c2r_1d(N_FFT, bins, cepstrum, FFTW_ESTIMATE);
  fftw_execute(plan);
  fftw_destroy_plan(plan);
  for (size_t i = 0; i < N_FFT; ++i) {
    const double fold = i == 0 || i == N_FFT / 2 ? 1 : i < N_FFT / 2 ? 2 : 0;
    cepstrum[i] *= fold / N_FFT;
  }
  plan = fftw_plan_dft_r2c_1d(N_FFT, cepstrum, bins, FFTW_ESTIMATE);
  fftw_execute(plan);
  fftw_destroy_plan(plan);
  for (size_t i = 0; i < N_BINS; ++i) {
    bins[i] = cexp(bins[i]);
  }
  expect_same(file, bins, "minimum phase");
  fftw_free(cepstrum);
  fftw_free(bins);
  fftw_free(file);
  run_end(r);
}
END_TEST

START_TEST(rate_and_names)
{
  static const char* const names[] = { "a b.txt",
                                       "a b GraphicEQ.txt",
                                       "a b curve.csv",
                                       "a b ir.wav",
                                       "DT ParametricEQ.txt",
                                       "DT GraphicEQ.txt",
                                       "DT curve.csv",
                                       "DT ir.wav" };
  Run* const r = run_begin();
  run_well(r, "-r 96000 --export 'a b.txt' " CUPS);
  run_well(r, "--export 'DT ParametricEQ.txt' " CUPS);
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); ++i) {
    ck_assert_msg(run_has(r, names[i]), "no %s", names[i]);
  }
  ck_assert_int_eq(run_count(r), 8);
  const Sound ir = run_read(r, "a b ir.wav");
  ck_assert_int_eq(ir.info.samplerate, 96000);
  free(ir.samples);
  run_end(r);
}
END_TEST

/* The impulse response alone is too long for the disk: no file appears. */
START_TEST(all_or_nothing)
{
  Run* const r = run_begin();
  const int code =
    run_in_shell(r, "ulimit -f 30;", "--export a.txt " CUPS, "2>&1");
  ck_assert_msg(code == 1, "%d: %s", code, r->text);
  ck_assert_ptr_nonnull(strstr(r->text, "a ir.wav: cannot be written"));
  ck_assert_int_eq(run_count(r), 0);
  run_end(r);
}
END_TEST

/* Filters cannot mix ears: what is exported is what a centred sound gets, which
   Natural leaves alone and a circuit dulls. */
START_TEST(export_is_of_the_centre)
{
  Run* const r = run_begin();
  run_well(r, "--export off.txt " CUPS);
  run_well(r, "--export natural.txt " CUPS " -c crossfeed=Natural");
  run_well(r, "--export bauer.txt " FED);
  ck_assert(run_same(r, "off.txt", "natural.txt"));
  ck_assert(!run_same(r, "off.txt", "bauer.txt"));
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition_export");
  TCase* const tests = tcase_create("export");
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests, files_are_read_back, 0, 3);
  tcase_add_test(tests, impulse_response_is_the_plugin);
  tcase_add_test(tests, crossfeed_takes_four_channels);
  tcase_add_test(tests, impulse_response_has_minimum_phase);
  tcase_add_test(tests, rate_and_names);
  tcase_add_test(tests, all_or_nothing);
  tcase_add_test(tests, export_is_of_the_centre);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
