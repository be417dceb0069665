// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_JOB_H
#define EARCUP_JOB_H

/* What an engine leaves to a worker, and the memory that comes and goes with
   it: a designer, which only changes of simulation need, and the outside path,
   which is needed only where it is heard. */

#include "dsp/engine/ear_room.h"
#include "dsp/engine/engine.h"
#include "dsp/engine/morph_designer.h"
#include "dsp/engine/outside.h"

/** What a worker is asked for. */
typedef enum {
  ORDER_NOTHING,
  ORDER_NEAR,      ///< a table with the nodes around the morph
  ORDER_WHOLE,     ///< one with all nodes
  ORDER_RESOURCES, ///< what it takes to design here
  ORDER_FREE       ///< to free what is handed over
} Order;

/** While it is taken nobody but the worker touches it. */
struct EngineJob {
  /* Given once. */
  const PoleSet* catalogue;
  const LoudnessBands* bands;
  Simd simd;
  /* The order. */
  Order order;
  MorphKey key;
  float morph;
  bool needs_outside;
  bool needs_room; ///< for unlike ears
  /* What is handed over, either way; each may be NULL. */
  MorphDesigner* designer;
  Outside* outside;
  EarRoom* room;
  unsigned steps; ///< that the last design took
};

/** The audio thread's side of it. Written by job.c alone; others may read. */
typedef struct {
  EngineJob job;
  bool is_taken;
  bool is_back;             ///< with a table
  unsigned least_subblocks; ///< between two jobs
  unsigned rest;            ///< sub-blocks until the next one may be taken
  uint64_t orders;          ///< so far, but for freeing
} JobDesk;

/** @param catalogue, bands must outlive it. Thread: any. Cannot fail. */
void job_desk_init(JobDesk* desk,
                   const PoleSet* catalogue,
                   const LoudnessBands* bands,
                   Simd simd,
                   unsigned least_subblocks);

/** Free what is handed over. Thread: worker. */
void job_desk_cleanup(JobDesk* desk);

/** The next job need not wait. Thread: rt. */
void job_desk_start_over(JobDesk* desk);

/** Count a sub-block. Thread: rt. */
void job_desk_step(JobDesk* desk);

/** True if the job is there, nothing of it waits to be fetched, and the next
    may be taken. Thread: rt. */
static inline bool
job_desk_is_free(const JobDesk* desk)
{
  return !desk->is_taken && !desk->is_back && desk->rest == 0;
}

/* The following only while the job is not taken. Thread: rt. */

/** Lay something down to be freed or used again. False if there is already
    such a thing. */
bool job_desk_give_designer(JobDesk* desk, MorphDesigner* designer);
bool job_desk_give_outside(JobDesk* desk, Outside* outside);
bool job_desk_give_room(JobDesk* desk, EarRoom* room);

/** Fetch it, or NULL. */
MorphDesigner* job_desk_fetch_designer(JobDesk* desk);
Outside* job_desk_fetch_outside(JobDesk* desk);
EarRoom* job_desk_fetch_room(JobDesk* desk);

/** The designer whose table has come back, once; else NULL. */
MorphDesigner* job_desk_fetch_made(JobDesk* desk);

/** Forget what files have to do with. */
void job_desk_forget_files(JobDesk* desk);

/** What is ordered. */
typedef struct {
  Order order;
  const MorphKey* key;
  float morph;
  bool needs_outside;
  bool needs_room;
} JobOrder;

/** Have it taken. */
EngineJob* job_desk_take(JobDesk* desk, const JobOrder* order);

/** It has come back. */
void job_desk_return(JobDesk* desk, bool success);

#endif
