// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_URIDS_H
#define EARCUP_URIDS_H

#include "dsp/earcup.h"

#include <lv2/urid/urid.h>

/** The parameters that take a file, by EarcupFileSlot. */
extern const char* const file_uris[EARCUP_FILE_SLOTS];

/** Those that say of what type it is, by EarcupFileSlot. */
extern const char* const type_uris[EARCUP_CIRCUIT_SLOTS];

/** Mapped URIs, of LV2 and our own, for plugin and window. */
typedef struct {
#define URID(member, uri) LV2_URID member;
#include "plugin/urids.def"
  LV2_URID file[EARCUP_FILE_SLOTS];
  LV2_URID type[EARCUP_CIRCUIT_SLOTS];
} Urids;

/** Map them all. Thread: any but rt. */
void urids_map(Urids* urids, LV2_URID_Map* map);

#endif
