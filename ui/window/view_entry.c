// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/view_entry.h"

#include "ui/shared/mapping.h"
#include "ui/window/typed.h"
#include "ui/window/view_controls.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_notices.h"
#include "ui/window/view_state.h"
#include "ui/window/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define VALUE_W 66.0
#define ENTRY_H 22.0

static void
open_entry(View* view, Part part, Rect rect, const char* text)
{
  Entry* entry = &view->entry;
  entry->open = true;
  entry->part = part;
  entry->rect = rect;
  line_set(&entry->line, text);
  view_hide_tip(view);
  view_damage(view, rect);
}

/** ASCII minus, so that what is shown can be typed again. */
static void
plain_minus(char* text)
{
  char* minus = strstr(text, "\xE2\x88\x92");
  if (minus) {
    *minus = '-';
    memmove(minus + 1, minus + 3, strlen(minus + 3) + 1);
  }
}

void
view_open_value(View* view, Part part)
{
  const PortIndex port = parts[part].port;
  const Rect part_rect = view->layout.part[part];
  Rect around = part_rect;
  if (parts[part].kind == KIND_DIAL) {
    around = layout_dial_value(part_rect);
  } else if (parts[part].kind == KIND_STAGE) {
    around = layout_stage_value(part_rect);
  } else if (parts[part].kind == KIND_SLIDER) {
    around = widget_morph_thumb(
      part_rect, mapping_position(port, view->settings.value[port]));
  }
  Rect rect = { around.x + (around.w - VALUE_W) / 2.0,
                around.y + (around.h - ENTRY_H) / 2.0,
                VALUE_W,
                ENTRY_H };
  rect.x = fmax(2.0, fmin(rect.x, view->layout.width - VALUE_W - 2.0));
  char text[MAPPING_TEXT];
  mapping_format(port, view->settings.value[port], text);
  plain_minus(text);
  memcpy(view->entry.shown, text, sizeof(text));
  open_entry(view, part, rect, text);
}

void
view_close_entry(View* view)
{
  if (view->entry.open) {
    view->entry.open = false;
    view_damage(view, view->entry.rect);
  }
}

/** Apply what is typed; false if it cannot be understood. What was shown there
    and is still the same changes nothing: it may have been rounded. */
static bool
take_value(View* view)
{
  const Entry* entry = &view->entry;
  const PortIndex port = parts[entry->part].port;
  float value = 0.0F;
  if (!strcmp(entry->line.text, entry->shown)) {
    return true;
  }
  if (!typed_value(port, entry->line.text, &value)) {
    char min[MAPPING_TEXT];
    char max[MAPPING_TEXT];
    char text[3 * MAPPING_TEXT];
    mapping_format(port, ports[port].min, min);
    mapping_format(port, ports[port].max, max);
    snprintf(text, sizeof(text), "Please type a value from %s to %s", min, max);
    view_note(view, text);
    return false;
  }
  view_set_once(view, port, value);
  return true;
}

void
view_entry_key(View* view, Key key, const char* text)
{
  Entry* entry = &view->entry;
  switch (KEY_ALONE(key)) {
    case KEY_ENTER:
      if (take_value(view)) {
        view_close_entry(view);
      }
      return;
    case KEY_ESCAPE:
      view_close_entry(view);
      return;
    default:
      line_key(&entry->line, key, text);
      break;
  }
  view_damage(view, entry->rect);
}
