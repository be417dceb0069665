// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MORPHER_H
#define EARCUP_MORPHER_H

/* From what should be heard to weights that are: the target, the table of what
   is designed, the way from one to the other, the filter bank. */

#include "dsp/engine/ear_room.h"
#include "dsp/engine/local_design.h"

/** How long things take, in sub-blocks. */
typedef struct {
  unsigned fade;    ///< from one simulation to another
  unsigned morph;   ///< the whole way from A to B
  unsigned preroll; ///< that other poles run unheard
  unsigned step;    ///< of rest that a step of a design here costs
  unsigned pause;   ///< between steps that nobody waits for
} MorpherTimes;

/** Written by morpher.c alone, its first three members by their own files;
    others may read. */
typedef struct {
  MorphTarget target;
  FilterBank bank;
  LocalDesign design;
  unsigned fade_subblocks;
  unsigned morph_subblocks;
  MorphTable* table; ///< what is heard, with the nodes on the morph's way
  MorphNode from;    ///< where a change of simulation fades from
  MorphNode heard;   ///< at the end of this sub-block
  EarRoom* room;     ///< for ears that are unlike, or NULL
  Slew place;        ///< on the morph
  Slew fade;
  bool hurries;      ///< it began before the last one had ended
  bool lags;         ///< weights are behind it
  bool is_apart;     ///< the ears of what is heard are unlike
  bool from_apart;   ///< those of what it fades from are
  unsigned left_out; ///< sub-blocks that they are behind
} Morpher;

/**
   @param catalogue must outlive it
   @param simd as resonators_pick() gives it
   Thread: worker. False when out of memory; to be cleaned up in any case.
*/
bool morpher_init(Morpher* morpher,
                  const PoleSet* catalogue,
                  Simd simd,
                  const MorpherTimes* times);

/** Free all that it holds but files. Thread: worker. */
void morpher_cleanup(Morpher* morpher);

/** Nothing is heard, until a start. Thread: rt. */
void morpher_stop(Morpher* morpher);

/** Have something at all to be heard, in the very first sub-block.
    Thread: rt. */
void morpher_start(Morpher* morpher);

/** True while one set of poles gives way to another. Thread: any. */
static inline bool
morpher_changes_poles(const Morpher* morpher)
{
  return morpher->bank.incoming != NULL;
}

/**
   Take the table that a worker has made, if it is any better.

   @param designer with the table, which is exchanged
   @param morph that it was made for
   Thread: rt, not while poles change.
*/
void morpher_take_made(Morpher* morpher, MorphDesigner* designer, float morph);

/** Have memory for ears that are unlike. Thread: rt. */
void morpher_give_room(Morpher* morpher, EarRoom* room);

/** Give that back, if nothing needs it, or NULL. Not while a worker has a job.
    Thread: rt. */
EarRoom* morpher_take_room(Morpher* morpher);

/** Go on by a sub-block: design, fade, move on the morph. Thread: rt. */
void morpher_step(Morpher* morpher);

/** Weights for the coming sub-block; true if they change in it. Thread: rt. */
bool morpher_ramp(Morpher* morpher);

/** True if nothing moves, nor will before the target does. Thread: any. */
bool morpher_rests(const Morpher* morpher);

/** Files that neither are nor will be heard, as far as a morpher knows; NULL if
    there are none. They are forgotten. Thread: rt. */
EarcupFiles* morpher_retired_files(Morpher* morpher);

#endif
