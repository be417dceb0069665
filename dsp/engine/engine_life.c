// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/engine_state.h"

#include <stdlib.h>
#include <string.h>

#define MORPH_S 0.03 // for the whole way from A to B
#define FADE_S 0.02  // simulations, gains, on and off
#define LISTEN_S 0.012
#define PREROLL_S 0.1 // a bank with new poles runs unheard for so long

/* What changes may cost, see engine_process(). */
#define STEP_S 0.07  // of rest that a step of a design costs
#define PAUSE_S 0.01 // between steps that nobody waits for
#define JOB_S 0.01   // between jobs for the worker

static unsigned
subblocks(double rate_hz, double seconds)
{
  return 1U + (unsigned)(seconds * rate_hz / SUBBLOCK_FRAMES);
}

/** What only some of the time is needed, as far as there is memory. */
static bool
allocate(Engine* engine)
{
  Morpher* const morpher = &engine->morpher;
  if (!morpher->design.designer) {
    local_design_give(
      &morpher->design,
      morph_designer_new(engine->catalogue, engine->match.bands));
  }
  if (!engine->outside) {
    engine->outside = outside_new(engine->catalogue, morpher->bank.simd);
  }
  if (!morpher->room) {
    morpher_give_room(morpher, ear_room_new());
  }
  return morpher->design.designer && engine->outside && morpher->room;
}

/** All parts; false when out of memory. */
static bool
init(Engine* engine, double rate_hz, Simd simd)
{
  const MorpherTimes times = { subblocks(rate_hz, FADE_S),
                               subblocks(rate_hz, MORPH_S),
                               subblocks(rate_hz, PREROLL_S),
                               subblocks(rate_hz, STEP_S),
                               subblocks(rate_hz, PAUSE_S) };
  Poles poles;
  engine->rate_hz = rate_hz;
  poles_of_catalogue(&poles, rate_hz);
  engine->catalogue = pole_set_new(rate_hz, &poles, CATALOGUE_RIDGE, NULL);
  mixer_init(&engine->mixer, times.fade);
  const bool matches =
    match_init(&engine->match, rate_hz, simd, subblocks(rate_hz, LISTEN_S));
  job_desk_init(&engine->desk,
                engine->catalogue,
                engine->match.bands,
                simd,
                subblocks(rate_hz, JOB_S));
  return engine->catalogue && matches &&
         morpher_init(&engine->morpher, engine->catalogue, simd, &times) &&
         allocate(engine);
}

Engine*
engine_new(double rate_hz, Simd simd)
{
  if (!(rate_hz >= ENGINE_RATE_MIN_HZ && rate_hz <= ENGINE_RATE_MAX_HZ)) {
    return NULL;
  }
  void* memory = NULL;
  if (posix_memalign(&memory, _Alignof(Engine), sizeof(Engine))) {
    return NULL;
  }
  Engine* const engine = memory;
  memset(engine, 0, sizeof(*engine));
  if (!init(engine, rate_hz, resonators_pick(simd))) {
    engine_free(engine);
    return NULL;
  }
  engine_reset(engine);
  return engine;
}

void
engine_free(Engine* engine)
{
  if (engine) {
    earcup_free_files(engine->morpher.target.files);
    earcup_free_files(engine->morpher.target.retired);
    morpher_cleanup(&engine->morpher);
    outside_free(engine->outside);
    job_desk_cleanup(&engine->desk);
    match_cleanup(&engine->match);
    pole_set_free(engine->catalogue);
    free(engine);
  }
}

void
engine_start_over(Engine* engine)
{
  engine->is_fresh = true;
  engine->in_subblock = 0;
  engine->is_silent = engine->rests = false;
  morpher_stop(&engine->morpher);
  job_desk_start_over(&engine->desk);
  memset(&engine->meters, 0, sizeof(engine->meters));
}

void
engine_reset(Engine* engine)
{
  engine_start_over(engine);
  allocate(engine);
}

void
engine_set_restless(Engine* engine, bool restless)
{
  engine->is_restless = restless;
}

void
engine_forget_programme(Engine* engine)
{
  const Morpher* const morpher = &engine->morpher;
  if (!engine->is_fresh) {
    match_forget(&engine->match, morpher->heard.power);
    engine->rests = false;
  }
}

unsigned
engine_notices(Engine* engine)
{
  const bool fell_back = morph_target_take_fall_back(&engine->morpher.target);
  const unsigned notices =
    engine->notices | (fell_back ? ENGINE_FELL_BACK : 0U);
  engine->notices = 0;
  return notices;
}

bool
engine_set_files(Engine* engine, EarcupFiles* files)
{
  engine->rests = false;
  return morph_target_set_files(&engine->morpher.target, files);
}

const EarcupFiles*
engine_files(const Engine* engine)
{
  return engine->morpher.target.files;
}

EarcupFiles*
engine_retired_files(Engine* engine)
{
  const JobDesk* const desk = &engine->desk;
  EarcupFiles* const unheard =
    morph_target_take_unheard(&engine->morpher.target);
  if (unheard) {
    return unheard;
  }
  EarcupFiles* const retired = desk->is_taken || desk->is_back
                                 ? NULL
                                 : morpher_retired_files(&engine->morpher);
  if (retired) {
    job_desk_forget_files(&engine->desk);
  }
  return retired;
}
