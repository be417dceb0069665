/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright the Earcup developers */
#ifndef EARCUP_EARCUP_H
#define EARCUP_EARCUP_H

/*
   Headphone housings, simulated: the door for programs that want the sound of
   Earcup without its plugin. C99 or C++11; the archive is built by `make lib`
   and needs fftw3f, m and pthread.

   A program that renders needs no more than this:

     EarcupSettings settings;
     Earcup* earcup = earcup_new(48000.0, NULL, NULL);
     if (earcup) {
       earcup_default_settings(&settings);
       settings.simulation.headphone_a = EARCUP_CLOSED_REFERENCE;
       earcup_set(earcup, &settings);
       while (read_block(in, n)) {
         earcup_process(earcup, in, NULL, out, n);
         write_block(out, n);
       }
       earcup_free(earcup);
     }

   One that plays says earcup_set_worker(earcup, true) and after each block
   hands on what takes time:

     EarcupJob* job = earcup_take_job(earcup);    audio thread
     if (job) send_to_worker(job);
     ...
     success = earcup_run_job(job, false);        worker
     send_back(job, success);
     ...
     earcup_return_job(earcup, success);          audio thread

   Threads: "audio" is the one of earcup_process(), and never allocates, locks
   or waits; "worker" is any other, one call at a time; "any" is either, even
   beside others.
*/

#include "dsp/door/catalogue.h"
#include "dsp/door/files.h"
#include "dsp/door/settings.h"
#include "dsp/door/shown.h"
#include "dsp/door/status.h"

EARCUP_BEGIN

typedef struct Earcup Earcup;
typedef struct EarcupJob EarcupJob;

/* --- sound --------------------------------------------------------------- */

/** @param kernel variant of the inner loops, to measure and test them:
   "scalar", "generic", "avx2", "avx512" or "wide"; NULL, or one that this
   machine does not have: the best that it has
    @param status why there is none; NULL is fine
    Thread: worker. NULL for a rate out of range or when out of memory. */
Earcup* earcup_new(double rate_hz, const char* kernel, EarcupStatus* status);

/** Free it, with the files that it has. Thread: worker, nothing else running.
    NULL is fine. */
void earcup_free(Earcup* earcup);

/** Forget the past: the next frame is heard with the settings of then.
    Thread: worker, not beside earcup_process(). */
void earcup_reset(Earcup* earcup);

/** Name of the kernel that it runs on. Thread: any. */
const char* earcup_kernel(const Earcup* earcup);

/** Where all should go; it gets there without a click. EARCUP_BAD_SETTING
    leaves it as it was. Thread: audio. */
EarcupStatus earcup_set(Earcup* earcup, const EarcupSettings* settings);

/** The morph of the simulation alone, 0..1 (in no time). Thread: audio. */
void earcup_set_morph(Earcup* earcup, double morph);

/** Whether somebody serves earcup_take_job(); at first nobody does, and what
    comes out is a function of frames and settings alone. Thread: audio. */
void earcup_set_worker(Earcup* earcup, bool has_worker);

/** Forget what has been playing, as far as the match of loudness has learned
    from it: what follows is the same whatever came before. Thread: audio. */
void earcup_forget_programme(Earcup* earcup);

/**
   Process frames, without latency. What is not finite comes in and goes out as
   silence. What comes out does not depend on how frames are parted into calls.

   @param in left and right
   @param outside sound around the cups, or NULL for EarcupOutside.sound
   @param out n frames each; may be in
   Thread: audio.
*/
void earcup_process(Earcup* earcup,
                    const float* const in[2],
                    const float* const outside[2],
                    float* const out[2],
                    uint32_t n);

/** What the last block did. */
typedef struct {
  float peak[2];        /* of what came out, linear */
  float match_gain;     /* factor that keeps the loudness */
  double mono_error_db; /* how far the crossfeed bends mono */
  double side_error_db; /* and hard-panned sound */
} EarcupMeters;

/** Thread: audio. */
void earcup_meters(const Earcup* earcup, EarcupMeters* meters);

/** What a user should be told of. */
enum {
  EARCUP_BROKE = 1, /* what came out was not finite and became silence */
  EARCUP_FELL_BACK =
    2 /* the catalogue's filters serve measured files, for
         their own do not get within 1 dB and these do better */
};

/** What has happened since the last call, those bits. Thread: audio. */
unsigned earcup_notices(Earcup* earcup);

/** Note what is heard now, for earcup_heard(). False as long as nothing has
    been processed. Thread: audio. */
bool earcup_hold(Earcup* earcup);

/** Response to centred sound, before match and gain, as it was when last held.
    @param hz below half the rate
    @param db written, n of them, not below -600
    Thread: any, not beside earcup_hold() (some 0.5 us for each frequency). */
void earcup_heard(const Earcup* earcup, const double* hz, double* db, size_t n);

/* --- what takes time ----------------------------------------------------- */

/** A job for a worker, or NULL; no other before earcup_return_job().
    Thread: audio. */
EarcupJob* earcup_take_job(Earcup* earcup);

/** Do it; once more does no harm.
    @param at_once true on the audio thread itself, where nothing is designed:
    then earcup_set_worker(earcup, false)
    Thread: worker, beside earcup_process(). */
bool earcup_run_job(EarcupJob* job, bool at_once);

/** It is done: what has come of it is heard from now on.
    @param success what earcup_run_job() has returned
    Thread: audio. */
void earcup_return_job(Earcup* earcup, bool success);

/* --- measured files ------------------------------------------------------ */

/** Use these from the next frames on, NULL for none: they are the Earcup's now,
    not to be changed any more. False while those before the last may still be
    heard: keep them and ask again. Thread: audio. */
bool earcup_use_files(Earcup* earcup, EarcupFiles* files);

/** Those in use, or NULL. Thread: audio. */
const EarcupFiles* earcup_files(const Earcup* earcup);

/** Files that are no longer heard, yours again, for earcup_free_files(); or
    NULL. Thread: audio. */
EarcupFiles* earcup_retired_files(Earcup* earcup);

EARCUP_END

#endif
