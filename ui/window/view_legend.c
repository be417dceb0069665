// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The names above the plot, which show and hide its lines.

#include "ui/window/view_legend.h"

#include "ui/window/theme.h"
#include "ui/window/type_bands.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_ends.h"
#include "ui/window/view_plot.h"
#include "ui/window/view_state.h"

#include <stdio.h>
#include <string.h>

/** The line that an entry of the legend stands for. */
static PlotCurve
curve_of(Part part)
{
  return (PlotCurve)(part - PART_LEGEND_WORN);
}

/** Whether the view has such a line to hide. */
static bool
has_entry(const View* view, Part part)
{
  const Curves* curves = &view->curves;
  if (part == PART_LEGEND_TYPES) {
    return view->plot.view == VIEW_RESPONSE && !curves->at_mic;
  }
  switch (view->plot.view) {
    case VIEW_RESPONSE:
      return plot_has(curves, curve_of(part));
    case VIEW_ISOLATION:
      return part == PART_LEGEND_A ? curves->a.has_cup
             : part == PART_LEGEND_B
               ? curves->b.has_cup
               : part == PART_LEGEND_RESULT && curves->mix.has_cup;
    default:
      return false;
  }
}

/** Whether an entry hides some of the picture. */
static bool
lies_in_picture(Part part)
{
  return part >= PART_LEGEND_LEFT && part <= PART_LEGEND_TYPES;
}

Part
view_part_at(const View* view)
{
  const Part part = layout_hit(&view->layout, view->pointer.x, view->pointer.y);
  const bool is_free = lies_in_picture(part) && !has_entry(view, part);
  return is_free ? PART_PLOT : part;
}

void
view_draw_legend(const View* view, cairo_t* cr, Part part, bool lit)
{
  char name[272];
  char there[256];
  if (!has_entry(view, part)) {
    return;
  }
  if (part == PART_LEGEND_TYPES) {
    type_bands_draw_legend(cr, view->layout.part[part], view->plot.types, lit);
    return;
  }
  if (part == PART_LEGEND_A || part == PART_LEGEND_B) {
    const bool is_a = part == PART_LEGEND_A;
    view_end_name(view, is_a ? PART_END_A : PART_END_B, there);
    snprintf(name, sizeof(name), "%c %s", is_a ? 'A' : 'B', there);
  } else {
    snprintf(name, sizeof(name), "%s", parts[part].label);
  }
  if (lies_in_picture(part)) {
    draw_round(cr, view->layout.part[part], 3.0);
    draw_color(cr, THEME_PLOT, 0.85);
    cairo_fill(cr);
  }
  plot_draw_legend(
    cr, view->layout.part[part], &view->plot, curve_of(part), name, lit);
}

void
view_press_legend(View* view, Part part)
{
  if (part == PART_LEGEND_TYPES) {
    view_plot_toggle_types(view);
  } else if (has_entry(view, part)) {
    view_plot_toggle_curve(view, curve_of(part));
  }
}
