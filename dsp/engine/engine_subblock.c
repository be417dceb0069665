// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/engine_state.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define HURRY_HOPS 4 // one of so many while changes come without end

/** Poles of their own are for simulations that have a measured file in them. */
static bool
has_file(const Simulation* simulation)
{
  return simulation->headphone_a == HEADPHONE_MEASURED_FILE ||
         simulation->headphone_b == HEADPHONE_MEASURED_FILE ||
         simulation->wearing == HEADPHONE_MEASURED_FILE;
}

/** Take down what the controls ask for. */
static void
set_wanted(Engine* engine, const EngineControls* controls)
{
  const LoadedFiles* const files =
    engine->files && has_file(&controls->simulation) ? engine->files : NULL;
  MorphKey* const wanted = &engine->wanted;
  wanted->simulation = controls->simulation;
  wanted->simulation.files = files ? &files->files : NULL;
  wanted->outside = controls->outside;
  const bool is_refused =
    engine->has_refused &&
    !memcmp(&engine->refused, &wanted->simulation, sizeof(wanted->simulation));
  wanted->pole_set = files && !is_refused ? files->pole_set : engine->pole_set;
  engine->wanted_morph = (float)controls->morph;
}

/** From a to b; `to` may be either. All members of a node are floats; what is
    not heard of them is left alone. */
static void
mix_nodes(const Engine* engine,
          MorphNode* to,
          const MorphNode* a,
          const MorphNode* b,
          float way)
{
  float* const result = (float*)to;
  const float* const from = (const float*)a;
  const float* const onto = (const float*)b;
  const size_t bytes = engine->table->of.outside ? sizeof(MorphNode)
                                                 : offsetof(MorphNode, outside);
  for (size_t i = 0; i < bytes / sizeof(float); ++i) {
    result[i] = from[i] + way * (onto[i] - from[i]);
  }
}

/** The live table where the morph will be at the end of this sub-block. */
static void
find_heard(Engine* engine)
{
  MorphNode* const heard = &engine->heard;
  const MorphPlace place = morph_place((double)engine->morph.next);
  const MorphNode* const before = &engine->table->nodes[place.before];
  const MorphNode* const after = &engine->table->nodes[place.after];
  mix_nodes(engine, heard, before, after, place.way);
  if (engine->weights_fade.next < 1.0f) {
    mix_nodes(engine, heard, &engine->from, heard, engine->weights_fade.next);
  }
}

/** The slot that goes with a design in use. */
static BankSlot*
slot_with(Engine* engine, const PoleSet* pole_set)
{
  if (pole_set == engine->pole_set) {
    return &engine->slot;
  }
  const bool is_new = engine->files && engine->files->pole_set == pole_set;
  return is_new ? &engine->files->slot : &engine->retired->slot;
}

void
engine_start_outside(Engine* engine, OutsideSound sound)
{
  Outside* const outside_path = engine->held.outside_path;
  const Weights outside = catalogue_weights(&engine->heard.outside);
  if (outside_path) {
    outside_source_restart(&outside_path->source, sound, OUTSIDE_SEED);
    resonators_reset(&outside_path->bank);
    resonators_set(&outside_path->bank, &outside);
  }
}

static void
prepare_slot(const Engine* engine, BankSlot* slot)
{
  resonators_init(
    &slot->bank, slot->group, pole_set_poles(slot->pole_set), engine->simd);
}

void
engine_fade_to_live(Engine* engine)
{
  const PoleSet* const pole_set = engine->table->of.pole_set;
  if (engine->active->pole_set == pole_set) {
    engine_start_fade(engine);
    return;
  }
  engine->incoming = slot_with(engine, pole_set);
  prepare_slot(engine, engine->incoming);
  slew_jump(&engine->weights_fade, 1.0f);
  find_heard(engine);
  resonators_set(&engine->incoming->bank, &engine->heard.weights);
  slew_jump(&engine->incoming_fade, 0.0f);
  engine->preroll_left = engine->preroll_subblocks;
}

static void
monitor_mix(const EngineControls* controls, float mix[MIX_VALUES])
{
  static const float matrix[][4] = {
    [MONITOR_STEREO] = { 1, 1, 1, -1 }, [MONITOR_MONO] = { 1, 0, 1, 0 },
    [MONITOR_SIDE] = { 0, 1, 0, 1 },    [MONITOR_LEFT] = { 1, 1, 1, 1 },
    [MONITOR_RIGHT] = { 1, -1, 1, -1 }, [MONITOR_DIFFERENCE] = { 1, 1, 1, -1 },
    [MONITOR_ORIGINAL] = { 0, 0, 0, 0 }
  };
  memcpy(mix, matrix[controls->monitor], sizeof(matrix[0]));
  mix[MIX_DRY] = controls->monitor == MONITOR_DIFFERENCE ? -1.0f
                 : controls->monitor == MONITOR_ORIGINAL ? 1.0f
                                                         : 0.0f;
}

static void
aim_slews(Engine* engine, const EngineControls* controls)
{
  float mix[MIX_VALUES];
  const unsigned fade = engine->fade_subblocks;
  monitor_mix(controls, mix);
  const bool hears_outside =
    controls->outside && engine->held.outside_path && engine->table->of.outside;
  mix[MIX_OUTSIDE] =
    hears_outside ? controls->outside_gain * controls->gain : 0.0f;
  mix[MIX_WET] = controls->enabled ? 1.0f : 0.0f;
  const float* const balance = controls->balance;
  mix[MIX_L_L] = controls->swap ? 0.0f : balance[0];
  mix[MIX_L_R] = controls->swap ? balance[0] : 0.0f;
  mix[MIX_R_L] = controls->swap ? balance[1] : 0.0f;
  mix[MIX_R_R] = controls->swap ? 0.0f : balance[1];
  for (int i = 0; i < MIX_VALUES; ++i) {
    slew_to(&engine->mix[i], mix[i], fade);
  }
  slew_to(&engine->gain, controls->gain, fade);
  slew_to(&engine->matching, controls->match ? 1.0f : 0.0f, fade);
  engine_follow_morph(engine);
}

/** The level at the end of the sub-block; it follows the weights closely. */
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
  slew_jump(&engine->weights_fade, 1.0f);
  slew_jump(&engine->gain, engine->gain.target);
  slew_jump(&engine->matching, engine->matching.target);
  for (int i = 0; i < MIX_VALUES; ++i) {
    slew_jump(&engine->mix[i], engine->mix[i].target);
  }
  slew_jump(&engine->level, next_level(engine));
  slew_jump(&engine->unmatch, 1.0f / engine->match);
  slew_jump(&engine->side, engine->heard.side);
}

/** The very first sub-block: everything is already where it should be. */
static void
start(Engine* engine, const EngineControls* controls)
{
  engine->fresh = false;
  engine_start_simulation(engine);
  engine->active = slot_with(engine, engine->table->of.pole_set);
  prepare_slot(engine, engine->active);

  slew_jump(&engine->weights_fade, 1.0f);
  find_heard(engine);
  programme_reset(&engine->programme, engine->active->pole_set);
  engine_start_crossfeed(engine, &controls->crossfeed);
  engine->listen_in = engine->listen_subblocks;
  engine->match = engine_match(engine);
  aim_slews(engine, controls);
  jump_slews(engine);
  resonators_set(&engine->active->bank, &engine->heard.weights);
  engine_start_outside(engine, controls->outside_sound);
}

static void
follow_slot(Engine* engine)
{
  if (!engine->incoming) {
    return;
  }
  if (engine->preroll_left) {
    if (!--engine->preroll_left) {
      slew_to(&engine->incoming_fade, 1.0f, engine->fade_subblocks);
    }
  } else if (engine->incoming_fade.next >= 1.0f) {
    engine->active = engine->incoming;
    engine->incoming = NULL;
    programme_reset(&engine->programme, engine->active->pole_set);
    return;
  }
  slew_step(&engine->incoming_fade);
}

/** Weights for the coming sub-block. */
static void
ramp_weights(Engine* engine)
{
  find_heard(engine);
  /* While poles change, only the new slot can follow. */
  BankSlot* const slot = engine->incoming ? engine->incoming : engine->active;
  resonators_ramp(&slot->bank, &engine->heard.weights);
  if (engine->held.outside_path && engine->table->of.outside) {
    const Weights outside = catalogue_weights(&engine->heard.outside);
    resonators_ramp(&engine->held.outside_path->bank, &outside);
  }
}

/** Set states to zero as soon as they are as good as that. */
static void
settle(Engine* engine)
{
  engine->is_silent = !engine->incoming &&
                      resonators_settle(&engine->active->bank) &&
                      crossfeed_stage_settle(&engine->crossfeed);
}

/** Take in what has been playing now and then; true if it has done so. */
static bool
listen(Engine* engine)
{
  if (--engine->listen_in > 0) {
    return false;
  }
  engine->listen_in = engine->listen_subblocks;
  settle(engine);
  programme_listen(&engine->programme,
                   engine->active->pole_set,
                   &engine->active->bank,
                   &engine->view.power,
                   engine->listen_subblocks * SUBBLOCK_FRAMES /
                     engine->rate_hz);
  return true;
}

/** Whether weights change in this sub-block. While changes come faster than
   they fade, some sub-blocks are left out: the rest are as many as in a single
   fade. */
static bool
weights_move(Engine* engine)
{
  const bool moves =
    slew_moves(&engine->morph) || slew_moves(&engine->weights_fade);
  if (!moves && !engine->lags) {
    return false;
  }
  engine->lags = moves && engine->hurries && ++engine->left_out < HURRY_HOPS;
  if (!engine->lags) {
    engine->left_out = 0;
  }
  return !engine->lags;
}

/** Weights and level, as far as they change in this sub-block. */
static void
follow_sound(Engine* engine, const EngineControls* controls)
{
  const bool crossfeed_moves =
    engine_follow_crossfeed(engine, &controls->crossfeed);
  const bool has_listened = listen(engine);
  const bool moves = weights_move(engine);
  if (moves) {
    ramp_weights(engine);
  }
  if (moves || crossfeed_moves || has_listened) {
    /* At once with a change of sound, in small steps with what is learned. */
    const float match = engine_match(engine);
    const float step = programme_step(&engine->programme,
                                      engine->listen_subblocks *
                                        SUBBLOCK_FRAMES / engine->rate_hz);
    const float least = engine->match / step;
    const float most = engine->match * step;
    engine->match =
      moves || crossfeed_moves ? match : fminf(fmaxf(match, least), most);
  }
  engine->level.now = engine->level.next;
  engine->level.next = next_level(engine);
  engine->unmatch.now = engine->unmatch.next;
  engine->unmatch.next = 1.0f / engine->match;
  engine->side.now = engine->side.next;
  engine->side.next = engine->heard.side;
}

static void
begin_subblock(Engine* engine, const EngineControls* controls, bool may_wait)
{
  set_wanted(engine, controls);
  engine->may_wait = may_wait;
  if (engine->fresh) {
    start(engine, controls);
    return;
  }
  engine_follow_simulation(engine, controls->outside_sound);
  follow_slot(engine);
  aim_slews(engine, controls);
  slew_step(&engine->morph);
  slew_step(&engine->weights_fade);
  slew_step(&engine->gain);
  slew_step(&engine->matching);
  for (int i = 0; i < MIX_VALUES; ++i) {
    slew_step(&engine->mix[i]);
  }
  if (engine->held.outside_path) {
    outside_source_set(&engine->held.outside_path->source,
                       controls->outside_sound);
  }
  follow_sound(engine, controls);
}

static bool
is_at(const Slew* slew, float value)
{
  return slew->now == value && slew->next == value;
}

/** Whether the monitor hears stereo as the bank gives it. */
static bool
is_stereo(const Engine* engine)
{
  const Slew* const mix = engine->mix;
  return !engine->incoming && is_at(&engine->side, 1.0f) &&
         is_at(&mix[MIX_L_MID], 1.0f) && is_at(&mix[MIX_R_MID], 1.0f) &&
         is_at(&mix[MIX_L_SIDE], 1.0f) && is_at(&mix[MIX_R_SIDE], -1.0f) &&
         is_at(&mix[MIX_DRY], 0.0f);
}

/** Whether left and right go out as they are. */
static bool
is_straight(const Engine* engine)
{
  const Slew* const mix = engine->mix;
  return is_at(&mix[MIX_L_L], 1.0f) && is_at(&mix[MIX_L_R], 0.0f) &&
         is_at(&mix[MIX_R_L], 0.0f) && is_at(&mix[MIX_R_R], 1.0f);
}

void
engine_begin_subblock(Engine* engine,
                      const EngineControls* controls,
                      bool may_wait)
{
  begin_subblock(engine, controls, may_wait);
  engine->rests = engine_comes_to_rest(engine);
  if (engine->rests) {
    engine->controls = *controls;
  }
  engine->is_stereo = is_stereo(engine);
  engine->is_straight = is_straight(engine);
  engine->is_plain = engine->is_stereo && engine->is_straight &&
                     is_at(&engine->mix[MIX_OUTSIDE], 0.0f) &&
                     is_at(&engine->mix[MIX_WET], 1.0f);
}
