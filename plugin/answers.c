// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/plugin.h"

#include <string.h>

/** Room for a message with so many bytes of payload, so that one is either
    whole or absent. */
static bool
has_room(const Plugin* plugin, uint32_t payload)
{
  return plugin->messages.forge.offset + payload + 256U <=
         plugin->messages.forge.size;
}

/** Begin an object, if there is room for it. */
static bool
begin_object(Plugin* plugin,
             LV2_Atom_Forge_Frame* frame,
             LV2_URID type,
             uint32_t payload)
{
  return has_room(plugin, payload) &&
         lv2_atom_forge_frame_time(&plugin->messages.forge, 0) &&
         lv2_atom_forge_object(&plugin->messages.forge, frame, 0, type);
}

/* Paths and types are all that is sent as patch:Set, for they are what the
   plugin declares. */
static bool
send_path(Plugin* plugin, EarcupFileSlot slot)
{
  LV2_Atom_Forge* const forge = &plugin->messages.forge;
  const Urids* const urids = &plugin->host.urids;
  const EarcupFile file = earcup_file(earcup_files(plugin->earcup), slot);
  const char* const path = file.name ? file.name : "";
  const uint32_t length = (uint32_t)strlen(path);
  LV2_Atom_Forge_Frame frame;
  if (!begin_object(plugin, &frame, urids->patch_Set, length)) {
    return false;
  }
  lv2_atom_forge_key(forge, urids->patch_property);
  lv2_atom_forge_urid(forge, urids->file[slot]);
  lv2_atom_forge_key(forge, urids->patch_value);
  lv2_atom_forge_path(forge, path, length);
  lv2_atom_forge_pop(forge, &frame);
  return true;
}

static bool
send_type(Plugin* plugin, EarcupFileSlot slot)
{
  LV2_Atom_Forge* const forge = &plugin->messages.forge;
  const Urids* const urids = &plugin->host.urids;
  const EarcupFile file = earcup_file(earcup_files(plugin->earcup), slot);
  const EarcupHousing told =
    file.response ? file.response->type : EARCUP_NO_HOUSING;
  LV2_Atom_Forge_Frame frame;
  if (!begin_object(plugin, &frame, urids->patch_Set, 0)) {
    return false;
  }
  lv2_atom_forge_key(forge, urids->patch_property);
  lv2_atom_forge_urid(forge, urids->type[slot]);
  lv2_atom_forge_key(forge, urids->patch_value);
  lv2_atom_forge_int(forge, file_type_number(told));
  lv2_atom_forge_pop(forge, &frame);
  return true;
}

/** The circuit of a file, into the object with its curve. */
static void
add_circuit(Plugin* plugin, const EarcupFile* file)
{
  LV2_Atom_Forge* const forge = &plugin->messages.forge;
  const Urids* const urids = &plugin->host.urids;
  float value[EARCUP_CIRCUIT_VALUES];
  for (int i = 0; i < EARCUP_CIRCUIT_VALUES; ++i) {
    value[i] = (float)file->circuit[i];
  }
  lv2_atom_forge_key(forge, urids->circuit);
  lv2_atom_forge_vector(
    forge, sizeof(float), urids->atom_Float, EARCUP_CIRCUIT_VALUES, value);
  lv2_atom_forge_key(forge, urids->housing);
  lv2_atom_forge_int(forge, (int32_t)file->housing);
  lv2_atom_forge_key(forge, urids->certainty);
  lv2_atom_forge_float(forge, (float)file->certainty);
}

static bool
send_curve(Plugin* plugin, EarcupFileSlot slot)
{
  LV2_Atom_Forge* const forge = &plugin->messages.forge;
  const EarcupFile file = earcup_file(earcup_files(plugin->earcup), slot);
  const uint32_t n = file.response ? EARCUP_GRID_POINTS : 0;
  float db[EARCUP_GRID_POINTS];
  for (uint32_t i = 0; i < n; ++i) {
    db[i] = (float)file.response->relative.db[i];
  }
  LV2_Atom_Forge_Frame frame;
  if (!begin_object(
        plugin, &frame, plugin->host.urids.curve, sizeof(db) + 128U)) {
    return false;
  }
  lv2_atom_forge_key(forge, plugin->host.urids.slot);
  lv2_atom_forge_int(forge, (int32_t)slot);
  lv2_atom_forge_key(forge, plugin->host.urids.values);
  lv2_atom_forge_vector(
    forge, sizeof(float), plugin->host.urids.atom_Float, n, db);
  if (file.circuit) {
    add_circuit(plugin, &file);
  }
  lv2_atom_forge_pop(forge, &frame);
  return true;
}

static bool
send_text(Plugin* plugin, const char* text, const char* note)
{
  const uint32_t length = (uint32_t)strlen(text);
  const uint32_t note_length = (uint32_t)strlen(note);
  LV2_Atom_Forge_Frame frame;
  if (!begin_object(
        plugin, &frame, plugin->host.urids.message, length + note_length)) {
    return false;
  }
  if (note_length > 0) {
    lv2_atom_forge_key(&plugin->messages.forge, plugin->host.urids.note);
    lv2_atom_forge_string(&plugin->messages.forge, note, note_length);
  }
  lv2_atom_forge_key(&plugin->messages.forge, plugin->host.urids.text);
  lv2_atom_forge_string(&plugin->messages.forge, text, length);
  lv2_atom_forge_pop(&plugin->messages.forge, &frame);
  return true;
}

static bool
send_message(Plugin* plugin)
{
  char text[MAILBOX_SIZE + 2];
  uint32_t size = 0;
  if (!mailbox_get(&plugin->messages.message,
                   text,
                   &size,
                   &plugin->messages.message_seen)) {
    return false;
  }
  text[size] = '\0';
  text[size + 1] = '\0';
  return send_text(plugin, text, text + strlen(text) + 1);
}

static bool
send_window(Plugin* plugin)
{
  LV2_Atom_Forge* const forge = &plugin->messages.forge;
  const Urids* const urids = &plugin->host.urids;
  LV2_Atom_Forge_Frame frame;
  char memory[MAILBOX_SIZE] = "";
  uint32_t size = 0;
  if (!mailbox_get(&plugin->messages.memory,
                   memory,
                   &size,
                   &plugin->messages.memory_seen) ||
      !begin_object(plugin, &frame, urids->window, size)) {
    return false;
  }
  lv2_atom_forge_key(forge, urids->window_scale);
  lv2_atom_forge_float(forge, atomic_load(&plugin->messages.window_scale));
  lv2_atom_forge_key(forge, urids->window_memory);
  lv2_atom_forge_string(forge, memory, size ? size - 1 : 0);
  lv2_atom_forge_pop(forge, &frame);
  return true;
}

static bool
send_item(Plugin* plugin, unsigned item)
{
  if (item < SEND_TYPES) {
    return send_path(plugin, (EarcupFileSlot)(item - SEND_PATHS));
  }
  if (item < SEND_CURVES) {
    return send_type(plugin, (EarcupFileSlot)(item - SEND_TYPES));
  }
  if (item < SEND_MESSAGE) {
    return send_curve(plugin, (EarcupFileSlot)(item - SEND_CURVES));
  }
  return item == SEND_MESSAGE ? send_message(plugin) : send_window(plugin);
}

/** Send what waits, as far as it fits: the rest comes with the next blocks. */
static void
send_items(Plugin* plugin)
{
  if (mailbox_stamp(&plugin->messages.message) !=
      plugin->messages.message_seen) {
    plugin->messages.to_send |= 1U << SEND_MESSAGE;
  }
  if (mailbox_stamp(&plugin->messages.memory) != plugin->messages.memory_seen) {
    plugin->messages.to_send |= 1U << SEND_WINDOW;
  }
  for (unsigned item = 0; item < SEND_ITEMS && plugin->messages.to_send;
       ++item) {
    const unsigned bit = 1U << item;
    if (plugin->messages.to_send & bit && send_item(plugin, item)) {
      plugin->messages.to_send &= ~bit;
    }
  }
}

static void
send_frame(Plugin* plugin, const float values[NOTIFY_FLOATS])
{
  LV2_Atom_Forge* const forge = &plugin->messages.forge;
  LV2_Atom_Forge_Frame frame;
  if (begin_object(plugin,
                   &frame,
                   plugin->host.urids.frame,
                   NOTIFY_FLOATS * sizeof(float))) {
    lv2_atom_forge_key(forge, plugin->host.urids.values);
    lv2_atom_forge_vector(forge,
                          sizeof(float),
                          plugin->host.urids.atom_Float,
                          NOTIFY_FLOATS,
                          values);
    lv2_atom_forge_pop(forge, &frame);
  }
}

void
answers_begin(Plugin* plugin)
{
  Messages* const messages = &plugin->messages;
  LV2_Atom_Sequence* const notify = plugin->port[PORT_NOTIFY];
  messages->notify_open = false;
  if (plugin->host.has_urids && notify) {
    const uint32_t capacity = notify->atom.size;
    lv2_atom_forge_set_buffer(
      &messages->forge, (uint8_t*)notify, capacity + sizeof(LV2_Atom));
    messages->notify_open =
      lv2_atom_forge_sequence_head(
        &messages->forge, &messages->notify_frame, 0) != 0;
  }
}

void
answers_end(Plugin* plugin, uint32_t n)
{
  Messages* const messages = &plugin->messages;
  if (ui_feed_times_out(&plugin->feed, n)) {
    messages_close_window(plugin);
  }
  const bool secret = plugin->controls.blind.is_on;
  float values[NOTIFY_FLOATS];
  const bool has_frame = ui_feed_frame(&plugin->feed, secret, values);
  if (!messages->notify_open) {
    return;
  }
  if (has_frame) {
    values[NOTIFY_EXPORTING] = plugin->controls.exporting ? 1.0F : 0.0F;
    send_frame(plugin, values);
  }
  send_items(plugin);
  if (messages->file_refused &&
      send_text(plugin, "This host cannot load files while it plays", "")) {
    messages->file_refused = false;
  }
  if (messages->untold && !secret &&
      send_text(plugin, worker_notice(messages->untold), "")) {
    messages->untold = 0;
  }
  lv2_atom_forge_pop(&messages->forge, &messages->notify_frame);
}
