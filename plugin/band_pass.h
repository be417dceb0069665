// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_BAND_PASS_H
#define EARCUP_BAND_PASS_H

/* A band of stereo sound, between two edges of fourth order. */

#define BAND_PASS_EDGE 2 ///< sections of second order at each edge
#define BAND_PASS_SECTIONS (2 * BAND_PASS_EDGE)

/** Edges lie within these: below, and as a share of the sampling rate. */
#define BAND_PASS_LOWEST_HZ 5.0
#define BAND_PASS_HIGHEST 0.45

/** One state-variable filter, for left and right. */
typedef struct {
  double gain[3]; ///< a1, a2, a3 of its source
  double damping; ///< 1 / Q
  double state[2][2];
} BandSection;

/** Written by band_pass.c alone. */
typedef struct {
  BandSection section[BAND_PASS_SECTIONS]; ///< high-pass first
} BandPass;

/**
   High-pass at one edge, low-pass at the other, each a Butterworth filter of
   fourth order: with W(f) = tan(pi f / rate_hz), |H|^2 is
   1 / (1 + (W(from) / W(f))^8) times 1 / (1 + (W(f) / W(to))^8).

   State-variable filters, integrated by trapezoids: A. Simper, "Solving the
   continuous SVF equations using trapezoidal integration and equivalent
   currents" (Cytomic, 2013). Quality of section k: 1 / (2 cos((2 k + 1) pi /
   8)), S. Butterworth, "On the theory of filter amplifiers" (1930).

   @param from_hz lower edge, moved into the range above; likewise to_hz
   @param rate_hz 8 to 384 kHz
   Thread: rt. Forgets all sound.
*/
void band_pass_set(BandPass* pass,
                   double from_hz,
                   double to_hz,
                   double rate_hz);

/** One frame, left and right. Finite for finite x below 1e100; what has died
    out below 1e-30 is zero, so that no number becomes too small to be fast.
    Thread: rt. */
void band_pass_frame(BandPass* pass, double x[2]);

#endif
