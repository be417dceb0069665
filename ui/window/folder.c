// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/folder.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static bool
ends_as_measured(const char* name)
{
  const char* const dot = strrchr(name, '.');
  return dot && (!strcasecmp(dot, ".csv") || !strcasecmp(dot, ".txt"));
}

static void
sort_in(Folder* folder, const char* name)
{
  char path[USERFILE_PATH];
  struct stat status;
  if (*name == '.' || !folder_join(folder, name, path) || stat(path, &status)) {
    return;
  }
  if (S_ISDIR(status.st_mode)) {
    name_list_add(&folder->folders, name, strlen(name));
  } else if (S_ISREG(status.st_mode) && ends_as_measured(name)) {
    name_list_add(&folder->files, name, strlen(name));
  }
}

bool
folder_read(Folder* folder, const char* path)
{
  DIR* const entries = *path == '/' ? opendir(path) : NULL;
  if (!entries) {
    return false;
  }
  Folder next = { .folders = { NULL, 0, 0 } };
  snprintf(next.path, sizeof(next.path), "%s", path);
  for (size_t end = strlen(next.path); end > 1 && next.path[end - 1] == '/';) {
    next.path[--end] = '\0';
  }
  for (const struct dirent* e = readdir(entries);
       e && next.folders.n + next.files.n < FOLDER_NAMES;
       e = readdir(entries)) {
    sort_in(&next, e->d_name);
  }
  closedir(entries);
  name_list_sort(&next.folders);
  name_list_sort(&next.files);
  folder_clear(folder);
  *folder = next;
  return true;
}

void
folder_clear(Folder* folder)
{
  name_list_clear(&folder->folders);
  name_list_clear(&folder->files);
  *folder->path = '\0';
}

bool
folder_above(const Folder* folder, char* path)
{
  snprintf(path, USERFILE_PATH, "%s", folder->path);
  char* const slash = strrchr(path, '/');
  if (!slash || !slash[1]) {
    return false;
  }
  slash[slash == path] = '\0';
  return true;
}

bool
folder_join(const Folder* folder, const char* name, char* path)
{
  const char* const between = strcmp(folder->path, "/") ? "/" : "";
  return snprintf(path, USERFILE_PATH, "%s%s%s", folder->path, between, name) <
         USERFILE_PATH;
}
