// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_NAME_LIST_H
#define EARCUP_NAME_LIST_H

/* A list of names, as folders hold them. */

#include <stdbool.h>
#include <stddef.h>

/** All zero: empty. */
typedef struct {
  char** name;
  size_t n;
  size_t room;
} NameList;

/** Add a copy; false if there is no memory. Thread: any. */
bool name_list_add(NameList* list, const char* name, size_t length);

/** By their bytes, as LC_ALL=C has it. Thread: any. */
void name_list_sort(NameList* list);

/** Whether a sorted list has it. Thread: any. */
bool name_list_has(const NameList* list, const char* name);

/** Empty it. Thread: any. */
void name_list_clear(NameList* list);

#endif
