// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_BIQUAD_H
#define EARCUP_BIQUAD_H

/** Rate at which filters of equaliser files are taken to run, in Hz. */
#define BIQUAD_RATE_HZ 48000.0

typedef enum {
  BIQUAD_PEAK,
  BIQUAD_LOW_SHELF,
  BIQUAD_HIGH_SHELF,
  BIQUAD_LOW_PASS,
  BIQUAD_HIGH_PASS,
  BIQUAD_BAND_PASS, ///< 0 dB at the centre
  BIQUAD_NOTCH,
  BIQUAD_ALL_PASS
} BiquadType;

/** One second-order filter of an equaliser. */
typedef struct {
  BiquadType type;
  double frequency_hz; ///< centre, half gain of a shelf, or -3 dB at Q 0.71
  double gain_db;      ///< peaks and shelves only
  double q;
} Biquad;

/** The same, ready to be asked at many frequencies. */
typedef struct {
  double numerator[3]; ///< of s^2, s, 1, the filter's frequency at s = j
  double denominator[3];
  double per_warp;
} BiquadShape;

/** tan(w/2) at a frequency: where the bilinear transform puts it.
    Thread: any. */
double biquad_warp(double frequency_hz);

/**
   Prepare a filter.

   R. Bristow-Johnson's audio EQ cookbook: its filters are analogue prototypes
   under the bilinear transform, so the prototype at tan(w/2)/tan(w0/2) is the
   digital filter exactly.

   @param filter 0 < frequency_hz < BIQUAD_RATE_HZ / 2, q > 0
   Thread: any. Cannot fail.
*/
BiquadShape biquad_shape(const Biquad* filter);

/**
   Magnitude in dB of the digital filter at BIQUAD_RATE_HZ, not below -200 dB.

   @param warp biquad_warp() of 0 to BIQUAD_RATE_HZ / 2
   Thread: any. Cannot fail.
*/
double biquad_shape_db(const BiquadShape* shape, double warp);

/**
   Q of a bandwidth in octaves between the half-gain points, as the cookbook
   warps it for BIQUAD_RATE_HZ. Thread: any.
*/
double biquad_q_of_bandwidth(double frequency_hz, double octaves);

/**
   Q of a shelf of slope 0 < s (1 = as steep as it can be without overshoot).
   Infinite or NaN where s is too steep for the gain. Thread: any.
*/
double biquad_q_of_slope(double gain_db, double slope);

/** The slope of a shelf of 0 < q: the inverse of biquad_q_of_slope().
    Thread: any. */
double biquad_slope_of_q(double gain_db, double q);

#endif
