/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright the Earcup developers */
#ifndef EARCUP_DOOR_SETTINGS_H
#define EARCUP_DOOR_SETTINGS_H

/* What an Earcup can be told. */

#include "dsp/door/linkage.h"

EARCUP_BEGIN

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

EARCUP_END

#endif
