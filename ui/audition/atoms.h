// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_ATOMS_H
#define EARCUP_AUDITION_ATOMS_H

/* Buffers for the atom ports of up to two instances of a plugin. */

#include "ui/audition/host.h"

#include <lv2/atom/atom.h>

enum { ATOMS_VOICES = 2 };

typedef struct {
  Host* host;
  uint32_t capacity; ///< bytes of each buffer
  uint64_t* memory;  ///< n_ports buffers for each voice
} Atoms;

/** Allocate; false, with a message, if memory is out. */
bool atoms_open(Atoms* atoms, Host* host);

/** Free; fine after a failed atoms_open(). */
void atoms_free(Atoms* atoms);

/** The buffer of a port. */
LV2_Atom_Sequence* atoms_buffer(const Atoms* atoms, int voice, uint32_t port);

/** Before a run: empty inputs, and outputs that say how much room they have. */
void atoms_reset(const Atoms* atoms);

/** Put into an input a patch:Set of a parameter to a path. */
void atoms_write_path(const Atoms* atoms,
                      int voice,
                      uint32_t port,
                      const char* parameter_uri,
                      const char* path);

/** The same to a number. */
void atoms_write_number(const Atoms* atoms,
                        int voice,
                        uint32_t port,
                        const char* parameter_uri,
                        int32_t number);

#endif
