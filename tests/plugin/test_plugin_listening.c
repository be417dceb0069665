// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What an open window has the built plugin do to its output: a band alone,
   against the closed form of Butterworth's filters, and the vocal microphone
   louder; and all that ends it. */

#include "tests/support/heard.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include "plugin/listening.h"
#include "plugin/ui_protocol.h"

#include <float.h>
#include <lv2/atom/util.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE_HZ 48000.0

enum { SECOND = 48000, BLOCK = 256 };

static Host* host;

/* --- what the window says ------------------------------------------------ */

static void
want_band(double from_hz, double to_hz)
{
  struct {
    LV2_Atom_Vector_Body body;
    float edges[2];
  } vector = { { sizeof(float), host_map(&world, LV2_ATOM__Float) },
               { (float)from_hz, (float)to_hz } };
  host_send_object(host,
                   EARCUP__listening,
                   EARCUP__band,
                   LV2_ATOM__Vector,
                   &vector,
                   sizeof(vector));
}

static void
want_gain(double gain_db)
{
  const float value = (float)gain_db;
  host_send_object(host,
                   EARCUP__listening,
                   EARCUP__gain,
                   LV2_ATOM__Float,
                   &value,
                   sizeof(value));
}

static void
want_nothing(void)
{
  host_send_object(host, EARCUP__listening, NULL, NULL, NULL, 0);
}

static void
open_window(bool open)
{
  host_send_object(
    host, open ? EARCUP__ui_on : EARCUP__ui_off, NULL, NULL, NULL, 0);
}

/* --- the plugin ---------------------------------------------------------- */

/** As plain as it gets: what comes in goes out. */
static void
opens(double rate_hz)
{
  probe_open_world();
  host = probe_open(rate_hz, WORKER_ABSENT);
  probe_set(host, "match", 0);
  probe_set(host, "strength", 0);
}

static void
comes(void)
{
  opens(RATE_HZ);
  host_activate(host);
}

static void
goes(void)
{
  host_deactivate(host);
  host_free(host);
  probe_close_world();
}

/** Frames first to first + n, in equal blocks. */
static void
run(const Sound* in, Sound* out, uint32_t first, uint32_t n, uint32_t block)
{
  for (uint32_t done = 0; done < n; done += block) {
    const uint32_t left = n - done;
    probe_run(host, in, out, first + done, left < block ? left : block);
  }
}

static void
rest(uint32_t n)
{
  Sound in = sound_new(n);
  Sound out = sound_new(n);
  run(&in, &out, 0, n, BLOCK);
  sound_free(&in);
  sound_free(&out);
}

/* --- the response -------------------------------------------------------- */

static const double rates[] = { 8000.0, 44100.0, 48000.0, 96000.0, 384000.0 };
static const double bands[][2] = { { 20.0, 200.0 },
                                   { 300.0, 3000.0 },
                                   { 2000.0, 9000.0 },
                                   { 500.0, 515.0 } };
enum {
  RATES = sizeof(rates) / sizeof(*rates),
  BANDS = sizeof(bands) / sizeof(*bands)
};

static double
warped(double hz, double rate_hz)
{
  return tan(PROBE_PI * hz / rate_hz);
}

/** |H|^2 of a fourth-order low-pass at a ratio of (warped) frequencies. */
static double
butterworth(double ratio)
{
  return 1.0 / (1.0 + pow(ratio, 8.0));
}

static double
wanted_db(const double edge_hz[2], double hz, double rate_hz)
{
  const double w = warped(hz, rate_hz);
  const double to_hz = fmin(edge_hz[1], BAND_PASS_HIGHEST * rate_hz);
  return 10.0 * log10(butterworth(warped(edge_hz[0], rate_hz) / w) *
                      butterworth(w / warped(to_hz, rate_hz)));
}

/** Impulse response after the fade. */
static Sound
impulse(double rate_hz)
{
  const uint32_t n = (uint32_t)rate_hz;
  Sound in = sound_new(n);
  Sound out = sound_new(n);
  rest((uint32_t)(0.02 * rate_hz));
  in.channel[0][0] = 1.0F;
  in.channel[1][0] = -0.5F;
  run(&in, &out, 0, n, BLOCK);
  sound_free(&in);
  return out;
}

START_TEST(edges_are_butterworth)
{
  enum { POINTS = 60 };
  const double rate_hz = rates[_i / BANDS];
  const double* const band = bands[_i % BANDS];
  double worst_db = 0.0;
  unsigned compared = 0;
  opens(rate_hz);
  host_activate(host);
  Sound plain = impulse(rate_hz);
  want_band(band[0], band[1]);
  Sound alone = impulse(rate_hz);
  goes();
  for (int i = 0; i < POINTS; ++i) {
    const double hz = 10.0 * pow(1500.0, i / (POINTS - 1.0));
    for (int c = 0; c < 2 && hz < 0.49 * rate_hz; ++c) {
      double complex before = 0.0;
      double complex after = 0.0;
      probe_spectrum(plain.channel[c], plain.n, rate_hz, &hz, 1, &before);
      probe_spectrum(alone.channel[c], alone.n, rate_hz, &hz, 1, &after);
      const double wanted = wanted_db(band, hz, rate_hz);
      if (wanted > -80.0) { // below lies what a float has left
        worst_db = fmax(worst_db, fabs(to_db(after) - to_db(before) - wanted));
        ++compared;
      }
    }
  }
  sound_free(&plain);
  sound_free(&alone);
  printf("%.0f Hz, %.0f to %.0f Hz: %u levels, %.5f dB off\n",
         rate_hz,
         band[0],
         band[1],
         compared,
         worst_db);
  ck_assert_uint_ge(compared, 8);
  ck_assert_double_lt(worst_db, 0.01);
}
END_TEST

/* --- bits ---------------------------------------------------------------- */

enum { WISHES = 7 };

/** One wish after the other, some sooner than the last fade has ended. */
static void
wish(int i)
{
  switch (i) {
    case 0:
      want_band(100.0, 1000.0);
      break;
    case 1:
      want_band(1000.0, 4000.0);
      break;
    case 2:
      want_band(40.0, 60.0);
      break;
    case 3:
      want_gain(30.0);
      break;
    case 4:
      want_gain(7.0);
      break;
    case 5:
      want_nothing();
      break;
    default:
      want_band(200.0, 210.0);
      break;
  }
}

/** @param seed 0: as large blocks as the wishes leave */
static Sound
play_wishes(const Sound* in, uint64_t seed)
{
  static const uint32_t at[WISHES] = { 1000,  5000,  5100, 20000,
                                       20200, 30000, 31000 };
  Sound out = sound_new(in->n);
  probe_set(host, "listen_at", 1);
  host_activate(host);
  int next = 0;
  for (uint32_t done = 0; done < in->n;) {
    if (next < WISHES && done == at[next]) {
      wish(next++);
    }
    const uint32_t end = next < WISHES ? at[next] : in->n;
    uint32_t n = end - done;
    if (seed) {
      const uint32_t some = 1 + (uint32_t)(700.0 * probe_random(&seed));
      n = some < n ? some : n;
    }
    probe_run(host, in, &out, done, n);
    done += n;
  }
  host_deactivate(host);
  return out;
}

START_TEST(blocks_do_not_matter)
{
  Sound in = sound_noise(SECOND);
  opens(RATE_HZ);
  Sound whole = play_wishes(&in, 0);
  for (uint64_t seed = 1; seed < 5; ++seed) {
    Sound parted = play_wishes(&in, seed);
    ck_assert(sound_same(&whole, &parted, 0, in.n));
    sound_free(&parted);
  }
  host_free(host);
  probe_close_world();
  sound_free(&whole);
  sound_free(&in);
}
END_TEST

/** The same sound of an instance whose window never wishes for anything. */
static Sound
reference(const Sound* in, bool at_mic)
{
  Host* const other = probe_open(RATE_HZ, WORKER_ABSENT);
  Sound out = sound_new(in->n);
  probe_set(other, "match", 0);
  probe_set(other, "strength", 0);
  probe_set(other, "listen_at", at_mic);
  host_activate(other);
  for (uint32_t at = 0; at < in->n; at += BLOCK) {
    const uint32_t left = in->n - at;
    probe_run(other, in, &out, at, left < BLOCK ? left : BLOCK);
  }
  host_deactivate(other);
  host_free(other);
  return out;
}

/* Edges that are none, and a gain at the ear. */
START_TEST(what_is_no_wish_changes_no_bit)
{
  Sound in = sound_noise(SECOND);
  Sound out = sound_new(in.n);
  Sound same = reference(&in, false);
  const double wrong[][2] = { { 0.0, 100.0 },
                              { 100.0, 100.0 },
                              { 200.0, 100.0 },
                              { -1.0, 100.0 },
                              { 100.0, (double)INFINITY },
                              { (double)NAN, 100.0 } };
  enum { WRONG = sizeof(wrong) / sizeof(*wrong) };
  open_window(true);
  run(&in, &out, 0, BLOCK, BLOCK);
  for (uint32_t i = 0; i < WRONG; ++i) {
    want_band(wrong[i][0], wrong[i][1]);
    run(&in, &out, (i + 1) * BLOCK, BLOCK, BLOCK);
  }
  want_gain(30.0);
  run(&in, &out, (WRONG + 1) * BLOCK, in.n - (WRONG + 1) * BLOCK, BLOCK);
  ck_assert(sound_same(&out, &same, 0, in.n));
  sound_free(&in);
  sound_free(&out);
  sound_free(&same);
}
END_TEST

/* --- ends ---------------------------------------------------------------- */

enum { ENDS = 5 };

static void
end_it(int how, Sound* in, Sound* out, uint32_t at, uint32_t n)
{
  if (how == 0) {
    want_nothing();
  } else if (how == 1) {
    open_window(false);
  } else if (how == 2) {
    ; // the window says nothing any more
  } else if (how == 3) {
    probe_set(host, "enabled", 0);
  } else {
    probe_set(host, "freewheel", 1);
  }
  run(in, out, at, n, BLOCK);
}

/** Whatever ends it, all is heard again: an export from its first frame on. */
START_TEST(it_ends)
{
  const uint32_t at = SECOND / 2 / BLOCK * BLOCK;
  const uint32_t silent = 3 * SECOND + BLOCK;
  const uint32_t n = at + silent + SECOND;
  Sound in = sound_noise(n);
  Sound out = sound_new(n);
  const bool gain = _i >= ENDS;
  const int how = _i % ENDS;
  probe_set(host, "listen_at", gain);
  Sound same = reference(&in, gain);
  if (gain) {
    want_gain(20.0);
  } else {
    want_band(200.0, 400.0);
  }
  run(&in, &out, 0, at, BLOCK);
  ck_assert(!sound_same(&out, &same, at - BLOCK, at));
  end_it(how, &in, &out, at, n - at);
  const uint32_t fade = how == 4 ? 0 : how == 2 ? silent : SECOND / 20;
  const Sound* const wanted = how == 3 ? &in : &same;
  ck_assert(sound_same(&out, wanted, at + fade, n));
  sound_free(&in);
  sound_free(&out);
  sound_free(&same);
}
END_TEST

START_TEST(an_export_takes_no_part_in_it)
{
  Sound in = sound_noise(SECOND);
  Sound out = sound_new(in.n);
  Sound same = reference(&in, true);
  probe_set(host, "freewheel", 1);
  probe_set(host, "listen_at", 1);
  want_band(200.0, 400.0);
  run(&in, &out, 0, SECOND / 2, BLOCK);
  want_gain(30.0);
  run(&in, &out, SECOND / 2, SECOND / 2, BLOCK);
  ck_assert(sound_same(&out, &same, 0, in.n));
  sound_free(&in);
  sound_free(&out);
  sound_free(&same);
}
END_TEST

/* A window that says so each second goes on being heard. */
START_TEST(it_lasts_while_the_window_says_so)
{
  Sound in = sound_noise(SECOND);
  Sound out = sound_new(in.n);
  for (int i = 0; i < 6; ++i) {
    want_band(200.0, 400.0);
    run(&in, &out, 0, in.n, BLOCK);
  }
  double power[2] = { 0.0, 0.0 };
  for (uint32_t i = 0; i < in.n; ++i) {
    power[0] += pow((double)in.channel[0][i], 2.0);
    power[1] += pow((double)out.channel[0][i], 2.0);
  }
  // 200 of 24000 Hz
  ck_assert_double_eq_tol(
    10.0 * log10(power[1] / power[0]), 10.0 * log10(200.0 / 24000.0), 1.0);
  sound_free(&in);
  sound_free(&out);
}
END_TEST

/* --- clicks -------------------------------------------------------------- */

START_TEST(it_does_not_click)
{
  enum { SPAN = SECOND / 4 };
  const double wanted[][2] = {
    { 50.0, 200.0 }, { 1000.0, 4000.0 }, { 90.0, 110.0 }, { 30.0, 60.0 }
  };
  Sound in = sound_new(SPAN);
  Sound out = sound_new(SPAN);
  for (int i = 0; i < SPAN; ++i) {
    in.channel[0][i] = in.channel[1][i] =
      (float)(0.25 * cos(2.0 * PROBE_PI * 100.0 * i / SECOND)); // at its peak
  }
  run(&in, &out, 0, SPAN, BLOCK);
  const double steady = sound_largest_step(out.channel[0], 1, SPAN);
  for (int i = 0; i <= 4; ++i) {
    if (i < 4) {
      want_band(wanted[i][0], wanted[i][1]);
    } else {
      want_nothing();
    }
    const float before = out.channel[0][SPAN - 1];
    run(&in, &out, 0, SPAN, BLOCK);
    ck_assert_double_lt(fabs((double)(out.channel[0][0] - before)),
                        1.5 * steady);
    ck_assert_double_lt(sound_largest_step(out.channel[0], 1, SPAN),
                        1.5 * steady);
  }
  sound_free(&in);
  sound_free(&out);
}
END_TEST

/* --- levels -------------------------------------------------------------- */

/** The levels of frames that have come, the last ones; counts them. */
static unsigned
take_frames(float levels[NOTIFY_EXPORTING], unsigned n)
{
  const LV2_Atom_Sequence* const notify =
    (const LV2_Atom_Sequence*)host->atoms[host_port(host, "notify")];
  LV2_ATOM_SEQUENCE_FOREACH(notify, event)
  {
    const LV2_Atom_Object* const object = (const LV2_Atom_Object*)&event->body;
    const LV2_Atom* values = NULL;
    if (object->body.otype == host_map(&world, EARCUP__frame)) {
      lv2_atom_object_get(object, host_map(&world, EARCUP__values), &values, 0);
      ck_assert_ptr_nonnull(values);
      memcpy(levels,
             (const char*)(values + 1) + sizeof(LV2_Atom_Vector_Body),
             NOTIFY_EXPORTING * sizeof(float));
      ++n;
    }
  }
  return n;
}

START_TEST(the_microphone_is_30_dB_louder)
{
  Sound in = sound_noise(SECOND);
  Sound out = sound_new(in.n);
  probe_set(host, "listen_at", 1);
  Sound same = reference(&in, true);
  want_gain(30.0);
  run(&in, &out, 0, in.n, BLOCK);
  const double factor = pow(10.0, 1.5);
  for (uint32_t i = SECOND / 50; i < in.n; ++i) {
    const double wanted = factor * (double)same.channel[0][i];
    ck_assert_double_lt(fabs(wanted), 1.0);
    ck_assert_double_eq_tol(
      (double)out.channel[0][i], wanted, 1e-6 * fabs(wanted) + 1e-12);
  }
  sound_free(&in);
  sound_free(&out);
  sound_free(&same);
}
END_TEST

/* What would be above full scale is cut there, and the meter tells. */
START_TEST(full_scale_is_the_end)
{
  Sound in = sound_noise(SECOND);
  Sound out = sound_new(in.n);
  float levels[NOTIFY_EXPORTING] = { 0.0F };
  double highest = 0.0;
  probe_set(host, "listen_at", 1);
  probe_set(host, "output_gain", 12.0);
  for (uint32_t i = 0; i < in.n; ++i) {
    in.channel[0][i] *= 4.0F;
    in.channel[1][i] *= 4.0F;
  }
  open_window(true);
  run(&in, &out, 0, BLOCK, BLOCK);
  want_gain(30.0);
  for (uint32_t at = BLOCK; at + BLOCK <= in.n; at += BLOCK) {
    probe_run(host, &in, &out, at, BLOCK);
    take_frames(levels, 0);
  }
  for (uint32_t i = 0; i < in.n; ++i) {
    highest = fmax(highest, fabs((double)out.channel[0][i]));
  }
  ck_assert_double_eq(highest, 1.0);
  ck_assert_float_gt(host_get(host, "peak_l"), 3.0F);
  ck_assert_float_gt(levels[NOTIFY_PEAK_L], 3.0F);
  ck_assert_float_gt(levels[NOTIFY_PEAK_R], 3.0F);
  ck_assert_float_gt(levels[NOTIFY_TRUE_PEAK], 3.0F);
  want_nothing();
  run(&in, &out, 0, in.n / 2 / BLOCK * BLOCK, BLOCK);
  for (uint32_t at = in.n / 2; at + BLOCK <= in.n; at += BLOCK) {
    probe_run(host, &in, &out, at, BLOCK);
    take_frames(levels, 0);
  }
  ck_assert_float_lt(levels[NOTIFY_PEAK_L], 0.0F);
  sound_free(&in);
  sound_free(&out);
}
END_TEST

START_TEST(the_largest_numbers_stay_finite)
{
  Sound in = sound_noise(SECOND / 4);
  Sound out = sound_new(in.n);
  for (uint32_t i = 0; i < in.n; ++i) {
    in.channel[0][i] = in.channel[0][i] > 0.0F ? FLT_MAX : -FLT_MAX;
    in.channel[1][i] = i % 7 ? in.channel[0][i] : NAN;
  }
  want_band(300.0, 3000.0);
  run(&in, &out, 0, in.n, BLOCK);
  for (uint32_t i = 0; i < in.n; ++i) {
    ck_assert(isfinite(out.channel[0][i]) && isfinite(out.channel[1][i]));
  }
  sound_free(&in);
  sound_free(&out);
}
END_TEST

/* What rings on goes to zero, by no number that is slow to reckon with. */
START_TEST(it_dies_out)
{
  const double rate_hz = _i ? 384000.0 : 8000.0;
  const uint32_t n = (uint32_t)rate_hz;
  Sound in = sound_new(n);
  Sound out = sound_new(n);
  opens(rate_hz);
  host_activate(host);
  want_band(20.0, 60.0);
  rest(n / 10);
  in.channel[0][0] = in.channel[1][0] = 1.0F;
  for (int second = 0; second < 4; ++second) {
    want_band(20.0, 60.0);
    run(&in, &out, 0, n, BLOCK);
    in.channel[0][0] = in.channel[1][0] = 0.0F;
    for (uint32_t i = 0; i < n; ++i) {
      ck_assert_int_ne(fpclassify(out.channel[0][i]), FP_SUBNORMAL);
      ck_assert_int_ne(fpclassify(out.channel[1][i]), FP_SUBNORMAL);
    }
  }
  ck_assert_float_eq(out.channel[0][n - 1], 0.0F);
  goes();
  sound_free(&in);
  sound_free(&out);
}
END_TEST

START_TEST(nothing_stays_in_the_filters)
{
  BandPass pass;
  double x[2] = { 1.0, -1.0 };
  band_pass_set(&pass, 20.0, 60.0, 8000.0);
  for (int i = 0; i < 8 * 8000; ++i) {
    band_pass_frame(&pass, x);
    x[0] = x[1] = 0.0;
  }
  for (int i = 0; i < BAND_PASS_SECTIONS; ++i) {
    for (int c = 0; c < 2; ++c) {
      ck_assert_double_eq(pass.section[i].state[c][0], 0.0);
      ck_assert_double_eq(pass.section[i].state[c][1], 0.0);
    }
  }
}
END_TEST

/** What the window is told of a second of noise, the last frame of it. */
static void
told(bool with_band, float levels[NOTIFY_EXPORTING])
{
  Sound in = sound_noise(SECOND);
  Sound out = sound_new(in.n);
  float last[NOTIFY_FLOATS];
  unsigned n = 0;
  opens(RATE_HZ);
  probe_set(host, "match", 1);
  host_activate(host);
  open_window(true);
  for (uint32_t at = 0; at + BLOCK <= in.n; at += BLOCK) {
    probe_run(host, &in, &out, at, BLOCK);
    if (at == 0 && with_band) {
      want_band(200.0, 400.0);
    }
    n += heard_frames(host, last);
  }
  ck_assert_uint_ge(n, 20);
  memcpy(levels, last, NOTIFY_EXPORTING * sizeof(last[0]));
  goes();
  sound_free(&in);
  sound_free(&out);
}

START_TEST(meters_and_match_do_not_know_of_the_band)
{
  float plain[NOTIFY_EXPORTING];
  float alone[NOTIFY_EXPORTING];
  told(false, plain);
  told(true, alone);
  ck_assert_mem_eq(plain, alone, sizeof(plain));
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin listening");
  TCase* const alone = tcase_create("alone");
  tcase_set_timeout(alone, 0);
  tcase_add_loop_test(alone, edges_are_butterworth, 0, RATES * BANDS);
  tcase_add_loop_test(alone, it_dies_out, 0, 2);
  tcase_add_test(alone, nothing_stays_in_the_filters);
  tcase_add_test(alone, blocks_do_not_matter);
  tcase_add_test(alone, meters_and_match_do_not_know_of_the_band);
  suite_add_tcase(suite, alone);
  TCase* const tests = tcase_create("listening");
  tcase_add_checked_fixture(tests, comes, goes);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, what_is_no_wish_changes_no_bit);
  tcase_add_loop_test(tests, it_ends, 0, 2 * ENDS);
  tcase_add_test(tests, an_export_takes_no_part_in_it);
  tcase_add_test(tests, it_lasts_while_the_window_says_so);
  tcase_add_test(tests, it_does_not_click);
  tcase_add_test(tests, the_microphone_is_30_dB_louder);
  tcase_add_test(tests, full_scale_is_the_end);
  tcase_add_test(tests, the_largest_numbers_stay_finite);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
