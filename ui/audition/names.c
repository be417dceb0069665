// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/names.h"

#include "ui/audition/report.h"
#include "ui/shared/search.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SHOWN = 3 }; // names in a message

/** Append a quoted name to a list in words. */
static void
append(char* text, size_t size, const char* separator, const char* name)
{
  const size_t used = strlen(text);
  snprintf(text + used, size - used, "%s'%s'", used ? separator : "", name);
}

/** The nearest names, nearest first, if a quarter of the letters or fewer are
    other ones. */
static void
list_near(const Names* names, const char* text, char* list, size_t size)
{
  const unsigned limit = ((unsigned)strlen(text) + 2U) / 4U;
  int left = SHOWN;
  for (unsigned distance = 0; distance <= limit; ++distance) {
    for (size_t i = 0; left > 0 && i < names->n; ++i) {
      const char* const name = names->name(names->list, i);
      if (search_distance(text, name) == distance) {
        append(list, size, " or ", name);
        --left;
      }
    }
  }
}

void
names_complain(const Names* names, const char* text)
{
  char near[512] = "";
  list_near(names, text, near, sizeof(near));
  complain("%sno %s '%s'; %s%s%s",
           names->of,
           names->kind,
           text,
           *near           ? "did you mean "
           : names->listed ? names->listed
                           : "--list names them all",
           near,
           *near ? "?" : "");
}

static void
complain_of_many(const Names* names,
                 const char* text,
                 const SearchHit* hits,
                 size_t n)
{
  char some[512] = "";
  for (size_t i = 0; i < n && i < SHOWN; ++i) {
    append(some, sizeof(some), ", ", names->name(names->list, hits[i].index));
  }
  complain("%s'%s' could be any of %zu %ss, such as %s",
           names->of,
           text,
           n,
           names->kind,
           some);
}

/** The only one of the best hits. A close one counts if it is the only one, a
    doubtful one never: what is rendered does not rest on a guess. */
static size_t
choose(const Names* names, const char* text, const SearchHit* hits, size_t n)
{
  size_t best = 0;
  while (best < n && hits[best].rank == hits[0].rank) {
    ++best;
  }
  if (best == 0 || hits[0].rank == SEARCH_DOUBTFUL ||
      (best > 1 && hits[0].rank == SEARCH_CLOSE)) {
    names_complain(names, text);
  } else if (best > 1) {
    complain_of_many(names, text, hits, best);
  } else {
    return hits[0].index;
  }
  return NAMES_NONE;
}

static bool
searched(const void* list, size_t i, char* text)
{
  const Names* const names = (const Names*)list;
  snprintf(text, SEARCH_TEXT, "%s", names->name(names->list, i));
  return true;
}

SearchRank
names_rank(const Names* names, const char* text)
{
  SearchRank best = SEARCH_NONE;
  for (size_t i = 0; i < names->n; ++i) {
    const SearchRank rank = search_rank(text, names->name(names->list, i));
    best = rank > best ? rank : best;
  }
  return best;
}

size_t
names_find(const Names* names, const char* text)
{
  for (size_t i = 0; i < names->n; ++i) {
    if (!strcasecmp(names->name(names->list, i), text)) {
      return i;
    }
  }
  SearchHit* const hits = (SearchHit*)calloc(names->n + 1, sizeof(SearchHit));
  if (!hits) {
    complain("out of memory");
    return NAMES_NONE;
  }
  const size_t n = search_list(text, names->n, searched, names, hits);
  const size_t found = choose(names, text, hits, n);
  free(hits);
  return found;
}
