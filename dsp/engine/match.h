// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MATCH_H
#define EARCUP_MATCH_H

/* The factor that keeps the loudness of what has been playing. It follows a
   change of sound at once, and what it learns of the programme slowly. */

#include "dsp/engine/crossfeed_stage.h"
#include "dsp/engine/programme.h"

/** What the crossfeed that is heard does to the programme. Between two settings
    powers are mixed, not their responses. */
typedef struct {
  bool is_known[2]; ///< the power of each slot, which is
  Crossfeed of[2];  ///< that of these settings
  BandValues slot[2];
  unsigned from; ///< the live slot, and the one that follows it
  unsigned to;
  float way;
} CrossfeedPower;

/** Written by match.c alone; others may read. */
typedef struct {
  LoudnessBands* bands;
  Autocorrelation* sound;
  unsigned listen_subblocks; ///< between two looks at the programme
  double listen_s;           ///< the same
  unsigned listen_in; ///< sub-blocks until the programme is taken in again
  float factor;
  float aim; ///< where it goes
  Programme programme;
  CrossfeedPower crossfeed;
} Match;

/** @param simd as resonators_pick() gives it
    @param listen_subblocks between two looks at the programme
    Thread: worker. False when out of memory. */
bool match_init(Match* match,
                double rate_hz,
                Simd simd,
                unsigned listen_subblocks);

/** Free what it holds. Thread: worker. */
void match_cleanup(Match* match);

/**
   Begin, with average music.

   @param power what the headphone does to it, in each band
   Thread: rt.
*/
void match_start(Match* match,
                 const CrossfeedStage* crossfeed,
                 const float power[LOUDNESS_BANDS_MAX]);

/** Forget what has been playing: average music from the next sub-block on.
    Thread: rt. */
void match_forget(Match* match, const float power[LOUDNESS_BANDS_MAX]);

/** Take in frames as they come. Thread: rt. */
static inline void
match_hear(Match* match, const float* const in[2], uint32_t n)
{
  programme_hear(&match->programme, in[0], in[1], n);
}

/** Take in n frames of silence. Thread: rt. */
static inline void
match_skip(Match* match, uint32_t n)
{
  programme_skip(&match->programme, n);
}

/** True if what the crossfeed does to loudness has changed. Thread: rt. */
bool match_follow_crossfeed(Match* match, const CrossfeedStage* crossfeed);

/** Count a sub-block; true if match_listen() is due, which it is not where
    listen_in was above 1. Thread: rt. */
bool match_step(Match* match);

/** Take in what has been playing since the last time; the factor follows it
    slowly. Thread: rt. */
void match_listen(Match* match, const float power[LOUDNESS_BANDS_MAX]);

/** The sound has changed, not the programme: the factor follows at once.
    Thread: rt. */
void match_jump(Match* match, const float power[LOUDNESS_BANDS_MAX]);

#endif
