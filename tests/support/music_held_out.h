// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MUSIC_HELD_OUT_H
#define EARCUP_MUSIC_HELD_OUT_H

/* More programmes for loudness matching, which nothing was ever tuned on: they
   tell whether it holds for what it has not met. Keep it so: if one fails,
   mend the principle, not a number. */

#include "tests/support/music.h"

/** A click of half a millisecond, 1.3 times a second, left and right in turn.
 */
static inline Sound
music_broad_clicks(double rate_hz)
{
  Sound s = sound_new((uint32_t)(MUSIC_SECONDS * rate_hz));
  const uint32_t period = (uint32_t)(rate_hz / 1.3);
  const uint32_t length = (uint32_t)(0.0005 * rate_hz);
  for (uint32_t i = 0; i < s.n; ++i) {
    const uint32_t at = i % period;
    if (at < length) {
      const double x = 0.9 * sin(PROBE_PI * (at + 0.5) / length);
      s.channel[i / period % 2][i] = (float)x;
    }
  }
  return s;
}

/** Kick, snare and hats, 93 beats a minute, four beats to the bar. */
static inline Sound
music_drums(double rate_hz)
{
  Sound s = sound_new((uint32_t)(MUSIC_SECONDS * rate_hz));
  const double beat_s = 60.0 / 93.0;
  uint64_t seed = 93;
  Formant shell[2] = { { 0 } };
  double last = 0.0;
  formant_tune(&shell[0], rate_hz, 190.0, 12.0);
  formant_tune(&shell[1], rate_hz, 1900.0, 1500.0);
  for (uint32_t i = 0; i < s.n; ++i) {
    const double t = i / rate_hz;
    const double in_bar = fmod(t, 4.0 * beat_s) / beat_s;
    const double kick_s =
      (in_bar < 2.5 ? in_bar : in_bar - 2.5) * beat_s; // on 1 and 3 and a half
    const double snare_s = fmod(in_bar + 3.0, 2.0) * beat_s; // on 2 and 4
    const double hat_s = fmod(in_bar, 0.5) * beat_s;
    const double white = music_noise(&seed);
    const double kick =
      sin(2.0 * PROBE_PI * (62.0 * kick_s - 1.6 * decay(kick_s, 0.02))) *
      decay(kick_s, 0.09);
    const double stroke = white * decay(snare_s, 0.06);
    const double snare =
      20.0 * formant_step(&shell[0], stroke) + formant_step(&shell[1], stroke);
    const double hat = (white - last) * decay(hat_s, 0.02);
    last = white;
    s.channel[0][i] = (float)(0.4 * kick + 0.5 * snare + 0.05 * hat);
    s.channel[1][i] = (float)(0.4 * kick + 0.4 * snare + 0.09 * hat);
  }
  return s;
}

/** Plucked notes of a bass guitar alone, down to 41 Hz. */
static inline Sound
music_bass(double rate_hz)
{
  static const double notes[] = { 41.2, 61.7, 55.0, 49.0, 82.4, 73.4, 46.2 };
  Sound s = sound_new((uint32_t)(MUSIC_SECONDS * rate_hz));
  double low[2] = { 0.0, 0.0 };
  for (uint32_t i = 0; i < s.n; ++i) {
    const double t = i / rate_hz;
    const double in_note = fmod(t, 0.45);
    const double hz = notes[(int)(t / 0.45) % 7];
    const double bright = 0.02 + 0.15 * decay(in_note, 0.05);
    low[0] += bright * (saw(t, hz) * decay(in_note, 0.25) - low[0]);
    low[1] += bright * (low[0] - low[1]);
    s.channel[0][i] = s.channel[1][i] = (float)(0.5 * low[1]);
  }
  return s;
}

/** A high voice alone that sings vowels with vibrato. */
static inline Sound
music_song(double rate_hz)
{
  static const double vowels[][3] = { { 850, 1220, 2810 },
                                      { 370, 2670, 3310 },
                                      { 470, 1160, 2680 } };
  static const double notes[] = { 330.0, 392.0, 440.0, 494.0, 392.0, 294.0 };
  Sound s = sound_new((uint32_t)(MUSIC_SECONDS * rate_hz));
  Formant formant[3] = { { 0 } };
  double phase = 0.0;
  int sung = -1;
  for (uint32_t i = 0; i < s.n; ++i) {
    const double t = i / rate_hz;
    const int note = (int)(t / 0.8);
    if (note != sung) {
      sung = note;
      for (int k = 0; k < 3; ++k) {
        formant_tune(
          &formant[k], rate_hz, vowels[note % 3][k], 90.0 + 40.0 * k);
      }
    }
    phase += notes[note % 6] * (1.0 + 0.01 * sin(35.0 * t)) / rate_hz;
    const double pulse = phase >= 1.0 ? 1.0 : 0.0;
    phase -= pulse;
    double x = 0.0;
    for (int k = 0; k < 3; ++k) {
      x += formant_step(&formant[k], pulse) * (k == 0 ? 20.0 : 10.0);
    }
    x *= sin(PROBE_PI * fmod(t, 0.8) / 0.8);
    s.channel[0][i] = (float)(0.35 * x);
    s.channel[1][i] = (float)(0.25 * x);
  }
  return s;
}

/** Bursts of narrow noise all over the range, each at a place of its own. */
static inline Sound
music_bursts(double rate_hz)
{
  Sound s = sound_new((uint32_t)(MUSIC_SECONDS * rate_hz));
  uint64_t seed = 31;
  Formant band = { 0 };
  double share = 0.5;
  int burst = -1;
  for (uint32_t i = 0; i < s.n; ++i) {
    const double t = i / rate_hz;
    const int now = (int)(t / 0.35);
    if (now != burst) {
      burst = now;
      const double hz = 60.0 * pow(2.0, 7.0 * probe_random(&seed));
      formant_tune(&band, rate_hz, hz, 0.15 * hz);
      share = probe_random(&seed);
    }
    const double x =
      formant_step(&band, music_noise(&seed)) * decay(fmod(t, 0.35), 0.08);
    s.channel[0][i] = (float)(share * x);
    s.channel[1][i] = (float)((1.0 - share) * x);
  }
  return s;
}

/** Single notes of a struck string, from 65 Hz to 1 kHz, one after another. */
static inline Sound
music_strings(double rate_hz)
{
  Sound s = sound_new((uint32_t)(MUSIC_SECONDS * rate_hz));
  for (uint32_t i = 0; i < s.n; ++i) {
    const double t = i / rate_hz;
    const double in_note = fmod(t, 0.5);
    const double hz = 65.4 * pow(2.0, ((int)(t / 0.5) * 7 % 48) / 12.0);
    double x = 0.0;
    for (int k = 1; k < 12 && k * hz < 10000.0; ++k) {
      x += sin(2.0 * PROBE_PI * k * hz * in_note) / (k * k) *
           decay(in_note, 0.6 / k);
    }
    s.channel[0][i] = (float)(0.25 * x);
    s.channel[1][i] = (float)(0.15 * x);
  }
  return s;
}

#endif
