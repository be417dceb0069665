// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The window by keys alone: one part has the focus, with a ring around it.

#include "ui/window/view_focus.h"

#include "ui/window/view_controls.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_state.h"
#include "ui/window/widgets.h"

#include <math.h>
#include <string.h>

#define RING 4.0 ///< base units around the part

static void
damage_ring(View* view)
{
  if (view->focus.part < PART_COUNT) {
    view_damage(view,
                rect_inset(view->layout.part[view->focus.part], -RING, -RING));
    view_damage_part(view, PART_HINT);
  }
}

static void
set_focus(View* view, Part part)
{
  damage_ring(view);
  view->focus.part = part;
  damage_ring(view);
}

static bool
can_have_focus(const View* view, Part part)
{
  return part != PART_HINT && view->layout.part[part].w > 0.0 &&
         (!view_disabled(view, part) || parts[part].kind == KIND_CHOICE);
}

void
view_focus_move(View* view, bool backwards)
{
  const int by = backwards ? PART_COUNT - 1 : 1;
  int part = view->focus.part < PART_COUNT ? (int)view->focus.part
             : backwards                   ? 0
                                           : PART_COUNT - 1;
  do {
    part = (part + by) % PART_COUNT;
  } while (!can_have_focus(view, (Part)part));
  set_focus(view, (Part)part);
  view_keyboard(view);
}

void
view_focus_keep(View* view)
{
  if (view->focus.part < PART_COUNT &&
      !can_have_focus(view, view->focus.part)) {
    view_focus_move(view, false); // its page has gone, or its use
  }
}

void
view_focus_end(View* view)
{
  set_focus(view, PART_COUNT);
}

void
view_focus_draw(View* view, Rect r)
{
  if (view->focus.part < PART_COUNT) {
    const Rect part = view->layout.part[view->focus.part];
    if (rect_overlap(rect_inset(part, -RING, -RING), r)) {
      widget_focus(view->layers.canvas.cr, part);
    }
  }
}

void
view_keyboard(View* view)
{
  const bool bench = view->bench.stage != BENCH_CLOSED && view->bench.has_keys;
  const bool wanted = view->entry.open || view->menu.open ||
                      view->notices.help || bench ||
                      view->focus.part < PART_COUNT;
  if (wanted != view->focus.keyboard) {
    view->focus.keyboard = wanted;
    view->host.keyboard(view->host.handle, wanted);
  }
}
