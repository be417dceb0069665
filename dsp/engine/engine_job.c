// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/engine_state.h"

#include <stdlib.h>
#include <string.h>

#define JOB_REST_S 0.0005 // for each step, a fifth of which it takes at most

/* A change of scene needs a designer with a table to be designed, and sound
   from around needs a bank of its own. With a worker an engine owns
   those only as long as it uses them: they come and go in the parcel. */

static Surroundings*
new_surroundings(const Engine* engine)
{
  void* memory = NULL;
  if (posix_memalign(&memory, _Alignof(Surroundings), sizeof(Surroundings))) {
    return NULL;
  }
  Surroundings* const made = memory;
  memset(made, 0, sizeof(*made));
  resonators_init(
    &made->bank, made->groups, design_poles(engine->design), engine->simd);
  ambience_init(&made->ambience,
                engine->rate_hz,
                AMBIENCE_TRAIN,
                AMBIENCE_SEED,
                engine->simd);
  return made;
}

void
engine_free_kit(Kit* kit)
{
  designer_free(kit->designer);
  free(kit->surroundings);
  memset(kit, 0, sizeof(*kit));
}

bool
engine_equip(const Engine* engine, Kit* kit, bool surroundings)
{
  if (!kit->designer) {
    kit->designer = designer_new(engine->design);
  }
  if (!kit->surroundings && surroundings) {
    kit->surroundings = new_surroundings(engine);
  }
  return kit->designer && (kit->surroundings || !surroundings);
}

/** Without a worker surroundings have to be there before they are wanted. */
static bool
needs_surroundings(const Engine* engine)
{
  return engine->wanted.outside || !engine->may_wait;
}

void
engine_unpack(Engine* engine, AmbienceScene sound)
{
  Kit* const own = &engine->own;
  Kit* const parcel = &engine->parcel;
  if (engine->job_running) {
    return;
  }
  if (!own->designer && !engine->may_wait) {
    own->designer = parcel->designer;
    parcel->designer = NULL;
  }
  if (!own->surroundings && parcel->surroundings &&
      needs_surroundings(engine)) {
    own->surroundings = parcel->surroundings;
    parcel->surroundings = NULL;
    engine_start_surroundings(engine, sound);
  }
}

/** What is wanted and has to be made. */
static bool
lacks_tools(const Engine* engine)
{
  const Kit* const own = &engine->own;
  return (!own->surroundings && needs_surroundings(engine)) ||
         (!own->designer && !engine->may_wait);
}

/** Put what is no longer used into the parcel; true if anything is in it. */
static bool
pack(Engine* engine)
{
  Kit* const own = &engine->own;
  Kit* const parcel = &engine->parcel;
  const Slew* const outside = &engine->mix[MIX_OUTSIDE];
  const bool is_quiet =
    !engine->table->of.outside && outside->now == 0.0f && outside->next == 0.0f;
  if (engine->may_wait && !parcel->designer) {
    parcel->designer = own->designer;
    own->designer = NULL;
    engine->designing = false; // what it had begun goes with it
  }
  if (engine->may_wait && !parcel->surroundings && is_quiet) {
    parcel->surroundings = own->surroundings;
    own->surroundings = NULL;
  }
  return parcel->designer || parcel->surroundings;
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
  engine->orders_surroundings = needs_surroundings(engine);
  engine->job_running = true;
  engine->job_rest = engine->job_hops;
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
  Kit* const parcel = &engine->parcel;
  if (engine->order == ORDER_FREE) {
    engine_free_kit(parcel);
    return true;
  }
  if ((at_once && orders_table(engine)) ||
      !engine_equip(engine, parcel, engine->orders_surroundings)) {
    return false;
  }
  if (orders_table(engine)) {
    MorphTable* const table = designer_table(parcel->designer);
    const double morph = (double)engine->ordered_morph;
    const uint32_t nodes =
      engine->order == ORDER_WHOLE ? MORPH_ALL : morph_nodes(morph, morph);
    engine->job_steps = 0;
    morph_table_begin(table, &engine->ordered);
    while (designer_step(parcel->designer, table, nodes)) {
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
    const unsigned rest = (unsigned)(rest_s * engine->rate_hz / HOP_FRAMES);
    engine->job_rest = rest > engine->job_rest ? rest : engine->job_rest;
  }
}
