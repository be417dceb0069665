// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/plugin.h"

#include <lv2/atom/util.h>

#include <string.h>

/** Take both edges; false if that is not what it is. */
static bool
take_edges(const Urids* urids, const LV2_Atom* atom, ListeningWish* wish)
{
  LV2_Atom_Vector_Body body;
  float edges[2];
  if (!atom || atom->type != urids->atom_Vector ||
      atom->size != sizeof(body) + sizeof(edges)) {
    return false;
  }
  const char* const data = (const char*)(atom + 1);
  memcpy(&body, data, sizeof(body));
  memcpy(edges, data + sizeof(body), sizeof(edges));
  wish->from_hz = edges[0];
  wish->to_hz = edges[1];
  return body.child_type == urids->atom_Float &&
         body.child_size == sizeof(float);
}

void
messages_read_listening(Plugin* plugin, const LV2_Atom_Object* object)
{
  const Urids* const urids = &plugin->host.urids;
  const LV2_Atom* band = NULL;
  const LV2_Atom* gain = NULL;
  lv2_atom_object_get(object, urids->band, &band, urids->gain, &gain, 0);
  ListeningWish wish = { .has_band = false };
  wish.has_band = take_edges(urids, band, &wish);
  if (gain && gain->type == urids->atom_Float &&
      gain->size == sizeof(wish.gain_db)) {
    memcpy(&wish.gain_db, gain + 1, sizeof(wish.gain_db));
  }
  listening_ask(&plugin->listening, &wish);
}
