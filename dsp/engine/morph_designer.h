// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_MORPH_DESIGNER_H
#define EARCUP_MORPH_DESIGNER_H

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
  Weights weights; ///< of both channels
  float side;      ///< factor on Side: 0 at the microphone
  float
    power[PROGRAMME_BANDS_MAX]; ///< at the ear, by which loudness is matched
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
  Weights* right; ///< of the right ear at the nodes, for unlike ears
  MorphNode nodes[MORPH_NODES];
} MorphTable;

/** All nodes of a table. */
#define MORPH_ALL ((UINT32_C(1) << MORPH_NODES) - 1)

/** What it takes to design nodes: FFTs, the equations and the basis of a set of
    poles, and a table. Some 1 MB. */
typedef struct MorphDesigner MorphDesigner;

/**
   @param bank poles of the catalogue; must outlive the designer
   Thread: worker (plans FFTs). Returns NULL when out of memory. About 2 ms.
*/
MorphDesigner* morph_designer_new(const PoleSet* bank);

/** Thread: worker. NULL is fine. */
void morph_designer_free(MorphDesigner* designer);

/** Files and designs that tables were of may be freed. Thread: any (rt). */
void morph_designer_forget(MorphDesigner* designer);

/** The table that it has in the making. Thread: any. */
MorphTable* morph_designer_table(const MorphDesigner* designer);

/** Take that table and leave another. Thread: any (rt). */
MorphTable* morph_designer_swap(MorphDesigner* designer, MorphTable* table);

/**
   Begin a table; no node is there yet. Where ears are unlike, `right` of the
   table has to have room for all nodes.

   @param of copied; what it points to must outlive the table
   Thread: any (rt).
*/
void morph_table_begin(MorphTable* table, const MorphKey* of);

/**
   One step towards the first of some nodes that is not there. What comes out in
   the end depends on nothing but the simulation and the design.

   A step computes one response of a headphone or one set of weights: about
   0.07 ms, 0.15 ms at most. A node takes two of them, up to four more if it is
   the first of its simulation, one more with outside sound, and a dozen more at
   the microphone.

   @param nodes bit n: node n
   Thread: any (rt: bounded, no allocation; one table and designer at a time).
   False if there was nothing to do.
*/
bool morph_designer_step(MorphDesigner* designer,
                         MorphTable* table,
                         uint32_t nodes);

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
