// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FILTER_BANK_H
#define EARCUP_FILTER_BANK_H

/* The resonators that are heard, and the cross-fade to others where a
   simulation comes with poles of its own. */

#include "dsp/engine/slew.h"
#include "dsp/filter/pole_set.h"
#include "dsp/filter/resonators.h"

/** A bank of resonators and whose poles it has. */
typedef struct {
  Resonators bank;
  ResonatorGroup* group; ///< as many as its poles need
  const PoleSet* pole_set;
} BankSlot;

/** Weights of both ears. */
typedef struct {
  const Weights* left;
  const Weights* right; ///< NULL if they are the same
} EarWeights;

/** Written by filter_bank.c alone; others may read. */
typedef struct {
  Simd simd;
  unsigned preroll_subblocks;
  unsigned fade_subblocks;
  BankSlot catalogue; ///< with the catalogue's poles
  ResonatorGroup groups[CATALOGUE_SECTIONS / SECTIONS_GROUP]; ///< of that
  BankSlot* active;
  BankSlot* incoming; ///< takes over with other poles, NULL as a rule
  Slew fade;
  unsigned preroll_left; ///< sub-blocks until that fade may begin
  ResonatorRight* right; ///< two, for ears that are unlike, or NULL
} FilterBank;

/**
   @param simd as resonators_pick() gives it
   @param catalogue must outlive the bank
   @param preroll_subblocks that other poles run unheard
   @param fade_subblocks that they then take to be heard alone
   Thread: any. Cannot fail.
*/
void filter_bank_init(FilterBank* bank,
                      Simd simd,
                      const PoleSet* catalogue,
                      unsigned preroll_subblocks,
                      unsigned fade_subblocks);

/** Nothing is heard, until a start. Thread: rt. */
void filter_bank_stop(FilterBank* bank);

/** Have memory for ears that are unlike, for the slot that is heard and the
   next; NULL takes it back, which is only allowed where filter_bank_ears()
   is 1. Thread: rt. */
void filter_bank_give_right(FilterBank* bank, ResonatorRight right[2]);

/** As resonators_ears(), of all that is heard. Thread: any. */
unsigned filter_bank_ears(const FilterBank* bank);

/** Be heard at once with a slot's poles; weights and states are zero.
    Thread: rt. */
void filter_bank_start(FilterBank* bank, BankSlot* slot);

/** Have a slot with other poles take over. Only while none does.
    Thread: rt. */
void filter_bank_change(FilterBank* bank,
                        BankSlot* slot,
                        const EarWeights* weights);

/** Go on by a sub-block. Thread: rt. */
void filter_bank_step(FilterBank* bank);

/** Set the weights of what is heard, at once. Thread: rt. */
void filter_bank_set(FilterBank* bank, const EarWeights* weights);

/** Be at these weights at the end of the coming sub-block; while poles change
    only the new ones can follow. Thread: rt. */
void filter_bank_ramp(FilterBank* bank, const EarWeights* weights);

/** Filter frames of a sub-block in place, from frame `first` on.
    Thread: rt. */
void filter_bank_process(FilterBank* bank,
                         unsigned first,
                         float* const wet[CHANNELS],
                         uint32_t n);

#endif
