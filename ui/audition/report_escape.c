// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/report_escape.h"

#include "plugin/text/utf8.h"

#include <string.h>

enum { TEXT = 1024 };

void
report_put_escaped(const char* text, FILE* out)
{
  char copy[TEXT];
  utf8_copy(copy, sizeof(copy), text, strlen(text));
  for (const char* c = copy; *c; ++c) {
    switch (*c) {
      case '<':
        fputs("&lt;", out);
        break;
      case '>':
        fputs("&gt;", out);
        break;
      case '&':
        fputs("&amp;", out);
        break;
      case '"':
        fputs("&quot;", out);
        break;
      default:
        fputc((unsigned char)*c < 0x20 ? ' ' : *c, out);
    }
  }
}
