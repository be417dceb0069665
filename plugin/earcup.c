// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/plugin.h"

#include "plugin/uris.h"

#include <lv2/core/lv2_util.h>

#include <stdlib.h>
#include <string.h>

static void
cleanup(LV2_Handle instance)
{
  Plugin* const plugin = instance;
  earcup_free(plugin->earcup);
  files_cleanup(&plugin->files);
  ui_feed_cleanup(&plugin->feed);
  free(plugin);
}

/** What the host gives. */
static void
take_features(Plugin* plugin, const LV2_Feature* const* features)
{
  lv2_features_query(features,
                     LV2_URID__map,
                     &plugin->host.map,
                     false,
                     LV2_WORKER__schedule,
                     &plugin->worker.schedule,
                     false,
                     LV2_LOG__log,
                     &plugin->host.logger.log,
                     false,
                     NULL);
  lv2_log_logger_set_map(&plugin->host.logger, plugin->host.map);
  plugin->host.has_urids = plugin->host.map != NULL;
  if (plugin->host.has_urids) {
    urids_map(&plugin->host.urids, plugin->host.map);
    lv2_atom_forge_init(&plugin->messages.forge, plugin->host.map);
  }
}

static void
log_no_instance(const LV2_Feature* const* features, double rate_hz)
{
  LV2_URID_Map* map = NULL;
  LV2_Log_Logger logger = { NULL, 0, 0, 0, 0 };
  lv2_features_query(features,
                     LV2_URID__map,
                     &map,
                     false,
                     LV2_LOG__log,
                     &logger.log,
                     false,
                     NULL);
  lv2_log_logger_set_map(&logger, map);
  lv2_log_error(&logger,
                "earcup: no instance at %.8g Hz; "
                "8000 to 384000 Hz are possible, given enough memory\n",
                rate_hz);
}

static LV2_Handle
instantiate(const LV2_Descriptor* descriptor,
            double rate,
            const char* bundle_path,
            const LV2_Feature* const* features)
{
  (void)bundle_path;
  Plugin* const plugin = calloc(1, sizeof(*plugin));
  /* The environment may ask for a kernel, to measure and to test it. */
  Earcup* const earcup =
    plugin ? earcup_new(rate, getenv("EARCUP_SIMD"), NULL) : NULL;
  if (!earcup) {
    free(plugin);
    log_no_instance(features, rate);
    return NULL;
  }
  plugin->earcup = earcup;
  plugin->rate_hz = rate;
  plugin->has_outside = !strcmp(descriptor->URI, EARCUP_OUTSIDE_URI);
  take_features(plugin, features);
  lv2_log_trace(
    &plugin->host.logger, "earcup: kernel %s\n", earcup_kernel(earcup));
  plugin->lacks_ports = true;
  files_init(&plugin->files, rate);
  ui_feed_init(&plugin->feed, earcup, rate);
  listening_init(&plugin->listening, rate);
  controls_init(plugin);
  return plugin;
}

/* Audio ports; the last inputs are those of the variant with a sidechain. */
static const PortIndex inputs[4] = { PORT_IN_L,
                                     PORT_IN_R,
                                     PORT_OUTSIDE_L,
                                     PORT_OUTSIDE_R };
static const PortIndex outputs[2] = { PORT_OUT_L, PORT_OUT_R };

/** Whether some audio port that this variant has is not connected. */
static bool
lacks_ports(const Plugin* plugin)
{
  const int n_inputs = plugin->has_outside ? 4 : 2;
  bool lacks = !plugin->port[outputs[0]] || !plugin->port[outputs[1]];
  for (int i = 0; i < n_inputs; ++i) {
    lacks = lacks || !plugin->port[inputs[i]];
  }
  return lacks;
}

static void
connect_port(LV2_Handle instance, uint32_t index, void* data)
{
  Plugin* const plugin = instance;
  if (index < (uint32_t)(plugin->has_outside ? PORT_COUNT : PORT_COUNT_PLAIN)) {
    plugin->port[index] = data;
    plugin->lacks_ports = lacks_ports(plugin);
  }
}

static void
activate(LV2_Handle instance)
{
  Plugin* const plugin = instance;
  earcup_reset(plugin->earcup);
  listening_stop(&plugin->listening);
  worker_forget(plugin);
  meters_reset(plugin);
}

/** What could not be logged while it played. */
static void
deactivate(LV2_Handle instance)
{
  Plugin* const plugin = instance;
  worker_log_rest(plugin);
}

/** Take in and see off files, with all that follows from it. */
static void
follow_files(Plugin* plugin)
{
  bool taken = false;
  if (files_follow(&plugin->files, plugin->earcup, &taken)) {
    worker_collect(plugin);
  }
  if (taken) {
    messages_files_changed(plugin);
  }
}

/** What is heard for the window alone, as far as the ports let it. */
static void
follow_listening(Plugin* plugin, uint32_t n)
{
  const Controls* const controls = &plugin->controls;
  if (listening_rests(&plugin->listening)) {
    return;
  }
  const bool may = controls->settings.mix.enabled && !controls->blind.is_on;
  listening_pass(&plugin->listening, n);
  if (controls->exporting) {
    listening_stop(&plugin->listening);
  }
  listening_allow(
    &plugin->listening, may, may && controls->settings.simulation.at_mic);
}

/** Frames first to first + n. Ports may be NULL if n <= SPARE_FRAMES. */
static void
process(Plugin* plugin, uint32_t first, uint32_t n)
{
  const float* in[4];
  float* out[2];
  for (int i = 0; i < 4; ++i) {
    const float* const port = plugin->port[inputs[i]];
    in[i] = port ? port + first : plugin->silence;
  }
  for (int i = 0; i < 2; ++i) {
    float* const port = plugin->port[outputs[i]];
    out[i] = port ? port + first : plugin->sink;
  }
  const bool has_outside =
    plugin->port[PORT_OUTSIDE_L] || plugin->port[PORT_OUTSIDE_R];
  ui_feed_watch(&plugin->feed, NOTIFY_SPECTRUM_PRE, in[0], in[1], n);
  earcup_set_worker(plugin->earcup, worker_may_wait(plugin));
  earcup_process(plugin->earcup, in, has_outside ? in + 2 : NULL, out, n);
  const bool rests = listening_rests(&plugin->listening);
  if (!rests) {
    listening_amplify(&plugin->listening, out, n);
    ui_feed_raise(&plugin->feed, listening_peaks(&plugin->listening));
  }
  ui_feed_watch(&plugin->feed, NOTIFY_SPECTRUM_POST, out[0], out[1], n);
  if (!rests) {
    listening_select(&plugin->listening, out, n);
  }
}

static void
process_all(Plugin* plugin, uint32_t n)
{
  const uint32_t at_once = plugin->lacks_ports ? SPARE_FRAMES : n;
  for (uint32_t first = 0; first < n; first += at_once) {
    const uint32_t left = n - first;
    process(plugin, first, left < at_once ? left : at_once);
  }
}

static void
run(LV2_Handle instance, uint32_t n)
{
  Plugin* const plugin = instance;
  answers_begin(plugin);
  messages_read(plugin);
  controls_follow(plugin);
  follow_files(plugin);
  follow_listening(plugin, n);
  process_all(plugin, n);
  meters_update(plugin, n);
  messages_notice(plugin, worker_take_notices(plugin));
  answers_end(plugin, n);
  worker_schedule(plugin, n);
}

static const void*
extension_data(const char* uri)
{
  if (!strcmp(uri, LV2_WORKER__interface)) {
    return &worker_interface;
  }
  return !strcmp(uri, LV2_STATE__interface) ? &state_interface : NULL;
}

static const LV2_Descriptor descriptors[] = {
  { EARCUP_URI,
    instantiate,
    connect_port,
    activate,
    run,
    deactivate,
    cleanup,
    extension_data },
  { EARCUP_OUTSIDE_URI,
    instantiate,
    connect_port,
    activate,
    run,
    deactivate,
    cleanup,
    extension_data },
};

LV2_SYMBOL_EXPORT const LV2_Descriptor*
lv2_descriptor(uint32_t index)
{
  return index < sizeof(descriptors) / sizeof(descriptors[0])
           ? &descriptors[index]
           : NULL;
}
