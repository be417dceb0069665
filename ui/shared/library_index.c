// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The cached index of a library, and the small texts it is made of.

#include "ui/shared/library_state.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_NAME "library"
#define FIRST_LINE "earcup library 2 %016llx\n"
#define FIRST_LENGTH (sizeof("earcup library 2 0123456789abcdef\n") - 1)
#define MOST ((size_t)64 << 20)

const char*
library_keep(LibraryText** texts, const char* text, size_t length)
{
  LibraryText* last = *texts;
  if (length >= sizeof(last->text)) {
    return NULL;
  }
  if (!last || last->used + length + 1 > sizeof(last->text)) {
    last = malloc(sizeof(*last));
    if (!last) {
      return NULL;
    }
    last->next = *texts;
    last->used = 0;
    *texts = last;
  }
  char* const copy = last->text + last->used;
  memcpy(copy, text, length);
  copy[length] = '\0';
  last->used += length + 1;
  return copy;
}

/* --- the first line ------------------------------------------------------ */

/* Fowler, Noll and Vo, FNV-1a of 64 bits: a spoilt text has another sum. */
static unsigned long long
sum(const char* text, size_t length)
{
  uint64_t hash = 0xCBF29CE484222325U;
  for (size_t i = 0; i < length; ++i) {
    hash = (hash ^ (unsigned char)text[i]) * 0x100000001B3U;
  }
  return hash;
}

static void
first_line(char* line, const char* text, size_t length)
{
  snprintf(line, FIRST_LENGTH + 1, FIRST_LINE, sum(text, length));
}

/** What is behind the first line, if that fits; else NULL. */
static char*
sound_text(char* text)
{
  char line[FIRST_LENGTH + 1];
  if (!text || strlen(text) < FIRST_LENGTH) {
    return NULL;
  }
  const size_t length = strlen(text);
  first_line(line, text + FIRST_LENGTH, length - FIRST_LENGTH);
  return strncmp(text, line, FIRST_LENGTH) ? NULL : text + FIRST_LENGTH;
}

/* --- reading ------------------------------------------------------------- */

static int
compare_folders(const void* a, const void* b)
{
  return strcmp(((const LibraryFolder*)a)->path,
                ((const LibraryFolder*)b)->path);
}

/** "d 1790000000 123456789 /path"; false if it is none. */
static bool
read_folder(char* line, LibraryFolder* folder)
{
  char* at = line + 1;
  char* end = NULL;
  folder->changed.tv_sec = (time_t)strtoll(at, &end, 10);
  const bool seconds = end > at && *end == ' ';
  at = end;
  folder->changed.tv_nsec = strtol(at, &end, 10);
  folder->path = end + 1;
  return seconds && end > at && end[0] == ' ' && end[1] == '/';
}

static void
parse(LibraryIndex* index, char* text)
{
  size_t most = 0;
  for (const char* at = text; at; at = strchr(at, '\n')) {
    at += *at == '\n';
    most += *at == 'd';
  }
  index->folder = most ? calloc(most, sizeof(*index->folder)) : NULL;
  for (char* line = text; index->folder && line;) {
    char* const end = strchr(line, '\n');
    if (!end) {
      break;
    }
    LibraryFolder folder = { .lines = end + 1 };
    if (!strncmp(line, "d ", 2) && index->n < most) {
      *end = '\0';
      if (read_folder(line, &folder)) {
        index->folder[index->n++] = folder;
      }
    }
    line = end + 1;
  }
  if (index->folder && index->n) {
    qsort(index->folder, index->n, sizeof(*index->folder), compare_folders);
  }
}

void
library_index_read(LibraryIndex* index)
{
  char path[USERFILE_PATH];
  *index = (LibraryIndex){ NULL, NULL, 0 };
  if (userfile_path(USERFILE_CACHE, FILE_NAME, path)) {
    index->text = userfile_read(path, MOST);
  }
  char* const sound = sound_text(index->text);
  if (sound) {
    parse(index, sound);
  }
}

void
library_index_clear(LibraryIndex* index)
{
  free(index->text);
  free(index->folder);
}

const LibraryFolder*
library_index_find(const LibraryIndex* index, const char* path)
{
  const LibraryFolder wanted = { .path = path };
  return index->n ? bsearch(&wanted,
                            index->folder,
                            index->n,
                            sizeof(wanted),
                            compare_folders)
                  : NULL;
}

/* --- writing ------------------------------------------------------------- */

static void
add(LibraryDraft* draft, const char* text)
{
  const size_t length = strlen(text);
  if (draft->length + length >= draft->room) {
    const size_t room = 2 * draft->room + length + 65536;
    char* const more = realloc(draft->text, room);
    if (!more) {
      draft->failed = true;
      return;
    }
    draft->text = more;
    draft->room = room;
  }
  if (!draft->failed) {
    memcpy(draft->text + draft->length, text, length + 1);
    draft->length += length;
  }
}

void
library_draft_begin(LibraryDraft* draft)
{
  char line[FIRST_LENGTH + 1];
  *draft = (LibraryDraft){ NULL, 0, 0, false };
  first_line(line, "", 0); // room for that of the end
  add(draft, line);
}

void
library_draft_folder(LibraryDraft* draft,
                     const char* path,
                     struct timespec changed)
{
  char start[64];
  snprintf(start,
           sizeof(start),
           "d %lld %ld ",
           (long long)changed.tv_sec,
           (long)changed.tv_nsec);
  add(draft, start);
  add(draft, path);
  add(draft, "\n");
}

void
library_draft_name(LibraryDraft* draft, char kind, const char* name)
{
  const char start[] = { kind, ' ', '\0' };
  add(draft, start);
  add(draft, name);
  add(draft, "\n");
}

void
library_draft_end(LibraryDraft* draft, bool write)
{
  char path[USERFILE_PATH];
  if (write && !draft->failed &&
      userfile_path(USERFILE_CACHE, FILE_NAME, path)) {
    char line[FIRST_LENGTH + 1];
    first_line(line, draft->text + FIRST_LENGTH, draft->length - FIRST_LENGTH);
    memcpy(draft->text, line, FIRST_LENGTH);
    userfile_write(path, draft->text, draft->length); // else slower next time
  }
  free(draft->text);
}
