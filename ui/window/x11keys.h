// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_X11KEYS_H
#define EARCUP_X11KEYS_H

#include "ui/window/line.h"

#include <X11/X.h>

/**
   What an X key symbol means in a text field.

   @param text gets up to 4 bytes of UTF-8 and a zero for KEY_TEXT
   @return false if it means nothing there
   Thread: any.
*/
bool x11keys_translate(KeySym symbol, Key* key, char* text);

#endif
