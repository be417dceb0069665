// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/engine_state.h"

/* What a worker is asked for and what becomes of it. With one an engine holds a
   designer and the outside path only as long as it uses them. */

/** Without a worker the outside path has to be there before it is wanted. */
static bool
needs_outside(const Engine* engine)
{
  const MorphTarget* const target = &engine->morpher.target;
  return target->key.outside || !target->may_wait;
}

/** Nor can ears be unlike before there is room for that. */
static bool
needs_room(const Engine* engine)
{
  const MorphTarget* const target = &engine->morpher.target;
  return target->wants_two_ears || !target->may_wait;
}

/** True if there is something that has to be made. */
static bool
lacks_resources(const Engine* engine)
{
  const Morpher* const morpher = &engine->morpher;
  return (!engine->outside && needs_outside(engine)) ||
         (!morpher->room && needs_room(engine)) ||
         (!morpher->design.designer && !morpher->target.may_wait);
}

void
engine_accept(Engine* engine, OutsideSound sound)
{
  JobDesk* const desk = &engine->desk;
  Morpher* const morpher = &engine->morpher;
  if (desk->is_taken) {
    return;
  }
  if (!morpher->design.designer && !morpher->target.may_wait) {
    local_design_give(&morpher->design, job_desk_fetch_designer(desk));
  }
  if (!morpher->room && needs_room(engine)) {
    morpher_give_room(morpher, job_desk_fetch_room(desk));
  }
  if (!engine->outside && needs_outside(engine)) {
    engine->outside = job_desk_fetch_outside(desk);
    if (engine->outside) {
      outside_start(engine->outside, sound, &morpher->heard.outside);
    }
  }
}

/** Offer what is no longer used; true if anything is to be freed. */
static bool
offer(Engine* engine)
{
  JobDesk* const desk = &engine->desk;
  Morpher* const morpher = &engine->morpher;
  const bool is_quiet =
    !morpher->table->of.outside && !mixer_hears_outside(&engine->mixer);
  if (morpher->target.may_wait && !desk->job.designer) {
    job_desk_give_designer(desk, local_design_take(&morpher->design));
  }
  if (morpher->target.may_wait && !desk->job.outside && is_quiet) {
    job_desk_give_outside(desk, engine->outside);
    engine->outside = NULL;
  }
  if (morpher->target.may_wait && !desk->job.room) {
    job_desk_give_room(desk, morpher_take_room(morpher));
  }
  return desk->job.designer || desk->job.outside || desk->job.room;
}

static Order
choose_order(Engine* engine)
{
  const Morpher* const morpher = &engine->morpher;
  const bool may_wait = morpher->target.may_wait;
  if (may_wait && !morph_target_is(&morpher->target, morpher->table)) {
    return ORDER_NEAR;
  }
  if (may_wait && !morph_table_has(morpher->table, MORPH_ALL)) {
    return ORDER_WHOLE;
  }
  if (lacks_resources(engine)) {
    return ORDER_RESOURCES;
  }
  return offer(engine) ? ORDER_FREE : ORDER_NOTHING;
}

EngineJob*
engine_take_job(Engine* engine)
{
  if (engine->is_fresh || !job_desk_is_free(&engine->desk) ||
      (engine->rests && engine->wants_nothing)) {
    return NULL;
  }
  const MorphTarget* const target = &engine->morpher.target;
  const Morpher* const morpher = &engine->morpher;
  const JobOrder order = { choose_order(engine),
                           &target->key,
                           target->morph,
                           !engine->outside && needs_outside(engine),
                           !morpher->room && needs_room(engine) };
  if (order.order == ORDER_NOTHING) {
    engine->wants_nothing = true;
    return NULL;
  }
  engine->rests = false;
  return job_desk_take(&engine->desk, &order);
}

void
engine_return_job(Engine* engine, bool success)
{
  engine->rests = false;
  job_desk_return(&engine->desk, success);
}
