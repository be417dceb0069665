// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/plugin.h"

#include "plugin/ui_protocol.h"

#include <lv2/atom/util.h>

#include <string.h>

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
  if ((atom->type != plugin->host.urids.atom_Path &&
       atom->type != plugin->host.urids.atom_String) ||
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
messages_set_scale(Plugin* plugin, float scale)
{
  const bool usable = scale >= 0.5F && scale <= 4.0F;
  atomic_store(&plugin->messages.window_scale, usable ? scale : 0.0F);
}

bool
messages_is_memory(const char* text, size_t size)
{
  return size > 0 && size <= NOTIFY_MEMORY_SIZE &&
         memchr(text, '\0', size) == text + size - 1;
}

void
messages_restore_memory(Plugin* plugin, const char* text, size_t size)
{
  while (!mailbox_put(&plugin->messages.memory, text, (uint32_t)size)) {
    // The audio thread is at it, for some microseconds.
  }
}

void
messages_notice(Plugin* plugin, unsigned notices)
{
  plugin->messages.untold |= notices;
}

void
messages_files_changed(Plugin* plugin)
{
  plugin->messages.to_send |= SEND_FILES;
}

static void
set_property(Plugin* plugin,
             LV2_URID property,
             const LV2_Atom* value,
             const char* end)
{
  char path[PATH_SIZE];
  uint32_t length = 0;
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    if (property == plugin->host.urids.file[slot] &&
        copy_text(plugin, value, end, path, &length) &&
        !worker_load(plugin, (EarcupFileSlot)slot, path, length)) {
      plugin->messages.file_refused = true;
    }
  }
}

/** A host's atom:Int, also as the atom:Float that some make of it. */
static bool
copy_number(const Plugin* plugin, const LV2_Atom* atom, int32_t* number)
{
  float value;
  if (atom->size != sizeof(*number)) {
    return false;
  }
  if (atom->type == plugin->host.urids.atom_Int) {
    memcpy(number, atom + 1, sizeof(*number));
    return true;
  }
  memcpy(&value, atom + 1, sizeof(value));
  const bool is_number = atom->type == plugin->host.urids.atom_Float &&
                         value >= 0.0F && value <= 100.0F;
  *number = is_number ? (int32_t)value : -1;
  return is_number;
}

static void
set_type(Plugin* plugin, LV2_URID property, const LV2_Atom* value)
{
  int32_t number = 0;
  EarcupHousing told = EARCUP_NO_HOUSING;
  for (int slot = 0; slot < EARCUP_CIRCUIT_SLOTS; ++slot) {
    if (property == plugin->host.urids.type[slot] &&
        copy_number(plugin, value, &number) && file_type_from(number, &told) &&
        !worker_tell_type(plugin, (EarcupFileSlot)slot, told)) {
      plugin->messages.file_refused = true;
    }
  }
}

static void
read_set(Plugin* plugin, const LV2_Atom_Object* object, const char* end)
{
  const LV2_Atom* property = NULL;
  const LV2_Atom* value = NULL;
  lv2_atom_object_get(object,
                      plugin->host.urids.patch_property,
                      &property,
                      plugin->host.urids.patch_value,
                      &value,
                      0);
  if (property && value && property->type == plugin->host.urids.atom_URID &&
      property->size == sizeof(LV2_URID)) {
    LV2_URID urid;
    memcpy(&urid, property + 1, sizeof(urid));
    set_property(plugin, urid, value, end);
    set_type(plugin, urid, value);
  }
}

/** The window has changed what the plugin keeps for it. */
static void
read_window(Plugin* plugin, const LV2_Atom_Object* object)
{
  const Urids* const urids = &plugin->host.urids;
  const LV2_Atom* scale = NULL;
  const LV2_Atom* memory = NULL;
  lv2_atom_object_get(
    object, urids->window_scale, &scale, urids->window_memory, &memory, 0);
  if (scale && scale->type == urids->atom_Float &&
      scale->size == sizeof(float)) {
    float value;
    memcpy(&value, scale + 1, sizeof(value));
    messages_set_scale(plugin, value);
  }
  const char* const text = memory ? (const char*)(memory + 1) : NULL;
  if (memory && memory->type == urids->atom_String &&
      messages_is_memory(text, memory->size) &&
      mailbox_put(&plugin->messages.memory, text, memory->size)) {
    plugin->messages.memory_seen = mailbox_stamp(&plugin->messages.memory);
  }
}

void
messages_close_window(Plugin* plugin)
{
  static const Blind off = { .is_on = false };
  ui_feed_close(&plugin->feed);
  listening_end(&plugin->listening);
  if (plugin->controls.blind.is_on) {
    controls_hear_blind(plugin, &off); // nobody is left to end it
  }
}

static void
read_object(Plugin* plugin, const LV2_Atom_Object* object)
{
  const Urids* const urids = &plugin->host.urids;
  const char* const end = (const char*)(&object->atom + 1) + object->atom.size;
  if (object->body.otype == urids->patch_Set) {
    read_set(plugin, object, end);
  } else if (object->body.otype == urids->patch_Get) {
    plugin->messages.to_send = SEND_ALL;
  } else if (object->body.otype == urids->window) {
    read_window(plugin, object);
  } else if (object->body.otype == urids->blind) {
    messages_read_blind(plugin, object);
  } else if (object->body.otype == urids->listening) {
    messages_read_listening(plugin, object);
  } else if (object->body.otype == urids->ui_on) {
    const LV2_Atom* spectrum = NULL;
    lv2_atom_object_get(object, urids->spectrum, &spectrum, 0);
    int32_t wanted = NOTIFY_SPECTRUM_OFF;
    if (spectrum && spectrum->type == urids->atom_Int &&
        spectrum->size == sizeof(wanted)) {
      memcpy(&wanted, spectrum + 1, sizeof(wanted));
    }
    ui_feed_open(&plugin->feed, wanted);
  } else if (object->body.otype == urids->ui_off) {
    messages_close_window(plugin);
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
    if (property.value.size > PATH_SIZE * 4U ||
        size > lv2_atom_pad_size((uint32_t)(end - at))) {
      return false;
    }
    at += size;
  }
  return true;
}

void
messages_read(Plugin* plugin)
{
  const LV2_Atom_Sequence* const control = plugin->port[PORT_CONTROL];
  if (!plugin->host.has_urids || !control ||
      control->atom.size < sizeof(LV2_Atom_Sequence_Body)) {
    return;
  }
  LV2_ATOM_SEQUENCE_FOREACH(control, event)
  {
    const LV2_Atom_Object* const object = (const LV2_Atom_Object*)&event->body;
    if (lv2_atom_forge_is_object_type(&plugin->messages.forge,
                                      object->atom.type) &&
        object->atom.size >= sizeof(LV2_Atom_Object_Body) && is_sound(object)) {
      read_object(plugin, object);
    }
  }
}
