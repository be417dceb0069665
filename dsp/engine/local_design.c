// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/local_design.h"

#include <math.h>
#include <string.h>

void
local_design_init(LocalDesign* design,
                  unsigned step_subblocks,
                  unsigned pause_subblocks)
{
  memset(design, 0, sizeof(*design));
  design->step_subblocks = step_subblocks;
  design->pause_subblocks = pause_subblocks;
}

void
local_design_start_over(LocalDesign* design)
{
  design->is_running = false;
  design->rest = design->pause = 0;
}

void
local_design_give(LocalDesign* design, MorphDesigner* designer)
{
  design->designer = designer;
}

MorphDesigner*
local_design_take(LocalDesign* design)
{
  MorphDesigner* const designer = design->designer;
  design->designer = NULL;
  design->is_running = false;
  return designer;
}

void
local_design_cancel(LocalDesign* design)
{
  design->is_running = false;
}

void
local_design_forget(LocalDesign* design)
{
  if (design->designer) {
    morph_designer_forget(design->designer);
  }
  design->is_running = false; // what was begun is forgotten too
}

void
local_design_all(LocalDesign* design, MorphTable* table, MorphTarget* target)
{
  const uint32_t nodes = morph_nodes_at(target->morph);
  if (!design->designer || !morph_table_fits(table, &target->key)) {
    return;
  }
  morph_table_begin(table, &target->key);
  while (morph_designer_step(design->designer, table, nodes)) {
    ++design->steps;
    if (table->is_bad) {
      morph_target_refuse(target, table);
      morph_table_begin(table, &target->key);
    }
  }
}

/** Start a design, if something is wanted and the last one is paid for. */
static void
begin(LocalDesign* design, const LocalDesignInput* now)
{
  const MorphTarget* const target = now->target;
  const bool live_is_wanted = morph_target_is(target, now->live);
  const bool is_there =
    live_is_wanted && morph_table_has(now->live, morph_nodes_at(target->morph));
  const bool waits = target->may_wait || now->changes_poles;
  if (design->rest > 0 || is_there || (!live_is_wanted && waits)) {
    return;
  }
  if (!live_is_wanted) {
    MorphTable* const table =
      morph_designer_table_for(design->designer, &target->key);
    if (!morph_table_fits(table, &target->key)) {
      return;
    }
    morph_table_begin(table, &target->key);
  }
  design->is_for_live = live_is_wanted;
  design->morph = target->morph;
  design->is_running = true;
  ++design->designs;
}

/** Take a step; true if a table of its own is ready. */
static bool
go_on(LocalDesign* design, const LocalDesignInput* now)
{
  MorphTable* const table =
    design->is_for_live ? now->live : morph_designer_table(design->designer);
  const uint32_t nodes = morph_nodes_at(design->morph);
  design->steps += morph_designer_step(design->designer, table, nodes);
  design->rest += design->step_subblocks;
  if (table->is_bad) {
    design->is_running = false;
    morph_target_refuse(now->target, table);
  } else if (morph_table_has(table, nodes)) {
    design->is_running = false;
    return !design->is_for_live;
  }
  return false;
}

/** Design what may be needed later, near the morph first. */
static void
complete(LocalDesign* design, const LocalDesignInput* now)
{
  if (design->pause > 0) {
    --design->pause;
    return;
  }
  design->pause = design->pause_subblocks - 1;
  for (unsigned reach = 1; reach < MORPH_NODES; ++reach) {
    const float way = (float)reach / (MORPH_NODES - 1);
    const uint32_t nodes = morph_nodes((double)fmaxf(now->morph - way, 0.0F),
                                       (double)fminf(now->morph + way, 1.0F));
    if (morph_designer_step(design->designer, now->live, nodes)) {
      ++design->steps;
      if (now->live->is_bad) {
        morph_target_refuse(now->target, now->live);
      }
      return;
    }
  }
}

bool
local_design_step(LocalDesign* design, const LocalDesignInput* now)
{
  design->rest -= design->rest > 0;
  if (!design->designer) {
    return false;
  }
  if (!design->is_running) {
    begin(design, now);
  }
  if (design->is_running && (design->is_for_live || !now->changes_poles)) {
    return go_on(design, now);
  }
  if (morph_target_is(now->target, now->live)) {
    complete(design, now);
  }
  return false;
}

void
local_design_idle(LocalDesign* design)
{
  if (design->designer) {
    design->pause =
      design->pause > 0 ? design->pause - 1 : design->pause_subblocks - 1;
  }
}
