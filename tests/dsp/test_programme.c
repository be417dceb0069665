// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What the match hears, against libebur128. */

#include "dsp/engine/programme.h"

#include "dsp/maths.h"
#include "tests/support/suite.h"

#include <ebur128.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    seed = seed * 1664525U + 1013904223U;
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
  for (int b = 0; b < LOUDNESS_BANDS_MAX; ++b) {
    sum += (double)values->value[channel][b];
  }
  return sum;
}

static Programme programme;
static LoudnessBands* bands;
static Autocorrelation* sound;
static BandValues none;                     // what no crossfeed does
static float headphone[LOUDNESS_BANDS_MAX]; // no headphone
static const BandPath straight = { &none, &none, 0.0F, headphone };

static void
begin(double rate_hz)
{
  const Crossfeed off = { CROSSFEED_OFF, 1.0, 60.0 };
  bands = loudness_bands_new(rate_hz);
  sound = autocorrelation_new(rate_hz, resonators_pick(SIMD_BEST));
  ck_assert_ptr_nonnull(bands);
  ck_assert_ptr_nonnull(sound);
  programme_init(&programme, bands, sound);
  programme_crossfeed(bands, &off, &none);
  for (int b = 0; b < LOUDNESS_BANDS_MAX; ++b) {
    headphone[b] = 1.0F;
  }
}

static void
end(void)
{
  autocorrelation_free(sound);
  loudness_bands_free(bands);
}

/** Play a channel into Mid or Side and listen. */
static void
listen(const Channel* c, int channel, const BandPath* path, float match)
{
  for (uint32_t at = 0; at + STEP <= c->n; at += STEP) {
    float right[STEP];
    for (uint32_t i = 0; i < STEP; ++i) {
      right[i] = channel == MID ? c->x[at + i] : -c->x[at + i];
    }
    programme_hear(&programme, c->x + at, right, STEP);
    programme_look(&programme, path, match);
  }
}

START_TEST(power_is_that_of_a_meter)
{
  const double rate_hz = rates[_i % RATES];
  const int channel = _i / RATES;
  begin(rate_hz);
  const Channel c = pink(rate_hz);
  listen(&c, channel, &straight, 1.0F);
  /* Ten seconds, fading with half a minute. */
  const double kept = exp(-SECONDS / 30.0);
  const double power =
    sum_of(&programme.heard, channel) / (30.0 * (1.0 - kept));
  const double db = 10.0 * log10(power / k_power(&c, rate_hz));
  printf("pink noise in %s at %g Hz: %+.2f dB off libebur128\n",
         channel == MID ? "Mid" : "Side",
         rate_hz,
         db);
  fflush(stdout);
  /* The other channel was silent. */
  ck_assert_double_le(sum_of(&programme.heard, !channel), 0.0);
  ck_assert_double_lt((double)programme.assumed, 0.01);
  /* Above 24 kHz libebur128 still hears something. */
  ck_assert_double_eq_tol(db, 0.0, rate_hz < 50000.0 ? 0.1 : 0.6);
  free(c.x);
  end();
}
END_TEST

/* A sine is heard mostly where it is. */
START_TEST(bands_tell_pitches_apart)
{
  const double rate_hz = 48000.0;
  begin(rate_hz);
  for (double hz = 60.0; hz < 16000.0; hz *= 2.0) {
    Channel c = { 2 * 48000, calloc((size_t)2 * 48000, sizeof(float)) };
    for (uint32_t i = 0; i < c.n; ++i) {
      c.x[i] = (float)(0.1 * sin(2.0 * PI * hz * i / rate_hz));
    }
    programme_reset(&programme);
    listen(&c, MID, &straight, 1.0F);
    double near = 0.0;
    double all = 0.0;
    for (unsigned b = 0; b < bands->n; ++b) {
      const double octaves = log2((double)bands->band[b].centre_hz / hz);
      const double energy = (double)programme.heard.value[MID][b];
      all += energy;
      near += fabs(octaves) < 1.0 ? energy : 0.0;
    }
    ck_assert_msg(
      fabs(near / all - 1.0) < 0.1, "%.0f Hz: %.2f near", hz, near / all);
    free(c.x);
  }
  end();
}
END_TEST

/* One gain for all bands needs that gain's inverse, whatever has played. */
START_TEST(match_undoes_a_plain_gain)
{
  BandValues crossfeed;
  const BandPath path = { &crossfeed, &crossfeed, 0.0F, headphone };
  begin(48000.0);
  programme.assumed = 0.0F;
  for (int c = 0; c < 2; ++c) {
    for (unsigned b = 0; b < bands->n; ++b) {
      crossfeed.value[c][b] = 2.0F;
      headphone[b] = 2.0F;
      programme.heard.value[c][b] =
        0.1F + 0.01F * (float)(b * (unsigned)(c + 1));
    }
  }
  ck_assert_double_eq_tol(
    (double)programme_match(&programme, &path), 0.5, 1e-6);
  /* Only the band that has played counts. */
  memset(&programme.heard, 0, sizeof(programme.heard));
  programme.heard.value[SIDE][7] = 1.0F;
  crossfeed.value[SIDE][7] = 0.25F;
  headphone[7] = 1.0F;
  ck_assert_double_eq_tol(
    (double)programme_match(&programme, &path), 2.0, 1e-6);
  /* No gain is beyond what any band asks for. */
  programme.heard.value[SIDE][8] = -0.9F;
  ck_assert_double_le((double)programme_match(&programme, &path), 2.0 + 1e-6);
  ck_assert_double_ge((double)programme_match(&programme, &path), 0.5 - 1e-6);
  end();
}
END_TEST

/* The number of bands at a rate is a multiple of four or not. */
START_TEST(each_band_counts_once)
{
  static const double of[] = { 8000.0, 11025.0, 16000.0, 22050.0, 48000.0 };
  begin(of[_i]);
  programme.assumed = 0.0F;
  const unsigned n = bands->n;
  for (unsigned b = 0; b < n; ++b) {
    programme.heard.value[SIDE][b] = 1.0F;
    headphone[b] = 1.0F;
  }
  const BandPath path = { straight.crossfeed, straight.next, 0.0F, headphone };
  for (unsigned b = 0; b < n; ++b) {
    headphone[b] = 4.0F;
    ck_assert_double_eq_tol((double)programme_match(&programme, &path),
                            sqrt((double)n / (n + 3.0)),
                            1e-6);
    headphone[b] = 1.0F;
  }
  end();
}
END_TEST

/* A howl must not outweigh the music: what is louder than -9 LUFS counts as
   that. */
START_TEST(loudest_sound_is_bounded)
{
  static const float amplitude[] = { 0.1F, 1.0F };
  static const double power[] = { 0.005, 0.074 };
  begin(48000.0);
  Channel c = { 5 * 48000, calloc((size_t)5 * 48000, sizeof(float)) };
  for (int k = 0; k < 2; ++k) {
    for (uint32_t i = 0; i < c.n; ++i) {
      c.x[i] = amplitude[k] * (float)sin(2.0 * PI * 1000.0 * i / 48000.0);
    }
    programme_reset(&programme);
    listen(&c, MID, &straight, 1.0F);
    const double heard = (double)programme.original / (double)programme.seconds;
    ck_assert_double_gt(heard, 0.8 * power[k]);
    ck_assert_double_lt(heard, 1.5 * power[k]);
  }
  free(c.x);
  end();
}
END_TEST

/* What came out too soft is made good: half of it missing for five seconds asks
   for a sixth more power for the next fifteen. */
START_TEST(what_was_missed_is_made_good)
{
  begin(48000.0);
  Channel c = pink(48000.0);
  c.n = 5 * 48000;
  listen(&c, MID, &straight, sqrtf(0.5F));
  const double more = (double)programme_match(&programme, &straight);
  ck_assert_double_eq_tol(more * more, 1.0 + 0.5 / 3.0, 0.02);
  /* As loud as it should be, all stays as it is. */
  programme_reset(&programme);
  listen(&c, MID, &straight, 1.0F);
  ck_assert_double_eq_tol(
    (double)programme_match(&programme, &straight), 1.0, 1e-3);
  free(c.x);
  end();
}
END_TEST

/* In silence it returns to what it assumes. */
START_TEST(silence_forgets)
{
  static const float silence[STEP];
  begin(48000.0);
  const double prior = sum_of(&programme.prior, MID);
  programme.heard.value[MID][3] = 1000.0F * programme.prior.value[MID][3];
  programme.assumed = 0.0F;
  for (int i = 0; i < 600 * 48000 / STEP; ++i) {
    programme_hear(&programme, silence, silence, STEP);
    programme_look(&programme, &straight, 1.0F);
  }
  ck_assert_double_lt(sum_of(&programme.heard, MID) / prior, 0.05);
  ck_assert_double_gt((double)programme.assumed, 0.95);
  end();
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
  tcase_add_loop_test(tcase, each_band_counts_once, 0, 5);
  tcase_add_test(tcase, loudest_sound_is_bounded);
  tcase_add_test(tcase, what_was_missed_is_made_good);
  tcase_add_test(tcase, silence_forgets);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
