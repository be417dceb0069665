// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/paths.h"

#include <string.h>

unsigned
paths_find(const Paths* paths, const char* path)
{
  unsigned i = 0;
  while (i < PATHS_MAX && (strcmp(paths->text[i], path) != 0)) {
    ++i;
  }
  return i;
}

void
paths_set(Paths* paths, unsigned number, const char* path, size_t length)
{
  if (number > 0 && number < PATHS_MAX && length < PATHS_BYTES) {
    memcpy(paths->text[number], path, length);
    paths->text[number][length] = '\0';
  }
}
