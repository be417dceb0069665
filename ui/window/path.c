// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/path.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_BYTES 4096

/** Value of a hexadecimal digit, -1 if it is none. */
static int
hex_digit(char c)
{
  const char* const digits = "0123456789abcdef0123456789ABCDEF";
  const char* const at = c ? strchr(digits, c) : NULL;
  return at ? (int)((at - digits) % 16) : -1;
}

/** Undo the escapes of a URI, in place; %00 and what is none stay. */
static void
unescape(char* path)
{
  char* to = path;
  for (const char* from = path; *from; ++to) {
    const int high = *from == '%' ? hex_digit(from[1]) : -1;
    const int low = high >= 0 ? hex_digit(from[2]) : -1;
    const bool escape = low >= 0 && high + low > 0;
    *to = escape ? (char)(16 * high + low) : *from;
    from += escape ? 3 : 1;
  }
  *to = '\0';
}

void
path_expand(const char* typed, char* path, size_t size)
{
  static const char scheme[] = "file://";
  typed += strspn(typed, " \t");
  size_t length = strlen(typed);
  while (length > 0 &&
         (typed[length - 1] == ' ' || typed[length - 1] == '\t')) {
    --length;
  }
  if (length > 1 && (*typed == '"' || *typed == '\'') &&
      typed[length - 1] == *typed) {
    ++typed;
    length -= 2;
  }
  const bool is_uri = !strncmp(typed, scheme, sizeof(scheme) - 1);
  if (is_uri) {
    // What is before the path is this machine's name, or nothing.
    const size_t skipped = sizeof(scheme) - 1;
    const size_t host = strcspn(typed + skipped, "/");
    typed += skipped + host;
    length = length > skipped + host ? length - skipped - host : 0;
  }
  const char* home = getenv("HOME");
  const bool tilde = home && *typed == '~' && (length < 2 || typed[1] == '/');
  snprintf(path,
           size,
           "%s%.*s",
           tilde ? home : "",
           (int)(tilde ? length - 1 : length),
           tilde ? typed + 1 : typed);
  if (is_uri) {
    unescape(path);
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
