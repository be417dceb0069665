// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Changes of a crossfeed while it sounds. */

#include "dsp/maths.h"
#include "tests/support/crossfed.h"
#include "tests/support/suite.h"

#include <stdio.h>

#define CLICK 1.05

/** Largest step between neighbours. */
static double
largest_step(uint32_t first, uint32_t end)
{
  double most = 0.0;
  for (int c = 0; c < 2; ++c) {
    for (uint32_t i = first + 1; i < end; ++i) {
      most = fmax(most, fabs((double)out[c][i] - (double)out[c][i - 1]));
    }
  }
  return most;
}

static double
click(const Crossfeed* from, const Crossfeed* to, uint32_t at)
{
  enum { STEADY = 8192 };
  crossfeed_stage_init(&stage, 48000.0, from);
  process(out, 0, at);
  crossfeed_stage_set(&stage, to);
  process(out, at, FRAMES - at);
  const double before = largest_step(at - STEADY / 2, at);
  const double after = largest_step(FRAMES - STEADY, FRAMES);
  return largest_step(at, FRAMES - STEADY) / fmax(before, after);
}

/* The largest step of a hard-panned sine over the larger of the steady ones,
   between any two settings and at different moments. */
START_TEST(changes_do_not_click)
{
  static const double tones_hz[] = { 100.0, 1000.0, 5000.0 };
  const double hz = tones_hz[_i];
  double worst = 0.0;
  memset(in, 0, sizeof(in));
  for (uint32_t i = 0; i < FRAMES; ++i) {
    in[0][i] = (float)(0.5 * sin(2.0 * PI * hz * i / 48000.0));
  }
  for (int a = 0; a < SETTINGS; ++a) {
    for (int b = 0; b < SETTINGS; ++b) {
      for (uint32_t at = 8192; at < 8192 + 5 * 13; at += 13) {
        worst = fmax(worst, click(&settings[a], &settings[b], at));
      }
    }
  }
  printf("%g Hz: %.4f of the steady step\n", hz, worst);
  fflush(stdout);
  ck_assert_double_le(worst, CLICK);
}
END_TEST

/** A place on the way from end to end of the angle, or of the amount. */
static Crossfeed
on_the_way(bool amount, double way)
{
  const Crossfeed c = { CROSSFEED_NATURAL,
                        amount ? way : 1.0,
                        amount ? 60.0 : 20.0 + 130.0 * way };
  return c;
}

/* From end to end within half a second, a new value every 64 frames: no step
   is larger than where it would stay at that place. */
START_TEST(automation_does_not_click)
{
  enum { FROM = 4096, TO = FROM + 24000 };
  const bool amount = _i;
  double steady = 0.0;
  memset(in, 0, sizeof(in));
  for (uint32_t i = 0; i < FRAMES; ++i) {
    in[0][i] = (float)(0.5 * sin(2.0 * PI * 1000.0 * i / 48000.0));
  }
  for (double way = 0.0; way <= 1.0; way += 0.0625) {
    const Crossfeed c = on_the_way(amount, way);
    crossfeed_stage_init(&stage, 48000.0, &c);
    process(out, 0, 8192);
    steady = fmax(steady, largest_step(4096, 8192));
  }
  for (uint32_t at = 0; at < FRAMES; at += 64) {
    const double way = fmin(fmax(((double)at - FROM) / (TO - FROM), 0.0), 1.0);
    const Crossfeed c = on_the_way(amount, way);
    if (at == 0) {
      crossfeed_stage_init(&stage, 48000.0, &c);
    }
    crossfeed_stage_set(&stage, &c);
    process(out, at, 64);
  }
  const double ratio = largest_step(0, FRAMES) / steady;
  printf("%s swept: %.4f\n", amount ? "amount" : "angle", ratio);
  fflush(stdout);
  ck_assert_double_le(ratio, CLICK);
}
END_TEST

/* A change is over after 10 + 20 ms, and the last of many is what is heard. */
START_TEST(the_latest_setting_counts)
{
  const uint32_t end = 2 * (uint32_t)(0.031 * 48000.0) + 64;
  make_noise(5);
  crossfeed_stage_init(&stage, 48000.0, &settings[SETTINGS - 1]);
  crossfeed_stage_set(&stage, &settings[0]);
  process(out, 0, 1000);
  crossfeed_stage_set(&stage, &settings[1]);
  process(out, 1000, 200);
  crossfeed_stage_set(&stage, &settings[2]);
  process(out, 1200, FRAMES - 1200);
  crossfeed_stage_init(&stage, 48000.0, &settings[2]);
  process(other, 0, FRAMES);
  for (int c = 0; c < 2; ++c) {
    for (uint32_t i = end; i < FRAMES; ++i) {
      ck_assert_float_eq_tol(out[c][i], other[c][i], 1e-5F);
    }
  }
  ck_assert(crossfeed_same(&stage.slot[stage.live].of, &settings[2]));
  ck_assert(crossfeed_stage_way(&stage) == 0.0F);
}
END_TEST

/* A setting pre-roll for 10 ms before anything of it is heard, then fades in
   over 20 ms. */
START_TEST(a_change_is_unheard_at_first)
{
  enum { AT = 3200 };
  const uint32_t warm = 480;
  make_noise(7);
  crossfeed_stage_init(&stage, 48000.0, &settings[4]);
  process(other, 0, FRAMES);
  crossfeed_stage_reset(&stage);
  process(out, 0, AT);
  crossfeed_stage_set(&stage, &settings[7]);
  process(out, AT, FRAMES - AT);
  for (int c = 0; c < 2; ++c) {
    ck_assert_int_eq(memcmp(out[c], other[c], (AT + warm) * sizeof(out[c][0])),
                     0);
    const uint32_t first = AT + warm + 1;
    const uint32_t soon = first + 4 * CROSSFEED_SUBBLOCK_FRAMES;
    ck_assert_int_ne(memcmp(out[c] + first,
                            other[c] + first,
                            (soon - first) * sizeof(out[c][0])),
                     0);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("crossfeed changes");
  TCase* const tcase = tcase_create("sound");
  tcase_set_timeout(tcase, 0);
  tcase_add_loop_test(tcase, changes_do_not_click, 0, 3);
  tcase_add_loop_test(tcase, automation_does_not_click, 0, 2);
  tcase_add_test(tcase, the_latest_setting_counts);
  tcase_add_test(tcase, a_change_is_unheard_at_first);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
