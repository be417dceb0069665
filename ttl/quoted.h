// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_QUOTED_H
#define EARCUP_QUOTED_H

#include <stdio.h>

/** Write a text in quotes, as C and Turtle have it. Host tool: errors of the
    stream are the caller's. */
static inline void
write_quoted(FILE* out, const char* text)
{
  fputc('"', out);
  for (; *text; ++text) {
    if (*text == '"' || *text == '\\') {
      fputc('\\', out);
    }
    fputc(*text, out);
  }
  fputc('"', out);
}

#endif
