// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/urids.h"

#include "plugin/ui_protocol.h"
#include "plugin/uris.h"

#include <lv2/atom/atom.h>
#include <lv2/patch/patch.h>

const char* const file_uris[FILE_SLOTS] = { [FILE_A] = EARCUP__file_a,
                                            [FILE_B] = EARCUP__file_b,
                                            [FILE_WEARING] =
                                              EARCUP__file_wearing };
const char* const type_uris
  [CIRCUIT_SLOTS] = { [FILE_A] = EARCUP__type_a, [FILE_B] = EARCUP__type_b };

void
urids_map(Urids* urids, LV2_URID_Map* map)
{
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    urids->file[slot] = map->map(map->handle, file_uris[slot]);
  }
  for (int slot = 0; slot < CIRCUIT_SLOTS; ++slot) {
    urids->type[slot] = map->map(map->handle, type_uris[slot]);
  }
#define URID(member, uri) urids->member = map->map(map->handle, uri);
#include "plugin/urids.def"
}
