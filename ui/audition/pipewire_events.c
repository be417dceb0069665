// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/pipewire_client.h"

#include <pipewire/extensions/metadata.h>
#include <spa/utils/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char default_key[] = "default.audio.sink";

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
  if (subject == 0 && (!key || !strcmp(key, PIPEWIRE_CHOSEN_KEY))) {
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

void
pipewire_listen(PipeWire* pipewire)
{
  pw_core_add_listener(
    pipewire->core, &pipewire->core_hook, &core_events, pipewire);
  pipewire->registry =
    pw_core_get_registry(pipewire->core, PW_VERSION_REGISTRY, 0);
  pw_registry_add_listener(
    pipewire->registry, &pipewire->registry_hook, &registry_events, pipewire);
}
