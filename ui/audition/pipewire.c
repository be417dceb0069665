// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/pipewire_client.h"

#include "ui/audition/report.h"

#include <pipewire/extensions/metadata.h>
#include <spa/param/props.h>
#include <spa/pod/builder.h>
#include <spa/utils/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANSWER_S 2.0
#define STEP_MS 50

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
  pipewire_listen(pipewire);
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
                           PIPEWIRE_CHOSEN_KEY,
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
