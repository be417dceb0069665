// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/desktop_device.h"

#include "ui/audition/desktop_config.h"
#include "ui/audition/names.h"
#include "ui/audition/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** The sinks but our own, for names_find(): what desktops call them. */
static const char*
device_name(const void* list, size_t i)
{
  const PipeWire* const pipewire = (const PipeWire*)list;
  for (size_t s = 0; pipewire_sink(pipewire, s); ++s) {
    const PipeSink* const sink = pipewire_sink(pipewire, s);
    if (strcmp(sink->name, DESKTOP_SINK) && i-- == 0) {
      return sink->description;
    }
  }
  return NULL;
}

/** "there are Card and Headset", for a message. */
static void
list_devices(const PipeWire* pipewire, char* text, size_t size)
{
  size_t used = 0;
  for (size_t i = 0; device_name(pipewire, i) && used < size; ++i) {
    const int n = snprintf(text + used,
                           size - used,
                           "%s%s",
                           i ? ", " : "there are: ",
                           device_name(pipewire, i));
    used += (size_t)(n > 0 ? n : 0);
  }
}

/** The sink that a user means by its node name or description. */
static const PipeSink*
find_device(const PipeWire* pipewire, const char* text)
{
  const PipeSink* const exact = pipewire_find_sink(pipewire, text);
  if (exact && strcmp(exact->name, DESKTOP_SINK)) {
    return exact;
  }
  char devices[512] = "there is none";
  list_devices(pipewire, devices, sizeof(devices));
  Names names = { .kind = "device",
                  .of = "",
                  .name = device_name,
                  .list = pipewire,
                  .listed = devices };
  while (device_name(pipewire, names.n)) {
    ++names.n;
  }
  const size_t found = names_find(&names, text);
  if (found == NAMES_NONE) {
    return NULL;
  }
  for (size_t s = 0;; ++s) {
    const PipeSink* const sink = pipewire_sink(pipewire, s);
    if (!strcmp(sink->description, names.name(pipewire, found)) &&
        strcmp(sink->name, DESKTOP_SINK)) {
      return sink;
    }
  }
}

/** The default device, or any other where that is Earcup itself. */
static const char*
default_device(const PipeWire* pipewire)
{
  const char* const name = pipewire_default(pipewire);
  if (name && strcmp(name, DESKTOP_SINK)) {
    return name;
  }
  for (size_t i = 0; pipewire_sink(pipewire, i); ++i) {
    const char* const other = pipewire_sink(pipewire, i)->name;
    if (strcmp(other, DESKTOP_SINK)) {
      return other;
    }
  }
  return NULL;
}

bool
desktop_choose_device(const PipeWire* pipewire,
                      const char* asked,
                      char** device)
{
  const char* name = NULL;
  if (asked) {
    const PipeSink* const sink = find_device(pipewire, asked);
    if (!sink) {
      return false;
    }
    name = sink->name;
  } else if (*device || pipewire_inserts_filters(pipewire)) {
    return true;
  } else {
    name = default_device(pipewire);
  }
  if (!name) {
    return complain("there is no device to play to");
  }
  free(*device);
  *device = strdup(name);
  return *device || complain("out of memory");
}
