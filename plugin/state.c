// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/plugin.h"

#include <stdlib.h>
#include <string.h>

/* Goes up when what is written no longer means to an older reader what it says
   there; keys that older ones may ignore leave it alone. A reader of another
   version takes from a newer state all that it knows, and says so. */
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
save_file(void* handle,
          EarcupFileSlot slot,
          const char* path,
          EarcupHousing told)
{
  Saving* const s = handle;
  const Urids* const urids = &s->plugin->host.urids;
  if (!path) {
    return;
  }
  if (slot < EARCUP_CIRCUIT_SLOTS && told != EARCUP_NO_HOUSING) {
    const int32_t number = file_type_number(told);
    save_value(s, urids->type[slot], &number, sizeof(number), urids->atom_Int);
  }
  char* const mapped =
    s->map_path ? s->map_path->abstract_path(s->map_path->handle, path) : NULL;
  const char* const text = mapped ? mapped : path;
  save_value(s, urids->file[slot], text, strlen(text) + 1, urids->atom_Path);
  if (mapped) {
    free_path(s->free_path, mapped);
  }
}

static void
save_memory(Saving* s)
{
  char memory[MAILBOX_SIZE];
  uint32_t size = 0;
  unsigned stamp = 0;
  while (!mailbox_get(&s->plugin->messages.memory, memory, &size, &stamp)) {
    // The audio thread is at it, for some microseconds.
  }
  if (size > 1) {
    const Urids* const urids = &s->plugin->host.urids;
    save_value(s, urids->window_memory, memory, size, urids->atom_String);
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
  if (!plugin->host.has_urids) {
    return LV2_STATE_ERR_NO_FEATURE;
  }
  Saving s = { plugin,
               store,
               handle,
               find_feature(features, LV2_STATE__mapPath),
               find_feature(features, LV2_STATE__freePath),
               LV2_STATE_SUCCESS };
  const int32_t version = STATE_VERSION;
  const float scale = atomic_load(&plugin->messages.window_scale);
  const Urids* const urids = &plugin->host.urids;
  save_value(&s, urids->version, &version, sizeof(version), urids->atom_Int);
  if (scale > 0.0F) {
    save_value(
      &s, urids->window_scale, &scale, sizeof(scale), urids->atom_Float);
  }
  save_memory(&s);
  files_visit(&plugin->files, save_file, &s);
  return s.status;
}

typedef struct {
  Plugin* plugin;
  LV2_State_Retrieve_Function retrieve;
  LV2_State_Handle handle;
  const LV2_State_Map_Path* map_path;
  const LV2_State_Free_Path* free_path;
} Restoring;

/** A value of the state with its size and type; NULL if there is none. */
static const void*
value_of(const Restoring* r, LV2_URID key, size_t* size, uint32_t* type)
{
  uint32_t flags = 0;
  *size = 0;
  *type = 0;
  return r->retrieve(r->handle, key, size, type, &flags);
}

/** A path from the state as this machine has it, to be freed with free(), or
    NULL. Hosts that let users write the state (the filter chain of PipeWire)
    give text without a type or a final zero.
     @param damaged set to true if something is there that is no path
    @param scarce set to true if there is no memory for what is there */
static char*
restore_path(const Restoring* r,
             EarcupFileSlot slot,
             bool* present,
             bool* damaged,
             bool* scarce)
{
  const Urids* const urids = &r->plugin->host.urids;
  size_t size = 0;
  uint32_t type = 0;
  const char* const data = value_of(r, urids->file[slot], &size, &type);
  const bool typed =
    type == urids->atom_Path || type == urids->atom_String || type == 0;
  *present = data != NULL;
  if (data && (!typed || strnlen(data, size) >= PATH_SIZE)) {
    *damaged = true;
    return NULL;
  }
  const bool is_path = data && size > 0 && *data;
  char* const text = is_path ? strndup(data, size) : NULL;
  char* const mapped = text && r->map_path
                         ? r->map_path->absolute_path(r->map_path->handle, text)
                         : NULL;
  if (!mapped) {
    *scarce = *scarce || (is_path && !text);
    return text;
  }
  free(text);
  char* const path = strdup(mapped);
  *scarce = *scarce || !path;
  free_path(r->free_path, mapped);
  return path;
}

/** The type that was told of a file; guessed where none is there, or none that
    this version knows. */
static EarcupHousing
restore_type(const Restoring* r, EarcupFileSlot slot)
{
  size_t size = 0;
  uint32_t type = 0;
  int32_t number = 0;
  EarcupHousing told = EARCUP_NO_HOUSING;
  const void* const data =
    slot < EARCUP_CIRCUIT_SLOTS
      ? value_of(r, r->plugin->host.urids.type[slot], &size, &type)
      : NULL;
  if (data && type == r->plugin->host.urids.atom_Int &&
      size == sizeof(number)) {
    memcpy(&number, data, sizeof(number));
    (void)file_type_from(number, &told);
  }
  return told;
}

static void
restore_scale(const Restoring* r)
{
  size_t size = 0;
  uint32_t type = 0;
  const void* const data =
    value_of(r, r->plugin->host.urids.window_scale, &size, &type);
  float scale = 0.0F;
  if (data && type == r->plugin->host.urids.atom_Float &&
      size == sizeof(scale)) {
    memcpy(&scale, data, sizeof(scale));
  }
  messages_set_scale(r->plugin, scale);
}

/** What the window remembers; nothing if that is not there or damaged. */
static void
restore_memory(const Restoring* r)
{
  size_t size = 0;
  uint32_t type = 0;
  const char* data =
    value_of(r, r->plugin->host.urids.window_memory, &size, &type);
  if (!data || type != r->plugin->host.urids.atom_String ||
      !messages_is_memory(data, size)) {
    data = "";
    size = 1;
  }
  messages_restore_memory(r->plugin, data, size);
}

/** @param whole true if the state is one that was saved: what it does not
    mention is to go. Else it is a preset or what a user wrote: that stays. */
static LV2_State_Status
restore_files(const Restoring* r, bool whole, FilesReport* report)
{
  char* path[EARCUP_FILE_SLOTS];
  EarcupHousing told[EARCUP_FILE_SLOTS];
  bool chosen[EARCUP_FILE_SLOTS];
  bool any = false;
  bool damaged = false;
  bool scarce = false;
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    path[slot] =
      restore_path(r, (EarcupFileSlot)slot, &chosen[slot], &damaged, &scarce);
    told[slot] = restore_type(r, (EarcupFileSlot)slot);
    chosen[slot] = whole || path[slot] || (chosen[slot] && !damaged);
    any = any || chosen[slot];
  }
  const bool success =
    !scarce &&
    (!any ||
     files_restore(
       &r->plugin->files, (const char* const*)path, told, chosen, report));
  if (!success) {
    strcpy(report->problem, "out of memory: files of the state are not loaded");
    report->note[0] = '\0';
  }
  if (damaged) {
    files_add_message(report->problem,
                      "the state has a damaged name of a measured file");
  }
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    free(path[slot]);
  }
  return success ? LV2_STATE_SUCCESS : LV2_STATE_ERR_NO_SPACE;
}

/** The version of the layout, 0 if none is there, negative if it is none. */
static int32_t
restore_version(const Restoring* r)
{
  size_t size = 0;
  uint32_t type = 0;
  const void* const data =
    value_of(r, r->plugin->host.urids.version, &size, &type);
  int32_t version = 0;
  if (!data || type == 0) {
    return 0; // a preset, or what somebody wrote by hand
  }
  if (type != r->plugin->host.urids.atom_Int || size != sizeof(version)) {
    return -1;
  }
  memcpy(&version, data, sizeof(version));
  return version > 0 ? version : -1;
}

static LV2_State_Status
restore(LV2_Handle instance,
        LV2_State_Retrieve_Function retrieve,
        LV2_State_Handle handle,
        uint32_t flags,
        const LV2_Feature* const* features)
{
  (void)flags;
  const Restoring r = { instance,
                        retrieve,
                        handle,
                        find_feature(features, LV2_STATE__mapPath),
                        find_feature(features, LV2_STATE__freePath) };
  if (!r.plugin->host.has_urids) {
    return LV2_STATE_ERR_NO_FEATURE;
  }
  FilesReport report = { "", "" };
  const int32_t version = restore_version(&r);
  if (version < 0) {
    strcpy(report.problem,
           "the saved state is damaged: nothing of it was taken");
    reports_tell(r.plugin, &report);
    return LV2_STATE_ERR_BAD_TYPE;
  }
  if (version > 0) {
    restore_scale(&r);
    restore_memory(&r);
  }
  const LV2_State_Status status = restore_files(&r, version > 0, &report);
  if (version > STATE_VERSION) {
    files_add_message(
      report.problem,
      "this was saved by a newer Earcup: what it added is left out");
  }
  if (version > 0 || report.problem[0] || report.note[0]) {
    reports_tell(r.plugin, &report);
  }
  return status;
}

const LV2_State_Interface state_interface = { save, restore };
