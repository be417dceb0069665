// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/urids.h"

#include "plugin/ui_protocol.h"
#include "plugin/uris.h"

#include <lv2/atom/atom.h>
#include <lv2/patch/patch.h>

void
urids_map(Urids* urids, LV2_URID_Map* map)
{
  static const char* const file[3] = { EARCUP__file_a,
                                       EARCUP__file_b,
                                       EARCUP__file_wearing };
  static const char* const type[2] = { EARCUP__type_a, EARCUP__type_b };
  for (int slot = 0; slot < 3; ++slot) {
    urids->file[slot] = map->map(map->handle, file[slot]);
  }
  for (int slot = 0; slot < 2; ++slot) {
    urids->type[slot] = map->map(map->handle, type[slot]);
  }
#define URID(member, uri) urids->member = map->map(map->handle, uri);
#include "plugin/urids.def"
}
