// SPDX-License-Identifier: GPL-3.0-or-later

/* What the match hears in the resonators, against libebur128. */

#include "dsp/engine/programme.h"

#include "dsp/filter/pole_set.h"
#include "dsp/filter/resonators.h"
#include "dsp/maths.h"
#include "tests/support/suite.h"

#include <ebur128.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static PoleSet*
catalogue_pole_set(double rate_hz)
{
  Poles poles;
  poles_of_catalogue(&poles, rate_hz);
  return pole_set_new(rate_hz, &poles, CATALOGUE_RIDGE, NULL);
}

enum { STEP = 64, SECONDS = 10 };

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };
enum { RATES = sizeof(rates) / sizeof(rates[0]) };

/** Sound in Mid alone or in Side alone. */
typedef struct {
  uint32_t n;
  float* x;
} Channel;

/** The same power in every octave above some 4 Hz, softer than what counts as
 * too loud. */
static Channel
pink(double rate_hz)
{
  enum { POLES = 16 };
  const Channel c = { (uint32_t)(SECONDS * rate_hz),
                      calloc((size_t)(SECONDS * rate_hz), sizeof(float)) };
  double state[POLES] = { 0.0 };
  uint32_t seed = 1;
  for (uint32_t i = 0; i < c.n; ++i) {
    seed = seed * 1664525u + 1013904223u;
    const double white = (double)(seed >> 8) * 0x1p-23 - 1.0;
    double sum = 0.0;
    for (int k = 0; k < POLES; ++k) {
      const double hz = 4.0 * exp2(k);
      if (hz < 20000.0 && hz < 0.45 * rate_hz) {
        const double pole = exp(-2.0 * PI * hz / rate_hz);
        state[k] += (1.0 - pole) * (white - state[k]);
        sum += state[k] * exp2(-0.5 * k);
      }
    }
    c.x[i] = (float)(0.05 * sum * sqrt(rate_hz / 48000.0));
  }
  return c;
}

/** K-weighted mean square of a signal heard in both channels alike, halved:
    that of one channel. */
static double
k_power(const Channel* c, double rate_hz)
{
  double lufs = 0.0;
  ebur128_state* meter =
    ebur128_init(1, (unsigned long)rate_hz, EBUR128_MODE_I);
  ebur128_add_frames_float(meter, c->x, c->n);
  ebur128_loudness_global(meter, &lufs);
  ebur128_destroy(&meter);
  return pow(10.0, (lufs + 0.691) / 10.0);
}

static double
sum_of(const BandValues* values, int channel)
{
  double sum = 0.0;
  for (int b = 0; b < PROGRAMME_BANDS_MAX; ++b) {
    sum += (double)values->value[channel][b];
  }
  return sum;
}

/** What no crossfeed does to the programme. */
static BandValues
untouched(const PoleSet* pole_set)
{
  const Crossfeed off = { CROSSFEED_OFF, 1.0, 60.0 };
  BandValues power;
  programme_crossfeed(pole_set, &off, &power);
  return power;
}

/** Play a channel into Mid or Side of a bank and listen. */
static void
listen(Programme* programme,
       const PoleSet* pole_set,
       const Channel* c,
       int channel,
       double rate_hz)
{
  static Resonators bank;
  static ResonatorGroup groups[GROUPS_MAX];
  float out[2][STEP];
  const BandValues none = untouched(pole_set);
  resonators_init(&bank, groups, pole_set_poles(pole_set), SIMD_BEST);
  for (uint32_t at = 0; at + STEP <= c->n; at += STEP) {
    float right[STEP];
    for (uint32_t i = 0; i < STEP; ++i) {
      right[i] = channel == MID ? c->x[at + i] : -c->x[at + i];
    }
    const float* in[2] = { c->x + at, right };
    float* to[2] = { out[LEFT], out[RIGHT] };
    resonators_process(&bank, in, to, STEP);
    programme_listen(programme, pole_set, &bank, &none, STEP / rate_hz);
  }
}

START_TEST(power_is_that_of_a_meter)
{
  const double rate_hz = rates[_i % RATES];
  const int channel = _i / RATES;
  PoleSet* const pole_set = catalogue_pole_set(rate_hz);
  ck_assert_ptr_nonnull(pole_set);
  const Channel c = pink(rate_hz);
  Programme programme;
  programme_reset(&programme, pole_set);
  listen(&programme, pole_set, &c, channel, rate_hz);
  /* Ten seconds, fading with half a minute. */
  const double kept = exp(-SECONDS / 30.0);
  const double power =
    sum_of(&programme.energy, channel) / (30.0 * (1.0 - kept));
  const double db = 10.0 * log10(power / k_power(&c, rate_hz));
  printf("pink noise in %s at %g Hz: %+.2f dB off libebur128\n",
         channel == MID ? "Mid" : "Side",
         rate_hz,
         db);
  fflush(stdout);
  /* The other channel was silent. */
  ck_assert_double_le(sum_of(&programme.energy, !channel),
                      1e-3 * sum_of(&programme.prior, !channel));
  ck_assert_double_lt((double)programme.assumed, 0.01);
  ck_assert_double_eq_tol(db, 0.0, 1.0); // above 15 kHz nothing is heard
  free(c.x);
  pole_set_free(pole_set);
}
END_TEST

/* A sine is heard mostly where it is. */
START_TEST(bands_tell_pitches_apart)
{
  const double rate_hz = 48000.0;
  PoleSet* const pole_set = catalogue_pole_set(rate_hz);
  for (double hz = 60.0; hz < 16000.0; hz *= 2.0) {
    Channel c = { 2 * 48000, calloc((size_t)2 * 48000, sizeof(float)) };
    for (uint32_t i = 0; i < c.n; ++i) {
      c.x[i] = (float)(0.1 * sin(2.0 * PI * hz * i / rate_hz));
    }
    Programme programme;
    programme_reset(&programme, pole_set);
    const BandValues prior = programme.energy;
    listen(&programme, pole_set, &c, MID, rate_hz);
    double near = 0.0;
    double all = 0.0;
    for (size_t b = 0; b < pole_set_bands(pole_set); ++b) {
      const double octaves = log2(pole_set_band(pole_set, b)->centre_hz / hz);
      const double energy =
        (double)programme.energy.value[MID][b] - (double)prior.value[MID][b];
      all += energy;
      near += fabs(octaves) < 1.0 ? energy : 0.0;
    }
    ck_assert_msg(near >= 0.7 * all, "%.0f Hz: %.2f near", hz, near / all);
    free(c.x);
  }
  pole_set_free(pole_set);
}
END_TEST

/* One gain for all bands needs that gain's inverse, whatever has played. */
START_TEST(match_undoes_a_plain_gain)
{
  PoleSet* const pole_set = catalogue_pole_set(48000.0);
  Programme programme;
  BandValues crossfeed;
  float power[PROGRAMME_BANDS_MAX];
  programme_reset(&programme, pole_set);
  programme.assumed = 0.0f;
  for (int c = 0; c < 2; ++c) {
    for (unsigned b = 0; b < pole_set_bands(pole_set); ++b) {
      crossfeed.value[c][b] = 2.0f;
      power[b] = 2.0f;
      programme.heard.value[c][b] =
        0.1f + 0.01f * (float)(b * (unsigned)(c + 1));
    }
  }
  ck_assert_double_eq_tol(
    (double)programme_match(&programme, &crossfeed, power), 0.5, 1e-6);
  /* Only the band that has played counts. */
  memset(&programme.heard, 0, sizeof(programme.energy));
  programme.heard.value[SIDE][7] = 1.0f;
  crossfeed.value[SIDE][7] = 0.25f;
  power[7] = 1.0f;
  ck_assert_double_eq_tol(
    (double)programme_match(&programme, &crossfeed, power), 2.0, 1e-6);
  pole_set_free(pole_set);
}
END_TEST

/* In silence it returns to what it assumes. */
START_TEST(silence_forgets)
{
  PoleSet* const pole_set = catalogue_pole_set(48000.0);
  Programme programme;
  static Resonators bank;
  static ResonatorGroup groups[GROUPS_MAX];
  const BandValues none = untouched(pole_set);
  programme_reset(&programme, pole_set);
  const double prior = sum_of(&programme.prior, MID);
  programme.energy.value[MID][3] = 1000.0f * programme.prior.value[MID][3];
  programme.assumed = 0.0f;
  resonators_init(&bank, groups, pole_set_poles(pole_set), SIMD_BEST);
  for (int i = 0; i < 600; ++i) {
    programme_listen(&programme, pole_set, &bank, &none, 1.0);
  }
  ck_assert_double_lt(sum_of(&programme.energy, MID) / prior, 0.05);
  ck_assert_double_gt((double)programme.assumed, 0.95);
  pole_set_free(pole_set);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("programme");
  TCase* const tcase = tcase_create("listening");
  tcase_set_timeout(tcase, 0);
  tcase_add_loop_test(tcase, power_is_that_of_a_meter, 0, 2 * RATES);
  tcase_add_test(tcase, bands_tell_pitches_apart);
  tcase_add_test(tcase, match_undoes_a_plain_gain);
  tcase_add_test(tcase, silence_forgets);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
