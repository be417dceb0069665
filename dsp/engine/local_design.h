// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LOCAL_DESIGN_H
#define EARCUP_LOCAL_DESIGN_H

/* What is designed in the audio thread, where no worker does it: in steps, one
   a sub-block as long as somebody waits for it. Each costs a rest before the
   next design, so that changes without end cost little more than none. */

#include "dsp/engine/morph_target.h"

/** Written by local_design.c alone; others may read. */
typedef struct {
  MorphDesigner* designer;  ///< owned; NULL while none is needed
  unsigned step_subblocks;  ///< of rest that a step of a design costs
  unsigned pause_subblocks; ///< between steps that nobody waits for
  bool is_running;          ///< a design is under way
  bool is_for_live;         ///< for nodes of the live table, not its own
  float morph;              ///< place that it is for
  unsigned rest;            ///< sub-blocks until the next one may start
  unsigned pause;           ///< until the next step that nobody waits for
  uint64_t designs;         ///< begun since it was made
  uint64_t steps;           ///< taken since
} LocalDesign;

/** @param designer as local_design_give(). Thread: any. */
void local_design_init(LocalDesign* design,
                       unsigned step_subblocks,
                       unsigned pause_subblocks);

/** Nothing is under way, and nothing to be paid for. Thread: rt. */
void local_design_start_over(LocalDesign* design);

/** Own a designer from now on, while there is none. Thread: any. */
void local_design_give(LocalDesign* design, MorphDesigner* designer);

/** Own none from now on: what was begun goes with it. Thread: rt. */
MorphDesigner* local_design_take(LocalDesign* design);

/** Give up what is under way. Thread: rt. */
void local_design_cancel(LocalDesign* design);

/** Forget what files have to do with. Thread: rt. */
void local_design_forget(LocalDesign* design);

/** All that the target needs, in a table begun anew, at once: for the very
    first sub-block. Thread: rt. */
void local_design_all(LocalDesign* design,
                      MorphTable* table,
                      MorphTarget* target);

/** How things are in this sub-block. */
typedef struct {
  MorphTable* live; ///< the table that is heard
  MorphTarget* target;
  float morph;        ///< where it is heard
  bool changes_poles; ///< it must not be changed now
} LocalDesignInput;

/** Go on by a sub-block; true if the designer's table is ready to be heard.
    Thread: rt. */
bool local_design_step(LocalDesign* design, const LocalDesignInput* now);

/** Count a sub-block in which nothing is designed. Thread: rt. */
void local_design_idle(LocalDesign* design);

#endif
