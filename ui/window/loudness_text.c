// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/loudness_text.h"

#include "plugin/ui_protocol.h"
#include "ui/shared/mapping.h"
#include "ui/window/theme.h"

#include <math.h>
#include <stdio.h>

#define SHOWN_DB (-70.0) ///< what is softer is nothing

void
loudness_text_clear(LoudnessText* text)
{
  text->lufs = (double)NOTIFY_FLOOR_DB;
  text->true_peak_db = (double)NOTIFY_FLOOR_DB;
}

/** As it is shown: tenths, and no change where nothing is. */
static double
shown(double db)
{
  return db < SHOWN_DB ? SHOWN_DB : round(10.0 * db);
}

bool
loudness_text_update(LoudnessText* text, double lufs, double true_peak_db)
{
  const LoudnessText old = *text;
  text->lufs = lufs;
  text->true_peak_db = fmax(text->true_peak_db, true_peak_db);
  return fabs(shown(old.lufs) - shown(text->lufs)) > 0.5 ||
         fabs(shown(old.true_peak_db) - shown(text->true_peak_db)) > 0.5;
}

static void
draw_line(cairo_t* cr,
          Rect r,
          const char* name,
          double db,
          bool is_known,
          uint32_t color)
{
  char number[24] = "\xE2\x80\x93";
  if (is_known) {
    mapping_number(db, 1, false, number);
  }
  draw_text_in(
    cr,
    r,
    name,
    (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_LEFT, false });
  draw_text_in(
    cr, r, number, (TextStyle){ THEME_SIZE_SMALL, color, ALIGN_RIGHT, false });
}

void
loudness_text_draw(cairo_t* cr, Rect r, const LoudnessText* text)
{
  const double half = r.h / 2.0;
  const bool is_heard = text->true_peak_db > SHOWN_DB;
  const double headroom_db = -text->true_peak_db;
  draw_line(cr,
            (Rect){ r.x, r.y, r.w, half },
            "LUFS-S",
            text->lufs,
            text->lufs > SHOWN_DB,
            THEME_TEXT);
  draw_line(cr,
            (Rect){ r.x, r.y + half, r.w, half },
            "Headroom",
            headroom_db,
            is_heard,
            headroom_db < 0.0 ? THEME_WARN : THEME_TEXT);
}
