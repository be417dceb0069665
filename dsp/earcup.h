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

/** Where a frequency lies on the grid, between its points and beyond them.
    Thread: any. */
double earcup_grid_place(double hz);

/** Value at any frequency, cubic between grid points and held outside them.
    Thread: any. */
double earcup_curve_at(const EarcupCurve* curve, double hz);

/* --- the catalogue ------------------------------------------------------- */

/** Ids that are no headphones of the catalogue, and its references; as numbers
    that also texts can be made of. */
#define EARCUP_NEUTRAL 0
#define EARCUP_OPEN_REFERENCE 1
#define EARCUP_SEMI_OPEN_REFERENCE 2
#define EARCUP_CLOSED_REFERENCE 3
#define EARCUP_MEASURED_FILE 142 /* what EarcupFiles has for that place */
#define EARCUP_OPPOSITE 143      /* A in the other housing; B only */

typedef enum {
  EARCUP_OPEN,
  EARCUP_SEMI_OPEN,
  EARCUP_CLOSED,
  EARCUP_NO_HOUSING /* of no headphone, or not known */
} EarcupHousing;

typedef enum { EARCUP_OVER_EAR, EARCUP_ON_EAR } EarcupCoupling;

typedef struct {
  uint32_t id; /* permanent */
  const char* name;
  const char* maker;
  EarcupHousing type;
  EarcupCoupling coupling;
  unsigned year;      /* 0 if we are not sure */
  const char* credit; /* whose measurements it is made after */
  bool active;        /* electronics inside: a response, and no cup to change */
  double rms_db;      /* by how much it misses the data, < 0: there are none */
  double lab_db;      /* by how much laboratories disagree, < 0: not known */
  unsigned n_labs;    /* how many have measured it */
} EarcupHeadphone;

/** How many there are. Thread: any. */
size_t earcup_n_headphones(void);

/** One after the other, in the order of a menu: type, maker, name. NULL from
    earcup_n_headphones() on. Thread: any. */
const EarcupHeadphone* earcup_headphone(size_t index);

/** The one with that permanent id, or NULL. Thread: any. */
const EarcupHeadphone* earcup_find_headphone(uint32_t id);

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
  EARCUP_OUTSIDE_PINK,
  EARCUP_OUTSIDE_SOUNDS
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

/** Give a file in its place a circuit that was found before: the numbers of an
    EarcupFile. Thread: worker. Cannot fail. */
void earcup_put_circuit(EarcupFiles* files,
                        EarcupFileSlot slot,
                        const double circuit[EARCUP_CIRCUIT_VALUES],
                        EarcupHousing housing,
                        double certainty);

/** Use these from the next frames on, NULL for none: they are the Earcup's now,
    not to be changed any more. False while those before the last may still be
    heard: keep them and ask again. Thread: audio. */
bool earcup_use_files(Earcup* earcup, EarcupFiles* files);

/** Those in use, or NULL. Thread: audio. */
const EarcupFiles* earcup_files(const Earcup* earcup);

/** Files that are no longer heard, yours again, for earcup_free_files(); or
    NULL. Thread: audio. */
EarcupFiles* earcup_retired_files(Earcup* earcup);

/* --- what is simulated, for those who draw it ---------------------------- */

#define EARCUP_OCCLUSION_BANDS 3

/** How a headphone feels on the head, from its circuit alone: computed, never
    measured. Its order is sure, its scale to some 4 dB. */
typedef struct {
  double occlusion_hz[EARCUP_OCCLUSION_BANDS];
  double occlusion_db[EARCUP_OCCLUSION_BANDS]; /* own voice, re the open ear */
  double openness_db; /* what the ear looks into, 20-200 Hz, dB re 1 Pa s/m3:
                         about 97 (most open) to 129 (sealed) */
} EarcupWearing;

typedef enum { EARCUP_AT_A, EARCUP_AT_B, EARCUP_AT_MORPH } EarcupPlace;

/** The headphone at a place on the morph. */
typedef struct {
  bool known;            /* false: there is none of that id, or no file */
  bool has_cup;          /* false of an active one, a file without circuit */
  EarcupHousing type;    /* EARCUP_NO_HOUSING between A and B */
  EarcupCurve response;  /* dB re neutral */
  EarcupCurve isolation; /* where a cup is and was asked for: outside, in dB */
  EarcupCurve bleed;     /* and at the vocal microphone, dB re the ear */
  EarcupWearing wearing; /* and this */
  double circuit[EARCUP_CIRCUIT_VALUES + 3]; /* of a cup, as it sits */
} EarcupCup;

/** Ears count as alike.
    @param files may be NULL
    @param cup isolation, bleed and wearing are wanted too
    Thread: any (about 0.25 ms, 1 ms with a cup). Cannot fail. */
void earcup_simulate(const EarcupSimulation* simulation,
                     const EarcupFiles* files,
                     EarcupPlace place,
                     bool cup,
                     EarcupCup* found);

/** Response of what is worn, dB re neutral. False if that is neutral or not
    known: 0 dB. Thread: any. */
bool earcup_worn(const EarcupSimulation* simulation,
                 const EarcupFiles* files,
                 EarcupCurve* curve);

typedef enum { EARCUP_ALIKE, EARCUP_LEFT, EARCUP_RIGHT } EarcupEar;

/** What is heard of centred sound at 48 kHz, before match and gain: strength,
    what is worn, the microphone and the crossfeed are in it. False, and nothing
    is written, if left and right are alike and one of them was asked for.
    Thread: any (about 0.3 ms). */
bool earcup_result(const EarcupSettings* settings,
                   const EarcupFiles* files,
                   EarcupEar ear,
                   EarcupCurve* curve);

#define EARCUP_DECAY_PERIODS 8.0 /* of each band: the length shown */
#define EARCUP_DECAY_TIMES 60
#define EARCUP_DECAY_BANDS 90 /* log-spaced from 20 Hz to 10 kHz */
#define EARCUP_DECAY_BANDS_PER_DECADE (100.0 / 3.0)
#define EARCUP_DECAY_FIRST_HZ 20.0
#define EARCUP_DECAY_FLOOR_DB (-50.0)

/** Energy in dB that is still to come at a time, per frequency band, relative
    to all of that band. Time is counted in periods of the band: a resonance of
    the same sharpness then rings as long at any frequency, and what bass has
    to take longer by itself does not show. */
typedef struct {
  float db[EARCUP_DECAY_TIMES][EARCUP_DECAY_BANDS];
} EarcupDecay;

/** Of the pressure at the ear's entrance. @param cup that is one.
    Thread: any (about 5 ms). */
void earcup_decay(const EarcupCup* cup, EarcupDecay* decay);

/** Level at a frequency and at a share 0..1 of the time shown. Thread: any. */
double earcup_decay_at(const EarcupDecay* decay, double hz, double share);

/** What a crossfeed does, at 48 kHz. */
typedef struct {
  double delay_us;      /* of the far ear behind the near, in the bass */
  double far_ratio;     /* far re near ear at 1 kHz, both for Natural alone */
  double mono_error_db; /* how far it bends mono */
} EarcupCrossfeedFigures;

/** Thread: any. */
EarcupCrossfeedFigures earcup_crossfeed_figures(
  const EarcupCrossfeed* crossfeed);

/** Power density of the sound outside that Earcup makes, per channel, where 1
    is that of full scale squared per Hz, beside music of -18 LUFS at 80 dB SPL.
    @param rate_hz 8 to 384 kHz
    @param density written, n of them. Thread: any. */
void earcup_outside_spectrum(EarcupOutsideSound sound,
                             double rate_hz,
                             const double* hz,
                             size_t n,
                             double* density);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
