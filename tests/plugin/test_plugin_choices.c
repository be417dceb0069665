// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* A choice or a control that changes nothing is a dead one: every value of
   every enumeration is heard, and every control from end to end. */

#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE_HZ 48000.0
#define HEARD_DB (-50.0) // of the difference, below the sound itself

enum { FRAMES = 1 << 15 };

static Sound
noise(uint64_t seed)
{
  Sound sound = sound_new(FRAMES);
  for (uint32_t i = 0; i < FRAMES; ++i) {
    sound.channel[0][i] = (float)(probe_random(&seed) - 0.5);
    sound.channel[1][i] = (float)(0.5 * (probe_random(&seed) - 0.5));
  }
  return sound;
}

/** Level in dB of the difference of two sounds, relative to the first. */
static double
difference_db(const Sound* a, const Sound* b)
{
  double signal = 0.0;
  double difference = 0.0;
  for (int c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < a->n; ++i) {
      const double x = (double)a->channel[c][i];
      const double d = x - (double)b->channel[c][i];
      signal += x * x;
      difference += d * d;
    }
  }
  return 10.0 * log10(difference / signal + 1e-30);
}

/** An enumeration, and what must be set for it to matter. */
typedef struct {
  const char* symbol;
  int n;
  const char* with;
  double value;
} Choice;

START_TEST(every_choice_is_heard)
{
  static const Choice choices[] = { { "crossfeed", 5, "strength", 100 },
                                    { "monitor", 6, "strength", 100 },
                                    { "outside_sound", 5, "outside_level", 0 },
                                    { "listen_at", 2, "match", 0 } };
  enum { MOST = 6 };
  const Choice* const choice = choices + _i;
  Sound in = noise(1958);
  Sound out[MOST];
  double softest = INFINITY;
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, choice->with, choice->value);
  for (int a = 0; a < choice->n; ++a) {
    out[a] = sound_new(FRAMES);
    probe_set(host, choice->symbol, a);
    probe_play(host, &in, out + a);
    for (int b = 0; b < a; ++b) {
      const double db = difference_db(out + a, out + b);
      softest = fmin(softest, db);
      ck_assert_msg(db > HEARD_DB,
                    "%s %d and %d differ by %.1f dB only",
                    choice->symbol,
                    a,
                    b,
                    db);
    }
  }
  printf("%s: choices differ by %.1f dB at least\n", choice->symbol, softest);
  for (int a = 0; a < choice->n; ++a) {
    sound_free(out + a);
  }
  sound_free(&in);
  host_free(host);
}
END_TEST

/** A control from one end to the other, and what must be set for it. */
typedef struct {
  const char* symbol;
  double low;
  double high;
  const char* with;
  double value;
} Control;

START_TEST(every_control_is_heard)
{
  static const Control controls[] = {
    { "enabled", 0, 1, "morph", 0 },
    { "morph", 0, 1, "match", 1 },
    { "strength", 100, 150, "match", 1 },
    { "seal", 0, 100, "headphone_a", 3 },
    { "pad_wear", 0, 100, "headphone_a", 3 },
    { "cup_volume", -100, 0, "headphone_a", 3 },
    { "cup_volume", 0, 100, "headphone_a", 3 },
    { "cup_damping", -100, 0, "headphone_a", 3 },
    { "cup_damping", 0, 100, "headphone_a", 3 },
    { "bass_port", -100, 0, "headphone_a", 3 },
    { "bass_port", 0, 100, "headphone_a", 3 },
    { "outside_level", -60, -30, "match", 1 },
    { "crossfeed_amount", 50, 100, "crossfeed", 2 },
    { "speaker_angle", 60, 90, "crossfeed", 1 },
    { "match", 0, 1, "headphone_a", 43 },
    { "output_gain", -24, 0, "match", 1 },
    { "balance", -6, 6, "match", 1 },
    { "target_bass", 0, 6, "match", 1 },
    { "target_tilt", -1, 1, "match", 1 },
    { "listening_level", 60, 100, "outside_level", -20 },
    { "dim", 0, 1, "match", 1 },
    { "swap", 0, 1, "match", 1 },
    { "headphone_b", 3, 143, "morph", 1 },
  };
  const size_t n = sizeof(controls) / sizeof(controls[0]);
  Sound in = noise(1937);
  Sound low = sound_new(FRAMES);
  Sound high = sound_new(FRAMES);
  for (size_t k = 0; k < n; ++k) {
    const Control* const control = controls + k;
    Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
    if (!strcmp(control->symbol, "headphone_b")) {
      probe_set(host, "headphone_a", 43); // else both are the closed reference
    }
    probe_set(host, control->with, control->value);
    probe_set(host, control->symbol, control->low);
    probe_play(host, &in, &low);
    probe_set(host, control->symbol, control->high);
    probe_play(host, &in, &high);
    const double db = difference_db(&high, &low);
    ck_assert_msg(db > HEARD_DB,
                  "%s from %g to %g: %.1f dB only",
                  control->symbol,
                  control->low,
                  control->high,
                  db);
    host_free(host);
  }
  sound_free(&in);
  sound_free(&low);
  sound_free(&high);
}
END_TEST

/** Output gain is decibels, monitor the parts of the sound by their names. */
START_TEST(gain_and_monitor_do_as_they_say)
{
  Sound in = noise(1968);
  Sound stereo = sound_new(FRAMES);
  Sound out = sound_new(FRAMES);
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, "headphone_a", 43);
  probe_play(host, &in, &stereo);
  for (int monitor = 1; monitor <= 4; ++monitor) {
    probe_set(host, "monitor", monitor);
    probe_play(host, &in, &out);
    for (uint32_t i = 0; i < FRAMES; ++i) {
      const double left = (double)stereo.channel[0][i];
      const double right = (double)stereo.channel[1][i];
      const double expected = monitor == 1   ? 0.5 * (left + right)
                              : monitor == 2 ? 0.5 * (left - right)
                              : monitor == 3 ? left
                                             : right;
      ck_assert_double_eq_tol((double)out.channel[0][i], expected, 1e-5);
      ck_assert_double_eq_tol((double)out.channel[1][i], expected, 1e-5);
    }
  }
  probe_set(host, "monitor", 0);
  probe_set(host, "output_gain", -6);
  probe_play(host, &in, &out);
  for (uint32_t i = 0; i < FRAMES; ++i) {
    ck_assert_double_eq_tol((double)out.channel[0][i],
                            (double)stereo.channel[0][i] * pow(10.0, -0.3),
                            1e-5);
  }
  /* Difference: simulated minus original, while the match goes on listening. */
  probe_set(host, "output_gain", 0);
  probe_set(host, "monitor", 5);
  probe_play(host, &in, &out);
  for (uint32_t i = 0; i < FRAMES; ++i) {
    for (int c = 0; c < 2; ++c) {
      stereo.channel[c][i] -= in.channel[c][i];
    }
  }
  ck_assert_double_lt(difference_db(&stereo, &out), -60.0);
  host_free(host);
  sound_free(&in);
  sound_free(&stereo);
  sound_free(&out);
}
END_TEST

/** Dim, balance and swap act on all that is heard, the outside too, as
    they say; a bypass knows nothing of them. */
START_TEST(sides_and_dim_do_as_they_say)
{
  Sound in = noise(1984);
  Sound plain = sound_new(FRAMES);
  Sound out = sound_new(FRAMES);
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, "outside_level", -10);
  probe_play(host, &in, &plain);
  probe_set(host, "dim", 1);
  probe_set(host, "swap", 1);
  probe_set(host, "balance", 4);
  probe_play(host, &in, &out);
  for (uint32_t i = 0; i < FRAMES; ++i) {
    ck_assert_double_eq_tol((double)out.channel[0][i],
                            (double)plain.channel[1][i] * pow(10.0, -1.1),
                            1e-5);
    ck_assert_double_eq_tol((double)out.channel[1][i],
                            (double)plain.channel[0][i] * pow(10.0, -0.9),
                            1e-5);
  }
  probe_set(host, "enabled", 0);
  probe_play(host, &in, &out);
  ck_assert(sound_same(&in, &out, 0, FRAMES));
  host_free(host);
  sound_free(&in);
  sound_free(&plain);
  sound_free(&out);
}
END_TEST

/** The outside is louder beside music that is heard softly, by as much. */
START_TEST(listening_level_sets_the_outside)
{
  Sound silence = sound_new(FRAMES);
  Sound usual = sound_new(FRAMES);
  Sound soft = sound_new(FRAMES);
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, "outside_level", -20);
  probe_play(host, &silence, &usual);
  probe_set(host, "listening_level", 66);
  probe_play(host, &silence, &soft);
  double energy = 0.0;
  for (uint32_t i = 0; i < FRAMES; ++i) {
    const double x = (double)usual.channel[0][i];
    energy += x * x;
    ck_assert_double_eq_tol(
      (double)soft.channel[0][i], x * pow(10.0, 0.7), 1e-5);
  }
  ck_assert_double_gt(energy, 0.0);
  host_free(host);
  sound_free(&silence);
  sound_free(&usual);
  sound_free(&soft);
}
END_TEST

/** What neutral is to somebody, at some frequencies in dB re 300-3000 Hz: a
    digital low shelf of the audio EQ cookbook would be as far off at its
    corner as half its gain; a tilt is a straight line. */
START_TEST(what_is_neutral_is_bent)
{
  double plain[PROBE_GRID];
  double bent[PROBE_GRID];
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", 14);
  probe_mono_db(host, RATE_HZ, PROBE_GRID, plain);
  probe_set(host, "target_bass", 6);
  probe_mono_db(host, RATE_HZ, PROBE_GRID, bent);
  const double bass_reference = plain[68] - bent[68]; // about 1 kHz
  ck_assert_double_eq_tol(plain[0] - bent[0] - bass_reference, 6.0, 0.4);
  ck_assert_double_eq_tol(plain[29] - bent[29] - bass_reference, 3.0, 0.3);
  ck_assert_double_eq_tol(bass_reference, 0.0, 0.1);
  probe_set(host, "target_bass", 0);
  probe_set(host, "target_tilt", 0.5);
  probe_mono_db(host, RATE_HZ, PROBE_GRID, bent);
  for (int octave = -4; octave <= 3; ++octave) {
    const int at = 68 + 12 * octave;
    const double change = plain[at] - bent[at] - (plain[68] - bent[68]);
    ck_assert_double_eq_tol(change, 0.5 * octave, 0.1);
  }
  /* It cancels where a headphone is worn, and neutral stays neutral. */
  probe_set(host, "wearing", 88);
  probe_mono_db(host, RATE_HZ, PROBE_GRID, bent);
  probe_set(host, "target_tilt", 0);
  probe_mono_db(host, RATE_HZ, PROBE_GRID, plain);
  ck_assert_double_lt(distance(plain, bent, PROBE_GRID).max, 0.5);
  probe_set(host, "wearing", 0);
  probe_set(host, "headphone_a", 0);
  probe_set(host, "target_bass", 6);
  probe_mono_db(host, RATE_HZ, PROBE_GRID, bent);
  for (int i = 0; i < PROBE_GRID; ++i) {
    ck_assert_double_eq_tol(bent[i], 0.0, 1e-3);
  }
  host_free(host);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin choices");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_loop_test(tcase, every_choice_is_heard, 0, 4);
  tcase_add_test(tcase, every_control_is_heard);
  tcase_add_test(tcase, gain_and_monitor_do_as_they_say);
  tcase_add_test(tcase, sides_and_dim_do_as_they_say);
  tcase_add_test(tcase, listening_level_sets_the_outside);
  tcase_add_test(tcase, what_is_neutral_is_bent);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
