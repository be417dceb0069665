// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin.h"

#include "notify.h"

#include <lv2/atom/util.h>

#include <string.h>

/* --- from the host and the window ---------------------------------------- */

/** The text of an atom:Path or atom:String that ends before `end`; its length
    without the zero in *length. NULL if it is neither or not terminated. */
static const char*
text_of(const Plugin* plugin,
        const LV2_Atom* atom,
        const char* end,
        uint32_t* length)
{
  const char* const text = (const char*)(atom + 1);
  if ((atom->type != plugin->urids.atom_Path &&
       atom->type != plugin->urids.atom_String) ||
      text > end || atom->size > (size_t)(end - text) ||
      atom->size >= PATH_SIZE) {
    return NULL;
  }
  const char* const zero = memchr(text, '\0', atom->size);
  *length = zero ? (uint32_t)(zero - text) : 0;
  return zero ? text : NULL;
}

void
link_set_window_scale(Plugin* plugin, float scale)
{
  const bool usable = scale >= 0.5f && scale <= 4.0f;
  atomic_store(&plugin->window_scale, usable ? scale : 0.0f);
}

static void
set_property(Plugin* plugin,
             LV2_URID property,
             const LV2_Atom* value,
             const char* end)
{
  const Urids* const urids = &plugin->urids;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    uint32_t length = 0;
    const char* const path = property == urids->file[slot]
                               ? text_of(plugin, value, end, &length)
                               : NULL;
    if (path && !jobs_load(plugin, (FileSlot)slot, path, length)) {
      plugin->file_refused = true;
    }
  }
  if (property == urids->window_scale && value->type == urids->atom_Float &&
      value->size == sizeof(float)) {
    float scale;
    memcpy(&scale, value + 1, sizeof(scale));
    link_set_window_scale(plugin, scale);
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

static void
read_object(Plugin* plugin, const LV2_Atom_Object* object)
{
  const Urids* const urids = &plugin->urids;
  const char* const end = (const char*)(&object->atom + 1) + object->atom.size;
  if (object->body.otype == urids->patch_Set) {
    read_set(plugin, object, end);
  } else if (object->body.otype == urids->patch_Get) {
    plugin->send_files = true;
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

/** Begin a patch:Set up to its value; the value comes next, then pop. */
static bool
begin_set(Plugin* plugin, LV2_Atom_Forge_Frame* frame, LV2_URID property)
{
  LV2_Atom_Forge* const forge = &plugin->forge;
  const Urids* const urids = &plugin->urids;
  return lv2_atom_forge_frame_time(forge, 0) &&
         lv2_atom_forge_object(forge, frame, 0, urids->patch_Set) &&
         lv2_atom_forge_key(forge, urids->patch_property) &&
         lv2_atom_forge_urid(forge, property) &&
         lv2_atom_forge_key(forge, urids->patch_value);
}

/** Room for a message with so many bytes of payload, so that one is either
    whole or absent. */
static bool
has_room(const Plugin* plugin, uint32_t payload)
{
  return plugin->forge.offset + payload + 256u <= plugin->forge.size;
}

static void
send_text(Plugin* plugin, LV2_URID property, const char* text, bool is_path)
{
  const uint32_t length = (uint32_t)strlen(text);
  LV2_Atom_Forge_Frame frame;
  if (has_room(plugin, length) && begin_set(plugin, &frame, property)) {
    if (is_path) {
      lv2_atom_forge_path(&plugin->forge, text, length);
    } else {
      lv2_atom_forge_string(&plugin->forge, text, length);
    }
    lv2_atom_forge_pop(&plugin->forge, &frame);
  }
}

static void
send_files(Plugin* plugin)
{
  const FileSet* const set = plugin->files.current;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    const char* const path = set ? set->path[slot] : NULL;
    send_text(plugin, plugin->urids.file[slot], path ? path : "", true);
  }
  send_text(plugin, plugin->urids.message, set ? set->message : "", false);

  LV2_Atom_Forge_Frame frame;
  const float scale = atomic_load(&plugin->window_scale);
  if (has_room(plugin, sizeof(scale)) &&
      begin_set(plugin, &frame, plugin->urids.window_scale)) {
    lv2_atom_forge_float(&plugin->forge, scale);
    lv2_atom_forge_pop(&plugin->forge, &frame);
  }
}

static void
send_frame(Plugin* plugin, const float values[NOTIFY_FLOATS])
{
  LV2_Atom_Forge* const forge = &plugin->forge;
  LV2_Atom_Forge_Frame frame;
  if (has_room(plugin, NOTIFY_FLOATS * sizeof(float)) &&
      lv2_atom_forge_frame_time(forge, 0) &&
      lv2_atom_forge_object(forge, &frame, 0, plugin->urids.frame) &&
      lv2_atom_forge_key(forge, plugin->urids.values)) {
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
  if (plugin->send_files) {
    plugin->send_files = false;
    send_files(plugin);
  }
  if (plugin->file_refused) {
    plugin->file_refused = false;
    send_text(plugin,
              plugin->urids.message,
              "This host cannot load files while it plays",
              false);
  }
  if (plugin->untold) {
    send_text(
      plugin, plugin->urids.message, jobs_notice(plugin->untold), false);
    plugin->untold = 0;
  }
  if (has_frame) {
    send_frame(plugin, values);
  }
  lv2_atom_forge_pop(&plugin->forge, &plugin->notify_frame);
}
