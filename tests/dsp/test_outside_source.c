// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/outside_source.h"
#include "tests/support/suite.h"

#include <fftw3.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BANDS 9 // 31.5 Hz .. 8 kHz
static const double octave_hz[BANDS] = { 31.25, 62.5, 125,  250, 500,
                                         1000,  2000, 4000, 8000 };

/* Octave levels in dB SPL as published (ISO 717-1 spectrum 2 at 70 dBA; Hoth
   noise of IEEE 269) or constructed; 0 = not tabulated. */
static const double published_db[OUTSIDE_SOUNDS][BANDS] = {
  { 71, 78, 72, 68, 66, 66, 62, 57, 52 },
  { 80, 81, 76, 74, 69, 60, 55, 51, 48 },
  { 0, 0, 53.8, 52.0, 50.1, 48.2, 46.3, 43.4, 35.3 },
  { 79, 84, 82, 77, 70, 63, 57, 51, 44 },
  { 63, 63, 63, 63, 63, 63, 63, 63, 63 }
};
/* A-weighted sums of the same sources. */
static const double published_dba[OUTSIDE_SOUNDS] = { 70.0,
                                                      70.0,
                                                      53.6,
                                                      72.7,
                                                      70.0 };
static const double a_weight_db[BANDS] = { -39.4, -26.2, -16.1, -8.6, -3.2,
                                           0.0,   1.2,   1.0,   -1.1 };

/** dB SPL of a mean square: programme at -18 LUFS is 80 dB SPL, and a 997 Hz
    tone of -18 LUFS in both channels has -21.01 dB in each. */
static double
spl_db(double mean_square)
{
  return 10.0 * log10(mean_square) + 21.0103 + 80.0;
}

/** Mean-square per octave from windowed FFTs of a stream of one channel. */
typedef struct {
  double rate_hz;
  uint32_t size;
  float* in;
  fftwf_complex* out;
  fftwf_plan plan;
} Spectrum;

static void
spectrum_init(Spectrum* s, double rate_hz)
{
  s->rate_hz = rate_hz;
  s->size = 4096;
  while (s->size < rate_hz) {
    s->size *= 2; // bins of at most 1 Hz
  }
  s->in = fftwf_alloc_real(s->size);
  s->out = fftwf_alloc_complex(s->size / 2 + 1);
  s->plan = fftwf_plan_dft_r2c_1d((int)s->size, s->in, s->out, FFTW_ESTIMATE);
}

static void
spectrum_free(Spectrum* s)
{
  fftwf_destroy_plan(s->plan);
  fftwf_free(s->in);
  fftwf_free(s->out);
}

static void
spectrum_add(Spectrum* s, const float* x, double octaves[BANDS])
{
  double window_power = 0.0;
  for (uint32_t i = 0; i < s->size; ++i) {
    const double w = sin(acos(-1.0) * (i + 0.5) / s->size);
    window_power += w * w * w * w;
    s->in[i] = (float)(w * w) * x[i];
  }
  fftwf_execute(s->plan);
  for (uint32_t k = 1; k < s->size / 2; ++k) {
    const double hz = k * s->rate_hz / s->size;
    const double power = creal(s->out[k] * conj(s->out[k]));
    const long band = lround(log2(hz / octave_hz[0]));
    if (band >= 0 && band < BANDS) {
      octaves[band] += 2.0 * power / window_power / s->size;
    }
  }
}

/** Octave levels in dB SPL of both channels over some seconds. */
static void
measure(double rate_hz, OutsideSound sound, double db[2][BANDS])
{
  OutsideSource* const source = aligned_alloc(64, sizeof(OutsideSource));
  outside_source_init(source, rate_hz, sound, 7, SIMD_BEST);
  Spectrum spectrum;
  spectrum_init(&spectrum, rate_hz);
  float* const x[2] = { malloc(spectrum.size * sizeof(float)),
                        malloc(spectrum.size * sizeof(float)) };
  double octaves[2][BANDS] = { { 0.0 } };
  const unsigned blocks = (unsigned)(25.0 * rate_hz / spectrum.size);
  outside_source_process(source, x[0], x[1], spectrum.size);
  for (unsigned i = 0; i < blocks; ++i) {
    outside_source_process(source, x[0], x[1], spectrum.size);
    spectrum_add(&spectrum, x[0], octaves[0]);
    spectrum_add(&spectrum, x[1], octaves[1]);
  }
  for (size_t c = 0; c < 2; ++c) {
    for (size_t b = 0; b < BANDS; ++b) {
      db[c][b] = spl_db(octaves[c][b] / blocks);
    }
    free(x[c]);
  }
  spectrum_free(&spectrum);
  free(source);
}

START_TEST(test_octaves_as_published_at_all_rates)
{
  static const double rates_hz[] = { 8e3,  22050.0, 44.1e3, 48e3,
                                     96e3, 192e3,   384e3 };
  const double rate_hz = rates_hz[_i];
  for (int sound = 0; sound < OUTSIDE_SOUNDS; ++sound) {
    double db[2][BANDS];
    measure(rate_hz, (OutsideSound)sound, db);
    double sum_a = 0.0;
    for (size_t b = 0; b < BANDS; ++b) {
      if (octave_hz[b] * sqrt(2.0) > 0.475 * rate_hz) {
        continue; // half of this octave is beyond the rate
      }
      sum_a += pow(10.0, (db[0][b] + a_weight_db[b]) / 10.0);
      if (published_db[sound][b] > 0.0) {
        ck_assert_double_eq_tol(db[0][b], published_db[sound][b], 1.0);
        ck_assert_double_eq_tol(db[1][b], published_db[sound][b], 1.0);
      }
    }
    if (rate_hz > 40e3) {
      ck_assert_double_eq_tol(10.0 * log10(sum_a), published_dba[sound], 0.6);
    }
  }
}
END_TEST

/** Level in dB of the third of an octave around a frequency, of a density at
    the spectrum's bins. */
static double
third_db(const double* density, double bin_hz, double hz)
{
  double sum = 0.0;
  for (size_t k = (size_t)ceil(hz * exp2(-1.0 / 6.0) / bin_hz);
       (double)k * bin_hz < hz * exp2(1.0 / 6.0);
       ++k) {
    sum += density[k] * bin_hz;
  }
  return 10.0 * log10(sum);
}

/** The density that is told is that of what is heard, in thirds of octaves. */
START_TEST(test_spectrum_is_that_of_the_sound)
{
  static const double rates_hz[] = { 22050.0, 48e3, 192e3 };
  const double rate_hz = rates_hz[_i];
  OutsideSource* const source = aligned_alloc(64, sizeof(OutsideSource));
  outside_source_init(source, rate_hz, OUTSIDE_TRAIN, 3, SIMD_BEST);
  Spectrum spectrum;
  spectrum_init(&spectrum, rate_hz);
  const size_t n = spectrum.size / 2;
  const double bin_hz = rate_hz / spectrum.size;
  float* const left = malloc(spectrum.size * sizeof(float));
  float* const right = malloc(spectrum.size * sizeof(float));
  double* const heard = calloc(n, sizeof(double));
  double* const told = calloc(n, sizeof(double));
  double* const hz = calloc(n, sizeof(double));
  double ignored[BANDS] = { 0.0 };
  const unsigned blocks = 40;
  for (unsigned i = 0; i < blocks; ++i) {
    outside_source_process(source, left, right, spectrum.size);
    spectrum_add(&spectrum, left, ignored);
    for (size_t k = 1; k < n; ++k) { // a squared sine window: 3/8 of the power
      const double power = creal(spectrum.out[k] * conj(spectrum.out[k]));
      heard[k] += 2.0 * power / (0.375 * rate_hz * spectrum.size * blocks);
    }
  }
  for (size_t k = 0; k < n; ++k) {
    hz[k] = k ? (double)k * bin_hz : bin_hz;
  }
  outside_source_spectrum(OUTSIDE_TRAIN, rate_hz, hz, n, told);
  for (double f = 100.0; f < 0.35 * rate_hz && f < 14e3; f *= exp2(1.0 / 3.0)) {
    ck_assert_double_eq_tol(
      third_db(told, bin_hz, f), third_db(heard, bin_hz, f), 0.7);
  }
  free(left);
  free(right);
  free(heard);
  free(told);
  free(hz);
  spectrum_free(&spectrum);
  free(source);
}
END_TEST

START_TEST(test_office_falls_smoothly_into_the_bass)
{
  double db[2][BANDS];
  measure(48e3, OUTSIDE_OFFICE, db);
  ck_assert(db[0][1] < db[0][2] - 2.0 && db[0][1] > db[0][2] - 8.0);
  ck_assert(db[0][0] < db[0][1] - 4.0 && db[0][0] > db[0][1] - 12.0);
}
END_TEST

START_TEST(test_blocks_and_seed)
{
  enum { FRAMES = 40000, SWITCH = 12345 };
  static float once[2][FRAMES];
  static float pieces[2][FRAMES];
  OutsideSource* const a = aligned_alloc(64, sizeof(OutsideSource));
  OutsideSource* const b = aligned_alloc(64, sizeof(OutsideSource));
  outside_source_init(a, 44.1e3, OUTSIDE_TRAIN, 1, SIMD_BEST);
  outside_source_init(b, 44.1e3, OUTSIDE_TRAIN, 1, SIMD_BEST);

  outside_source_process(a, once[0], once[1], SWITCH);
  outside_source_set(a, OUTSIDE_OFFICE);
  outside_source_process(a, once[0] + SWITCH, once[1] + SWITCH, 1);
  outside_source_set(a, OUTSIDE_STREET); // waits for the end of the fade
  outside_source_process(
    a, once[0] + SWITCH + 1, once[1] + SWITCH + 1, FRAMES - SWITCH - 1);

  uint32_t done = 0;
  for (uint32_t n = 0; done < FRAMES; n = (n * 7 + 3) % 301) {
    uint32_t now = n < FRAMES - done ? n : FRAMES - done;
    if (done < SWITCH && done + now > SWITCH) {
      now = SWITCH - done;
    } else if (done == SWITCH) {
      outside_source_set(b, OUTSIDE_OFFICE);
      now = 1;
    } else if (done == SWITCH + 1) {
      outside_source_set(b, OUTSIDE_STREET);
    }
    outside_source_process(b, pieces[0] + done, pieces[1] + done, now);
    done += now;
  }
  ck_assert_mem_eq(once, pieces, sizeof(once));
  ck_assert_int_eq(a->slot[0].sound, OUTSIDE_STREET);

  outside_source_init(b, 44.1e3, OUTSIDE_TRAIN, 2, SIMD_BEST);
  outside_source_process(b, pieces[0], pieces[1], FRAMES);
  ck_assert_mem_ne(once[0], pieces[0], sizeof(once[0]));
  free(a);
  free(b);
}
END_TEST

START_TEST(test_switch_is_a_smooth_fade)
{
  /* Up to the switch and once the fade is over, the noise is that of a voice
     which never changed (the filters forget their start within a second).
     Between them no step is larger than those of the noise itself. */
  enum { RATE = 48000, FRAMES = 3 * RATE };
  static float x[2][FRAMES];
  static float office[2][FRAMES];
  OutsideSource* const a = aligned_alloc(64, sizeof(OutsideSource));
  OutsideSource* const b = aligned_alloc(64, sizeof(OutsideSource));
  outside_source_init(a, RATE, OUTSIDE_AIRCRAFT, 3, SIMD_BEST);
  outside_source_init(b, RATE, OUTSIDE_OFFICE, 3, SIMD_BEST);
  outside_source_process(b, office[0], office[1], FRAMES);
  outside_source_process(a, x[0], x[1], RATE);
  outside_source_set(a, OUTSIDE_OFFICE);
  outside_source_process(a, x[0] + RATE, x[1] + RATE, FRAMES - RATE);

  float before = 0.0F;
  float during = 0.0F;
  for (uint32_t i = 1; i < FRAMES; ++i) {
    const float step = fabsf(x[0][i] - x[0][i - 1]);
    if (i < RATE) {
      before = fmaxf(before, step);
    } else {
      during = fmaxf(during, step);
    }
    if (i >= 5 * RATE / 2) {
      ck_assert_float_eq_tol(x[0][i], office[0][i], 1e-6F);
    }
  }
  ck_assert_float_le(during, before);
  free(a);
  free(b);
}
END_TEST

/* The same noise goes through what leaves and what comes: from one to the other
   in a straight line of 0.3 s. */
START_TEST(test_switch_takes_its_time)
{
  enum { RATE = 48000, FADE = RATE * 3 / 10, FRAMES = FADE + 1000 };
  static float x[2][FRAMES];
  static float leaving[2][FRAMES];
  static float coming[2][FRAMES];
  OutsideSource* const a = aligned_alloc(64, sizeof(OutsideSource));
  OutsideSource* const b = aligned_alloc(64, sizeof(OutsideSource));
  OutsideSource* const c = aligned_alloc(64, sizeof(OutsideSource));
  outside_source_init(a, RATE, OUTSIDE_AIRCRAFT, 5, SIMD_BEST);
  outside_source_init(b, RATE, OUTSIDE_AIRCRAFT, 5, SIMD_BEST);
  outside_source_init(c, RATE, OUTSIDE_STREET, 5, SIMD_BEST);
  outside_source_process(a, x[0], x[1], FADE);
  outside_source_process(b, x[0], x[1], FADE);
  outside_source_restart(c, OUTSIDE_STREET, a->random);
  outside_source_set(a, OUTSIDE_STREET);
  outside_source_process(a, x[0], x[1], FRAMES);
  outside_source_process(b, leaving[0], leaving[1], FRAMES);
  outside_source_process(c, coming[0], coming[1], FRAMES);
  for (int side = 0; side < 2; ++side) {
    for (uint32_t i = 0; i < FRAMES; ++i) {
      const double left = i < FADE ? 1.0 - (double)i / FADE : 0.0;
      const double expected = left * (double)leaving[side][i] +
                              (1.0 - left) * (double)coming[side][i];
      ck_assert_double_eq_tol((double)x[side][i], expected, 1e-5);
    }
  }
  free(a);
  free(b);
  free(c);
}
END_TEST

START_TEST(test_channels_are_independent_and_never_repeat)
{
  enum { FRAMES = 1 << 19, LATER = 1 << 18 };
  static float l[FRAMES];
  static float r[FRAMES];
  OutsideSource* const a = aligned_alloc(64, sizeof(OutsideSource));
  outside_source_init(a, 48e3, OUTSIDE_PINK, 11, SIMD_BEST);
  outside_source_process(a, l, r, FRAMES);
  double ll = 0.0;
  double rr = 0.0;
  double lr = 0.0;
  double later = 0.0;
  float peak = 0.0F;
  for (uint32_t i = 0; i < LATER; ++i) {
    ll += (double)l[i] * l[i];
    rr += (double)r[i] * r[i];
    lr += (double)l[i] * r[i];
    later += (double)l[i] * l[i + LATER];
    peak = fmaxf(peak, fabsf(l[i]));
  }
  ck_assert_double_lt(fabs(lr) / sqrt(ll * rr), 0.05);
  ck_assert_double_lt(fabs(later) / ll, 0.05);
  ck_assert_float_lt(peak, 1.0F);
  free(a);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ambience");
  TCase* const tcase = tcase_create("ambience");
  tcase_set_timeout(tcase, 0.0);
  tcase_add_loop_test(tcase, test_octaves_as_published_at_all_rates, 0, 7);
  tcase_add_loop_test(tcase, test_spectrum_is_that_of_the_sound, 0, 3);
  tcase_add_test(tcase, test_office_falls_smoothly_into_the_bass);
  tcase_add_test(tcase, test_blocks_and_seed);
  tcase_add_test(tcase, test_switch_is_a_smooth_fade);
  tcase_add_test(tcase, test_switch_takes_its_time);
  tcase_add_test(tcase, test_channels_are_independent_and_never_repeat);
  suite_add_tcase(suite, tcase);

  return suite_run(suite);
}
