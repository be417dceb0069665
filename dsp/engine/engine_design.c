// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/engine_state.h"

#include <math.h>

/* A change of scene is a request. Whoever designs starts at most every 10 ms
   and takes the newest one. What is designed here is done in steps, one a hop
   as long as somebody waits for it. Each costs a rest before the next design,
   so that changes without end cost little more than none. */

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
  engine->hurries = engine->scene_fade.next < 1.0f;
  slew_jump(&engine->scene_fade, 0.0f);
  slew_to(&engine->scene_fade, 1.0f, engine->fade_hops);
}

void
engine_refuse(Engine* engine, const MorphTable* table)
{
  engine->refused = table->of.scene;
  engine->has_refused = true;
  engine->notices |= ENGINE_FELL_BACK;
  if (engine_shows_wanted(engine, table)) {
    engine->wanted.design = engine->design;
  }
}

/** Make a designer's table live. The fade covers whatever way the morph has to
    go. */
static void
take_table(Engine* engine, Designer* designer, float aim)
{
  const float wanted = engine->wanted_morph;
  engine->table = designer_swap(designer, engine->table);
  const bool is_there = morph_table_has(engine->table, nodes_at(wanted));
  slew_jump(&engine->morph, is_there ? wanted : aim);
  engine_fade_to_live(engine);
}

/** Take what the worker has made, if it is any better. */
static void
take_made(Engine* engine)
{
  Designer* const designer = engine->parcel.designer;
  const MorphTable* const made = designer_table(designer);
  const bool live_is_wanted = engine_shows_wanted(engine, engine->table);
  const bool made_is_wanted = engine_shows_wanted(engine, made);
  const bool waits = engine->may_wait || !engine->own.designer;
  engine->job_ready = false;
  if (made->is_bad) {
    engine_refuse(engine, made);
  } else if (live_is_wanted && made_is_wanted &&
             morph_table_has(made, MORPH_ALL)) {
    /* The same to the bit, but complete. */
    engine->table = designer_swap(designer, engine->table);
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
  const bool waits = engine->may_wait || engine->coming != NULL;
  if (engine->rest > 0 || is_there || (!live_is_wanted && waits)) {
    return;
  }
  if (!live_is_wanted) {
    morph_table_begin(designer_table(engine->own.designer), &engine->wanted);
  }
  engine->designs_live = live_is_wanted;
  engine->aim = engine->wanted_morph;
  engine->designing = true;
  ++engine->counts.designs;
}

static void
go_on_designing(Engine* engine)
{
  Designer* const designer = engine->own.designer;
  MorphTable* const table =
    engine->designs_live ? engine->table : designer_table(designer);
  const uint32_t nodes = nodes_at(engine->aim);
  engine->counts.steps += designer_step(designer, table, nodes);
  engine->rest += engine->step_hops;
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
  engine->pause = engine->pause_hops - 1;
  for (unsigned reach = 1; reach < MORPH_NODES; ++reach) {
    const float way = (float)reach / (MORPH_NODES - 1);
    const uint32_t nodes = morph_nodes((double)fmaxf(morph - way, 0.0f),
                                       (double)fminf(morph + way, 1.0f));
    if (designer_step(engine->own.designer, table, nodes)) {
      ++engine->counts.steps;
      if (table->is_bad) {
        engine_refuse(engine, table);
      }
      return;
    }
  }
}

void
engine_follow_scene(Engine* engine, AmbienceScene outside_sound)
{
  engine->rest -= engine->rest > 0;
  engine->job_rest -= engine->job_rest > 0;
  if (!engine->coming) { // one change of poles at a time
    if (engine->job_ready) {
      take_made(engine);
    }
    engine_unpack(engine, outside_sound);
  }
  if (!engine->own.designer) {
    return;
  }
  if (!engine->designing) {
    begin_design(engine);
  }
  if (engine->designing && (engine->designs_live || !engine->coming)) {
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
    const float hops = fabsf(wanted - morph->next) * (float)engine->morph_hops;
    slew_to(morph, wanted, 1u + (unsigned)hops);
  } else if (morph_table_has(engine->table, nodes_at(wanted))) {
    /* The way is not there, the place is. */
    engine_start_fade(engine);
    slew_jump(morph, wanted);
  }
}

void
engine_start_scene(Engine* engine)
{
  MorphTable* const table = engine->table;
  Designer* const designer = engine->own.designer;
  const uint32_t nodes = nodes_at(engine->wanted_morph);
  if (designer) {
    /* Anew, for how complete it is decides the way that the morph goes. */
    morph_table_begin(table, &engine->wanted);
    while (designer_step(designer, table, nodes)) {
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
