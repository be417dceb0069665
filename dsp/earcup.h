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

/* --- curves -------------------------------------------------------------- */

/** The one frequency grid: 10 Hz to 24 kHz in 1/48 octaves. */
#define EARCUP_GRID_POINTS 540

/** A magnitude response in dB on the grid. */
typedef struct {
  double db[EARCUP_GRID_POINTS];
} EarcupCurve;

/** Frequency of a grid point. @param i below EARCUP_GRID_POINTS. Thread: any.
 */
double earcup_grid_hz(size_t i);

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

typedef enum {
  EARCUP_OPEN,
  EARCUP_SEMI_OPEN,
  EARCUP_CLOSED,
  EARCUP_NO_HOUSING /* of no headphone, or not known */
} EarcupHousing;

typedef struct {
  uint32_t id; /* permanent */
  const char* maker;
  const char* name;
  const char* credit; /* whose measurements it is made after */
  EarcupHousing housing;
  bool on_ear;
  bool is_active; /* electronics inside: a response, and no cup to change */
  unsigned year;  /* 0 if we are not sure */
  double rms_db;  /* how far it is from its measurements, < 0: not known */
  double lab_db;  /* how far laboratories are apart, < 0: not known */
  unsigned n_labs;
} EarcupHeadphone;

/** How many there are. Thread: any. */
size_t earcup_n_headphones(void);

/** One after the other, in the order of a menu: type, maker, name. False from
    earcup_n_headphones() on. Thread: any. */
bool earcup_headphone(size_t index, EarcupHeadphone* headphone);

/** The one with that permanent id; false if there is none. Thread: any. */
bool earcup_find_headphone(uint32_t id, EarcupHeadphone* headphone);

/** True for what can be chosen for A or as worn: neutral, one of the catalogue,
    a measured file. Thread: any. */
bool earcup_can_choose(uint32_t id);

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

/** Where to listen, as the port counts. */
enum { EARCUP_LISTEN_AT_EAR, EARCUP_LISTEN_AT_MIC };

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
} EarcupSettings;

/** The open reference as it is, equally loud. Thread: any. */
void earcup_default_settings(EarcupSettings* settings);

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

/** The three places that a measured file can be for. */
typedef enum {
  EARCUP_FILE_A,
  EARCUP_FILE_B,
  EARCUP_FILE_WEARING,
  EARCUP_FILE_SLOTS
} EarcupFileSlot;

/** Those whose files get circuits: A and B. */
#define EARCUP_CIRCUIT_SLOTS 2

/** A response as it was measured. */
typedef struct {
  EarcupCurve relative; /* dB re the neutral target, 0 dB mean over 0.3-3 kHz */
  double first_hz;      /* lowest and highest frequency measured */
  double last_hz;
  bool is_limited;    /* it comes from an equaliser, which boosts no more than
                         some dB: where it says -5 dB, there may be less */
  EarcupHousing type; /* EARCUP_NO_HOUSING if it is not known */
} EarcupMeasurement;

/** What there is for one place; valid as long as the files. */
typedef struct {
  const char* name;                  /* as it was given, NULL for none */
  const char* note;                  /* as it was given, never NULL */
  const EarcupMeasurement* response; /* NULL for none; its type is the one that
                                        it was fitted as */
  bool can_have_circuit;             /* enough of it was measured */
  const double* circuit;             /* EARCUP_CIRCUIT_VALUES, NULL for none */
  EarcupHousing housing;             /* type of the circuit */
  double certainty;                  /* of that, 0..1; 1 if it was told */
} EarcupFile;

/** Numbers that a circuit is made of. */
#define EARCUP_CIRCUIT_VALUES 11

/** Holds what can be noted of a file. */
#define EARCUP_NOTE_SIZE 256

/** Files like others (NULL: of none), to be changed before they are used.
    @param with_filters those that were designed too; then no response may
    change
    Thread: worker. NULL when out of memory. */
EarcupFiles* earcup_copy_files(const EarcupFiles* files, bool with_filters);

/** Thread: worker. NULL is fine. */
void earcup_free_files(EarcupFiles* files);

/** Put a file in a place, without a circuit.
    @param response copied; NULL for none
    @param name whatever it is called by, copied; NULL for none
    @param note cut to EARCUP_NOTE_SIZE bytes
    Thread: worker. False when out of memory: all stays. */
bool earcup_put_file(EarcupFiles* files,
                     EarcupFileSlot slot,
                     const EarcupMeasurement* response,
                     const char* name,
                     const char* note);

/** Go on with a fit of a circuit to a file that can have one, or begin anew for
    another place or type: seal, pads, cup and port then act on it as on any
    headphone, and untouched it stays as it was measured.
    @param type what it is, EARCUP_NO_HOUSING to guess open or closed
    @param steps of some 35 us at most, 250 to 1600 are needed; 0: as many
    @param is_done set to whether it has got its circuit
    Thread: worker. EARCUP_NO_MEMORY: it stays without. */
EarcupStatus earcup_fit_file(EarcupFiles* files,
                             EarcupFileSlot slot,
                             EarcupHousing type,
                             unsigned steps,
                             bool* is_done);

/** Design the filters that the files need at a rate.
    Thread: worker (some 10 ms, 0.2 s at most). EARCUP_NO_MEMORY or
    EARCUP_BAD_RATE: they have none. */
EarcupStatus earcup_design_files(EarcupFiles* files, double rate_hz);

/** @param files NULL for none. Thread: any, audio too. */
EarcupFile earcup_file(const EarcupFiles* files, EarcupFileSlot slot);

/** How far filters leave the responses at most, dB, but where those move by
    more than 24 dB an octave. Thread: any. */
double earcup_files_error_db(const EarcupFiles* files);

/** A file as it was read into memory; no bytes: none for that place. */
typedef struct {
  const void* data;
  size_t size;
} EarcupText;

/**
   All of that at once, for files in any of the formats that Earcup reads: rows
   of frequency and level, or an equaliser's filters.

   @param rate_hz that of the Earcup it is for
   @param message receives what was wrong, or "", message_size > 0 bytes
   Thread: worker (some 20 ms a file). NULL if one cannot be read or there is
   none.
*/
EarcupFiles* earcup_read_files(double rate_hz,
                               const EarcupText text[EARCUP_FILE_SLOTS],
                               EarcupStatus* status,
                               char* message,
                               size_t message_size);

/** Use these from the next frames on, NULL for none: they are the Earcup's now,
    not to be changed any more. False while those before the last may still be
    heard: keep them and ask again. Thread: audio. */
bool earcup_use_files(Earcup* earcup, EarcupFiles* files);

/** Those in use, or NULL. Thread: audio. */
const EarcupFiles* earcup_files(const Earcup* earcup);

/** Files that are no longer heard, yours again, for earcup_free_files(); or
    NULL. Thread: audio. */
EarcupFiles* earcup_retired_files(Earcup* earcup);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
