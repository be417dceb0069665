// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/engine_state.h"

#include "dsp/engine/denormals.h"
#include "dsp/engine/frames.h"

#include <string.h>

/* --- a sub-block --------------------------------------------------------- */

/** What the mixer should know of the rest. */
static MixerInput
mixer_input(const Engine* engine, const EngineControls* controls)
{
  const Morpher* const morpher = &engine->morpher;
  const bool hears_outside =
    controls->outside && engine->outside && morpher->table->of.outside;
  const MixerInput input = { hears_outside ? controls->outside_gain : 0.0F,
                             engine->match.factor,
                             morpher->heard.side };
  return input;
}

/** The very first sub-block: everything is already where it should be. */
static void
start(Engine* engine, const EngineControls* controls)
{
  Morpher* const morpher = &engine->morpher;
  engine->is_fresh = false;
  morpher_start(morpher);
  crossfeed_stage_init(
    &engine->crossfeed, engine->rate_hz, &controls->crossfeed);
  crossfeed_meter_start(
    &engine->crossfeed_meter, &controls->crossfeed, engine->rate_hz);
  match_start(&engine->match, &engine->crossfeed, morpher->heard.power);
  const MixerInput input = mixer_input(engine, controls);
  mixer_jump(&engine->mixer, &controls->mixer, &input);
  if (engine->outside) {
    outside_start(
      engine->outside, controls->outside_sound, &morpher->heard.outside);
  }
}

/** Take in what has been playing now and then. States are set to zero as soon
    as they are as good as that. */
static void
listen(Engine* engine)
{
  BankSlot* const active = engine->morpher.bank.active;
  if (match_step(&engine->match)) {
    engine->is_silent =
      engine->is_silent || (!morpher_changes_poles(&engine->morpher) &&
                            resonators_settle(&active->bank) &&
                            crossfeed_stage_settle(&engine->crossfeed));
    match_listen(&engine->match, engine->morpher.heard.power);
  }
}

/** Bring the target into being, with what a worker has made. */
static void
follow_target(Engine* engine, const EngineControls* controls)
{
  Morpher* const morpher = &engine->morpher;
  JobDesk* const desk = &engine->desk;
  job_desk_step(desk);
  if (!morpher_changes_poles(morpher)) { // one change of poles at a time
    MorphDesigner* const made = job_desk_fetch_made(desk);
    if (made) {
      morpher_take_made(morpher, made, desk->job.morph);
    }
    engine_accept(engine, controls->outside_sound);
  }
  morpher_step(morpher);
}

/** Weights, crossfeed and loudness, as far as they change. */
static void
follow_sound(Engine* engine, const EngineControls* controls)
{
  Morpher* const morpher = &engine->morpher;
  crossfeed_stage_set(&engine->crossfeed, &controls->crossfeed);
  crossfeed_meter_step(&engine->crossfeed_meter, &controls->crossfeed);
  const bool crossfeed_moves =
    match_follow_crossfeed(&engine->match, &engine->crossfeed);
  listen(engine);
  const bool moves = morpher_ramp(morpher);
  if (moves && engine->outside && morpher->table->of.outside) {
    outside_ramp(engine->outside, &morpher->heard.outside);
  }
  if (moves || crossfeed_moves) {
    match_jump(&engine->match, morpher->heard.power);
  }
}

/** True if the coming sub-blocks are like this one, as long as no control
    changes and the programme is not listened to. */
static bool
comes_to_rest(const Engine* engine, const EngineControls* controls)
{
  const JobDesk* const desk = &engine->desk;
  return !desk->is_back && desk->rest == 0 && morpher_rests(&engine->morpher) &&
         crossfeed_meter_rests(&engine->crossfeed_meter,
                               &controls->crossfeed) &&
         crossfeed_stage_rests(&engine->crossfeed) &&
         mixer_rests(&engine->mixer);
}

/** Move everything on by a sub-block. */
static void
begin_subblock(Engine* engine, const EngineControls* controls, bool may_wait)
{
  const MorphWish wish = {
    &controls->simulation, controls->morph, controls->outside, may_wait
  };
  morph_target_set(&engine->morpher.target, &wish);
  if (engine->is_fresh) {
    start(engine, controls);
  } else {
    follow_target(engine, controls);
    if (engine->outside) {
      outside_set(engine->outside, controls->outside_sound);
    }
    follow_sound(engine, controls);
    const MixerInput input = mixer_input(engine, controls);
    mixer_step(&engine->mixer, &controls->mixer, &input);
  }
  engine->wants_nothing = false;
  engine->rests = comes_to_rest(engine, controls);
  if (engine->rests) {
    engine->rested = *controls;
  }
}

/* --- frames -------------------------------------------------------------- */

static bool
controls_same(const EngineControls* a, const EngineControls* b)
{
  return a->morph == b->morph &&
         simulation_same(&a->simulation, &b->simulation) &&
         crossfeed_same(&a->crossfeed, &b->crossfeed) &&
         mixer_controls_same(&a->mixer, &b->mixer) &&
         a->outside == b->outside && a->outside_gain == b->outside_gain &&
         a->outside_sound == b->outside_sound;
}

/** While nothing moves and nobody turns a control, a sub-block has nothing to
    decide. Count as many as n frames begin; how many of those are in them. */
static uint32_t
rest(Engine* engine, const EngineControls* controls, bool may_wait, uint32_t n)
{
  Match* const match = &engine->match;
  uint32_t frames = 0;
  if (n == 0 || match->listen_in <= 1 || !engine->rests ||
      engine->is_restless || may_wait != engine->morpher.target.may_wait ||
      !controls_same(controls, &engine->rested)) {
    return 0;
  }
  for (; frames < n && match->listen_in > 1; frames += SUBBLOCK_FRAMES) {
    match_step(match);
    local_design_idle(&engine->morpher.design);
  }
  return frames < n ? frames : n;
}

/** Begin a sub-block, if the last one is over. How many of the n frames to come
   can be done in one go: up to its end, or further as long as nothing changes.
 */
static uint32_t
next_part(Engine* engine,
          const EngineControls* controls,
          bool may_wait,
          uint32_t n)
{
  if (engine->in_subblock == 0) {
    const uint32_t subblock = n < SUBBLOCK_FRAMES ? n : SUBBLOCK_FRAMES;
    if (!rest(engine, controls, may_wait, subblock)) {
      begin_subblock(engine, controls, may_wait);
    }
  }
  const uint32_t room = SUBBLOCK_FRAMES - engine->in_subblock;
  if (n <= room) {
    return n;
  }
  return engine_is_plain(engine)
           ? room + rest(engine, controls, may_wait, n - room)
           : room;
}

/** Whether silence goes on. What is off gives back even the sign of a zero. */
static void
update_silence(Engine* engine, const float* const in[2], uint32_t n)
{
  const bool off = mixer_is_off(&engine->mixer);
  engine->is_silent =
    frames_are_zero(in[0], n, off) && frames_are_zero(in[1], n, off);
}

/** The last guard: what is not finite becomes silence, and all starts anew with
    the next frame. */
static void
break_off(Engine* engine, float* const out[2], uint32_t n)
{
  memset(out[0], 0, n * sizeof(float));
  memset(out[1], 0, n * sizeof(float));
  engine->notices |= ENGINE_BROKE;
  engine_start_over(engine);
}

void
engine_process(Engine* engine,
               const EngineControls* controls,
               bool may_wait,
               const float* const in[2],
               const float* const outside[2],
               float* const out[2],
               uint32_t n)
{
  const uint64_t mode = denormals_flush();
  engine->meters.peak[0] = engine->meters.peak[1] = 0.0F;
  for (uint32_t done = 0; done < n;) {
    const uint32_t part = next_part(engine, controls, may_wait, n - done);
    const float* const from[2] = { in[0] + done, in[1] + done };
    const float* const around[2] = { outside ? outside[0] + done : NULL,
                                     outside ? outside[1] + done : NULL };
    float* const to[2] = { out[0] + done, out[1] + done };
    if (engine->is_silent) {
      update_silence(engine, from, part);
    }
    const bool finite =
      engine_play(engine, from, outside ? around : NULL, to, part);
    engine->in_subblock = (engine->in_subblock + part) % SUBBLOCK_FRAMES;
    if (!finite) {
      break_off(engine, to, part);
    }
    done += part;
  }
  engine->meters.match_gain =
    controls->mixer.match ? engine->match.factor : 1.0F;
  denormals_restore(mode);
}
