// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/name_list.h"

#include <stdlib.h>
#include <string.h>

bool
name_list_add(NameList* list, const char* name, size_t length)
{
  if (list->n == list->room) {
    const size_t room = list->room ? 2 * list->room : 32;
    char** const more = realloc(list->name, room * sizeof(*more));
    if (!more) {
      return false;
    }
    list->name = more;
    list->room = room;
  }
  char* const copy = malloc(length + 1);
  if (copy) {
    memcpy(copy, name, length);
    copy[length] = '\0';
    list->name[list->n++] = copy;
  }
  return copy != NULL;
}

static int
compare_names(const void* a, const void* b)
{
  return strcmp(*(char* const*)a, *(char* const*)b);
}

void
name_list_sort(NameList* list)
{
  if (list->n) {
    qsort(list->name, list->n, sizeof(*list->name), compare_names);
  }
}

bool
name_list_has(const NameList* list, const char* name)
{
  return list->n &&
         bsearch(
           &name, list->name, list->n, sizeof(*list->name), compare_names) !=
           NULL;
}

void
name_list_clear(NameList* list)
{
  for (size_t i = 0; i < list->n; ++i) {
    free(list->name[i]);
  }
  free(list->name);
  *list = (NameList){ NULL, 0, 0 };
}
