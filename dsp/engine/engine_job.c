// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/engine_state.h"

#include <stdlib.h>
#include <string.h>

#define JOB_REST_S 0.0005 // for each step, a fifth of which it takes at most

/* A change of simulation needs a designer with a table to be designed, and
   sound from around needs a bank of its own. With a worker an engine owns those
   only as long as it uses them: they come and go in the handover. */

static Outside*
new_outside(const Engine* engine)
{
  void* memory = NULL;
  if (posix_memalign(&memory, _Alignof(Outside), sizeof(Outside))) {
    return NULL;
  }
  Outside* const made = memory;
  memset(made, 0, sizeof(*made));
  resonators_init(
    &made->bank, made->groups, pole_set_poles(engine->pole_set), engine->simd);
  outside_source_init(
    &made->source, engine->rate_hz, OUTSIDE_TRAIN, OUTSIDE_SEED, engine->simd);
  return made;
}

void
engine_free_resources(Resources* resources)
{
  morph_designer_free(resources->designer);
  free(resources->outside_path);
  memset(resources, 0, sizeof(*resources));
}

bool
engine_allocate(const Engine* engine, Resources* resources, bool outside_path)
{
  if (!resources->designer) {
    resources->designer = morph_designer_new(engine->pole_set);
  }
  if (!resources->outside_path && outside_path) {
    resources->outside_path = new_outside(engine);
  }
  return resources->designer && (resources->outside_path || !outside_path);
}

/** Without a worker the outside path has to be there before it is wanted. */
static bool
needs_outside(const Engine* engine)
{
  return engine->wanted.outside || !engine->may_wait;
}

void
engine_accept(Engine* engine, OutsideSound sound)
{
  Resources* const held = &engine->held;
  Resources* const handover = &engine->handover;
  if (engine->job_running) {
    return;
  }
  if (!held->designer && !engine->may_wait) {
    held->designer = handover->designer;
    handover->designer = NULL;
  }
  if (!held->outside_path && handover->outside_path && needs_outside(engine)) {
    held->outside_path = handover->outside_path;
    handover->outside_path = NULL;
    engine_start_outside(engine, sound);
  }
}

/** What is wanted and has to be made. */
static bool
lacks_tools(const Engine* engine)
{
  const Resources* const held = &engine->held;
  return (!held->outside_path && needs_outside(engine)) ||
         (!held->designer && !engine->may_wait);
}

/** Put what is no longer used into the handover; true if anything is in it. */
static bool
pack(Engine* engine)
{
  Resources* const held = &engine->held;
  Resources* const handover = &engine->handover;
  const Slew* const outside = &engine->mix[MIX_OUTSIDE];
  const bool is_quiet =
    !engine->table->of.outside && outside->now == 0.0f && outside->next == 0.0f;
  if (engine->may_wait && !handover->designer) {
    handover->designer = held->designer;
    held->designer = NULL;
    engine->designing = false; // what it had begun goes with it
  }
  if (engine->may_wait && !handover->outside_path && is_quiet) {
    handover->outside_path = held->outside_path;
    held->outside_path = NULL;
  }
  return handover->designer || handover->outside_path;
}

/** What to ask a worker for; false if there is nothing. */
static bool
find_order(Engine* engine)
{
  if (engine->may_wait && !engine_shows_wanted(engine, engine->table)) {
    engine->order = ORDER_NEAR;
    return true;
  }
  if (engine->may_wait && !morph_table_has(engine->table, MORPH_ALL)) {
    engine->order = ORDER_WHOLE;
    return true;
  }
  const bool lacks = lacks_tools(engine);
  engine->order = lacks ? ORDER_TOOLS : ORDER_FREE;
  return lacks || pack(engine);
}

bool
engine_job(Engine* engine)
{
  if (engine->fresh || engine->job_running || engine->job_ready ||
      engine->job_rest > 0 || !find_order(engine)) {
    return false;
  }
  engine->rests = false;
  engine->ordered = engine->wanted;
  engine->ordered_morph = engine->wanted_morph;
  engine->orders_outside = needs_outside(engine);
  engine->job_running = true;
  engine->job_rest = engine->job_subblocks;
  engine->counts.jobs += engine->order != ORDER_FREE;
  return true;
}

static bool
orders_table(const Engine* engine)
{
  return engine->order == ORDER_NEAR || engine->order == ORDER_WHOLE;
}

bool
engine_work(Engine* engine, bool at_once)
{
  Resources* const handover = &engine->handover;
  if (engine->order == ORDER_FREE) {
    engine_free_resources(handover);
    return true;
  }
  if ((at_once && orders_table(engine)) ||
      !engine_allocate(engine, handover, engine->orders_outside)) {
    return false;
  }
  if (orders_table(engine)) {
    MorphTable* const table = morph_designer_table(handover->designer);
    const double morph = (double)engine->ordered_morph;
    const uint32_t nodes =
      engine->order == ORDER_WHOLE ? MORPH_ALL : morph_nodes(morph, morph);
    engine->job_steps = 0;
    morph_table_begin(table, &engine->ordered);
    while (morph_designer_step(handover->designer, table, nodes)) {
      ++engine->job_steps;
    }
  }
  return true;
}

void
engine_job_done(Engine* engine, bool success)
{
  engine->job_running = engine->rests = false;
  engine->job_ready = success && orders_table(engine);
  if (engine->job_ready) {
    const double rest_s = JOB_REST_S * engine->job_steps;
    const unsigned rest =
      (unsigned)(rest_s * engine->rate_hz / SUBBLOCK_FRAMES);
    engine->job_rest = rest > engine->job_rest ? rest : engine->job_rest;
  }
}
