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

/** The same place in the nodes around a place on the morph. */
typedef struct {
  const float* before;
  const float* after;
  float way;
} Between;

static Between
nodes_at(const MorphTable* table, MorphPlace place)
{
  return (Between){ table->values + place.before * table->stride,
                    table->values + place.after * table->stride,
                    place.way };
}

/** Mix n values; go on behind them. */
static void
mix(Between* from, void* to, size_t n)
{
  float* const value = (float*)to;
  for (size_t i = 0; i < n; ++i) {
    value[i] = from->before[i] + from->way * (from->after[i] - from->before[i]);
  }
  from->before += n;
  from->after += n;
}

static void
mix_weights(Between* from, Weights* to, size_t sections)
{
  const size_t rest = (SECTIONS_MAX - sections) * sizeof(float);
  mix(from, &to->direct, 1);
  mix(from, to->re, sections);
  mix(from, to->im, sections);
  memset(to->re + sections, 0, rest);
  memset(to->im + sections, 0, rest);
}

void
morph_table_get(const MorphTable* table, MorphPlace place, MorphNode* node)
{
  const MorphKey* const of = &table->of;
  Between from = nodes_at(table, place);
  mix(&from, &node->side, 1);
  mix(&from, node->power, LOUDNESS_BANDS_MAX);
  mix_weights(&from, &node->weights, sections_of(of));
  if (of->outside) {
    from = nodes_at(table, place);
    from.before += place_of_outside(of);
    from.after += place_of_outside(of);
    mix(&from, &node->outside, OUTSIDE_FLOATS);
  }
}

void
morph_table_get_right(const MorphTable* table, MorphPlace place, Weights* right)
{
  Between from = nodes_at(table, place);
  from.before += place_of_right(&table->of);
  from.after += place_of_right(&table->of);
  mix_weights(&from, right, sections_of(&table->of));
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
