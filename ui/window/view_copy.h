// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_COPY_H
#define EARCUP_VIEW_COPY_H

/* What the plot's menu puts on the clipboard. */

#include "ui/window/view.h"

typedef enum {
  COPY_PICTURE,
  COPY_NUMBERS,
  COPY_FILTERS,
  COPY_COMMAND
} CopyWhat;

/** Put something of the plot on the clipboard. */
void view_copy(View* view, CopyWhat what);

#endif
