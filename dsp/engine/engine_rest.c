// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/engine_state.h"

/* While nothing moves and nobody turns a control, a sub-block has nothing to
   decide. It is enough to count it. */

static bool
is_still(const Slew* slew)
{
  return slew->now == slew->target && slew->next == slew->target;
}

static bool
mix_is_still(const Engine* engine)
{
  bool still = true;
  for (int i = 0; i < MIX_VALUES; ++i) {
    still = still && is_still(&engine->mix[i]);
  }
  return still;
}

/** Whether nothing of a design is under way or will be taken up by itself. */
static bool
design_rests(const Engine* engine)
{
  return !engine->incoming && !engine->designing && !engine->job_ready &&
         !engine->lags && engine->rest == 0 && engine->job_rest == 0 &&
         engine_shows_wanted(engine, engine->table) &&
         (!engine->held.designer || morph_table_has(engine->table, MORPH_ALL));
}

bool
engine_comes_to_rest(const Engine* engine)
{
  const CrossfeedView* const view = &engine->view;
  return !engine->fresh && design_rests(engine) && !view->scanning &&
         crossfeed_same(&view->scan_of, &engine->crossfeed.wanted) &&
         crossfeed_stage_rests(&engine->crossfeed) &&
         is_still(&engine->morph) &&
         engine->morph.target == engine->wanted_morph &&
         is_still(&engine->weights_fade) && is_still(&engine->gain) &&
         is_still(&engine->matching) && !slew_moves(&engine->level) &&
         !slew_moves(&engine->unmatch) && !slew_moves(&engine->side) &&
         mix_is_still(engine);
}

/** Count a sub-block, as engine_begin_subblock() does. */
static void
count_hop(Engine* engine)
{
  --engine->listen_in;
  if (engine->held.designer) {
    engine->pause =
      engine->pause > 0 ? engine->pause - 1 : engine->pause_subblocks - 1;
  }
}

/** The controls as they were when it came to rest. Padding may differ where
    values do not: then all is done that a sub-block may need. */
static bool
is_undisturbed(const Engine* engine,
               const EngineControls* controls,
               bool may_wait)
{
  return engine->rests && !engine->restless && may_wait == engine->may_wait &&
         !memcmp(controls, &engine->controls, sizeof(*controls));
}

uint32_t
engine_rest(Engine* engine,
            const EngineControls* controls,
            bool may_wait,
            uint32_t n)
{
  uint32_t frames = 0;
  if (n == 0 || engine->listen_in <= 1 ||
      !is_undisturbed(engine, controls, may_wait)) {
    return 0;
  }
  for (; frames < n && engine->listen_in > 1; frames += SUBBLOCK_FRAMES) {
    count_hop(engine);
  }
  return frames < n ? frames : n;
}
