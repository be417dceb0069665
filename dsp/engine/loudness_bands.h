// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LOUDNESS_BANDS_H
#define EARCUP_LOUDNESS_BANDS_H

/* The bands that loudness is summed over, and how the K-weighted power in each
   follows from the autocorrelation: by least squares over log frequency. What
   matters is not a single band, which is sharper than six lags can tell, but
   that a sum over all of them with the smooth power response of a headphone is
   right. */

#include "dsp/engine/autocorrelation.h"

#include <stddef.h>

/** Thirds of octaves from 20 Hz on. */
#define LOUDNESS_BANDS_MAX 30
#define LOUDNESS_BAND_OCTAVES (1.0 / 3.0)

typedef struct {
  float centre_hz;
  uint16_t first; ///< points of the warped grid
  uint16_t end;
} LoudnessBand;

typedef struct {
  double rate_hz;
  unsigned n;
  unsigned values; ///< of the autocorrelation
  LoudnessBand band[LOUDNESS_BANDS_MAX];
  /** For each value the K-weighted power times time in each band. */
  float map[][LOUDNESS_BANDS_MAX];
} LoudnessBands;

/**
   @param rate_hz 8000 to 384000
   Thread: worker. Returns NULL when out of memory. About 0.5 ms.
*/
LoudnessBands* loudness_bands_new(double rate_hz);

/** Thread: worker. NULL is fine. */
void loudness_bands_free(LoudnessBands* bands);

#endif
