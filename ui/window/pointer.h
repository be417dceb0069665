// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_POINTER_H
#define EARCUP_POINTER_H

/* Where the pointer is, and what it holds. Only pointer.c writes members. */

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

/** On nothing, holding nothing. Thread: ui, as all here. */
void pointer_init(Pointer* pointer);

/** It is at a place now, in base units. */
void pointer_put(Pointer* pointer, double x, double y);

/** It is on another part, PART_COUNT = none. */
void pointer_enter(Pointer* pointer, Part part, double now_s);

/** No tooltip until it leaves the part. */
void pointer_calm(Pointer* pointer);

/** A press on a part; PART_COUNT: the next one cannot be the second of two.
    @param wants_default a click will mean the default value */
void pointer_click(Pointer* pointer, Part part, double now_s);
void pointer_want_default(Pointer* pointer, bool wants_default);

/** Whether a press on that part is the second of a double-click. */
bool pointer_is_second(const Pointer* pointer, Part part, double now_s);

/** It takes hold of a part. @param position of the value, 0 to 1 */
void pointer_grab(Pointer* pointer, Part part, Drag drag, double position);

/** Whether what it holds is being moved: a click may wander a little. */
bool pointer_pulls(Pointer* pointer);

/** The value that it holds jumps to a position, or moves by a share of its
    range; within 0 to 1. */
void pointer_jump(Pointer* pointer, double position);
void pointer_shift(Pointer* pointer, double share);

/** What is moved has followed it here. */
void pointer_follow(Pointer* pointer);

/** It lets go. */
void pointer_release(Pointer* pointer);

/** A click of the wheel on a part; true if it begins a gesture. */
bool pointer_wheel(Pointer* pointer, Part part, double now_s);

/** A dragged file would be dropped on that part. */
void pointer_carry(Pointer* pointer, Part part);

#endif
