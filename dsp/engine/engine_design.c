// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/engine_state.h"

#include <math.h>

/* A change of simulation is a request. Whoever designs starts at most every 10
   ms and takes the newest one. What is designed here is done in steps, one a
   sub-block as long as somebody waits for it. Each costs a rest before the next
   design, so that changes without end cost little more than none. */

/** Nodes that are needed for a place on the morph. */
static uint32_t
nodes_at(float morph)
{
  return morph_nodes((double)morph, (double)morph);
}

void
engine_start_fade(Engine* engine)
{
  engine->from = engine->heard;
  engine->hurries = engine->weights_fade.next < 1.0f;
  slew_jump(&engine->weights_fade, 0.0f);
  slew_to(&engine->weights_fade, 1.0f, engine->fade_subblocks);
}

void
engine_refuse(Engine* engine, const MorphTable* table)
{
  engine->refused = table->of.simulation;
  engine->has_refused = true;
  engine->notices |= ENGINE_FELL_BACK;
  if (engine_shows_wanted(engine, table)) {
    engine->wanted.pole_set = engine->pole_set;
  }
}

/** Make a designer's table live. The fade covers whatever way the morph has to
    go. */
static void
take_table(Engine* engine, MorphDesigner* designer, float aim)
{
  const float wanted = engine->wanted_morph;
  engine->table = morph_designer_swap(designer, engine->table);
  const bool is_there = morph_table_has(engine->table, nodes_at(wanted));
  slew_jump(&engine->morph, is_there ? wanted : aim);
  engine_fade_to_live(engine);
}

/** Take what the worker has made, if it is any better. */
static void
take_made(Engine* engine)
{
  MorphDesigner* const designer = engine->handover.designer;
  const MorphTable* const made = morph_designer_table(designer);
  const bool live_is_wanted = engine_shows_wanted(engine, engine->table);
  const bool made_is_wanted = engine_shows_wanted(engine, made);
  const bool waits = engine->may_wait || !engine->held.designer;
  engine->job_ready = false;
  if (made->is_bad) {
    engine_refuse(engine, made);
  } else if (live_is_wanted && made_is_wanted &&
             morph_table_has(made, MORPH_ALL)) {
    /* The same to the bit, but complete. */
    engine->table = morph_designer_swap(designer, engine->table);
    engine->designing = false;
  } else if (!live_is_wanted && (made_is_wanted || waits)) {
    engine->designing = false;
    take_table(engine, designer, engine->ordered_morph);
  }
}

/** Start a design here, if something is wanted and the last one is paid for. */
static void
begin_design(Engine* engine)
{
  const bool live_is_wanted = engine_shows_wanted(engine, engine->table);
  const bool is_there =
    live_is_wanted &&
    morph_table_has(engine->table, nodes_at(engine->wanted_morph));
  const bool waits = engine->may_wait || engine->incoming != NULL;
  if (engine->rest > 0 || is_there || (!live_is_wanted && waits)) {
    return;
  }
  if (!live_is_wanted) {
    morph_table_begin(morph_designer_table(engine->held.designer),
                      &engine->wanted);
  }
  engine->designs_live = live_is_wanted;
  engine->aim = engine->wanted_morph;
  engine->designing = true;
  ++engine->counts.designs;
}

static void
go_on_designing(Engine* engine)
{
  MorphDesigner* const designer = engine->held.designer;
  MorphTable* const table =
    engine->designs_live ? engine->table : morph_designer_table(designer);
  const uint32_t nodes = nodes_at(engine->aim);
  engine->counts.steps += morph_designer_step(designer, table, nodes);
  engine->rest += engine->step_subblocks;
  if (table->is_bad) {
    engine->designing = false;
    engine_refuse(engine, table);
  } else if (morph_table_has(table, nodes)) {
    engine->designing = false;
    if (!engine->designs_live) {
      take_table(engine, designer, engine->aim);
    }
  }
}

/** Design what may be needed later, near the morph first. */
static void
complete_live(Engine* engine)
{
  MorphTable* const table = engine->table;
  const float morph = engine->morph.next;
  if (engine->pause > 0) {
    --engine->pause;
    return;
  }
  engine->pause = engine->pause_subblocks - 1;
  for (unsigned reach = 1; reach < MORPH_NODES; ++reach) {
    const float way = (float)reach / (MORPH_NODES - 1);
    const uint32_t nodes = morph_nodes((double)fmaxf(morph - way, 0.0f),
                                       (double)fminf(morph + way, 1.0f));
    if (morph_designer_step(engine->held.designer, table, nodes)) {
      ++engine->counts.steps;
      if (table->is_bad) {
        engine_refuse(engine, table);
      }
      return;
    }
  }
}

void
engine_follow_simulation(Engine* engine, OutsideSound outside_sound)
{
  engine->rest -= engine->rest > 0;
  engine->job_rest -= engine->job_rest > 0;
  if (!engine->incoming) { // one change of poles at a time
    if (engine->job_ready) {
      take_made(engine);
    }
    engine_accept(engine, outside_sound);
  }
  if (!engine->held.designer) {
    return;
  }
  if (!engine->designing) {
    begin_design(engine);
  }
  if (engine->designing && (engine->designs_live || !engine->incoming)) {
    go_on_designing(engine);
  } else if (engine_shows_wanted(engine, engine->table)) {
    complete_live(engine);
  }
}

void
engine_follow_morph(Engine* engine)
{
  Slew* const morph = &engine->morph;
  const float wanted = engine->wanted_morph;
  const uint32_t way = morph_nodes((double)morph->next, (double)wanted);
  if (morph_table_has(engine->table, way)) {
    const float subblocks =
      fabsf(wanted - morph->next) * (float)engine->morph_subblocks;
    slew_to(morph, wanted, 1u + (unsigned)subblocks);
  } else if (morph_table_has(engine->table, nodes_at(wanted))) {
    /* The way is not there, the place is. */
    engine_start_fade(engine);
    slew_jump(morph, wanted);
  }
}

void
engine_start_simulation(Engine* engine)
{
  MorphTable* const table = engine->table;
  MorphDesigner* const designer = engine->held.designer;
  const uint32_t nodes = nodes_at(engine->wanted_morph);
  if (designer) {
    /* Anew, for how complete it is decides the way that the morph goes. */
    morph_table_begin(table, &engine->wanted);
    while (morph_designer_step(designer, table, nodes)) {
      ++engine->counts.steps;
      if (table->is_bad) {
        engine_refuse(engine, table);
        morph_table_begin(table, &engine->wanted);
      }
    }
  }
  /* Short of memory, what was heard last has to do. */
  float morph = engine->wanted_morph;
  for (unsigned n = 0; !morph_table_has(table, nodes_at(morph)); ++n) {
    morph = (float)n / (MORPH_NODES - 1);
  }
  slew_jump(&engine->morph, morph);
}
