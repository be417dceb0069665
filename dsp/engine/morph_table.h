// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MORPH_TABLE_H
#define EARCUP_MORPH_TABLE_H

/* What a simulation sounds like at some places of the morph. Nodes lie in a
   table without the room for more poles than they have, without the right ear's
   weights where ears are alike, and without what is outside if nobody hears
   that. */

#include "dsp/engine/programme.h"
#include "dsp/filter/pole_set.h"
#include "dsp/model/simulation.h"

/** Places on the morph that weights are designed for; between them weights
    are mixed. */
#define MORPH_NODES 17

/** Weights on the catalogue's poles, without the room for more. */
typedef struct {
  float re[CATALOGUE_SECTIONS];
  float im[CATALOGUE_SECTIONS];
  float direct;
} CatalogueWeights;

/** With that room. Thread: any. */
Weights catalogue_weights(const CatalogueWeights* weights);

/** One place on the morph, ready to be heard. */
typedef struct {
  Weights weights;                 ///< of both channels
  float side;                      ///< factor on Side: 0 at the microphone
  float power[LOUDNESS_BANDS_MAX]; ///< at the ear: loudness is matched by it
  CatalogueWeights outside; ///< of the isolation, for outside sound; comes last
} MorphNode;

/** What a table is of. */
typedef struct {
  Simulation simulation;
  bool outside; ///< whether outside weights are wanted
  const PoleSet* pole_set;
} MorphKey;

/** True if tables of both are the same. Thread: any. */
bool morph_key_same(const MorphKey* a, const MorphKey* b);

/** A simulation along the morph, as far as its nodes are designed. */
typedef struct {
  MorphKey of;
  bool is_bad;    ///< the catalogue's poles would do better than those of files
  uint32_t valid; ///< bit n: node n is there
  size_t stride;  ///< floats of a node, as many as its poles need
  size_t room;    ///< floats that there is room for
  float values[];
} MorphTable;

/** All nodes of a table. */
#define MORPH_ALL ((UINT32_C(1) << MORPH_NODES) - 1)

/** A table with room for all nodes of a key, or NULL for any key; it is of
    nothing yet. Thread: worker. Returns NULL when out of memory. */
MorphTable* morph_table_new(const MorphKey* key);

/** True if there is room for the nodes of a key. Thread: any. */
bool morph_table_fits(const MorphTable* table, const MorphKey* key);

/**
   Begin a table; no node is there yet.

   @param of copied; what it points to must outlive the table, in which it fits
   Thread: any (rt).
*/
void morph_table_begin(MorphTable* table, const MorphKey* of);

/** Put a node where it belongs.
    @param right weights of the right ear, which only count where ears are
   unlike Thread: any (rt). */
void morph_table_put(MorphTable* table,
                     unsigned n,
                     const MorphNode* node,
                     const Weights* right);

/** Whether nodes are there. Thread: any. */
static inline bool
morph_table_has(const MorphTable* table, uint32_t nodes)
{
  return (nodes & ~table->valid) == 0;
}

/** The two nodes around a place on the morph, and the way between them. */
typedef struct {
  unsigned before;
  unsigned after; ///< same as before where the place is a node
  float way;      ///< 0 = before .. 1 = after
} MorphPlace;

/** @param morph 0..1. Thread: any. */
MorphPlace morph_place(double morph);

/** Mix the nodes around a place, which are there. What it has no room for is 0,
    but what is outside, which is left alone. Thread: any (rt). */
void morph_table_get(const MorphTable* table,
                     MorphPlace place,
                     MorphNode* node);

/** Mix their weights of the right ear; only where ears are unlike.
    Thread: any (rt). */
void morph_table_get_right(const MorphTable* table,
                           MorphPlace place,
                           Weights* right);

/** All nodes that the way from one place to another passes, bit n for node n.
    @param from, to 0..1. Thread: any. */
uint32_t morph_nodes(double from, double to);

/** Nodes that are needed for a place on the morph.
    @param morph 0..1. Thread: any. */
static inline uint32_t
morph_nodes_at(float morph)
{
  return morph_nodes((double)morph, (double)morph);
}

#endif
