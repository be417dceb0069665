// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Settings under which the plugin must not be heard at all. */

#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FLAT_DB 0.02
#define FADE_S 0.1 // no fade may last longer
#define RATE_HZ 48000.0

enum { FIRST_ID = 1, LAST_ID = 141 };

/** Largest deviation from 0 dB, both channels, 20 Hz to 20 kHz. */
static double
deviation_db(Host* host, double rate_hz)
{
  double db[PROBE_GRID];
  double deviation = 0.0;
  probe_mono_db(host, rate_hz, PROBE_GRID, db);
  for (size_t i = 0; i < PROBE_GRID; ++i) {
    deviation = fmax(deviation, fabs(db[i]));
  }
  return deviation;
}

START_TEST(hearing_what_is_worn_is_flat)
{
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  double worst = 0.0;
  for (int id = FIRST_ID; id <= LAST_ID; ++id) {
    probe_set(host, "headphone_a", id);
    probe_set(host, "wearing", id);
    worst = fmax(worst, deviation_db(host, RATE_HZ));
  }
  printf("wearing what is heard: %.5f dB\n", worst);
  ck_assert_double_le(worst, FLAT_DB);
  host_free(host);
}
END_TEST

START_TEST(no_strength_is_flat)
{
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  double worst = 0.0;
  probe_set(host, "strength", 0);
  for (int id = FIRST_ID; id <= LAST_ID; id += 10) {
    probe_set(host, "headphone_a", id);
    worst = fmax(worst, deviation_db(host, RATE_HZ));
  }
  printf("strength 0: %.5f dB\n", worst);
  ck_assert_double_le(worst, FLAT_DB);
  host_free(host);
}
END_TEST

START_TEST(neutral_is_flat)
{
  const double rate_hz = probe_rates[_i];
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  probe_set(host, "headphone_a", 0);
  ck_assert_double_le(deviation_db(host, rate_hz), FLAT_DB);
  host_free(host);
}
END_TEST

/* Strength scales the decibels. */
START_TEST(half_the_strength_is_half_the_decibels)
{
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  double full_db[PROBE_GRID];
  double half_db[PROBE_GRID];
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", 43);
  probe_mono_db(host, RATE_HZ, PROBE_GRID, full_db);
  probe_set(host, "strength", 50);
  probe_mono_db(host, RATE_HZ, PROBE_GRID, half_db);
  for (size_t i = 0; i < PROBE_GRID; ++i) {
    full_db[i] *= 0.5;
  }
  ck_assert_double_le(distance(full_db, half_db, PROBE_GRID).max, 0.2);
  host_free(host);
}
END_TEST

/** The sound runs through; after a third of it the control is set to one
    value, after two thirds to another. */
static void
play_switched(Host* host,
              const Sound* in,
              Sound* out,
              const char* symbol,
              double first,
              double second)
{
  const uint32_t third = in->n / 3;
  host_activate(host);
  for (uint32_t part = 0; part < 3; ++part) {
    if (part) {
      probe_set(host, symbol, part == 1 ? first : second);
    }
    probe_run(host, in, out, part * third, third);
  }
  host_deactivate(host);
}

START_TEST(off_is_the_input_bit_by_bit)
{
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  Sound in = sound_noise(3 * 24000);
  Sound out = sound_new(in.n);
  const uint32_t third = in.n / 3;
  const uint32_t fade = (uint32_t)(FADE_S * RATE_HZ);
  probe_set(host, "crossfeed", 1);
  probe_set(host, "output_gain", -3);
  play_switched(host, &in, &out, "enabled", 0, 1);
  ck_assert(!sound_same(&in, &out, 0, third));
  ck_assert(!sound_same(&in, &out, third, third + 64));
  ck_assert(sound_same(&in, &out, third + fade, 2 * third));
  ck_assert(!sound_same(&in, &out, 2 * third + fade, in.n));

  probe_set(host, "enabled", 0); // from the very first sample
  probe_play(host, &in, &out);
  ck_assert(sound_same(&in, &out, 0, in.n));
  sound_free(&in);
  sound_free(&out);
  host_free(host);
}
END_TEST

START_TEST(export_can_leave_it_out)
{
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  Sound in = sound_noise(4096);
  Sound out = sound_new(in.n);
  probe_set(host, "freewheel", 1);
  probe_play(host, &in, &out);
  ck_assert(!sound_same(&in, &out, 0, in.n));
  probe_set(host, "bypass_on_export", 1);
  probe_play(host, &in, &out);
  ck_assert(sound_same(&in, &out, 0, in.n));
  sound_free(&in);
  sound_free(&out);
  host_free(host);
}
END_TEST

/* A 1 kHz sine never steps more than 5 % above the larger of both ends. */
START_TEST(switching_does_not_click)
{
  static const struct {
    const char* symbol;
    double first;
    double second;
  } changes[] = { { "enabled", 0, 1 },    { "headphone_a", 40, 100 },
                  { "crossfeed", 4, 0 },  { "match", 0, 1 },
                  { "morph", 1, 0 },      { "wearing", 60, 0 },
                  { "strength", 0, 150 }, { "output_gain", -24, 0 },
                  { "seal", 0, 100 },     { "monitor", 1, 0 } };
  for (size_t k = 0; k < sizeof(changes) / sizeof(changes[0]); ++k) {
    Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
    Sound in = sound_sine(RATE_HZ, 3 * 24000);
    Sound out = sound_new(in.n);
    const uint32_t third = in.n / 3;
    play_switched(
      host, &in, &out, changes[k].symbol, changes[k].first, changes[k].second);
    double steady[3];
    for (uint32_t part = 0; part < 3; ++part) {
      steady[part] = sound_largest_step(
        out.channel[0], part * third + third / 2, (part + 1) * third);
    }
    const double at_first =
      sound_largest_step(out.channel[0], third / 2, third + third / 2);
    const double at_second = sound_largest_step(
      out.channel[0], third + third / 2, 2 * third + third / 2);
    ck_assert_msg(at_first <= 1.05 * fmax(steady[0], steady[1]) &&
                    at_second <= 1.05 * fmax(steady[1], steady[2]),
                  "%s clicks: steps %.4f and %.4f, steady %.4f %.4f %.4f",
                  changes[k].symbol,
                  at_first,
                  at_second,
                  steady[0],
                  steady[1],
                  steady[2]);
    sound_free(&in);
    sound_free(&out);
    host_free(host);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin identity");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_test(tcase, hearing_what_is_worn_is_flat);
  tcase_add_test(tcase, no_strength_is_flat);
  tcase_add_loop_test(tcase, neutral_is_flat, 0, PROBE_RATES);
  tcase_add_test(tcase, half_the_strength_is_half_the_decibels);
  tcase_add_test(tcase, off_is_the_input_bit_by_bit);
  tcase_add_test(tcase, export_can_leave_it_out);
  tcase_add_test(tcase, switching_does_not_click);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
