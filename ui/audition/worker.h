// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_WORKER_H
#define EARCUP_AUDITION_WORKER_H

/* worker:schedule for a host without threads: what run() schedules is done
   between two blocks, so a render comes out the same each time. */

#include <lilv/lilv.h>
#include <lv2/worker/worker.h>
#include <stdbool.h>

typedef struct Message Message;

typedef struct {
  const LV2_Worker_Interface* iface; ///< NULL: the plugin has no worker
  LV2_Handle plugin;
  Message* requests;
  Message* responses;
  LV2_Worker_Schedule schedule;
} Worker;

/** Set up the feature data; the worker must not move afterwards. */
void worker_init(Worker* worker);

/** Connect to the plugin, once there is an instance. */
void worker_attach(Worker* worker, LilvInstance* instance);

/** Do all that is scheduled and hand the responses over; call it after each
    run(). True if there was anything to do. */
bool worker_flush(Worker* worker);

/** Free all messages. */
void worker_clear(Worker* worker);

#endif
