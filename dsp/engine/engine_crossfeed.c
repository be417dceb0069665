// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/engine_state.h"

/* What the crossfeed does to the loudness of the programme and to mono, found
   a little at a time while its stage changes. */

#define SCAN_HOPS 4 // for a step: meters need no hurry

static void
mix_powers(CrossfeedView* view)
{
  const BandValues* const from = &view->slot[view->from];
  const BandValues* const to = &view->slot[view->to];
  for (int c = 0; c < 2; ++c) {
    for (size_t b = 0; b < PROGRAMME_BANDS_MAX; ++b) {
      const float a = from->value[c][b];
      view->power.value[c][b] = a + view->way * (to->value[c][b] - a);
    }
  }
}

/** Powers of the bank slots that are heard; true if they or their mix have
    changed. Between two settings powers are mixed, not their responses. */
static bool
follow_powers(Engine* engine)
{
  const CrossfeedStage* const stage = &engine->crossfeed;
  CrossfeedView* const view = &engine->view;
  const PoleSet* const pole_set = engine->active->pole_set;
  const unsigned place[] = { stage->live, crossfeed_stage_incoming(stage) };
  const float way = crossfeed_stage_way(stage);
  bool changed =
    view->from != place[0] || view->to != place[1] || view->way != way;
  for (int k = 0; k < 2; ++k) {
    const unsigned i = place[k];
    const Crossfeed* const of = &stage->slot[i].of;
    if (view->pole_set[i] != pole_set || !crossfeed_same(of, &view->of[i])) {
      view->pole_set[i] = pole_set;
      view->of[i] = *of;
      programme_crossfeed(pole_set, of, &view->slot[i]);
      changed = true;
    }
  }
  if (changed) {
    view->from = place[0];
    view->to = place[1];
    view->way = way;
    mix_powers(view);
  }
  return changed;
}

static void
follow_errors(CrossfeedView* view, const Crossfeed* wanted, double rate_hz)
{
  if (view->scanning) {
    if (++view->scan_subblock % SCAN_HOPS == 0) {
      view->scanning = !crossfeed_scan_step(&view->scan, &view->errors);
    }
  } else if (!crossfeed_same(&view->scan_of, wanted)) {
    crossfeed_scan_begin(&view->scan, wanted, rate_hz);
    view->scan_of = *wanted;
    view->scanning = true;
  }
}

void
engine_start_crossfeed(Engine* engine, const Crossfeed* wanted)
{
  CrossfeedView* const view = &engine->view;
  crossfeed_stage_init(&engine->crossfeed, engine->rate_hz, wanted);
  view->pole_set[0] = view->pole_set[1] = NULL;
  follow_powers(engine);
  view->scanning = false;
  view->scan_of = *wanted;
  view->errors = crossfeed_errors(wanted, engine->rate_hz);
}

bool
engine_follow_crossfeed(Engine* engine, const Crossfeed* wanted)
{
  crossfeed_stage_set(&engine->crossfeed, wanted);
  follow_errors(&engine->view, wanted, engine->rate_hz);
  return follow_powers(engine);
}

float
engine_match(const Engine* engine)
{
  return programme_match(
    &engine->programme, &engine->view.power, engine->heard.power);
}

CrossfeedErrors
engine_crossfeed_errors(const Engine* engine)
{
  return engine->view.errors;
}
