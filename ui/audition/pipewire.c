// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audition/pipewire.h"

#include "ui/audition/report.h"

#include <pipewire/pipewire.h>

#include <pipewire/extensions/metadata.h>
#include <spa/param/props.h>
#include <spa/pod/builder.h>
#include <spa/utils/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANSWER_S 2.0
#define STEP_MS 50

static const char chosen_key[] = "default.configured.audio.sink";
static const char default_key[] = "default.audio.sink";

struct PipeWire {
  struct pw_main_loop* loop;
  struct pw_context* context;
  struct pw_core* core;
  struct pw_registry* registry;
  struct pw_metadata* metadata;
  struct spa_hook core_hook;
  struct spa_hook registry_hook;
  struct spa_hook metadata_hook;
  int pending;
  int answered;
  bool lost;
  bool inserts_filters;
  char version[32];
  char* chosen;
  char* current;
  PipeSink* sinks;
  size_t n_sinks;
};

// --- what the daemon tells -------------------------------------------------
static void
on_core_info(void* data, const struct pw_core_info* info)
{
  PipeWire* const pipewire = (PipeWire*)data;
  snprintf(pipewire->version, sizeof(pipewire->version), "%s", info->version);
}

static void
on_core_done(void* data, uint32_t id, int seq)
{
  PipeWire* const pipewire = (PipeWire*)data;
  if (id == PW_ID_CORE) {
    pipewire->answered = seq;
  }
}

static void
on_core_error(void* data, uint32_t id, int seq, int res, const char* message)
{
  (void)seq;
  (void)message;
  PipeWire* const pipewire = (PipeWire*)data;
  pipewire->lost = pipewire->lost || (id == PW_ID_CORE && res == -EPIPE);
}

static const struct pw_core_events core_events = {
  PW_VERSION_CORE_EVENTS,
  .info = on_core_info,
  .done = on_core_done,
  .error = on_core_error,
};

/** The name in {"name":"..."}; NULL if there is none. */
static char*
name_in(const char* json)
{
  struct spa_json top;
  struct spa_json object;
  char key[64];
  char value[512];
  spa_json_init(&top, json ? json : "", json ? strlen(json) : 0);
  if (spa_json_enter_object(&top, &object) <= 0) {
    return NULL;
  }
  while (spa_json_get_string(&object, key, sizeof(key)) > 0 &&
         spa_json_get_string(&object, value, sizeof(value)) > 0) {
    if (!strcmp(key, "name")) {
      return strdup(value);
    }
  }
  return NULL;
}

static int
on_property(void* data,
            uint32_t subject,
            const char* key,
            const char* type,
            const char* value)
{
  (void)type;
  PipeWire* const pipewire = (PipeWire*)data;
  char** to = NULL;
  if (subject == 0 && (!key || !strcmp(key, chosen_key))) {
    to = &pipewire->chosen;
  } else if (subject == 0 && !strcmp(key, default_key)) {
    to = &pipewire->current;
  }
  if (to) {
    free(*to);
    *to = key ? name_in(value) : NULL;
  }
  return 0;
}

static const struct pw_metadata_events metadata_events = {
  PW_VERSION_METADATA_EVENTS,
  .property = on_property,
};

static void
add_sink(PipeWire* pipewire, uint32_t id, const struct spa_dict* props)
{
  const char* const name = spa_dict_lookup(props, PW_KEY_NODE_NAME);
  const char* const text = spa_dict_lookup(props, PW_KEY_NODE_DESCRIPTION);
  PipeSink* const sinks = (PipeSink*)realloc(
    pipewire->sinks, (pipewire->n_sinks + 1) * sizeof(PipeSink));
  if (!sinks) {
    return;
  }
  pipewire->sinks = sinks;
  if (name) {
    sinks[pipewire->n_sinks++] =
      (PipeSink){ id, strdup(name), strdup(text ? text : name) };
  }
}

static void
on_global(void* data,
          uint32_t id,
          uint32_t permissions,
          const char* type,
          uint32_t version,
          const struct spa_dict* props)
{
  (void)permissions;
  (void)version;
  PipeWire* const pipewire = (PipeWire*)data;
  if (!props) {
    return;
  }
  if (!strcmp(type, PW_TYPE_INTERFACE_Node)) {
    const char* const kind = spa_dict_lookup(props, PW_KEY_MEDIA_CLASS);
    if (kind && !strcmp(kind, "Audio/Sink")) {
      add_sink(pipewire, id, props);
    }
  } else if (!strcmp(type, PW_TYPE_INTERFACE_Metadata)) {
    const char* const name = spa_dict_lookup(props, PW_KEY_METADATA_NAME);
    if (name && !strcmp(name, "filters")) {
      pipewire->inserts_filters = true;
    } else if (name && !strcmp(name, "default") && !pipewire->metadata) {
      pipewire->metadata = (struct pw_metadata*)pw_registry_bind(
        pipewire->registry, id, type, PW_VERSION_METADATA, 0);
      pw_metadata_add_listener(pipewire->metadata,
                               &pipewire->metadata_hook,
                               &metadata_events,
                               pipewire);
    }
  }
}

static void
on_global_remove(void* data, uint32_t id)
{
  PipeWire* const pipewire = (PipeWire*)data;
  for (size_t i = 0; i < pipewire->n_sinks; ++i) {
    if (pipewire->sinks[i].id == id) {
      free(pipewire->sinks[i].name);
      free(pipewire->sinks[i].description);
      pipewire->sinks[i] = pipewire->sinks[--pipewire->n_sinks];
      return;
    }
  }
}

static const struct pw_registry_events registry_events = {
  PW_VERSION_REGISTRY_EVENTS,
  .global = on_global,
  .global_remove = on_global_remove,
};

// --- waiting for it --------------------------------------------------------
static void
iterate(PipeWire* pipewire)
{
  struct pw_loop* const loop = pw_main_loop_get_loop(pipewire->loop);
  pw_loop_enter(loop);
  pw_loop_iterate(loop, STEP_MS);
  pw_loop_leave(loop);
}

/** Wait until the daemon has done all it was asked for. */
static bool
round_trip(PipeWire* pipewire)
{
  const double end_s = now_s() + ANSWER_S;
  pipewire->pending =
    pw_core_sync(pipewire->core, PW_ID_CORE, pipewire->pending);
  while (!pipewire->lost && pipewire->answered != pipewire->pending &&
         now_s() < end_s) {
    iterate(pipewire);
  }
  return (!pipewire->lost && pipewire->answered == pipewire->pending) ||
         complain("PipeWire does not answer");
}

/** Connect to the daemon, when it is there. */
static bool
connect_within(PipeWire* pipewire, double seconds)
{
  const double end_s = now_s() + seconds;
  pipewire->loop = pw_main_loop_new(NULL);
  pipewire->context =
    pw_context_new(pw_main_loop_get_loop(pipewire->loop), NULL, 0);
  while (pipewire->context && !pipewire->core) {
    pipewire->core = pw_context_connect(pipewire->context, NULL, 0);
    if (!pipewire->core && now_s() >= end_s) {
      break;
    }
    if (!pipewire->core) {
      iterate(pipewire);
    }
  }
  if (!pipewire->core) {
    complain("PipeWire does not run here: log in to a desktop that has it, or "
             "start it with 'systemctl --user start pipewire wireplumber'");
  }
  return pipewire->core != NULL;
}

PipeWire*
pipewire_open(double patience_s)
{
  PipeWire* const pipewire = (PipeWire*)calloc(1, sizeof(PipeWire));
  if (!pipewire) {
    complain("out of memory");
    return NULL;
  }
  pw_init(NULL, NULL);
  pipewire->answered = -1;
  if (!connect_within(pipewire, patience_s)) {
    pipewire_close(pipewire);
    return NULL;
  }
  pw_core_add_listener(
    pipewire->core, &pipewire->core_hook, &core_events, pipewire);
  pipewire->registry =
    pw_core_get_registry(pipewire->core, PW_VERSION_REGISTRY, 0);
  pw_registry_add_listener(
    pipewire->registry, &pipewire->registry_hook, &registry_events, pipewire);
  /* Once for what there is, once for what the metadata then bound hold. */
  if (!round_trip(pipewire) || !round_trip(pipewire)) {
    pipewire_close(pipewire);
    return NULL;
  }
  return pipewire;
}

void
pipewire_close(PipeWire* pipewire)
{
  if (!pipewire) {
    return;
  }
  if (pipewire->metadata) {
    spa_hook_remove(&pipewire->metadata_hook);
    pw_proxy_destroy((struct pw_proxy*)pipewire->metadata);
  }
  if (pipewire->registry) {
    spa_hook_remove(&pipewire->registry_hook);
    pw_proxy_destroy((struct pw_proxy*)pipewire->registry);
  }
  if (pipewire->core) {
    spa_hook_remove(&pipewire->core_hook);
    pw_core_disconnect(pipewire->core);
  }
  if (pipewire->context) {
    pw_context_destroy(pipewire->context);
  }
  if (pipewire->loop) {
    pw_main_loop_destroy(pipewire->loop);
  }
  for (size_t i = 0; i < pipewire->n_sinks; ++i) {
    free(pipewire->sinks[i].name);
    free(pipewire->sinks[i].description);
  }
  free(pipewire->sinks);
  free(pipewire->chosen);
  free(pipewire->current);
  free(pipewire);
  pw_deinit();
}

// --- answers ---------------------------------------------------------------
const PipeSink*
pipewire_sink(const PipeWire* pipewire, size_t i)
{
  return i < pipewire->n_sinks ? &pipewire->sinks[i] : NULL;
}

const PipeSink*
pipewire_find_sink(const PipeWire* pipewire, const char* name)
{
  for (size_t i = 0; name && i < pipewire->n_sinks; ++i) {
    if (!strcmp(pipewire->sinks[i].name, name)) {
      return &pipewire->sinks[i];
    }
  }
  return NULL;
}

bool
pipewire_wait(PipeWire* pipewire, const char* name, bool there, double seconds)
{
  const double end_s = now_s() + seconds;
  while (!pipewire->lost && now_s() < end_s &&
         (pipewire_find_sink(pipewire, name) != NULL) != there) {
    iterate(pipewire);
  }
  return (pipewire_find_sink(pipewire, name) != NULL) == there;
}

const char*
pipewire_chosen_default(const PipeWire* pipewire)
{
  return pipewire->chosen;
}

const char*
pipewire_default(const PipeWire* pipewire)
{
  return pipewire->current;
}

bool
pipewire_choose_default(PipeWire* pipewire, const char* name)
{
  char quoted[512];
  char value[600];
  if (!pipewire->metadata) {
    return complain("no session manager keeps a default device: is WirePlumber "
                    "running?");
  }
  if (name) {
    spa_json_encode_string(quoted, sizeof(quoted), name);
    snprintf(value, sizeof(value), "{\"name\":%s}", quoted);
  }
  pw_metadata_set_property(pipewire->metadata,
                           0,
                           chosen_key,
                           name ? "Spa:String:JSON" : NULL,
                           name ? value : NULL);
  return round_trip(pipewire);
}

bool
pipewire_inserts_filters(const PipeWire* pipewire)
{
  return pipewire->inserts_filters;
}

const char*
pipewire_version(const PipeWire* pipewire)
{
  return pipewire->version;
}

bool
pipewire_takes_files(const PipeWire* pipewire)
{
  static const int first[3] = { 1, 5, 81 };
  int has[3] = { 0, 0, 0 };
  sscanf(pipewire->version, "%d.%d.%d", &has[0], &has[1], &has[2]);
  for (int i = 0; i < 3; ++i) {
    if (has[i] != first[i]) {
      return has[i] > first[i];
    }
  }
  return true;
}

bool
pipewire_set_controls(PipeWire* pipewire,
                      const PipeSink* sink,
                      const char* filter,
                      const char* const symbols[],
                      const float values[],
                      size_t n)
{
  uint8_t memory[16384];
  struct spa_pod_builder builder;
  struct spa_pod_frame object;
  struct spa_pod_frame list;
  spa_pod_builder_init(&builder, memory, sizeof(memory));
  spa_pod_builder_push_object(
    &builder, &object, SPA_TYPE_OBJECT_Props, SPA_PARAM_Props);
  spa_pod_builder_prop(&builder, SPA_PROP_params, 0);
  spa_pod_builder_push_struct(&builder, &list);
  for (size_t i = 0; i < n; ++i) {
    char name[128];
    snprintf(name, sizeof(name), "%s:%s", filter, symbols[i]);
    spa_pod_builder_string(&builder, name);
    spa_pod_builder_float(&builder, values[i]);
  }
  spa_pod_builder_pop(&builder, &list);
  const struct spa_pod* const props =
    (const struct spa_pod*)spa_pod_builder_pop(&builder, &object);
  struct pw_node* const node = (struct pw_node*)pw_registry_bind(
    pipewire->registry, sink->id, PW_TYPE_INTERFACE_Node, PW_VERSION_NODE, 0);
  if (!props || !node) {
    return complain("out of memory");
  }
  pw_node_set_param(node, SPA_PARAM_Props, 0, props);
  const bool good = round_trip(pipewire);
  pw_proxy_destroy((struct pw_proxy*)node);
  return good;
}
