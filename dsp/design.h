// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_DESIGN_H
#define EARCUP_DESIGN_H

#include "minphase.h"
#include "poles.h"
#include "resonators.h"

/** Poles, and where on the warped grid a fit to them looks; never changes. */
typedef struct Design Design;

/** The factored normal equations of such a fit; never changes. 38 KB. */
typedef struct Equations Equations;

/**
   Place poles.

   @param rate_hz 8000 to 384000
   @param sections how many, a multiple of SECTIONS_GROUP up to SECTIONS_MAX
   @param bend where poles are needed, see poles_place()
   Thread: worker. Returns NULL when out of memory.
*/
Design* design_new(double rate_hz, unsigned sections, const double* bend);

/** Thread: worker. NULL is fine. */
void design_free(Design* design);

double design_rate_hz(const Design* design);

const Poles* design_poles(const Design* design);

/** Part of the warped grid. */
typedef struct {
  size_t first;
  size_t last; ///< end of the audible part, 20.5 kHz
  size_t end;  ///< end of what counts in a fit at all
} DesignSpan;

/** Bands that three neighbouring sections pick out, of the largest set. */
#define PROGRAMME_BANDS_MAX ((SECTIONS_MAX - 1) / 2)

/** A band's signal is s0 - s2 + middle (s1 - s2), with the states of three
    sections. */
typedef struct {
  size_t section; ///< the first of the three
  float middle_re;
  float middle_im;
  float k_power_per_state; ///< K-weighted power in the band per square of
                           ///< its signal
  double centre_hz;
  double octaves; ///< width
  size_t first;   ///< points of the warped grid
  size_t end;
} DesignBand;

/** Number of bands, at most PROGRAMME_BANDS_MAX. Thread: any. */
unsigned design_bands(const Design* design);

/** @param b below design_bands(). Thread: any. */
const DesignBand* design_band(const Design* design, size_t b);

/** The points of the warped grid that a fit looks at. Thread: any. */
DesignSpan design_span(const Design* design);

/** Thread: worker. Returns NULL when out of memory. About 1.3 ms. */
Equations* equations_new(const Design* design);

/** Thread: worker. NULL is fine. */
void equations_free(Equations* equations);

/**
   Weights with which the bank comes closest to responses: least squares over
   log frequency from 15 Hz to 20.5 kHz, and loosely on to half the rate.

   @param equations of this design
   @param targets n responses on the warped grid
   @param weights n results
   @param n 1 to DESIGN_TARGETS
   Thread: any (rt: bounded, no allocation). About 0.1 ms. Cannot fail.
*/
#define DESIGN_TARGETS 3
void design_fit(const Design* design,
                const Equations* equations,
                const float complex* const targets[],
                Weights* const weights[],
                size_t n);

/**
   The same for one response that spans many decades of level, close to it in
   dB everywhere: the error counts relative to the response.

   Thread: any (rt: bounded, no allocation, 40 KB of stack). About 1.5 ms.
*/
void design_fit_relative(const Design* design,
                         const float complex* target,
                         Weights* weights);

/** Response of weights on poles at any frequency below half the rate.
    Thread: any. */
double complex weights_response(const Poles* poles,
                                const Weights* weights,
                                double rate_hz,
                                double frequency_hz);

#endif
