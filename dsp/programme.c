// SPDX-License-Identifier: GPL-3.0-or-later
#include "programme.h"

#include "loudness.h"

#include <math.h>
#include <string.h>

#define PRIOR_S 6.0
#define PRIOR_POWER 0.00148  // of Mid and Side together: -26 LUFS
#define LOUDEST_POWER 0.074f // that counts as such: -9 LUFS
#define MEMORY_S 60.0

void
programme_reset(Programme* programme, const Design* design)
{
  const unsigned bands = design_bands(design);
  double sum = 0.0;
  memset(programme, 0, sizeof(*programme));
  programme->bands = bands;
  for (size_t b = 0; b < bands; ++b) {
    const DesignBand* const band = design_band(design, b);
    const ProgrammePower p = loudness_programme(band->centre_hz);
    const double scale = band->octaves * loudness_k_power(band->centre_hz);
    programme->prior.value[MID][b] = (float)(scale * p.mid);
    programme->prior.value[SIDE][b] = (float)(scale * p.side);
    sum += scale * (p.mid + p.side);
  }
  const float scale = (float)(PRIOR_S * PRIOR_POWER / sum);
  for (int c = 0; c < CHANNELS; ++c) {
    for (size_t b = 0; b < bands; ++b) {
      programme->prior.value[c][b] *= scale;
    }
  }
  programme->energy = programme->prior;
}

/** Square of a band's signal. */
static float
band_square(const DesignBand* band, const float* re, const float* im)
{
  const float* const r = re + band->section;
  const float* const i = im + band->section;
  const float middle_re = r[1] - r[2];
  const float middle_im = i[1] - i[2];
  const float x =
    r[0] - r[2] + band->middle_re * middle_re - band->middle_im * middle_im;
  const float y =
    i[0] - i[2] + band->middle_re * middle_im + band->middle_im * middle_re;
  return x * x + y * y;
}

void
programme_listen(Programme* programme,
                 const Design* design,
                 const Resonators* bank,
                 double seconds)
{
  const unsigned bands = programme->bands;
  BandValues power;
  float sum = 0.0f;
  for (int c = 0; c < CHANNELS; ++c) {
    for (size_t b = 0; b < bands; ++b) {
      const DesignBand* const band = design_band(design, b);
      power.value[c][b] =
        band->k_power_per_state *
        band_square(band, bank->state_re[c], bank->state_im[c]);
      sum += power.value[c][b];
    }
  }

  /* A crack or a howl must not outweigh the music for minutes. */
  const float scale =
    (float)seconds * (sum > LOUDEST_POWER ? LOUDEST_POWER / sum : 1.0f);
  const float forget = (float)(seconds / MEMORY_S);
  for (int c = 0; c < CHANNELS; ++c) {
    float* const energy = programme->energy.value[c];
    const float* const prior = programme->prior.value[c];
    for (size_t b = 0; b < bands; ++b) {
      energy[b] += scale * power.value[c][b] + forget * (prior[b] - energy[b]);
    }
  }
}

float
programme_match(const Programme* programme, const BandValues* power)
{
  float before = 0.0f;
  float behind = 0.0f;
  for (int c = 0; c < CHANNELS; ++c) {
    for (size_t b = 0; b < programme->bands; ++b) {
      const float energy = programme->energy.value[c][b];
      before += energy;
      behind += energy * power->value[c][b];
    }
  }
  return sqrtf(before / behind);
}
