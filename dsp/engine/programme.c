// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/programme.h"

#include "dsp/filter/loudness.h"
#include "dsp/maths.h"

#include <math.h>
#include <string.h>

#define PRIOR_S 0.2
#define PRIOR_POWER 0.00148  // of Mid and Side together: -26 LUFS
#define LOUDEST_POWER 0.074f // that counts as such: -9 LUFS
#define LOUDNESS_S 0.4       // over which that is measured
#define MEMORY_S 30.0
#define ASSUMED_S 0.5         // of sound, in which assumptions fade
#define SILENCE_POWER 7.4e-8f // of what is not heard: -69 LUFS
#define SETTLED_S 5.0f        // of sound, after which little is left to learn
#define SETTLED_DB_S 0.45
#define SETTLING_DB_S 4.0
#define TREBLE_STEPS 10
#define SELDOM_LOOKS 8 // of which one tells the treble
#define LITTLE 0.01f   // of the prior, which is no treble to speak of
#define CROSSFEED_SPACING_HZ 500.0

/* The assumptions fade with what is heard: at a fixed weight they put bass into
   a sparse or soft programme that has none, for as long as it plays. */

/** What a filter of the treble should have heard of such energies. */
static float
treble_expected(const Programme* programme,
                const float energy[PROGRAMME_BANDS_MAX],
                unsigned filter)
{
  const float* const power = programme->treble.power[filter];
  float sum = 0.0f;
  for (size_t b = 0; b < programme->bands; ++b) {
    sum += energy[b] * power[b];
  }
  return sum;
}

void
programme_reset(Programme* programme, const PoleSet* pole_set)
{
  const unsigned bands = pole_set_bands(pole_set);
  double sum = 0.0;
  memset(programme, 0, sizeof(*programme));
  programme->bands = bands;
  for (size_t b = 0; b < bands; ++b) {
    const ListeningBand* const band = pole_set_band(pole_set, b);
    const ProgrammePower p = loudness_programme(band->centre_hz);
    const double scale = band->octaves * loudness_k_power(band->centre_hz);
    programme->prior.value[MID][b] = (float)(scale * p.mid);
    programme->prior.value[SIDE][b] = (float)(scale * p.side);
    sum += scale * (p.mid + p.side);
  }
  const float scale = (float)(PRIOR_S * PRIOR_POWER / sum);
  for (int c = 0; c < 2; ++c) {
    for (size_t b = 0; b < bands; ++b) {
      programme->prior.value[c][b] *= scale;
    }
  }
  programme->assumed = 1.0f;
  treble_reset(&programme->treble, pole_set);
  for (int c = 0; c < 2; ++c) {
    for (unsigned k = 0; k < programme->treble.bands; ++k) {
      programme->treble_prior[c][k] =
        treble_expected(programme, programme->prior.value[c], k);
    }
  }
}

static double
power_of(double complex x)
{
  return creal(x) * creal(x) + cimag(x) * cimag(x);
}

/** Mean power of Mid and Side in a band, at places close enough for the comb of
    two ways to one ear. */
static void
crossfeed_band(const CrossfeedFilter* filter,
               const ListeningBand* band,
               double rate_hz,
               double power[2])
{
  const double half = exp2(0.5 * band->octaves);
  const double width_hz = band->centre_hz * (half - 1.0 / half);
  const int n = 1 + (int)(width_hz / CROSSFEED_SPACING_HZ);
  power[MID] = power[SIDE] = 0.0;
  for (int i = 0; i < n; ++i) {
    const double hz = band->centre_hz / half + width_hz * (i + 0.5) / n;
    const MidSide ms =
      crossfeed_filter_response(filter, 2.0 * PI * hz / rate_hz);
    power[MID] += power_of(ms.mid) / n;
    power[SIDE] += power_of(ms.side) / n;
  }
}

void
programme_crossfeed(const PoleSet* pole_set,
                    const Crossfeed* crossfeed,
                    BandValues* power)
{
  const double rate_hz = pole_set_rate_hz(pole_set);
  const CrossfeedFilter filter = crossfeed_filter(crossfeed, rate_hz);
  const unsigned bands = pole_set_bands(pole_set);
  for (size_t b = 0; b < bands; ++b) {
    double found[2];
    crossfeed_band(&filter, pole_set_band(pole_set, b), rate_hz, found);
    power->value[MID][b] = (float)found[MID];
    power->value[SIDE][b] = (float)found[SIDE];
  }
}

/** The signal of a band. */
typedef struct {
  float re;
  float im;
} BandSignal;

static BandSignal
band_signal(const ListeningBand* band, const float* re, const float* im)
{
  const float* const r = re + band->section;
  const float* const i = im + band->section;
  const float middle_re = r[1] - r[2];
  const float middle_im = i[1] - i[2];
  const BandSignal s = {
    r[0] - r[2] + band->middle_re * middle_re - band->middle_im * middle_im,
    i[0] - i[2] + band->middle_re * middle_im + band->middle_im * middle_re
  };
  return s;
}

/** K-weighted power of Mid and Side at this moment; returns the sum. */
static float
power_now(const PoleSet* pole_set,
          const Resonators* bank,
          const BandValues* crossfeed,
          unsigned bands,
          BandValues* power)
{
  float re_of[CHANNELS][SECTIONS_MAX];
  float im_of[CHANNELS][SECTIONS_MAX];
  float sum = 0.0f;
  resonators_state(bank, LEFT, re_of[LEFT], im_of[LEFT]);
  resonators_state(bank, RIGHT, re_of[RIGHT], im_of[RIGHT]);
  for (size_t b = 0; b < bands; ++b) {
    const ListeningBand* const band = pole_set_band(pole_set, b);
    const BandSignal l = band_signal(band, re_of[LEFT], im_of[LEFT]);
    const BandSignal r = band_signal(band, re_of[RIGHT], im_of[RIGHT]);
    for (int c = 0; c < 2; ++c) {
      const float sign = c == MID ? 1.0f : -1.0f;
      const float re = 0.5f * (l.re + sign * r.re);
      const float im = 0.5f * (l.im + sign * r.im);
      power->value[c][b] =
        band->k_power_per_state * (re * re + im * im) / crossfeed->value[c][b];
      sum += power->value[c][b];
    }
  }
  return sum;
}

/** A step of Richardson and Lucy from energies towards what the filters of the
    treble have heard. Not many: filters overlap, and would be undone. */
static void
approach_treble(const Programme* programme, int c, float* heard)
{
  const Treble* const treble = &programme->treble;
  float ratio[TREBLE_BANDS];
  for (unsigned k = 0; k < treble->bands; ++k) {
    const float little = LITTLE * programme->treble_prior[c][k];
    ratio[k] = (programme->treble_energy[c][k] + little) /
               (treble_expected(programme, heard, k) + little);
  }
  for (size_t b = 0; b < programme->bands; ++b) {
    float change = 0.0f;
    float weight = 0.0f;
    for (unsigned k = 0; k < treble->bands; ++k) {
      change += treble->power[k][b] * (ratio[k] - 1.0f);
      weight += treble->power[k][b];
    }
    heard[b] *= 1.0f + treble->known[b] * change / weight;
  }
}

/** The treble takes the level that its filters have heard. How an octave is
    shared out is told half by the resonators, who miss most of what is sudden,
    and half by the average programme. */
static void
hear_treble(Programme* programme, int c)
{
  const Treble* const treble = &programme->treble;
  float* const heard = programme->heard.value[c];
  const float* const energy = programme->energy.value[c];
  float level = 0.0f;
  float assumed = 0.0f;
  for (unsigned k = 0; k < treble->bands; ++k) {
    level += programme->treble_energy[c][k];
    assumed += programme->treble_prior[c][k];
  }
  for (size_t b = 0; b < programme->bands; ++b) {
    const float smooth = level / assumed * programme->prior.value[c][b];
    heard[b] = energy[b] + 0.5f * treble->known[b] * (smooth - energy[b]);
  }
  for (int step = 0; step < TREBLE_STEPS; ++step) {
    approach_treble(programme, c, heard);
  }
}

void
programme_listen(Programme* programme,
                 const PoleSet* pole_set,
                 const Resonators* bank,
                 const BandValues* crossfeed,
                 double seconds)
{
  const unsigned bands = programme->bands;
  BandValues power;
  const float sum = power_now(pole_set, bank, crossfeed, bands, &power);

  /* A howl must not outweigh the music for a minute; a click does not last. */
  const float recent = fminf((float)(seconds / LOUDNESS_S), 1.0f);
  programme->recent += recent * (sum - programme->recent);
  const float loud = programme->recent / LOUDEST_POWER;
  const float scale = (float)seconds / fmaxf(loud, 1.0f);
  if (programme->recent > SILENCE_POWER) {
    programme->heard_s = fminf(programme->heard_s + (float)seconds, SETTLED_S);
    programme->assumed -= (float)(seconds / ASSUMED_S) * programme->assumed;
  } else {
    programme->assumed +=
      (float)(seconds / MEMORY_S) * (1.0f - programme->assumed);
  }
  const float forget = (float)(seconds / MEMORY_S);
  for (int c = 0; c < 2; ++c) {
    float* const energy = programme->energy.value[c];
    for (size_t b = 0; b < bands; ++b) {
      energy[b] += scale * power.value[c][b] - forget * energy[b];
    }
  }

  float treble[2][TREBLE_BANDS];
  const float frame_s = (float)(1.0 / pole_set_rate_hz(pole_set));
  treble_take(&programme->treble, treble);
  for (int c = 0; c < 2; ++c) {
    for (unsigned k = 0; k < programme->treble.bands; ++k) {
      float* const heard = &programme->treble_energy[c][k];
      *heard += frame_s / fmaxf(loud, 1.0f) * treble[c][k] - forget * *heard;
    }
  }
  if (programme->looks++ % SELDOM_LOOKS) {
    return;
  }
  for (int c = 0; c < 2; ++c) {
    if (programme->treble.bands) {
      hear_treble(programme, c);
    } else {
      memcpy(programme->heard.value[c],
             programme->energy.value[c],
             sizeof(programme->heard.value[c]));
    }
  }
}

float
programme_step(const Programme* programme, double seconds)
{
  const double db_s =
    programme->heard_s < SETTLED_S ? SETTLING_DB_S : SETTLED_DB_S;
  return (float)pow(10.0, db_s * seconds / 20.0);
}

float
programme_match(const Programme* programme,
                const BandValues* crossfeed,
                const float power[PROGRAMME_BANDS_MAX])
{
  float before = 0.0f;
  float behind = 0.0f;
  for (int c = 0; c < 2; ++c) {
    for (size_t b = 0; b < programme->bands; ++b) {
      const float energy = programme->heard.value[c][b] +
                           programme->assumed * programme->prior.value[c][b];
      before += energy;
      behind += energy * crossfeed->value[c][b] * power[b];
    }
  }
  return sqrtf(before / behind);
}
