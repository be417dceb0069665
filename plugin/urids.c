// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/urids.h"

#include "plugin/ui_protocol.h"
#include "plugin/uris.h"

#include <lv2/atom/atom.h>
#include <lv2/patch/patch.h>

#include <stddef.h>

void
urids_map(Urids* urids, LV2_URID_Map* map)
{
  const struct {
    LV2_URID* urid;
    const char* uri;
  } table[] = {
    { &urids->atom_Float, LV2_ATOM__Float },
    { &urids->atom_Int, LV2_ATOM__Int },
    { &urids->atom_Path, LV2_ATOM__Path },
    { &urids->atom_String, LV2_ATOM__String },
    { &urids->atom_URID, LV2_ATOM__URID },
    { &urids->atom_Vector, LV2_ATOM__Vector },
    { &urids->patch_Get, LV2_PATCH__Get },
    { &urids->patch_Set, LV2_PATCH__Set },
    { &urids->patch_property, LV2_PATCH__property },
    { &urids->patch_value, LV2_PATCH__value },
    { &urids->blind, EARCUP__blind },
    { &urids->curve, EARCUP__curve },
    { &urids->file[0], EARCUP__file_a },
    { &urids->file[1], EARCUP__file_b },
    { &urids->file[2], EARCUP__file_wearing },
    { &urids->frame, EARCUP__frame },
    { &urids->heard, EARCUP__heard },
    { &urids->message, EARCUP__message },
    { &urids->note, EARCUP__note },
    { &urids->originals, EARCUP__originals },
    { &urids->slot, EARCUP__slot },
    { &urids->spectrum, EARCUP__spectrum },
    { &urids->text, EARCUP__text },
    { &urids->ui_off, EARCUP__ui_off },
    { &urids->ui_on, EARCUP__ui_on },
    { &urids->values, EARCUP__values },
    { &urids->version, EARCUP__version },
    { &urids->window, EARCUP__window },
    { &urids->window_memory, EARCUP__window_memory },
    { &urids->window_scale, EARCUP__window_scale },
  };
  for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); ++i) {
    *table[i].urid = map->map(map->handle, table[i].uri);
  }
}
