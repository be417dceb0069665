// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/morph_table.h"

#include <stdlib.h>
#include <string.h>

#define OUTSIDE_FLOATS (sizeof(CatalogueWeights) / sizeof(float))
#define STRIDE_MAX (2 + LOUDNESS_BANDS_MAX + 2 * SECTIONS_MAX + OUTSIDE_FLOATS)

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

/* A node is side, direct, power, re, im and, where it is heard, outside. */

static size_t
sections_of(const MorphKey* key)
{
  return pole_set_poles(key->pole_set)->sections;
}

static size_t
stride_of(const MorphKey* key)
{
  return 2 + LOUDNESS_BANDS_MAX + 2 * sections_of(key) +
         (key->outside ? OUTSIDE_FLOATS : 0);
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

void
morph_table_put(MorphTable* table, unsigned n, const MorphNode* node)
{
  const size_t sections = sections_of(&table->of);
  const Weights* const weights = &node->weights;
  float* to = table->values + n * table->stride;
  *to++ = node->side;
  *to++ = weights->direct;
  memcpy(to, node->power, sizeof(node->power));
  to += LOUDNESS_BANDS_MAX;
  memcpy(to, weights->re, sections * sizeof(float));
  memcpy(to + sections, weights->im, sections * sizeof(float));
  if (table->of.outside) {
    memcpy(to + 2 * sections, &node->outside, sizeof(node->outside));
  }
  table->valid |= UINT32_C(1) << n;
}

void
morph_table_get(const MorphTable* table, unsigned n, MorphNode* node)
{
  const size_t sections = sections_of(&table->of);
  Weights* const weights = &node->weights;
  const float* from = table->values + n * table->stride;
  memset(weights, 0, sizeof(*weights));
  node->side = *from++;
  weights->direct = *from++;
  memcpy(node->power, from, sizeof(node->power));
  from += LOUDNESS_BANDS_MAX;
  memcpy(weights->re, from, sections * sizeof(float));
  memcpy(weights->im, from + sections, sections * sizeof(float));
  if (table->of.outside) {
    memcpy(&node->outside, from + 2 * sections, sizeof(node->outside));
  }
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
