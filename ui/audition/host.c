// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/host.h"

#include "ui/audition/names.h"
#include "ui/audition/port.h"
#include "ui/audition/report.h"

#include <ctype.h>
#include <lv2/core/lv2.h>
#include <lv2/patch/patch.h>
#include <lv2/presets/presets.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FORMER_NAME "urn:earcup:formerName"

char*
host_slug(const char* text)
{
  char* const slug = (char*)calloc(strlen(text) + 1, 1);
  size_t n = 0;
  for (const char* c = text; slug && *c; ++c) {
    if (isalnum((unsigned char)*c)) {
      slug[n++] = (char)tolower((unsigned char)*c);
    } else if (n > 0 && slug[n - 1] != '-') {
      slug[n++] = '-';
    }
  }
  if (n > 0 && slug[n - 1] == '-') {
    slug[n - 1] = '\0';
  }
  return slug;
}

static char*
text_of(LilvWorld* world, const LilvNode* subject, const char* predicate)
{
  LilvNode* const uri = lilv_new_uri(world, predicate);
  LilvNode* const text =
    subject ? lilv_world_get(world, subject, uri, NULL) : NULL;
  char* const copy = strdup(text ? lilv_node_as_string(text) : "");
  lilv_node_free(text);
  lilv_node_free(uri);
  return copy;
}

static void
read_preset(Host* host, HostPreset* preset, const LilvNode* uri)
{
  lilv_world_load_resource(host->world, uri);
  LilvNode* const bank_uri = lilv_new_uri(host->world, LV2_PRESETS__bank);
  LilvNode* const bank = lilv_world_get(host->world, uri, bank_uri, NULL);
  preset->uri = uri;
  preset->label = text_of(host->world, uri, LILV_NS_RDFS "label");
  preset->comment = text_of(host->world, uri, LILV_NS_RDFS "comment");
  preset->bank = text_of(host->world, bank, LILV_NS_RDFS "label");
  preset->full = strdup(preset->label);
  /* Labels begin with the bank for hosts that know none; we do. */
  const size_t bank_length = strlen(preset->bank);
  if (bank_length > 0 && !strncmp(preset->label, preset->bank, bank_length) &&
      !strncmp(preset->label + bank_length, ": ", 2)) {
    char* const rest = preset->label + bank_length + 2;
    memmove(preset->label, rest, strlen(rest) + 1);
  }
  preset->slug = host_slug(preset->label);
  preset->former = text_of(host->world, uri, FORMER_NAME);
  lilv_node_free(bank);
  lilv_node_free(bank_uri);
}

static int
compare_presets(const void* a, const void* b)
{
  const HostPreset* const x = (const HostPreset*)a;
  const HostPreset* const y = (const HostPreset*)b;
  const int by_bank = strcmp(x->bank, y->bank);
  return by_bank ? by_bank : strcmp(x->label, y->label);
}

static bool
read_presets(Host* host)
{
  LilvNode* const type = lilv_new_uri(host->world, LV2_PRESETS__Preset);
  host->preset_uris = lilv_plugin_get_related(host->plugin, type);
  lilv_node_free(type);
  const size_t n = lilv_nodes_size(host->preset_uris);
  host->presets = (HostPreset*)calloc(n + 1, sizeof(HostPreset));
  if (!host->presets) {
    return false;
  }
  LILV_FOREACH(nodes, i, host->preset_uris)
  {
    read_preset(host,
                &host->presets[host->n_presets++],
                lilv_nodes_get(host->preset_uris, i));
  }
  qsort(host->presets, n, sizeof(HostPreset), compare_presets);
  return true;
}

/** Load the bundles of `path`, or of where lilv looks by itself if that is
    NULL; false, and nothing loaded, if the plugin is not among them. */
static bool
load_world(Host* host, const char* path, const char* plugin_uri)
{
  host->world = lilv_world_new();
  if (path) {
    LilvNode* const node = lilv_new_string(host->world, path);
    lilv_world_set_option(host->world, LILV_OPTION_LV2_PATH, node);
    lilv_node_free(node);
  }
  lilv_world_load_all(host->world);
  LilvNode* const uri = lilv_new_uri(host->world, plugin_uri);
  host->plugin =
    lilv_plugins_get_by_uri(lilv_world_get_all_plugins(host->world), uri);
  lilv_node_free(uri);
  if (!host->plugin) {
    lilv_world_free(host->world);
    host->world = NULL;
  }
  return host->plugin != NULL;
}

/** Look beside the executable, in a build folder and in an installation. */
static bool
load_beside(Host* host, const char* plugin_uri)
{
  // In ~/.lv2 hosts keep the presets of their user.
  static const char* const places[] = { "/lv2:~/.lv2", "/../lib/lv2:~/.lv2" };
  char path[2048];
  const ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 32);
  if (n <= 0) {
    return false;
  }
  path[n] = '\0';
  char* const end = strrchr(path, '/');
  for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); ++i) {
    strcpy(end, places[i]);
    if (load_world(host, path, plugin_uri)) {
      return true;
    }
  }
  return false;
}

static bool
find_plugin(Host* host, const char* plugin_uri)
{
  const char* const lv2_path = getenv("LV2_PATH");
  if (!strchr(plugin_uri, ':')) {
    return complain("%s: is not a URI", plugin_uri);
  }
  if (!(!lv2_path && load_beside(host, plugin_uri)) &&
      !load_world(host, NULL, plugin_uri)) {
    return complain("plugin <%s> not found in %s",
                    plugin_uri,
                    lv2_path ? lv2_path : "the LV2 folders (set LV2_PATH?)");
  }
  LilvNode* const name = lilv_plugin_get_name(host->plugin);
  host->name = strdup(name ? lilv_node_as_string(name) : plugin_uri);
  lilv_node_free(name);
  return true;
}

bool
host_open(Host* host, const char* plugin_uri)
{
  memset(host, 0, sizeof(*host));
  uri_map_init(&host->urids);
  if (!find_plugin(host, plugin_uri)) {
    return false;
  }
  host->n_ports = lilv_plugin_get_num_ports(host->plugin);
  host->ports = ports_read(host->world, host->plugin, host->n_ports);
  return (host->ports && read_presets(host)) || complain("out of memory");
}

void
host_close(Host* host)
{
  for (size_t i = 0; i < host->n_presets; ++i) {
    free(host->presets[i].label);
    free(host->presets[i].slug);
    free(host->presets[i].former);
    free(host->presets[i].full);
    free(host->presets[i].bank);
    free(host->presets[i].comment);
  }
  free(host->presets);
  ports_free(host->ports, host->n_ports);
  free(host->name);
  lilv_nodes_free(host->preset_uris);
  lilv_world_free(host->world);
  uri_map_clear(&host->urids);
  said_clear(&host->said);
}

int
host_find_port(const Host* host, const char* symbol)
{
  for (uint32_t i = 0; i < host->n_ports; ++i) {
    if (!strcmp(host->ports[i].symbol, symbol)) {
      return (int)i;
    }
  }
  return HOST_NONE;
}

static const char*
symbol_of(const void* list, size_t i)
{
  return ((const HostPort*)list)[i].symbol;
}

int
host_find_control(const Host* host, const char* symbol)
{
  const int port = host_find_port(host, symbol);
  if (port == HOST_NONE) {
    const Names symbols = { .kind = "control",
                            .of = "",
                            .n = host->n_ports,
                            .name = symbol_of,
                            .list = host->ports };
    names_complain(&symbols, symbol);
  } else if (host->ports[port].kind != HOST_CONTROL_IN) {
    complain("'%s' is not a control that can be set", symbol);
    return HOST_NONE;
  }
  return port;
}

int
host_designated(const Host* host, const char* port_class, const char* uri)
{
  LilvNode* const class_node =
    port_class ? lilv_new_uri(host->world, port_class) : NULL;
  LilvNode* const designation = lilv_new_uri(host->world, uri);
  const LilvPort* const port =
    lilv_plugin_get_port_by_designation(host->plugin, class_node, designation);
  lilv_node_free(designation);
  lilv_node_free(class_node);
  return port ? (int)lilv_port_get_index(host->plugin, port) : HOST_NONE;
}

/** Whether a name is the last part of a URI. */
static bool
is_tail(const char* uri, const char* name)
{
  const size_t length = strlen(uri);
  const size_t tail = strlen(name);
  return tail > 0 && tail < length && !strcmp(uri + length - tail, name) &&
         strchr(":/#", uri[length - tail - 1]);
}

static const char*
preset_label(const void* list, size_t i)
{
  return ((const HostPreset*)list)[i].full;
}

/** Whether that is the slug of what the preset is or was called. */
static bool
is_called(const HostPreset* preset, const char* slug)
{
  char* const with_bank = host_slug(preset->full);
  char* const former = host_slug(preset->former);
  const bool is = *slug && (!strcmp(slug, preset->slug) ||
                            (with_bank && !strcmp(slug, with_bank)) ||
                            (former && !strcmp(slug, former)));
  free(former);
  free(with_bank);
  return is;
}

const HostPreset*
host_find_preset(const Host* host, const char* name)
{
  const HostPreset* found = NULL;
  char* const slug = host_slug(name);
  for (size_t i = 0; slug && !found && i < host->n_presets; ++i) {
    const HostPreset* const preset = &host->presets[i];
    const char* const uri = lilv_node_as_uri(preset->uri);
    if (!strcmp(name, uri) || is_tail(uri, name) || is_called(preset, slug)) {
      found = preset;
    }
  }
  free(slug);
  if (!found) {
    const Names labels = { .kind = "preset",
                           .of = "",
                           .n = host->n_presets,
                           .name = preset_label,
                           .list = host->presets };
    const size_t i = names_find(&labels, name);
    found = i == NAMES_NONE ? NULL : &host->presets[i];
  }
  return found;
}

bool
host_is_setting(const Host* host, uint32_t port)
{
  return host->ports[port].kind == HOST_CONTROL_IN &&
         (int)port !=
           host_designated(host, LV2_CORE__InputPort, LV2_CORE__freeWheeling);
}

bool
host_has_parameter(const Host* host, const char* uri)
{
  LilvNode* const writable = lilv_new_uri(host->world, LV2_PATCH__writable);
  LilvNode* const parameter = lilv_new_uri(host->world, uri);
  const bool has = lilv_world_ask(
    host->world, lilv_plugin_get_uri(host->plugin), writable, parameter);
  lilv_node_free(parameter);
  lilv_node_free(writable);
  return has;
}
