// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_BASIS_H
#define EARCUP_BASIS_H

#include "dsp/filter/poles.h"

#include <stddef.h>

/** Poles, and where on the warped grid a fit to them looks; see design.h. */
typedef struct PoleSet PoleSet;

/** Weights of a bank are found for each section's real and imaginary part, and
    for the direct path. */
#define UNKNOWNS_MAX (2 * SECTIONS_MAX + 1)

/** Number of a set's unknowns. Thread: any. */
static inline size_t
poles_unknowns(const Poles* poles)
{
  return 2 * (size_t)poles->sections + 1;
}

/** What the bank does at one frequency: for each section the response to a
    weight of 1, for each to a weight of j, then the direct path. */
typedef struct {
  double re[UNKNOWNS_MAX];
  double im[UNKNOWNS_MAX];
} BasisPoint;

/** @param frequency_hz 0 to half the rate. Thread: any. */
void basis_at(const Poles* poles,
              double rate_hz,
              double frequency_hz,
              BasisPoint* point);

/**
   The bank's basis at all points where a fit looks: what designing a node would
   else spend most of its time on. Of one design at a time; 0.9 MB.
*/
typedef struct Basis Basis;

/**
   Of a design, with room for the largest of the same rate.
   Thread: worker. Returns NULL when out of memory. About 0.3 ms.
*/
Basis* basis_new(const PoleSet* pole_set);

/** Thread: worker. NULL is fine. */
void basis_free(Basis* basis);

/** Make it that of another design of the same rate; nothing to do if it is.
    Thread: any (rt: bounded, no allocation). About 0.1 ms. */
void basis_set(Basis* basis, const PoleSet* pole_set);

/** What it is of. Thread: any. */
const PoleSet* basis_pole_set(const Basis* basis);

/** The design may be freed, and another come to lie in its place. Thread: any.
 */
void basis_forget(Basis* basis);

/** One point of it. */
typedef struct {
  size_t i;         ///< on the warped grid
  double weight;    ///< what an error there counts, as a power
  double octaves;   ///< from there to the next point of the grid
  const double* re; ///< one value an unknown
  const double* im;
} BasisRow;

/** Number of points. Thread: any. */
size_t basis_rows(const Basis* basis);

/** @param row below basis_rows(). Thread: any. */
BasisRow basis_row(const Basis* basis, size_t row);

#endif
