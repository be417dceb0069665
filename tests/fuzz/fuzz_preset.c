// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Any bytes as a factory preset: refused, or every value within its range.

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static const uint8_t* bytes;
static size_t n_bytes;

static FILE*
open_bytes(const char* path, const char* mode)
{
  (void)path;
  return fmemopen((void*)bytes, n_bytes, mode);
}

/* Formats as fprintf() would, so that what it is given gets read. */
static int
discard(FILE* file, const char* format, ...)
{
  static char text[8192];
  (void)file;
  va_list arguments;
  va_start(arguments, format);
  const int n = vsnprintf(text, sizeof(text), format, arguments);
  va_end(arguments);
  return n;
}

#define fopen open_bytes
#define fprintf discard
#include "ttl/presets.c" // NOLINT(bugprone-suspicious-include)

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
  static PresetList list;
  char path[] = "presets/fuzz.preset";
  char* paths[] = { path };
  bytes = data;
  n_bytes = size;
  if (size == 0 || !presets_read(&list, paths, 1)) {
    return 0;
  }
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    const float value = list.preset[0].value[i];
    const bool left_alone = presets_personal((PortIndex)i) && isnan(value);
    const bool held = presets_hold((PortIndex)i) && !left_alone;
    if (held && !(value >= ports[i].min && value <= ports[i].max)) {
      abort();
    }
  }
  return 0;
}
