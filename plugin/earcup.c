// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin.h"

#include "plugin/uris.h"

#include <lv2/core/lv2_util.h>

#include <stdlib.h>
#include <string.h>

/** Variant of the inner loops that the environment asks for, to measure and
    to test them. */
static Simd
wanted_simd(void)
{
  static const char* const names[] = { [SIMD_SCALAR] = "scalar",
                                       [SIMD_GENERIC] = "generic",
                                       [SIMD_AVX2] = "avx2",
                                       [SIMD_AVX512] = "avx512",
                                       [SIMD_WIDE] = "wide" };
  const char* const name = getenv("EARCUP_SIMD");
  for (int simd = 0; name && simd < SIMD_BEST; ++simd) {
    if (!strcmp(name, names[simd])) {
      return (Simd)simd;
    }
  }
  return SIMD_BEST;
}

static void
cleanup(LV2_Handle instance)
{
  Plugin* const plugin = instance;
  engine_free(plugin->engine);
  files_cleanup(&plugin->files);
  analyser_free(atomic_load(&plugin->window.analyser));
  free(plugin);
}

/** What the host gives. */
static void
take_features(Plugin* plugin, const LV2_Feature* const* features)
{
  lv2_features_query(features,
                     LV2_URID__map,
                     &plugin->map,
                     false,
                     LV2_WORKER__schedule,
                     &plugin->schedule,
                     false,
                     LV2_LOG__log,
                     &plugin->logger.log,
                     false,
                     NULL);
  lv2_log_logger_set_map(&plugin->logger, plugin->map);
  plugin->has_urids = plugin->map != NULL;
  if (plugin->has_urids) {
    urids_map(&plugin->urids, plugin->map);
    lv2_atom_forge_init(&plugin->forge, plugin->map);
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
  Engine* const engine = plugin ? engine_new(rate, wanted_simd()) : NULL;
  if (!engine) {
    free(plugin);
    log_no_instance(features, rate);
    return NULL;
  }
  plugin->engine = engine;
  plugin->rate_hz = rate;
  plugin->has_outside = !strcmp(descriptor->URI, EARCUP_OUTSIDE_URI);
  take_features(plugin, features);
  lv2_log_trace(&plugin->logger, "earcup: kernel %s\n", engine_kernel(engine));
  files_init(&plugin->files, rate);
  /* No value looks like this one: the first run reads all controls. */
  memset(plugin->in_order, 0xff, sizeof(plugin->in_order));
  for (int i = 0; i < PORT_COUNT; ++i) {
    plugin->value[i] = ports[i].dflt;
  }
  return plugin;
}

static void
connect_port(LV2_Handle instance, uint32_t index, void* data)
{
  Plugin* const plugin = instance;
  if (index < (uint32_t)(plugin->has_outside ? PORT_COUNT : PORT_COUNT_PLAIN)) {
    plugin->port[index] = data;
  }
}

static void
activate(LV2_Handle instance)
{
  Plugin* const plugin = instance;
  engine_reset(plugin->engine);
  plugin->works_at_once = false; // until it is seen again
  memset(plugin->peak, 0, sizeof(plugin->peak));
  for (int i = 0; i < PORT_COUNT; ++i) {
    plugin->meter[i] = ports[i].dflt;
  }
  plugin->meter_frames = 0;
}

/** What could not be logged while it played. */
static void
deactivate(LV2_Handle instance)
{
  Plugin* const plugin = instance;
  if (plugin->unlogged) {
    jobs_log(plugin, plugin->unlogged);
    plugin->unlogged = 0;
  }
}

/** Take in and see off files, with all that follows from it. */
static void
follow_files(Plugin* plugin)
{
  bool taken = false;
  if (files_follow(&plugin->files, plugin->engine, &taken)) {
    jobs_collect(plugin);
  }
  plugin->to_send |= taken ? SEND_FILES : 0u;
}

/* Audio ports; the last inputs are those of the variant with a sidechain. */
static const PortIndex inputs[4] = { PORT_IN_L,
                                     PORT_IN_R,
                                     PORT_OUTSIDE_L,
                                     PORT_OUTSIDE_R };
static const PortIndex outputs[2] = { PORT_OUT_L, PORT_OUT_R };

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
  window_watch(plugin, NOTIFY_SPECTRUM_PRE, in[0], in[1], n);
  engine_process(plugin->engine,
                 &plugin->controls,
                 jobs_may_wait(plugin),
                 in,
                 has_outside ? in + 2 : NULL,
                 out,
                 n);
  window_watch(plugin, NOTIFY_SPECTRUM_POST, out[0], out[1], n);
}

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
process_all(Plugin* plugin, uint32_t n)
{
  const uint32_t at_once = lacks_ports(plugin) ? SPARE_FRAMES : n;
  for (uint32_t first = 0; first < n; first += at_once) {
    const uint32_t left = n - first;
    process(plugin, first, left < at_once ? left : at_once);
  }
}

static void
run(LV2_Handle instance, uint32_t n)
{
  Plugin* const plugin = instance;
  link_begin(plugin);
  settings_follow(plugin);
  follow_files(plugin);
  process_all(plugin, n);
  settings_meter(plugin, n);
  jobs_schedule(plugin, n);
  link_end(plugin, n);
}

static const void*
extension_data(const char* uri)
{
  if (!strcmp(uri, LV2_WORKER__interface)) {
    return &jobs_interface;
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
