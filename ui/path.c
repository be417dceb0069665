// SPDX-License-Identifier: GPL-3.0-or-later
#include "path.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_BYTES 1024

void
path_expand(const char* typed, char* path, size_t size)
{
  static const char scheme[] = "file://";
  typed += strspn(typed, " \t");
  if (!strncmp(typed, scheme, sizeof(scheme) - 1)) {
    typed += sizeof(scheme) - 1;
  }
  const char* home = getenv("HOME");
  const bool tilde = home && *typed == '~' && (!typed[1] || typed[1] == '/');
  const int written =
    snprintf(path, size, "%s%s", tilde ? home : "", tilde ? typed + 1 : typed);
  size_t length = written < 0 ? 0 : strlen(path);
  while (length > 0 && (path[length - 1] == ' ' || path[length - 1] == '\t')) {
    path[--length] = '\0';
  }
}

/** Shorten common to what it shares with name. */
static void
keep_common(char* common, const char* name)
{
  size_t n = 0;
  while (common[n] && common[n] == name[n]) {
    ++n;
  }
  common[n] = '\0';
}

static bool
is_folder(const char* path)
{
  struct stat status;
  return !stat(path, &status) && S_ISDIR(status.st_mode);
}

void
path_complete(char* path, size_t size)
{
  char full[PATH_BYTES];
  path_expand(path, full, sizeof(full));
  char* slash = strrchr(full, '/');
  if (!slash) {
    return;
  }
  char start[PATH_BYTES];
  char common[PATH_BYTES] = "";
  snprintf(start, sizeof(start), "%s", slash + 1);
  slash[1] = '\0';
  DIR* folder = opendir(full);
  if (!folder) {
    return;
  }
  unsigned found = 0;
  for (struct dirent* e = readdir(folder); e; e = readdir(folder)) {
    const bool hidden = *e->d_name == '.' && *start != '.';
    if (hidden || strncmp(e->d_name, start, strlen(start)) != 0) {
      continue;
    }
    if (found++ == 0) {
      snprintf(common, sizeof(common), "%s", e->d_name);
    } else {
      keep_common(common, e->d_name);
    }
  }
  closedir(folder);
  const size_t stem = strlen(full);
  if (found && stem + strlen(common) + 2 < size &&
      stem + strlen(common) + 2 < sizeof(full)) {
    memcpy(full + stem, common, strlen(common) + 1);
    memcpy(path, full, strlen(full) + 1);
    if (found == 1 && is_folder(full)) {
      strcat(path, "/");
    }
  }
}
