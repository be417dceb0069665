// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/abuse/hoststate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
state_init(HostState* state, HostWorld* world)
{
  memset(state, 0, sizeof *state);
  state->world = world;
  state->paths = true;
}

static StateItem*
find(HostState* state, LV2_URID key)
{
  for (unsigned i = 0; i < state->n; ++i) {
    if (state->items[i].key == key) {
      return &state->items[i];
    }
  }
  return NULL;
}

static LV2_State_Status
put(HostState* state,
    LV2_URID key,
    LV2_URID type,
    uint32_t flags,
    const void* data,
    size_t size)
{
  StateItem* item = find(state, key);
  if (size > STATE_MAX_BYTES || (!item && state->n == STATE_MAX_ITEMS)) {
    return LV2_STATE_ERR_NO_SPACE;
  }
  if (!item) {
    item = &state->items[state->n++];
  }
  item->key = key;
  item->type = type;
  item->flags = flags;
  item->size = size;
  item->is_null = false;
  memcpy(item->data, data, size);
  return LV2_STATE_SUCCESS;
}

void
state_put(HostState* state,
          const char* key,
          const char* type,
          const void* data,
          size_t size)
{
  put(state,
      host_map(state->world, key),
      host_map(state->world, type),
      LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE,
      data,
      size);
}

StateItem*
state_item(HostState* state, const char* key)
{
  return find(state, host_map(state->world, key));
}

static LV2_State_Status
store(LV2_State_Handle handle,
      uint32_t key,
      const void* value,
      size_t size,
      uint32_t type,
      uint32_t flags)
{
  return put(handle, key, type, flags, value, size);
}

static const void*
retrieve(LV2_State_Handle handle,
         uint32_t key,
         size_t* size,
         uint32_t* type,
         uint32_t* flags)
{
  const StateItem* const item = find(handle, key);
  *size = item ? item->size : 0;
  *type = item ? item->type : 0;
  *flags = item ? item->flags : 0;
  return item && !item->is_null ? item->data : NULL;
}

static char*
same_path(void* handle, const char* path)
{
  (void)handle;
  const size_t bytes = strlen(path) + 1;
  char* const copy = malloc(bytes);
  memcpy(copy, path, bytes);
  return copy;
}

/** As a host saves it that keeps a session's files together. */
static char*
abstract_path(void* handle, const char* path)
{
  const char* const folder = ((const HostState*)handle)->folder;
  const size_t length = folder ? strlen(folder) : 0;
  const bool inside =
    length && !strncmp(path, folder, length) && path[length] == '/';
  return same_path(handle, inside ? path + length + 1 : path);
}

static char*
absolute_path(void* handle, const char* path)
{
  const char* const folder = ((const HostState*)handle)->folder;
  if (!folder || *path == '/') {
    return same_path(handle, path);
  }
  const size_t bytes = strlen(folder) + strlen(path) + 2;
  char* const whole = malloc(bytes);
  snprintf(whole, bytes, "%s/%s", folder, path);
  return whole;
}

static void
free_path(LV2_State_Free_Path_Handle handle, char* path)
{
  (void)handle;
  free(path);
}

static int
call(HostState* state, Host* host, bool is_save)
{
  LV2_State_Map_Path map = { state, abstract_path, absolute_path };
  LV2_State_Make_Path make = { state, same_path };
  LV2_State_Free_Path release = { state, free_path };
  const LV2_Feature features[] = { { LV2_STATE__mapPath, &map },
                                   { LV2_STATE__makePath, &make },
                                   { LV2_STATE__freePath, &release } };
  const LV2_Feature* const all[] = {
    &features[0], &features[1], &features[2], NULL
  };
  const LV2_Feature* const none[] = { NULL };
  const LV2_State_Interface* const iface =
    host->descriptor->extension_data
      ? host->descriptor->extension_data(LV2_STATE__interface)
      : NULL;
  if (!iface) {
    return -1;
  }
  const uint32_t flags = LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE;
  const LV2_Feature* const* const offered = state->paths ? all : none;
  return is_save
           ? (int)iface->save(host->handle, store, state, flags, offered)
           : (int)iface->restore(host->handle, retrieve, state, flags, offered);
}

int
state_save(HostState* state, Host* host)
{
  return call(state, host, true);
}

int
state_restore(HostState* state, Host* host)
{
  return call(state, host, false);
}
