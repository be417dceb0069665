// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_MATCH_H
#define EARCUP_MATCH_H

/* The factor that keeps the loudness of what has been playing. It follows a
   change of sound at once, and what it learns of the programme slowly. */

#include "dsp/engine/crossfeed_stage.h"
#include "dsp/engine/programme.h"

/** What the crossfeed that is heard does to the programme. Between two settings
    powers are mixed, not their responses. */
typedef struct {
  const PoleSet* pole_set[2]; ///< whose bands each slot's powers are in
  Crossfeed of[2];
  BandValues slot[2];
  unsigned from; ///< the live slot, and the one that follows it
  unsigned to;
  float way;
  BandValues power; ///< what both together do now
} CrossfeedPower;

/** Written by match.c alone; others may read. */
typedef struct {
  unsigned listen_subblocks; ///< between two looks at the programme
  double listen_s;           ///< the same
  unsigned listen_in; ///< sub-blocks until the programme is taken in again
  float factor;
  Programme programme;
  CrossfeedPower crossfeed;
} Match;

/** @param listen_subblocks between two looks at the programme, of rate_hz
    Thread: any. Cannot fail. */
void match_init(Match* match, unsigned listen_subblocks, double rate_hz);

/**
   Begin, with average music.

   @param power what the headphone does to it, in the bands of pole_set
   Thread: rt.
*/
void match_start(Match* match,
                 const CrossfeedStage* crossfeed,
                 const PoleSet* pole_set,
                 const float power[PROGRAMME_BANDS_MAX]);

/** Forget what has been playing: average music from the next sub-block on.
    Thread: rt. */
void match_forget(Match* match,
                  const PoleSet* pole_set,
                  const float power[PROGRAMME_BANDS_MAX]);

/** Other poles have taken over: learn anew, slowly. Thread: rt. */
void match_relearn(Match* match, const PoleSet* pole_set);

/** Take in frames as they come. Thread: rt. */
static inline void
match_hear(Match* match, const float* const in[2], uint32_t n)
{
  programme_hear(&match->programme, in[0], in[1], n);
}

/** True if what the crossfeed does to loudness has changed. Thread: rt. */
bool match_follow_crossfeed(Match* match,
                            const CrossfeedStage* crossfeed,
                            const PoleSet* pole_set);

/** Count a sub-block; true if match_listen() is due, which it is not where
    listen_in was above 1. Thread: rt. */
bool match_step(Match* match);

/** Take in what resonators with a set of poles have heard. Thread: rt. */
void match_listen(Match* match,
                  const PoleSet* pole_set,
                  const Resonators* bank);

/** Update the factor.
    @param at_once true if the sound has changed, not the programme
    Thread: rt. */
void match_update(Match* match,
                  const float power[PROGRAMME_BANDS_MAX],
                  bool at_once);

#endif
