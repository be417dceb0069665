// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_HEARD_H
#define EARCUP_HEARD_H

/* What a window hears of the plugin on its notify port. */

#include "tests/abuse/lv2host.h"

#include "dsp/model/simulation.h"
#include "plugin/ui_protocol.h"

/** The last of each kind. */
typedef struct {
  char path[FILE_SLOTS][512];
  unsigned points[FILE_SLOTS]; ///< of the curve
  float curve[FILE_SLOTS][GRID_POINTS];
  char message[512];
  char note[512]; ///< empty if there was none with the message
  char memory[512];
  float scale;
  unsigned windows;    ///< times that memory and scale were told
  unsigned undeclared; ///< patch:Set of what is no writable property
} Heard;

/** Keys of the files, slot by slot. */
extern const char* const heard_keys[FILE_SLOTS];

/** Read what the last run has said. Whatever is wrong fails the Check test. */
void heard_read(Host* host, Heard* heard);

/** Frames of the last run: how many, and the values of the last one; those stay
    as they are if there is none. */
unsigned heard_frames(Host* host, float last[NOTIFY_FLOATS]);

/** Some short blocks of silence with the worker at work, and all that is said
    in them; the host is active. */
void heard_listen(Host* host, Heard* heard);

/** Ask for everything, as a window does that opens. */
void heard_ask(Host* host);

#endif
