// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/outside_source.h"

#include "dsp/door/shown.h"
#include "dsp/maths.h"

#include <complex.h>
#include <math.h>
#include <string.h>

#define FIRST_OCTAVE_HZ 31.25
#define POINTS 8     // where the power of an octave is taken
#define USABLE 0.475 // part of the sample rate that octaves may reach
#define SHELF_Q 1.15
#define ITERATIONS 25
#define SUBSONIC_HZ 12.0
#define ULTRASONIC_HZ 20000.0
#define FADE_S 0.3
#define CHUNK 64

_Static_assert(OUTSIDE_SECTIONS + 1 <= OUTSIDE_RESONATORS, "all have room");

/* Programme at -18 LUFS is heard at 80 dB SPL; LUFS sums two channels. */
#define FULL_SCALE_DB_SPL (80.0 + 18.0 + 3.0103)
#define WHITE_POWER (1.0 / 3.0) // uniform between -1 and 1

/* Octaves 31.5 Hz .. 16 kHz in dB SPL. */
static const double sound_db[OUTSIDE_SOUNDS][OUTSIDE_OCTAVES] = {
  [OUTSIDE_STREET] = { 71, 78, 72, 68, 66, 66, 62, 57, 52, 47 },
  [OUTSIDE_TRAIN] = { 80, 81, 76, 74, 69, 60, 55, 51, 48, 45 },
  [OUTSIDE_OFFICE] = { 41.8,
                       49.8,
                       53.8,
                       52,
                       50.1,
                       48.2,
                       46.3,
                       43.4,
                       35.3,
                       27.2 },
  [OUTSIDE_AIRCRAFT] = { 79, 84, 82, 77, 70, 63, 57, 51, 44, 37 },
  [OUTSIDE_PINK] = { 63, 63, 63, 63, 63, 63, 63, 63, 63, 63 }
};

/* Design: a chain of shelves, one between each pair of octaves, whose steps
   are adjusted until all octaves of the realised filter have their level. It
   is run as the sum that it equals, by the resonators of the headphones. */

/** Second-order shelf of the audio EQ cookbook (R. Bristow-Johnson), gain 1
    below and amplitude^2 above, in squared frequency t re its centre. */
static double
shelf_power(double amplitude, double t)
{
  const double a = amplitude;
  const double above = a - a * a * t;
  const double below = a - t;
  const double middle = a * t / (SHELF_Q * SHELF_Q);
  return (above * above + a * a * middle) / (below * below + middle);
}

/** Bilinear frequency of a digital filter. */
static double
warped(double frequency_hz, double rate_hz)
{
  return tan(PI * frequency_hz / rate_hz);
}

typedef struct {
  double rate_hz;
  int octaves; ///< that the rate can carry
  double low;  ///< warped edges of the band
  double high;
  double centre[OUTSIDE_OCTAVES - 1]; ///< warped, of the shelves
  double amplitude[OUTSIDE_OCTAVES - 1];
} SpectrumDesign;

static void
design_init(SpectrumDesign* design, double rate_hz)
{
  design->rate_hz = rate_hz;
  design->octaves = 0;
  double edge_hz = FIRST_OCTAVE_HZ * sqrt(2.0);
  while (design->octaves < OUTSIDE_OCTAVES && edge_hz < USABLE * rate_hz) {
    if (design->octaves < OUTSIDE_OCTAVES - 1) {
      design->centre[design->octaves] = warped(edge_hz, rate_hz);
      design->amplitude[design->octaves] = 1.0;
    }
    ++design->octaves;
    edge_hz *= 2.0;
  }
  design->low = warped(SUBSONIC_HZ, rate_hz);
  design->high = warped(fmin(ULTRASONIC_HZ, 0.4 * rate_hz), rate_hz);
}

/** Power gain at a warped frequency. */
static double
design_power(const SpectrumDesign* design, double w)
{
  const double t = w * w;
  double power = t / (t + design->low * design->low) /
                 (1.0 + t / (design->high * design->high));
  for (int i = 0; i < design->octaves - 1; ++i) {
    const double ratio = w / design->centre[i];
    power *= shelf_power(design->amplitude[i], ratio * ratio);
  }
  return power;
}

/** Level in dB of white noise of power 1 in an octave behind the filter. */
static double
design_octave_db(const SpectrumDesign* design, int octave)
{
  double sum = 0.0;
  for (int i = 0; i < POINTS; ++i) {
    const double hz = FIRST_OCTAVE_HZ * exp2(octave + (i + 0.5) / POINTS - 0.5);
    sum += hz * design_power(design, warped(hz, design->rate_hz));
  }
  return power_db(sum * log(2.0) / POINTS * 2.0 / design->rate_hz);
}

static void
design_adjust(SpectrumDesign* design, const double target_db[OUTSIDE_OCTAVES])
{
  for (int iteration = 0; iteration < ITERATIONS; ++iteration) {
    double missing_db[OUTSIDE_OCTAVES] = { 0 };
    for (int i = 0; i < design->octaves; ++i) {
      missing_db[i] = target_db[i] - design_octave_db(design, i);
    }
    for (int i = 0; i < design->octaves - 1; ++i) {
      design->amplitude[i] *=
        pow(10.0, 0.8 * (missing_db[i + 1] - missing_db[i]) / 40.0);
    }
  }
}

/** Second-order section 1 + b1/z + b2/z2 over 1 + a1/z + a2/z2. */
typedef struct {
  double b1;
  double b2;
  double a1;
  double a2;
} Section;

/** Bilinear transform of (n2 s2 + n1 s + n0) / (d2 s2 + d1 s + d0) at s in
    units of the centre; returns the gain taken out of the section. */
static double
transform(double centre, const double n[3], const double d[3], Section* section)
{
  const double k = 1.0 / centre;
  const double n0 = n[2] * k * k + n[1] * k + n[0];
  const double d0 = d[2] * k * k + d[1] * k + d[0];
  section->b1 = 2.0 * (n[0] - n[2] * k * k) / n0;
  section->b2 = (n[2] * k * k - n[1] * k + n[0]) / n0;
  section->a1 = 2.0 * (d[0] - d[2] * k * k) / d0;
  section->a2 = (d[2] * k * k - d[1] * k + d[0]) / d0;
  return n0 / d0;
}

/** The chain as a sum: residues of g prod (1 + b1 q + b2 q2)/(1 + a1 q + a2 q2)
    in q = 1/z. Of a pair of complex poles one is kept, at twice its residue;
    the poles are those of an octave grid and two real ones, none like another.
    @param pole n of them, of section k those at 2 k and 2 k + 1 */
static void
expand(const Section* section,
       int n_sections,
       double gain,
       OutsideFilter* filter)
{
  double complex pole[2 * OUTSIDE_SECTIONS];
  double direct = gain;
  for (int k = 0; k < n_sections; ++k) {
    const Section* const s = &section[k];
    const double complex root = csqrt(0.25 * s->a1 * s->a1 - s->a2);
    pole[2 * k] = -0.5 * s->a1 + root;
    pole[2 * k + 1] = -0.5 * s->a1 - root;
    direct *= s->b2 / s->a2;
  }
  filter->direct = (float)direct;
  unsigned kept = 0;
  for (int i = 0; i < 2 * n_sections; ++i) {
    const double complex q = 1.0 / pole[i];
    double complex residue = gain;
    for (int k = 0; k < n_sections; ++k) {
      residue *= 1.0 + section[k].b1 * q + section[k].b2 * q * q;
    }
    for (int j = 0; j < 2 * n_sections; ++j) {
      residue /= j == i ? 1.0 : 1.0 - pole[j] * q;
    }
    if (cimag(pole[i]) >= 0.0) {
      const double scale = cimag(pole[i]) > 0.0 ? 2.0 : 1.0;
      filter->pole[kept] = pole[i];
      filter->re[kept] = (float)(scale * creal(residue));
      filter->im[kept] = (float)(scale * cimag(residue));
      ++kept;
    }
  }
  filter->sections =
    (kept + SECTIONS_GROUP - 1) / SECTIONS_GROUP * SECTIONS_GROUP;
}

static void
design_filter(const SpectrumDesign* design,
              double gain_db,
              OutsideFilter* filter)
{
  Section section[OUTSIDE_SECTIONS];
  const double low = design->low / design->high;
  const double band_n[3] = { 0.0, 1.0, 0.0 };
  const double band_d[3] = { low, 1.0 + low, 1.0 };
  double gain = db_amplitude(gain_db) *
                transform(design->high, band_n, band_d, &section[0]);
  for (int i = 0; i < design->octaves - 1; ++i) {
    const double a = design->amplitude[i];
    const double r = sqrt(a) / SHELF_Q;
    const double n[3] = { a, a * r, a * a };
    const double d[3] = { a, r, 1.0 };
    gain *= transform(design->centre[i], n, d, &section[i + 1]);
  }
  memset(filter, 0, sizeof(*filter));
  expand(section, design->octaves, gain, filter);
}

/** The chain for a sound; returns the gain in dB that it needs beside. */
static double
design_sound(SpectrumDesign* design, OutsideSound sound, double rate_hz)
{
  design_init(design, rate_hz);
  design_adjust(design, sound_db[sound]);
  return sound_db[sound][0] - FULL_SCALE_DB_SPL - power_db(WHITE_POWER) -
         design_octave_db(design, 0);
}

void
outside_source_spectrum(OutsideSound sound,
                        double rate_hz,
                        const double frequency_hz[],
                        size_t n,
                        double power_per_hz[])
{
  SpectrumDesign design;
  const double gain_db = design_sound(&design, sound, rate_hz);
  const double white = db_power(gain_db) * WHITE_POWER * 2.0 / rate_hz;
  for (size_t i = 0; i < n; ++i) {
    const double hz = frequency_hz[i];
    power_per_hz[i] = hz < 0.5 * rate_hz
                        ? white * design_power(&design, warped(hz, rate_hz))
                        : 0.0;
  }
}

static void
start_slot(OutsideSource* source, OutsideSound sound)
{
  OutsideSlot* const slot = &source->slot[0];
  const OutsideFilter* const filter = &source->filter[sound];
  Poles poles = { .sections = filter->sections };
  Weights weights = { .direct = filter->direct };
  memcpy(poles.pole, filter->pole, sizeof(filter->pole));
  memcpy(weights.re, filter->re, sizeof(filter->re));
  memcpy(weights.im, filter->im, sizeof(filter->im));
  slot->sound = sound;
  resonators_init(&slot->bank, slot->group, &poles, source->simd);
  resonators_set(&slot->bank, &weights);
}

void
outside_source_init(OutsideSource* source,
                    double rate_hz,
                    OutsideSound sound,
                    uint64_t seed,
                    Simd simd)
{
  memset(source, 0, sizeof(*source));
  source->simd = simd;
  for (int i = 0; i < OUTSIDE_SOUNDS; ++i) {
    SpectrumDesign design;
    const double gain_db = design_sound(&design, (OutsideSound)i, rate_hz);
    design_filter(&design, gain_db, &source->filter[i]);
  }
  source->fade_frames = (uint32_t)(FADE_S * rate_hz);
  outside_source_restart(source, sound, seed);
}

void
outside_source_restart(OutsideSource* source, OutsideSound sound, uint64_t seed)
{
  start_slot(source, sound);
  source->wanted = sound;
  source->fade_left = 0;
  source->random = seed;
}

void
outside_source_set(OutsideSource* source, OutsideSound sound)
{
  source->wanted = sound;
}

/** Two independent uniform numbers between -1 and 1 for each frame; splitmix64
    of G. Steele, D. Lea and C. Flood (OOPSLA 2014). */
static void
white(uint64_t* random, float* left, float* right, uint32_t n)
{
  uint64_t bits[CHUNK];
  uint64_t state = *random;
  for (uint32_t i = 0; i < n; ++i) {
    state += 0x9e3779b97f4a7c15U;
    uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    bits[i] = z ^ (z >> 31);
  }
  *random = state;
  /* Apart from that, so that compilers make vectors of it. */
  for (uint32_t i = 0; i < n; ++i) {
    left[i] = (float)(int32_t)(uint32_t)bits[i] * 0x1p-31F;
    right[i] = (float)(int32_t)(uint32_t)(bits[i] >> 32) * 0x1p-31F;
  }
}

static void
start_fade(OutsideSource* source)
{
  OutsideSlot* const leaving = &source->slot[1];
  const OutsideSlot* const heard = &source->slot[0];
  leaving->sound = heard->sound;
  resonators_copy(&leaving->bank, leaving->group, &heard->bank);
  start_slot(source, source->wanted);
  source->fade_left = source->fade_frames;
}

/** What fades out, on top of what is heard; n <= CHUNK frames, none of them
    beyond the end of the fade. */
static void
fade(OutsideSource* source,
     const float* const noise[2],
     float* const heard[2],
     uint32_t n)
{
  const float step = 1.0F / (float)source->fade_frames;
  float leaving[2][CHUNK] = { { 0.0F } };
  float* const other[2] = { leaving[0], leaving[1] };
  resonators_process(&source->slot[1].bank, noise, other, n);
  resonators_process(&source->slot[0].bank, noise, heard, n);
  for (uint32_t i = 0; i < n; ++i) {
    const float u = (float)source->fade_left-- * step;
    heard[0][i] += u * (leaving[0][i] - heard[0][i]);
    heard[1][i] += u * (leaving[1][i] - heard[1][i]);
  }
}

static void
process_chunk(OutsideSource* source, float* left, float* right, uint32_t n)
{
  const float* const noise[2] = { left, right };
  float* const heard[2] = { left, right };
  white(&source->random, left, right, n);
  if (source->fade_left) {
    fade(source, noise, heard, n);
  } else {
    resonators_process(&source->slot[0].bank, noise, heard, n);
  }
}

void
outside_source_process(OutsideSource* source,
                       float* left,
                       float* right,
                       uint32_t n)
{
  for (uint32_t done = 0; done < n;) {
    if (!source->fade_left && source->wanted != source->slot[0].sound) {
      start_fade(source);
    }
    uint32_t chunk = n - done < CHUNK ? n - done : CHUNK;
    if (source->fade_left && chunk > source->fade_left) {
      chunk = source->fade_left;
    }
    process_chunk(source, left + done, right + done, chunk);
    done += chunk;
  }
}

void
earcup_outside_spectrum(EarcupOutsideSound sound,
                        double rate_hz,
                        const double* hz,
                        size_t n,
                        double* density)
{
  outside_source_spectrum((OutsideSound)sound, rate_hz, hz, n, density);
}
