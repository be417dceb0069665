// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
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
worker_load(Plugin* plugin,
            EarcupFileSlot slot,
            const char* path,
            uint32_t size)
{
  (void)plugin;
  require(slot < EARCUP_FILE_SLOTS && size < PATH_SIZE && strlen(path) == size);
  return size % 2 == 0;
}

bool
worker_tell_type(Plugin* plugin, EarcupFileSlot slot, EarcupHousing type)
{
  (void)plugin;
  require(slot < EARCUP_CIRCUIT_SLOTS && type <= EARCUP_NO_HOUSING);
  return type != EARCUP_CLOSED;
}

const char*
worker_notice(unsigned notices)
{
  return notices & 1U ? "odd" : "even";
}

/* Two bits of the input: there are files, and they could be read. */
const EarcupFiles*
earcup_files(const Earcup* earcup)
{
  return (const EarcupFiles*)earcup;
}

EarcupFile
earcup_file(const EarcupFiles* files, EarcupFileSlot slot)
{
  static const EarcupMeasurement response = { .type = EARCUP_NO_HOUSING };
  static const double circuit[EARCUP_CIRCUIT_VALUES];
  EarcupFile file = { .note = "", .housing = EARCUP_CLOSED };
  const char* const bits = (const char*)files;
  if (bits && slot == EARCUP_FILE_B) {
    file.name = "/music/a.txt";
  }
  if (bits && *bits && slot != EARCUP_FILE_B) {
    file.response = &response;
    file.circuit = slot == EARCUP_FILE_A ? circuit : NULL;
  }
  return file;
}

void
ui_feed_open(UiFeed* feed, int32_t spectrum)
{
  feed->open = true;
  feed->spectrum = spectrum;
}

void
ui_feed_close(UiFeed* feed)
{
  feed->open = false;
}

bool
ui_feed_times_out(UiFeed* feed, uint32_t n)
{
  return feed->open && n == 0;
}

bool
ui_feed_frame(UiFeed* feed, bool secret, float values[NOTIFY_FLOATS])
{
  for (size_t i = 0; i < NOTIFY_FLOATS; ++i) {
    values[i] = 1.0F;
  }
  return feed->open && !secret;
}

void
controls_hear_blind(Plugin* plugin, const Blind* blind)
{
  require(blind->heard < 2);
  plugin->controls.blind = *blind;
}

/* Small numbers, so that bytes hit upon them. */
static void
set_urids(Plugin* plugin)
{
  LV2_URID* const urids = (LV2_URID*)&plugin->host.urids;
  for (uint32_t i = 0; i < sizeof(Urids) / sizeof(LV2_URID); ++i) {
    urids[i] = i + 1;
  }
  plugin->messages.forge.Float = plugin->host.urids.atom_Float;
  plugin->messages.forge.Object = 99;
  plugin->messages.forge.Path = plugin->host.urids.atom_Path;
  plugin->messages.forge.Sequence = 100;
  plugin->messages.forge.String = plugin->host.urids.atom_String;
  plugin->messages.forge.URID = plugin->host.urids.atom_URID;
  plugin->messages.forge.Vector = 101;
}

/* One event with an object of these bytes, padded as hosts pad. */
static LV2_Atom_Sequence*
make_sequence(const Plugin* plugin, const uint8_t* body, size_t size)
{
  const size_t event =
    sizeof(LV2_Atom_Event) + lv2_atom_pad_size((uint32_t)size);
  LV2_Atom_Sequence* const sequence = calloc(1, sizeof(*sequence) + event);
  require(sequence != NULL);
  sequence->atom.type = plugin->messages.forge.Sequence;
  sequence->atom.size = (uint32_t)(sizeof(sequence->body) + event);
  LV2_Atom_Event* const first = (LV2_Atom_Event*)(sequence + 1);
  first->body.type = plugin->messages.forge.Object;
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
  static char files;
  Plugin* const plugin = calloc(1, sizeof(Plugin));
  require(plugin != NULL);
  set_urids(plugin);
  plugin->host.has_urids = true;
  files = data[1] & 2U ? 1 : 0;
  plugin->earcup = data[1] & 1U ? (Earcup*)&files : NULL;
  plugin->messages.untold = data[1] >> 3U;
  if (data[1] & 4U) {
    require(mailbox_put(&plugin->messages.message, "trouble\0note", 13));
  }
  // Room for nothing up to everything, a multiple of 8 as hosts give it.
  const uint32_t capacity = 8U * data[0];
  LV2_Atom_Sequence* const control = make_sequence(plugin, data + 2, size - 2);
  LV2_Atom* const notify = calloc(1, sizeof(LV2_Atom) + capacity);
  require(notify != NULL);
  notify->size = capacity;
  plugin->port[PORT_CONTROL] = control;
  plugin->port[PORT_NOTIFY] = notify;
  answers_begin(plugin);
  messages_read(plugin);
  answers_end(plugin, 64);
  require(notify->size <= capacity);
  free(notify);
  free(control);
  free(plugin);
  return 0;
}
