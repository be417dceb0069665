// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_ENGINE_STATE_H
#define EARCUP_ENGINE_STATE_H

/* The inside of an Engine: engine.c makes it and takes files, engine_hop.c
   decides where everything goes in the next hop, engine_crossfeed.c what the
   crossfeed does to loudness, engine_rest.c when there is nothing to decide,
   engine_sound.c carries it out frame by frame,
   engine_design.c follows changes of scene and designs what is not left to a
   worker, engine_job.c shares work and memory with one. */

#include "dsp/engine/crossfeed_stage.h"
#include "dsp/engine/engine.h"
#include "dsp/engine/programme.h"
#include "dsp/engine/simulation.h"
#include "dsp/engine/slew.h"

#include <string.h>

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
  const Design* design;
} Voice;

/** What is known of the crossfeed that is heard. */
typedef struct {
  const Design* design[2]; ///< what each voice's powers are of
  Crossfeed of[2];
  BandValues voice[2]; ///< what each voice does to the programme
  unsigned from;       ///< the live voice, and the one that follows it
  unsigned to;
  float way;
  BandValues power; ///< what both together do now
  bool scanning;
  unsigned scan_hop;
  CrossfeedScan scan; ///< towards the next errors
  Crossfeed scan_of;
  CrossfeedErrors errors;
} CrossfeedView;

struct LoadedFiles {
  Voice voice;
  ResonatorGroup groups[GROUPS_MAX]; ///< of that
  MeasuredFiles files;
  Design* design;
  double error_db; ///< that its poles leave
};

/** Sound from around, on its way through the housing. */
typedef struct {
  Resonators bank;
  ResonatorGroup groups[CATALOGUE_SECTIONS / SECTIONS_GROUP];
  Ambience ambience;
} Surroundings;

/** What only some of the time is needed, each on the heap or NULL. */
typedef struct {
  Designer* designer;
  Surroundings* surroundings;
} Kit;

/** What a worker is asked for. */
typedef enum {
  ORDER_NEAR,  ///< a table with the nodes around the morph
  ORDER_WHOLE, ///< one with all nodes
  ORDER_TOOLS, ///< what it takes to design here
  ORDER_FREE   ///< to free what is in the parcel
} Order;

struct Engine {
  /* Made once. */
  Voice voice; ///< with the poles of the bank of headphones
  ResonatorGroup groups[CATALOGUE_SECTIONS / SECTIONS_GROUP]; ///< of that
  double rate_hz;
  Simd simd;
  Design* design; ///< the same poles
  unsigned fade_hops;
  unsigned morph_hops;
  unsigned warm_hops;
  unsigned listen_hops; ///< between two looks at the programme
  unsigned step_hops;   ///< of rest that a step of design here costs
  unsigned pause_hops;  ///< between steps that nobody waits for
  unsigned job_hops;    ///< between jobs at least

  /* What is heard. */
  bool fresh;        ///< nothing processed since the last reset
  unsigned in_hop;   ///< frames of the current hop already done
  MorphTable* table; ///< with the nodes on the way that the morph goes
  /** A designer as long as that table is not complete; surroundings as long as
      they are heard. */
  Kit own;
  MorphNode from;  ///< where a change of scene fades from
  MorphNode heard; ///< last target
  Slew scene_fade;
  bool hurries;      ///< it began before the last one had ended
  bool lags;         ///< weights are behind it
  unsigned left_out; ///< hops that they are behind
  Slew morph;
  Programme programme;
  float match;        ///< factor that keeps its loudness
  unsigned listen_in; ///< hops until the programme is taken in again
  Slew gain;
  Slew matching; ///< 1 where loudness is matched
  Slew level;    ///< what follows from gain and match
  Slew unmatch;  ///< brings the original to the simulation, before level
  Slew side;     ///< factor on Side: 0 at the microphone
  CrossfeedStage crossfeed;
  CrossfeedView view;
  Slew mix[MIX_VALUES];
  Voice* speaking;
  Voice* coming; ///< takes over with other poles, NULL as a rule
  Slew coming_fade;
  unsigned warm_left; ///< hops until that fade may begin
  EngineMeters meters;
  bool is_broken;   ///< something that is not finite has come out
  unsigned notices; ///< EngineNotice bits, to be fetched
  bool is_stereo;   ///< in this hop, what the bank gives needs but a level
  bool is_straight; ///< and no balance
  bool is_plain;    ///< both, and nothing is added or faded
  bool is_silent;   ///< all states are zero, and so was the input since then
  bool rests;       ///< nothing will change until a control does
  bool restless;    ///< does everything always

  /* Files: wanted now, and the last ones while they may still be in use. */
  LoadedFiles* files;
  LoadedFiles* retired;

  /* What should be heard. */
  MorphScene wanted;
  float wanted_morph;
  EngineControls controls; ///< that it came to rest with
  Scene refused; ///< last one for which the files' own poles did not do
  bool has_refused;
  bool may_wait;

  /* What is being designed here. */
  bool designing;
  bool designs_live; ///< nodes of the live table, not a table of its own
  float aim;         ///< place on the morph that it is for
  unsigned rest;     ///< hops until the next design may start
  unsigned pause;    ///< hops until the next step that nobody waits for
  EngineCounts counts;

  /* The worker's job. While it runs, it owns what follows. */
  bool job_running;
  bool job_ready;    ///< a table has come
  unsigned job_rest; ///< hops until the next job may start
  Kit parcel;        ///< what the worker has made, or may free
  Order order;
  MorphScene ordered;
  float ordered_morph;
  bool orders_surroundings;
  unsigned job_steps; ///< that the last design took
};

/** Begin anew with the next frame, as after a reset, with what memory there
    is. Thread: rt. */
void engine_start_over(Engine* engine);

/** A table whose fits are not right is not to be heard: its scene is wanted
    with the catalogue's poles, from now on. Thread: rt. */
void engine_refuse(Engine* engine, const MorphTable* table);

/** Whether a table is of what is wanted. */
static inline bool
engine_shows_wanted(const Engine* engine, const MorphTable* table)
{
  return table->of.design == engine->wanted.design &&
         table->of.outside == engine->wanted.outside &&
         !memcmp(&table->of.scene,
                 &engine->wanted.scene,
                 sizeof(engine->wanted.scene));
}

/** Make what a kit lacks, as far as there is memory.
    @param surroundings whether they belong to it
    Thread: worker, if the kit is not in use. False when out of memory. */
bool engine_equip(const Engine* engine, Kit* kit, bool surroundings);

/** Free what is in a kit. Thread: worker. */
void engine_free_kit(Kit* kit);

/** Take from the parcel what is needed, unless it is the worker's.
    @param sound that surroundings start with
    Thread: rt. */
void engine_unpack(Engine* engine, AmbienceScene sound);

/** Start the surroundings, if there are any, with the weights now heard.
    Thread: rt. */
void engine_start_surroundings(Engine* engine, AmbienceScene sound);

/** Start the crossfeed with a setting. Thread: rt. */
void engine_start_crossfeed(Engine* engine, const Crossfeed* wanted);

/** Follow a setting for a hop; true if what it does to loudness has changed.
    Thread: rt. */
bool engine_follow_crossfeed(Engine* engine, const Crossfeed* wanted);

/** Factor that keeps the loudness of what has been playing. Thread: rt. */
float engine_match(const Engine* engine);

/** Fade from what is heard to what will be. Thread: rt. */
void engine_start_fade(Engine* engine);

/** Let the table that has become live be heard: fade, and change the voice if
    its poles are others. Thread: rt. */
void engine_fade_to_live(Engine* engine);

/** Bring the wanted scene into being, as far as that need not wait for the
    worker. Thread: rt. */
void engine_follow_scene(Engine* engine, AmbienceScene outside_sound);

/** Move the morph towards where it should be, as far as it is designed.
    Thread: rt. */
void engine_follow_morph(Engine* engine);

/** Have something at all to be heard, in the very first hop. Thread: rt. */
void engine_start_scene(Engine* engine);

/** Whether the coming hops are like this one, as long as no control changes and
    the programme is not listened to. What else may change that says so in
    Engine.rests. Thread: rt. */
bool engine_comes_to_rest(const Engine* engine);

/** Begin as many hops as there is nothing to do for.
    @param n frames that are to come
    @return how many of them are in those hops; 0 is none
    Thread: rt. */
uint32_t engine_rest(Engine* engine,
                     const EngineControls* controls,
                     bool may_wait,
                     uint32_t n);

/** Move everything on by a hop. Thread: rt. */
void engine_begin_hop(Engine* engine,
                      const EngineControls* controls,
                      bool may_wait);

#endif
