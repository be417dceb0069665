// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MUSIC_H
#define EARCUP_MUSIC_H

/* Programmes that are no noise: what loudness matching finds hardest. Made
   here, the same on every machine. */

#include "tests/support/probe.h"

#include <math.h>

enum { MUSIC_SECONDS = 30 };

static inline double
music_noise(uint64_t* seed)
{
  return 2.0 * probe_random(seed) - 1.0;
}

/** A resonance of two poles, its gain 1 at the centre. */
typedef struct {
  double a1;
  double a2;
  double gain;
  double y1;
  double y2;
} Formant;

static inline void
formant_tune(Formant* f, double rate_hz, double hz, double width_hz)
{
  const double r = exp(-PROBE_PI * width_hz / rate_hz);
  const double w = 2.0 * PROBE_PI * hz / rate_hz;
  f->a1 = 2.0 * r * cos(w);
  f->a2 = -r * r;
  f->gain = (1.0 - r) * sqrt(1.0 - 2.0 * r * cos(2.0 * w) + r * r);
}

static inline double
formant_step(Formant* f, double x)
{
  const double y = f->gain * x + f->a1 * f->y1 + f->a2 * f->y2;
  f->y2 = f->y1;
  f->y1 = y;
  return y;
}

/** What is left of a note so long after it began. */
static inline double
decay(double seconds, double time_s)
{
  return exp(-seconds / time_s);
}

static inline double
saw(double seconds, double hz)
{
  const double x = seconds * hz;
  return 2.0 * (x - floor(x)) - 1.0;
}

/** Kick on every beat, bass and hats between, a soft chord over it; 128 beats
    a minute. */
static inline Sound
music_edm(double rate_hz)
{
  Sound s = sound_new((uint32_t)(MUSIC_SECONDS * rate_hz));
  const double beat_s = 60.0 / 128.0;
  uint64_t seed = 128;
  double bass = 0.0;
  double last = 0.0;
  for (uint32_t i = 0; i < s.n; ++i) {
    const double t = i / rate_hz;
    const double in_beat = fmod(t, beat_s);
    const double off = fmod(t + 0.5 * beat_s, beat_s);
    const double kick =
      sin(2.0 * PROBE_PI * (48.0 * in_beat - 4.0 * decay(in_beat, 0.03))) *
      decay(in_beat, 0.12);
    const double note =
      fmod(floor(t / (8.0 * beat_s)), 2.0) > 0.5 ? 49.0 : 55.0;
    bass += 0.06 * (saw(t, note) * decay(off, 0.15) - bass);
    const double white = music_noise(&seed);
    const double hat = (white - last) * decay(off, 0.03);
    last = white;
    const double left = saw(t, 220.0) + saw(t, 277.5) + saw(t, 329.0);
    const double right = saw(t, 220.6) + saw(t, 277.0) + saw(t, 330.1);
    const double centre = 0.5 * kick + 0.5 * bass + 0.06 * hat;
    s.channel[0][i] = (float)(centre + 0.012 * left);
    s.channel[1][i] = (float)(centre + 0.012 * right);
  }
  return s;
}

/** Noise above 7 kHz in eighths. */
static inline Sound
music_hats(double rate_hz)
{
  Sound s = sound_new((uint32_t)(MUSIC_SECONDS * rate_hz));
  uint64_t seed = 7;
  const double pole = exp(-2.0 * PROBE_PI * 7000.0 / rate_hz);
  double low[2] = { 0.0, 0.0 };
  for (uint32_t i = 0; i < s.n; ++i) {
    const double in_note = fmod(i / rate_hz, 0.25);
    double x = music_noise(&seed);
    for (int k = 0; k < 2; ++k) {
      low[k] = x + pole * (low[k] - x);
      x -= low[k];
    }
    s.channel[0][i] = s.channel[1][i] = (float)(0.3 * x * decay(in_note, 0.04));
  }
  return s;
}

/** A click of 60 microseconds every half second. */
static inline Sound
music_clicks(double rate_hz)
{
  Sound s = sound_new((uint32_t)(MUSIC_SECONDS * rate_hz));
  const uint32_t period = (uint32_t)(0.5 * rate_hz);
  const uint32_t length = (uint32_t)(0.0000626 * rate_hz);
  for (uint32_t i = 0; i < s.n; ++i) {
    const uint32_t at = i % period;
    if (at < length) {
      const double x = 0.9 * sin(PROBE_PI * (at + 0.5) / length);
      s.channel[0][i] = s.channel[1][i] = (float)x;
    }
  }
  return s;
}

/** A voice: a gliding pulse train through three formants that move with each
    syllable, hissing consonants between, pauses between sentences. */
static inline Sound
music_speech(double rate_hz)
{
  static const double vowels[][3] = {
    { 730, 1090, 2440 }, { 270, 2290, 3010 }, { 570, 840, 2410 },
    { 530, 1840, 2480 }, { 300, 870, 2240 },  { 660, 1720, 2410 }
  };
  Sound s = sound_new((uint32_t)(MUSIC_SECONDS * rate_hz));
  Formant formant[3] = { { 0 } };
  uint64_t seed = 5;
  double phase = 0.0;
  double hiss = 0.0;
  int syllable = -1;
  for (uint32_t i = 0; i < s.n; ++i) {
    const double t = i / rate_hz;
    const int now = (int)(t / 0.22);
    if (now != syllable) {
      syllable = now;
      const double* const v = vowels[(now * 5 + now / 4) % 6];
      for (int k = 0; k < 3; ++k) {
        formant_tune(&formant[k], rate_hz, v[k], 60.0 + 30.0 * k);
      }
    }
    const double within = fmod(t, 0.22) / 0.22;
    const bool pause = fmod(t, 4.0) > 3.3;
    const double pitch_hz = 115.0 + 25.0 * sin(1.7 * t) - 20.0 * within;
    phase += pitch_hz / rate_hz;
    double pulse = 0.0;
    if (phase >= 1.0) {
      phase -= 1.0;
      pulse = 1.0;
    }
    double x = 0.0;
    for (int k = 0; k < 3; ++k) {
      x += formant_step(&formant[k], pulse) * (k == 0 ? 30.0 : 12.0);
    }
    const double white = music_noise(&seed);
    const double high = white - hiss;
    hiss = white;
    x *= sin(PROBE_PI * within);
    x += within > 0.8 && now % 3 == 0 ? 0.02 * high : 0.0;
    s.channel[0][i] = s.channel[1][i] = pause ? 0.0F : (float)(0.5 * x);
  }
  return s;
}

#endif
