// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/text/textwriter.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Writer
writer_begin(char* text, size_t size)
{
  Writer writer = { NULL, size, 0 };
  writer.text = text;
  if (size > 0) {
    text[0] = '\0';
  }
  return writer;
}

void
writer_text(Writer* writer, const char* format, ...)
{
  const bool room = writer->length < writer->size;
  va_list arguments;
  va_start(arguments, format);
  const int n = vsnprintf(room ? writer->text + writer->length : NULL,
                          room ? writer->size - writer->length : 0,
                          format,
                          arguments);
  va_end(arguments);
  writer->length += n > 0 ? (size_t)n : 0;
}

void
writer_number(Writer* writer, double value, unsigned decimals)
{
  long parts = 1;
  for (unsigned i = 0; i < decimals; ++i) {
    parts *= 10;
  }
  const long scaled = lround(fabs(value) * (double)parts);
  writer_text(
    writer, "%s%ld", value < 0.0 && scaled ? "-" : "", scaled / parts);
  if (decimals > 0) {
    writer_text(writer, ".%0*ld", (int)decimals, scaled % parts);
  }
}

void
writer_end(Writer* writer)
{
  if (writer->length >= writer->size) {
    memcpy(writer->text + writer->size - 4, "...", 4);
  }
}
