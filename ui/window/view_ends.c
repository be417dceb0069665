// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The ends of the morph, and flipping between them.

#include "ui/window/view_ends.h"

#include "dsp/earcup.h"
#include "ui/window/theme.h"
#include "ui/window/view_state.h"
#include "ui/window/view_text.h"
#include "ui/window/widgets.h"

#include <math.h>
#include <stdio.h>

#define SAME 1e-4F ///< of the morph

void
view_end_name(const View* view, Part end, char* text)
{
  const Part pick = end == PART_END_A ? PART_PICK_A : PART_PICK_B;
  const float id = view->settings.value[parts[pick].port];
  const EarcupHeadphone* const row =
    earcup_find_headphone((uint32_t)fmaxf(0.0F, id));
  if (row) {
    snprintf(text, 256, "%s", row->name);
  } else if (id < 0.5F) {
    snprintf(text, 256, "Neutral");
  } else if ((uint32_t)id == EARCUP_OPPOSITE) {
    snprintf(text, 256, "Opposite of A");
  } else {
    view_choice_text(view, pick, text);
  }
}

void
view_draw_end(const View* view, cairo_t* cr, Part end, unsigned state)
{
  const bool is_a = end == PART_END_A;
  const Rect r = view->layout.part[end];
  const float morph = view->settings.value[PORT_MORPH];
  const bool here = fabsf(morph - (is_a ? 0.0F : 1.0F)) < SAME;
  const uint32_t color = is_a ? THEME_A : THEME_B;
  char name[256];
  view_end_name(view, end, name);
  const uint32_t fill = here                   ? THEME_SELECTED
                        : state & WIDGET_HOVER ? THEME_FIELD_HOVER
                                               : THEME_FIELD;
  draw_box(cr, rect_inset(r, 0.0, 1.0), fill, here ? color : THEME_FIELD_EDGE);
  draw_text_in(cr,
               rect_inset(r, 7.0, 0.0),
               name,
               (TextStyle){ THEME_SIZE_SMALL, color, ALIGN_CENTER, here });
}
