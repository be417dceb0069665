// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What an open window has the built plugin do to its output: when it begins,
   all that ends it, and how loud it is. */

#include "tests/support/heard.h"
#include "tests/support/listening_host.h"
#include "tests/support/suite.h"

#include <math.h>
#include <string.h>

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

/* --- levels -------------------------------------------------------------- */

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
  float levels[NOTIFY_FLOATS] = { 0.0F };
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
    heard_frames(host, levels);
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
    heard_frames(host, levels);
  }
  ck_assert_float_lt(levels[NOTIFY_PEAK_L], 0.0F);
  sound_free(&in);
  sound_free(&out);
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
  tcase_add_test(alone, meters_and_match_do_not_know_of_the_band);
  suite_add_tcase(suite, alone);
  TCase* const tests = tcase_create("listening");
  tcase_add_checked_fixture(tests, comes, goes);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, what_is_no_wish_changes_no_bit);
  tcase_add_loop_test(tests, it_ends, 0, 2 * ENDS);
  tcase_add_test(tests, an_export_takes_no_part_in_it);
  tcase_add_test(tests, it_lasts_while_the_window_says_so);
  tcase_add_test(tests, the_microphone_is_30_dB_louder);
  tcase_add_test(tests, full_scale_is_the_end);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
