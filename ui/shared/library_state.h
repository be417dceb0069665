// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LIBRARY_STATE_H
#define EARCUP_LIBRARY_STATE_H

/* What the files library*.c share. */

#include "ui/shared/library.h"
#include "ui/shared/name_list.h"

#include <time.h>

/** Texts that stay where they are until all are freed. */
typedef struct LibraryText {
  struct LibraryText* next;
  size_t used;
  char text[65536];
} LibraryText;

/** Keep a copy; NULL if there is no memory. */
const char* library_keep(LibraryText** texts, const char* text, size_t length);

/** What is known of a folder. */
typedef struct {
  const char* path;
  struct timespec changed;
  const char* lines; ///< "f name", "s name" and "o row": files and folders in
                     ///< it, and what a database of OPRA has
} LibraryFolder;

/** What the last visit found, by path. */
typedef struct {
  char* text;
  LibraryFolder* folder;
  size_t n;
} LibraryIndex;

/** An index that is missing, of another release or spoilt says less, or
    nothing. */
void library_index_read(LibraryIndex* index);
void library_index_clear(LibraryIndex* index);

/** NULL if it is not known. */
const LibraryFolder* library_index_find(const LibraryIndex* index,
                                        const char* path);

/** A text that grows. */
typedef struct {
  char* text;
  size_t length;
  size_t room;
  bool failed;
} LibraryDraft;

void library_draft_begin(LibraryDraft* draft);
void library_draft_folder(LibraryDraft* draft,
                          const char* path,
                          struct timespec changed);
void library_draft_name(LibraryDraft* draft, char kind, const char* name);

/** Write it to the user's cache, if nothing failed, and free it. */
void library_draft_end(LibraryDraft* draft, bool write);

/** Whether a file is a curve or an equaliser by its first lines. */
bool library_sniff(const char* path);

#endif
