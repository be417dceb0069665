// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_PROGRAMME_H
#define EARCUP_PROGRAMME_H

/* What has been playing, as far as loudness goes: its K-weighted power in
   bands, for Mid and Side, before the crossfeed. Resonators hear it anyway,
   behind the crossfeed; three neighbours make a band-pass. */

#include "dsp/engine/crossfeed.h"
#include "dsp/engine/treble.h"
#include "dsp/filter/pole_set.h"
#include "dsp/filter/resonators.h"

enum { MID, SIDE };

/** A value for each band of Mid and Side. */
typedef struct {
  float value[2][PROGRAMME_BANDS_MAX];
} BandValues;

/** Power times time, per band; the sum of squares of Mid and Side. */
typedef struct {
  unsigned bands;    ///< that count
  BandValues energy; ///< of what the resonators have heard
  BandValues heard;  ///< the same with the treble as it was
  BandValues prior;  ///< what is assumed beside it
  float assumed;     ///< how much of that: all at first and after silence
  float recent;      ///< K-weighted power of the last 0.4 s
  float heard_s;     ///< of sound since it was reset, up to 5
  unsigned looks;    ///< at the resonators
  Treble treble;
  float treble_energy[2][TREBLE_BANDS]; ///< as energy, of what is heard there
  float treble_prior[2][TREBLE_BANDS];
} Programme;

/**
   Forget; start with 0.2 s of average music at -26 LUFS.
   Thread: any (rt). Cannot fail.
*/
void programme_reset(Programme* programme, const PoleSet* pole_set);

/**
   What a crossfeed does to the power in each band, for a level that is equal
   in all octaves of a band.
   Thread: any (rt: about 2 us). Cannot fail.
*/
void programme_crossfeed(const PoleSet* pole_set,
                         const Crossfeed* crossfeed,
                         BandValues* power);

/** Take in frames as they come, before the crossfeed: their treble.
    Thread: rt. */
static inline void
programme_hear(Programme* programme,
               const float* left,
               const float* right,
               uint32_t n)
{
  treble_hear(&programme->treble, left, right, n);
}

/**
   Take in what the resonators hold at this moment, for the time since the
   last call; the past fades with a time constant of 30 s. Of what is
   louder than -9 LUFS for some 0.4 s, no more than that counts.

   @param bank with the poles of `design`
   @param crossfeed power of the one before the bank, which is taken back
   Thread: rt.
*/
void programme_listen(Programme* programme,
                      const PoleSet* pole_set,
                      const Resonators* bank,
                      const BandValues* crossfeed,
                      double seconds);

/**
   Largest factor by which the match may follow what it has learned, either way:
   0.45 dB/s once five seconds of sound were heard, 4 dB/s before.
   Thread: any (rt). Cannot fail.
*/
float programme_step(const Programme* programme, double seconds);

/**
   Factor that brings what has been playing back to its own loudness.

   @param crossfeed what it does to the power in each band, > 0
   @param power what a headphone does to it, > 0, a value for each band
   Thread: any (rt). Cannot fail.
*/
float programme_match(const Programme* programme,
                      const BandValues* crossfeed,
                      const float power[PROGRAMME_BANDS_MAX]);

#endif
