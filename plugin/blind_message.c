// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/plugin.h"

#include <lv2/atom/util.h>

#include <string.h>

/** The number in an atom:Int, `otherwise` if it is none. */
static int32_t
int_of(const Plugin* plugin, const LV2_Atom* atom, int32_t otherwise)
{
  int32_t value = otherwise;
  if (atom && atom->type == plugin->host.urids.atom_Int &&
      atom->size == sizeof(value)) {
    memcpy(&value, atom + 1, sizeof(value));
  }
  return value;
}

/** Take both settings; false if that is not what it is. */
static bool
take_values(const Plugin* plugin, const LV2_Atom* atom, Blind* blind)
{
  LV2_Atom_Vector_Body body;
  if (!atom || atom->type != plugin->host.urids.atom_Vector ||
      atom->size != sizeof(body) + sizeof(blind->value)) {
    return false;
  }
  memcpy(&body, atom + 1, sizeof(body));
  if (body.child_type != plugin->host.urids.atom_Float ||
      body.child_size != sizeof(float)) {
    return false;
  }
  memcpy(
    blind->value, (const char*)(atom + 1) + sizeof(body), sizeof(blind->value));
  for (int i = 0; i < 2; ++i) {
    for (int p = 0; p < PORT_COUNT; ++p) {
      blind->value[i][p] = ports_clamp((PortIndex)p, blind->value[i][p]);
    }
  }
  return true;
}

void
messages_read_blind(Plugin* plugin, const LV2_Atom_Object* object)
{
  const Urids* const urids = &plugin->host.urids;
  const LV2_Atom* values = NULL;
  const LV2_Atom* originals = NULL;
  const LV2_Atom* heard = NULL;
  lv2_atom_object_get(object,
                      urids->values,
                      &values,
                      urids->originals,
                      &originals,
                      urids->heard,
                      &heard,
                      0);
  Blind blind;
  memset(&blind, 0, sizeof(blind));
  const int32_t which = int_of(plugin, heard, -1);
  blind.is_on = take_values(plugin, values, &blind) && which >= 0 && which < 2;
  blind.heard = blind.is_on ? (unsigned)which : 0;
  blind.originals = (unsigned)int_of(plugin, originals, 0);
  controls_hear_blind(plugin, &blind);
}
