// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_ENGINE_STATE_H
#define EARCUP_ENGINE_STATE_H

/* The inside of an Engine: engine.c makes it and talks to the worker,
   engine_hop.c decides where everything goes in the next hop, engine_sound.c
   carries it out frame by frame. */

#include "engine.h"
#include "programme.h"
#include "simulation.h"
#include "slew.h"

#define HOP_FRAMES RAMP_FRAMES
#define AMBIENCE_SEED 1958u

/** Values that move within a hop, frame by frame. */
typedef enum {
  MIX_L_MID, ///< left output from Mid
  MIX_L_SIDE,
  MIX_R_MID,
  MIX_R_SIDE,
  MIX_DRY,     ///< of the original, for Difference
  MIX_OUTSIDE, ///< of the surroundings
  MIX_WET,     ///< on or off
  MIX_VALUES
} MixValue;

/** A bank of resonators and whose poles it has. */
typedef struct {
  Resonators bank;
  const Design* design;
} Voice;

struct LoadedFiles {
  Voice voice;
  MeasuredFiles files;
  Design* design;
};

struct Engine {
  /* Made once. */
  Voice voice; ///< with the poles of the bank of headphones
  Resonators surroundings;
  double rate_hz;
  Simd simd;
  Design* design;       ///< the same poles
  SimulationWork* work; ///< of the audio thread
  unsigned fade_hops;
  unsigned morph_hops;
  unsigned warm_hops;
  unsigned listen_hops; ///< between two looks at the programme

  /* What is heard. */
  bool fresh;      ///< nothing processed since the last reset
  unsigned in_hop; ///< frames of the current hop already done
  MorphTable tables[2];
  unsigned live;   ///< the table that is heard; the other is the worker's
  MorphNode from;  ///< where a change of scene fades from
  MorphNode heard; ///< last target
  Slew scene_fade;
  Slew morph;
  Programme programme;
  float match;        ///< factor that keeps its loudness
  unsigned listen_in; ///< hops until the programme is taken in again
  Slew gain;
  Slew matching; ///< 1 where loudness is matched
  Slew level;    ///< what follows from gain and match
  Slew unmatch;  ///< brings the original to the simulation, before level
  Slew mix[MIX_VALUES];
  Voice* speaking;
  Voice* coming; ///< takes over with other poles, NULL as a rule
  Slew coming_fade;
  unsigned warm_left; ///< hops until that fade may begin
  Ambience ambience;
  EngineMeters meters;

  /* Files: wanted now, and the last ones while they may still be in use. */
  LoadedFiles* files;
  LoadedFiles* retired;

  /* The worker's job. */
  bool job_wanted;
  bool job_running;
  bool job_ready;
  Scene wanted;
  bool wanted_outside;
};

static inline MorphTable*
engine_live_table(Engine* engine)
{
  return &engine->tables[engine->live];
}

/** Start a table for what is wanted now. Thread: rt. */
void engine_begin_wanted(Engine* engine, MorphTable* table);

/** Move everything on by a hop. Thread: rt. */
void engine_begin_hop(Engine* engine,
                      const EngineControls* controls,
                      bool may_wait);

#endif
