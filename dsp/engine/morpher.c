// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/morpher.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define HURRY_SUBBLOCKS 4 // one of so many while changes come without end

bool
morpher_init(Morpher* morpher,
             const PoleSet* catalogue,
             Simd simd,
             const MorpherTimes* times)
{
  memset(morpher, 0, sizeof(*morpher));
  morpher->fade_subblocks = times->fade;
  morpher->morph_subblocks = times->morph;
  morph_target_init(&morpher->target, catalogue);
  filter_bank_init(
    &morpher->bank, simd, catalogue, times->preroll, times->fade);
  local_design_init(&morpher->design, times->step, times->pause);
  morpher->table = morph_table_new(NULL);
  return morpher->table != NULL;
}

void
morpher_cleanup(Morpher* morpher)
{
  morph_designer_free(local_design_take(&morpher->design));
  ear_room_free(morpher->room);
  free(morpher->table);
}

void
morpher_stop(Morpher* morpher)
{
  filter_bank_stop(&morpher->bank);
  local_design_start_over(&morpher->design);
}

/** From a to b, all of which are floats. */
static void
mix(void* to, const void* a, float way, size_t bytes)
{
  float* const b = (float*)to;
  const float* const from = (const float*)a;
  for (size_t i = 0; i < bytes / sizeof(float); ++i) {
    b[i] = from[i] + way * (b[i] - from[i]);
  }
}

/** Fade to the live table. What is not heard of nodes is left alone. */
static void
mix_fade(Morpher* morpher)
{
  EarRoom* const room = morpher->room;
  const float way = morpher->fade.next;
  mix(&morpher->heard,
      &morpher->from,
      way,
      morpher->table->of.outside ? sizeof(MorphNode)
                                 : offsetof(MorphNode, outside));
  if (morpher->is_apart) {
    const Weights* const from =
      morpher->from_apart ? &room->from : &morpher->from.weights;
    mix(&room->heard, from, way, sizeof(*from));
  }
}

static bool
is_apart(const MorphTable* table)
{
  return simulation_has_two_ears(&table->of.simulation);
}

/** The live table where the morph will be at the end of this sub-block. */
static void
update_heard(Morpher* morpher)
{
  const MorphTable* const table = morpher->table;
  MorphNode* const heard = &morpher->heard;
  const MorphPlace place = morph_place((double)morpher->place.next);
  const bool fades = morpher->fade.next < 1.0F;
  morph_table_get(table, place, heard);
  morpher->is_apart = is_apart(table) || (fades && morpher->from_apart);
  if (is_apart(table)) {
    morph_table_get_right(table, place, &morpher->room->heard);
  } else if (morpher->is_apart) {
    morpher->room->heard = heard->weights;
  }
  if (fades) {
    mix_fade(morpher);
  }
}

static EarWeights
heard_weights(const Morpher* morpher)
{
  return (EarWeights){ &morpher->heard.weights,
                       morpher->is_apart ? &morpher->room->heard : NULL };
}

void
morpher_give_room(Morpher* morpher, EarRoom* room)
{
  if (room && !morpher->room) {
    morpher->room = room;
    filter_bank_give_right(&morpher->bank, room->bank);
    morph_target_allow_two_ears(&morpher->target, true);
  }
}

EarRoom*
morpher_take_room(Morpher* morpher)
{
  EarRoom* const room = morpher->room;
  const bool is_needed = morpher->target.wants_two_ears || morpher->is_apart ||
                         is_apart(morpher->table) ||
                         morpher->design.is_running ||
                         filter_bank_ears(&morpher->bank) == 2;
  if (!room || is_needed) {
    return NULL;
  }
  morpher->room = NULL;
  morpher->from_apart = false;
  filter_bank_give_right(&morpher->bank, NULL);
  morph_target_allow_two_ears(&morpher->target, false);
  return room;
}

/** The slot that goes with poles in use. */
static BankSlot*
slot_with(Morpher* morpher, const PoleSet* pole_set)
{
  const MorphTarget* const target = &morpher->target;
  if (pole_set == target->catalogue) {
    return &morpher->bank.catalogue;
  }
  const bool is_new = target->files && target->files->pole_set == pole_set;
  return is_new ? &target->files->slot : &target->retired->slot;
}

/** Fade from what is heard to what will be. */
static void
start_fade(Morpher* morpher)
{
  morpher->from = morpher->heard;
  morpher->from_apart = morpher->is_apart;
  if (morpher->is_apart) {
    morpher->room->from = morpher->room->heard;
  }
  morpher->hurries = morpher->fade.next < 1.0F;
  slew_jump(&morpher->fade, 0.0F);
  slew_to(&morpher->fade, 1.0F, morpher->fade_subblocks);
}

/** Let the table that has become live be heard: fade, and change the slot if
    its poles are others. */
static void
fade_to_live(Morpher* morpher)
{
  const PoleSet* const pole_set = morpher->table->of.pole_set;
  if (morpher->bank.active->pole_set == pole_set) {
    start_fade(morpher);
    return;
  }
  slew_jump(&morpher->fade, 1.0F);
  update_heard(morpher);
  const EarWeights heard = heard_weights(morpher);
  filter_bank_change(&morpher->bank, slot_with(morpher, pole_set), &heard);
}

/** Make a designer's table live. The fade covers whatever way the morph has to
    go. */
static void
take_table(Morpher* morpher, MorphDesigner* designer, float morph)
{
  const float wanted = morpher->target.morph;
  morpher->table = morph_designer_swap(designer, morpher->table);
  const bool is_there = morph_table_has(morpher->table, morph_nodes_at(wanted));
  slew_jump(&morpher->place, is_there ? wanted : morph);
  fade_to_live(morpher);
}

void
morpher_take_made(Morpher* morpher, MorphDesigner* designer, float morph)
{
  const MorphTarget* const target = &morpher->target;
  const MorphTable* const made = morph_designer_table(designer);
  const bool live_is_wanted = morph_target_is(target, morpher->table);
  const bool made_is_wanted = morph_target_is(target, made);
  const bool waits = target->may_wait || !morpher->design.designer;
  if (made->is_bad) {
    morph_target_refuse(&morpher->target, made);
  } else if (live_is_wanted && made_is_wanted &&
             morph_table_has(made, MORPH_ALL)) {
    /* The same to the bit, but complete. */
    morpher->table = morph_designer_swap(designer, morpher->table);
    local_design_cancel(&morpher->design);
  } else if (!live_is_wanted && (made_is_wanted || waits)) {
    local_design_cancel(&morpher->design);
    take_table(morpher, designer, morph);
  }
}

void
morpher_start(Morpher* morpher)
{
  MorphDesigner* const designer = morpher->design.designer;
  const MorphKey* const key = &morpher->target.key;
  if (designer && !morph_table_fits(morpher->table, key)) {
    morph_designer_table_for(designer, key);
    morpher->table = morph_designer_swap(designer, morpher->table);
  }
  MorphTable* const table = morpher->table;
  /* Anew, for how complete it is decides the way that the morph goes. */
  local_design_all(&morpher->design, table, &morpher->target);
  /* Short of memory, what was heard last has to do. */
  float morph = morpher->target.morph;
  for (unsigned n = 0; !morph_table_has(table, morph_nodes_at(morph)); ++n) {
    morph = (float)n / (MORPH_NODES - 1);
  }
  slew_jump(&morpher->place, morph);
  slew_jump(&morpher->fade, 1.0F);
  update_heard(morpher);
  filter_bank_start(&morpher->bank, slot_with(morpher, table->of.pole_set));
  const EarWeights heard = heard_weights(morpher);
  filter_bank_set(&morpher->bank, &heard);
}

/** Move the morph towards where it should be, as far as it is designed. */
static void
follow_place(Morpher* morpher)
{
  Slew* const place = &morpher->place;
  const float wanted = morpher->target.morph;
  const uint32_t way = morph_nodes((double)place->next, (double)wanted);
  if (morph_table_has(morpher->table, way)) {
    const float subblocks =
      fabsf(wanted - place->next) * (float)morpher->morph_subblocks;
    slew_to(place, wanted, 1U + (unsigned)subblocks);
  } else if (morph_table_has(morpher->table, morph_nodes_at(wanted))) {
    /* The way is not there, the place is. */
    start_fade(morpher);
    slew_jump(place, wanted);
  }
}

void
morpher_step(Morpher* morpher)
{
  const LocalDesignInput now = { morpher->table,
                                 &morpher->target,
                                 morpher->place.next,
                                 morpher_changes_poles(morpher) };
  if (local_design_step(&morpher->design, &now)) {
    take_table(morpher, morpher->design.designer, morpher->design.morph);
  }
  filter_bank_step(&morpher->bank);
  follow_place(morpher);
  slew_step(&morpher->place);
  slew_step(&morpher->fade);
}

/** True if weights change in this sub-block. While changes come faster than
    they fade, some sub-blocks are left out: the rest are as many as in a single
    fade. */
static bool
weights_move(Morpher* morpher)
{
  const bool moves = slew_moves(&morpher->place) || slew_moves(&morpher->fade);
  if (!moves && !morpher->lags) {
    return false;
  }
  morpher->lags =
    moves && morpher->hurries && ++morpher->left_out < HURRY_SUBBLOCKS;
  if (!morpher->lags) {
    morpher->left_out = 0;
  }
  return !morpher->lags;
}

bool
morpher_ramp(Morpher* morpher)
{
  if (!weights_move(morpher)) {
    return false;
  }
  update_heard(morpher);
  const EarWeights heard = heard_weights(morpher);
  filter_bank_ramp(&morpher->bank, &heard);
  return true;
}

bool
morpher_rests(const Morpher* morpher)
{
  const LocalDesign* const design = &morpher->design;
  return !morpher_changes_poles(morpher) && !design->is_running &&
         !morpher->lags && design->rest == 0 &&
         morph_target_is(&morpher->target, morpher->table) &&
         (!design->designer || morph_table_has(morpher->table, MORPH_ALL)) &&
         slew_is_still(&morpher->place) &&
         morpher->place.target == morpher->target.morph &&
         slew_is_still(&morpher->fade);
}

/** True if a table is part of what is heard, or on its way there. */
static bool
is_of(const MorphTable* table, const EarcupFiles* files)
{
  return table->of.pole_set == files->pole_set ||
         table->of.simulation.files == &files->files;
}

static bool
uses(const Morpher* morpher, const EarcupFiles* files)
{
  const BankSlot* const active = morpher->bank.active;
  const LocalDesign* const design = &morpher->design;
  return morpher_changes_poles(morpher) || is_of(morpher->table, files) ||
         (active && active->pole_set == files->pole_set) ||
         (design->is_running &&
          is_of(morph_designer_table(design->designer), files));
}

EarcupFiles*
morpher_retired_files(Morpher* morpher)
{
  EarcupFiles* const retired = morpher->target.retired;
  if (!retired || uses(morpher, retired)) {
    return NULL;
  }
  local_design_forget(&morpher->design);
  morph_target_release(&morpher->target);
  return retired;
}
