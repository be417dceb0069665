// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_URIDS_H
#define EARCUP_URIDS_H

#include <lv2/urid/urid.h>

/** Mapped URIs, of LV2 and our own. */
typedef struct {
#define URID(member, uri) LV2_URID member;
#include "plugin/urids.def"
  LV2_URID file[3]; ///< by FileSlot
  LV2_URID type[2]; ///< by FileSlot, of A and B
} Urids;

/** Map them all. Thread: any but rt. */
void urids_map(Urids* urids, LV2_URID_Map* map);

#endif
