// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Is a file one that the plugin may read? By its first lines: to read 6000
// files whole takes half a minute.

#include "ui/shared/library_state.h"

#include <ctype.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define HEAD 4096
#define ROWS 5 ///< of numbers make a curve

/** Whether it may be a row of a curve: two numbers in fields of their own,
    whatever else. */
static bool
is_row(const char* line)
{
  static const char between[] = " \t;,\"";
  unsigned numbers = 0;
  while (*line && numbers < 2) {
    line += strspn(line, between);
    const size_t length = strcspn(line, between);
    const size_t sign = *line == '-' || *line == '+';
    const size_t digits = strspn(line + sign, "0123456789.eE+-");
    numbers += isdigit((unsigned char)line[sign]) && sign + digits == length;
    line += length;
  }
  return numbers == 2;
}

/** A line of Equalizer APO, or the titles of REW's table of filters. */
static bool
is_equaliser(const char* line)
{
  line += strspn(line, " \t");
  return !strncasecmp(line, "Filter", 6) ||
         !strncasecmp(line, "GraphicEQ", 9) ||
         (!strncasecmp(line, "Number", 6) && strstr(line, "Frequency"));
}

static bool
is_curve(char* head)
{
  unsigned rows = 0;
  char* rest = NULL;
  for (const char* line = strtok_r(head, "\r\n", &rest); line;
       line = strtok_r(NULL, "\r\n", &rest)) {
    rows += is_row(line);
    if (rows == ROWS || is_equaliser(line)) {
      return true;
    }
  }
  return false;
}

bool
library_sniff(const char* path)
{
  char head[HEAD + 1];
  const int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  const ssize_t n = file < 0 ? -1 : read(file, head, HEAD);
  if (file >= 0) {
    close(file);
  }
  if (n <= 0) {
    return false;
  }
  head[n] = '\0';
  if (!memcmp(head, "\xFF\xFE", 2) || !memcmp(head, "\xFE\xFF", 2)) {
    return true; // UTF-16, as REW writes it on some machines
  }
  return strlen(head) == (size_t)n && is_curve(head);
}
