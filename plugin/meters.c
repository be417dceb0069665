// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/plugin.h"

#include <math.h>

#define METER_FALL_DB_S 20.0f
#define METER_INTERVAL_FRAMES 512u

#define PORT(id, symbol, name, kind, ...) PICK_##kind(id)
#define PICK_AUDIO_IN(id)
#define PICK_AUDIO_OUT(id)
#define PICK_ATOM_IN(id)
#define PICK_ATOM_OUT(id)
#define PICK_CONTROL_IN(id)
#define PICK_CONTROL_OUT(id) PORT_##id,
static const uint8_t outputs[] = {
#include "plugin/ports.def"
};

void
meters_reset(Plugin* plugin)
{
  meters_forget_peaks(plugin);
  for (int i = 0; i < PORT_COUNT; ++i) {
    plugin->meters.value[i] = ports[i].dflt;
  }
  plugin->meters.frames = 0;
}

void
meters_forget_peaks(Plugin* plugin)
{
  plugin->meters.peak[0] = plugin->meters.peak[1] = 0.0F;
}

static float
to_db(float level)
{
  return level > 1e-6F ? 20.0F * log10f(level) : (float)LEVEL_FLOOR_DB;
}

static void
update_values(Plugin* plugin, const EarcupMeters* m)
{
  const float fall_db =
    METER_FALL_DB_S * (float)plugin->meters.frames / (float)plugin->rate_hz;
  float* const meter = plugin->meters.value;
  meter[PORT_MATCH_GAIN] = to_db(m->match_gain);
  meter[PORT_PEAK_L] =
    fmaxf(to_db(plugin->meters.peak[0]), meter[PORT_PEAK_L] - fall_db);
  meter[PORT_PEAK_R] =
    fmaxf(to_db(plugin->meters.peak[1]), meter[PORT_PEAK_R] - fall_db);
  meter[PORT_CROSSFEED_MONO_ERROR] = (float)m->mono_error_db;
  meter[PORT_SIDE_ERROR] = (float)m->side_error_db;
  for (size_t k = 0; k < sizeof(outputs); ++k) {
    meter[outputs[k]] = ports_clamp((PortIndex)outputs[k], meter[outputs[k]]);
  }
  plugin->meters.peak[0] = plugin->meters.peak[1] = 0.0F;
  plugin->meters.frames = 0;
}

void
meters_update(Plugin* plugin, uint32_t n)
{
  EarcupMeters m;
  earcup_meters(plugin->earcup, &m);
  for (int c = 0; c < 2; ++c) {
    const float peak = fmaxf(m.peak[c], listening_peaks(&plugin->listening)[c]);
    plugin->meters.peak[c] =
      peak > plugin->meters.peak[c] ? peak : plugin->meters.peak[c];
  }
  plugin->meters.frames += n;
  // Nothing that could tell what is heard moves in a blind comparison.
  if (plugin->meters.frames >= METER_INTERVAL_FRAMES &&
      !plugin->controls.blind.is_on) {
    update_values(plugin, &m);
  }
  for (size_t k = 0; k < sizeof(outputs); ++k) {
    float* const port = plugin->port[outputs[k]];
    if (port) {
      *port = plugin->meters.value[outputs[k]];
    }
  }
}
