// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/ui_atoms.h"

#include <lv2/atom/util.h>

#include <string.h>

#define BUFFER 8192

void
ui_atoms_init(UiAtoms* atoms,
              LV2_URID_Map* map,
              LV2UI_Write_Function write,
              LV2UI_Controller controller)
{
  urids_map(&atoms->uris, map);
  atoms->write = write;
  atoms->controller = controller;
  lv2_atom_forge_init(&atoms->forge, map);
}

/** An object that is being forged. */
typedef struct {
  _Alignas(8) uint8_t buffer[BUFFER];
  LV2_Atom_Forge_Frame frame;
} Message;

static LV2_Atom_Forge*
begin(UiAtoms* atoms, Message* message, LV2_URID type)
{
  LV2_Atom_Forge* const forge = &atoms->forge;
  lv2_atom_forge_set_buffer(forge, message->buffer, sizeof(message->buffer));
  lv2_atom_forge_object(forge, &message->frame, 0, type);
  return forge;
}

/** Hand it to the host; nothing if it did not fit. */
static void
send(UiAtoms* atoms, Message* message)
{
  lv2_atom_forge_pop(&atoms->forge, &message->frame);
  const LV2_Atom* atom = (const LV2_Atom*)(const void*)message->buffer;
  if (atoms->forge.offset >= lv2_atom_total_size(atom)) {
    atoms->write(atoms->controller,
                 PORT_CONTROL,
                 lv2_atom_total_size(atom),
                 atoms->uris.atom_eventTransfer,
                 atom);
  }
}

void
ui_atoms_send_on(UiAtoms* atoms, NotifySpectrum spectrum)
{
  Message message;
  LV2_Atom_Forge* const forge = begin(atoms, &message, atoms->uris.ui_on);
  lv2_atom_forge_key(forge, atoms->uris.spectrum);
  lv2_atom_forge_int(forge, (int32_t)spectrum);
  send(atoms, &message);
}

/** An object without properties. */
static void
send_bare(UiAtoms* atoms, LV2_URID type)
{
  Message message;
  begin(atoms, &message, type);
  send(atoms, &message);
}

void
ui_atoms_send_off(UiAtoms* atoms)
{
  send_bare(atoms, atoms->uris.ui_off);
}

void
ui_atoms_send_get(UiAtoms* atoms)
{
  send_bare(atoms, atoms->uris.patch_Get);
}

void
ui_atoms_send_file(UiAtoms* atoms, EarcupFileSlot slot, const char* path)
{
  Message message;
  LV2_Atom_Forge* const forge = begin(atoms, &message, atoms->uris.patch_Set);
  lv2_atom_forge_key(forge, atoms->uris.patch_property);
  lv2_atom_forge_urid(forge, atoms->uris.file[slot]);
  lv2_atom_forge_key(forge, atoms->uris.patch_value);
  if (lv2_atom_forge_path(forge, path, (uint32_t)strlen(path))) {
    send(atoms, &message);
  }
}

void
ui_atoms_send_type(UiAtoms* atoms, EarcupFileSlot slot, int32_t number)
{
  Message message;
  LV2_Atom_Forge* const forge = begin(atoms, &message, atoms->uris.patch_Set);
  lv2_atom_forge_key(forge, atoms->uris.patch_property);
  lv2_atom_forge_urid(forge, atoms->uris.type[slot]);
  lv2_atom_forge_key(forge, atoms->uris.patch_value);
  lv2_atom_forge_int(forge, number);
  send(atoms, &message);
}

void
ui_atoms_send_scale(UiAtoms* atoms, double scale)
{
  Message message;
  LV2_Atom_Forge* const forge = begin(atoms, &message, atoms->uris.window);
  lv2_atom_forge_key(forge, atoms->uris.window_scale);
  lv2_atom_forge_float(forge, (float)scale);
  send(atoms, &message);
}

void
ui_atoms_send_memory(UiAtoms* atoms, const char* text)
{
  Message message;
  LV2_Atom_Forge* const forge = begin(atoms, &message, atoms->uris.window);
  lv2_atom_forge_key(forge, atoms->uris.window_memory);
  lv2_atom_forge_string(forge, text, (uint32_t)strlen(text));
  send(atoms, &message);
}

void
ui_atoms_send_blind(UiAtoms* atoms, const Blind* blind)
{
  Message message;
  LV2_Atom_Forge* const forge = begin(atoms, &message, atoms->uris.blind);
  if (blind->is_on) {
    lv2_atom_forge_key(forge, atoms->uris.originals);
    lv2_atom_forge_int(forge, (int32_t)blind->originals);
    lv2_atom_forge_key(forge, atoms->uris.heard);
    lv2_atom_forge_int(forge, (int32_t)blind->heard);
    lv2_atom_forge_key(forge, atoms->uris.values);
    lv2_atom_forge_vector(forge,
                          sizeof(float),
                          atoms->uris.atom_Float,
                          2 * PORT_COUNT,
                          blind->value);
  }
  send(atoms, &message);
}

void
ui_atoms_send_listening(UiAtoms* atoms, const ListeningWish* wish)
{
  Message message;
  LV2_Atom_Forge* const forge = begin(atoms, &message, atoms->uris.listening);
  if (wish->has_band) {
    const float edges_hz[2] = { wish->from_hz, wish->to_hz };
    lv2_atom_forge_key(forge, atoms->uris.band);
    lv2_atom_forge_vector(
      forge, sizeof(float), atoms->uris.atom_Float, 2, edges_hz);
  }
  if (wish->gain_db > 0.0F) {
    lv2_atom_forge_key(forge, atoms->uris.gain);
    lv2_atom_forge_float(forge, wish->gain_db);
  }
  send(atoms, &message);
}

/** Text of a string or path, NULL if it is neither or has no end. */
static const char*
text_of(const UiAtoms* atoms, const LV2_Atom* value)
{
  const bool is_text = value->type == atoms->uris.atom_Path ||
                       value->type == atoms->uris.atom_String;
  const char* text = (const char*)(value + 1);
  return is_text && value->size && !text[value->size - 1] ? text : NULL;
}

static bool
receive_set(const UiAtoms* atoms, const LV2_Atom_Object* object, View* view)
{
  const Urids* uris = &atoms->uris;
  const LV2_Atom* property = NULL;
  const LV2_Atom* value = NULL;
  lv2_atom_object_get(
    object, uris->patch_property, &property, uris->patch_value, &value, 0);
  if (!property || property->type != uris->atom_URID || !value) {
    return false;
  }
  const LV2_URID key = ((const LV2_Atom_URID*)(const void*)property)->body;
  const char* text = text_of(atoms, value);
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    if (key == uris->file[slot] && text) {
      view_file(view, (EarcupFileSlot)slot, text);
      return true;
    }
  }
  return false;
}

/** The floats of a vector and their number; NULL if it is none. */
static const float*
floats_of(const UiAtoms* atoms, const LV2_Atom* value, size_t* n)
{
  const LV2_Atom_Vector* vector = (const LV2_Atom_Vector*)(const void*)value;
  if (!value || value->type != atoms->uris.atom_Vector ||
      value->size < sizeof(LV2_Atom_Vector_Body) ||
      vector->body.child_type != atoms->uris.atom_Float ||
      vector->body.child_size != sizeof(float)) {
    return NULL;
  }
  *n = (value->size - sizeof(LV2_Atom_Vector_Body)) / sizeof(float);
  return (const float*)(const void*)(vector + 1);
}

static bool
receive_frame(const UiAtoms* atoms, const LV2_Atom_Object* object, View* view)
{
  const LV2_Atom* value = NULL;
  size_t n = 0;
  lv2_atom_object_get(object, atoms->uris.values, &value, 0);
  const float* values = floats_of(atoms, value, &n);
  if (!values || n < NOTIFY_FLOATS) {
    return false;
  }
  view_frame(view, values);
  return true;
}

/** The circuit of a file whose curve has been received. */
static void
receive_circuit(const UiAtoms* atoms,
                const LV2_Atom_Object* object,
                EarcupFileSlot slot,
                View* view)
{
  const LV2_Atom* circuit = NULL;
  const LV2_Atom* housing = NULL;
  const LV2_Atom* certainty = NULL;
  size_t n = 0;
  lv2_atom_object_get(object,
                      atoms->uris.circuit,
                      &circuit,
                      atoms->uris.housing,
                      &housing,
                      atoms->uris.certainty,
                      &certainty,
                      0);
  const float* const value = floats_of(atoms, circuit, &n);
  const bool is_whole = value && n == EARCUP_CIRCUIT_VALUES && housing &&
                        housing->type == atoms->uris.atom_Int && certainty &&
                        certainty->type == atoms->uris.atom_Float;
  const int32_t type =
    is_whole ? ((const LV2_Atom_Int*)(const void*)housing)->body : -1;
  if (type >= 0 && type < EARCUP_NO_HOUSING) {
    view_file_circuit(view,
                      slot,
                      value,
                      (EarcupHousing)type,
                      ((const LV2_Atom_Float*)(const void*)certainty)->body);
  }
}

static bool
receive_curve(const UiAtoms* atoms, const LV2_Atom_Object* object, View* view)
{
  const LV2_Atom* slot = NULL;
  const LV2_Atom* value = NULL;
  size_t n = 0;
  lv2_atom_object_get(
    object, atoms->uris.slot, &slot, atoms->uris.values, &value, 0);
  const float* db = floats_of(atoms, value, &n);
  if (!slot || slot->type != atoms->uris.atom_Int || !db) {
    return false;
  }
  const int32_t i = ((const LV2_Atom_Int*)(const void*)slot)->body;
  if (i < 0 || i >= EARCUP_FILE_SLOTS) {
    return false;
  }
  const bool has_curve = n == EARCUP_GRID_POINTS;
  view_file_curve(view, (EarcupFileSlot)i, has_curve ? db : NULL);
  if (has_curve) {
    receive_circuit(atoms, object, (EarcupFileSlot)i, view);
  }
  return true;
}

static bool
receive_message(const UiAtoms* atoms, const LV2_Atom_Object* object, View* view)
{
  const LV2_Atom* value = NULL;
  const LV2_Atom* note_value = NULL;
  lv2_atom_object_get(
    object, atoms->uris.text, &value, atoms->uris.note, &note_value, 0);
  const char* text = value ? text_of(atoms, value) : NULL;
  const char* note = note_value ? text_of(atoms, note_value) : NULL;
  if (text) {
    view_message(view, text);
    if (note && !*text) {
      view_note(view, note);
    }
  }
  return text != NULL;
}

static bool
receive_window(const UiAtoms* atoms,
               const LV2_Atom_Object* object,
               View* view,
               double* scale)
{
  const LV2_Atom* value = NULL;
  const LV2_Atom* memory = NULL;
  lv2_atom_object_get(object,
                      atoms->uris.window_scale,
                      &value,
                      atoms->uris.window_memory,
                      &memory,
                      0);
  const char* text = memory ? text_of(atoms, memory) : NULL;
  const bool has_scale = value && value->type == atoms->uris.atom_Float;
  if (has_scale) {
    *scale = (double)((const LV2_Atom_Float*)(const void*)value)->body;
  }
  if (text) {
    view_memory(view, text);
  }
  return has_scale || text;
}

bool
ui_atoms_receive(const UiAtoms* atoms,
                 const LV2_Atom* atom,
                 View* view,
                 double* scale)
{
  if (atom->type != atoms->uris.atom_Object) {
    return false;
  }
  const LV2_Atom_Object* object = (const LV2_Atom_Object*)(const void*)atom;
  const LV2_URID type = object->body.otype;
  if (type == atoms->uris.patch_Set) {
    return receive_set(atoms, object, view);
  }
  if (type == atoms->uris.curve) {
    return receive_curve(atoms, object, view);
  }
  if (type == atoms->uris.message) {
    return receive_message(atoms, object, view);
  }
  if (type == atoms->uris.window) {
    return receive_window(atoms, object, view, scale);
  }
  return type == atoms->uris.frame && receive_frame(atoms, object, view);
}
