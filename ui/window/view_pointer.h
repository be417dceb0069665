// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_POINTER_H
#define EARCUP_VIEW_POINTER_H

/* Where the pointer is and what it does. */

#include "ui/window/layout.h"

/** What a pressed pointer moves. */
typedef enum {
  DRAG_NONE,
  DRAG_VALUE,
  DRAG_MORPH,
  DRAG_AXIS,
  DRAG_ANGLE,
  DRAG_BAND
} Drag;

typedef struct {
  double x; ///< in base units
  double y;
  Part hover;
  double hover_at_s;
  Part active; ///< part under a pressed pointer
  Drag drag;
  double position; ///< of the dragged value, before detents
  double last_x;
  double last_y;
  bool moved;
  bool wants_default; ///< Ctrl is down: a click means default
  Part clicked;
  double clicked_at_s;
  Part wheeled;
  double wheeled_at_s;
  Part drop; ///< what a dragged file would be dropped on
} Pointer;

#endif
