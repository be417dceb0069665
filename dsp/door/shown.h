/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright the Earcup developers */
#ifndef EARCUP_DOOR_SHOWN_H
#define EARCUP_DOOR_SHOWN_H

/* What is simulated, for those who draw it. */

#include "dsp/door/files.h"
#include "dsp/door/settings.h"

EARCUP_BEGIN

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

EARCUP_END

#endif
