// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The list of headphones: the user's own on top, then the catalogue.

#include "ui/window/view_headphones.h"

#include "dsp/earcup.h"
#include "plugin/text/utf8.h"
#include "ui/shared/about.h"
#include "ui/shared/mapping.h"
#include "ui/window/view_ask.h"
#include "ui/window/view_controls.h"
#include "ui/window/view_files.h"
#include "ui/window/view_folder.h"
#include "ui/window/view_popup.h"
#include "ui/window/view_state.h"
#include "ui/window/view_types.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/** Values of rows that are files: of the shelf, favourites before recent ones,
    and of the library. */
#define SHELF_VALUES 0x100000
#define LIBRARY_VALUES 0x200000
#define ADD_FOLDER 0x300000 // types of files: 0x400000

#define FILES_CHIP 4
#define READ_AGAIN_S 5.0 ///< after so long the library may have changed

/** The shelf's item that a row stands for, NULL if it is none of those. */
static const ShelfItem*
shelf_item(const View* view, int value)
{
  const int i = value - SHELF_VALUES;
  if (i < 0 || i >= SHELF_FAVOURITES + SHELF_RECENT) {
    return NULL;
  }
  return i < SHELF_FAVOURITES ? &view->lists.shelf.favourite[i]
                              : &view->lists.shelf.recent[i - SHELF_FAVOURITES];
}

/** The path that a row stands for, "" if it is one of the catalogue. */
static const char*
path_of(const View* view, int value)
{
  const ShelfItem* const item = shelf_item(view, value);
  const size_t i = (size_t)(value - LIBRARY_VALUES);
  if (value >= LIBRARY_VALUES && view->lists.library &&
      i < view->lists.library->n) {
    return view->lists.library->file[i].path;
  }
  return item ? item->path : "";
}

/** The headphone that a row stands for: its id, or that of measured files. */
static uint32_t
id_of(const View* view, int value)
{
  return *path_of(view, value) ? EARCUP_MEASURED_FILE : (uint32_t)value;
}

/* --- rows ---------------------------------------------------------------- */

static MenuItem
headphone_row(const View* view, const EarcupHeadphone* headphone)
{
  static const MenuMark marks[] = { [EARCUP_OPEN] = MENU_MARK_OPEN,
                                    [EARCUP_SEMI_OPEN] = MENU_MARK_SEMI,
                                    [EARCUP_CLOSED] = MENU_MARK_CLOSED };
  static const unsigned chips[] = {
    [EARCUP_OPEN] = 1, [EARCUP_SEMI_OPEN] = 2, [EARCUP_CLOSED] = 3
  };
  static const char* const words[][2] = {
    [EARCUP_OPEN] = { "open over-ear", "open on-ear" },
    [EARCUP_SEMI_OPEN] = { "semi-open over-ear", "semi-open on-ear" },
    [EARCUP_CLOSED] = { "closed over-ear", "closed on-ear" }
  };
  MenuItem item = { .label = headphone->name,
                    .lead = headphone->maker,
                    .value = (int)headphone->id,
                    .mark = marks[headphone->type],
                    .group = chips[headphone->type] };
  item.about = words[headphone->type][headphone->coupling == EARCUP_ON_EAR];
  item.starred = shelf_is_favourite(&view->lists.shelf, headphone->id, "");
  if (headphone->rms_db >= 0.0) {
    char number[24];
    mapping_number(headphone->rms_db, 2, false, number);
    snprintf(item.note, sizeof(item.note), "%.9s dB", number);
  }
  if (headphone->year) {
    snprintf(item.year, sizeof(item.year), "%u", headphone->year);
  }
  return item;
}

static MenuItem
file_row(const View* view, const char* path, int value)
{
  const char* const slash = strrchr(path, '/');
  return (MenuItem){ .label = slash ? slash + 1 : path,
                     .about = path,
                     .value = value,
                     .mark = MENU_MARK_FILE,
                     .group = FILES_CHIP,
                     .starred = shelf_is_favourite(
                       &view->lists.shelf, EARCUP_MEASURED_FILE, path) };
}

static void
add_heading(Menu* menu, const char* label)
{
  menu_add(menu, (MenuItem){ .label = label, .value = -1, .heading = true });
}

/** A row for an item of the shelf; `value` is that of a file. None for what
    another release knows. */
static void
add_item(const View* view, Menu* menu, const ShelfItem* item, int value)
{
  if (*item->path) {
    menu_add(menu, file_row(view, item->path, value));
  } else if (earcup_find_headphone(item->id)) {
    menu_add(menu, headphone_row(view, earcup_find_headphone(item->id)));
  }
}

static void
add_shelf(const View* view, Menu* menu)
{
  const Shelf* const shelf = &view->lists.shelf;
  add_heading(menu, "Favourites");
  for (size_t i = 0; i < shelf->n_favourites; ++i) {
    add_item(view, menu, &shelf->favourite[i], SHELF_VALUES + (int)i);
  }
  add_heading(menu, "Recent");
  for (size_t i = 0; i < shelf->n_recent; ++i) {
    const ShelfItem* const item = &shelf->recent[i];
    if (!shelf_is_favourite(shelf, item->id, item->path)) {
      add_item(view, menu, item, SHELF_VALUES + SHELF_FAVOURITES + (int)i);
    }
  }
}

/** Whether it has a row already. */
static bool
is_listed(const Menu* menu, unsigned n, int value)
{
  for (unsigned i = 0; i < n; ++i) {
    if (menu->item[i].value == value) {
      return true;
    }
  }
  return false;
}

static void
add_catalogue(const View* view, Menu* menu, PortIndex port)
{
  static const char* const headings[] = { [EARCUP_OPEN] = "Open",
                                          [EARCUP_SEMI_OPEN] = "Semi-open",
                                          [EARCUP_CLOSED] = "Closed" };
  const unsigned on_top = menu->n_items;
  const EarcupHeadphone* last = NULL;
  for (size_t i = 0; i < ports_n_choices(port); ++i) {
    const uint32_t id = (uint32_t)ports_choice(port, i).value;
    const EarcupHeadphone* const headphone = earcup_find_headphone(id);
    if (!headphone) {
      continue;
    }
    if (!last || last->type != headphone->type) {
      add_heading(menu, headings[headphone->type]);
    }
    MenuItem item = headphone_row(view, headphone);
    item.again = is_listed(menu, on_top, item.value);
    menu_add(menu, item);
    last = headphone;
  }
}

/** Whether a file has a row on top. */
static bool
is_on_shelf(const Shelf* shelf, const char* path)
{
  for (size_t i = 0; i < shelf->n_recent; ++i) {
    if (!strcmp(shelf->recent[i].path, path)) {
      return true;
    }
  }
  return shelf_is_favourite(shelf, EARCUP_MEASURED_FILE, path);
}

static void
add_library(View* view, Menu* menu)
{
  const Library* const library = view->lists.library;
  snprintf(view->lists.library_title,
           sizeof(view->lists.library_title),
           "Your library: %zu files",
           library ? library->n : 0);
  add_heading(menu, view->lists.library_title);
  for (size_t i = 0; library && i < library->n; ++i) {
    const LibraryFile* const file = &library->file[i];
    MenuItem item = file_row(view, file->path, LIBRARY_VALUES + (int)i);
    item.label = file->name;
    item.about = file->source;
    item.again = is_on_shelf(&view->lists.shelf, file->path);
    menu_add(menu, item);
  }
  menu_add(menu,
           (MenuItem){ .label = "Add a folder of curves\xE2\x80\xA6",
                       .value = ADD_FOLDER,
                       .mark = MENU_MARK_FOLDER,
                       .group = FILES_CHIP });
}

/** What is no headphone of its own: neutral, the opposite housing, files. */
static void
add_others(Menu* menu, PortIndex port)
{
  for (size_t i = 0; i < ports_n_choices(port); ++i) {
    const PortChoice choice = ports_choice(port, i);
    const uint32_t id = (uint32_t)choice.value;
    if (id == EARCUP_MEASURED_FILE) {
      menu_add(menu,
               (MenuItem){ .label = "Measured file\xE2\x80\xA6",
                           .value = (int)id,
                           .mark = MENU_MARK_FILE,
                           .group = FILES_CHIP });
    } else if (!earcup_find_headphone(id)) {
      menu_add(menu, (MenuItem){ .label = choice.label, .value = (int)id });
    }
  }
}

static void
fill(View* view, PortIndex port)
{
  static const char* const chips[] = {
    "All", "Open", "Semi-open", "Closed", "Files"
  };
  Menu* menu = &view->menu;
  menu_begin(menu, (int)lroundf(view->settings.value[port]));
  add_others(menu, port);
  view_add_types(view, menu, port);
  add_shelf(view, menu);
  add_catalogue(view, menu, port);
  add_library(view, menu);
  memcpy(menu->chips.label, chips, sizeof(chips));
  menu->chips.n = MENU_CHIPS;
  menu->searchable = true;
  menu->empty = port == PORT_HEADPHONE_A   ? "A: type a maker, a model, a year"
                : port == PORT_HEADPHONE_B ? "B: type a maker, a model, a year"
                                           : "You wear: type a maker, a model";
}

/* --- what the user does -------------------------------------------------- */

void
view_open_headphones(View* view, Part part)
{
  shelf_load(&view->lists.shelf);
  fill(view, parts[part].port);
  view_dock_menu(view, MENU_OF_HEADPHONES, part);
  if (view->now_s - view->lists.library_at_s > READ_AGAIN_S) {
    librarian_again(view->lists.librarian);
  }
}

/** The same list again, where it was. */
static void
fill_again(View* view)
{
  Menu* const menu = &view->menu;
  const Line search = menu->search;
  const unsigned chip = menu->chips.current;
  const double first = menu->first;
  fill(view, parts[view->menu.part].port);
  menu->search = search;
  menu->chips.current = chip;
  view_dock_menu(view, MENU_OF_HEADPHONES, view->menu.part);
  menu_wheel(menu, first - menu->first);
  menu_move(menu, view->pointer.x, view->pointer.y);
}

void
view_tick_library(View* view)
{
  Library* const fresh = librarian_take(view->lists.librarian);
  if (!fresh) {
    return;
  }
  Library* const before = view->lists.library;
  view->lists.library = fresh;
  view->lists.library_at_s = view->now_s;
  if (view->menu.open && view->menu.topic == MENU_OF_HEADPHONES) {
    fill_again(view);
  }
  library_free(before);
}

bool
view_star_hovered(View* view)
{
  int value = 0;
  if (view->menu.topic != MENU_OF_HEADPHONES ||
      !menu_hovered(&view->menu, &value)) {
    return false;
  }
  char path[USERFILE_PATH];
  const uint32_t id = id_of(view, value);
  snprintf(path, sizeof(path), "%s", path_of(view, value));
  if (!*path && !earcup_find_headphone(id)) {
    return false;
  }
  const ShelfStatus status = shelf_toggle(&view->lists.shelf, id, path);
  if (status == SHELF_FULL) {
    view_note(view, "No room for more favourites: take one off first");
  } else if (status == SHELF_NOT_KEPT) {
    view_note(view,
              "Favourites cannot be written: they last until the window "
              "closes");
  }
  fill_again(view);
  return true;
}

void
view_choose_headphone(View* view, Part part, int value)
{
  const PortIndex port = parts[part].port;
  view->files.asked.waiting =
    false; // for what the host's dialog might still say
  if (*path_of(view, value)) {
    view_ask_for_file(view, part, path_of(view, value));
  } else if (value == EARCUP_MEASURED_FILE) {
    view_choose_file(view, part);
  } else if (value == ADD_FOLDER) {
    view_open_files(view, part);
  } else if (!view_choose_type(view, port, value)) {
    view_set_once(view, port, value);
    if (earcup_find_headphone((uint32_t)value)) {
      shelf_visit(&view->lists.shelf, (uint32_t)value, "");
    }
  }
}

bool
view_hovered_curve(const View* view, EarcupCurve* curve)
{
  int value = 0;
  const PortIndex port = parts[view->menu.part].port;
  if (view->menu.topic != MENU_OF_HEADPHONES ||
      !menu_hovered(&view->menu, &value)) {
    return false;
  }
  const char* const path = path_of(view, value);
  return *path ? view_file_curve_of(view, port, path, curve)
               : curves_preview(port,
                                id_of(view, value),
                                view->settings.value,
                                view->files.measured,
                                curve);
}

void
view_headphones_hint(const View* view, char* lead, char* help)
{
  int value = 0;
  const bool any = menu_hovered(&view->menu, &value);
  const EarcupHeadphone* const headphone =
    any ? earcup_find_headphone(id_of(view, value)) : NULL;
  if (any && *path_of(view, value)) {
    utf8_copy(help, 512, path_of(view, value), SIZE_MAX);
  } else if (headphone) {
    char about[ABOUT_TEXT];
    about_long(headphone, about);
    snprintf(lead, 256, "%s %s", headphone->maker, headphone->name);
    snprintf(help, 512, "%s", about);
  } else {
    snprintf(help,
             512,
             "Type to search; point at one to see its curve dotted; "
             "right-click keeps it on top, or takes it off");
  }
}
