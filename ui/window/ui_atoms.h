// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_UI_ATOMS_H
#define EARCUP_UI_ATOMS_H

/* The window's side of plugin/ui_protocol.h. */

#include "ui/window/view.h"

#include <lv2/atom/atom.h>
#include <lv2/atom/forge.h>
#include <lv2/ui/ui.h>
#include <lv2/urid/urid.h>

typedef struct {
  LV2_URID atom_Float;
  LV2_URID atom_Int;
  LV2_URID atom_Object;
  LV2_URID atom_Path;
  LV2_URID atom_String;
  LV2_URID atom_URID;
  LV2_URID atom_Vector;
  LV2_URID atom_eventTransfer;
  LV2_URID patch_Get;
  LV2_URID patch_Set;
  LV2_URID patch_property;
  LV2_URID patch_value;
  LV2_URID file[FILE_SLOTS];
  LV2_URID type[2]; ///< of A and B
  LV2_URID certainty;
  LV2_URID ui_on;
  LV2_URID ui_off;
  LV2_URID spectrum;
  LV2_URID frame;
  LV2_URID blind;
  LV2_URID originals;
  LV2_URID heard;
  LV2_URID values;
  LV2_URID curve;
  LV2_URID circuit;
  LV2_URID housing;
  LV2_URID slot;
  LV2_URID message;
  LV2_URID text;
  LV2_URID note;
  LV2_URID window;
  LV2_URID window_memory;
  LV2_URID window_scale;
} UiUris;

typedef struct {
  UiUris uris;
  LV2_Atom_Forge forge;
  LV2UI_Write_Function write;
  LV2UI_Controller controller;
} UiAtoms;

/** Thread: ui, as all here. */
void ui_atoms_init(UiAtoms* atoms,
                   LV2_URID_Map* map,
                   LV2UI_Write_Function write,
                   LV2UI_Controller controller);

/** The window is open and wants this spectrum. */
void ui_atoms_send_on(UiAtoms* atoms, NotifySpectrum spectrum);
void ui_atoms_send_off(UiAtoms* atoms);

/** Ask for everything. */
void ui_atoms_send_get(UiAtoms* atoms);
void ui_atoms_send_file(UiAtoms* atoms, FileSlot slot, const char* path);

/** Say what type the file of A or B is of, see uris.h. */
void ui_atoms_send_type(UiAtoms* atoms, FileSlot slot, int32_t number);
void ui_atoms_send_memory(UiAtoms* atoms, const char* text);

/** Hear one of two settings, or the ports again. */
void ui_atoms_send_blind(UiAtoms* atoms, const Blind* blind);
void ui_atoms_send_scale(UiAtoms* atoms, double scale);

/**
   Take a message of the plugin.

   @param scale gets the saved scale of the window if it is one of those
   @return false if the message is none of ours
*/
bool ui_atoms_receive(const UiAtoms* atoms,
                      const LV2_Atom* atom,
                      View* view,
                      double* scale);

#endif
