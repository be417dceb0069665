// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine_state.h"

#include <math.h>
#include <string.h>

#define MATCH_STEP 0.01f // per look at the programme, 0.09 dB

/** Poles of their own are for scenes that have a measured file in them. */
static bool
has_file(const Scene* scene)
{
  return scene->headphone_a == HEADPHONE_MEASURED_FILE ||
         scene->headphone_b == HEADPHONE_MEASURED_FILE ||
         scene->wearing == HEADPHONE_MEASURED_FILE;
}

static const Design*
wanted_design(const Engine* engine)
{
  return engine->wanted.files ? engine->files->design : engine->design;
}

static bool
shows_wanted(const Engine* engine, const MorphTable* table)
{
  return table->design == wanted_design(engine) &&
         table->outside == engine->wanted_outside &&
         !memcmp(&table->scene, &engine->wanted, sizeof(engine->wanted));
}

void
engine_begin_wanted(Engine* engine, MorphTable* table)
{
  morph_table_begin(table,
                    &engine->wanted,
                    engine->wanted_outside,
                    wanted_design(engine),
                    engine->design);
}

/** All members of a node are floats. */
#define NODE_FLOATS (sizeof(MorphNode) / sizeof(float))

/** From a to b; `to` may be either. */
static void
mix_nodes(MorphNode* to, const MorphNode* a, const MorphNode* b, float way)
{
  float* const result = (float*)to;
  const float* const from = (const float*)a;
  const float* const onto = (const float*)b;
  for (size_t i = 0; i < NODE_FLOATS; ++i) {
    result[i] = from[i] + way * (onto[i] - from[i]);
  }
}

/** The live table where the morph will be at the end of this hop. */
static void
find_heard(Engine* engine)
{
  MorphTable* const table = engine_live_table(engine);
  const MorphPlace place = morph_place(engine->morph.next);
  const MorphNode* const before =
    morph_table_node(table, engine->work, place.before);
  const MorphNode* const after =
    morph_table_node(table, engine->work, place.after);
  mix_nodes(&engine->heard, before, after, place.way);
  if (engine->scene_fade.next < 1.0f) {
    mix_nodes(
      &engine->heard, &engine->from, &engine->heard, engine->scene_fade.next);
  }
}

/** The voice that goes with a design in use. */
static Voice*
voice_with(Engine* engine, const Design* design)
{
  if (design == engine->design) {
    return &engine->voice;
  }
  const bool is_new = engine->files && engine->files->design == design;
  return is_new ? &engine->files->voice : &engine->retired->voice;
}

/** Side of what is heard; without a crossfeed it is Mid, which saves work. */
static const Weights*
heard_side(const Engine* engine)
{
  const MorphNode* const heard = &engine->heard;
  return memcmp(&heard->mid, &heard->side, sizeof(heard->mid)) ? &heard->side
                                                               : &heard->mid;
}

static void
set_weights(const Engine* engine, Resonators* bank)
{
  resonators_set(bank, &engine->heard.mid, heard_side(engine));
}

static void
prepare_voice(const Engine* engine, Voice* voice)
{
  resonators_init(&voice->bank, design_poles(voice->design), engine->simd);
}

/** Let the table that has become live be heard: fade, and change the voice if
    its poles are others. */
static void
fade_to_live(Engine* engine)
{
  const Design* const design = engine_live_table(engine)->design;
  if (engine->speaking->design == design) {
    engine->from = engine->heard;
    slew_jump(&engine->scene_fade, 0.0f);
    slew_to(&engine->scene_fade, 1.0f, engine->fade_hops);
    return;
  }
  engine->coming = voice_with(engine, design);
  prepare_voice(engine, engine->coming);
  slew_jump(&engine->scene_fade, 1.0f);
  find_heard(engine);
  set_weights(engine, &engine->coming->bank);
  slew_jump(&engine->coming_fade, 0.0f);
  engine->warm_left = engine->warm_hops;
}

/** Bring the wanted scene into being, or ask for it. */
static void
follow_scene(Engine* engine, bool may_wait)
{
  const bool live_is_wanted = shows_wanted(engine, engine_live_table(engine));
  if (engine->coming) {
    return; // one change of poles at a time
  }
  if (engine->job_ready) {
    /* A table that only completes the live one is the same to the bit. */
    const bool is_wanted = shows_wanted(engine, &engine->tables[!engine->live]);
    engine->job_ready = false;
    if (is_wanted || (!live_is_wanted && may_wait)) {
      engine->live = !engine->live;
      if (!live_is_wanted) {
        fade_to_live(engine);
      }
    }
  }
  if (!may_wait && !shows_wanted(engine, engine_live_table(engine))) {
    engine_begin_wanted(engine, engine_live_table(engine));
    fade_to_live(engine);
  }
  engine->job_wanted =
    !shows_wanted(engine, engine_live_table(engine)) ||
    engine_live_table(engine)->valid != (1u << MORPH_NODES) - 1u;
}

static void
monitor_mix(const EngineControls* controls, float mix[MIX_VALUES])
{
  static const float matrix[][4] = {
    [MONITOR_STEREO] = { 1, 1, 1, -1 }, [MONITOR_MONO] = { 1, 0, 1, 0 },
    [MONITOR_SIDE] = { 0, 1, 0, 1 },    [MONITOR_LEFT] = { 1, 1, 1, 1 },
    [MONITOR_RIGHT] = { 1, -1, 1, -1 }, [MONITOR_DIFFERENCE] = { 1, 1, 1, -1 }
  };
  memcpy(mix, matrix[controls->monitor], sizeof(matrix[0]));
  mix[MIX_DRY] = controls->monitor == MONITOR_DIFFERENCE ? -1.0f : 0.0f;
}

static void
aim_slews(Engine* engine, const EngineControls* controls)
{
  float mix[MIX_VALUES];
  const unsigned fade = engine->fade_hops;
  monitor_mix(controls, mix);
  mix[MIX_OUTSIDE] = engine_live_table(engine)->outside && controls->outside
                       ? controls->outside_gain * controls->gain
                       : 0.0f;
  mix[MIX_WET] = controls->enabled ? 1.0f : 0.0f;
  for (int i = 0; i < MIX_VALUES; ++i) {
    slew_to(&engine->mix[i], mix[i], fade);
  }
  slew_to(&engine->gain, controls->gain, fade);
  slew_to(&engine->matching, controls->match ? 1.0f : 0.0f, fade);
  const float way = fabsf((float)controls->morph - engine->morph.next);
  slew_to(&engine->morph,
          (float)controls->morph,
          1u + (unsigned)(way * (float)engine->morph_hops));
}

/** The level at the end of the hop; it follows the weights closely. */
static float
next_level(const Engine* engine)
{
  return engine->gain.next *
         (1.0f + engine->matching.next * (engine->match - 1.0f));
}

static void
jump_slews(Engine* engine)
{
  slew_jump(&engine->morph, engine->morph.target);
  slew_jump(&engine->scene_fade, 1.0f);
  slew_jump(&engine->gain, engine->gain.target);
  slew_jump(&engine->matching, engine->matching.target);
  for (int i = 0; i < MIX_VALUES; ++i) {
    slew_jump(&engine->mix[i], engine->mix[i].target);
  }
  slew_jump(&engine->level, next_level(engine));
  slew_jump(&engine->unmatch, 1.0f / engine->match);
}

/** The very first hop: everything is already where it should be. */
static void
start(Engine* engine, const EngineControls* controls)
{
  engine->fresh = false;
  if (!shows_wanted(engine, engine_live_table(engine))) {
    engine_begin_wanted(engine, engine_live_table(engine));
  }
  engine->speaking = voice_with(engine, engine_live_table(engine)->design);
  prepare_voice(engine, engine->speaking);

  slew_jump(&engine->morph, (float)controls->morph);
  slew_jump(&engine->scene_fade, 1.0f);
  find_heard(engine);
  programme_reset(&engine->programme, engine->speaking->design);
  engine->listen_in = engine->listen_hops;
  engine->match = programme_match(&engine->programme, &engine->heard.power);
  aim_slews(engine, controls);
  jump_slews(engine);
  ambience_restart(&engine->ambience, controls->outside_sound, AMBIENCE_SEED);

  const Weights* const outside = &engine->heard.outside;
  set_weights(engine, &engine->speaking->bank);
  resonators_set(&engine->surroundings, outside, outside);
}

static void
follow_voice(Engine* engine)
{
  if (!engine->coming) {
    return;
  }
  if (engine->warm_left) {
    if (!--engine->warm_left) {
      slew_to(&engine->coming_fade, 1.0f, engine->fade_hops);
    }
  } else if (engine->coming_fade.next >= 1.0f) {
    engine->speaking = engine->coming;
    engine->coming = NULL;
    programme_reset(&engine->programme, engine->speaking->design);
    return;
  }
  slew_hop(&engine->coming_fade);
}

/** Weights for the coming hop. */
static void
ramp_weights(Engine* engine)
{
  find_heard(engine);
  /* While poles change, only the new voice can follow. */
  Voice* const voice = engine->coming ? engine->coming : engine->speaking;
  resonators_ramp(&voice->bank, &engine->heard.mid, heard_side(engine));
  if (engine_live_table(engine)->outside) {
    const Weights* const outside = &engine->heard.outside;
    resonators_ramp(&engine->surroundings, outside, outside);
  }
}

/** Take in what has been playing now and then; true if it has done so. */
static bool
listen(Engine* engine)
{
  if (--engine->listen_in > 0) {
    return false;
  }
  engine->listen_in = engine->listen_hops;
  programme_listen(&engine->programme,
                   engine->speaking->design,
                   &engine->speaking->bank,
                   engine->listen_hops * HOP_FRAMES / engine->rate_hz);
  return true;
}

/** Weights and level, as far as they change in this hop. */
static void
follow_sound(Engine* engine)
{
  const bool has_listened = listen(engine);
  const bool moves =
    slew_moves(&engine->morph) || slew_moves(&engine->scene_fade);
  if (moves) {
    ramp_weights(engine);
  }
  if (moves || has_listened) {
    /* At once with a change of sound, in small steps with what is learned. */
    const float match =
      programme_match(&engine->programme, &engine->heard.power);
    const float least = engine->match * (1.0f - MATCH_STEP);
    const float most = engine->match * (1.0f + MATCH_STEP);
    engine->match = moves ? match : fminf(fmaxf(match, least), most);
  }
  engine->level.now = engine->level.next;
  engine->level.next = next_level(engine);
  engine->unmatch.now = engine->unmatch.next;
  engine->unmatch.next = 1.0f / engine->match;
}

void
engine_begin_hop(Engine* engine, const EngineControls* controls, bool may_wait)
{
  engine->wanted = controls->scene;
  engine->wanted.files =
    engine->files && has_file(&engine->wanted) ? &engine->files->files : NULL;
  engine->wanted_outside = controls->outside;
  if (engine->fresh) {
    start(engine, controls);
    follow_scene(engine, may_wait);
    return;
  }
  follow_scene(engine, may_wait);
  follow_voice(engine);
  aim_slews(engine, controls);
  slew_hop(&engine->morph);
  slew_hop(&engine->scene_fade);
  slew_hop(&engine->gain);
  slew_hop(&engine->matching);
  for (int i = 0; i < MIX_VALUES; ++i) {
    slew_hop(&engine->mix[i]);
  }
  ambience_set_scene(&engine->ambience, controls->outside_sound);
  follow_sound(engine);
}
