// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_UI_SIZE_H
#define EARCUP_UI_SIZE_H

/* How large the window is: by the host, the desktop, the user and what he
   chose last. All calls come from the thread of the user interface. */

#include "ui/window/last_size.h"
#include "ui/window/view.h"
#include "ui/window/x11win.h"

#include <lv2/ui/ui.h>

typedef struct {
  X11Win* win;
  View* view;
  const LV2UI_Resize* resize; ///< of the host, may be NULL
  LastSize last;              ///< width 0 = none
  int opened_width;
  int opened_height;
  int unit;       ///< pixels per pixel of the host
  int looks_left; ///< at what the host makes of a new window
  double looked_at_s;
  int seen_width; ///< at the last look
  int seen_height;
  double asked_at_s; ///< for another size, 0 = settled
  int wanted_width;  ///< what was asked for
  bool by_user;      ///< not by what was saved
  bool pushed;       ///< the host's window, which did not follow
  bool chosen;       ///< by the user, or told what was saved
} UiSize;

/** Size to open with.
    @param host_scale what the host says, 0 = nothing */
void ui_size_begin(UiSize* size,
                   X11Win* win,
                   const LV2UI_Resize* resize,
                   double host_scale,
                   int* width_px,
                   int* height_px);

/** The window is open. */
void ui_size_opened(UiSize* size, View* view);

/** The user wants that scale, 1 = 100 %. */
void ui_size_choose(UiSize* size, double scale, double now_s);

/** The session has that scale, 0 = none, less = it has not said. Counts once
    and where the user has no last size; later ones are echoes. */
void ui_size_saved(UiSize* size, double scale, double now_s);

/** Time passes; to be called often. */
void ui_size_idle(UiSize* size, double now_s);

/** Before the window closes: keep its size if that is another. */
void ui_size_end(const UiSize* size);

#endif
