// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/programme.h"

#include "dsp/filter/loudness.h"
#include "dsp/maths.h"

#include <math.h>
#include <string.h>

#define PRIOR_S 0.2
#define PRIOR_POWER 0.00148  // of Mid and Side together: -26 LUFS
#define LOUDEST_POWER 0.074f // that counts as such: -9 LUFS
#define LOUDNESS_S 0.4f      // over which that is measured
#define MEMORY_S 30.0f
#define ASSUMED_S 0.5f        // of sound, in which assumptions fade
#define SILENCE_POWER 7.4e-8f // of what is not heard: -69 LUFS
#define SETTLED_S 5.0f        // of sound, after which little is left to learn
#define SETTLED_DB_S 0.45
#define SETTLING_DB_S 4.0
#define HORIZON_S 15.0f   // in which what was missed is made good
#define HORIZON_MOST 1.5f // as a factor on power
#define CROSSFEED_SPACING_HZ 800.0

/* Music changes: a gain that is right for what was heard is late for what
   comes. On the best of ears the demo would miss by 0.7 LU for some headphone.
   So what has come out is kept beside what should have, and the difference made
   good. */

/* The assumptions fade with what is heard: at a fixed weight they put bass into
   a sparse or soft programme that has none, for as long as it plays. */

static void
set_prior(Programme* programme)
{
  const LoudnessBands* const bands = programme->bands;
  double sum = 0.0;
  for (unsigned b = 0; b < bands->n; ++b) {
    const double hz = (double)bands->band[b].centre_hz;
    const ProgrammePower p = loudness_programme(hz);
    const double scale = LOUDNESS_BAND_OCTAVES * loudness_k_power(hz);
    programme->prior.value[MID][b] = (float)(scale * p.mid);
    programme->prior.value[SIDE][b] = (float)(scale * p.side);
    sum += scale * (p.mid + p.side);
  }
  const float scale = (float)(PRIOR_S * PRIOR_POWER / sum);
  for (int c = 0; c < 2; ++c) {
    for (unsigned b = 0; b < bands->n; ++b) {
      programme->prior.value[c][b] *= scale;
    }
  }
}

void
programme_init(Programme* programme,
               const LoudnessBands* bands,
               Autocorrelation* sound)
{
  memset(programme, 0, sizeof(*programme));
  programme->bands = bands;
  programme->sound = sound;
  set_prior(programme);
  programme_reset(programme);
}

void
programme_reset(Programme* programme)
{
  autocorrelation_reset(programme->sound);
  memset(&programme->heard, 0, sizeof(programme->heard));
  programme->assumed = 1.0F;
  programme->recent = programme->heard_s = programme->seconds = 0.0F;
  programme->original = programme->matched = 0.0F;
}

/** Mean power of Mid and Side in a band, at places close enough for the comb of
    two ways to one ear. */
static void
crossfeed_band(const CrossfeedFilter* filter,
               const LoudnessBand* band,
               double rate_hz,
               double power[2])
{
  const double centre_hz = (double)band->centre_hz;
  const double half = exp2(0.5 * LOUDNESS_BAND_OCTAVES);
  const double width_hz = centre_hz * (half - 1.0 / half);
  const int n = 1 + (int)(width_hz / CROSSFEED_SPACING_HZ);
  power[MID] = power[SIDE] = 0.0;
  for (int i = 0; i < n; ++i) {
    const double hz = centre_hz / half + width_hz * (i + 0.5) / n;
    const MidSidePower at =
      crossfeed_filter_power(filter, 2.0 * PI * hz / rate_hz);
    power[MID] += at.mid / n;
    power[SIDE] += at.side / n;
  }
}

void
programme_crossfeed(const LoudnessBands* bands,
                    const Crossfeed* crossfeed,
                    BandValues* power)
{
  const CrossfeedFilter filter = crossfeed_filter(crossfeed, bands->rate_hz);
  for (unsigned b = 0; b < bands->n; ++b) {
    double found[2];
    crossfeed_band(&filter, &bands->band[b], bands->rate_hz, found);
    power->value[MID][b] = (float)found[MID];
    power->value[SIDE][b] = (float)found[SIDE];
  }
}

/** Energy in bands, from the autocorrelation. */
static void
find_energy(const LoudnessBands* bands,
            float value[2][AUTO_VALUES_MAX],
            BandValues* energy)
{
  memset(energy, 0, sizeof(*energy));
  for (int c = 0; c < 2; ++c) {
    float* const to = energy->value[c];
    for (unsigned k = 0; k < bands->values; ++k) {
      for (unsigned b = 0; b < bands->n; ++b) {
        to[b] += value[c][k] * bands->map[k][b];
      }
    }
  }
}

/** What is not a number stays so, for the guard of the engine to see. */
static float
within(float x, float least, float most)
{
  return x < least ? least : x > most ? most : x;
}

/** Before a path and behind it. */
typedef struct {
  float before;
  float behind; ///< within what any band does to it
} Energy;

/* Four bands at a time: it is done in each sub-block while anything moves. */
typedef float Four __attribute__((vector_size(16)));
typedef float LooseFour __attribute__((vector_size(16), aligned(4)));
typedef int FourBits __attribute__((vector_size(16)));

static inline Four
four_at(const float* x)
{
  return (Four) * (const LooseFour*)x;
}

static inline Four
select(FourBits which, Four yes, Four no)
{
  return (Four)(((FourBits)yes & which) | ((FourBits)no & ~which));
}

static inline float
sum_of(Four v)
{
  return (v[0] + v[2]) + (v[1] + v[3]);
}

static inline float
least_of(Four v)
{
  const float a = v[0] < v[1] ? v[0] : v[1];
  const float b = v[2] < v[3] ? v[2] : v[3];
  return a < b ? a : b;
}

static inline float
most_of(Four v)
{
  return -least_of(-v);
}

/** Of some energy in bands, and so much of the prior. */
static Energy
energy_of(const Programme* programme,
          const BandValues* energy,
          float assumed,
          const BandPath* path)
{
  const unsigned n = programme->bands->n;
  const FourBits lane = { 0, 1, 2, 3 };
  Four before = { 0 };
  Four behind = { 0 };
  Four most = { 0 };
  Four least = most + INFINITY;
  for (int c = 0; c < 2; ++c) {
    for (unsigned b = 0; b < n; b += 4) {
      /* The last four may begin among those before; a band counts once. */
      const unsigned i = b + 4 <= n ? b : n - 4;
      const Four all = four_at(energy->value[c] + i) +
                       assumed * four_at(programme->prior.value[c] + i);
      const Four here = select(lane >= (int)(b - i), all, (Four){ 0 });
      const Four from = four_at(path->crossfeed->value[c] + i);
      const Four next = four_at(path->next->value[c] + i);
      const Four factor =
        (from + path->way * (next - from)) * four_at(path->headphone + i);
      before += here;
      behind += here * factor;
      least = select(factor < least, factor, least);
      most = select(factor > most, factor, most);
    }
  }
  const float sum = sum_of(before);
  const float original = sum < 0.0F ? 0.0F : sum;
  return (Energy){
    original,
    within(sum_of(behind), least_of(least) * original, most_of(most) * original)
  };
}

/** How much of a sound counts: a howl must not outweigh the music for a minute;
    a click does not last. */
static float
share_of(Programme* programme, float energy, float seconds)
{
  const float recent = fminf(seconds / LOUDNESS_S, 1.0F);
  programme->recent += recent * (energy / seconds - programme->recent);
  return 1.0F / fmaxf(programme->recent / LOUDEST_POWER, 1.0F);
}

static void
forget(Programme* programme, float part)
{
  for (int c = 0; c < 2; ++c) {
    for (unsigned b = 0; b < programme->bands->n; ++b) {
      programme->heard.value[c][b] -= part * programme->heard.value[c][b];
    }
  }
  programme->seconds -= part * programme->seconds;
  programme->original -= part * programme->original;
  programme->matched -= part * programme->matched;
}

bool
programme_look(Programme* programme, const BandPath* path, float match)
{
  const LoudnessBands* const bands = programme->bands;
  float value[2][AUTO_VALUES_MAX];
  const uint32_t frames = autocorrelation_take(programme->sound, value);
  if (!frames) {
    return false;
  }
  const float seconds = (float)(frames / bands->rate_hz);
  BandValues energy;
  find_energy(bands, value, &energy);
  const Energy now = energy_of(programme, &energy, 0.0F, path);
  const float share = share_of(programme, now.before, seconds);
  forget(programme, seconds / MEMORY_S);
  if (programme->recent > SILENCE_POWER) {
    programme->heard_s = fminf(programme->heard_s + seconds, SETTLED_S);
    programme->assumed -= fminf(seconds / ASSUMED_S, 1.0F) * programme->assumed;
    programme->seconds += seconds;
  } else {
    programme->assumed += seconds / MEMORY_S * (1.0F - programme->assumed);
  }
  for (int c = 0; c < 2; ++c) {
    for (unsigned b = 0; b < bands->n; ++b) {
      programme->heard.value[c][b] += share * energy.value[c][b];
    }
  }
  programme->original += share * now.before;
  programme->matched += share * match * match * now.behind;
  return true;
}

float
programme_step(const Programme* programme, double seconds)
{
  const double db_s =
    programme->heard_s < SETTLED_S ? SETTLING_DB_S : SETTLED_DB_S;
  return (float)pow(10.0, db_s * seconds / 20.0);
}

/** Factor on power that makes good what was missed. */
static float
redress(const Programme* programme)
{
  if (programme->original == 0.0F) {
    return 1.0F;
  }
  const float missed = 1.0F - programme->matched / programme->original;
  const float factor = 1.0F + missed * programme->seconds / HORIZON_S;
  return within(factor, 1.0F / HORIZON_MOST, HORIZON_MOST);
}

float
programme_match(const Programme* programme, const BandPath* path)
{
  const Energy all =
    energy_of(programme, &programme->heard, programme->assumed, path);
  const float factor = all.before / all.behind * redress(programme);
  return all.before == 0.0F || all.behind == 0.0F ? 1.0F : sqrtf(factor);
}
