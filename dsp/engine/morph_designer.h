// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MORPH_DESIGNER_H
#define EARCUP_MORPH_DESIGNER_H

#include "dsp/engine/morph_table.h"

/** What it takes to design nodes: FFTs, the equations and the basis of a set of
    poles, and a table. Some 1 MB. */
typedef struct MorphDesigner MorphDesigner;

/**
   @param bank poles of the catalogue; must outlive the designer, as must
   @param bands in which it finds the power that is heard
   Thread: worker (plans FFTs). Returns NULL when out of memory. About 2 ms.
*/
MorphDesigner* morph_designer_new(const PoleSet* bank,
                                  const LoudnessBands* bands);

/** Thread: worker. NULL is fine. */
void morph_designer_free(MorphDesigner* designer);

/** Files and designs that tables were of may be freed. Thread: any (rt). */
void morph_designer_forget(MorphDesigner* designer);

/** The table that it has in the making. Thread: any. */
MorphTable* morph_designer_table(const MorphDesigner* designer);

/** Have that be one with just the room that a key needs. Thread: worker. False
    when out of memory. */
bool morph_designer_fit(MorphDesigner* designer, const MorphKey* key);

/** Have it be one with enough room, which a designer always has. Thread: any
    (rt). */
MorphTable* morph_designer_table_for(MorphDesigner* designer,
                                     const MorphKey* key);

/** Take that table and leave another. Thread: any (rt). */
MorphTable* morph_designer_swap(MorphDesigner* designer, MorphTable* table);

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

#endif
