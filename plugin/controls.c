// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/plugin.h"

#include "plugin/parameters.h"

#include <string.h>

/* Ports that are looked at in every run, one after the other. */
#define PORT(id, symbol, name, kind, ...) PICK_##kind(id)
#define PICK_AUDIO_IN(id)
#define PICK_AUDIO_OUT(id)
#define PICK_ATOM_IN(id)
#define PICK_ATOM_OUT(id)
#define PICK_CONTROL_IN(id) PORT_##id,
#define PICK_CONTROL_OUT(id)
static const uint8_t controls[] = {
#include "plugin/ports.def"
};
_Static_assert(PORT_COUNT <= UINT8_MAX, "ports have small numbers");

static float
value(const Controls* own, PortIndex port)
{
  return blind_value(&own->blind, port, own->value[port]);
}

/** An export begins or ends: before the rest is read. */
static void
follow_export(Plugin* plugin)
{
  Controls* const p = &plugin->controls;
  const bool was_exporting = p->exporting;
  p->exporting = value(p, PORT_FREEWHEEL) > 0.5F;
  if (p->exporting != was_exporting) {
    worker_forget(plugin); // hosts change that for an export
  }
  if (p->exporting && !was_exporting) {
    earcup_forget_programme(plugin->earcup);
  }
  if (p->exporting) {
    p->blind.is_on = false; // what is exported is what the ports say
  }
}

static void
read_controls(Plugin* plugin)
{
  Controls* const p = &plugin->controls;
  follow_export(plugin);
  float heard[PORT_COUNT];
  for (int i = 0; i < PORT_COUNT; ++i) {
    heard[i] = value(p, (PortIndex)i);
  }
  p->settings = parameters_settings(heard);
  p->settings.mix.enabled = parameters_enabled(heard, p->exporting);
  if (blind_is_original(&p->blind)) {
    p->settings.mix.monitor = EARCUP_MONITOR_ORIGINAL;
  }
  earcup_set(plugin->earcup, &p->settings);
}

void
controls_init(Plugin* plugin)
{
  Controls* const own = &plugin->controls;
  memset(own->last_bits, 0xff, sizeof(own->last_bits));
  for (int i = 0; i < PORT_COUNT; ++i) {
    own->value[i] = ports[i].dflt;
  }
}

/** A port as it is, bit by bit, since not every value equals itself. */
static inline uint32_t
now(const Plugin* plugin, unsigned port)
{
  const float* const from = plugin->port[port];
  uint32_t bits;
  memcpy(&bits, from ? from : &ports[port].dflt, sizeof(bits));
  return bits;
}

/** True if any differs from what it was, all of them in a straight line. */
static bool
anything_is_new(const Plugin* plugin)
{
  const uint32_t* const last = plugin->controls.last_bits;
  uint32_t differs = 0;
#undef PORT
#define PORT(id, symbol, name, kind, ...) COMPARE_##kind(PORT_##id)
#define COMPARE_AUDIO_IN(id)
#define COMPARE_AUDIO_OUT(id)
#define COMPARE_ATOM_IN(id)
#define COMPARE_ATOM_OUT(id)
#define COMPARE_CONTROL_IN(id) differs |= now(plugin, id) ^ last[id];
#define COMPARE_CONTROL_OUT(id)
#include "plugin/ports.def"
  return differs != 0;
}

void
controls_follow(Plugin* plugin)
{
  Controls* const own = &plugin->controls;
  if (!anything_is_new(plugin)) {
    return;
  }
  bool changed = false;
  for (size_t k = 0; k < sizeof(controls); ++k) {
    const PortIndex port = (PortIndex)controls[k];
    const uint32_t bits = now(plugin, port);
    if (bits != own->last_bits[port]) {
      float value;
      memcpy(&value, &bits, sizeof(value));
      own->last_bits[port] = bits;
      own->value[port] = ports_clamp(port, value);
      /* The morph is what gets automated: it alone is read in no time. */
      changed = changed || port != PORT_MORPH;
    }
  }
  if (changed) {
    read_controls(plugin);
  }
  earcup_set_morph(plugin->earcup, (double)value(own, PORT_MORPH));
}

void
controls_hear_blind(Plugin* plugin, const Blind* blind)
{
  Controls* const own = &plugin->controls;
  if (own->blind.is_on && !blind->is_on) {
    meters_forget_peaks(plugin);
  }
  own->blind = *blind;
  read_controls(plugin);
}
