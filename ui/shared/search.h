// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_SEARCH_H
#define EARCUP_SEARCH_H

/* How names are looked up, in the window's menus and by the command. */

#include <stdbool.h>

/**
   Whether a name answers a search: it holds every word of the query, in any
   order. Case, spaces, hyphens and dots do not count: "hd6 senn" finds
   "Sennheiser HD 600".

   @param query an empty one matches everything
   Thread: any.
*/
bool search_matches(const char* query, const char* name);

/** Whether a name ends in the query, compared as above: "hd25" is the end of
    "Sennheiser HD 25", not of "Sennheiser HD 250 II". Thread: any. */
bool search_ends(const char* query, const char* name);

/** How many letters and digits of the query have to be changed, put in or left
    out to make it a part of the name; 0 if it is one. Thread: any. */
unsigned search_distance(const char* query, const char* name);

#endif
