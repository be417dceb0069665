// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_SIMULATION_H
#define EARCUP_SIMULATION_H

#include "design.h"
#include "programme.h"
#include "scene.h"

/** Places on the morph that weights are designed for; between them weights
    are mixed. */
#define MORPH_NODES 17

/** One place on the morph, ready to be heard. */
typedef struct {
  Weights mid;
  Weights side;
  Weights outside;  ///< of the isolation, for sound from around
  BandValues power; ///< at the ear, by which loudness is matched
} MorphNode;

/** A scene along the whole morph, designed node by node. */
typedef struct {
  Scene scene;
  bool outside; ///< whether outside weights are wanted
  const Design* design;
  const Design* outside_design;
  double mono_error_db; ///< of its crossfeed
  uint32_t valid;       ///< bit n: node n is there
  MorphNode nodes[MORPH_NODES];
} MorphTable;

/** Memory for designing one node at a time. */
typedef struct SimulationWork SimulationWork;

/** Thread: worker. Returns NULL when out of memory. */
SimulationWork* simulation_work_new(void);

/** Thread: worker. NULL is fine. */
void simulation_work_free(SimulationWork* work);

/**
   Begin a table; no node is there yet.

   @param scene copied; its files and both designs must outlive the table
   Thread: any (rt).
*/
void morph_table_begin(MorphTable* table,
                       const Scene* scene,
                       bool outside,
                       const Design* design,
                       const Design* outside_design);

/**
   A node of a table, designed now if it is not there yet. What comes out
   depends on nothing but the scene and the designs.

   @param n below MORPH_NODES
   Thread: any (rt: bounded, no allocation; one table and work at a time).
   About 0.4 ms the first time.
*/
const MorphNode* morph_table_node(MorphTable* table,
                                  SimulationWork* work,
                                  unsigned n);

/** The two nodes around a place on the morph, and the way between them. */
typedef struct {
  unsigned before;
  unsigned after; ///< same as before where the place is a node
  float way;      ///< 0 = before .. 1 = after
} MorphPlace;

/** @param morph 0..1. Thread: any. */
MorphPlace morph_place(double morph);

#endif
