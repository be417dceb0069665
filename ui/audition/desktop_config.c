// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/desktop_config.h"

#include "plugin/urids.h"
#include "ui/audition/draft.h"
#include "ui/audition/report.h"
#include "ui/audition/setup.h"

#include <errno.h>
#include <spa/utils/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_LIMIT = 1 << 20, TEXT_LIMIT = 4200 };

static const char device_key[] = "earcup.device";
static const char previous_key[] = "earcup.previous-default";

bool
desktop_config_init(DesktopConfig* config, const Host* host)
{
  memset(config, 0, sizeof(*config));
  config->values = (float*)calloc(host->n_ports + 1, sizeof(float));
  for (uint32_t p = 0; config->values && p < host->n_ports; ++p) {
    config->values[p] = host->ports[p].dflt;
  }
  return config->values || complain("out of memory");
}

void
desktop_config_clear(DesktopConfig* config)
{
  free(config->device);
  free(config->previous);
  for (int i = 0; i < EARCUP_FILE_SLOTS; ++i) {
    free(config->files[i]);
  }
  free(config->values);
  memset(config, 0, sizeof(*config));
}

// --- reading ---------------------------------------------------------------
/** Move to the value of a key of an object; false if there is none. */
static bool
seek(struct spa_json* object, const char* key)
{
  char name[256];
  while (spa_json_get_string(object, name, sizeof(name)) > 0) {
    if (!strcmp(name, key)) {
      return true;
    }
    const char* value = NULL;
    if (spa_json_next(object, &value) <= 0) {
      return false;
    }
  }
  return false;
}

/** Enter the object (or, with `array`, the array) under a key. */
static bool
enter(const struct spa_json* from,
      const char* key,
      bool array,
      struct spa_json* to)
{
  struct spa_json search = *from;
  const bool entered =
    seek(&search, key) && (array ? spa_json_enter_array(&search, to)
                                 : spa_json_enter_object(&search, to)) > 0;
  to->parent = NULL; // `search` goes; nothing is read behind the container
  return entered;
}

/** The graph's only node, in the one module that has a graph. */
static bool
enter_node(const struct spa_json* top, struct spa_json* node)
{
  struct spa_json modules;
  struct spa_json module;
  struct spa_json args;
  struct spa_json graph;
  struct spa_json nodes;
  if (!enter(top, "context.modules", true, &modules)) {
    return false;
  }
  while (spa_json_enter_object(&modules, &module) > 0) {
    if (enter(&module, "args", false, &args) &&
        enter(&args, "filter.graph", false, &graph)) {
      return enter(&graph, "nodes", true, &nodes) &&
             spa_json_enter_object(&nodes, node) > 0;
    }
  }
  return false;
}

static char*
text_under(const struct spa_json* object, const char* key)
{
  struct spa_json search = *object;
  char text[TEXT_LIMIT];
  return seek(&search, key) &&
             spa_json_get_string(&search, text, sizeof(text)) > 0
           ? strdup(text)
           : NULL;
}

static bool
read_controls(DesktopConfig* config,
              const Host* host,
              struct spa_json* controls)
{
  char symbol[128];
  while (spa_json_get_string(controls, symbol, sizeof(symbol)) > 0) {
    float value = 0.0F;
    if (spa_json_get_float(controls, &value) <= 0) {
      return false;
    }
    const int port = host_find_port(host, symbol);
    if (port != HOST_NONE && host_is_setting(host, (uint32_t)port) &&
        value >= host->ports[port].min && value <= host->ports[port].max) {
      config->values[port] = value;
    }
  }
  return true;
}

static bool
read_text(DesktopConfig* config,
          const Host* host,
          const char* text,
          size_t size)
{
  struct spa_json top;
  struct spa_json properties;
  struct spa_json node;
  struct spa_json controls;
  struct spa_json files;
  spa_json_init(&top, text, size);
  if (!enter(&top, "context.properties", false, &properties) ||
      !enter_node(&top, &node) || !enter(&node, "control", false, &controls) ||
      !read_controls(config, host, &controls)) {
    return false;
  }
  config->device = text_under(&properties, device_key);
  config->previous = text_under(&properties, previous_key);
  for (int i = 0;
       enter(&node, "config", false, &files) && i < EARCUP_FILE_SLOTS;
       ++i) {
    config->files[i] = text_under(&files, file_uris[i]);
  }
  return true;
}

bool
desktop_config_read(DesktopConfig* config, const Host* host, const char* path)
{
  FILE* const file = fopen(path, "re");
  char* const text = (char*)malloc(FILE_LIMIT);
  bool good = file && text;
  if (good) {
    const size_t size = fread(text, 1, FILE_LIMIT, file);
    good =
      !ferror(file) && size < FILE_LIMIT && read_text(config, host, text, size);
  }
  if (file) {
    fclose(file);
  }
  free(text);
  return good;
}

// --- writing ---------------------------------------------------------------
static void
put_text(FILE* file, const char* before, const char* text, const char* after)
{
  char quoted[2 * TEXT_LIMIT];
  spa_json_encode_string(quoted, sizeof(quoted), text);
  fprintf(file, "%s%s%s", before, quoted, after);
}

static void
put_properties(const DesktopConfig* config, FILE* file)
{
  fputs("context.properties = {\n  log.level = 2\n", file);
  if (config->device) {
    fprintf(file, "  %s = ", device_key);
    put_text(file, "", config->device, "\n");
  }
  if (config->previous) {
    fprintf(file, "  %s = ", previous_key);
    put_text(file, "", config->previous, "\n");
  }
  fputs("}\n", file);
}

static void
put_node(const DesktopConfig* config, const Host* host, FILE* file)
{
  fputs("        nodes = [ {\n"
        "          type = lv2 name = " DESKTOP_FILTER "\n",
        file);
  put_text(file,
           "          plugin = ",
           lilv_node_as_uri(lilv_plugin_get_uri(host->plugin)),
           "\n          control = {\n");
  for (uint32_t p = 0; p < host->n_ports; ++p) {
    if (host_is_setting(host, p)) {
      char number[64];
      fprintf(file,
              "            %s = %s\n",
              host->ports[p].symbol,
              spa_json_format_float(number, sizeof(number), config->values[p]));
    }
  }
  fputs("          }\n          config = {\n", file);
  for (int i = 0; i < EARCUP_FILE_SLOTS; ++i) {
    if (config->files[i]) {
      put_text(file, "            ", file_uris[i], " = ");
      put_text(file, "", config->files[i], "\n");
    }
  }
  fputs("          }\n        } ]\n", file);
}

/** The sink stands before the device by itself where the session manager knows
    smart filters; elsewhere the stream's target does it. */
static void
put_streams(const DesktopConfig* config, FILE* file)
{
  fputs("      capture.props = {\n"
        "        node.name = " DESKTOP_SINK " media.class = Audio/Sink\n"
        "        filter.smart = true filter.smart.name = " DESKTOP_SINK "\n",
        file);
  if (config->device) {
    put_text(file,
             "        filter.smart.target = { node.name = ",
             config->device,
             " }\n");
  }
  fputs("      }\n      playback.props = {\n"
        "        node.name = " DESKTOP_STREAM " node.passive = true\n",
        file);
  if (config->device) {
    put_text(file, "        target.object = ", config->device, "\n");
    put_text(file, "        node.target = ", config->device, "\n");
  }
  fputs("      }\n", file);
}

static void
put_all(const DesktopConfig* config, const Host* host, FILE* file)
{
  fputs(
    "# Earcup for the whole desktop: written by earcup-audition --desktop,\n"
    "# which also changes it (set) and takes it away (off).\n",
    file);
  put_properties(config, file);
  fputs("context.spa-libs = {\n"
        "  audio.convert.* = audioconvert/libspa-audioconvert\n"
        "  support.* = support/libspa-support\n"
        "}\n"
        "context.modules = [\n"
        "  { name = libpipewire-module-rt flags = [ ifexists nofail ] }\n"
        "  { name = libpipewire-module-protocol-native }\n"
        "  { name = libpipewire-module-client-node }\n"
        "  { name = libpipewire-module-adapter }\n"
        "  { name = libpipewire-module-filter-chain\n"
        "    args = {\n"
        "      node.description = \"Earcup\"\n"
        "      media.name = \"Earcup\"\n"
        "      filter.graph = {\n",
        file);
  put_node(config, host, file);
  fputs("        inputs = [ \"" DESKTOP_FILTER ":in_l\" \"" DESKTOP_FILTER
        ":in_r\" ]\n"
        "        outputs = [ \"" DESKTOP_FILTER ":out_l\" \"" DESKTOP_FILTER
        ":out_r\" ]\n"
        "      }\n"
        "      audio.channels = 2\n"
        "      audio.position = [ FL FR ]\n",
        file);
  put_streams(config, file);
  fputs("    }\n  }\n]\n", file);
}

bool
desktop_config_write(const DesktopConfig* config,
                     const Host* host,
                     const char* path)
{
  Draft draft;
  if (!draft_open(&draft, path)) {
    return false;
  }
  const int fd = dup(draft.fd);
  FILE* const file = fd >= 0 ? fdopen(fd, "w") : NULL;
  if (file) {
    put_all(config, host, file);
  }
  const bool failed = !file || ferror(file);
  if ((file && fclose(file) != 0) || failed) {
    complain("%s: cannot be written: %s", path, strerror(errno));
    draft_drop(&draft);
    return false;
  }
  return draft_keep(&draft);
}
