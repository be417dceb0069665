// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/file_type.h"

#include "ui/audition/report.h"

#include <string.h>

bool
file_type_parse(const char* option, const char* name, int* number)
{
  static const char* const names[] = { "guess", "open", "semi-open", "closed" };
  for (int i = 0; i < 4; ++i) {
    if (!strcmp(name, names[i])) {
      *number = i;
      return true;
    }
  }
  return complain(
    "%s: '%s' is none of guess, open, semi-open and closed", option, name);
}
