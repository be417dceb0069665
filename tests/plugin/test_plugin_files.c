// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Files of measured headphones, loaded as a host loads them, against the
   closed forms that they were written from. */

#include "dsp/model/target.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define RMS_DB 0.1
#define MAX_DB 0.5
#define FILE_A_URI "urn:earcup:file_a"
#define FILE_WEARING_URI "urn:earcup:file_wearing"

/** Analogue peaking filter in dB. */
static double
peak_db(double hz, double centre_hz, double gain_db, double q)
{
  const double a = pow(10.0, gain_db / 40.0);
  const double complex s = CMPLX(0.0, hz / centre_hz);
  return to_db((s * s + s * a / q + 1.0) / (s * s + s / (a * q) + 1.0));
}

/** No roll-off of 12 dB an octave, no edge: what pads and cups do. */
static double
smooth_db(double hz)
{
  return peak_db(hz, 25.0, -7.0, 0.6) + peak_db(hz, 120.0, 3.5, 0.8) +
         peak_db(hz, 1700.0, -2.5, 1.2) + peak_db(hz, 4500.0, -5.0, 2.0) +
         peak_db(hz, 8000.0, 4.0, 2.5);
}

/** Standing waves of a hard cup: the narrowest of each peak and notch has a
    Q of 20 to 30. */
static double
modes_db(double hz)
{
  return smooth_db(hz) + peak_db(hz, 2700.0, 5.0, 15.0) +
         peak_db(hz, 4300.0, -15.0, 10.0) + peak_db(hz, 6100.0, 4.0, 20.0) +
         peak_db(hz, 8800.0, -6.0, 20.0);
}

/** Sound reflected within the cup, 0.3 ms late and 12 dB down. */
static double
reflection_db(double hz)
{
  return smooth_db(hz) +
         to_db(1.0 + pow(10.0, -12.0 / 20.0) *
                       cexp(CMPLX(0.0, -2.0 * PROBE_PI * hz * 0.3e-3)));
}

/** Another level within 1.2 dB every sixth of an octave, smooth between. */
static double
ripple_db(double hz)
{
  enum { NODES = 80 };
  double node[NODES];
  uint64_t seed = 1968;
  for (int i = 0; i < NODES; ++i) {
    node[i] = 1.2 * (2.0 * probe_random(&seed) - 1.0);
  }
  const double x = 6.0 * log2(hz / 15.0); // 17 Hz and up
  const int i = (int)x;
  const double t = x - i;
  const double* const n = node + i - 1;
  const double start = 0.5 * (n[2] - n[0]);
  const double end = 0.5 * (n[3] - n[1]);
  return smooth_db(hz) + n[1] * (1.0 + 2.0 * t) * (1.0 - t) * (1.0 - t) +
         start * t * (1.0 - t) * (1.0 - t) + n[2] * t * t * (3.0 - 2.0 * t) +
         end * t * t * (t - 1.0);
}

typedef double Shape(double hz);
static Shape* const shapes[] = { smooth_db,
                                 modes_db,
                                 reflection_db,
                                 ripple_db };
static const char* const shape_names[] = { "smooth",
                                           "cup modes",
                                           "reflection",
                                           "ripple" };
enum { SHAPES = sizeof(shapes) / sizeof(shapes[0]) };

/** Mean over 300-3000 Hz, which the plugin takes away. */
static double
level_of(Shape* shape)
{
  double sum = 0.0;
  for (int i = 0; i < 4000; ++i) {
    sum += shape(300.0 * pow(10.0, (i + 0.5) / 4000)) / 4000;
  }
  return sum;
}

/** As AutoEq samples, in steps of 1 %: relative to neutral, or as it would be
    measured at the drum. */
static void
write_shape(Shape* shape, bool at_drum, char path[])
{
  const int fd = mkstemp(path);
  ck_assert_int_ge(fd, 0);
  FILE* const file = fdopen(fd, "w");
  ck_assert_ptr_nonnull(file);
  fprintf(file, at_drum ? "frequency,raw\n" : "# earcup: relative\n");
  for (double hz = 20.0; hz < 20000.0 * 1.009; hz *= 1.01) {
    const double db = shape(hz) + (at_drum ? target_db(hz) + 94.0 : 3.0);
    fprintf(file, at_drum ? "%.2f,%.3f\n" : "%.2f\t%.3f\n", hz, db);
  }
  ck_assert_int_eq(fclose(file), 0);
}

static void
load(Host* host, const char* uri, const char* path, double rate_hz)
{
  Sound silence = sound_new((uint32_t)(0.1 * rate_hz));
  Sound out = sound_new(silence.n);
  host_activate(host);
  host_send_path(host, uri, path);
  for (int i = 0; i < 5; ++i) {
    host_run(host, silence.channel, out.channel, silence.n);
  }
  host_deactivate(host);
  sound_free(&silence);
  sound_free(&out);
}

START_TEST(files_are_heard_as_measured)
{
  Shape* const shape = shapes[_i % SHAPES];
  const double rate_hz = probe_rates[_i / SHAPES];
  char path[] = "/tmp/earcup-test-XXXXXX";
  write_shape(shape, _i % 2, path);
  Host* const host = probe_open(rate_hz, WORKER_AT_ONCE);
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", 142);
  load(host, FILE_A_URI, path, rate_hz);
  double heard_db[PROBE_GRID];
  double file_db[PROBE_GRID];
  probe_mono_db(host, rate_hz, PROBE_GRID, heard_db);
  const double level = level_of(shape);
  for (size_t i = 0; i < PROBE_GRID; ++i) {
    file_db[i] = shape(probe_grid_hz(i)) - level;
  }
  const Distance d = distance(heard_db, file_db, PROBE_GRID);
  printf("file with %s at %g Hz: %.3f dB rms, %.3f dB at most\n",
         shape_names[_i % SHAPES],
         rate_hz,
         d.rms,
         d.max);
  fflush(stdout);
  host_free(host);
  unlink(path);
  ck_assert_double_le(d.rms, RMS_DB);
  ck_assert_double_le(d.max, MAX_DB);
}
END_TEST

/* The same file in the ear and on the head. */
START_TEST(hearing_what_is_worn_is_flat)
{
  const double rate_hz = 48000.0;
  char path[] = "/tmp/earcup-test-XXXXXX";
  write_shape(shapes[_i], _i % 2, path);
  Host* const host = probe_open(rate_hz, WORKER_AT_ONCE);
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", 142);
  probe_set(host, "wearing", 142);
  load(host, FILE_A_URI, path, rate_hz);
  load(host, FILE_WEARING_URI, path, rate_hz);
  double db[PROBE_GRID];
  const double flat[PROBE_GRID] = { 0.0 };
  probe_mono_db(host, rate_hz, PROBE_GRID, db);
  ck_assert_double_le(distance(db, flat, PROBE_GRID).max, 0.02);
  host_free(host);
  unlink(path);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin files");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_loop_test(
    tcase, files_are_heard_as_measured, 0, SHAPES * PROBE_RATES);
  tcase_add_loop_test(tcase, hearing_what_is_worn_is_flat, 0, SHAPES);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
