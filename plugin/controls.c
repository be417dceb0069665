// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin.h"

#include <math.h>
#include <string.h>

#define METER_FLOOR_DB (-120.0f)
#define METER_FALL_DB_S 20.0f
#define METER_INTERVAL_FRAMES 512u
#define OUTSIDE_OFF_DB (-60.0f)
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
#undef PICK_CONTROL_IN
#undef PICK_CONTROL_OUT

#define PICK_CONTROL_IN(id)
#define PICK_CONTROL_OUT(id) PORT_##id,
static const uint8_t meters[] = {
#include "plugin/ports.def"
};

_Static_assert(PORT_COUNT <= UINT8_MAX, "ports have small numbers");

static float
value(const Plugin* plugin, PortIndex port)
{
  return blind_value(&plugin->blind, port, plugin->value[port]);
}

static double
fraction(const Plugin* plugin, PortIndex port)
{
  return 0.01 * (double)value(plugin, port);
}

static float
from_db(float db)
{
  return powf(10.0f, 0.05f * db);
}

static float
to_db(float level)
{
  return level > 1e-6f ? 20.0f * log10f(level) : METER_FLOOR_DB;
}

static void
read_simulation(const Plugin* p, Simulation* simulation)
{
  memset(simulation, 0, sizeof(*simulation));
  simulation->headphone_a = (uint32_t)value(p, PORT_HEADPHONE_A);
  simulation->headphone_b = (uint32_t)value(p, PORT_HEADPHONE_B);
  simulation->wearing = (uint32_t)value(p, PORT_WEARING);
  simulation->at_mic = value(p, PORT_LISTEN_AT) > 0.5f;
  simulation->strength = fraction(p, PORT_STRENGTH);
  simulation->fit.seal = fraction(p, PORT_SEAL);
  simulation->fit.pad_wear = fraction(p, PORT_PAD_WEAR);
  simulation->fit.cup_volume = fraction(p, PORT_CUP_VOLUME);
  simulation->fit.cup_damping = fraction(p, PORT_CUP_DAMPING);
  simulation->fit.bass_port = fraction(p, PORT_BASS_PORT);
  simulation->target.bass_db = (double)value(p, PORT_TARGET_BASS);
  simulation->target.tilt_db = (double)value(p, PORT_TARGET_TILT);
}

/** An export begins or ends: before the rest is read. */
static void
follow_export(Plugin* p)
{
  const bool was_exporting = p->exporting;
  p->exporting = value(p, PORT_FREEWHEEL) > 0.5f;
  if (p->exporting != was_exporting) {
    p->works_at_once = false; // hosts change that for an export
  }
  if (p->exporting && !was_exporting) {
    engine_forget_programme(p->engine);
  }
  if (p->exporting) {
    p->blind.is_on = false; // what is exported is what the ports say
  }
}

static void
read_controls(Plugin* p)
{
  EngineControls* const c = &p->controls;
  follow_export(p);
  read_simulation(p, &c->simulation);
  c->crossfeed.mode = (CrossfeedMode)(int)value(p, PORT_CROSSFEED);
  c->crossfeed.amount = fraction(p, PORT_CROSSFEED_AMOUNT);
  c->crossfeed.angle_deg = (double)value(p, PORT_SPEAKER_ANGLE);
  const bool stays_out = p->exporting && value(p, PORT_BYPASS_ON_EXPORT) > 0.5f;
  c->mixer.enabled = value(p, PORT_ENABLED) > 0.5f && !stays_out;
  c->mixer.match = value(p, PORT_MATCH) > 0.5f;
  const bool dim = value(p, PORT_DIM) > 0.5f;
  c->mixer.gain = from_db(value(p, PORT_OUTPUT_GAIN) + (dim ? DIM_DB : 0.0f));
  const float right = from_db(0.5f * value(p, PORT_BALANCE));
  c->mixer.balance[0] = 1.0f / right;
  c->mixer.balance[1] = right;
  c->mixer.swap = value(p, PORT_SWAP) > 0.5f;
  c->mixer.monitor = blind_is_original(&p->blind)
                       ? MONITOR_ORIGINAL
                       : (Monitor)(int)value(p, PORT_MONITOR);
  c->outside = value(p, PORT_OUTSIDE_LEVEL) > OUTSIDE_OFF_DB;
  /* Levels of the outside are those beside music at 80 dB SPL. */
  c->outside_gain =
    from_db(value(p, PORT_OUTSIDE_LEVEL) + ports[PORT_LISTENING_LEVEL].dflt -
            value(p, PORT_LISTENING_LEVEL));
  c->outside_sound = (OutsideSound)(int)value(p, PORT_OUTSIDE_SOUND);
}

void
settings_follow(Plugin* plugin)
{
  float now[sizeof(controls)];
  for (size_t k = 0; k < sizeof(controls); ++k) {
    const float* const port = plugin->port[controls[k]];
    now[k] = port ? *port : ports[controls[k]].dflt;
  }
  /* Bit by bit, since not every value equals itself. */
  if (!memcmp(now, plugin->in_order, sizeof(now))) {
    return;
  }
  bool changed = false;
  for (size_t k = 0; k < sizeof(controls); ++k) {
    if (memcmp(&now[k], &plugin->in_order[k], sizeof(now[k]))) {
      const PortIndex port = (PortIndex)controls[k];
      plugin->in_order[k] = now[k];
      plugin->value[port] = ports_clamp(port, now[k]);
      /* The morph is what gets automated: it alone is read in no time. */
      changed = changed || controls[k] != PORT_MORPH;
    }
  }
  if (changed) {
    read_controls(plugin);
  }
  plugin->controls.morph = (double)value(plugin, PORT_MORPH);
}

void
settings_hear_blind(Plugin* plugin, const Blind* blind)
{
  if (plugin->blind.is_on && !blind->is_on) {
    plugin->peak[0] = plugin->peak[1] = 0.0f; // what was heard stays secret
  }
  plugin->blind = *blind;
  read_controls(plugin);
  plugin->controls.morph = (double)value(plugin, PORT_MORPH);
}

static void
update_meters(Plugin* plugin, const EngineMeters* m)
{
  const float fall_db =
    METER_FALL_DB_S * (float)plugin->meter_frames / (float)plugin->rate_hz;
  float* const meter = plugin->meter;
  meter[PORT_MATCH_GAIN] = to_db(m->match_gain);
  meter[PORT_PEAK_L] =
    fmaxf(to_db(plugin->peak[0]), meter[PORT_PEAK_L] - fall_db);
  meter[PORT_PEAK_R] =
    fmaxf(to_db(plugin->peak[1]), meter[PORT_PEAK_R] - fall_db);
  const CrossfeedErrors errors = engine_crossfeed_errors(plugin->engine);
  meter[PORT_CROSSFEED_MONO_ERROR] = (float)errors.mono_db;
  meter[PORT_SIDE_ERROR] = (float)errors.side_db;
  for (size_t k = 0; k < sizeof(meters); ++k) {
    meter[meters[k]] = ports_clamp((PortIndex)meters[k], meter[meters[k]]);
  }
  plugin->peak[0] = plugin->peak[1] = 0.0f;
  plugin->meter_frames = 0;
}

void
settings_meter(Plugin* plugin, uint32_t n)
{
  const EngineMeters* const m = engine_meters(plugin->engine);
  for (int c = 0; c < 2; ++c) {
    const float peak = m->peak[c];
    plugin->peak[c] = peak > plugin->peak[c] ? peak : plugin->peak[c];
  }
  plugin->meter_frames += n;
  // Nothing that could tell what is heard moves in a blind comparison.
  if (plugin->meter_frames >= METER_INTERVAL_FRAMES && !plugin->blind.is_on) {
    update_meters(plugin, m);
  }
  for (size_t k = 0; k < sizeof(meters); ++k) {
    float* const port = plugin->port[meters[k]];
    if (port) {
      *port = plugin->meter[meters[k]];
    }
  }
}
