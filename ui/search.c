// SPDX-License-Identifier: GPL-3.0-or-later
#include "search.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#define SEARCH_LENGTH 128

/** Letters and digits in lower case; all else is left out. */
static void
squeeze(const char* from, size_t n, char* to)
{
  size_t length = 0;
  for (size_t i = 0; i < n && from[i] && length + 1 < SEARCH_LENGTH; ++i) {
    const unsigned char c = (unsigned char)from[i];
    if (isalnum(c) || c >= 0x80) {
      to[length++] = (char)(c < 0x80 ? tolower(c) : c);
    }
  }
  to[length] = '\0';
}

bool
search_matches(const char* query, const char* name)
{
  char hay[SEARCH_LENGTH];
  squeeze(name, strlen(name), hay);
  while (*query) {
    const size_t gap = strspn(query, " ");
    query += gap;
    const size_t length = strcspn(query, " ");
    char word[SEARCH_LENGTH];
    squeeze(query, length, word);
    if (!strstr(hay, word)) {
      return false;
    }
    query += length;
  }
  return true;
}
