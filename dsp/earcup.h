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
     Earcup* earcup = earcup_new(48000.0, NULL);
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

   One that plays says settings.has_worker = true and after each block hands on
   what takes time:

     EarcupJob* job = earcup_take_job(earcup);    audio thread
     if (job) send_to_worker(job);
     ...
     success = earcup_run_job(job);               worker
     send_back(job, success);
     ...
     earcup_return_job(earcup, success);          audio thread

   Threads: "audio" is the one of earcup_process(), and never allocates, locks
   or waits; "worker" is any other, one call at a time; "any" is either, even
   beside others.
*/

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

typedef struct Earcup Earcup;
typedef struct EarcupJob EarcupJob;
typedef struct EarcupFiles EarcupFiles;

typedef enum {
  EARCUP_OK,
  EARCUP_NO_MEMORY,
  EARCUP_BAD_RATE,       /* beyond 8 to 384 kHz */
  EARCUP_BAD_SETTING,    /* a value out of its range */
  EARCUP_BAD_MEASUREMENT /* a text that holds no response */
} EarcupStatus;

/** What a status means, in one short sentence. Thread: any. */
const char* earcup_strerror(EarcupStatus status);

/* --- the catalogue ------------------------------------------------------- */

/** Ids that are no headphones of the catalogue, and its references. */
enum {
  EARCUP_NEUTRAL = 0,
  EARCUP_OPEN_REFERENCE = 1,
  EARCUP_SEMI_OPEN_REFERENCE = 2,
  EARCUP_CLOSED_REFERENCE = 3,
  EARCUP_MEASURED_FILE = 142, /* what EarcupFiles has for that place */
  EARCUP_OPPOSITE = 143       /* A in the other housing; B only */
};

typedef enum { EARCUP_OPEN, EARCUP_SEMI_OPEN, EARCUP_CLOSED } EarcupHousing;

typedef struct {
  uint32_t id; /* permanent */
  const char* maker;
  const char* name;
  EarcupHousing housing;
  bool on_ear;
} EarcupHeadphone;

/** One headphone after the other, in the order of a menu: from 0 on until it
    returns false. Thread: any. */
bool earcup_headphone(size_t index, EarcupHeadphone* headphone);

/* --- settings ------------------------------------------------------------ */

/** How it sits on the head and how its cup is changed. */
typedef struct {
  double seal;        /* 0..1: 1 closes as on the measuring head */
  double pad_wear;    /* 0..1: 0 new, 1 flattened */
  double cup_volume;  /* -1..1: half .. twice the rear volume */
  double cup_damping; /* -1..1: a tenth .. ten times the damping */
  double bass_port;   /* -1..1: above 0 more damped, below a rear port */
} EarcupFit;

/** How unlike left and right are. */
typedef struct {
  float amount;       /* 0..2, 1 is the spread of measured pairs */
  float seal_balance; /* -1..1: below 0 the left leaks more */
  uint32_t seat;      /* 1..999: which pair, and how it was put on */
} EarcupEars;

/** What is simulated. */
typedef struct {
  uint32_t headphone_a; /* ids */
  uint32_t headphone_b;
  double morph;     /* 0 A .. 1 B */
  uint32_t wearing; /* what the listener wears, to be divided out */
  bool at_mic;      /* heard by a microphone before the mouth */
  double strength;  /* 0..1.5: of the difference from neutral, in dB */
  EarcupFit fit;
  EarcupEars ears;
  double target_bass_db; /* -6..6: the listener's neutral, a low shelf */
  double target_tilt_db; /* -1..1: per octave */
} EarcupSimulation;

typedef enum {
  EARCUP_CROSSFEED_OFF,
  EARCUP_CROSSFEED_NATURAL, /* two loudspeakers around a mean head */
  EARCUP_CROSSFEED_BAUER,   /* the circuits, as in bs2b */
  EARCUP_CROSSFEED_CHU_MOY,
  EARCUP_CROSSFEED_MEIER
} EarcupCrossfeedMode;

typedef struct {
  EarcupCrossfeedMode mode;
  double amount;    /* 0..1 */
  double angle_deg; /* 20..150: between the speakers; Natural only */
} EarcupCrossfeed;

typedef enum {
  EARCUP_MONITOR_STEREO,
  EARCUP_MONITOR_MONO,
  EARCUP_MONITOR_SIDE,
  EARCUP_MONITOR_LEFT,
  EARCUP_MONITOR_RIGHT,
  EARCUP_MONITOR_DIFFERENCE, /* simulated minus original, equally loud */
  EARCUP_MONITOR_ORIGINAL
} EarcupMonitor;

typedef struct {
  bool enabled;     /* false: the input, bit by bit */
  bool match;       /* keep the loudness */
  float gain;       /* 0..16, a factor */
  float balance[2]; /* 0..16, factors on left and right */
  bool swap;        /* exchange left and right, before balance */
  EarcupMonitor monitor;
} EarcupMix;

typedef enum {
  EARCUP_OUTSIDE_STREET,
  EARCUP_OUTSIDE_TRAIN,
  EARCUP_OUTSIDE_OFFICE,
  EARCUP_OUTSIDE_AIRCRAFT,
  EARCUP_OUTSIDE_PINK
} EarcupOutsideSound;

/** Sound around the cups. */
typedef struct {
  bool is_on;
  float gain;               /* 0..16, a factor */
  EarcupOutsideSound sound; /* where earcup_process() gets none */
} EarcupOutside;

typedef struct {
  EarcupSimulation simulation;
  EarcupCrossfeed crossfeed;
  EarcupMix mix;
  EarcupOutside outside;
  bool has_worker; /* somebody serves earcup_take_job() */
} EarcupSettings;

/** The open reference as it is, equally loud. Thread: any. */
void earcup_default_settings(EarcupSettings* settings);

/* --- sound --------------------------------------------------------------- */

/** @param status why there is none; NULL is fine
    Thread: worker. NULL for a rate out of range or when out of memory. */
Earcup* earcup_new(double rate_hz, EarcupStatus* status);

/** Thread: worker, nothing else running. NULL is fine; files remain. */
void earcup_free(Earcup* earcup);

/** Forget the past: the next frame is heard with the settings of then.
    Thread: worker, not beside earcup_process(). */
void earcup_reset(Earcup* earcup);

/** Where all should go; it gets there without a click. EARCUP_BAD_SETTING
    leaves it as it was. Thread: audio. */
EarcupStatus earcup_set(Earcup* earcup, const EarcupSettings* settings);

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

/** Response to centred sound, before match and gain. False as long as nothing
    has been processed.
    @param hz below half the rate
    @param db written, n of them
    Thread: audio (bounded: some 0.5 us for each frequency). */
bool earcup_heard(const Earcup* earcup, const double* hz, double* db, size_t n);

/* --- what takes time ----------------------------------------------------- */

/** A job for a worker, or NULL; no other before earcup_return_job().
    Thread: audio. */
EarcupJob* earcup_take_job(Earcup* earcup);

/** Do it; once more does no harm. Thread: worker, beside earcup_process(). */
bool earcup_run_job(EarcupJob* job);

/** It is done: what has come of it is heard from now on.
    @param success what earcup_run_job() has returned
    Thread: audio. */
void earcup_return_job(Earcup* earcup, bool success);

/* --- measurements -------------------------------------------------------- */

/** A file as it was read into memory; no bytes: none for that place. */
typedef struct {
  const void* data;
  size_t size;
} EarcupText;

/**
   Measured responses for A, B and what is worn: rows of frequency and level, or
   an equaliser's filters, in any of the formats that Earcup reads. One for A or
   B that covers 100 Hz to 8 kHz is fitted to a circuit, open or closed as it
   looks: seal, pads, cup and port act on it as on any headphone.

   @param rate_hz that of the Earcup it is for
   @param message receives what was wrong, or "", message_size > 0 bytes
   Thread: worker (some 20 ms a file). NULL if one cannot be read or there is
   none.
*/
EarcupFiles* earcup_read_files(double rate_hz,
                               const EarcupText text[3],
                               EarcupStatus* status,
                               char* message,
                               size_t message_size);

/** Thread: worker. NULL is fine. */
void earcup_free_files(EarcupFiles* files);

/** Use these, NULL for none; false while those before the last may still be
    heard: ask again. Thread: audio. */
bool earcup_use_files(Earcup* earcup, EarcupFiles* files);

/** Files that are no longer heard, for earcup_free_files(), or NULL.
    Thread: audio. */
EarcupFiles* earcup_retired_files(Earcup* earcup);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
