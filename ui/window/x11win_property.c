// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/x11win_property.h"

X11Property
x11property_read(Display* display,
                 Window window,
                 Atom name,
                 long most,
                 Atom type,
                 bool is_taken)
{
  X11Property property = { None, 0, 0, NULL };
  unsigned long rest = 0;
  if (XGetWindowProperty(display,
                         window,
                         name,
                         0,
                         most,
                         is_taken ? True : False,
                         type,
                         &property.type,
                         &property.format,
                         &property.n,
                         &rest,
                         &property.data) != Success) {
    return (X11Property){ None, 0, 0, NULL };
  }
  return property;
}

void
x11property_free(X11Property* property)
{
  if (property->data) {
    XFree(property->data);
  }
}
