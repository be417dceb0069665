// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_UI_ATOMS_H
#define EARCUP_UI_ATOMS_H

/* The window's side of plugin/ui_protocol.h. */

#include "plugin/urids.h"
#include "ui/window/view.h"

#include <lv2/atom/atom.h>
#include <lv2/atom/forge.h>
#include <lv2/ui/ui.h>
#include <lv2/urid/urid.h>

typedef struct {
  Urids uris;
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
void ui_atoms_send_file(UiAtoms* atoms, EarcupFileSlot slot, const char* path);

/** Say what type the file of A or B is of, see uris.h. */
void ui_atoms_send_type(UiAtoms* atoms, EarcupFileSlot slot, int32_t number);
void ui_atoms_send_memory(UiAtoms* atoms, const char* text);

/** Hear one of two settings, or the ports again. */
void ui_atoms_send_blind(UiAtoms* atoms, const Blind* blind);

/** What is to be heard besides the settings. */
void ui_atoms_send_listening(UiAtoms* atoms, const ListeningWish* wish);
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
