// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/engine_state.h"

#include "dsp/filter/file_poles.h"

#include <stdlib.h>
#include <string.h>

#define MORPH_S 0.03 // for the whole way from A to B
#define FADE_S 0.02  // simulations, gains, on and off
#define LISTEN_S 0.012
#define PREROLL_S 0.1 // a bank with new poles runs unheard for so long

/* What changes may cost, see engine_process(). */
#define STEP_S 0.05  // of rest that a step of a design costs
#define PAUSE_S 0.01 // between steps that nobody waits for
#define JOB_S 0.01   // between jobs for the worker

static unsigned
subblocks(const Engine* engine, double seconds)
{
  return 1u + (unsigned)(seconds * engine->rate_hz / SUBBLOCK_FRAMES);
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
  engine->rate_hz = rate_hz;
  engine->simd = resonators_pick(simd);
  Poles poles;
  poles_of_catalogue(&poles, rate_hz);
  engine->pole_set = pole_set_new(rate_hz, &poles, CATALOGUE_RIDGE, NULL);
  engine->table = calloc(1, sizeof(*engine->table));
  if (!engine->pole_set || !engine->table ||
      !engine_allocate(engine, &engine->held, true)) {
    engine_free(engine);
    return NULL;
  }
  engine->fade_subblocks = subblocks(engine, FADE_S);
  engine->morph_subblocks = subblocks(engine, MORPH_S);
  engine->preroll_subblocks = subblocks(engine, PREROLL_S);
  engine->listen_subblocks = subblocks(engine, LISTEN_S);
  engine->step_subblocks = subblocks(engine, STEP_S);
  engine->pause_subblocks = subblocks(engine, PAUSE_S);
  engine->job_subblocks = subblocks(engine, JOB_S);
  engine->slot.pole_set = engine->pole_set;
  engine->slot.group = engine->groups;
  engine_reset(engine);
  return engine;
}

void
engine_free(Engine* engine)
{
  if (engine) {
    engine_free_resources(&engine->held);
    engine_free_resources(&engine->handover);
    free(engine->table);
    pole_set_free(engine->pole_set);
    free(engine);
  }
}

void
engine_start_over(Engine* engine)
{
  engine->fresh = true;
  engine->in_subblock = 0;
  engine->is_silent = engine->rests = false;
  engine->active = engine->incoming = NULL;
  engine->designing = false;
  engine->rest = engine->pause = engine->job_rest = 0;
  memset(&engine->meters, 0, sizeof(engine->meters));
}

void
engine_reset(Engine* engine)
{
  engine_start_over(engine);
  engine_allocate(engine, &engine->held, true);
}

unsigned
engine_notices(Engine* engine)
{
  const unsigned notices = engine->notices;
  engine->notices = 0;
  return notices;
}

const char*
engine_kernel(const Engine* engine)
{
  return resonators_kernel_name(engine->simd);
}

void
engine_set_restless(Engine* engine, bool restless)
{
  engine->restless = restless;
}

void
engine_forget_programme(Engine* engine)
{
  if (!engine->fresh) {
    programme_reset(&engine->programme, engine->active->pole_set);
    engine->match = engine_match(engine);
    engine->listen_in = engine->listen_subblocks;
    engine->rests = false;
  }
}

const EngineMeters*
engine_meters(const Engine* engine)
{
  return &engine->meters;
}

const EngineCounts*
engine_counts(const Engine* engine)
{
  return &engine->counts;
}

bool
engine_heard(const Engine* engine, EngineHeard* heard)
{
  if (engine->fresh) {
    return false;
  }
  const CrossfeedStage* const stage = &engine->crossfeed;
  heard->crossfeed = stage->slot[crossfeed_stage_incoming(stage)].of;
  heard->poles = *pole_set_poles(engine->table->of.pole_set);
  heard->weights = engine->heard.weights;
  return true;
}

double complex
engine_heard_response(const EngineHeard* heard,
                      double frequency_hz,
                      double rate_hz)
{
  return weights_response(
           &heard->poles, &heard->weights, rate_hz, frequency_hz) *
         crossfeed_response(&heard->crossfeed, frequency_hz, rate_hz).mid;
}

bool
engine_load_files(double rate_hz,
                  const MeasuredFiles* files,
                  LoadedFiles** loaded)
{
  bool any = false;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    any |= files->present[slot];
  }
  *loaded = NULL;
  if (!any) {
    return true;
  }
  void* memory = NULL;
  if (posix_memalign(&memory, _Alignof(LoadedFiles), sizeof(LoadedFiles))) {
    return false;
  }
  LoadedFiles* const made = memory;
  memset(made, 0, sizeof(*made));
  made->files = *files;
  made->pole_set = file_poles_design(rate_hz, files, &made->error_db);
  made->slot.pole_set = made->pole_set;
  made->slot.group = made->groups;
  if (!made->pole_set) {
    engine_free_files(made);
    return false;
  }
  *loaded = made;
  return true;
}

double
engine_files_error_db(const LoadedFiles* files)
{
  return files->error_db;
}

const MeasuredFiles*
engine_measured_files(const LoadedFiles* files)
{
  return &files->files;
}

void
engine_free_files(LoadedFiles* files)
{
  if (files) {
    pole_set_free(files->pole_set);
    free(files);
  }
}

bool
engine_set_files(Engine* engine, LoadedFiles* files)
{
  if (engine->retired) {
    return false;
  }
  engine->retired = engine->files;
  engine->files = files;
  engine->rests = false;
  engine->has_refused = false;
  return true;
}

/** Whether a design is still part of what is heard, or on its way there. */
static bool
is_of(const MorphTable* table, const LoadedFiles* files)
{
  return table->of.pole_set == files->pole_set ||
         table->of.simulation.files == &files->files;
}

static bool
in_use(const Engine* engine, const LoadedFiles* files)
{
  return engine->job_running || engine->job_ready || engine->incoming ||
         is_of(engine->table, files) ||
         (engine->active && engine->active->pole_set == files->pole_set) ||
         (engine->designing &&
          is_of(morph_designer_table(engine->held.designer), files));
}

LoadedFiles*
engine_retired_files(Engine* engine)
{
  LoadedFiles* const retired = engine->retired;
  if (!retired || in_use(engine, retired)) {
    return NULL;
  }
  if (engine->held.designer) {
    morph_designer_forget(engine->held.designer);
  }
  if (engine->handover.designer) {
    morph_designer_forget(engine->handover.designer);
  }
  engine->designing = false; // what was begun is forgotten too
  engine->retired = NULL;
  return retired;
}
