// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Any properties as a saved state. What is restored is proper, and saving it
// and restoring that changes nothing. Files are only remembered here.

#include "plugin/plugin.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { N_PROPERTIES = 8 };

/** A property as the host holds it, in memory of just its size. */
typedef struct {
  uint32_t type;
  size_t size;
  void* data;
} Property;

typedef struct {
  Property property[N_PROPERTIES]; ///< by key, from 1
} State;

static char* chosen[EARCUP_FILE_SLOTS];
static EarcupHousing type[EARCUP_FILE_SLOTS] = { EARCUP_NO_HOUSING,
                                                 EARCUP_NO_HOUSING,
                                                 EARCUP_NO_HOUSING };

static void
require(bool condition)
{
  if (!condition) {
    abort();
  }
}

bool
files_restore(Files* files,
              const char* const path[EARCUP_FILE_SLOTS],
              const EarcupHousing told[EARCUP_FILE_SLOTS],
              const bool is_chosen[EARCUP_FILE_SLOTS],
              FilesReport* report)
{
  (void)files;
  report->problem[0] = '\0';
  report->note[0] = '\0';
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    require(told[slot] >= EARCUP_OPEN && told[slot] <= EARCUP_NO_HOUSING);
    require(slot < EARCUP_CIRCUIT_SLOTS || told[slot] == EARCUP_NO_HOUSING);
    require(!path[slot] || strlen(path[slot]) < PATH_SIZE + 8);
    if (is_chosen[slot]) {
      type[slot] = told[slot];
      free(chosen[slot]);
      chosen[slot] = path[slot] && path[slot][0] ? strdup(path[slot]) : NULL;
    }
  }
  return true;
}

void
files_add_message(char* message, const char* sentence)
{
  strncat(message, sentence, FILES_MESSAGE_SIZE - 1 - strlen(message));
}

void
reports_tell(Plugin* plugin, const FilesReport* report)
{
  (void)plugin;
  require(strlen(report->problem) < FILES_MESSAGE_SIZE);
  require(strlen(report->note) < FILES_MESSAGE_SIZE);
}

void
files_visit(Files* files, FilesVisitor* visit, void* handle)
{
  (void)files;
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    visit(handle, (EarcupFileSlot)slot, chosen[slot], type[slot]);
  }
}

void
messages_set_scale(Plugin* plugin, float scale)
{
  plugin->messages.window_scale = scale >= 0.5F && scale <= 4.0F ? scale : 0.0F;
}

void
messages_restore_memory(Plugin* plugin, const char* text, size_t size)
{
  require(messages_is_memory(text, size));
  require(mailbox_put(&plugin->messages.memory, text, (uint32_t)size));
}

bool
messages_is_memory(const char* text, size_t size)
{
  return size > 0 && size <= NOTIFY_MEMORY_SIZE &&
         memchr(text, '\0', size) == text + size - 1;
}

static const void*
retrieve(LV2_State_Handle handle,
         uint32_t key,
         size_t* size,
         uint32_t* type,
         uint32_t* flags)
{
  const State* const state = handle;
  require(key >= 1 && key <= N_PROPERTIES);
  const Property* const property = &state->property[key - 1];
  *size = property->size;
  *type = property->type;
  *flags = LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE;
  return property->data;
}

static void
set_property(Property* property, uint32_t type, const void* data, size_t size)
{
  property->type = type;
  property->size = size;
  property->data = malloc(size ? size : 1);
  require(property->data != NULL);
  if (size) {
    memcpy(property->data, data, size);
  }
}

static LV2_State_Status
store(LV2_State_Handle handle,
      uint32_t key,
      const void* value,
      size_t size,
      uint32_t type,
      uint32_t flags)
{
  State* const state = handle;
  require(key >= 1 && key <= N_PROPERTIES && (flags & LV2_STATE_IS_POD));
  require(!state->property[key - 1].data);
  set_property(&state->property[key - 1], type, value, size);
  return LV2_STATE_SUCCESS;
}

static void
free_state(State* state)
{
  for (size_t i = 0; i < N_PROPERTIES; ++i) {
    free(state->property[i].data);
  }
}

/* The host's folder: paths within it are kept relative. */
static char*
absolute_path(LV2_State_Map_Path_Handle handle, const char* path)
{
  (void)handle;
  const size_t size = strlen(path) + 4;
  char* const result = calloc(1, size);
  require(result != NULL);
  strcpy(result, path[0] == '/' ? "" : "/p/");
  return strcat(result, path);
}

static char*
abstract_path(LV2_State_Map_Path_Handle handle, const char* path)
{
  (void)handle;
  const bool inside =
    !strncmp(path, "/p/", 3) && path[3] != '/' && path[3] != '\0';
  return strdup(inside ? path + 3 : path);
}

static void
free_path(LV2_State_Free_Path_Handle handle, char* path)
{
  (void)handle;
  free(path);
}

static void
set_urids(Urids* urids)
{
  urids->version = 1;
  urids->window_scale = 2;
  for (uint32_t slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    urids->file[slot] = 3 + slot;
  }
  urids->window_memory = 6;
  urids->type[0] = 7;
  urids->type[1] = 8;
  urids->atom_Int = 10;
  urids->atom_Float = 11;
  urids->atom_Path = 12;
  urids->atom_String = 13;
}

/* Bytes of type, size and value, property by property. */
static void
read_state(State* state, const uint8_t* data, size_t size)
{
  memset(state, 0, sizeof(*state));
  for (size_t i = 0; i < N_PROPERTIES && size >= 3; ++i) {
    const size_t wanted = data[1] + 256U * data[2];
    const size_t length = wanted < size - 3 ? wanted : size - 3;
    if (data[0] != 0) {
      // Some hosts know no types.
      const uint32_t type = data[0] % 7U == 6U ? 0U : 9U + data[0] % 7U;
      set_property(&state->property[i], type, data + 3, length);
    }
    data += 3 + length;
    size -= 3 + length;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
  static Plugin plugin;
  LV2_State_Map_Path map = { NULL, abstract_path, absolute_path };
  LV2_State_Free_Path free_feature = { NULL, free_path };
  const LV2_Feature map_feature = { LV2_STATE__mapPath, &map };
  const LV2_Feature free_path_feature = { LV2_STATE__freePath, &free_feature };
  const LV2_Feature* const features[] = { &map_feature,
                                          &free_path_feature,
                                          NULL };
  State state;
  State saved = { { { 0, 0, NULL } } };
  State again = { { { 0, 0, NULL } } };
  set_urids(&plugin.host.urids);
  plugin.host.has_urids = true;
  read_state(&state, data, size);
  const LV2_State_Status status =
    state_interface.restore(&plugin, retrieve, &state, 0, features);
  require(!status || status == LV2_STATE_ERR_BAD_TYPE);
  const float scale = plugin.messages.window_scale;
  require(scale == 0.0F || (scale >= 0.5F && scale <= 4.0F));
  require(!state_interface.save(&plugin, store, &saved, 0, features));
  require(!state_interface.restore(&plugin, retrieve, &saved, 0, features));
  require(!state_interface.save(&plugin, store, &again, 0, features));
  for (size_t i = 0; i < N_PROPERTIES; ++i) {
    const Property* const a = &saved.property[i];
    const Property* const b = &again.property[i];
    require(a->type == b->type && a->size == b->size);
    require(!a->data || !memcmp(a->data, b->data, a->size));
  }
  free_state(&state);
  free_state(&saved);
  free_state(&again);
  return 0;
}
