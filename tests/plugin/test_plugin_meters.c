// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What the meters tell, those of the host and those of an open window, against
   the sound that they are about. */

#include "tests/support/heard.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include "plugin/ui_protocol.h"

#include <lv2/atom/forge.h>
#include <lv2/atom/util.h>

#include <math.h>
#include <string.h>

#define RATE_HZ 48000.0

enum { BLOCK = 64, SECOND = 48000, UPDATE = 512, NATURAL = 1, BAUER = 2 };

/* --- the host's ---------------------------------------------------------- */

/** Blocks of a sound whose first frame has these values, then silence. */
static void
run_click(Host* host, float left, float right, uint32_t n)
{
  float x[2][BLOCK] = { { left }, { right } };
  float y[2][BLOCK];
  float* const in[2] = { x[0], x[1] };
  float* const out[2] = { y[0], y[1] };
  for (uint32_t done = 0; done < n; done += BLOCK) {
    host_run(host, in, out, BLOCK);
    x[0][0] = x[1][0] = 0.0F;
  }
}

static void
assert_peaks(Host* host, double left_db, double right_db, double tolerance)
{
  const double left = (double)host_get(host, "peak_l");
  const double right = (double)host_get(host, "peak_r");
  ck_assert_double_eq_tol(left, left_db, tolerance);
  ck_assert_double_eq_tol(right, right_db, tolerance);
}

/* Half is -6.02 dB, twice that 12.04 above; a peak counts however short it was,
   falls by 20 dB a second and ends at -120 dB. */
START_TEST(peaks_rise_at_once_and_fall_evenly)
{
  const double step_db = 20.0 * UPDATE / RATE_HZ;
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, "enabled", _i); // neutral: the same sound either way
  probe_set(host, "headphone_a", 0);
  host_activate(host);
  run_click(host, 0.5F, -0.25F, UPDATE);
  assert_peaks(host, -6.0206, -12.0412, 1e-3);
  run_click(host, 0.0F, 0.0F, SECOND);
  assert_peaks(host, -26.0206, -32.0412, step_db);
  run_click(host, 0.0F, 0.0F, 2 * SECOND);
  assert_peaks(host, -66.0206, -72.0412, step_db);
  run_click(host, 0.125F, 2.0F, UPDATE);
  assert_peaks(host, -18.0618, 6.0206, 1e-3);
  run_click(host, 0.0F, 0.0F, 10 * SECOND);
  assert_peaks(host, -120.0, -120.0, 1e-6);
  host_deactivate(host);
  host_free(host);
}
END_TEST

/* What was heard before is none of its business. */
START_TEST(meters_start_at_rest)
{
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  host_activate(host);
  run_click(host, 1.0F, 1.0F, SECOND / 10);
  ck_assert_float_gt(host_get(host, "peak_l"), -30.0F);
  host_deactivate(host);
  host_activate(host);
  run_click(host, 0.0F, 0.0F, BLOCK);
  assert_peaks(host, -120.0, -120.0, 1e-6);
  ck_assert_float_eq(host_get(host, "match_gain"), 0.0F);
  host_deactivate(host);
  host_free(host);
}
END_TEST

/* The gain that is told is what match does to the sound; none without it. */
START_TEST(match_gain_is_what_is_applied)
{
  Sound in = sound_noise(SECOND);
  Sound matched = sound_new(in.n);
  Sound plain = sound_new(in.n);
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, "headphone_a", 43);
  probe_set(host, "strength", 150);
  probe_play(host, &in, &matched);
  const double told = (double)host_get(host, "match_gain");
  probe_set(host, "match", 0);
  probe_play(host, &in, &plain);
  ck_assert_float_eq(host_get(host, "match_gain"), 0.0F);
  const double ratio =
    (double)matched.channel[0][in.n - 1] / (double)plain.channel[0][in.n - 1];
  ck_assert_double_gt(fabs(told), 0.5);
  ck_assert_double_eq_tol(told, 20.0 * log10(ratio), 0.02);
  host_free(host);
  sound_free(&in);
  sound_free(&matched);
  sound_free(&plain);
}
END_TEST

/** Highest minus lowest mean power of the near ear, a hard-panned sound, within
    the bandwidth of hearing (Glasberg and Moore 1990), 50 Hz to 16 kHz. */
static double
measured_side_error(Host* host)
{
  enum { PLACES = 120, WITHIN = 9 };
  double lowest = INFINITY;
  double highest = 0.0;
  Sound out = sound_new(probe_frames(RATE_HZ));
  probe_impulse(host, true, false, &out);
  for (int i = 0; i < PLACES; ++i) {
    const double centre_hz = 50.0 * pow(16000.0 / 50.0, i / (PLACES - 1.0));
    double hz[WITHIN];
    double complex h[WITHIN];
    double power = 0.0;
    for (int k = 0; k < WITHIN; ++k) {
      const double width_hz = 24.7 * (0.00437 * centre_hz + 1.0);
      hz[k] = centre_hz + width_hz * ((k + 0.5) / WITHIN - 0.5);
    }
    probe_spectrum(out.channel[0], out.n, RATE_HZ, hz, WITHIN, h);
    for (int k = 0; k < WITHIN; ++k) {
      power += pow(cabs(h[k]), 2.0) / WITHIN;
    }
    lowest = fmin(lowest, power);
    highest = fmax(highest, power);
  }
  sound_free(&out);
  return 10.0 * log10(highest / lowest);
}

START_TEST(side_error_is_what_is_measured)
{
  static const int modes[] = { NATURAL, BAUER, 4 };
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, "headphone_a", 0);
  probe_set(host, "match", 0);
  probe_set(host, "crossfeed", modes[_i]);
  const double measured = measured_side_error(host);
  ck_assert_double_gt(measured, 1.0);
  ck_assert_double_eq_tol((double)host_get(host, "side_error"), measured, 0.1);
  host_free(host);
}
END_TEST

/* --- the window's -------------------------------------------------------- */

static double
band_centre_hz(int band)
{
  return NOTIFY_FIRST_HZ *
         pow(10.0, NOTIFY_DECADES * (band + 0.5) / NOTIFY_BANDS);
}

static void
open_window(Host* host, NotifySpectrum spectrum)
{
  const int32_t place = (int32_t)spectrum;
  host_send_object(host,
                   EARCUP__ui_on,
                   EARCUP__spectrum,
                   LV2_ATOM__Int,
                   &place,
                   sizeof(place));
}

enum { BAND_L = 57, BAND_R = 74 };

/** A quarter of full scale on the left and half of it on the right, each a sine
    in a band of its own; `level` scales both. The last frame of it. */
static void
run_sines(Host* host, double level, uint32_t n, float last[NOTIFY_FLOATS])
{
  static uint32_t at;
  float x[2][BLOCK];
  float y[2][BLOCK];
  float* const in[2] = { x[0], x[1] };
  float* const out[2] = { y[0], y[1] };
  for (uint32_t done = 0; done < n; done += BLOCK) {
    for (uint32_t i = 0; i < BLOCK; ++i, ++at) {
      const double t = 2.0 * PROBE_PI * at / RATE_HZ;
      x[0][i] = (float)(0.25 * level * sin(band_centre_hz(BAND_L) * t));
      x[1][i] = (float)(0.5 * level * sin(band_centre_hz(BAND_R) * t));
    }
    host_run(host, in, out, BLOCK);
    heard_frames(host, last);
    host_work(host);
  }
}

/* Levels are those of the output, side by side; the spectrum is that of the
   place that the window asks for. The output is 12 dB softer here. */
START_TEST(frames_tell_sides_and_places)
{
  const NotifySpectrum place = _i ? NOTIFY_SPECTRUM_POST : NOTIFY_SPECTRUM_PRE;
  const float softer_db = _i ? -12.0F : 0.0F;
  float last[NOTIFY_FLOATS] = { 0.0F };
  Host* const host = probe_open(RATE_HZ, WORKER_LATER);
  probe_set(host, "headphone_a", 0);
  probe_set(host, "match", 0);
  probe_set(host, "output_gain", -12);
  host_activate(host);
  open_window(host, place);
  run_sines(host, 1.0, SECOND, last);
  ck_assert_float_eq_tol(last[NOTIFY_PEAK_L], -24.04F, 0.05F);
  ck_assert_float_eq_tol(last[NOTIFY_PEAK_R], -18.02F, 0.05F);
  ck_assert_float_eq_tol(last[NOTIFY_RMS_L], -27.05F, 0.1F);
  ck_assert_float_eq_tol(last[NOTIFY_RMS_R], -21.03F, 0.1F);
  /* Each in one of two channels, hence 3 dB less. */
  const float* const bands = last + NOTIFY_BANDS_FROM;
  ck_assert_float_eq_tol(bands[BAND_L], -15.05F + softer_db, 0.5F);
  ck_assert_float_eq_tol(bands[BAND_R], -9.03F + softer_db, 0.5F);

  run_sines(host, 0.0, SECOND, last);
  for (int c = 0; c < 2; ++c) {
    ck_assert_float_eq(last[NOTIFY_PEAK_L + c], NOTIFY_FLOOR_DB);
    ck_assert_float_eq(last[NOTIFY_RMS_L + c], NOTIFY_FLOOR_DB);
  }
  host_deactivate(host);
  host_free(host);
}
END_TEST

/* Host and window read the same. */
START_TEST(frames_tell_what_the_ports_do)
{
  float last[NOTIFY_FLOATS] = { 0.0F };
  Host* const host = probe_open(RATE_HZ, WORKER_LATER);
  probe_set(host, "headphone_a", 43);
  probe_set(host, "strength", 150);
  probe_set(host, "crossfeed", BAUER);
  host_activate(host);
  open_window(host, NOTIFY_SPECTRUM_OFF);
  run_sines(host, 1.0, 2 * SECOND, last);
  const float mono = host_get(host, "crossfeed_mono_error");
  ck_assert_float_gt(fabsf(mono - host_get(host, "side_error")), 0.1F);
  ck_assert_float_eq_tol(last[NOTIFY_MONO_ERROR], mono, 1e-4F);
  ck_assert_float_gt(fabsf(host_get(host, "match_gain")), 0.5F);
  ck_assert_float_eq_tol(
    last[NOTIFY_MATCH_GAIN], host_get(host, "match_gain"), 0.05F);
  ck_assert_float_eq(last[NOTIFY_EXPORTING], 0.0F);
  probe_set(host, "freewheel", 1);
  run_sines(host, 1.0, SECOND, last);
  ck_assert_float_eq(last[NOTIFY_EXPORTING], 1.0F);
  host_deactivate(host);
  host_free(host);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin meters");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_checked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_loop_test(tcase, peaks_rise_at_once_and_fall_evenly, 0, 2);
  tcase_add_test(tcase, meters_start_at_rest);
  tcase_add_test(tcase, match_gain_is_what_is_applied);
  tcase_add_loop_test(tcase, side_error_is_what_is_measured, 0, 3);
  tcase_add_loop_test(tcase, frames_tell_sides_and_places, 0, 2);
  tcase_add_test(tcase, frames_tell_what_the_ports_do);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
