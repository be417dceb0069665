// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_MEMORY_H
#define EARCUP_VIEW_MEMORY_H

/* What outlives the window. */

#include "ui/window/paths.h"
#include "ui/window/view.h"

typedef struct {
  Paths paths;                   ///< what settings and history call by number
  bool known;                    ///< the plugin has said what it keeps
  double at_s;                   ///< when it was last looked at
  char text[NOTIFY_MEMORY_SIZE]; ///< what it keeps
} Remembered;

/** Hand over what is to be remembered now and then. */
void view_tick_memory(View* view);

#endif
