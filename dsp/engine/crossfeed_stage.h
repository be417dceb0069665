// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CROSSFEED_STAGE_H
#define EARCUP_CROSSFEED_STAGE_H

/* The crossfeed as it sounds, before the headphone. */

#include "dsp/engine/crossfeed.h"

#include <stdbool.h>
#include <stdint.h>

/** Frames between two looks at the wanted setting. */
#define CROSSFEED_SUBBLOCK_FRAMES 32

/** Frames that Natural foresees where the plain delay is that long, and how
    many values they follow from: so many late u and three last v. */
#define CROSSFEED_STEP 8
#define CROSSFEED_TAPS (CROSSFEED_STEP + 3 + 3)

/** Bauer, Chu Moy and Meier at work. */
typedef struct {
  float direct;
  float high, high_pole;
  float low, low_pole;
  float high_state[2]; ///< left, right
  float low_state[2];
} CrossfeedCircuit;

/** One setting at work. Natural moves v = r u from one side to the other,
    where u is the near ear of the difference and r the far-to-near ratio. */
typedef struct {
  Crossfeed of;
  CrossfeedMode mode;
  float b0, b1, p; ///< shelf
  float t[3];      ///< allpass, its numerator
  float a1, a2;
  float solve; ///< 1 / (1 + b0 t0), where there is no plain delay
  unsigned delay;
  float x1, x2, y1, y2, v1;
  CrossfeedCircuit circuit;
  _Alignas(16) float table[CROSSFEED_TAPS][CROSSFEED_STEP]; ///< v from taps
  _Alignas(16) float v[CROSSFEED_STEP];                     ///< of this step
  unsigned at;                               ///< where the next u goes
  _Alignas(16) float u[CROSSFEED_DELAY_MAX]; ///< the last ones, in a ring
} CrossfeedSlot;

/**
   Two settings at most: the one that is heard, and one that is to follow it.

   What comes out does not depend on how frames are parted into calls, not by a
   single bit: sub-blocks are counted from the last reset.
*/
typedef struct {
  double rate_hz;
  Crossfeed wanted;
  CrossfeedSlot slot[2];
  unsigned live;  ///< which is heard
  unsigned phase; ///< frames of the current sub-block already done
  unsigned preroll_subblocks;
  unsigned fade_subblocks;
  unsigned change_left; ///< sub-blocks until the other slot is live, or 0
} CrossfeedStage;

/** Prepare a stage, reset, with a setting. Thread: any. Cannot fail. */
void crossfeed_stage_init(CrossfeedStage* stage,
                          double rate_hz,
                          const Crossfeed* crossfeed);

/** Forget the past: the next frame has the wanted setting, unfaded.
    Thread: any (rt). */
void crossfeed_stage_reset(CrossfeedStage* stage);

/**
   Want a setting, from the next sub-block on: it runs unheard for 10 ms, then
   fades in during 20 ms. A newer one waits until that is over; the latest
   counts. Thread: rt. Cannot fail.
*/
void crossfeed_stage_set(CrossfeedStage* stage, const Crossfeed* crossfeed);

/**
   Filter n frames in place, without latency. Off changes no bit, nor does
   Natural where left and right have been the same for long enough.
   @param left,right finite
   Thread: rt.
*/
void crossfeed_stage_process(CrossfeedStage* stage,
                             float* left,
                             float* right,
                             uint32_t n);

/** True if neither sound nor setting changes: no change is on its way, and none
    wanted. Thread: rt. */
bool crossfeed_stage_rests(const CrossfeedStage* stage);

/** True if what it holds of the past is below 1e-10 (-200 dBFS); it is exactly
    zero then. Only at the start of a sub-block. Thread: rt. */
bool crossfeed_stage_settle(CrossfeedStage* stage);

/** Go on by n frames that change nothing: with Off, or of silence after
    crossfeed_stage_settle() and nothing else but silence. Only while it rests.
    Thread: rt. */
void crossfeed_stage_skip(CrossfeedStage* stage, uint32_t n);

/** Which slot is to follow, or the live one if none is. Thread: rt. */
static inline unsigned
crossfeed_stage_incoming(const CrossfeedStage* stage)
{
  return stage->change_left ? !stage->live : stage->live;
}

/** How far the way to that slot has come, 0..1. Thread: rt. */
static inline float
crossfeed_stage_way(const CrossfeedStage* stage)
{
  const unsigned left = stage->change_left;
  return left && left < stage->fade_subblocks
           ? 1.0F - (float)left / (float)stage->fade_subblocks
           : 0.0F;
}

#endif
