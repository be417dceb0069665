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
  Weights weights; ///< of both channels
  float side;      ///< factor on Side: 0 at the microphone
  float
    power[PROGRAMME_BANDS_MAX]; ///< at the ear, by which loudness is matched
  Weights outside; ///< of the isolation, for sound from around; comes last
} MorphNode;

/** What a table is of. */
typedef struct {
  Scene scene;
  bool outside; ///< whether outside weights are wanted
  const Design* design;
  const Equations* equations; ///< of that design; NULL if it is the bank's
} MorphScene;

/** A scene along the whole morph, designed node by node. */
typedef struct {
  MorphScene of;
  uint32_t valid; ///< bit n: node n is there
  MorphNode nodes[MORPH_NODES];
} MorphTable;

/** What it takes to design nodes, one at a time: FFTs, the equations of the
    bank's poles and memory. Some 110 KB. */
typedef struct Designer Designer;

/**
   @param bank poles of the bank of headphones; must outlive the designer
   Thread: worker (plans FFTs). Returns NULL when out of memory. About 2 ms.
*/
Designer* designer_new(const Design* bank);

/** Thread: worker. NULL is fine. */
void designer_free(Designer* designer);

/**
   Begin a table; no node is there yet.

   @param of copied; what it points to must outlive the table
   Thread: any (rt).
*/
void morph_table_begin(MorphTable* table, const MorphScene* of);

/**
   A node of a table, designed now if it is not there yet. What comes out
   depends on nothing but the scene and the design.

   @param n below MORPH_NODES
   @param designer may be NULL if the node is there
   Thread: any (rt: bounded, no allocation; one table and designer at a time).
   About 0.4 ms the first time.
*/
const MorphNode* morph_table_node(MorphTable* table,
                                  Designer* designer,
                                  unsigned n);

/** Whether all nodes are there. Thread: any. */
bool morph_table_complete(const MorphTable* table);

/** The two nodes around a place on the morph, and the way between them. */
typedef struct {
  unsigned before;
  unsigned after; ///< same as before where the place is a node
  float way;      ///< 0 = before .. 1 = after
} MorphPlace;

/** @param morph 0..1. Thread: any. */
MorphPlace morph_place(double morph);

#endif
