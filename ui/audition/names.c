// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audition/names.h"

#include "ui/audition/report.h"
#include "ui/shared/search.h"

#include <stdbool.h>
#include <stdio.h>
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
  const unsigned limit = ((unsigned)strlen(text) + 2u) / 4u;
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

static bool
is_meant(const char* text, const char* name, bool whole_end)
{
  return search_matches(text, name) && (!whole_end || search_ends(text, name));
}

/** How many names are meant, and the first of them. */
static size_t
count(const Names* names, const char* text, bool whole_end, size_t* first)
{
  size_t n = 0;
  for (size_t i = 0; i < names->n; ++i) {
    if (is_meant(text, names->name(names->list, i), whole_end) && n++ == 0) {
      *first = i;
    }
  }
  return n;
}

static void
complain_of_many(const Names* names, const char* text, size_t n)
{
  char some[512] = "";
  int left = SHOWN;
  for (size_t i = 0; left > 0 && i < names->n; ++i) {
    const char* const name = names->name(names->list, i);
    if (is_meant(text, name, false)) {
      append(some, sizeof(some), ", ", name);
      --left;
    }
  }
  complain("%s'%s' could be any of %zu %ss, such as %s",
           names->of,
           text,
           n,
           names->kind,
           some);
}

size_t
names_find(const Names* names, const char* text)
{
  for (size_t i = 0; i < names->n; ++i) {
    if (!strcasecmp(names->name(names->list, i), text)) {
      return i;
    }
  }
  size_t found = NAMES_NONE;
  const size_t n = count(names, text, false, &found);
  if (n == 0) {
    names_complain(names, text);
  } else if (n > 1 && count(names, text, true, &found) != 1) {
    complain_of_many(names, text, n);
    return NAMES_NONE;
  }
  return found;
}
