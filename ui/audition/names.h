// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_NAMES_H
#define EARCUP_AUDITION_NAMES_H

/* Names as a user types them: found as the window's search finds them, with
   the nearest ones in the message if none is meant. */

#include "ui/shared/search.h"

#include <stddef.h>

/** A list of names of one kind. */
typedef struct {
  const char* kind; ///< one of them, "choice"
  const char* of;   ///< what comes before a message, "headphone_a: ", or ""
  size_t n;
  const char* (*name)(const void* list, size_t i);
  const void* list;
  const char* listed; ///< where all are, NULL: "--list names them all"
} Names;

#define NAMES_NONE ((size_t)-1)

/** Index of the name that is meant: the same one but for case, or the only one
    that search_list() ranks best, unless that is SEARCH_DOUBTFUL. NAMES_NONE,
    with a message, if there is none or more than one. */
size_t names_find(const Names* names, const char* text);

/** How well the best of the names answers, without a word if none does. */
SearchRank names_rank(const Names* names, const char* text);

/** Say that there is no such name, and which ones are near. */
void names_complain(const Names* names, const char* text);

#endif
