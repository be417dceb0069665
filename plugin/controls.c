// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/plugin.h"

#include "plugin/parameters.h"

#include <math.h>
#include <string.h>

#define DIM_DB (-20.0f)

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

static float
from_db(float db)
{
  return powf(10.0F, 0.05F * db);
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
    engine_forget_programme(plugin->engine);
  }
  if (p->exporting) {
    p->blind.is_on = false; // what is exported is what the ports say
  }
}

static void
read_controls(Plugin* plugin)
{
  const Controls* const p = &plugin->controls;
  EngineControls* const c = &plugin->controls.engine;
  follow_export(plugin);
  float heard[PORT_COUNT];
  for (int i = 0; i < PORT_COUNT; ++i) {
    heard[i] = value(p, (PortIndex)i);
  }
  c->simulation = parameters_simulation(heard);
  c->crossfeed = parameters_crossfeed(heard);
  c->mixer.enabled = parameters_enabled(heard, p->exporting);
  c->mixer.match = value(p, PORT_MATCH) > 0.5F;
  const bool dim = value(p, PORT_DIM) > 0.5F;
  c->mixer.gain = from_db(value(p, PORT_OUTPUT_GAIN) + (dim ? DIM_DB : 0.0F));
  const float right = from_db(0.5F * value(p, PORT_BALANCE));
  c->mixer.balance[0] = 1.0F / right;
  c->mixer.balance[1] = right;
  c->mixer.swap = value(p, PORT_SWAP) > 0.5F;
  c->mixer.monitor = blind_is_original(&p->blind)
                       ? MONITOR_ORIGINAL
                       : (Monitor)(int)value(p, PORT_MONITOR);
  c->outside = parameters_has_outside(heard);
  /* Levels of the outside are those beside music at 80 dB SPL. */
  c->outside_gain =
    from_db(value(p, PORT_OUTSIDE_LEVEL) + ports[PORT_LISTENING_LEVEL].dflt -
            value(p, PORT_LISTENING_LEVEL));
  c->outside_sound = (OutsideSound)(int)value(p, PORT_OUTSIDE_SOUND);
}

void
controls_init(Plugin* plugin)
{
  Controls* const own = &plugin->controls;
  memset(own->last_value, 0xff, sizeof(own->last_value));
  for (int i = 0; i < PORT_COUNT; ++i) {
    own->value[i] = ports[i].dflt;
  }
}

void
controls_follow(Plugin* plugin)
{
  Controls* const own = &plugin->controls;
  float now[sizeof(controls)];
  for (size_t k = 0; k < sizeof(controls); ++k) {
    const float* const port = plugin->port[controls[k]];
    now[k] = port ? *port : ports[controls[k]].dflt;
  }
  /* Bit by bit, since not every value equals itself. */
  if (!memcmp(now, own->last_value, sizeof(now))) {
    return;
  }
  bool changed = false;
  for (size_t k = 0; k < sizeof(controls); ++k) {
    if (memcmp(&now[k], &own->last_value[k], sizeof(now[k]))) {
      const PortIndex port = (PortIndex)controls[k];
      own->last_value[k] = now[k];
      own->value[port] = ports_clamp(port, now[k]);
      /* The morph is what gets automated: it alone is read in no time. */
      changed = changed || controls[k] != PORT_MORPH;
    }
  }
  if (changed) {
    read_controls(plugin);
  }
  own->engine.morph = (double)value(own, PORT_MORPH);
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
  own->engine.morph = (double)value(own, PORT_MORPH);
}
