// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_SEARCH_H
#define EARCUP_SEARCH_H

#include <stdbool.h>

/**
   Whether a name answers a search: it holds every word of the query, in any
   order. Case, spaces, hyphens and dots do not count: "hd6 senn" finds
   "Sennheiser HD 600".

   @param query an empty one matches everything
   Thread: any.
*/
bool search_matches(const char* query, const char* name);

#endif
