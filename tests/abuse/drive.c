// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/abuse/drive.h"

#include "plugin/ui_protocol.h"
#include "tests/abuse/random.h"

#include <lv2/atom/forge.h>
#include <lv2/patch/patch.h>
#include <lv2/presets/presets.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The last one stands for a file that isn't there. */
static const char* const file_names[DRIVE_N_FILES] = {
  "curve.csv",  "curve.txt", "ParametricEQ.txt", "GraphicEQ.txt",
  "broken.csv", "empty.txt", "missing.csv"
};

static void
write_curve(FILE* file, const char* between, float tilt_db)
{
  for (float f_hz = 20.0F; f_hz < 20000.0F; f_hz *= 1.2F) {
    const float db = 80.0F + tilt_db * log2f(f_hz / 1000.0F);
    fprintf(file, "%.2f%s%.2f\n", (double)f_hz, between, (double)db);
  }
}

static int
write_file(const char* path, unsigned kind)
{
  FILE* const file = fopen(path, "w");
  if (!file) {
    return -1;
  }
  switch (kind) {
    case 0:
      fputs("frequency,raw\n", file);
      write_curve(file, ",", -1.0F);
      break;
    case 1:
      fputs("* a measurement\n", file);
      write_curve(file, "\t", 0.5F);
      break;
    case 2:
      fputs("Preamp: -6.0 dB\nFilter 1: ON PK Fc 100 Hz Gain 4.0 dB Q 1.00\n"
            "Filter 2: ON HSC Fc 8000 Hz Gain -3.0 dB Q 0.70\n",
            file);
      break;
    case 3:
      fputs("GraphicEQ: 20 -1.0; 100 2.0; 1000 0.0; 10000 -3.0\n", file);
      break;
    case 4:
      fputs("frequency,raw\n20,nan\n-1,1e999\n\x01\xff,,,\n", file);
      break;
    default:
      break;
  }
  return fclose(file);
}

static int
write_files(Drive* drive)
{
  snprintf(drive->folder, sizeof drive->folder, "/tmp/earcup-drive-XXXXXX");
  if (!mkdtemp(drive->folder)) {
    return -1;
  }
  int status = 0;
  for (unsigned i = 0; i < DRIVE_N_FILES; ++i) {
    snprintf(drive->files[i],
             sizeof drive->files[i],
             "%s/%s",
             drive->folder,
             file_names[i]);
    if (i + 1 < DRIVE_N_FILES) {
      status |= write_file(drive->files[i], i);
    }
  }
  return status ? -1 : 0;
}

static void
find_controls(Drive* drive, HostWorld* world, const LilvPlugin* plugin)
{
  LilvNode* const control = lilv_new_uri(world->lilv, LV2_CORE__ControlPort);
  LilvNode* const input = lilv_new_uri(world->lilv, LV2_CORE__InputPort);
  const uint32_t n = lilv_plugin_get_num_ports(plugin);
  float* const low = calloc(n, sizeof *low);
  float* const high = calloc(n, sizeof *high);
  lilv_plugin_get_port_ranges_float(plugin, low, high, NULL);
  for (uint32_t i = 0; i < n && drive->n_controls < DRIVE_MAX_PORTS; ++i) {
    const LilvPort* const port = lilv_plugin_get_port_by_index(plugin, i);
    if (lilv_port_is_a(plugin, port, control) &&
        lilv_port_is_a(plugin, port, input)) {
      drive->controls[drive->n_controls] = i;
      drive->low[drive->n_controls] = low[i];
      drive->high[drive->n_controls++] = high[i];
    }
  }
  free(low);
  free(high);
  lilv_node_free(control);
  lilv_node_free(input);
}

typedef struct {
  Drive* drive;
  HostWorld* world;
  const LilvPlugin* plugin;
} PresetReader;

static void
take_value(const char* symbol,
           void* handle,
           const void* value,
           uint32_t size,
           uint32_t type)
{
  const PresetReader* const reader = handle;
  Drive* const drive = reader->drive;
  LilvNode* const node = lilv_new_string(reader->world->lilv, symbol);
  const LilvPort* const port =
    lilv_plugin_get_port_by_symbol(reader->plugin, node);
  lilv_node_free(node);
  if (!port || size != sizeof(float) ||
      type != host_map(reader->world, LV2_ATOM__Float)) {
    return;
  }
  for (unsigned i = 0; i < drive->n_controls; ++i) {
    if (drive->controls[i] == lilv_port_get_index(reader->plugin, port)) {
      memcpy(&drive->presets[drive->n_presets][i], value, sizeof(float));
    }
  }
}

static void
find_presets(Drive* drive, HostWorld* world, const LilvPlugin* plugin)
{
  PresetReader reader = { drive, world, plugin };
  LilvNode* const kind = lilv_new_uri(world->lilv, LV2_PRESETS__Preset);
  LilvNodes* const presets = lilv_plugin_get_related(plugin, kind);
  LILV_FOREACH(nodes, i, presets)
  {
    const LilvNode* const preset = lilv_nodes_get(presets, i);
    if (drive->n_presets == DRIVE_MAX_PRESETS) {
      break;
    }
    lilv_world_load_resource(world->lilv, preset);
    LilvState* const state =
      lilv_state_new_from_world(world->lilv, &world->map, preset);
    for (unsigned k = 0; k < DRIVE_MAX_PORTS; ++k) {
      drive->presets[drive->n_presets][k] = NAN;
    }
    if (state) {
      lilv_state_emit_port_values(state, take_value, &reader);
      ++drive->n_presets;
    }
    lilv_state_free(state);
  }
  lilv_nodes_free(presets);
  lilv_node_free(kind);
}

int
drive_init(Drive* drive,
           HostWorld* world,
           const LilvPlugin* plugin,
           uint32_t seed)
{
  memset(drive, 0, sizeof *drive);
  drive->seed = seed;
  find_controls(drive, world, plugin);
  find_presets(drive, world, plugin);
  return write_files(drive);
}

void
drive_free(Drive* drive)
{
  for (unsigned i = 0; i + 1 < DRIVE_N_FILES; ++i) {
    unlink(drive->files[i]);
  }
  rmdir(drive->folder);
}

void
drive_controls(Drive* drive, Host* host)
{
  const uint32_t n = 1 + random_below(&drive->seed, 4);
  for (uint32_t k = 0; k < n && drive->n_controls; ++k) {
    const uint32_t i = random_below(&drive->seed, drive->n_controls);
    host->values[drive->controls[i]] =
      random_between(&drive->seed, drive->low[i], drive->high[i]);
  }
}

void
drive_extremes(Drive* drive, Host* host)
{
  static const float values[] = { NAN,    INFINITY, -INFINITY, 1e30F, -1e30F,
                                  1e-40F, -1.0F,    1000.0F,   0.0F };
  const uint32_t n = 1 + random_below(&drive->seed, drive->n_controls);
  for (uint32_t k = 0; k < n; ++k) {
    const uint32_t i = random_below(&drive->seed, drive->n_controls);
    const uint32_t v =
      random_below(&drive->seed, sizeof values / sizeof *values);
    host->values[drive->controls[i]] = values[v];
  }
}

void
drive_preset(Drive* drive, Host* host)
{
  if (!drive->n_presets) {
    return;
  }
  const float* const preset =
    drive->presets[random_below(&drive->seed, drive->n_presets)];
  for (unsigned i = 0; i < drive->n_controls; ++i) {
    if (!isnan(preset[i])) {
      host->values[drive->controls[i]] = preset[i];
    }
  }
}

static void
send_object(Host* host, const char* type, const char* key, const char* value)
{
  const int32_t number = (int32_t)(host->n_jobs % 3);
  if (value) {
    const uint32_t size = (uint32_t)strlen(value) + 1;
    host_send_object(host, type, key, LV2_ATOM__String, value, size);
  } else {
    host_send_object(host, type, key, LV2_ATOM__Int, &number, sizeof number);
  }
}

/** Edges of a band to be heard alone, some of them none. */
static void
send_band(Drive* drive, Host* host)
{
  static const float edges[] = { 20.0F,  250.0F, 1000.0F,  20000.0F,
                                 -20.0F, 0.0F,   INFINITY, NAN };
  const struct {
    LV2_Atom_Vector_Body body;
    float hz[2];
  } band = { { sizeof(float), host_map(host->world, LV2_ATOM__Float) },
             { edges[random_below(&drive->seed, 8)],
               edges[random_below(&drive->seed, 8)] } };
  host_send_object(host,
                   EARCUP__listening,
                   EARCUP__band,
                   LV2_ATOM__Vector,
                   &band,
                   sizeof(band));
}

/** How much louder the vocal microphone is to be. */
static void
send_gain(Drive* drive, Host* host)
{
  static const float gains[] = { 30.0F, 6.0F, 0.0F, -6.0F, 300.0F, NAN };
  const float gain = gains[random_below(&drive->seed, 6)];
  host_send_object(host,
                   EARCUP__listening,
                   EARCUP__gain,
                   LV2_ATOM__Float,
                   &gain,
                   sizeof(gain));
}

void
drive_message(Drive* drive, Host* host)
{
  static const char* const properties[] = { EARCUP__file_a,
                                            EARCUP__file_b,
                                            EARCUP__file_wearing,
                                            EARCUP_PREFIX "no_such_property" };
  const char* const property = properties[random_below(&drive->seed, 4)];
  const LV2_Atom nonsense = { 0, 12345 };
  switch (random_below(&drive->seed, 11)) {
    case 10:
      send_gain(drive, host);
      break;
    case 9:
      send_band(drive, host);
      break;
    case 8:
      send_object(host, EARCUP__window, EARCUP__window_memory, "view decay\n");
      break;
    case 0:
      send_object(host, EARCUP__ui_on, EARCUP__spectrum, NULL);
      break;
    case 1:
      send_object(host, EARCUP__ui_off, NULL, NULL);
      break;
    case 2:
      send_object(host, LV2_PATCH__Get, NULL, NULL);
      break;
    case 3: // a value without a property, a string where a path belongs
      send_object(host, LV2_PATCH__Set, LV2_PATCH__value, "nothing");
      break;
    case 4:
      host_send(host, &nonsense);
      break;
    default:
      host_send_path(host,
                     property,
                     drive->files[random_below(&drive->seed, DRIVE_N_FILES)]);
  }
}
