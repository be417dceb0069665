// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Trials of blind comparisons in the built plugin come out as they should. */

#include "dsp/model/headphones.h"
#include "tests/support/suite.h"
#include "ui/shared/blind_trials.h"

#include "tests/support/blind_host.h"

#include <unistd.h>

/* --- trials -------------------------------------------------------------- */

static char file[2][64];

/** Two curves that differ by 3 dB at 3 kHz, as ends of the morph. */
static Blind
two_files(void)
{
  static const char* const uris[] = { EARCUP__file_a, EARCUP__file_b };
  Blind blind = comparison();
  for (int i = 0; i < 2; ++i) {
    snprintf(file[i],
             sizeof(file[i]),
             "/tmp/earcup-blind-%d-%d.csv",
             (int)getpid(),
             i);
    FILE* const to = fopen(file[i], "w");
    ck_assert_ptr_nonnull(to);
    fprintf(to, "frequency,raw\n");
    for (double hz = 20.0; hz < 20001.0; hz *= pow(2.0, 1.0 / 24.0)) {
      const double octaves = log2(hz / 3000.0);
      fprintf(
        to, "%.3f,%.4f\n", hz, i ? 3.0 * exp(-2.0 * octaves * octaves) : 0.0);
    }
    fclose(to);
    host_send_path(host, uris[i], file[i]);
    play(NULL, SECOND / 2);
    blind.value[i][PORT_HEADPHONE_A] = (float)HEADPHONE_MEASURED_FILE;
    blind.value[i][PORT_HEADPHONE_B] = (float)HEADPHONE_MEASURED_FILE;
  }
  blind.value[1][PORT_MORPH] = 1.0F;
  play(NULL, SECOND);
  return blind;
}

static void
hear_button(Blind* blind, const BlindTrials* trials, unsigned button)
{
  blind->heard = blind_trials_sound(trials, button);
  hear(blind);
}

/** 3 kHz against the whole, dB: what the listener goes by. */
static double
brightness_db(uint32_t settle, uint32_t n)
{
  const double hz = 3000.0;
  double complex spectrum = 0.0;
  double power = 0.0;
  play(NULL, settle);
  Sound sound = listen(n);
  probe_spectrum(sound.channel[0], n, RATE_HZ, &hz, 1, &spectrum);
  for (uint32_t i = 0; i < n; ++i) {
    power += (double)sound.channel[0][i] * (double)sound.channel[0][i];
  }
  sound_free(&sound);
  return to_db(spectrum) - 10.0 * log10(power + 1e-30);
}

START_TEST(a_listener_hears_3_db_at_3_kHz)
{
  Blind blind = two_files();
  BlindTrials trials;
  hear(&blind);
  play(NULL, 2 * SECOND);
  ck_assert(blind_trials_begin(&trials, BLIND_ABX, 16, 20261128));
  while (trials.done < trials.total) {
    double heard_db[3];
    for (unsigned button = 0; button < 3; ++button) {
      hear_button(&blind, &trials, button);
      // The programme repeats each second: the same noise for all three.
      heard_db[button] =
        brightness_db(SECOND + (SECOND - played % SECOND) % SECOND, SECOND);
    }
    blind_trials_answer(&trials,
                        fabs(heard_db[2] - heard_db[1]) <
                          fabs(heard_db[2] - heard_db[0]));
  }
  unlink(file[0]);
  unlink(file[1]);
  ck_assert_uint_eq(blind_trials_count(&trials), 16);
  ck_assert_double_eq_tol(blind_trials_p(&trials), 1.0 / 65536.0, 1e-12);
}
END_TEST

/* Where there is nothing to hear, the same listener guesses. p has steps, so
   each is spread evenly over its step; what comes out has to be uniform
   (Kolmogorov and Smirnov; 1.63 / sqrt(n) is exceeded in one case of 100). */
START_TEST(with_nothing_to_hear_p_is_uniform)
{
  enum { RUNS = 1000, LITTLE = 64 };
  static double p[RUNS];
  uint64_t seed = 1958;
  Blind blind = comparison();
  hear(&blind);
  play(NULL, SECOND);
  for (unsigned run = 0; run < RUNS; ++run) {
    BlindTrials trials;
    ck_assert(blind_trials_begin(&trials, BLIND_ABX, 16, run + 1));
    while (trials.done < trials.total) {
      double heard_db[3];
      for (unsigned button = 0; button < 3; ++button) {
        hear_button(&blind, &trials, button);
        heard_db[button] = brightness_db(0, LITTLE);
      }
      blind_trials_answer(&trials,
                          fabs(heard_db[2] - heard_db[1]) <
                            fabs(heard_db[2] - heard_db[0]));
    }
    const unsigned count = blind_trials_count(&trials);
    const double above = count < 16 ? blind_tail(count + 1, 16) : 0.0;
    const double step = blind_trials_p(&trials) - above;
    p[run] = above + step * probe_random(&seed);
  }
  double worst = 0.0;
  for (unsigned i = 0; i < RUNS; ++i) {
    double below = 0.0;
    for (unsigned k = 0; k < RUNS; ++k) {
      below += p[k] <= p[i] ? 1.0 / RUNS : 0.0;
    }
    worst =
      fmax(worst, fmax(fabs(below - p[i]), fabs(below - 1.0 / RUNS - p[i])));
  }
  printf("Kolmogorov-Smirnov distance %.4f\n", worst);
  ck_assert_double_lt(worst, 1.63 / sqrt(RUNS));
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin trials");
  TCase* const tests = tcase_create("blind");
  tcase_add_checked_fixture(tests, comes, goes);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, a_listener_hears_3_db_at_3_kHz);
  tcase_add_test(tests, with_nothing_to_hear_p_is_uniform);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
