// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/userfile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
userfile_path(UserFolder folder, const char* name, char* path)
{
  static const char* const variables[] = { "XDG_CONFIG_HOME",
                                           "XDG_DATA_HOME",
                                           "XDG_CACHE_HOME" };
  static const char* const places[] = { ".config", ".local/share", ".cache" };
  const char* const given = getenv(variables[folder]);
  const char* const home = getenv("HOME");
  int length = 0;
  if (given && *given == '/') { // the specification: others are no paths
    length = snprintf(path, USERFILE_PATH, "%s/earcup/%s", given, name);
  } else if (home && *home == '/') {
    length = snprintf(
      path, USERFILE_PATH, "%s/%s/earcup/%s", home, places[folder], name);
  }
  return length > 0 && length < USERFILE_PATH;
}

static char*
read_all(FILE* file, size_t most)
{
  struct stat status;
  if (fstat(fileno(file), &status) || !S_ISREG(status.st_mode) ||
      status.st_size < 0 || (unsigned long long)status.st_size > most) {
    return NULL;
  }
  const size_t size = (size_t)status.st_size;
  char* const text = malloc(size + 1);
  if (text) {
    const size_t n = fread(text, 1, size, file);
    text[n] = '\0';
    for (size_t i = 0; i < n; ++i) {
      text[i] = text[i] ? text[i] : '\n';
    }
  }
  return text;
}

char*
userfile_read(const char* path, size_t most)
{
  struct stat status;
  if (stat(path, &status) || !S_ISREG(status.st_mode)) {
    return NULL; // to open a pipe would mean to wait for its other end
  }
  FILE* const file = fopen(path, "r");
  char* const text = file ? read_all(file, most) : NULL;
  if (file) {
    fclose(file);
  }
  return text;
}

/** Make the folders of a path. */
static void
make_folders(const char* path)
{
  char folder[USERFILE_PATH];
  for (const char* slash = strchr(path + 1, '/'); slash;
       slash = strchr(slash + 1, '/')) {
    snprintf(folder, sizeof(folder), "%.*s", (int)(slash - path), path);
    mkdir(folder, 0700); // as the specification says; or it is there
  }
}

static bool
write_all(int file, const char* text, size_t length)
{
  while (length > 0) {
    const ssize_t n = write(file, text, length);
    if (n < 0 && errno != EINTR) {
      return false;
    }
    text += n > 0 ? n : 0;
    length -= n > 0 ? (size_t)n : 0;
  }
  return true;
}

bool
userfile_write(const char* path, const char* text, size_t length)
{
  char draft[USERFILE_PATH + 8];
  make_folders(path);
  snprintf(draft, sizeof(draft), "%s.XXXXXX", path);
  const int file = mkstemp(draft);
  if (file < 0) {
    return false;
  }
  bool good = write_all(file, text, length);
  good = !close(file) && good;
  good = good && !rename(draft, path);
  if (!good) {
    unlink(draft);
  }
  return good;
}
