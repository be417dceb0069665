// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_SLEW_H
#define EARCUP_SLEW_H

#include <stdbool.h>

/** A value that moves in straight lines, one hop at a time. Within a hop it
    goes from `now` to `next`. */
typedef struct {
  float now;
  float next;
  float target;
  float step; ///< per hop
} Slew;

/** Be there at once. Thread: any. */
static inline void
slew_jump(Slew* slew, float target)
{
  slew->now = slew->next = slew->target = target;
  slew->step = 0.0f;
}

/** Be there after so many hops from the next on; >= 1. Thread: any. */
static inline void
slew_to(Slew* slew, float target, unsigned hops)
{
  if (target != slew->target) {
    slew->target = target;
    slew->step = (target - slew->next) / (float)hops;
  }
}

/** Go on by a hop. Thread: any. */
static inline void
slew_hop(Slew* slew)
{
  slew->now = slew->next;
  const float reached = slew->next + slew->step;
  const bool there =
    slew->step >= 0.0f ? reached >= slew->target : reached <= slew->target;
  slew->next = there ? slew->target : reached;
}

/** Whether it changes in the current hop. Thread: any. */
static inline bool
slew_moves(const Slew* slew)
{
  return slew->now != slew->next;
}

#endif
