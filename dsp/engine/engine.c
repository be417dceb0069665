// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/engine_state.h"

#include "dsp/filter/file_poles.h"

#include <stdlib.h>
#include <string.h>

#define MORPH_S 0.03 // for the whole way from A to B
#define FADE_S 0.02  // scenes, gains, on and off
#define LISTEN_S 0.012
#define WARM_S 0.1 // a bank with new poles runs unheard for so long

/* What changes may cost, see engine_process(). */
#define STEP_S 0.05  // of rest that a step of a design costs
#define PAUSE_S 0.01 // between steps that nobody waits for
#define JOB_S 0.01   // between jobs for the worker

static unsigned
hops(const Engine* engine, double seconds)
{
  return 1u + (unsigned)(seconds * engine->rate_hz / HOP_FRAMES);
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
  engine->design = design_new(rate_hz, &poles, CATALOGUE_RIDGE, NULL);
  engine->table = calloc(1, sizeof(*engine->table));
  if (!engine->design || !engine->table ||
      !engine_equip(engine, &engine->own, true)) {
    engine_free(engine);
    return NULL;
  }
  engine->fade_hops = hops(engine, FADE_S);
  engine->morph_hops = hops(engine, MORPH_S);
  engine->warm_hops = hops(engine, WARM_S);
  engine->listen_hops = hops(engine, LISTEN_S);
  engine->step_hops = hops(engine, STEP_S);
  engine->pause_hops = hops(engine, PAUSE_S);
  engine->job_hops = hops(engine, JOB_S);
  engine->voice.design = engine->design;
  engine->voice.group = engine->groups;
  engine_reset(engine);
  return engine;
}

void
engine_free(Engine* engine)
{
  if (engine) {
    engine_free_kit(&engine->own);
    engine_free_kit(&engine->parcel);
    free(engine->table);
    design_free(engine->design);
    free(engine);
  }
}

void
engine_start_over(Engine* engine)
{
  engine->fresh = true;
  engine->in_hop = 0;
  engine->is_silent = engine->rests = false;
  engine->speaking = engine->coming = NULL;
  engine->designing = false;
  engine->rest = engine->pause = engine->job_rest = 0;
  memset(&engine->meters, 0, sizeof(engine->meters));
}

void
engine_reset(Engine* engine)
{
  engine_start_over(engine);
  engine_equip(engine, &engine->own, true);
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
    programme_reset(&engine->programme, engine->speaking->design);
    engine->match = engine_match(engine);
    engine->listen_in = engine->listen_hops;
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
  heard->crossfeed = stage->voice[crossfeed_stage_coming(stage)].of;
  heard->poles = *design_poles(engine->table->of.design);
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
  made->design = file_poles_design(rate_hz, files, &made->error_db);
  made->voice.design = made->design;
  made->voice.group = made->groups;
  if (!made->design) {
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
    design_free(files->design);
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
  return table->of.design == files->design ||
         table->of.scene.files == &files->files;
}

static bool
in_use(const Engine* engine, const LoadedFiles* files)
{
  return engine->job_running || engine->job_ready || engine->coming ||
         is_of(engine->table, files) ||
         (engine->speaking && engine->speaking->design == files->design) ||
         (engine->designing &&
          is_of(designer_table(engine->own.designer), files));
}

LoadedFiles*
engine_retired_files(Engine* engine)
{
  LoadedFiles* const retired = engine->retired;
  if (!retired || in_use(engine, retired)) {
    return NULL;
  }
  if (engine->own.designer) {
    designer_forget(engine->own.designer);
  }
  if (engine->parcel.designer) {
    designer_forget(engine->parcel.designer);
  }
  engine->designing = false; // what was begun is forgotten too
  engine->retired = NULL;
  return retired;
}
