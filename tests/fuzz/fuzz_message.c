// SPDX-License-Identifier: GPL-3.0-or-later
// Any object as a message from a window, in a buffer of just its size, and the
// plugin's answer into a buffer that may be short.

#include "plugin/plugin.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void
require(bool condition)
{
  if (!condition) {
    abort();
  }
}

bool
jobs_load(Plugin* plugin, FileSlot slot, const char* path, uint32_t size)
{
  (void)plugin;
  require(slot < FILE_SLOTS && size < PATH_SIZE && strlen(path) == size);
  return size % 2 == 0;
}

const char*
jobs_notice(unsigned notices)
{
  return notices & 1U ? "odd" : "even";
}

const MeasuredFiles*
engine_measured_files(const LoadedFiles* files)
{
  static MeasuredFiles measured = { .present = { true, false, true } };
  return files ? &measured : NULL;
}

void
window_opened(Plugin* plugin, int32_t spectrum)
{
  plugin->window.open = true;
  plugin->window.spectrum = spectrum;
}

void
window_closed(Plugin* plugin)
{
  plugin->window.open = false;
}

bool
window_frame(Plugin* plugin, uint32_t n, float values[NOTIFY_FLOATS])
{
  for (size_t i = 0; i < NOTIFY_FLOATS; ++i) {
    values[i] = (float)n;
  }
  return plugin->window.open;
}

/* Small numbers, so that bytes hit upon them. */
static void
set_urids(Plugin* plugin)
{
  LV2_URID* const urids = (LV2_URID*)&plugin->urids;
  for (uint32_t i = 0; i < sizeof(Urids) / sizeof(LV2_URID); ++i) {
    urids[i] = i + 1;
  }
  plugin->forge.Float = plugin->urids.atom_Float;
  plugin->forge.Object = 99;
  plugin->forge.Path = plugin->urids.atom_Path;
  plugin->forge.Sequence = 100;
  plugin->forge.String = plugin->urids.atom_String;
  plugin->forge.URID = plugin->urids.atom_URID;
  plugin->forge.Vector = 101;
}

/* One event with an object of these bytes, padded as hosts pad. */
static LV2_Atom_Sequence*
make_sequence(const Plugin* plugin, const uint8_t* body, size_t size)
{
  const size_t event =
    sizeof(LV2_Atom_Event) + lv2_atom_pad_size((uint32_t)size);
  LV2_Atom_Sequence* const sequence = calloc(1, sizeof(*sequence) + event);
  require(sequence != NULL);
  sequence->atom.type = plugin->forge.Sequence;
  sequence->atom.size = (uint32_t)(sizeof(sequence->body) + event);
  LV2_Atom_Event* const first = (LV2_Atom_Event*)(sequence + 1);
  first->body.type = plugin->forge.Object;
  first->body.size = (uint32_t)size;
  memcpy(first + 1, body, size);
  return sequence;
}

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
  if (size < 2) {
    return 0;
  }
  static FileSet files;
  static int something;
  static char path[] = "/music/a.txt";
  Plugin* const plugin = calloc(1, sizeof(Plugin));
  require(plugin != NULL);
  set_urids(plugin);
  plugin->has_urids = true;
  plugin->files.current = data[1] & 1U ? &files : NULL;
  files.path[1] = path;
  files.loaded = data[1] & 2U ? (LoadedFiles*)&something : NULL;
  plugin->untold = data[1] >> 3U;
  if (data[1] & 4U) {
    require(mailbox_put(&plugin->message, "trouble\0note", 13));
  }
  // Room for nothing up to everything, a multiple of 8 as hosts give it.
  const uint32_t capacity = 8U * data[0];
  LV2_Atom_Sequence* const control = make_sequence(plugin, data + 2, size - 2);
  LV2_Atom* const notify = calloc(1, sizeof(LV2_Atom) + capacity);
  require(notify != NULL);
  notify->size = capacity;
  plugin->port[PORT_CONTROL] = control;
  plugin->port[PORT_NOTIFY] = notify;
  link_begin(plugin);
  link_end(plugin, 64);
  require(notify->size <= capacity);
  free(notify);
  free(control);
  free(plugin);
  return 0;
}
