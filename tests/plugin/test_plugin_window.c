// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What the plugin tells an open window, and when. */

#include "tests/support/heap.h"
#include "tests/support/heard.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include "plugin/ports.h"
#include "plugin/ui_protocol.h"

#include <lv2/atom/forge.h>
#include <lv2/atom/util.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RATE_HZ 48000.0

enum { BLOCK = 256, SECOND = 48000 };

/** Frames that have come, and the last one. */
typedef struct {
  unsigned n;
  unsigned n_with_result;
  float last[NOTIFY_FLOATS];
} Seen;

static void
tell(Host* host, const char* type, NotifySpectrum spectrum)
{
  const int32_t place = (int32_t)spectrum;
  host_send_object(
    host, type, EARCUP__spectrum, LV2_ATOM__Int, &place, sizeof(place));
}

/** The same with a property that lies beyond the object's size, as far as it
    says so: by so many bytes, or by its own word. */
static void
tell_broken(Host* host, uint32_t cut, uint32_t size)
{
  struct {
    LV2_Atom_Object object;
    LV2_Atom_Property_Body property;
    int32_t value;
    int32_t padding;
  } message = { { { sizeof(message) - sizeof(LV2_Atom) - cut,
                    host_map(&world, LV2_ATOM__Object) },
                  { 0, host_map(&world, EARCUP__ui_on) } },
                { host_map(&world, EARCUP__spectrum),
                  0,
                  { size, host_map(&world, LV2_ATOM__Int) } },
                NOTIFY_SPECTRUM_POST,
                0 };
  host_send(host, &message.object.atom);
}

static void
read_frames(Host* host, Seen* seen)
{
  const unsigned n = heard_frames(host, seen->last);
  seen->n += n;
  seen->n_with_result += isnan(seen->last[NOTIFY_RESULT_FROM]) ? 0U : n;
}

/** A sine in both channels, with the worker at work after each block. */
static void
run_sine(Host* host, double hz, double level, uint32_t n, Seen* seen)
{
  static uint32_t at;
  float x[BLOCK];
  float y[2][BLOCK];
  float* const in[2] = { x, x };
  float* const out[2] = { y[0], y[1] };
  for (uint32_t done = 0; done < n; done += BLOCK) {
    for (uint32_t i = 0; i < BLOCK; ++i, ++at) {
      x[i] = (float)(level * sin(2.0 * PROBE_PI * hz * at / RATE_HZ));
    }
    host_run(host, in, out, BLOCK);
    read_frames(host, seen);
    host_work(host);
  }
}

static double
band_centre_hz(int band)
{
  return NOTIFY_FIRST_HZ *
         pow(10.0, NOTIFY_DECADES * (band + 0.5) / NOTIFY_BANDS);
}

START_TEST(levels_and_spectrum_are_those_of_the_sound)
{
  Host* const host = probe_open(RATE_HZ, WORKER_LATER);
  const int band = 57;
  Seen seen = { 0 };
  probe_set(host, "enabled", 0);
  host_activate(host);
  tell(host, EARCUP__ui_on, NOTIFY_SPECTRUM_POST);
  run_sine(host, band_centre_hz(band), 0.25, SECOND, &seen);
  ck_assert_uint_ge(seen.n, 20);
  for (int c = 0; c < 2; ++c) {
    ck_assert_float_eq_tol(seen.last[NOTIFY_PEAK_L + c], -12.04F, 0.05F);
    ck_assert_float_eq_tol(seen.last[NOTIFY_RMS_L + c], -15.05F, 0.1F);
  }
  for (int i = 0; i < NOTIFY_BANDS; ++i) {
    const float level = seen.last[NOTIFY_BANDS_FROM + i];
    if (i == band) {
      ck_assert_float_eq_tol(level, -12.04F, 0.3F);
    } else if (abs(i - band) > 3) {
      ck_assert_float_lt(level, -60.0F);
    }
  }
  host_deactivate(host);
  host_free(host);
}
END_TEST

/* A sine's loudness is known: K weighting is 0 dB close to 1 kHz; two channels
   of -12.04 dBFS peak are -12.04 LUFS. What was heard before the window opened
   does not count. */
START_TEST(loudness_and_true_peak_are_those_of_the_sound)
{
  Host* const host = probe_open(RATE_HZ, WORKER_LATER);
  Seen seen = { 0 };
  probe_set(host, "enabled", 0);
  host_activate(host);
  tell(host, EARCUP__ui_on, NOTIFY_SPECTRUM_OFF);
  run_sine(host, 997.0, 0.9, 2 * SECOND, &seen);
  tell(host, EARCUP__ui_off, NOTIFY_SPECTRUM_OFF);
  run_sine(host, 997.0, 0.9, SECOND, &seen);
  tell(host, EARCUP__ui_on, NOTIFY_SPECTRUM_OFF);
  run_sine(host, 997.0, 0.25, SECOND, &seen);
  ck_assert_float_eq_tol(seen.last[NOTIFY_LOUDNESS], -12.04F, 0.1F);
  ck_assert_float_eq_tol(seen.last[NOTIFY_TRUE_PEAK], -12.04F, 0.1F);
  host_deactivate(host);
  host_free(host);
}
END_TEST

/* The curve that is drawn is the response that the output has. */
START_TEST(the_result_is_what_the_output_does)
{
  double hz[NOTIFY_BANDS];
  double complex h[NOTIFY_BANDS];
  Host* const host = probe_open(RATE_HZ, WORKER_LATER);
  Seen seen = { 0 };
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", 43);
  probe_set(host, "morph", 0.3);
  probe_set(host, "crossfeed", 2); // Bauer, which curvature the centre
  host_activate(host);
  tell(host, EARCUP__ui_on, NOTIFY_SPECTRUM_OFF);
  run_sine(host, 1000.0, 0.25, SECOND, &seen);
  host_deactivate(host);
  Sound out = sound_new(probe_frames(RATE_HZ));
  for (int i = 0; i < NOTIFY_BANDS; ++i) {
    hz[i] = band_centre_hz(i);
    ck_assert_float_eq(seen.last[NOTIFY_BANDS_FROM + i], NOTIFY_FLOOR_DB);
  }
  probe_impulse(host, true, true, &out);
  probe_spectrum(out.channel[0], out.n, RATE_HZ, hz, NOTIFY_BANDS, h);
  for (int i = 0; i < NOTIFY_BANDS; ++i) {
    ck_assert_double_eq_tol(
      (double)seen.last[NOTIFY_RESULT_FROM + i], to_db(h[i]), 0.02);
  }
  sound_free(&out);
  host_free(host);
}
END_TEST

/* A window that crashed cannot say that it has gone. */
START_TEST(frames_stop_with_the_window)
{
  Host* const host = probe_open(RATE_HZ, WORKER_LATER);
  Seen seen = { 0 };
  host_activate(host);
  run_sine(host, 1000.0, 0.25, SECOND, &seen);
  ck_assert_uint_eq(seen.n, 0);
  tell(host, EARCUP__ui_on, NOTIFY_SPECTRUM_PRE);
  run_sine(host, 1000.0, 0.25, 2 * SECOND, &seen);
  ck_assert_uint_ge(seen.n, 2 * NOTIFY_RATE_HZ - 10);
  ck_assert_uint_le(seen.n, 2 * NOTIFY_RATE_HZ);
  tell(host, EARCUP__ui_off, NOTIFY_SPECTRUM_OFF);
  seen.n = 0;
  run_sine(host, 1000.0, 0.25, SECOND, &seen);
  ck_assert_uint_eq(seen.n, 0);
  tell(host, EARCUP__ui_on, NOTIFY_SPECTRUM_PRE);
  run_sine(host, 1000.0, 0.25, NOTIFY_UI_TIMEOUT_S * SECOND + BLOCK, &seen);
  seen.n = 0;
  run_sine(host, 1000.0, 0.25, SECOND, &seen);
  ck_assert_uint_eq(seen.n, 0);
  host_deactivate(host);
  host_free(host);
}
END_TEST

/* Nothing of a message is taken that is not whole. */
START_TEST(a_broken_message_is_none)
{
  static const struct {
    uint32_t cut;
    uint32_t size;
    bool is_whole;
  } cases[] = { { 0, 4, true },           { 8, 4, false },  { 9, 4, false },
                { 16, 4, false },         { 23, 4, false }, { 0, 4000, false },
                { 0, 0xFFFFFFF0U, false } };
  Host* const host = probe_open(RATE_HZ, WORKER_LATER);
  Seen seen = { 0 };
  host_activate(host);
  tell_broken(host, cases[_i].cut, cases[_i].size);
  run_sine(host, 1000.0, 0.25, SECOND / 2, &seen);
  ck_assert_int_eq(seen.n > 0, cases[_i].is_whole);
  host_deactivate(host);
  host_free(host);
}
END_TEST

/* A host's ring may be full when the worker answers. */
START_TEST(a_lost_answer_does_not_end_the_spectrum)
{
  Host* const host = probe_open(RATE_HZ, WORKER_LATER);
  Seen seen = { 0 };
  host_activate(host);
  tell(host, EARCUP__ui_on, NOTIFY_SPECTRUM_POST);
  run_sine(host, 1000.0, 0.25, SECOND / 2, &seen);
  ck_assert_uint_gt(seen.n_with_result, 0);
  atomic_store(&host->refuse_reply, true);
  run_sine(host, 1000.0, 0.25, SECOND / 4, &seen);
  atomic_store(&host->refuse_reply, false);
  tell(host, EARCUP__ui_on, NOTIFY_SPECTRUM_POST);
  run_sine(host, 1000.0, 0.25, 2 * SECOND, &seen);
  seen.n_with_result = 0;
  tell(host, EARCUP__ui_on, NOTIFY_SPECTRUM_POST);
  run_sine(host, 1000.0, 0.25, SECOND, &seen);
  ck_assert_uint_ge(seen.n_with_result, NOTIFY_RATE_HZ / 2);
  host_deactivate(host);
  host_free(host);
}
END_TEST

/* It may be full when it is asked, too: then it is asked again with the next
   block, which is long before a lost answer would be given up. */
START_TEST(a_refused_job_is_asked_for_again)
{
  Host* const host = probe_open(RATE_HZ, WORKER_LATER);
  Seen seen = { 0 };
  host_activate(host);
  run_sine(host, 1000.0, 0.25, SECOND / 2, &seen);
  host->setup.worker = WORKER_REFUSE;
  tell(host, EARCUP__ui_on, NOTIFY_SPECTRUM_POST);
  run_sine(host, 1000.0, 0.25, SECOND / 4, &seen);
  ck_assert_uint_gt(seen.n, 0);
  ck_assert_uint_eq(seen.n_with_result, 0);
  host->setup.worker = WORKER_LATER;
  run_sine(host, 1000.0, 0.25, SECOND / 4, &seen);
  ck_assert_uint_ge(seen.n_with_result, 2);
  host_deactivate(host);
  host_free(host);
}
END_TEST

START_TEST(a_closed_window_costs_no_memory)
{
  Host* const host = probe_open(RATE_HZ, WORKER_LATER);
  Seen seen = { 0 };
  host_activate(host);
  for (int round = 0; round < 2; ++round) { // FFTW keeps some from the first
    run_sine(host, 1000.0, 0.25, SECOND, &seen);
    const size_t closed = heap_bytes();
    tell(host, EARCUP__ui_on, NOTIFY_SPECTRUM_POST);
    run_sine(host, 1000.0, 0.25, SECOND, &seen);
    ck_assert_uint_gt(heap_bytes(), closed);
    tell(host, EARCUP__ui_off, NOTIFY_SPECTRUM_OFF);
    run_sine(host, 1000.0, 0.25, SECOND, &seen);
    ck_assert(round == 0 || heap_bytes() <= closed);
  }
  host_deactivate(host);
  host_free(host);
}
END_TEST

/** Two seconds in blocks that are no multiple of anything, with a window open
    and `without` a port (PORT_COUNT for none, PORT_COUNT + 1 for all audio).
    @param silent that port gets silence or its default value instead */
static void
run_without(unsigned without, bool silent, Sound* out)
{
  const HostSetup setup = { .urid = true, .worker = WORKER_LATER };
  const bool none = without > PORT_COUNT;
  enum { LENGTH = 700 };
  float zeros[LENGTH] = { 0 };
  Sound in = sound_noise(out->n);
  Seen seen = { 0 };
  Host* const host =
    host_new(&world, host_find(&world, EARCUP_OUTSIDE_URI), RATE_HZ, &setup);
  ck_assert_ptr_nonnull(host);
  probe_set(host, "outside_level", -10.0);
  if (without < PORT_COUNT && !silent) {
    host->descriptor->connect_port(host->handle, without, NULL);
  } else if (without < PORT_COUNT) {
    host->values[without] = ports[without].dflt;
  }
  host_activate(host);
  tell(host, EARCUP__ui_on, NOTIFY_SPECTRUM_POST);
  for (uint32_t at = 0; at + LENGTH <= out->n; at += LENGTH) {
    float* from[4] = { in.channel[0] + at, in.channel[1] + at };
    float* to[2] = { out->channel[0] + at, out->channel[1] + at };
    from[2] = from[1];
    from[3] = from[0];
    for (unsigned i = 0; i < 4; ++i) {
      const bool gone = none || host->audio_in[i] == without;
      from[i] = gone ? (silent ? zeros : NULL) : from[i];
    }
    for (unsigned i = 0; i < 2; ++i) {
      const bool gone = none || host->audio_out[i] == without;
      to[i] = gone && !silent ? NULL : to[i];
    }
    host_run(host, from, to, LENGTH);
    read_frames(host, &seen);
    host_work(host);
  }
  ck_assert_uint_gt(
    seen.n + (without == PORT_NOTIFY) + (without == PORT_CONTROL), 0);
  host_free(host);
  sound_free(&in);
}

/* An audio input without a connection is silent, an output is left out, a
   control has its default value; with a window open, and from the start. */
START_TEST(any_port_may_be_unconnected)
{
  const unsigned port = (unsigned)_i;
  Sound out = sound_new(2 * SECOND);
  Sound expected = sound_new(2 * SECOND);
  run_without(port, false, &out);
  run_without(port, true, &expected);
  for (unsigned c = 0; c < 2; ++c) {
    const bool left_out = port > PORT_COUNT || port == (unsigned)PORT_OUT_L + c;
    for (uint32_t i = 0; i < out.n; ++i) {
      ck_assert(left_out ? out.channel[c][i] == 0.0F
                         : out.channel[c][i] == expected.channel[c][i]);
    }
  }
  sound_free(&out);
  sound_free(&expected);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("window");
  TCase* const tcase = tcase_create("frames");
  tcase_set_timeout(tcase, 0);
  tcase_add_checked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_test(tcase, levels_and_spectrum_are_those_of_the_sound);
  tcase_add_test(tcase, loudness_and_true_peak_are_those_of_the_sound);
  tcase_add_test(tcase, the_result_is_what_the_output_does);
  tcase_add_test(tcase, frames_stop_with_the_window);
  tcase_add_loop_test(tcase, a_broken_message_is_none, 0, 7);
  tcase_add_test(tcase, a_lost_answer_does_not_end_the_spectrum);
  tcase_add_test(tcase, a_refused_job_is_asked_for_again);
  tcase_add_test(tcase, a_closed_window_costs_no_memory);
  tcase_add_loop_test(tcase, any_port_may_be_unconnected, 0, PORT_COUNT + 2);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
