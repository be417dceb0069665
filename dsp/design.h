// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_DESIGN_H
#define EARCUP_DESIGN_H

#include "basis.h"
#include "minphase.h"
#include "poles.h"
#include "resonators.h"

#include <stdbool.h>

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

/** The equations of the design that the basis is of.
    Thread: worker. Returns NULL when out of memory. About 0.7 ms. */
Equations* equations_new(const Basis* basis);

/** Thread: worker. NULL is fine. */
void equations_free(Equations* equations);

/**
   Weights with which the bank comes closest to a response: least squares over
   log frequency from 15 Hz to 20.5 kHz, and loosely on to half the rate.

   @param basis of the design that the equations are of
   @param target on the warped grid
   Thread: any (rt: bounded, no allocation). About 0.04 ms. Cannot fail.
*/
void design_fit(const Basis* basis,
                const Equations* equations,
                const float complex* target,
                Weights* weights);

/**
   The same for a response that spans many decades of level, close to it in dB
   everywhere: the error counts relative to the response, which takes equations
   of its own. Step by step, for they are dear.
*/
typedef struct RelativeFit RelativeFit;

/** Thread: worker. Returns NULL when out of memory. 38 KB. */
RelativeFit* relative_fit_new(void);

/** Thread: worker. NULL is fine. */
void relative_fit_free(RelativeFit* fit);

/** @param target stays as it is until the last step. Thread: any (rt). */
void relative_fit_begin(RelativeFit* fit,
                        const Basis* basis,
                        const float complex* target);

/** One of about a dozen steps; true if it was the last and weights are there.
    Thread: any (rt: bounded, no allocation). About 0.1 ms. */
bool relative_fit_step(RelativeFit* fit, const Basis* basis, Weights* weights);

/** Response of weights on poles at any frequency below half the rate.
    Thread: any. */
double complex weights_response(const Poles* poles,
                                const Weights* weights,
                                double rate_hz,
                                double frequency_hz);

#endif
