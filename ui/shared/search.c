// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/search.h"

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

bool
search_ends(const char* query, const char* name)
{
  char end[SEARCH_LENGTH];
  char hay[SEARCH_LENGTH];
  squeeze(query, strlen(query), end);
  squeeze(name, strlen(name), hay);
  const size_t n_end = strlen(end);
  const size_t n_hay = strlen(hay);
  return n_end > 0 && n_end <= n_hay && !strcmp(hay + n_hay - n_end, end);
}

/* Sellers 1980, "The theory and computation of evolutionary distances": as
   Levenshtein's distance, but the part of the name may begin and end
   anywhere. */
unsigned
search_distance(const char* query, const char* name)
{
  char word[SEARCH_LENGTH] = "";
  char hay[SEARCH_LENGTH];
  squeeze(query, strlen(query), word);
  squeeze(name, strlen(name), hay);
  const size_t n = strlen(word);
  unsigned column[SEARCH_LENGTH];
  for (size_t i = 0; i <= n; ++i) {
    column[i] = (unsigned)i;
  }
  unsigned best = column[n];
  for (const char* h = hay; *h; ++h) {
    unsigned diagonal = column[0]; // stays 0: a part may begin here
    for (size_t i = 1; i <= n; ++i) {
      const unsigned change = diagonal + (word[i - 1] != *h);
      const unsigned beside =
        column[i] < column[i - 1] ? column[i] + 1u : column[i - 1] + 1u;
      diagonal = column[i];
      column[i] = change < beside ? change : beside;
    }
    best = column[n] < best ? column[n] : best;
  }
  return best;
}
