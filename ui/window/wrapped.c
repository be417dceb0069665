// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/wrapped.h"

#include "plugin/text/utf8.h"

#include <math.h>
#include <string.h>

void
wrapped_break(Wrapped* wrapped,
              cairo_t* cr,
              const char* text,
              TextStyle style,
              double width,
              unsigned most)
{
  wrapped->n = 0;
  wrapped->width = 0.0;
  while (*text && wrapped->n < most && wrapped->n < WRAPPED_LINES) {
    char* line = wrapped->line[wrapped->n++];
    size_t taken = 0;
    *line = '\0';
    while (text[taken]) {
      const size_t word = taken + strcspn(text + taken, " ");
      char trial[sizeof(wrapped->line[0])];
      const bool cut = utf8_copy(trial, sizeof(trial), text, word);
      const double wide = draw_text_width(cr, trial, style.size, style.bold);
      if ((wide > width || cut) && taken > 0) {
        break;
      }
      memcpy(line, trial, sizeof(trial));
      wrapped->width = fmax(wrapped->width, fmin(wide, width));
      taken = word + strspn(text + word, " ");
    }
    text += taken;
  }
}

void
wrapped_draw(const Wrapped* wrapped,
             cairo_t* cr,
             double x,
             double y,
             TextStyle style)
{
  for (unsigned i = 0; i < wrapped->n; ++i, y += WRAPPED_LINE_H) {
    draw_text(cr, x, y, wrapped->line[i], style);
  }
}
