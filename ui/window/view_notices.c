// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What the window tells by itself: messages, the sheet of help, a tooltip.

#include "ui/window/view_notices.h"

#include "plugin/text/utf8.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_state.h"

#include <math.h>
#include <string.h>

#define ERROR_S 8.0
#define NOTE_S 4.0
#define READING_S 0.07 ///< a byte of a longer note

static void
set_message(View* view, const char* text, double seconds, bool stays)
{
  utf8_copy(
    view->notices.message, sizeof(view->notices.message), text, SIZE_MAX);
  view->notices.until_s = view->now_s + seconds;
  view->notices.fresh = true;
  view->notices.stays = stays;
  view_damage_part(view, PART_HINT);
}

void
view_note(View* view, const char* text)
{
  const double reading_s = READING_S * (double)strlen(text);
  set_message(view, text, fmax(NOTE_S, reading_s), false);
}

void
view_tell_error(View* view, const char* text)
{
  set_message(view, text, ERROR_S, true);
}

bool
view_has_message(const View* view)
{
  return *view->notices.message &&
         (view->notices.fresh ||
          (view->notices.stays && view->pointer.hover == PART_COUNT));
}

void
view_age_message(View* view)
{
  if (view->notices.fresh && view->now_s >= view->notices.until_s) {
    view->notices.fresh = false;
    view_damage_part(view, PART_HINT);
  }
}

void
view_open_help(View* view)
{
  view->notices.help = true;
  view_damage_all(view);
}

void
view_close_help(View* view)
{
  if (view->notices.help) {
    view->notices.help = false;
    view_damage_all(view);
  }
}

void
view_show_tip(View* view, Rect r)
{
  view->notices.tip_rect = r;
  view->notices.tip = r.w > 0.0;
  view_damage(view, rect_inset(r, -5.0, -5.0));
}

void
view_hide_tip(View* view)
{
  if (view->notices.tip) {
    view->notices.tip = false;
    view_damage(view, rect_inset(view->notices.tip_rect, -5.0, -5.0));
  }
}
