// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LIBRARY_H
#define EARCUP_LIBRARY_H

/* A library of one's own: all measured files below some folders, as AutoEq and
   squig.link give them, by name. The folders stand in EARCUP_LIBRARY, colons
   between them, and in the lines of ~/.config/earcup/library. What a folder
   holds is kept in ~/.cache/earcup/library and asked for again only where the
   folder has changed since. */

#include "ui/shared/userfile.h"

#include <stdatomic.h>

#define LIBRARY_FOLDERS 32
#define LIBRARY_FILES 50000 ///< more are left out
#define LIBRARY_DEPTH 16    ///< of folders in folders

typedef struct {
  const char* path;   ///< of an equaliser of OPRA as opra_resolve() takes it
  const char* name;   ///< "Sennheiser HD 650"
  const char* source; ///< the folders it is in: "oratory1990/over-ear"
} LibraryFile;

typedef struct {
  LibraryFile* file; ///< by name
  size_t n;
  size_t n_folders; ///< all that were visited
  size_t n_read;    ///< and those of them that had to be read anew
  struct LibraryText* text;
} Library;

/** The user's folders, absolute, none below another. @param folder room for
    LIBRARY_FOLDERS paths @return how many. Thread: any; reads a file. */
size_t library_folders(char (*folder)[USERFILE_PATH]);

/** Add a folder to those of the user, or take it out again. False if that
    cannot be kept, or if EARCUP_LIBRARY alone has it. Thread: any; waits for
   the disk. */
bool library_toggle_folder(const char* path);

/** Whether it is one of the user's folders. Thread: any; reads a file. */
bool library_has_folder(const char* path);

/**
   Visit all folders. Files are taken by their endings (csv, txt; jsonl is a
   database of OPRA) and first lines; links to folders are not followed.

   @param stop ends it early if it becomes true
   @return NULL if it was stopped or there is no memory; free with
   library_free()
   Thread: any but that of a user interface: takes seconds the first time.
*/
Library* library_read(const atomic_bool* stop);

/** NULL is fine. Thread: any. */
void library_free(Library* library);

/** What search_list() looks at of file i. Thread: any. */
bool library_searched(const void* library, size_t i, char* text);

#endif
