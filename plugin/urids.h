// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_URIDS_H
#define EARCUP_URIDS_H

#include <lv2/urid/urid.h>

/** Mapped URIs, of LV2 and our own. */
typedef struct {
  LV2_URID atom_Float;
  LV2_URID atom_Int;
  LV2_URID atom_Path;
  LV2_URID atom_String;
  LV2_URID atom_URID;
  LV2_URID atom_Vector;
  LV2_URID patch_Get;
  LV2_URID patch_Set;
  LV2_URID patch_property;
  LV2_URID patch_value;
  LV2_URID blind;
  LV2_URID curve;
  LV2_URID file[3]; ///< by FileSlot
  LV2_URID frame;
  LV2_URID heard;
  LV2_URID message;
  LV2_URID originals;
  LV2_URID slot;
  LV2_URID spectrum;
  LV2_URID text;
  LV2_URID ui_off;
  LV2_URID ui_on;
  LV2_URID values;
  LV2_URID version;
  LV2_URID window;
  LV2_URID window_memory;
  LV2_URID window_scale;
  LV2_URID note;
} Urids;

/** Map them all. Thread: any but rt. */
void urids_map(Urids* urids, LV2_URID_Map* map);

#endif
