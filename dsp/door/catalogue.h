/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright the Earcup developers */
#ifndef EARCUP_DOOR_CATALOGUE_H
#define EARCUP_DOOR_CATALOGUE_H

/* Curves, and the headphones that there are. */

#include "dsp/door/linkage.h"

EARCUP_BEGIN

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

EARCUP_END

#endif
