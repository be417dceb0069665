// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MORPH_DESIGNER_STATE_H
#define EARCUP_MORPH_DESIGNER_STATE_H

/* The inside of a MorphDesigner: morph_designer.c says which step comes next,
   node_design.c takes it. */

#include "dsp/engine/morph_designer.h"
#include "dsp/filter/weights.h"

/** What is done for a node, one after another, as far as it is needed. What
    comes first is known for more than one node. */
typedef enum {
  STEP_WEARING, ///< what is worn
  STEP_TWIN,    ///< an opposite beyond its circuit
  STEP_END_A,
  STEP_END_B,
  STEP_RIGHT_END_A, ///< of the right ear, where it is unlike the left
  STEP_RIGHT_END_B,
  STEP_AIM, ///< what isolation is pulled to, three of them
  STEP_LAST_AIM = STEP_AIM + ISOLATION_AIMS - 1,
  STEP_VIEW,  ///< the headphone there
  STEP_EAR,   ///< what is heard of it, and the weights for that
  STEP_BLEED, ///< what the microphone picks up, in several steps
  STEP_FIT,   ///< weights in many steps: at the microphone, of files
  STEP_CHECK, ///< whether those of files are right
  STEP_RIGHT_VIEW,
  STEP_RIGHT_EAR,
  STEP_RIGHT_FIT,
  STEP_RIGHT_CHECK,
  STEP_MIDDLE,    ///< the headphone as both ears have it, for what follows
  STEP_ISOLATION, ///< what comes in from around
  STEP_OUTSIDE,   ///< and the weights for that
  STEPS
} Step;

/** The node that is being designed. */
typedef struct {
  const MorphTable* into;
  unsigned node;
  Step step;   ///< next one for it
  size_t bled; ///< points of the grid that the microphone's response has
} NodeDesign;

struct MorphDesigner {
  const PoleSet* bank;
  const LoudnessBands* bands;
  NormalEquations* equations; ///< of the bank's poles
  Basis* basis;
  RelativeSolver* relative;
  MinPhase* minphase;
  MorphTable* table;
  MorphTable* spare[2]; ///< with room for any key, until they are exchanged
  /* How far things are. */
  MorphKey of; ///< what all below is of
  bool is_known[STEP_VIEW];
  Curve wearing;
  MorphEnds ends[2]; ///< of both ears or the left one, and of the right one
  IsolationAims aims;
  NodeDesign at;
  MorphNode made;
  Weights made_right; ///< of the right ear
  MorphPoint point;
  Curve curve;
  float complex response[WARPED_POINTS]; ///< at the ear, then outside
};

/** Place of a node on the morph, 0..1. Thread: any. */
static inline double
node_morph(unsigned n)
{
  return (double)n / (MORPH_NODES - 1);
}

/** Poles for files stand for curves of any shape, at the ear. Thread: any. */
static inline bool
node_has_own_poles(const MorphDesigner* designer)
{
  return designer->of.pole_set != designer->bank &&
         !designer->of.simulation.at_mic;
}

/** Take the step that the node is at; true if it need not be taken once more.
    What is not right makes the table bad. Thread: any (rt: bounded, no
    allocation). */
bool node_take_step(MorphDesigner* designer, MorphTable* table);

#endif
