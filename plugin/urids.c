// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/urids.h"

#include "plugin/ui_protocol.h"
#include "plugin/uris.h"

#include <lv2/atom/atom.h>
#include <lv2/patch/patch.h>

const char* const file_uris[EARCUP_FILE_SLOTS] = {
  [EARCUP_FILE_A] = EARCUP__file_a,
  [EARCUP_FILE_B] = EARCUP__file_b,
  [EARCUP_FILE_WEARING] = EARCUP__file_wearing
};
const char* const type_uris[EARCUP_CIRCUIT_SLOTS] = { [EARCUP_FILE_A] =
                                                        EARCUP__type_a,
                                                      [EARCUP_FILE_B] =
                                                        EARCUP__type_b };

void
urids_map(Urids* urids, LV2_URID_Map* map)
{
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    urids->file[slot] = map->map(map->handle, file_uris[slot]);
  }
  for (int slot = 0; slot < EARCUP_CIRCUIT_SLOTS; ++slot) {
    urids->type[slot] = map->map(map->handle, type_uris[slot]);
  }
#define URID(member, uri) urids->member = map->map(map->handle, uri);
#include "plugin/urids.def"
}
