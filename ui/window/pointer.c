// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/pointer.h"

#include <math.h>
#include <string.h>

#define CLICK 3.0 ///< base units a click may wander
#define DOUBLE_CLICK_S 0.35
#define WHEEL_S 0.7 ///< clicks of the wheel within that are one gesture

void
pointer_init(Pointer* pointer)
{
  memset(pointer, 0, sizeof(*pointer));
  pointer->hover = pointer->active = pointer->drop = PART_COUNT;
  pointer->clicked = pointer->wheeled = PART_COUNT;
}

void
pointer_put(Pointer* pointer, double x, double y)
{
  pointer->x = x;
  pointer->y = y;
}

void
pointer_enter(Pointer* pointer, Part part, double now_s)
{
  pointer->hover = part;
  pointer->hover_at_s = now_s;
}

void
pointer_calm(Pointer* pointer)
{
  pointer->hover_at_s = HUGE_VAL;
}

void
pointer_click(Pointer* pointer, Part part, double now_s)
{
  pointer->clicked = part;
  pointer->clicked_at_s = now_s;
}

void
pointer_want_default(Pointer* pointer, bool wants_default)
{
  pointer->wants_default = wants_default;
}

bool
pointer_is_second(const Pointer* pointer, Part part, double now_s)
{
  return part == pointer->clicked &&
         now_s - pointer->clicked_at_s < DOUBLE_CLICK_S;
}

void
pointer_grab(Pointer* pointer, Part part, Drag drag, double position)
{
  pointer->active = part;
  pointer->drag = drag;
  pointer->position = position;
  pointer->moved = false;
  pointer_follow(pointer);
}

bool
pointer_pulls(Pointer* pointer)
{
  pointer->moved =
    pointer->moved ||
    hypot(pointer->x - pointer->last_x, pointer->y - pointer->last_y) >= CLICK;
  return pointer->moved;
}

void
pointer_jump(Pointer* pointer, double position)
{
  pointer->moved = true; // it was no click on the value
  pointer->position = fmax(0.0, fmin(1.0, position));
}

void
pointer_shift(Pointer* pointer, double share)
{
  pointer->position = fmax(0.0, fmin(1.0, pointer->position + share));
}

void
pointer_follow(Pointer* pointer)
{
  pointer->last_x = pointer->x;
  pointer->last_y = pointer->y;
}

void
pointer_release(Pointer* pointer)
{
  pointer->drag = DRAG_NONE;
  pointer->active = PART_COUNT;
}

bool
pointer_wheel(Pointer* pointer, Part part, double now_s)
{
  const bool begins =
    part != pointer->wheeled || now_s - pointer->wheeled_at_s > WHEEL_S;
  pointer->wheeled = part;
  pointer->wheeled_at_s = now_s;
  return begins;
}

void
pointer_carry(Pointer* pointer, Part part)
{
  pointer->drop = part;
}
