// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_OUTSIDE_H
#define EARCUP_OUTSIDE_H

/* Sound outside on its way through the housing: a source, unless the host has
   one, and the isolation as a filter bank. */

#include "dsp/engine/morph_designer.h"
#include "dsp/engine/outside_source.h"
#include "dsp/engine/slew.h"

/** Written by outside.c alone. Some 20 KiB. */
typedef struct {
  Resonators bank;
  ResonatorGroup groups[CATALOGUE_SECTIONS / SECTIONS_GROUP];
  OutsideSource source;
} Outside;

/**
   @param catalogue poles of the catalogue, which are copied
   @param simd as resonators_pick() gives it
   Thread: worker. NULL when out of memory.
*/
Outside* outside_new(const PoleSet* catalogue, Simd simd);

/** Thread: worker. NULL is fine. */
void outside_free(Outside* outside);

/** Begin anew, with weights at once. Thread: rt. */
void outside_start(Outside* outside,
                   OutsideSound sound,
                   const CatalogueWeights* weights);

/** Be at these weights at the end of the coming sub-block. Thread: rt. */
void outside_ramp(Outside* outside, const CatalogueWeights* weights);

/** What is heard if nothing comes in, from the next sub-block on. Thread: rt.
 */
void outside_set(Outside* outside, OutsideSound sound);

/**
   Add frames of a sub-block from frame `first` on.

   @param level factor
   @param in what comes in, any values, or NULL for the source
   Thread: rt.
*/
void outside_add(Outside* outside,
                 const Slew* level,
                 unsigned first,
                 const float* const in[2],
                 float* const to[2],
                 uint32_t n);

#endif
