// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PROGRAMME_H
#define EARCUP_PROGRAMME_H

/* What has been playing, as far as loudness goes: its K-weighted power in
   bands, for Mid and Side, before the crossfeed. */

#include "dsp/engine/autocorrelation.h"
#include "dsp/engine/crossfeed.h"
#include "dsp/engine/loudness_bands.h"

/** A value for each band of Mid and Side. */
typedef struct {
  float value[2][LOUDNESS_BANDS_MAX];
} BandValues;

/** Power times time is the sum of squares of Mid and Side; all of it fades with
    what is forgotten. */
typedef struct {
  const LoudnessBands* bands;
  Autocorrelation* sound;
  BandValues heard; ///< in each band; a single one may be below 0
  BandValues prior; ///< what is assumed beside it
  float assumed;    ///< how much of that: all at first and after silence
  float recent;     ///< K-weighted power of the last 0.4 s
  float heard_s;    ///< of sound since it was reset, up to 5
  float seconds;    ///< of sound that is remembered
  float original;   ///< K-weighted, of what is remembered,
  float matched;    ///< and of what came of it
} Programme;

/**
   Prepare, and forget as programme_reset() does.

   @param bands, sound for the same rate; must outlive the programme
   Thread: any. Cannot fail.
*/
void programme_init(Programme* programme,
                    const LoudnessBands* bands,
                    Autocorrelation* sound);

/**
   Forget; start with 0.2 s of average music at -26 LUFS.
   Thread: any (rt). Cannot fail.
*/
void programme_reset(Programme* programme);

/**
   What a crossfeed does to the power in each band, for a level that is equal
   in all octaves of a band.
   Thread: any (rt: about 2 us). Cannot fail.
*/
void programme_crossfeed(const LoudnessBands* bands,
                         const Crossfeed* crossfeed,
                         BandValues* power);

/** Take in frames as they come, before the crossfeed; what is not finite is
    silence. Thread: rt. */
static inline void
programme_hear(Programme* programme,
               const float* left,
               const float* right,
               uint32_t n)
{
  autocorrelation_hear(programme->sound, left, right, n);
}

/** Take in n frames of silence. Thread: rt. */
static inline void
programme_skip(Programme* programme, uint32_t n)
{
  autocorrelation_skip(programme->sound, n);
}

/** What happens to the power in each band on the way, > 0. */
typedef struct {
  const BandValues* crossfeed; ///< a setting of it, on the way to another
  const BandValues* next;
  float way;              ///< from one to the other, 0..1
  const float* headphone; ///< LOUDNESS_BANDS_MAX values
} BandPath;

/**
   Look at what has been taken in since the last call; the past fades with a
   time constant of 30 s. Of what is louder than -9 LUFS for some 0.4 s, no more
   than that counts.

   @param path that it went
   @param match factor that it was brought back with
   @return whether there was anything, which is what programme_match() goes by
   Thread: rt.
*/
bool programme_look(Programme* programme, const BandPath* path, float match);

/**
   Largest factor by which the match may follow what it has learned, either way:
   0.45 dB/s once five seconds of sound were heard, 4 dB/s before.
   Thread: any (rt). Cannot fail.
*/
float programme_step(const Programme* programme, double seconds);

/**
   Factor that brings what has been playing back to its own loudness, within
   what any band asks for; a little more or less, so that within 15 s all that
   is remembered will have been as loud as the original. Thread: any (rt).
   Cannot fail.
*/
float programme_match(const Programme* programme, const BandPath* path);

#endif
