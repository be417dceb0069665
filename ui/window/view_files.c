// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Files that the plugin is asked to read, wherever their names come from.

#include "ui/window/view_state.h"

#include "plugin/measurement/measurement_file.h"
#include "ui/shared/opra.h"
#include "ui/window/path.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define SEEN_MAX 262144 ///< bytes: to read it takes some milliseconds

static void
expect(View* view, Part part, const char* path)
{
  AskedFile* const asked = &view->files.asked;
  asked->waiting = true;
  asked->part = part;
  asked->slot = ports_file_slot(parts[part].port);
  asked->before = view->settings.file[asked->slot];
  snprintf(asked->path, sizeof(asked->path), "%s", path);
}

void
view_ask_for_file(View* view, Part part, const char* path)
{
  char file[USERFILE_PATH];
  if (!opra_resolve(path, file)) {
    view_note(view, "That equaliser of OPRA cannot be read, or not be kept");
    return;
  }
  expect(view, part, file);
  view_note(view, "Reading the file...");
  view->host.file(
    view->host.handle, view->files.asked.slot, view->files.asked.path);
}

void
view_choose_file(View* view, Part part)
{
  const PortIndex port = parts[part].port;
  const FileSlot slot = ports_file_slot(port);
  if (view->files.measured.present[slot]) {
    view_set_once(view, port, HEADPHONE_MEASURED_FILE);
  }
  expect(view, part, ""); // any that the host may set
  if (!view->host.choose(view->host.handle, slot)) {
    view->files.asked.waiting = false;
    view_open_files(view, part);
  }
}

bool
view_is_asked_file(const View* view, FileSlot slot)
{
  const AskedFile* const asked = &view->files.asked;
  const char* const path = view->files.path[slot];
  return asked->waiting && asked->slot == slot && *path &&
         (!*asked->path || !strcmp(asked->path, path));
}

/** What was asked for is heard from now on: one step of undo. */
static void
take_file(View* view)
{
  const AskedFile* const asked = &view->files.asked;
  const PortIndex port = parts[asked->part].port;
  Settings before = view->settings;
  before.file[asked->slot] = asked->before;
  if (memcmp(before.file, view->settings.file, sizeof(before.file)) != 0 ||
      (unsigned)view->settings.value[port] != HEADPHONE_MEASURED_FILE) {
    history_push(&view->edit.history, &before);
  }
  view->edit.kept = true;
  view->host.touch(view->host.handle, port, true);
  view_set(view, port, HEADPHONE_MEASURED_FILE);
  view->host.touch(view->host.handle, port, false);
  view->edit.kept = false;
  shelf_visit(
    &view->lists.shelf, HEADPHONE_MEASURED_FILE, view->files.path[asked->slot]);
  view_damage_all(view);
}

void
view_file_answered(View* view, FileSlot slot)
{
  if (view->files.measured.present[slot] && view_is_asked_file(view, slot)) {
    view->files.asked.waiting = false;
    take_file(view);
  }
}

void
view_file_refused(View* view)
{
  view->files.asked.waiting = false;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    view->settings.file[slot] = view_path_number(view, view->files.path[slot]);
  }
}

bool
view_file_curve_of(const View* view,
                   PortIndex port,
                   const char* path,
                   Curve* curve)
{
  struct stat status;
  Measurement measurement;
  if (stat(path, &status) || status.st_size > SEEN_MAX ||
      measurement_load(path, &measurement)) {
    return false;
  }
  MeasuredFiles files = { .present = { false } };
  files.present[ports_file_slot(port)] = true;
  files.curve[ports_file_slot(port)] = measurement.curve;
  return curves_preview(
    port, HEADPHONE_MEASURED_FILE, view->settings.value, &files, curve);
}

/* --- dropped ------------------------------------------------------------- */

/** What a place takes files for: a field of a headphone, or the list of one.
    PART_COUNT if none. */
static Part
target_at(const View* view, double x, double y)
{
  if (view->notices.help || view->entry.open ||
      view->bench.stage != BENCH_CLOSED) {
    return PART_COUNT;
  }
  if (view->menu.open) {
    const bool list = view->menu.topic == MENU_OF_HEADPHONES ||
                      view->menu.topic == MENU_OF_FILES;
    return list && rect_contains(view->menu.rect, x, y) ? view->menu.part
                                                        : PART_COUNT;
  }
  const Part part = layout_hit(&view->layout, x, y);
  return part < PART_COUNT && ports_lists_headphones(parts[part].port)
           ? part
           : PART_COUNT;
}

bool
view_drag_file(View* view, double x, double y)
{
  const double scale = view->layout.scale;
  const Part part = target_at(view, x / scale, y / scale);
  if (part != view->pointer.drop) {
    view_damage_part(view, view->pointer.drop);
    view_damage_part(view, part);
    view_damage_part(view, PART_HINT);
    view->pointer.drop = part;
  }
  return part < PART_COUNT;
}

void
view_drag_ends(View* view)
{
  view_damage_part(view, view->pointer.drop);
  view_damage_part(view, PART_HINT);
  view->pointer.drop = PART_COUNT;
}

static bool
is_folder(const char* path)
{
  struct stat status;
  return !stat(path, &status) && S_ISDIR(status.st_mode);
}

bool
view_drop_file(View* view, double x, double y, const char* uri)
{
  char path[VIEW_PATH];
  const bool taken = view_drag_file(view, x, y);
  const Part part = view->pointer.drop;
  view_drag_ends(view);
  path_expand(uri, path, sizeof(path));
  if (!taken || *path != '/') {
    if (taken) {
      view_note(view, "That is no file of this machine");
    }
    return false;
  }
  view_close_menu(view);
  if (is_folder(path)) {
    view_open_folder(view, part, path);
  } else {
    view_ask_for_file(view, part, path);
  }
  view_keyboard(view);
  return true;
}
