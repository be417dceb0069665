// SPDX-License-Identifier: GPL-3.0-or-later
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

/**
   Magnitude in dB of the digital filter at BIQUAD_RATE_HZ, not below -200 dB.

   R. Bristow-Johnson's audio EQ cookbook: its filters are analogue prototypes
   under the bilinear transform, so the prototype at tan(w/2)/tan(w0/2) is the
   digital filter exactly.

   @param filter 0 < frequency_hz < BIQUAD_RATE_HZ / 2, q > 0
   @param frequency_hz 0 to BIQUAD_RATE_HZ / 2
   Thread: any. Cannot fail.
*/
double biquad_db(const Biquad* filter, double frequency_hz);

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

#endif
