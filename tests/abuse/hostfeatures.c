// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/abuse/hostfeatures.h"

#include <lv2/buf-size/buf-size.h>
#include <lv2/options/options.h>
#include <lv2/parameters/parameters.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
host_enter(const Host* host)
{
  if (host->setup.enter) {
    host->setup.enter();
  }
}

void
host_leave(const Host* host)
{
  if (host->setup.leave) {
    host->setup.leave();
  }
}

static bool
push(Host* host, HostQueue* queue, uint32_t size, const void* data)
{
  bool done = false;
  pthread_mutex_lock(&host->lock);
  if (queue->n < HOST_MAX_JOBS) {
    uint8_t* const copy = malloc(size ? size : 1);
    memcpy(copy, data, size);
    queue->items[queue->n++] = (HostMessage){ size, copy };
    done = true;
  }
  pthread_mutex_unlock(&host->lock);
  return done;
}

LV2_Worker_Status
host_respond(LV2_Worker_Respond_Handle handle, uint32_t size, const void* data)
{
  Host* const host = handle;
  return !host->refuse_reply && push(host, &host->replies, size, data)
           ? LV2_WORKER_SUCCESS
           : LV2_WORKER_ERR_NO_SPACE;
}

static LV2_Worker_Status
schedule(Host* host, uint32_t size, const void* data)
{
  ++host->n_jobs;
  switch (host->setup.worker) {
    case WORKER_AT_ONCE:
      return host->worker_interface->work(
        host->handle, host_respond, host, size, data);
    case WORKER_LATER:
      return push(host, &host->jobs, size, data) ? LV2_WORKER_SUCCESS
                                                 : LV2_WORKER_ERR_NO_SPACE;
    case WORKER_LOST:
      return LV2_WORKER_SUCCESS;
    case WORKER_ABSENT:
    case WORKER_REFUSE:
      break;
  }
  return LV2_WORKER_ERR_NO_SPACE;
}

/* What the host does here is not the plugin's doing: it is outside the audio
   context as far as the trap is concerned. */
static LV2_Worker_Status
schedule_work(LV2_Worker_Schedule_Handle handle,
              uint32_t size,
              const void* data)
{
  Host* const host = handle;
  host_leave(host);
  const LV2_Worker_Status status = schedule(host, size, data);
  host_enter(host);
  return status;
}

const LV2_Worker_Interface*
host_worker_interface(const Host* host)
{
  if (host->setup.worker == WORKER_ABSENT ||
      !host->descriptor->extension_data) {
    return NULL;
  }
  return host->descriptor->extension_data(LV2_WORKER__interface);
}

static int
log_vprintf(LV2_Log_Handle handle, LV2_URID type, const char* fmt, va_list args)
{
  HostWorld* const world = handle;
  char line[sizeof world->noted];
  const int n = vsnprintf(line, sizeof line, fmt, args);
  pthread_mutex_lock(&world->lock);
  const char* const uri =
    type > 0 && type <= world->n_uris ? world->uris[type - 1] : "";
  if (!strcmp(uri, LV2_LOG__Note)) {
    memcpy(world->noted, line, sizeof line);
  } else if (!strcmp(uri, LV2_LOG__Trace)) {
    memcpy(world->traced, line, sizeof line);
  } else {
    ++world->n_logged;
  }
  pthread_mutex_unlock(&world->lock);
  return n;
}

static int
log_printf(LV2_Log_Handle handle, LV2_URID type, const char* fmt, ...)
{
  va_list args;
  va_start(args, fmt);
  const int n = log_vprintf(handle, type, fmt, args);
  va_end(args);
  return n;
}

LilvInstance*
host_instantiate(Host* host, double rate_hz)
{
  HostWorld* const world = host->world;
  const HostSetup* const setup = &host->setup;
  const LV2_URID type_int = host_map(world, LV2_ATOM__Int);
  const LV2_URID type_float = host_map(world, LV2_ATOM__Float);
  const int32_t min_block = 0;
  const int32_t max_block = (int32_t)setup->max_block;
  const int32_t sequence_bytes = HOST_ATOM_BYTES;
  const float rate = (float)rate_hz;
#define OPTION(uri, type, value)                                               \
  {                                                                            \
    LV2_OPTIONS_INSTANCE, 0, host_map(world, uri), sizeof value, type, &value  \
  }
  const LV2_Options_Option options[] = {
    OPTION(LV2_BUF_SIZE__minBlockLength, type_int, min_block),
    OPTION(LV2_BUF_SIZE__maxBlockLength, type_int, max_block),
    OPTION(LV2_BUF_SIZE__nominalBlockLength, type_int, max_block),
    OPTION(LV2_BUF_SIZE__sequenceSize, type_int, sequence_bytes),
    OPTION(LV2_PARAMETERS__sampleRate, type_float, rate),
    { LV2_OPTIONS_INSTANCE, 0, 0, 0, 0, NULL }
  };
#undef OPTION
  host->worker = (LV2_Worker_Schedule){ host, schedule_work };
  host->log = (LV2_Log_Log){ world, log_printf, log_vprintf };
  const LV2_Feature all[] = {
    { LV2_URID__map, &world->map },
    { LV2_URID__unmap, &world->unmap },
    { LV2_OPTIONS__options, (void*)options },
    { LV2_BUF_SIZE__boundedBlockLength, NULL },
    { LV2_LOG__log, &host->log },
    { LV2_WORKER__schedule, &host->worker },
  };
  const bool offered[] = { setup->urid,    setup->urid,
                           setup->options, setup->options,
                           setup->log,     setup->worker != WORKER_ABSENT };
  const LV2_Feature* features[7] = { NULL };
  unsigned n = 0;
  for (unsigned i = 0; i < 6; ++i) {
    if (offered[i]) {
      features[n++] = &all[i];
    }
  }
  return lilv_plugin_instantiate(host->plugin, rate_hz, features);
}
