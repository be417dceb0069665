// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/morph_table.h"

#include <stdlib.h>
#include <string.h>

#define OUTSIDE_FLOATS (sizeof(CatalogueWeights) / sizeof(float))
#define STRIDE_MAX                                                             \
  (1 + LOUDNESS_BANDS_MAX + 2 * (1 + 2 * SECTIONS_MAX) + OUTSIDE_FLOATS)

Weights
catalogue_weights(const CatalogueWeights* weights)
{
  Weights all;
  memset(&all, 0, sizeof(all));
  memcpy(all.re, weights->re, sizeof(weights->re));
  memcpy(all.im, weights->im, sizeof(weights->im));
  all.direct = weights->direct;
  return all;
}

bool
morph_key_same(const MorphKey* a, const MorphKey* b)
{
  return a->outside == b->outside && a->pole_set == b->pole_set &&
         simulation_same(&a->simulation, &b->simulation);
}

/* A node is side, power, direct, re, im, then direct, re, im of the right ear
   where it is unlike, and outside where that is heard. */

static size_t
sections_of(const MorphKey* key)
{
  return pole_set_poles(key->pole_set)->sections;
}

static size_t
weights_of(const MorphKey* key)
{
  return 1 + 2 * sections_of(key);
}

/** Where the right ear's weights are in a node; what is outside is there, or
    behind them. */
static size_t
place_of_right(const MorphKey* key)
{
  return 1 + LOUDNESS_BANDS_MAX + weights_of(key);
}

static size_t
place_of_outside(const MorphKey* key)
{
  return place_of_right(key) +
         (simulation_has_two_ears(&key->simulation) ? weights_of(key) : 0);
}

static size_t
stride_of(const MorphKey* key)
{
  return place_of_outside(key) + (key->outside ? OUTSIDE_FLOATS : 0);
}

MorphTable*
morph_table_new(const MorphKey* key)
{
  const size_t room = MORPH_NODES * (key ? stride_of(key) : STRIDE_MAX);
  MorphTable* const table = calloc(1, sizeof(*table) + room * sizeof(float));
  if (table) {
    table->room = room;
  }
  return table;
}

bool
morph_table_fits(const MorphTable* table, const MorphKey* key)
{
  return MORPH_NODES * stride_of(key) <= table->room;
}

void
morph_table_begin(MorphTable* table, const MorphKey* of)
{
  table->of = *of;
  table->is_bad = false;
  table->valid = 0;
  table->stride = stride_of(of);
}

static void
put_weights(float* to, const Weights* weights, size_t sections)
{
  *to++ = weights->direct;
  memcpy(to, weights->re, sections * sizeof(float));
  memcpy(to + sections, weights->im, sections * sizeof(float));
}

static void
get_weights(const float* from, Weights* weights, size_t sections)
{
  memset(weights, 0, sizeof(*weights));
  weights->direct = *from++;
  memcpy(weights->re, from, sections * sizeof(float));
  memcpy(weights->im, from + sections, sections * sizeof(float));
}

void
morph_table_put(MorphTable* table,
                unsigned n,
                const MorphNode* node,
                const Weights* right)
{
  const MorphKey* const of = &table->of;
  const size_t sections = sections_of(of);
  float* const to = table->values + n * table->stride;
  to[0] = node->side;
  memcpy(to + 1, node->power, sizeof(node->power));
  put_weights(to + 1 + LOUDNESS_BANDS_MAX, &node->weights, sections);
  if (simulation_has_two_ears(&of->simulation)) {
    put_weights(to + place_of_right(of), right, sections);
  }
  if (of->outside) {
    memcpy(to + place_of_outside(of), &node->outside, sizeof(node->outside));
  }
  table->valid |= UINT32_C(1) << n;
}

void
morph_table_get(const MorphTable* table, unsigned n, MorphNode* node)
{
  const MorphKey* const of = &table->of;
  const float* const from = table->values + n * table->stride;
  node->side = from[0];
  memcpy(node->power, from + 1, sizeof(node->power));
  get_weights(from + 1 + LOUDNESS_BANDS_MAX, &node->weights, sections_of(of));
  if (of->outside) {
    memcpy(&node->outside, from + place_of_outside(of), sizeof(node->outside));
  }
}

void
morph_table_get_right(const MorphTable* table, unsigned n, Weights* right)
{
  const float* const from = table->values + n * table->stride;
  get_weights(
    from + place_of_right(&table->of), right, sections_of(&table->of));
}

MorphPlace
morph_place(double morph)
{
  const double x = morph * (MORPH_NODES - 1);
  const unsigned before = (unsigned)x;
  const float way = (float)(x - before);
  const MorphPlace place = { before, way > 0.0F ? before + 1 : before, way };
  return place;
}

uint32_t
morph_nodes(double from, double to)
{
  const unsigned first = morph_place(from < to ? from : to).before;
  const unsigned last = morph_place(from < to ? to : from).after;
  return (UINT32_C(2) << last) - (UINT32_C(1) << first);
}
