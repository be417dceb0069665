// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine_state.h"

#include <stdlib.h>

/* A change of scene needs a table to be designed and a designer for it, and
   sound from around needs a bank of its own. With a worker an engine owns
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
  resonators_init(&made->bank, design_poles(engine->design), engine->simd);
  ambience_init(
    &made->ambience, engine->rate_hz, AMBIENCE_TRAIN, AMBIENCE_SEED);
  return made;
}

void
engine_free_kit(Kit* kit)
{
  free(kit->table);
  designer_free(kit->designer);
  free(kit->surroundings);
  memset(kit, 0, sizeof(*kit));
}

bool
engine_equip(const Engine* engine, Kit* kit, bool surroundings)
{
  if (!kit->table) {
    kit->table = calloc(1, sizeof(*kit->table));
  }
  if (!kit->designer) {
    kit->designer = designer_new(engine->design);
  }
  if (!kit->surroundings && surroundings) {
    kit->surroundings = new_surroundings(engine);
  }
  return kit->table && kit->designer && (kit->surroundings || !surroundings);
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

static bool
lacks_table(const Engine* engine)
{
  return !engine_shows_wanted(engine, engine->own.table) ||
         !morph_table_complete(engine->own.table);
}

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
    !own->table->of.outside && outside->now == 0.0f && outside->next == 0.0f;
  if (engine->may_wait && !parcel->designer) {
    parcel->designer = own->designer;
    own->designer = NULL;
  }
  if (engine->may_wait && !parcel->surroundings && is_quiet) {
    parcel->surroundings = own->surroundings;
    own->surroundings = NULL;
  }
  return parcel->table || parcel->designer || parcel->surroundings;
}

bool
engine_job(Engine* engine)
{
  if (engine->fresh || engine->job_running || engine->job_ready) {
    return false;
  }
  engine->orders_table = lacks_table(engine) || lacks_tools(engine);
  if (!engine->orders_table && !pack(engine)) {
    return false;
  }
  engine->ordered = engine->wanted;
  engine->orders_surroundings = needs_surroundings(engine);
  engine->job_running = true;
  return true;
}

bool
engine_work(Engine* engine)
{
  Kit* const parcel = &engine->parcel;
  if (!engine->orders_table) {
    engine_free_kit(parcel);
    return true;
  }
  if (!engine_equip(engine, parcel, engine->orders_surroundings)) {
    return false;
  }
  morph_table_begin(parcel->table, &engine->ordered);
  for (unsigned n = 0; n < MORPH_NODES; ++n) {
    morph_table_node(parcel->table, parcel->designer, n);
  }
  return true;
}

void
engine_job_done(Engine* engine, bool success)
{
  engine->job_running = false;
  engine->job_ready = success && engine->orders_table;
}
