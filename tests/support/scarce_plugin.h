// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_SCARCE_PLUGIN_H
#define EARCUP_SCARCE_PLUGIN_H

/* The plugin itself, with little memory, in a host that takes none. Include it
   once in a program, before anything else. */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE // for RTLD_NEXT
#endif

#include "tests/support/scarce.h"

#include "plugin/earcup.c"

#define RATE_HZ 48000.0

enum { MOST_BLOCKS = 2000 };

/* A host that counts what it is told and needs no memory itself. */

static unsigned logged;

static inline int
log_vprintf(LV2_Log_Handle handle, LV2_URID type, const char* fmt, va_list args)
{
  (void)handle;
  (void)type;
  (void)fmt;
  (void)args;
  ++logged;
  return 0;
}

static inline int
log_printf(LV2_Log_Handle handle, LV2_URID type, const char* fmt, ...)
{
  (void)handle;
  (void)type;
  (void)fmt;
  ++logged;
  return 0;
}

static inline LV2_URID
map_uri(LV2_URID_Map_Handle handle, const char* uri)
{
  static const char* uris[128];
  static unsigned n;
  (void)handle;
  unsigned i = 0;
  while (i < n && strcmp(uris[i], uri)) {
    ++i;
  }
  uris[i] = uri; // a literal of the plugin or of this file
  n += i == n;
  return i + 1;
}

/** One job at a time waits for its worker, one reply for the audio. */
static struct {
  uint32_t size;
  char data[PATH_SIZE + 64];
  uint32_t reply_size;
  char reply[64];
} box;

static inline LV2_Worker_Status
schedule_work(LV2_Worker_Schedule_Handle handle, uint32_t size, const void* job)
{
  (void)handle;
  if (box.size > 0) {
    return LV2_WORKER_ERR_NO_SPACE;
  }
  memcpy(box.data, job, size);
  box.size = size;
  return LV2_WORKER_SUCCESS;
}

static inline LV2_Worker_Status
respond(LV2_Worker_Respond_Handle handle, uint32_t size, const void* data)
{
  (void)handle;
  memcpy(box.reply, data, size);
  box.reply_size = size;
  return LV2_WORKER_SUCCESS;
}

static LV2_URID_Map map = { NULL, map_uri };
static LV2_Worker_Schedule schedule = { NULL, schedule_work };
static LV2_Log_Log host_log = { NULL, log_printf, log_vprintf };
static const LV2_Feature map_feature = { LV2_URID__map, &map };
static const LV2_Feature work_feature = { LV2_WORKER__schedule, &schedule };
static const LV2_Feature log_feature = { LV2_LOG__log, &host_log };
static const LV2_Feature* const features[] = { &map_feature,
                                               &work_feature,
                                               &log_feature,
                                               NULL };

static inline LV2_Handle
new_plugin(void)
{
  memset(&box, 0, sizeof(box));
  const LV2_Descriptor* const descriptor = lv2_descriptor(0);
  return descriptor->instantiate(descriptor, RATE_HZ, "", features);
}

#endif
