// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/shelf.h"

#include "dsp/earcup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_NAME "headphones"
#define LINE (USERFILE_PATH + 16)
#define MOST ((SHELF_FAVOURITES + SHELF_RECENT) * LINE)

static bool
is_same(const ShelfItem* item, uint32_t id, const char* path)
{
  return item->id == id && !strcmp(item->path, path);
}

/** Index of an item, n if it is not among them. */
static size_t
find(const ShelfItem* items, size_t n, uint32_t id, const char* path)
{
  size_t i = 0;
  while (i < n && !is_same(&items[i], id, path)) {
    ++i;
  }
  return i;
}

static void
take_out(ShelfItem* items, size_t* n, size_t i)
{
  --*n;
  memmove(&items[i], &items[i + 1], (*n - i) * sizeof(*items));
}

/** A number, or a path; false if it is neither. */
static bool
read_item(const char* text, size_t length, ShelfItem* item)
{
  char* end = NULL;
  if (length == 0 || length >= USERFILE_PATH) {
    return false;
  }
  memcpy(item->path, text, length);
  item->path[length] = '\0';
  item->id = EARCUP_MEASURED_FILE;
  if (*item->path == '/') {
    return true;
  }
  const bool digit = *text >= '0' && *text <= '9';
  const unsigned long id = strtoul(item->path, &end, 10);
  const bool number = digit && !*end && id > 0 && id < UINT32_MAX;
  item->id = (uint32_t)id;
  *item->path = '\0';
  return number && item->id != EARCUP_MEASURED_FILE;
}

static void
read_line(Shelf* shelf, const char* line, size_t length)
{
  static const char favourite[] = "favourite ";
  static const char recent[] = "recent ";
  ShelfItem* items = shelf->favourite;
  size_t* n = &shelf->n_favourites;
  size_t most = SHELF_FAVOURITES;
  size_t skipped = sizeof(favourite) - 1;
  if (!strncmp(line, recent, sizeof(recent) - 1)) {
    items = shelf->recent;
    n = &shelf->n_recent;
    most = SHELF_RECENT;
    skipped = sizeof(recent) - 1;
  } else if (strncmp(line, favourite, skipped) != 0) {
    return;
  }
  if (*n < most && length > skipped &&
      read_item(line + skipped, length - skipped, &items[*n]) &&
      find(items, *n, items[*n].id, items[*n].path) == *n) {
    ++*n;
  }
}

/** What another window may have written; all stays if there is nothing to be
    read. */
static void
read_again(Shelf* shelf)
{
  char path[USERFILE_PATH];
  char* const text = userfile_path(USERFILE_CONFIG, FILE_NAME, path)
                       ? userfile_read(path, MOST)
                       : NULL;
  if (!text) {
    return;
  }
  shelf->n_favourites = 0;
  shelf->n_recent = 0;
  for (const char* line = text; *line;) {
    const size_t length = strcspn(line, "\n");
    read_line(shelf, line, length);
    line += length + (line[length] == '\n');
  }
  free(text);
}

void
shelf_load(Shelf* shelf)
{
  shelf->n_favourites = 0;
  shelf->n_recent = 0;
  read_again(shelf);
}

static size_t
write_items(char* text, const char* what, const ShelfItem* items, size_t n)
{
  size_t length = 0;
  for (size_t i = 0; i < n; ++i) {
    const ShelfItem* const item = &items[i];
    if (*item->path && !strchr(item->path, '\n')) {
      length += (size_t)sprintf(text + length, "%s %s\n", what, item->path);
    } else if (!*item->path) {
      length +=
        (size_t)sprintf(text + length, "%s %u\n", what, (unsigned)item->id);
    }
  }
  return length;
}

static ShelfStatus
keep(const Shelf* shelf)
{
  char path[USERFILE_PATH];
  char* const text = malloc(MOST + 1);
  if (!text || !userfile_path(USERFILE_CONFIG, FILE_NAME, path)) {
    free(text);
    return SHELF_NOT_KEPT;
  }
  size_t length =
    write_items(text, "favourite", shelf->favourite, shelf->n_favourites);
  length +=
    write_items(text + length, "recent", shelf->recent, shelf->n_recent);
  const bool good = userfile_write(path, text, length);
  free(text);
  return good ? SHELF_DONE : SHELF_NOT_KEPT;
}

bool
shelf_is_favourite(const Shelf* shelf, uint32_t id, const char* path)
{
  return find(shelf->favourite, shelf->n_favourites, id, path) <
         shelf->n_favourites;
}

static void
set_item(ShelfItem* item, uint32_t id, const char* path)
{
  item->id = id;
  snprintf(item->path, sizeof(item->path), "%s", path);
}

ShelfStatus
shelf_toggle(Shelf* shelf, uint32_t id, const char* path)
{
  read_again(shelf);
  const size_t i = find(shelf->favourite, shelf->n_favourites, id, path);
  if (i < shelf->n_favourites) {
    take_out(shelf->favourite, &shelf->n_favourites, i);
  } else if (shelf->n_favourites == SHELF_FAVOURITES) {
    return SHELF_FULL;
  } else {
    set_item(&shelf->favourite[shelf->n_favourites++], id, path);
  }
  return keep(shelf);
}

ShelfStatus
shelf_visit(Shelf* shelf, uint32_t id, const char* path)
{
  read_again(shelf);
  const size_t i = find(shelf->recent, shelf->n_recent, id, path);
  if (i < shelf->n_recent) {
    take_out(shelf->recent, &shelf->n_recent, i);
  } else if (shelf->n_recent == SHELF_RECENT) {
    --shelf->n_recent;
  }
  memmove(&shelf->recent[1],
          &shelf->recent[0],
          shelf->n_recent * sizeof(shelf->recent[0]));
  set_item(&shelf->recent[0], id, path);
  ++shelf->n_recent;
  return keep(shelf);
}
