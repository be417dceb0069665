// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Which folders are a user's library.

#include "ui/shared/library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_NAME "library"
#define MOST ((size_t)LIBRARY_FOLDERS * USERFILE_PATH)

typedef char Folder[USERFILE_PATH];

/** Whether one is the other or is in it. */
static bool
is_in(const char* path, const char* folder)
{
  const size_t n = strlen(folder);
  return !strncmp(path, folder, n) &&
         (path[n] == '\0' || path[n] == '/' || !strcmp(folder, "/"));
}

/** Add one, with ~ for the home folder and without slashes at its end, in the
    place of those that are in it. */
static void
add(Folder* folder, size_t* n, const char* text, size_t length)
{
  Folder path;
  const char* const home = getenv("HOME");
  const bool tilde = home && *text == '~' && (length == 1 || text[1] == '/');
  snprintf(path,
           sizeof(path),
           "%s%.*s",
           tilde ? home : "",
           (int)(tilde ? length - 1 : length),
           tilde ? text + 1 : text);
  for (size_t end = strlen(path); end > 1 && path[end - 1] == '/'; --end) {
    path[end - 1] = '\0';
  }
  if (*path != '/' || length >= USERFILE_PATH) {
    return;
  }
  size_t kept = 0;
  for (size_t i = 0; i < *n; ++i) {
    if (is_in(path, folder[i])) {
      return;
    }
    if (!is_in(folder[i], path)) {
      memmove(folder[kept++], folder[i], sizeof(Folder));
    }
  }
  *n = kept;
  if (*n < LIBRARY_FOLDERS) {
    memcpy(folder[(*n)++], path, sizeof(path));
  }
}

/** Add those of a text. */
static void
add_all(Folder* folder, size_t* n, const char* text, const char* between)
{
  while (text && *text) {
    const size_t length = strcspn(text, between);
    add(folder, n, text, length);
    text += length + (text[length] != '\0');
  }
}

static size_t
listed_folders(Folder* folder)
{
  Folder path;
  size_t n = 0;
  char* const text = userfile_path(USERFILE_CONFIG, FILE_NAME, path)
                       ? userfile_read(path, MOST)
                       : NULL;
  add_all(folder, &n, text, "\n");
  free(text);
  return n;
}

size_t
library_folders(char (*folder)[USERFILE_PATH])
{
  size_t n = listed_folders(folder);
  add_all(folder, &n, getenv("EARCUP_LIBRARY"), ":");
  return n;
}

bool
library_has_folder(const char* path)
{
  Folder* const folder = calloc(LIBRARY_FOLDERS, sizeof(*folder));
  const size_t n = folder ? library_folders(folder) : 0;
  bool found = false;
  for (size_t i = 0; i < n && !found; ++i) {
    found = !strcmp(folder[i], path);
  }
  free(folder);
  return found;
}

static bool
write_folders(Folder* folder, size_t n)
{
  Folder path;
  char* const text = malloc(MOST + LIBRARY_FOLDERS);
  size_t length = 0;
  for (size_t i = 0; text && i < n; ++i) {
    length += (size_t)sprintf(text + length, "%s\n", folder[i]);
  }
  const bool good = text && userfile_path(USERFILE_CONFIG, FILE_NAME, path) &&
                    userfile_write(path, text, length);
  free(text);
  return good;
}

bool
library_toggle_folder(const char* path)
{
  const bool had = library_has_folder(path);
  Folder* const folder = calloc(LIBRARY_FOLDERS, sizeof(*folder));
  size_t n = folder ? listed_folders(folder) : 0;
  size_t i = 0;
  while (i < n && strcmp(folder[i], path) != 0) {
    ++i;
  }
  bool good = folder && !strchr(path, '\n');
  if (good && i < n) {
    --n;
    memmove(folder[i], folder[i + 1], (n - i) * sizeof(*folder));
  } else if (good && had) {
    good = false; // the variable has it
  } else if (good) {
    add(folder, &n, path, strlen(path));
  }
  good = good && write_folders(folder, n);
  free(folder);
  return good;
}
