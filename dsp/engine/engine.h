// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_ENGINE_H
#define EARCUP_ENGINE_H

#include "dsp/door/files.h"
#include "dsp/engine/crossfeed.h"
#include "dsp/engine/mixer.h"
#include "dsp/engine/outside_source.h"
#include "dsp/filter/resonators.h"
#include "dsp/model/simulation.h"

#include <stdbool.h>
#include <stdint.h>

#define ENGINE_RATE_MIN_HZ 8000.0
#define ENGINE_RATE_MAX_HZ 384000.0

/** Where everything should go; the engine gets there without a click. */
typedef struct {
  Simulation simulation; ///< its files are the engine's own business
  double morph;          ///< 0..1
  Crossfeed crossfeed;
  MixerControls mixer;
  bool outside;               ///< sound outside is wanted
  float outside_gain;         ///< factor on it
  OutsideSound outside_sound; ///< if none comes in
} EngineControls;

/** What the last call did. */
typedef struct {
  float peak[2];    ///< of the output, left and right, linear
  float match_gain; ///< factor now applied to keep the loudness
} EngineMeters;

/** What changes of simulation have cost since the engine was made. */
typedef struct {
  uint64_t designs; ///< begun in engine_process()
  uint64_t steps;   ///< of designs, taken in engine_process()
  uint64_t jobs;    ///< ordered from a worker, but for freeing
} EngineCounts;

/** What a worker is to do for an engine. */
typedef struct EngineJob EngineJob;

/**
   The whole path from input to output.

   Sound moves on in sub-blocks of SUBBLOCK_FRAMES, counted from the last reset:
   what comes out does not depend on how the frames are parted into calls.
*/
typedef struct Engine Engine;

/**
   @param rate_hz ENGINE_RATE_MIN_HZ to ENGINE_RATE_MAX_HZ
   Thread: worker (allocates, plans FFTs). NULL for a rate out of range or
   when out of memory.
*/
Engine* engine_new(double rate_hz, Simd simd);

/** Free it, with the files that it has. Thread: worker, nothing else running.
    NULL is fine. */
void engine_free(Engine* engine);

/** Forget the past; the next frame is heard with the controls it comes with
    (without memory for that, it fades to them from those before).
    Thread: any but rt, not beside engine_process(). */
void engine_reset(Engine* engine);

/**
   Process frames. If what comes out is not finite, which has to be a fault of
   ours, it is silence, and all begins anew.

   A change of simulation is a request: newer ones replace older ones, the last
   one always arrives. What is designed here is done in steps
   (morph_designer_step(), 0.15 ms at most), at most one in each sub-block of
   SUBBLOCK_FRAMES; after a design (a table with the nodes around the morph, 2
   to 7 steps, 30 at the microphone) the next one waits until 70 ms for each of
   its steps are over. Whatever the controls do, that is one step in 70 ms in
   the long run, and one in 10 ms while the rest of a table is completed. The
   first call after a reset takes all steps of a design at once.

   Where the input has been exactly zero until all states have died out below
   -200 dBFS, they are set to zero, and what follows is left out until a frame
   is not zero; what comes out is the same to the bit.

   @param controls as they are now; ranges are the caller's duty
   @param may_wait true if a worker will serve engine_take_job(): a change of
   simulation then waits for it, and it takes away what takes up memory until
   the next one. False designs here: for offline rendering, for hosts without a
   worker and for those whose worker does not run beside this. What comes out
   then is a function of the frames and of the controls at each sub-block alone.
   @param in left and right, any values; what is not finite is silence
   @param outside sound around the cups, or NULL for the ambience
   @param out n frames each; out may be in, channel by channel or crossed
   Thread: rt. Never allocates, waits or plans.
*/
void engine_process(Engine* engine,
                    const EngineControls* controls,
                    bool may_wait,
                    const float* const in[2],
                    const float* const outside[2],
                    float* const out[2],
                    uint32_t n);

/** Name of the kernel that its filters run on, for people. Thread: any. */
const char* engine_kernel(const Engine* engine);

/** Leave nothing out, neither in silence nor while no control changes: to test
    that this is not heard. Thread: as engine_reset(). */
void engine_set_restless(Engine* engine, bool restless);

/** Forget what has been playing, as far as the match has learned from it: what
    follows is rendered the same whatever came before. Thread: rt. */
void engine_forget_programme(Engine* engine);

/** What a user should be told of. */
typedef enum {
  ENGINE_BROKE = 1,    ///< what came out was not finite and became silence
  ENGINE_FELL_BACK = 2 ///< the catalogue's poles serve files, for their own do
                       ///< not get within 1 dB and these come closer
} EngineNotice;

/** What has happened since the last call, EngineNotice bits. Thread: rt. */
unsigned engine_notices(Engine* engine);

/** Thread: rt. */
EngineCounts engine_counts(const Engine* engine);

/** What the last engine_process() did. Thread: rt. */
const EngineMeters* engine_meters(const Engine* engine);

/** How far the crossfeed bends mono and hard-panned sound, soon after it
   has been set. Thread: rt. */
CrossfeedErrors engine_crossfeed_errors(const Engine* engine);

/** What is heard before match and gain: a crossfeed, then a headphone. */
typedef struct {
  Crossfeed crossfeed;
  Poles poles;
  Weights weights;
} EngineHeard;

/** What is heard now. False as long as nothing has been processed since the
    engine was made or reset. Thread: rt. */
bool engine_heard(const Engine* engine, EngineHeard* heard);

/** Response to a centred sound.
    @param frequency_hz below half of rate_hz
    Thread: any. */
double complex engine_heard_response(const EngineHeard* heard,
                                     double frequency_hz,
                                     double rate_hz);

/** A job for a worker, or NULL; until engine_return_job() there is no other,
    and one that designs comes at most every 10 ms of sound, and later the more
    the last one has cost: a worker is busy for a fifth of the time at most. The
    job is the engine's. Thread: rt. */
EngineJob* engine_take_job(Engine* engine);

/** Do the job: design the wanted simulation, or free what is not needed now.
   Once more does no harm, if the first time seems to have been lost.
    @param at_once true if this thread is the one of engine_process(): nothing
    is designed then, and may_wait should be false from now on
    Thread: worker, one at a time, beside engine_process(). False if there is
    no result, as when out of memory. */
bool engine_job_run(EngineJob* job, bool at_once);

/** The job is done, and no other run of it is still to come; its result is
    heard from the next sub-block on.
    @param success what engine_job_run() has returned
    Thread: rt. */
void engine_return_job(Engine* engine, bool success);

/**
   Use these files from the next sub-block on, NULL for none: they are the
   engine's now. False if it still fades from the last ones: keep them and ask
   again. Thread: rt.
*/
bool engine_set_files(Engine* engine, EarcupFiles* files);

/** The files that are set, or NULL. Thread: rt. */
const EarcupFiles* engine_files(const Engine* engine);

/** Files that are no longer heard, for earcup_free_files(); NULL if there are
    none. This is the one list of them. Thread: rt. */
EarcupFiles* engine_retired_files(Engine* engine);

#endif
