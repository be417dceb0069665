// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What the pointer looks like.

#include "ui/window/view_controls.h"
#include "ui/window/view_state.h"

static ViewCursor
of_bench(const View* view)
{
  const BenchItem item =
    bench_hit(&view->bench, view->pointer.x, view->pointer.y);
  return item == BENCH_ITEMS  ? CURSOR_ARROW
         : item == BENCH_PATH ? CURSOR_TEXT
                              : CURSOR_HAND;
}

static ViewCursor
of_menu(const View* view)
{
  int value = 0;
  return rect_contains(view->menu.rect, view->pointer.x, view->pointer.y) &&
             menu_hovered(&view->menu, &value)
           ? CURSOR_HAND
           : CURSOR_ARROW;
}

/** Where a value stands, it can be typed. */
static ViewCursor
on_value(const View* view, Rect value, ViewCursor else_where)
{
  return rect_contains(value, view->pointer.x, view->pointer.y) ? CURSOR_TEXT
                                                                : else_where;
}

static ViewCursor
of_plot(const View* view)
{
  const Rect area = layout_plot_area(&view->layout);
  if (view->plot.view != VIEW_RESPONSE) {
    return CURSOR_ARROW;
  }
  return view->pointer.x < area.x ? CURSOR_UPWARDS
         : rect_contains(area, view->pointer.x, view->pointer.y)
           ? CURSOR_SIDEWAYS
           : CURSOR_ARROW;
}

static ViewCursor
of_part(const View* view, Part part)
{
  const Rect r = view->layout.part[part];
  switch (parts[part].kind) {
    case KIND_DIAL:
      return on_value(view, layout_dial_value(r), CURSOR_UPWARDS);
    case KIND_STAGE:
      return on_value(view, layout_stage_value(r), CURSOR_HAND);
    case KIND_SLIDER:
      return CURSOR_SIDEWAYS;
    case KIND_PLOT:
      return of_plot(view);
    case KIND_HINT:
      return CURSOR_ARROW;
    default:
      return CURSOR_HAND;
  }
}

ViewCursor
view_cursor(const View* view)
{
  switch (view->pointer.drag) {
    case DRAG_MORPH:
      return CURSOR_SIDEWAYS;
    case DRAG_VALUE:
    case DRAG_AXIS:
      return CURSOR_UPWARDS;
    case DRAG_ANGLE:
      return CURSOR_HAND;
    default:
      break;
  }
  if (view->bench.stage != BENCH_CLOSED) {
    return of_bench(view);
  }
  if (view->notices.help) {
    return CURSOR_ARROW;
  }
  if (view->menu.open) {
    return of_menu(view);
  }
  if (view->entry.open &&
      rect_contains(view->entry.rect, view->pointer.x, view->pointer.y)) {
    return CURSOR_TEXT;
  }
  const Part part = view->pointer.hover;
  return part < PART_COUNT && !view_disabled(view, part) ? of_part(view, part)
                                                         : CURSOR_ARROW;
}
