// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_JSON_TEXT_H
#define EARCUP_AUDITION_JSON_TEXT_H

#include <stdio.h>

/** Write a JSON string; < never begins a tag inside a script. */
static inline void
put_json_text(FILE* out, const char* text)
{
  fputc('"', out);
  for (const unsigned char* c = (const unsigned char*)text; *c; ++c) {
    if (*c == '"' || *c == '\\' || *c == '<' || *c < 0x20) {
      fprintf(out, "\\u%04x", *c);
    } else {
      fputc(*c, out);
    }
  }
  fputc('"', out);
}

#endif
