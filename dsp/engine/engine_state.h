// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_ENGINE_STATE_H
#define EARCUP_ENGINE_STATE_H

/* The inside of an Engine: engine.c makes it and takes files, engine_hop.c
   decides where everything goes in the next sub-block, engine_crossfeed.c what
   the crossfeed does to loudness, engine_rest.c when there is nothing to
   decide, engine_sound.c carries it out frame by frame, engine_design.c follows
   changes of simulation and designs what is not left to a worker, engine_job.c
   shares work and memory with one. */

#include "dsp/engine/crossfeed_stage.h"
#include "dsp/engine/engine.h"
#include "dsp/engine/morph_designer.h"
#include "dsp/engine/programme.h"
#include "dsp/engine/slew.h"

#include <string.h>

#define SUBBLOCK_FRAMES RAMP_FRAMES
#define OUTSIDE_SEED 1958u

/** Values that move within a sub-block, frame by frame. */
typedef enum {
  MIX_L_MID, ///< left output from Mid
  MIX_L_SIDE,
  MIX_R_MID,
  MIX_R_SIDE,
  MIX_DRY,     ///< of the original, for Difference
  MIX_OUTSIDE, ///< of the sound outside
  MIX_WET,     ///< on or off
  MIX_L_L,     ///< of what is heard: left output from left
  MIX_L_R,
  MIX_R_L,
  MIX_R_R,
  MIX_VALUES
} MixValue;

/** A bank of resonators and whose poles it has. */
typedef struct {
  Resonators bank;
  ResonatorGroup* group; ///< as many as its poles need
  const PoleSet* pole_set;
} BankSlot;

/** What is known of the crossfeed that is heard. */
typedef struct {
  const PoleSet* pole_set[2]; ///< what each slot's powers are of
  Crossfeed of[2];
  BandValues slot[2]; ///< what each slot does to the programme
  unsigned from;      ///< the live slot, and the one that follows it
  unsigned to;
  float way;
  BandValues power; ///< what both together do now
  bool scanning;
  unsigned scan_subblock;
  CrossfeedScan scan; ///< towards the next errors
  Crossfeed scan_of;
  CrossfeedErrors errors;
} CrossfeedView;

struct LoadedFiles {
  BankSlot slot;
  ResonatorGroup groups[GROUPS_MAX]; ///< of that
  MeasuredFiles files;
  PoleSet* pole_set;
  double error_db; ///< that its poles leave
};

/** Sound from around, on its way through the housing. */
typedef struct {
  Resonators bank;
  ResonatorGroup groups[CATALOGUE_SECTIONS / SECTIONS_GROUP];
  OutsideSource source;
} Outside;

/** What only some of the time is needed, each on the heap or NULL. */
typedef struct {
  MorphDesigner* designer;
  Outside* outside_path;
} Resources;

/** What a worker is asked for. */
typedef enum {
  ORDER_NEAR,  ///< a table with the nodes around the morph
  ORDER_WHOLE, ///< one with all nodes
  ORDER_TOOLS, ///< what it takes to design here
  ORDER_FREE   ///< to free what is handed over
} Order;

struct Engine {
  /* Made once. */
  BankSlot slot; ///< with the poles of the catalogue
  ResonatorGroup groups[CATALOGUE_SECTIONS / SECTIONS_GROUP]; ///< of that
  double rate_hz;
  Simd simd;
  PoleSet* pole_set; ///< the same poles
  unsigned fade_subblocks;
  unsigned morph_subblocks;
  unsigned preroll_subblocks;
  unsigned listen_subblocks; ///< between two looks at the programme
  unsigned step_subblocks;   ///< of rest that a step of design here costs
  unsigned pause_subblocks;  ///< between steps that nobody waits for
  unsigned job_subblocks;    ///< between jobs at least

  /* What is heard. */
  bool fresh;           ///< nothing processed since the last reset
  unsigned in_subblock; ///< frames of the current sub-block already done
  MorphTable* table;    ///< with the nodes on the way that the morph goes
  /** A designer as long as that table is not complete; the outside path as
      long as it is heard. */
  Resources held;
  MorphNode from;  ///< where a change of simulation fades from
  MorphNode heard; ///< last target
  Slew weights_fade;
  bool hurries;      ///< it began before the last one had ended
  bool lags;         ///< weights are behind it
  unsigned left_out; ///< sub-blocks that they are behind
  Slew morph;
  Programme programme;
  float match;        ///< factor that keeps its loudness
  unsigned listen_in; ///< sub-blocks until the programme is taken in again
  Slew gain;
  Slew matching; ///< 1 where loudness is matched
  Slew level;    ///< what follows from gain and match
  Slew unmatch;  ///< brings the original to the simulation, before level
  Slew side;     ///< factor on Side: 0 at the microphone
  CrossfeedStage crossfeed;
  CrossfeedView view;
  Slew mix[MIX_VALUES];
  BankSlot* active;
  BankSlot* incoming; ///< takes over with other poles, NULL as a rule
  Slew incoming_fade;
  unsigned preroll_left; ///< sub-blocks until that fade may begin
  EngineMeters meters;
  bool is_broken;   ///< something that is not finite has come out
  unsigned notices; ///< EngineNotice bits, to be fetched
  bool is_stereo; ///< in this sub-block, what the bank gives needs but a level
  bool is_straight; ///< and no balance
  bool is_plain;    ///< both, and nothing is added or faded
  bool is_silent;   ///< all states are zero, and so was the input since then
  bool rests;       ///< nothing will change until a control does
  bool restless;    ///< does everything always

  /* Files: wanted now, and the last ones while they may still be in use. */
  LoadedFiles* files;
  LoadedFiles* retired;

  /* What should be heard. */
  MorphKey wanted;
  float wanted_morph;
  EngineControls controls; ///< that it came to rest with
  Simulation refused; ///< last one for which the files' own poles did not do
  bool has_refused;
  bool may_wait;

  /* What is being designed here. */
  bool designing;
  bool designs_live; ///< nodes of the live table, not a table of its own
  float aim;         ///< place on the morph that it is for
  unsigned rest;     ///< sub-blocks until the next design may start
  unsigned pause;    ///< sub-blocks until the next step that nobody waits for
  EngineCounts counts;

  /* The worker's job. While it runs, it owns what follows. */
  bool job_running;
  bool job_ready;     ///< a table has come
  unsigned job_rest;  ///< sub-blocks until the next job may start
  Resources handover; ///< what the worker has made, or may free
  Order order;
  MorphKey ordered;
  float ordered_morph;
  bool orders_outside;
  unsigned job_steps; ///< that the last design took
};

/** Begin anew with the next frame, as after a reset, with what memory there
    is. Thread: rt. */
void engine_start_over(Engine* engine);

/** A table whose fits are not right is not to be heard: its simulation is
   wanted with the catalogue's poles, from now on. Thread: rt. */
void engine_refuse(Engine* engine, const MorphTable* table);

/** Whether a table is of what is wanted. */
static inline bool
engine_shows_wanted(const Engine* engine, const MorphTable* table)
{
  return table->of.pole_set == engine->wanted.pole_set &&
         table->of.outside == engine->wanted.outside &&
         !memcmp(&table->of.simulation,
                 &engine->wanted.simulation,
                 sizeof(engine->wanted.simulation));
}

/** Make what resources lack, as far as there is memory.
    @param outside_path whether it belongs to them
    Thread: worker, if they are not in use. False when out of memory. */
bool engine_allocate(const Engine* engine,
                     Resources* resources,
                     bool outside_path);

/** Free resources. Thread: worker. */
void engine_free_resources(Resources* resources);

/** Take from the handover what is needed, unless it is the worker's.
    @param sound that it starts with
    Thread: rt. */
void engine_accept(Engine* engine, OutsideSound sound);

/** Start the outside path, if there is one, with the weights now heard.
    Thread: rt. */
void engine_start_outside(Engine* engine, OutsideSound sound);

/** Start the crossfeed with a setting. Thread: rt. */
void engine_start_crossfeed(Engine* engine, const Crossfeed* wanted);

/** Follow a setting for a sub-block; true if what it does to loudness has
   changed. Thread: rt. */
bool engine_follow_crossfeed(Engine* engine, const Crossfeed* wanted);

/** Factor that keeps the loudness of what has been playing. Thread: rt. */
float engine_match(const Engine* engine);

/** Fade from what is heard to what will be. Thread: rt. */
void engine_start_fade(Engine* engine);

/** Let the table that has become live be heard: fade, and change the slot if
    its poles are others. Thread: rt. */
void engine_fade_to_live(Engine* engine);

/** Bring the wanted simulation into being, as far as that need not wait for the
    worker. Thread: rt. */
void engine_follow_simulation(Engine* engine, OutsideSound outside_sound);

/** Move the morph towards where it should be, as far as it is designed.
    Thread: rt. */
void engine_follow_morph(Engine* engine);

/** Have something at all to be heard, in the very first sub-block. Thread: rt.
 */
void engine_start_simulation(Engine* engine);

/** Whether the coming sub-blocks are like this one, as long as no control
   changes and the programme is not listened to. What else may change that says
   so in Engine.rests. Thread: rt. */
bool engine_comes_to_rest(const Engine* engine);

/** Begin as many sub-blocks as there is nothing to do for.
    @param n frames that are to come
    @return how many of them are in those sub-blocks; 0 is none
    Thread: rt. */
uint32_t engine_rest(Engine* engine,
                     const EngineControls* controls,
                     bool may_wait,
                     uint32_t n);

/** Move everything on by a sub-block. Thread: rt. */
void engine_begin_subblock(Engine* engine,
                           const EngineControls* controls,
                           bool may_wait);

#endif
