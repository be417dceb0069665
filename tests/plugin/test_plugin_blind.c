// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Blind comparisons in the built plugin: what is heard, and that nothing else
   tells. */

#include "tests/support/loud.h"
#include "tests/support/suite.h"

#include "tests/support/blind_host.h"

#define HD_800_S 19.0f ///< permanent ids
#define HD_25 43.0f
#define LIMIT_LU 0.2

/* --- levels -------------------------------------------------------------- */

/** What is compared, number 0 against number 1. */
static Blind
pair(int i)
{
  Blind blind = comparison();
  float* const first = blind.value[0];
  float* const second = blind.value[1];
  first[PORT_HEADPHONE_A] = second[PORT_HEADPHONE_A] = HD_800_S;
  first[PORT_HEADPHONE_B] = second[PORT_HEADPHONE_B] = HD_25;
  second[PORT_MORPH] = 1.0F;
  if (i == 1) {
    second[PORT_SEAL] = 0.0F;
  } else if (i == 2) {
    second[PORT_CROSSFEED] = 4.0F;
    second[PORT_MATCH] = 0.0F;
    second[PORT_OUTPUT_GAIN] = 9.0F;
    second[PORT_MONITOR] = 2.0F;
    second[PORT_OUTSIDE_LEVEL] = 0.0F;
    second[PORT_LISTEN_AT] = 1.0F;
  } else if (i == 3) {
    blind.originals = 1;
  } else if (i == 4) {
    blind.originals = 2;
    first[PORT_WEARING] = HD_25;
  }
  return blind;
}

enum { PAIRS = 5 };

START_TEST(both_are_equally_loud)
{
  Blind blind = pair(_i);
  double lufs[2][2];
  probe_set(host, "output_gain", -6.0);
  hear(&blind);
  play(NULL, 8 * SECOND);
  for (int turn = 0; turn < 2; ++turn) {
    for (unsigned i = 0; i < 2; ++i) {
      blind.heard = i;
      hear(&blind);
      play(NULL, SECOND / 2);
      Sound sound = listen(5 * SECOND);
      lufs[turn][i] = loud_lufs(&sound, RATE_HZ);
      sound_free(&sound);
    }
  }
  printf("pair %d: %.3f and %.3f LU apart\n",
         _i,
         lufs[0][0] - lufs[0][1],
         lufs[1][0] - lufs[1][1]);
  for (int turn = 0; turn < 2; ++turn) {
    ck_assert_double_lt(fabs(lufs[turn][0] - lufs[turn][1]), LIMIT_LU);
  }
}
END_TEST

START_TEST(the_original_has_the_gain_of_the_rest)
{
  Blind blind = pair(3);
  probe_set(host, "output_gain", -6.0);
  hear(&blind);
  play(NULL, SECOND);
  const uint32_t from = played;
  Sound sound = listen(SECOND);
  const double gain = pow(10.0, -6.0 / 20.0);
  for (uint32_t i = 0; i < SECOND; ++i) {
    const double wanted = gain * programme[0][(from + i) % SECOND];
    ck_assert_double_eq_tol(sound.channel[0][i], wanted, 1e-5);
  }
  sound_free(&sound);
}
END_TEST

/* --- secrets ------------------------------------------------------------- */

START_TEST(no_port_and_no_frame_tells)
{
  static const char* const outputs[] = {
    "match_gain", "peak_l", "peak_r", "crossfeed_mono_error", "side_error"
  };
  enum { OUTPUTS = sizeof(outputs) / sizeof(*outputs) };
  float before[OUTPUTS];
  Blind blind = pair(2);
  play(NULL, SECOND);
  hear(&blind);
  play(NULL, BLOCK);
  for (int k = 0; k < OUTPUTS; ++k) {
    before[k] = host_get(host, outputs[k]);
  }
  n_frames = 0;
  for (unsigned turn = 0; turn < 8; ++turn) {
    blind.heard = turn % 2;
    hear(&blind);
    play(NULL, SECOND / 2);
    for (int k = 0; k < OUTPUTS; ++k) {
      ck_assert_msg(before[k] == host_get(host, outputs[k]), "%s", outputs[k]);
    }
  }
  ck_assert_uint_eq(n_frames, 0);
  blind.is_on = false;
  hear(&blind);
  play(NULL, SECOND);
  ck_assert_uint_ge(n_frames, 20);
}
END_TEST

/** Largest steps of the sound while it changes, and while it does not. */
START_TEST(changes_do_not_click)
{
  enum { SINE_HZ = 100, SPAN = SECOND / 4 };
  Blind blind = pair(_i);
  for (int i = 0; i < SECOND; ++i) {
    programme[0][i] = programme[1][i] =
      (float)(0.25 * sin(2.0 * PROBE_PI * SINE_HZ * i / SECOND));
  }
  hear(&blind);
  play(NULL, 2 * SECOND);
  for (unsigned turn = 0; turn < 6; ++turn) {
    Sound rest[2];
    rest[0] = listen(SPAN);
    blind.heard = !blind.heard;
    hear(&blind);
    Sound change = listen(SPAN);
    rest[1] = listen(SPAN);
    for (int c = 0; c < 2; ++c) {
      const double steady =
        fmax(sound_largest_step(rest[0].channel[c], 1, SPAN),
             sound_largest_step(rest[1].channel[c], 1, SPAN));
      ck_assert_double_lt(sound_largest_step(change.channel[c], 1, SPAN),
                          1.25 * steady);
    }
    sound_free(&rest[0]);
    sound_free(&rest[1]);
    sound_free(&change);
  }
}
END_TEST

/* --- the end ------------------------------------------------------------- */

/** How loud it is now, dB. */
static double
level_db(void)
{
  play(NULL, SECOND / 2);
  Sound sound = listen(SECOND);
  double power = 0.0;
  for (uint32_t i = 0; i < SECOND; ++i) {
    power += (double)sound.channel[0][i] * (double)sound.channel[0][i];
  }
  sound_free(&sound);
  return 10.0 * log10(power / SECOND);
}

/* The ports say 24 dB less and no match: none of that in the comparison. */
START_TEST(whoever_ends_it_the_ports_are_heard_again)
{
  Blind blind = pair(0);
  probe_set(host, "listen_at", 1);
  const double before = level_db();
  hear(&blind);
  ck_assert_double_gt(level_db(), before + 10.0);
  if (_i == 0) {
    blind.is_on = false;
    hear(&blind);
  } else if (_i == 1) {
    is_open = false;
    open_window(false);
  } else if (_i == 2) {
    is_open = false;
    play(NULL, 4 * SECOND); // the window says nothing
  } else {
    probe_set(host, "freewheel", 1);
  }
  ck_assert_double_eq_tol(level_db(), before, 0.1);
}
END_TEST

START_TEST(an_export_takes_no_part_in_it)
{
  const Blind blind = pair(0);
  probe_set(host, "listen_at", 1);
  probe_set(host, "freewheel", 1);
  const double before = level_db();
  hear(&blind);
  ck_assert_double_eq_tol(level_db(), before, 0.1);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin blind");
  TCase* const tests = tcase_create("blind");
  tcase_add_checked_fixture(tests, comes, goes);
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests, both_are_equally_loud, 0, PAIRS);
  tcase_add_test(tests, the_original_has_the_gain_of_the_rest);
  tcase_add_test(tests, no_port_and_no_frame_tells);
  tcase_add_loop_test(tests, changes_do_not_click, 0, PAIRS);
  tcase_add_loop_test(tests, whoever_ends_it_the_ports_are_heard_again, 0, 4);
  tcase_add_test(tests, an_export_takes_no_part_in_it);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
