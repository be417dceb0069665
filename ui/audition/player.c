// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/player.h"

#include "ui/audition/report.h"

#include <lv2/atom/atom.h>
#include <lv2/core/lv2.h>
#include <lv2/state/state.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  SETTLE_ROUNDS = 64,
  SETTLE_FRAMES = 64 ///< silence in which the plugin takes a file
};

/** Count the channels; false, with a message, for what cannot be stereo. */
static bool
plan_channels(Player* player)
{
  int n_ins = 0;
  int n_outs = 0;
  for (uint32_t p = 0; p < player->host->n_ports; ++p) {
    const HostPort* const port = &player->host->ports[p];
    n_ins += port->kind == HOST_AUDIO_IN && !port->sidechain;
    n_outs += port->kind == HOST_AUDIO_OUT;
    if (port->kind == HOST_OTHER && !port->optional) {
      return complain("port '%s' is of an unknown kind", port->symbol);
    }
  }
  if (n_ins == 0 || n_outs == 0) {
    return complain("the plugin has no audio %s", n_ins ? "output" : "input");
  }
  player->n_ins = n_ins < 2 ? 1 : 2;
  player->n_outs = n_outs < 2 ? 1 : 2;
  player->n_voices = n_ins == 1 && n_outs == 1 ? 2 : 1;
  return true;
}

static bool
allocate(Player* player)
{
  const size_t n_ports = player->host->n_ports;
  float** const buffers[] = {
    &player->silence, &player->dump,   &player->in[0],
    &player->in[1],   &player->out[0], &player->out[1]
  };
  bool good = true;
  for (size_t i = 0; i < sizeof(buffers) / sizeof(buffers[0]); ++i) {
    *buffers[i] = (float*)calloc(player->max_block, sizeof(float));
    good = good && *buffers[i];
  }
  player->values = (float*)calloc(n_ports + 1, sizeof(float));
  return (good && player->values) || complain("out of memory");
}

static void
connect_ports(Player* player, int v)
{
  int n_ins = 0;
  int n_outs = 0;
  for (uint32_t p = 0; p < player->host->n_ports; ++p) {
    const HostPort* const port = &player->host->ports[p];
    void* buffer = NULL;
    if (port->kind == HOST_AUDIO_IN) {
      const int channel = n_ins + v;
      const bool used = !port->sidechain && n_ins < player->n_ins;
      buffer = used ? player->in[channel] : player->silence;
      n_ins += !port->sidechain;
    } else if (port->kind == HOST_AUDIO_OUT) {
      buffer = n_outs < player->n_outs ? player->out[n_outs + v] : player->dump;
      ++n_outs;
    } else if (port->kind == HOST_CV_IN || port->kind == HOST_CV_OUT) {
      buffer = port->kind == HOST_CV_IN ? player->silence : player->dump;
    } else if (port->kind == HOST_ATOM_IN || port->kind == HOST_ATOM_OUT) {
      buffer = atoms_buffer(&player->atoms, v, p);
    } else if (port->kind != HOST_OTHER) {
      buffer = &player->values[p];
    }
    lilv_instance_connect_port(player->voices[v].instance, p, buffer);
  }
}

static bool
open_voice(Player* player, int v, double rate_hz)
{
  Voice* const voice = &player->voices[v];
  worker_init(&voice->worker);
  voice->schedule =
    (LV2_Feature){ LV2_WORKER__schedule, &voice->worker.schedule };
  size_t n = 0;
  for (; player->features.list[n]; ++n) {
    voice->features[n] = player->features.list[n];
  }
  voice->features[n] = &voice->schedule;
  voice->instance =
    lilv_plugin_instantiate(player->host->plugin, rate_hz, voice->features);
  if (!voice->instance) {
    return complain("the plugin cannot be started at %g Hz", rate_hz);
  }
  worker_attach(&voice->worker, voice->instance);
  connect_ports(player, v);
  return true;
}

static void
set_port_value(const char* symbol,
               void* data,
               const void* value,
               uint32_t size,
               uint32_t type)
{
  Player* const player = (Player*)data;
  UriMap* const urids = &player->host->urids;
  const int port = host_find_port(player->host, symbol);
  float number = 0.0F;
  if (type == uri_map_id(urids, LV2_ATOM__Float) && size == sizeof(float)) {
    memcpy(&number, value, sizeof(number));
  } else if (type == uri_map_id(urids, LV2_ATOM__Double) &&
             size == sizeof(double)) {
    double wide;
    memcpy(&wide, value, sizeof(wide));
    number = (float)wide;
  } else if ((type == uri_map_id(urids, LV2_ATOM__Int) ||
              type == uri_map_id(urids, LV2_ATOM__Bool)) &&
             size == sizeof(int32_t)) {
    int32_t whole;
    memcpy(&whole, value, sizeof(whole));
    number = (float)whole;
  } else {
    return;
  }
  if (port != HOST_NONE) {
    player_set(player, port, number);
  }
}

static bool
restore(Player* player, const LilvNode* uri)
{
  LilvState* const state = lilv_state_new_from_world(
    player->host->world, &player->host->urids.map, uri);
  for (int v = 0; state && v < player->n_voices; ++v) {
    const Voice* const voice = &player->voices[v];
    lilv_state_restore(
      state, voice->instance, set_port_value, player, 0, voice->features);
  }
  const bool restored = state != NULL;
  lilv_state_free(state);
  return restored;
}

bool
player_load(Player* player, const HostPreset* preset)
{
  return restore(player, preset->uri) ||
         complain("preset '%s' cannot be loaded", preset->label);
}

static void
set_defaults(Player* player, double rate_hz)
{
  for (uint32_t p = 0; p < player->host->n_ports; ++p) {
    const HostPort* const port = &player->host->ports[p];
    const float scale = port->times_rate ? (float)rate_hz : 1.0F;
    player->values[p] = port->dflt * scale;
  }
}

bool
player_open(Player* player, Host* host, double rate_hz, uint32_t max_block)
{
  memset(player, 0, sizeof(*player));
  player->host = host;
  player->max_block = max_block > SETTLE_FRAMES ? max_block : SETTLE_FRAMES;
  player->latency_port =
    host_designated(host, LV2_CORE__OutputPort, LV2_CORE__latency);
  if (!atoms_open(&player->atoms, host)) {
    return false;
  }
  features_init(&player->features,
                &host->urids,
                &host->said,
                rate_hz,
                player->max_block,
                player->atoms.capacity);
  if (!features_suffice(host->plugin) || !plan_channels(player) ||
      !allocate(player)) {
    return false;
  }
  set_defaults(player, rate_hz);
  for (int v = 0; v < player->n_voices; ++v) {
    if (!open_voice(player, v, rate_hz)) {
      return false;
    }
  }
  LilvNode* const default_state =
    lilv_new_uri(host->world, LV2_STATE__loadDefaultState);
  if (lilv_plugin_has_feature(host->plugin, default_state)) {
    restore(player, lilv_plugin_get_uri(host->plugin));
  }
  lilv_node_free(default_state);
  return true;
}

static void
deactivate(Player* player)
{
  for (int v = 0; player->active && v < player->n_voices; ++v) {
    lilv_instance_deactivate(player->voices[v].instance);
  }
  player->active = false;
}

static void
activate(Player* player)
{
  deactivate(player);
  for (int v = 0; v < player->n_voices; ++v) {
    lilv_instance_activate(player->voices[v].instance);
  }
  player->active = true;
}

void
player_close(Player* player)
{
  deactivate(player);
  for (int v = 0; v < player->n_voices; ++v) {
    if (player->voices[v].instance) {
      lilv_instance_free(player->voices[v].instance);
    }
    worker_clear(&player->voices[v].worker);
  }
  for (int c = 0; c < 2; ++c) {
    free(player->in[c]);
    free(player->out[c]);
  }
  free(player->silence);
  free(player->dump);
  free(player->values);
  atoms_free(&player->atoms);
}

void
player_set(Player* player, int port, float value)
{
  player->values[port] = value;
}

/** One run of all voices and the work it schedules; true if there was any. */
static bool
run_once(Player* player, uint32_t n_frames)
{
  bool busy = false;
  const double start_s = now_s();
  for (int v = 0; v < player->n_voices; ++v) {
    lilv_instance_run(player->voices[v].instance, n_frames);
    busy = worker_flush(&player->voices[v].worker) || busy;
  }
  player->busy_s += now_s() - start_s;
  atoms_reset(&player->atoms);
  return busy;
}

void
player_run(Player* player, uint32_t n_frames)
{
  if (player->n_ins == 1 && player->n_voices == 1) {
    for (uint32_t i = 0; i < n_frames; ++i) {
      player->in[0][i] = 0.5F * (player->in[0][i] + player->in[1][i]);
    }
  }
  run_once(player, n_frames);
  if (player->n_outs == 1 && player->n_voices == 1) {
    memcpy(player->out[1], player->out[0], n_frames * sizeof(float));
  }
}

static bool
has_worker(const Player* player)
{
  return player->voices[0].worker.iface != NULL;
}

void
player_settle(Player* player)
{
  for (int i = 0; has_worker(player) && i < SETTLE_ROUNDS; ++i) {
    if (!run_once(player, 0)) {
      break;
    }
  }
}

void
player_start(Player* player)
{
  atoms_reset(&player->atoms);
  activate(player);
  player_settle(player);
}

/** Where the plugin takes messages; HOST_NONE, with a message, if it does not
    know the parameter. */
static int
port_for(const Player* player, const char* parameter_uri)
{
  const int port =
    host_designated(player->host, LV2_CORE__InputPort, LV2_CORE__control);
  if (port == HOST_NONE || !host_has_parameter(player->host, parameter_uri)) {
    complain("the plugin has no parameter <%s>", parameter_uri);
    return HOST_NONE;
  }
  return port;
}

/** Start in silence, for messages to be written. */
static void
begin_messages(Player* player)
{
  player_start(player);
  for (int c = 0; c < 2; ++c) {
    memset(player->in[c], 0, SETTLE_FRAMES * sizeof(float));
  }
}

/** Let the plugin do what messages ask for. */
static void
end_messages(Player* player)
{
  for (int i = 0; i < SETTLE_ROUNDS; ++i) {
    if (!run_once(player, SETTLE_FRAMES) && i > 0) {
      break;
    }
  }
}

bool
player_take_file(Player* player, const char* parameter_uri, const char* path)
{
  const int port = port_for(player, parameter_uri);
  const unsigned complaints = player->features.n_complaints;
  if (port == HOST_NONE) {
    return false;
  }
  begin_messages(player);
  for (int v = 0; v < player->n_voices; ++v) {
    atoms_write_path(&player->atoms, v, (uint32_t)port, parameter_uri, path);
  }
  end_messages(player);
  return player->features.n_complaints == complaints ||
         complain("%s: the plugin cannot use this file", path);
}

bool
player_take_number(Player* player, const char* parameter_uri, int32_t number)
{
  const int port = port_for(player, parameter_uri);
  if (port == HOST_NONE) {
    return false;
  }
  begin_messages(player);
  for (int v = 0; v < player->n_voices; ++v) {
    atoms_write_number(
      &player->atoms, v, (uint32_t)port, parameter_uri, number);
  }
  end_messages(player);
  return true;
}

uint32_t
player_latency_frames(const Player* player)
{
  if (player->latency_port == HOST_NONE) {
    return 0;
  }
  const float frames = player->values[player->latency_port];
  return frames > 0 && frames < 1e7F ? (uint32_t)lroundf(frames) : 0;
}
