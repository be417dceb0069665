// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TYPED_H
#define EARCUP_TYPED_H

#include "plugin/ports.h"

#include <stdbool.h>

/**
   Read a value that somebody typed for a port.

   Takes a number with a point or a comma, a sign, and the unit that the port
   is shown in: "120", "1,2", "-6 dB", "60 deg", "50%". The unit may be left
   out, but never means another: "1" for a port shown in percent is 1 %. "off"
   is the minimum of the outside level, and a name the choice that starts so.

   @param text UTF-8 or ASCII
   @param value gets the value, clamped to the port's range; untouched on
   failure
   @return false if it is not a number, or in another unit than the port's
   Thread: any. Independent of the locale.
*/
bool typed_value(PortIndex port, const char* text, float* value);

#endif
