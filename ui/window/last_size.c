// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/last_size.h"

#include <sys/stat.h>

#include <stdio.h>
#include <stdlib.h>

#define SIZE_MIN 100
#define SIZE_MAX_PX 16384
#define UNIT_MAX 4
#define PATH 1024

/** Where it is kept, with `end` behind the name.
    @param path PATH bytes @return false if the user has no place for it */
static bool
path_of(const char* end, char* path)
{
  const char* state = getenv("XDG_STATE_HOME");
  const char* home = getenv("HOME");
  int n = -1;
  if (state && *state == '/') {
    n = snprintf(path, PATH, "%s/earcup%s", state, end);
  } else if (home && *home == '/') {
    n = snprintf(path, PATH, "%s/.local/state/earcup%s", home, end);
  }
  return n > 0 && n < PATH;
}

static bool
is_size(const LastSize* size)
{
  return size->width_px >= SIZE_MIN && size->width_px <= SIZE_MAX_PX &&
         size->height_px >= SIZE_MIN && size->height_px <= SIZE_MAX_PX &&
         size->unit >= 1 && size->unit <= UNIT_MAX;
}

bool
last_size_read(LastSize* size)
{
  char path[PATH];
  char line[64];
  FILE* file = path_of("/window", path) ? fopen(path, "r") : NULL;
  if (!file) {
    return false;
  }
  LastSize found = { 0, 0, 0 };
  const bool there =
    fgets(line, sizeof(line), file) &&
    sscanf(
      line, "%5d %5d %1d", &found.width_px, &found.height_px, &found.unit) == 3;
  fclose(file);
  if (there && is_size(&found)) {
    *size = found;
    return true;
  }
  return false;
}

/** Make the folders on the way to a file. */
static void
make_folders(char* path)
{
  for (char* p = path + 1; *p; ++p) {
    if (*p == '/') {
      *p = '\0';
      mkdir(path, 0700);
      *p = '/';
    }
  }
}

bool
last_size_write(const LastSize* size)
{
  char path[PATH];
  char draft[PATH];
  if (!is_size(size) || !path_of("/window", path) ||
      !path_of("/window.new", draft)) {
    return false;
  }
  make_folders(path);
  FILE* file = fopen(draft, "w");
  if (!file) {
    return false;
  }
  const bool written =
    fprintf(file, "%d %d %d\n", size->width_px, size->height_px, size->unit) >
    0;
  const bool closed = fclose(file) == 0;
  return written && closed && rename(draft, path) == 0;
}
