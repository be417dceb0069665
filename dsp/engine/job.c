// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/job.h"

#include "dsp/engine/slew.h"

#include <string.h>

#define JOB_REST_S 0.0005 // for each step, a fifth of which it takes at most

void
job_desk_init(JobDesk* desk,
              const PoleSet* catalogue,
              const LoudnessBands* bands,
              Simd simd,
              unsigned least_subblocks)
{
  memset(desk, 0, sizeof(*desk));
  desk->least_subblocks = least_subblocks;
  desk->job.catalogue = catalogue;
  desk->job.bands = bands;
  desk->job.simd = simd;
}

static void
free_resources(EngineJob* job)
{
  morph_designer_free(job->designer);
  outside_free(job->outside);
  ear_room_free(job->room);
  job->designer = NULL;
  job->outside = NULL;
  job->room = NULL;
}

void
job_desk_cleanup(JobDesk* desk)
{
  free_resources(&desk->job);
}

void
job_desk_start_over(JobDesk* desk)
{
  desk->rest = 0;
}

void
job_desk_step(JobDesk* desk)
{
  desk->rest -= desk->rest > 0;
}

bool
job_desk_give_designer(JobDesk* desk, MorphDesigner* designer)
{
  if (desk->job.designer) {
    return false;
  }
  desk->job.designer = designer;
  return true;
}

bool
job_desk_give_outside(JobDesk* desk, Outside* outside)
{
  if (desk->job.outside) {
    return false;
  }
  desk->job.outside = outside;
  return true;
}

bool
job_desk_give_room(JobDesk* desk, EarRoom* room)
{
  if (desk->job.room) {
    return false;
  }
  desk->job.room = room;
  return true;
}

EarRoom*
job_desk_fetch_room(JobDesk* desk)
{
  EarRoom* const room = desk->job.room;
  desk->job.room = NULL;
  return room;
}

MorphDesigner*
job_desk_fetch_designer(JobDesk* desk)
{
  MorphDesigner* const designer = desk->job.designer;
  desk->job.designer = NULL;
  return designer;
}

Outside*
job_desk_fetch_outside(JobDesk* desk)
{
  Outside* const outside = desk->job.outside;
  desk->job.outside = NULL;
  return outside;
}

MorphDesigner*
job_desk_fetch_made(JobDesk* desk)
{
  const bool is_back = desk->is_back;
  desk->is_back = false;
  return is_back ? desk->job.designer : NULL;
}

void
job_desk_forget_files(JobDesk* desk)
{
  if (desk->job.designer) {
    morph_designer_forget(desk->job.designer);
  }
}

EngineJob*
job_desk_take(JobDesk* desk, const JobOrder* order)
{
  EngineJob* const job = &desk->job;
  job->order = order->order;
  job->key = *order->key;
  job->morph = order->morph;
  job->needs_outside = order->needs_outside;
  job->needs_room = order->needs_room;
  desk->is_taken = true;
  desk->rest = desk->least_subblocks;
  desk->orders += order->order != ORDER_FREE;
  return job;
}

static bool
orders_table(const EngineJob* job)
{
  return job->order == ORDER_NEAR || job->order == ORDER_WHOLE;
}

void
job_desk_return(JobDesk* desk, bool success)
{
  const EngineJob* const job = &desk->job;
  desk->is_taken = false;
  desk->is_back = success && orders_table(job);
  if (desk->is_back) {
    const double rest_s = JOB_REST_S * job->steps;
    const double rate_hz = pole_set_rate_hz(job->catalogue);
    const unsigned rest = (unsigned)(rest_s * rate_hz / SUBBLOCK_FRAMES);
    desk->rest = rest > desk->rest ? rest : desk->rest;
  }
}

/* --- the worker's side --------------------------------------------------- */

/** What is lacking; false when out of memory. */
static bool
allocate(EngineJob* job)
{
  if (!job->designer) {
    job->designer = morph_designer_new(job->catalogue, job->bands);
  }
  if (!job->outside && job->needs_outside) {
    job->outside = outside_new(job->catalogue, job->simd);
  }
  if (!job->room && job->needs_room) {
    job->room = ear_room_new();
  }
  return job->designer && (job->outside || !job->needs_outside) &&
         (job->room || !job->needs_room);
}

static void
design(EngineJob* job)
{
  MorphTable* const table = morph_designer_table(job->designer);
  const uint32_t nodes =
    job->order == ORDER_WHOLE ? MORPH_ALL : morph_nodes_at(job->morph);
  job->steps = 0;
  morph_table_begin(table, &job->key);
  while (morph_designer_step(job->designer, table, nodes)) {
    ++job->steps;
  }
}

bool
engine_job_run(EngineJob* job, bool at_once)
{
  if (job->order == ORDER_FREE) {
    free_resources(job);
    return true;
  }
  if ((at_once && orders_table(job)) || !allocate(job)) {
    return false;
  }
  if (!orders_table(job)) {
    return true;
  }
  if (!morph_designer_fit(job->designer, &job->key)) {
    return false;
  }
  design(job);
  return true;
}
