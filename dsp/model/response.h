// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_RESPONSE_H
#define EARCUP_RESPONSE_H

#include "dsp/door/catalogue.h"
#include "dsp/model/acoustics.h"
#include "dsp/model/headphones.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>

/** The one frequency grid: 10 Hz to 24 kHz in 1/48 octaves. */
#define GRID_POINTS EARCUP_GRID_POINTS
#define GRID_FIRST_HZ 10.0
#define GRID_PER_OCTAVE 48.0

/** A magnitude response in dB on the grid. */
typedef EarcupCurve Curve;

/** Frequency in Hz of a grid point, 0 <= i < GRID_POINTS. Thread: any. */
double grid_hz(size_t i);

/**
   Value of a curve at any frequency, cubic (Catmull and Rom) between grid
   points and held outside them. Thread: any.
*/
double curve_at(const Curve* curve, double frequency_hz);

/** A frequency's place on the grid: 0 <= t <= 1 behind point i. */
typedef struct {
  uint32_t i;
  double t;
} CurvePlace;

/** @param frequency_hz > 0; held outside the grid. Thread: any. */
CurvePlace curve_place(double frequency_hz);

/** What curve_at() gives for the frequency of a place. Thread: any. */
double curve_at_place(const Curve* curve, CurvePlace place);

/** Mean in dB over a part of the grid, 10 Hz <= first < last <= 24 kHz.
    Thread: any. */
double curve_mean(const Curve* curve, double first_hz, double last_hz);

/** Shift to 0 dB mean over 300-3000 Hz; returns the level in dB that this
    took away. Thread: any. */
double curve_align(Curve* curve);

/** From 0 at the first to 1 at the last frequency, smooth over log frequency
    and flat at both ends and beyond; 0 < first < last. Thread: any. */
double smoothstep_hz(double frequency_hz, double first_hz, double last_hz);

/** Add a curve's curvature, sqrt |d2 dB / d octave2|, at every grid point:
   where there is much of it, resonators are needed. Thread: any. */
void curve_add_curvature(const Curve* curve, double curvature[GRID_POINTS]);

/** The ear's load at a grid point, 0 <= i < GRID_POINTS. Thread: any. */
const EarLoad* grid_ear_load(size_t i);

/**
   Drum response of a housing relative to the neutral target, level-aligned to
   0 dB mean over 300-3000 Hz. The network is valid up to 10 kHz: from 8 kHz on
   the response glides, by a smoothstep over log frequency, to a level given by
   measurements, which it has reached at 12 kHz and keeps.

   @param air_db that level, of the headphone or what lies between two
   Returns the level in dB that aligning took away: 0 dB there is 1 Pa at the
   drum per Pa of the driver, at 1 kHz.
   Thread: any. Cannot fail. About 0.1 ms.
*/
double response_of_housing(const Housing* housing, double air_db, Curve* curve);

/** Add weight times the peaks' response (analogue prototypes, after the
    audio EQ cookbook of R. Bristow-Johnson); weight scales the peaks' dB, the
    gains being small. Thread: any. */
void response_add_peaks(Curve* curve,
                        const Peak* peaks,
                        size_t n,
                        double weight);

#endif
