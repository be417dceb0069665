// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin.h"

#include <stdlib.h>
#include <string.h>

#define STATE_VERSION 1

static const void*
find_feature(const LV2_Feature* const* features, const char* uri)
{
  for (; features && *features; ++features) {
    if (!strcmp((*features)->URI, uri)) {
      return (*features)->data;
    }
  }
  return NULL;
}

static void
free_path(const LV2_State_Free_Path* free_feature, char* path)
{
  if (free_feature) {
    free_feature->free_path(free_feature->handle, path);
  } else {
    free(path);
  }
}

typedef struct {
  const Plugin* plugin;
  LV2_State_Store_Function store;
  LV2_State_Handle handle;
  const LV2_State_Map_Path* map_path;
  const LV2_State_Free_Path* free_path;
  LV2_State_Status status;
} Saving;

static void
save_value(Saving* s,
           LV2_URID key,
           const void* data,
           size_t size,
           LV2_URID type)
{
  const LV2_State_Status status = s->store(
    s->handle, key, data, size, type, LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
  if (status) {
    s->status = status;
  }
}

static void
save_path(void* handle, FileSlot slot, const char* path)
{
  Saving* const s = handle;
  const Urids* const urids = &s->plugin->urids;
  if (!path) {
    return;
  }
  char* const mapped =
    s->map_path ? s->map_path->abstract_path(s->map_path->handle, path) : NULL;
  const char* const text = mapped ? mapped : path;
  save_value(s, urids->file[slot], text, strlen(text) + 1, urids->atom_Path);
  if (mapped) {
    free_path(s->free_path, mapped);
  }
}

static LV2_State_Status
save(LV2_Handle instance,
     LV2_State_Store_Function store,
     LV2_State_Handle handle,
     uint32_t flags,
     const LV2_Feature* const* features)
{
  (void)flags;
  Plugin* const plugin = instance;
  if (!plugin->has_urids) {
    return LV2_STATE_ERR_NO_FEATURE;
  }
  Saving s = { plugin,
               store,
               handle,
               find_feature(features, LV2_STATE__mapPath),
               find_feature(features, LV2_STATE__freePath),
               LV2_STATE_SUCCESS };
  const int32_t version = STATE_VERSION;
  const float scale = atomic_load(&plugin->window_scale);
  const Urids* const urids = &plugin->urids;
  save_value(&s, urids->version, &version, sizeof(version), urids->atom_Int);
  if (scale > 0.0f) {
    save_value(
      &s, urids->window_scale, &scale, sizeof(scale), urids->atom_Float);
  }
  files_visit(&plugin->files, save_path, &s);
  return s.status;
}

/** A path from the state as this machine has it, to be freed with free();
    NULL if there is none or it is not a proper string. */
static char*
restore_path(const Plugin* plugin,
             LV2_State_Retrieve_Function retrieve,
             LV2_State_Handle handle,
             const LV2_Feature* const* features,
             FileSlot slot)
{
  const LV2_State_Map_Path* const map_path =
    find_feature(features, LV2_STATE__mapPath);
  size_t size = 0;
  uint32_t type = 0;
  uint32_t flags = 0;
  const char* const text =
    retrieve(handle, plugin->urids.file[slot], &size, &type, &flags);
  const bool proper =
    text &&
    (type == plugin->urids.atom_Path || type == plugin->urids.atom_String) &&
    size > 1 && size <= PATH_SIZE && text[0] && memchr(text, '\0', size);
  if (!proper) {
    return NULL;
  }
  char* const mapped =
    map_path ? map_path->absolute_path(map_path->handle, text) : NULL;
  char* const path = strdup(mapped ? mapped : text);
  if (mapped) {
    free_path(find_feature(features, LV2_STATE__freePath), mapped);
  }
  return path;
}

static void
restore_scale(Plugin* plugin,
              LV2_State_Retrieve_Function retrieve,
              LV2_State_Handle handle)
{
  size_t size = 0;
  uint32_t type = 0;
  uint32_t flags = 0;
  const void* const data =
    retrieve(handle, plugin->urids.window_scale, &size, &type, &flags);
  float scale = 0.0f;
  if (data && type == plugin->urids.atom_Float && size == sizeof(scale)) {
    memcpy(&scale, data, sizeof(scale));
  }
  link_set_window_scale(plugin, scale);
}

static LV2_State_Status
restore(LV2_Handle instance,
        LV2_State_Retrieve_Function retrieve,
        LV2_State_Handle handle,
        uint32_t flags,
        const LV2_Feature* const* features)
{
  (void)flags;
  Plugin* const plugin = instance;
  if (!plugin->has_urids) {
    return LV2_STATE_ERR_NO_FEATURE;
  }
  size_t size = 0;
  uint32_t type = 0;
  uint32_t value_flags = 0;
  if (!retrieve(handle, plugin->urids.version, &size, &type, &value_flags)) {
    return LV2_STATE_SUCCESS; // a preset of controls: files stay as they are
  }
  restore_scale(plugin, retrieve, handle);

  char* path[FILE_SLOTS];
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    path[slot] =
      restore_path(plugin, retrieve, handle, features, (FileSlot)slot);
  }
  char message[FILES_MESSAGE_SIZE] = "";
  const bool success =
    files_choose_all(&plugin->files, (const char* const*)path, message);
  if (message[0]) {
    lv2_log_error(&plugin->logger, "earcup: %s\n", message);
  }
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    free(path[slot]);
  }
  return success ? LV2_STATE_SUCCESS : LV2_STATE_ERR_NO_SPACE;
}

const LV2_State_Interface state_interface = { save, restore };
