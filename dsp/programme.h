// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_PROGRAMME_H
#define EARCUP_PROGRAMME_H

/* What has been playing, as far as loudness goes: its K-weighted power in
   bands, for Mid and Side. Resonators hear it anyway; three neighbours make a
   band-pass. */

#include "design.h"
#include "resonators.h"

/** A value for each band and channel. */
typedef struct {
  float value[CHANNELS][PROGRAMME_BANDS_MAX];
} BandValues;

/** Power times time, per band; the sum of squares of Mid and Side. */
typedef struct {
  unsigned bands; ///< that count
  BandValues energy;
  BandValues prior; ///< what it starts from and returns to in silence
} Programme;

/**
   Forget; start with six seconds of average music at -26 LUFS.
   Thread: any (rt). Cannot fail.
*/
void programme_reset(Programme* programme, const Design* design);

/**
   Take in what the resonators hold at this moment, for the time since the
   last call; the far past fades with a time constant of a minute.

   @param bank with the poles of `design`
   Thread: rt.
*/
void programme_listen(Programme* programme,
                      const Design* design,
                      const Resonators* bank,
                      double seconds);

/**
   Factor that brings what has been playing back to its own loudness.

   @param power what a simulation does to the power in each band, > 0
   Thread: any (rt). Cannot fail.
*/
float programme_match(const Programme* programme, const BandValues* power);

#endif
