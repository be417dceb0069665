// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/filter_bank.h"

#include <string.h>

_Static_assert(SUBBLOCK_FRAMES == RAMP_FRAMES, "weights ramp in a sub-block");

void
filter_bank_init(FilterBank* bank,
                 Simd simd,
                 const PoleSet* catalogue,
                 unsigned preroll_subblocks,
                 unsigned fade_subblocks)
{
  memset(bank, 0, sizeof(*bank));
  bank->simd = simd;
  bank->preroll_subblocks = preroll_subblocks;
  bank->fade_subblocks = fade_subblocks;
  bank->catalogue.pole_set = catalogue;
  bank->catalogue.group = bank->groups;
}

void
filter_bank_stop(FilterBank* bank)
{
  bank->active = bank->incoming = NULL;
}

/** Give a slot what of the memory the one that is heard has not. */
static void
give_right(FilterBank* bank, BankSlot* slot)
{
  ResonatorRight* const right = bank->right;
  const BankSlot* const active = bank->active;
  const bool is_first_taken =
    active && active != slot && active->bank.own == right;
  resonators_give_right(&slot->bank, right ? right + is_first_taken : NULL);
}

static void
prepare(FilterBank* bank, BankSlot* slot)
{
  resonators_init(
    &slot->bank, slot->group, pole_set_poles(slot->pole_set), bank->simd);
  give_right(bank, slot);
}

void
filter_bank_give_right(FilterBank* bank, ResonatorRight right[2])
{
  bank->right = right;
  if (bank->active) {
    give_right(bank, bank->active);
  }
  if (bank->incoming) {
    give_right(bank, bank->incoming);
  }
}

unsigned
filter_bank_ears(const FilterBank* bank)
{
  const BankSlot* const active = bank->active;
  const BankSlot* const incoming = bank->incoming;
  return (active && resonators_ears(&active->bank) == 2) ||
             (incoming && resonators_ears(&incoming->bank) == 2)
           ? 2
           : 1;
}

static void
set(BankSlot* slot, const EarWeights* weights)
{
  if (weights->right) {
    resonators_set_ears(&slot->bank, weights->left, weights->right);
  } else {
    resonators_set(&slot->bank, weights->left);
  }
}

void
filter_bank_start(FilterBank* bank, BankSlot* slot)
{
  bank->active = slot;
  prepare(bank, slot);
}

void
filter_bank_change(FilterBank* bank, BankSlot* slot, const EarWeights* weights)
{
  bank->incoming = slot;
  prepare(bank, slot);
  set(slot, weights);
  slew_jump(&bank->fade, 0.0F);
  bank->preroll_left = bank->preroll_subblocks;
}

void
filter_bank_step(FilterBank* bank)
{
  if (!bank->incoming) {
    return;
  }
  if (bank->preroll_left) {
    if (!--bank->preroll_left) {
      slew_to(&bank->fade, 1.0F, bank->fade_subblocks);
    }
  } else if (bank->fade.next >= 1.0F) {
    bank->active = bank->incoming;
    bank->incoming = NULL;
    return;
  }
  slew_step(&bank->fade);
}

void
filter_bank_set(FilterBank* bank, const EarWeights* weights)
{
  set(bank->active, weights);
}

void
filter_bank_ramp(FilterBank* bank, const EarWeights* weights)
{
  BankSlot* const slot = bank->incoming ? bank->incoming : bank->active;
  if (weights->right) {
    resonators_ramp_ears(&slot->bank, weights->left, weights->right);
  } else {
    resonators_ramp(&slot->bank, weights->left);
  }
}

void
filter_bank_process(FilterBank* bank,
                    unsigned first,
                    float* const wet[CHANNELS],
                    uint32_t n)
{
  const float* const from[CHANNELS] = { wet[LEFT], wet[RIGHT] };
  if (!bank->incoming) {
    resonators_process(&bank->active->bank, from, wet, n);
    return;
  }
  float other[CHANNELS][SUBBLOCK_FRAMES];
  float* const to[CHANNELS] = { other[LEFT], other[RIGHT] };
  resonators_process(&bank->incoming->bank, from, to, n);
  resonators_process(&bank->active->bank, from, wet, n);
  for (int c = 0; c < CHANNELS; ++c) {
    for (uint32_t i = 0; i < n; ++i) {
      const float way = slew_at(&bank->fade, first, i);
      wet[c][i] += way * (other[c][i] - wet[c][i]);
    }
  }
}
