// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The demo mix must be what its score says: repeatable, unclipped, hard left
// where the guitar plays alone, and as low as the bass is written.

#include "tests/support/suite.h"

#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RATE_HZ = 48000, CHANNELS = 2 };

typedef struct {
  SF_INFO info;
  float* frames;
} Mix;

static char folder[] = "/tmp/earcup-demo-XXXXXX";

static void
run(const char* command)
{
  ck_assert_msg(system(command) == 0, "failed: %s", command);
}

static void
render(const char* name)
{
  char command[256];
  snprintf(
    command,
    sizeof(command),
    "MAKEFLAGS= make -s -f presets/demo.mk B=%s/%s %s/%s/demo/demo.wav >&2",
    folder,
    name,
    folder,
    name);
  run(command);
}

static void
render_both(void)
{
  ck_assert_ptr_nonnull(mkdtemp(folder));
  render("first");
  render("second");
}

static void
remove_both(void)
{
  char command[64];
  snprintf(command, sizeof(command), "rm -r %s", folder);
  run(command);
}

static Mix
load(const char* name)
{
  Mix mix = { 0 };
  char path[64];
  snprintf(path, sizeof(path), "%s/%s/demo/demo.wav", folder, name);
  SNDFILE* file = sf_open(path, SFM_READ, &mix.info);
  ck_assert_msg(file, "%s: %s", path, sf_strerror(NULL));
  ck_assert_int_eq(mix.info.channels, CHANNELS);
  mix.frames = calloc((size_t)mix.info.frames * CHANNELS, sizeof(float));
  ck_assert_ptr_nonnull(mix.frames);
  ck_assert(sf_readf_float(file, mix.frames, mix.info.frames) ==
            mix.info.frames);
  sf_close(file);
  return mix;
}

// Mean square of one channel between two times.
static double
power(const Mix* mix, int channel, double from_s, double to_s)
{
  const size_t first = (size_t)(from_s * RATE_HZ);
  const size_t end = (size_t)(to_s * RATE_HZ);
  double sum = 0.0;
  for (size_t i = first; i < end; ++i) {
    const double x = mix->frames[i * CHANNELS + (size_t)channel];
    sum += x * x;
  }
  return sum / (double)(end - first);
}

// Mean square of the partial at frequency_hz (Hann window, single DFT bin).
static double
partial_power(const Mix* mix, double frequency_hz, double from_s, double to_s)
{
  const double pi = acos(-1.0);
  const size_t first = (size_t)(from_s * RATE_HZ);
  const size_t length = (size_t)((to_s - from_s) * RATE_HZ);
  double re = 0.0;
  double im = 0.0;
  for (size_t i = 0; i < length; ++i) {
    const double window = 1.0 - cos(2.0 * pi * (double)i / (double)length);
    const double phase = 2.0 * pi * frequency_hz * (double)i / RATE_HZ;
    const double x = window * mix->frames[(first + i) * CHANNELS];
    re += x * cos(phase);
    im += x * sin(phase);
  }
  return 2.0 * (re * re + im * im) / ((double)length * (double)length);
}

START_TEST(renders_the_same_twice)
{
  Mix a = load("first");
  Mix b = load("second");
  ck_assert_int_eq(a.info.samplerate, RATE_HZ);
  ck_assert(a.info.frames == b.info.frames);
  const size_t size = (size_t)a.info.frames * CHANNELS * sizeof(float);
  ck_assert_int_eq(memcmp(a.frames, b.frames, size), 0);
  free(a.frames);
  free(b.frames);
}
END_TEST

START_TEST(peaks_below_full_scale)
{
  Mix mix = load("first");
  float peak = 0.0F;
  for (sf_count_t i = 0; i < mix.info.frames * CHANNELS; ++i) {
    peak = fmaxf(peak, fabsf(mix.frames[i]));
  }
  const double peak_db = 20.0 * log10(peak);
  ck_assert_double_lt(peak_db, -2.0);
  ck_assert_double_gt(peak_db, -6.0);
  free(mix.frames);
}
END_TEST

// Bar 1: the guitar alone, panned hard left (what is right is reverberation).
START_TEST(guitar_is_hard_left)
{
  Mix mix = load("first");
  const double left = power(&mix, 0, 0.1, 1.4);
  const double right = power(&mix, 1, 0.1, 1.4);
  ck_assert_double_gt(10.0 * log10(left / right), 15.0);
  free(mix.frames);
}
END_TEST

// Bars 24 and 25 hold B0; 80 bars of a dotted crotchet a minute, two to a bar.
START_TEST(bass_reaches_b0)
{
  Mix mix = load("first");
  const double from_s = 23 * 1.5 + 0.3;
  const double b0_hz = 440.0 * pow(2.0, (23.0 - 69.0) / 12.0);
  const double c1_hz = 440.0 * pow(2.0, (24.5 - 69.0) / 12.0);
  const double b0 = partial_power(&mix, b0_hz, from_s, from_s + 1.8);
  const double beside = partial_power(&mix, c1_hz, from_s, from_s + 1.8);
  const double all = power(&mix, 0, from_s, from_s + 1.8);
  ck_assert_double_gt(10.0 * log10(b0 / all), -20.0);
  ck_assert_double_gt(10.0 * log10(b0 / beside), 10.0);
  free(mix.frames);
}
END_TEST

int
main(void)
{
  TCase* cases = tcase_create("demo");
  tcase_set_timeout(cases, 0);
  tcase_add_unchecked_fixture(cases, render_both, remove_both);
  tcase_add_test(cases, renders_the_same_twice);
  tcase_add_test(cases, peaks_below_full_scale);
  tcase_add_test(cases, guitar_is_hard_left);
  tcase_add_test(cases, bass_reaches_b0);
  Suite* suite = suite_create("demo");
  suite_add_tcase(suite, cases);
  return suite_run(suite);
}
