// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_SLEW_H
#define EARCUP_SLEW_H

#include <stdbool.h>
#include <stdint.h>

/** Frames of a sub-block, counted from the last reset; what decides where
    everything goes is done once in each. */
#define SUBBLOCK_FRAMES 64

/** A value that moves in straight lines, one sub-block at a time. Within a
   sub-block it goes from `now` to `next`. */
typedef struct {
  float now;
  float next;
  float target;
  float step; ///< per sub-block
} Slew;

/** Be there at once. Thread: any. */
static inline void
slew_jump(Slew* slew, float target)
{
  slew->now = slew->next = slew->target = target;
  slew->step = 0.0F;
}

/** Be there after so many sub-blocks from the next on; >= 1. Thread: any. */
static inline void
slew_to(Slew* slew, float target, unsigned subblocks)
{
  if (target != slew->target) {
    slew->target = target;
    slew->step = (target - slew->next) / (float)subblocks;
  }
}

/** Go on by a sub-block. Thread: any. */
static inline void
slew_step(Slew* slew)
{
  slew->now = slew->next;
  const float reached = slew->next + slew->step;
  const bool there =
    slew->step >= 0.0F ? reached >= slew->target : reached <= slew->target;
  slew->next = there ? slew->target : reached;
}

/** Whether it changes in the current sub-block. Thread: any. */
static inline bool
slew_moves(const Slew* slew)
{
  return slew->now != slew->next;
}

/** True if it is where it should be, for more than this sub-block.
    Thread: any. */
static inline bool
slew_is_still(const Slew* slew)
{
  return slew->now == slew->target && slew->next == slew->target;
}

/** The value at frame first + i of the sub-block. Thread: any. */
static inline float
slew_at(const Slew* slew, unsigned first, uint32_t i)
{
  return slew->now + (slew->next - slew->now) * (float)(int)(first + i + 1) *
                       (1.0F / SUBBLOCK_FRAMES);
}

#endif
