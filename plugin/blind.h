// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_BLIND_H
#define EARCUP_BLIND_H

/* Two settings that the window asks for by a message, to be heard instead of
   those of the ports without a port that tells which one it is. */

#include "plugin/ports.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  bool is_on;
  unsigned heard;     ///< 0 or 1
  unsigned originals; ///< bit i: number i is the input, as loud as the other
  float value[2][PORT_COUNT]; ///< of controls, within their ranges
} Blind;

/** Whether a control is what such a comparison is about: what shapes the
    sound, but no level, no switch and nothing that belongs to the listener's
    ears or room. Thread: any. */
bool blind_compares(PortIndex port);

/**
   What a control is while a comparison runs: of those that it is about, the
   value of the one that is heard; what would tell the two apart or make them
   differ in loudness is fixed (on, matched, stereo, at the ear, no outside);
   the rest stays what it is.

   @param own the port's value
   Thread: any.
*/
float blind_value(const Blind* blind, PortIndex port, float own);

/** Whether the input is heard in place of the simulation. Thread: any. */
bool blind_is_original(const Blind* blind);

#endif
