// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_SEARCH_H
#define EARCUP_SEARCH_H

/* How names are looked up, in the window's menus and by the command. */

#include <stdbool.h>
#include <stddef.h>

#define SEARCH_TEXT 512 ///< bytes of a name, what is longer is cut

/** How well a name answers a query, the better the higher. */
typedef enum {
  SEARCH_NONE,
  SEARCH_DOUBTFUL, ///< but for a slip in a word with digits: another model?
  SEARCH_CLOSE,    ///< but for one letter, or an x that stands for a digit
  SEARCH_INSIDE,   ///< it holds all words of the query
  SEARCH_START,    ///< each at the start of a word, in any order
  SEARCH_PHRASE,   ///< the query as it is typed, at the start of a word
  SEARCH_EXACT     ///< and that is all of the name, or its end
} SearchRank;

/**
   Rank one name. Case, spaces, hyphens and dots do not count, and digits begin
   a word of their own: "650 senn" finds "Sennheiser HD 650", "xm5" is the end
   of "Sony WH-1000XM5". Words below four letters are never close.

   @param query an empty one is answered by everything: SEARCH_EXACT
   @param name what is behind a line break is said of it: words that stand
   there find it too, but no better than SEARCH_INSIDE
   Thread: any.
*/
SearchRank search_rank(const char* query, const char* name);

typedef struct {
  unsigned index;
  SearchRank rank;
} SearchHit;

/**
   The names that answer a query, best first, equally good ones in their order.
   Close ones count if no better one does, doubtful ones if there is none else.

   @param name writes name i of the list, SEARCH_TEXT bytes; false to leave it
   out
   @param hits room for n
   @return how many there are
   Thread: any.
*/
size_t search_list(const char* query,
                   size_t n,
                   bool (*name)(const void* list, size_t i, char* text),
                   const void* list,
                   SearchHit* hits);

/** How many letters and digits of the query have to be changed, put in or left
    out to make it a part of the name; 0 if it is one. Thread: any. */
unsigned search_distance(const char* query, const char* name);

#endif
