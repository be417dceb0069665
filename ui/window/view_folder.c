// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The list of files, for hosts that have no dialog for them: folders, recent
// files, and paths that are typed or pasted.

#include "ui/window/view_folder.h"

#include "dsp/earcup.h"
#include "plugin/text/utf8.h"
#include "ui/window/path.h"
#include "ui/window/view_ask.h"
#include "ui/window/view_controls.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_files.h"
#include "ui/window/view_popup.h"
#include "ui/window/view_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/** Values of the rows. */
enum {
  ROW_ABOVE,
  ROW_LIBRARY,
  ROW_SHELF,            ///< and on, see shelf_path()
  ROW_FOLDERS = 0x1000, ///< and on
  ROW_FILES = 0x10000
};

/** Path of row i of the files on the shelf, NULL if it is none: favourites,
    then recent ones. */
static const char*
shelf_path(const Shelf* shelf, size_t i)
{
  const ShelfItem* item = NULL;
  if (i < shelf->n_favourites) {
    item = &shelf->favourite[i];
  } else if (i - shelf->n_favourites < shelf->n_recent) {
    item = &shelf->recent[i - shelf->n_favourites];
  }
  return item && *item->path ? item->path : NULL;
}

static const char*
name_of_path(const char* path)
{
  const char* const slash = strrchr(path, '/');
  return slash && slash[1] ? slash + 1 : path;
}

static void
add(Menu* menu, const char* label, int value, MenuMark mark, const char* about)
{
  menu_add(
    menu,
    (MenuItem){ .label = label, .value = value, .mark = mark, .about = about });
}

static void
add_heading(Menu* menu, const char* label)
{
  menu_add(menu, (MenuItem){ .label = label, .value = -1, .heading = true });
}

static void
add_shelf(const View* view, Menu* menu)
{
  const Shelf* const shelf = &view->lists.shelf;
  add_heading(menu, "Favourites and recent files");
  for (size_t i = 0; i < shelf->n_favourites + shelf->n_recent; ++i) {
    const char* const path = shelf_path(shelf, i);
    const bool twice = path && i >= shelf->n_favourites &&
                       shelf_is_favourite(shelf, EARCUP_MEASURED_FILE, path);
    if (path && !twice) {
      add(menu, name_of_path(path), ROW_SHELF + (int)i, MENU_MARK_FILE, path);
    }
  }
}

static void
fill(View* view, Part part)
{
  Menu* const menu = &view->menu;
  const Folder* const folder = &view->lists.folder;
  const PortIndex port = parts[part].port;
  const char* const now = view->files.path[ports_file_slot(port)];
  char path[USERFILE_PATH];
  int marked = -1;
  for (size_t i = 0; i < folder->files.n; ++i) {
    const bool is =
      folder_join(folder, folder->files.name[i], path) && !strcmp(path, now);
    marked = is ? ROW_FILES + (int)i : marked;
  }
  menu_begin(menu, marked);
  if (folder_above(folder, path)) {
    add(menu, "Folder above", ROW_ABOVE, MENU_MARK_FOLDER, NULL);
  }
  add(menu,
      library_has_folder(folder->path) ? "Take this folder out of your library"
                                       : "Add this folder to your library",
      ROW_LIBRARY,
      MENU_NO_MARK,
      NULL);
  add_shelf(view, menu);
  add_heading(menu, folder->path);
  for (size_t i = 0; i < folder->folders.n; ++i) {
    add(menu,
        folder->folders.name[i],
        ROW_FOLDERS + (int)i,
        MENU_MARK_FOLDER,
        NULL);
  }
  for (size_t i = 0; i < folder->files.n; ++i) {
    add(menu, folder->files.name[i], ROW_FILES + (int)i, MENU_MARK_FILE, NULL);
  }
  menu->searchable = true;
  menu->empty = port == PORT_HEADPHONE_A   ? "A: type a name, or a path"
                : port == PORT_HEADPHONE_B ? "B: type a name, or a path"
                                           : "You wear: type a name, or a path";
}

static void
show(View* view, Part part)
{
  fill(view, part);
  view_dock_menu(view, MENU_OF_FILES, part);
}

void
view_open_folder(View* view, Part part, const char* path)
{
  shelf_load(&view->lists.shelf);
  if (!folder_read(&view->lists.folder, path) && !*view->lists.folder.path) {
    folder_read(&view->lists.folder, "/");
  }
  show(view, part);
}

/** The folder a file is in. */
static bool
open_around(View* view, Part part, const char* file)
{
  Folder around = { .folders = { NULL, 0, 0 } };
  char path[USERFILE_PATH];
  struct stat status;
  snprintf(around.path, sizeof(around.path), "%s", file);
  if (!*file || !folder_above(&around, path) || stat(path, &status) ||
      !S_ISDIR(status.st_mode)) {
    return false;
  }
  view_open_folder(view, part, path);
  return true;
}

/** Where the file of now is, else the last one, else where one was, else at
    home. */
void
view_open_files(View* view, Part part)
{
  const char* const home = getenv("HOME");
  const char* const now = view->files.path[ports_file_slot(parts[part].port)];
  shelf_load(&view->lists.shelf);
  if (open_around(view, part, now)) {
    return;
  }
  const Shelf* const shelf = &view->lists.shelf;
  for (size_t i = 0; i < shelf->n_recent && !*view->lists.folder.path; ++i) {
    if (open_around(view, part, shelf->recent[i].path)) {
      return;
    }
  }
  view_open_folder(view,
                   part,
                   *view->lists.folder.path ? view->lists.folder.path
                   : home                   ? home
                                            : "/");
}

void
view_choose_file(View* view, Part part)
{
  const PortIndex port = parts[part].port;
  const EarcupFileSlot slot = ports_file_slot(port);
  if (earcup_file(view->files.measured, slot).response) {
    view_set_once(view, port, EARCUP_MEASURED_FILE);
  }
  view_expect_file(view, part, ""); // any that the host may set
  if (!view->host.choose(view->host.handle, slot)) {
    view_expect_none(view);
    view_open_files(view, part);
  }
}

static void
go_to(View* view, const char* path)
{
  char copy[USERFILE_PATH]; // of what belongs to the folder that is left
  snprintf(copy, sizeof(copy), "%s", path);
  if (!folder_read(&view->lists.folder, copy)) {
    view_note(view, "That folder cannot be read");
  }
  show(view, view->menu.part);
}

static void
take_path(View* view, const char* path)
{
  char copy[USERFILE_PATH];
  snprintf(copy, sizeof(copy), "%s", path);
  view_close_menu(view);
  view_ask_for_file(view, view->menu.part, copy);
}

static void
toggle_library(View* view)
{
  const bool had = library_has_folder(view->lists.folder.path);
  if (!library_toggle_folder(view->lists.folder.path)) {
    view_note(view,
              "The list of your library's folders cannot be changed: "
              "they come from EARCUP_LIBRARY, or there is no room");
  } else {
    view_note(view,
              had ? "No longer in your library"
                  : "Your library is being read: its files are found like "
                    "headphones");
    librarian_again(view->lists.librarian);
  }
  show(view, view->menu.part);
}

void
view_choose_in_folder(View* view, int value)
{
  char path[USERFILE_PATH];
  const Folder* const folder = &view->lists.folder;
  if (value == ROW_LIBRARY) {
    toggle_library(view);
  } else if (value == ROW_ABOVE) {
    if (folder_above(folder, path)) {
      go_to(view, path);
    }
  } else if (value >= ROW_FILES) {
    if (folder_join(folder, folder->files.name[value - ROW_FILES], path)) {
      take_path(view, path);
    }
  } else if (value >= ROW_FOLDERS) {
    if (folder_join(folder, folder->folders.name[value - ROW_FOLDERS], path)) {
      go_to(view, path);
    }
  } else {
    take_path(view,
              shelf_path(&view->lists.shelf, (size_t)(value - ROW_SHELF)));
  }
}

/** Whether a path is typed, not a name. */
static bool
is_path(const char* text)
{
  text += strspn(text, " \t\"'");
  return *text == '/' || *text == '~' || !strncmp(text, "file:", 5);
}

bool
view_folder_key(View* view, Key key)
{
  Line* const line = &view->menu.search;
  const Key alone = KEY_ALONE(key);
  char path[VIEW_PATH];
  struct stat status;
  if (view->menu.topic != MENU_OF_FILES || !is_path(line->text) ||
      (alone != KEY_ENTER && alone != KEY_TAB)) {
    return false;
  }
  if (alone == KEY_TAB) {
    snprintf(path, sizeof(path), "%s", line->text);
    path_complete(path, sizeof(path));
    line_set(line, path);
    line->anchor = line->cursor;
    menu_filter(&view->menu);
    view_damage(view, view->menu.rect);
    return true;
  }
  path_expand(line->text, path, sizeof(path));
  if (!stat(path, &status) && S_ISDIR(status.st_mode)) {
    go_to(view, path);
  } else {
    take_path(view, path);
  }
  return true;
}

/** Path of what is under the pointer, if it is a file. */
static bool
hovered_file(const View* view, char* path)
{
  int value = 0;
  const Folder* const folder = &view->lists.folder;
  *path = '\0';
  if (is_path(view->menu.search.text) || !menu_hovered(&view->menu, &value)) {
    return false;
  }
  if (value >= ROW_FILES) {
    return folder_join(folder, folder->files.name[value - ROW_FILES], path);
  }
  const char* const shelf =
    value >= ROW_SHELF && value < ROW_FOLDERS
      ? shelf_path(&view->lists.shelf, (size_t)(value - ROW_SHELF))
      : NULL;
  snprintf(path, USERFILE_PATH, "%s", shelf ? shelf : "");
  return shelf != NULL;
}

bool
view_folder_curve(const View* view, EarcupCurve* curve)
{
  char path[USERFILE_PATH];
  return view->menu.topic == MENU_OF_FILES && hovered_file(view, path) &&
         view_file_curve_of(view, parts[view->menu.part].port, path, curve);
}

void
view_folder_hint(const View* view, char* help)
{
  int value = 0;
  char path[USERFILE_PATH];
  if (hovered_file(view, path)) {
    utf8_copy(help, 512, path, SIZE_MAX);
  } else if (menu_hovered(&view->menu, &value) && value == ROW_LIBRARY) {
    snprintf(help,
             512,
             "All curves in it and below are then found by name, like "
             "headphones");
  } else {
    snprintf(help,
             512,
             "Choose a measured file; Enter takes a path that is typed, Tab "
             "completes it; or drop a file on A, B or what you wear");
  }
}
