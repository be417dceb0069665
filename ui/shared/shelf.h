// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_SHELF_H
#define EARCUP_SHELF_H

/* The headphones that a user wants at hand: favourites, and those chosen last;
   of the catalogue by their ids, measured files by their paths. All windows of
   a user share one small text, ~/.config/earcup/headphones: lines of
   "favourite" or "recent" and what it is. Lines that are none are left out, so
   that a spoilt file costs no more than what it does not say. */

#include "ui/shared/userfile.h"

#include <stdint.h>

#define SHELF_FAVOURITES 32
#define SHELF_RECENT 8

typedef struct {
  uint32_t id; ///< HEADPHONE_MEASURED_FILE with a path, else without one
  char path[USERFILE_PATH];
} ShelfItem;

typedef struct {
  ShelfItem favourite[SHELF_FAVOURITES];
  ShelfItem recent[SHELF_RECENT]; ///< the last one first
  size_t n_favourites;
  size_t n_recent;
} Shelf;

typedef enum { SHELF_DONE, SHELF_FULL, SHELF_NOT_KEPT } ShelfStatus;

/** Read what the user has; nothing if there is nothing to be read.
    Thread: ui; waits for the disk. */
void shelf_load(Shelf* shelf);

/** Whether that is a favourite. @param path "" for one of the catalogue
    Thread: ui. */
bool shelf_is_favourite(const Shelf* shelf, uint32_t id, const char* path);

/** Make it a favourite, or none again, here and in the file as that is now.
    SHELF_FULL: there are too many; SHELF_NOT_KEPT: the file cannot be written.
    Thread: ui; waits for the disk. */
ShelfStatus shelf_toggle(Shelf* shelf, uint32_t id, const char* path);

/** It was chosen: it is the most recent one. As shelf_toggle(). */
ShelfStatus shelf_visit(Shelf* shelf, uint32_t id, const char* path);

#endif
