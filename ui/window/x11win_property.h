// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_X11WIN_PROPERTY_H
#define EARCUP_X11WIN_PROPERTY_H

#include <X11/Xlib.h>

#include <stdbool.h>

/** What a property of a window holds. */
typedef struct {
  Atom type;           ///< None if there is no such property
  int format;          ///< bits of an item
  unsigned long n;     ///< items
  unsigned char* data; ///< a zero behind it; NULL if there is none
} X11Property;

/** Read a property; x11property_free() it. Thread: ui.
    @param most 32 bit words of it at most
    @param type that it has to have, or AnyPropertyType
    @param is_taken it is deleted when all has been read */
X11Property x11property_read(Display* display,
                             Window window,
                             Atom name,
                             long most,
                             Atom type,
                             bool is_taken);

void x11property_free(X11Property* property);

#endif
