// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin.h"

#include "plugin/ui_protocol.h"

#include <lv2/atom/util.h>

#include <string.h>

/* --- from the host and the window ---------------------------------------- */

/** Copy the text of an atom:Path or atom:String, whether it ends with a zero
    or not; its length without one in *length. False if it is neither, does not
    end before `end` or has PATH_SIZE bytes or more. */
static bool
copy_text(const Plugin* plugin,
          const LV2_Atom* atom,
          const char* end,
          char copy[PATH_SIZE],
          uint32_t* length)
{
  const char* const text = (const char*)(atom + 1);
  if ((atom->type != plugin->urids.atom_Path &&
       atom->type != plugin->urids.atom_String) ||
      text > end || atom->size > (size_t)(end - text)) {
    return false;
  }
  const char* const zero = memchr(text, '\0', atom->size);
  *length = zero ? (uint32_t)(zero - text) : atom->size;
  if (*length >= PATH_SIZE) {
    return false;
  }
  memcpy(copy, text, *length);
  copy[*length] = '\0';
  return true;
}

void
link_set_window_scale(Plugin* plugin, float scale)
{
  const bool usable = scale >= 0.5f && scale <= 4.0f;
  atomic_store(&plugin->window_scale, usable ? scale : 0.0f);
}

bool
link_is_memory(const char* text, size_t size)
{
  return size > 0 && size <= NOTIFY_MEMORY_SIZE &&
         memchr(text, '\0', size) == text + size - 1;
}

static void
set_property(Plugin* plugin,
             LV2_URID property,
             const LV2_Atom* value,
             const char* end)
{
  char path[PATH_SIZE];
  uint32_t length = 0;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    if (property == plugin->urids.file[slot] &&
        copy_text(plugin, value, end, path, &length) &&
        !jobs_load(plugin, (FileSlot)slot, path, length)) {
      plugin->file_refused = true;
    }
  }
}

static void
read_set(Plugin* plugin, const LV2_Atom_Object* object, const char* end)
{
  const LV2_Atom* property = NULL;
  const LV2_Atom* value = NULL;
  lv2_atom_object_get(object,
                      plugin->urids.patch_property,
                      &property,
                      plugin->urids.patch_value,
                      &value,
                      0);
  if (property && value && property->type == plugin->urids.atom_URID &&
      property->size == sizeof(LV2_URID)) {
    LV2_URID urid;
    memcpy(&urid, property + 1, sizeof(urid));
    set_property(plugin, urid, value, end);
  }
}

/** The window has changed what the plugin keeps for it. */
static void
read_window(Plugin* plugin, const LV2_Atom_Object* object)
{
  const Urids* const urids = &plugin->urids;
  const LV2_Atom* scale = NULL;
  const LV2_Atom* memory = NULL;
  lv2_atom_object_get(
    object, urids->window_scale, &scale, urids->window_memory, &memory, 0);
  if (scale && scale->type == urids->atom_Float &&
      scale->size == sizeof(float)) {
    float value;
    memcpy(&value, scale + 1, sizeof(value));
    link_set_window_scale(plugin, value);
  }
  const char* const text = memory ? (const char*)(memory + 1) : NULL;
  if (memory && memory->type == urids->atom_String &&
      link_is_memory(text, memory->size) &&
      mailbox_put(&plugin->memory, text, memory->size)) {
    plugin->memory_seen = mailbox_stamp(&plugin->memory);
  }
}

static void
read_object(Plugin* plugin, const LV2_Atom_Object* object)
{
  const Urids* const urids = &plugin->urids;
  const char* const end = (const char*)(&object->atom + 1) + object->atom.size;
  if (object->body.otype == urids->patch_Set) {
    read_set(plugin, object, end);
  } else if (object->body.otype == urids->patch_Get) {
    plugin->to_send = SEND_ALL;
  } else if (object->body.otype == urids->window) {
    read_window(plugin, object);
  } else if (object->body.otype == urids->blind) {
    link_read_blind(plugin, object);
  } else if (object->body.otype == urids->ui_on) {
    const LV2_Atom* spectrum = NULL;
    lv2_atom_object_get(object, urids->spectrum, &spectrum, 0);
    int32_t wanted = NOTIFY_SPECTRUM_OFF;
    if (spectrum && spectrum->type == urids->atom_Int &&
        spectrum->size == sizeof(wanted)) {
      memcpy(&wanted, spectrum + 1, sizeof(wanted));
    }
    window_opened(plugin, wanted);
  } else if (object->body.otype == urids->ui_off) {
    window_closed(plugin);
  }
}

/** Whether every property of an object lies within it: what follows a wrong
    size must not be read. */
static bool
is_sound(const LV2_Atom_Object* object)
{
  const char* at = (const char*)(&object->body + 1);
  const char* const end = (const char*)(&object->atom + 1) + object->atom.size;
  while (at < end) {
    LV2_Atom_Property_Body property;
    if ((size_t)(end - at) < sizeof(property)) {
      return false;
    }
    memcpy(&property, at, sizeof(property));
    const size_t size =
      sizeof(property) + lv2_atom_pad_size(property.value.size);
    if (property.value.size > PATH_SIZE * 4u ||
        size > lv2_atom_pad_size((uint32_t)(end - at))) {
      return false;
    }
    at += size;
  }
  return true;
}

void
link_begin(Plugin* plugin)
{
  LV2_Atom_Sequence* const notify = plugin->port[PORT_NOTIFY];
  const LV2_Atom_Sequence* const control = plugin->port[PORT_CONTROL];
  plugin->notify_open = false;
  if (!plugin->has_urids) {
    return;
  }
  if (notify) {
    const uint32_t capacity = notify->atom.size;
    lv2_atom_forge_set_buffer(
      &plugin->forge, (uint8_t*)notify, capacity + sizeof(LV2_Atom));
    plugin->notify_open = lv2_atom_forge_sequence_head(
                            &plugin->forge, &plugin->notify_frame, 0) != 0;
  }
  if (!control || control->atom.size < sizeof(LV2_Atom_Sequence_Body)) {
    return;
  }
  LV2_ATOM_SEQUENCE_FOREACH(control, event)
  {
    const LV2_Atom_Object* const object = (const LV2_Atom_Object*)&event->body;
    if (lv2_atom_forge_is_object_type(&plugin->forge, object->atom.type) &&
        object->atom.size >= sizeof(LV2_Atom_Object_Body) && is_sound(object)) {
      read_object(plugin, object);
    }
  }
}

/* --- to the window ------------------------------------------------------- */

/** Room for a message with so many bytes of payload, so that one is either
    whole or absent. */
static bool
has_room(const Plugin* plugin, uint32_t payload)
{
  return plugin->forge.offset + payload + 256u <= plugin->forge.size;
}

/** Begin an object, if there is room for it. */
static bool
begin_object(Plugin* plugin,
             LV2_Atom_Forge_Frame* frame,
             LV2_URID type,
             uint32_t payload)
{
  return has_room(plugin, payload) &&
         lv2_atom_forge_frame_time(&plugin->forge, 0) &&
         lv2_atom_forge_object(&plugin->forge, frame, 0, type);
}

/** The only patch:Set that is sent, for it is what the plugin declares. */
static bool
send_path(Plugin* plugin, FileSlot slot)
{
  LV2_Atom_Forge* const forge = &plugin->forge;
  const Urids* const urids = &plugin->urids;
  const FileSet* const set = plugin->files.current;
  const char* const path = set && set->path[slot] ? set->path[slot] : "";
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
send_curve(Plugin* plugin, FileSlot slot)
{
  LV2_Atom_Forge* const forge = &plugin->forge;
  const FileSet* const set = plugin->files.current;
  const MeasuredFiles* const files =
    set && set->loaded ? engine_measured_files(set->loaded) : NULL;
  const uint32_t n = files && files->present[slot] ? GRID_POINTS : 0;
  float db[GRID_POINTS];
  for (uint32_t i = 0; i < n; ++i) {
    db[i] = (float)files->curve[slot].db[i];
  }
  LV2_Atom_Forge_Frame frame;
  if (!begin_object(plugin, &frame, plugin->urids.curve, sizeof(db))) {
    return false;
  }
  lv2_atom_forge_key(forge, plugin->urids.slot);
  lv2_atom_forge_int(forge, (int32_t)slot);
  lv2_atom_forge_key(forge, plugin->urids.values);
  lv2_atom_forge_vector(forge, sizeof(float), plugin->urids.atom_Float, n, db);
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
        plugin, &frame, plugin->urids.message, length + note_length)) {
    return false;
  }
  if (note_length > 0) {
    lv2_atom_forge_key(&plugin->forge, plugin->urids.note);
    lv2_atom_forge_string(&plugin->forge, note, note_length);
  }
  lv2_atom_forge_key(&plugin->forge, plugin->urids.text);
  lv2_atom_forge_string(&plugin->forge, text, length);
  lv2_atom_forge_pop(&plugin->forge, &frame);
  return true;
}

static bool
send_message(Plugin* plugin)
{
  char text[MAILBOX_SIZE + 2];
  uint32_t size = 0;
  if (!mailbox_get(&plugin->message, text, &size, &plugin->message_seen)) {
    return false;
  }
  text[size] = '\0';
  text[size + 1] = '\0';
  return send_text(plugin, text, text + strlen(text) + 1);
}

static bool
send_window(Plugin* plugin)
{
  LV2_Atom_Forge* const forge = &plugin->forge;
  const Urids* const urids = &plugin->urids;
  LV2_Atom_Forge_Frame frame;
  char memory[MAILBOX_SIZE] = "";
  uint32_t size = 0;
  if (!mailbox_get(&plugin->memory, memory, &size, &plugin->memory_seen) ||
      !begin_object(plugin, &frame, urids->window, size)) {
    return false;
  }
  lv2_atom_forge_key(forge, urids->window_scale);
  lv2_atom_forge_float(forge, atomic_load(&plugin->window_scale));
  lv2_atom_forge_key(forge, urids->window_memory);
  lv2_atom_forge_string(forge, memory, size ? size - 1 : 0);
  lv2_atom_forge_pop(forge, &frame);
  return true;
}

static bool
send_item(Plugin* plugin, unsigned item)
{
  if (item < SEND_CURVES) {
    return send_path(plugin, (FileSlot)(item - SEND_PATHS));
  }
  if (item < SEND_MESSAGE) {
    return send_curve(plugin, (FileSlot)(item - SEND_CURVES));
  }
  return item == SEND_MESSAGE ? send_message(plugin) : send_window(plugin);
}

/** Send what waits, as far as it fits: the rest comes with the next blocks. */
static void
send_items(Plugin* plugin)
{
  if (mailbox_stamp(&plugin->message) != plugin->message_seen) {
    plugin->to_send |= 1u << SEND_MESSAGE;
  }
  if (mailbox_stamp(&plugin->memory) != plugin->memory_seen) {
    plugin->to_send |= 1u << SEND_WINDOW;
  }
  for (unsigned item = 0; item < SEND_ITEMS && plugin->to_send; ++item) {
    const unsigned bit = 1u << item;
    if (plugin->to_send & bit && send_item(plugin, item)) {
      plugin->to_send &= ~bit;
    }
  }
}

static void
send_frame(Plugin* plugin, const float values[NOTIFY_FLOATS])
{
  LV2_Atom_Forge* const forge = &plugin->forge;
  LV2_Atom_Forge_Frame frame;
  if (begin_object(
        plugin, &frame, plugin->urids.frame, NOTIFY_FLOATS * sizeof(float))) {
    lv2_atom_forge_key(forge, plugin->urids.values);
    lv2_atom_forge_vector(
      forge, sizeof(float), plugin->urids.atom_Float, NOTIFY_FLOATS, values);
    lv2_atom_forge_pop(forge, &frame);
  }
}

void
link_end(Plugin* plugin, uint32_t n)
{
  float values[NOTIFY_FLOATS];
  const bool has_frame = window_frame(plugin, n, values);
  if (!plugin->notify_open) {
    return;
  }
  if (has_frame) {
    send_frame(plugin, values);
  }
  send_items(plugin);
  if (plugin->file_refused &&
      send_text(plugin, "This host cannot load files while it plays", "")) {
    plugin->file_refused = false;
  }
  if (plugin->untold && !plugin->blind.is_on &&
      send_text(plugin, jobs_notice(plugin->untold), "")) {
    plugin->untold = 0;
  }
  lv2_atom_forge_pop(&plugin->forge, &plugin->notify_frame);
}
