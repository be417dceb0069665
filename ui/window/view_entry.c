// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/view_state.h"

#include "ui/shared/mapping.h"
#include "ui/window/path.h"
#include "ui/window/typed.h"
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
  view->tip = false;
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
  view->entry.is_path = false;
  memcpy(view->entry.shown, text, sizeof(text));
  open_entry(view, part, rect, text);
}

void
view_open_path(View* view, Part part, FileSlot slot)
{
  const Rect around = view->layout.part[part];
  const double width = fmin(520.0, view->layout.width - 16.0);
  Rect rect = { around.x, around.y, width, around.h };
  rect.x = fmin(rect.x, view->layout.width - 8.0 - width);
  view->entry.is_path = true;
  view->entry.slot = slot;
  open_entry(view, part, rect, view->path[slot]);
}

void
view_close_entry(View* view)
{
  if (view->entry.open) {
    view->entry.open = false;
    view_damage(view, view->entry.rect);
  }
}

void
view_ask_for_file(View* view, Part part, FileSlot slot, const char* path)
{
  AskedFile* const asked = &view->asked;
  snprintf(asked->path, sizeof(asked->path), "%s", path);
  asked->waiting = *asked->path != '\0';
  asked->part = part;
  asked->slot = slot;
  asked->before = view->settings.file[asked->slot];
  view_note(view, asked->waiting ? "Reading the file..." : "No file");
  view->host.file(view->host.handle, asked->slot, asked->path);
}

/** What was asked for is heard from now on: one step of undo. */
static void
take_file(View* view)
{
  const AskedFile* const asked = &view->asked;
  const PortIndex port = parts[asked->part].port;
  Settings before = view->settings;
  before.file[asked->slot] = asked->before;
  if (memcmp(before.file, view->settings.file, sizeof(before.file)) != 0 ||
      (unsigned)view->settings.value[port] != HEADPHONE_MEASURED_FILE) {
    history_push(&view->history, &before);
  }
  view->kept = true;
  view->host.touch(view->host.handle, port, true);
  view_set(view, port, HEADPHONE_MEASURED_FILE);
  view->host.touch(view->host.handle, port, false);
  view->kept = false;
  shelf_visit(&view->shelf, HEADPHONE_MEASURED_FILE, asked->path);
  view_damage_all(view);
}

void
view_file_answered(View* view, FileSlot slot)
{
  AskedFile* const asked = &view->asked;
  if (asked->waiting && asked->slot == slot && view->files.present[slot] &&
      !strcmp(asked->path, view->path[slot])) {
    asked->waiting = false;
    take_file(view);
  }
}

void
view_file_refused(View* view)
{
  view->asked.waiting = false;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    view->settings.file[slot] = view_path_number(view, view->path[slot]);
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
      if (entry->is_path) {
        char path[VIEW_PATH];
        path_expand(entry->line.text, path, sizeof(path));
        view_close_entry(view);
        view_ask_for_file(view, entry->part, entry->slot, path);
      } else if (take_value(view)) {
        view_close_entry(view);
      }
      return;
    case KEY_ESCAPE:
      view_close_entry(view);
      return;
    case KEY_TAB:
      if (entry->is_path) {
        char path[VIEW_PATH];
        memcpy(path, entry->line.text, strlen(entry->line.text) + 1);
        path_complete(path, sizeof(path));
        line_set(&entry->line, path);
        entry->line.anchor = entry->line.cursor;
      }
      break;
    default:
      line_key(&entry->line, key, text);
      break;
  }
  view_damage(view, entry->rect);
}
