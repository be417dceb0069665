// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_HOSTFEATURES_H
#define EARCUP_HOSTFEATURES_H

/* The features of lv2host, and the calls that come back from the plugin. */

#include "tests/abuse/lv2host.h"

/** Instantiates the plugin with the features of host->setup, NULL on failure.
 */
LilvInstance* host_instantiate(Host* host, double rate_hz);

/** The plugin's worker if the host offers one, else NULL. */
const LV2_Worker_Interface* host_worker_interface(const Host* host);

/** The respond function for work(). */
LV2_Worker_Status host_respond(LV2_Worker_Respond_Handle handle,
                               uint32_t size,
                               const void* data);

/** Marks that code of the plugin's audio context starts. */
void host_enter(const Host* host);

/** Marks that it ends. */
void host_leave(const Host* host);

#endif
