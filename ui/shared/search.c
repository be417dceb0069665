// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/search.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define SEARCH_WORDS 8
#define CLOSE_LENGTH 4 ///< shorter words are close to nearly anything
#define FAR 100U

/** Letters and digits in lower case; all else is left out. */
typedef struct {
  char text[SEARCH_TEXT];
  bool start[SEARCH_TEXT]; ///< a word begins there
  size_t length;
} Letters;

typedef struct {
  Letters whole;
  Letters word[SEARCH_WORDS];
  size_t n;
} Query;

static bool
counts(unsigned char c)
{
  return isalnum(c) || c >= 0x80;
}

static void
squeeze(const char* from, size_t n, Letters* to)
{
  unsigned char last = ' ';
  to->length = 0;
  for (size_t i = 0; i < n && from[i] && to->length + 1 < SEARCH_TEXT; ++i) {
    const unsigned char c = (unsigned char)from[i];
    if (counts(c)) {
      to->start[to->length] = !counts(last) || !isdigit(last) != !isdigit(c) ||
                              (islower(last) && isupper(c));
      to->text[to->length++] = (char)(c < 0x80 ? tolower(c) : c);
    }
    last = c;
  }
  to->text[to->length] = '\0';
}

static void
parse(const char* text, Query* query)
{
  squeeze(text, strlen(text), &query->whole);
  query->n = 0;
  while (*text && query->n < SEARCH_WORDS) {
    text += strspn(text, " ");
    const size_t length = strcspn(text, " ");
    squeeze(text, length, &query->word[query->n]);
    query->n += query->word[query->n].length > 0;
    text += length;
  }
}

/** How much is taken for a slip of the finger. */
typedef enum {
  SLIP_OF_ANY,
  SLIP_OF_LETTERS, ///< digits are right; but an x stands for any
  SLIP_OF_NONE     ///< and so is all else: a word with digits is a model
} Slip;

/** What it costs to take one letter for another. */
static unsigned
slip_cost(char typed, char meant, Slip slip)
{
  const bool digit = isdigit((unsigned char)meant);
  if (typed == meant || (slip != SLIP_OF_ANY && typed == 'x' && digit)) {
    return 0;
  }
  return slip == SLIP_OF_ANY || (slip == SLIP_OF_LETTERS && !digit) ? 1 : FAR;
}

/** The same for one too many or too few. */
static unsigned
gap(char letter, Slip slip)
{
  return slip_cost('\0', letter, slip);
}

static Slip
strict_slip(const Letters* word)
{
  return strpbrk(word->text, "0123456789") ? SLIP_OF_NONE : SLIP_OF_LETTERS;
}

/** Whether what is left of a word is how the rest of a name goes on. */
static bool
goes_on(const char* word, const char* name, Slip slip)
{
  while (*word && *name && slip_cost(*word, *name, slip) == 0) {
    ++word;
    ++name;
  }
  return !*word;
}

/** The same with one letter another, too many or left out, or two swapped. At
    the first that is wrong, for before it all choices come to the same. */
static bool
goes_on_but_for_one(const char* word, const char* name, Slip slip)
{
  while (*word && *name && slip_cost(*word, *name, slip) == 0) {
    ++word;
    ++name;
  }
  if (!*word) {
    return true;
  }
  const bool swapped = *name && word[1] == *name && *word == name[1];
  return (gap(*word, slip) == 1 && goes_on(word + 1, name, slip)) ||
         (*name && gap(*name, slip) == 1 && goes_on(word, name + 1, slip)) ||
         (*name && slip_cost(*word, *name, slip) == 1 &&
          goes_on(word + 1, name + 1, slip)) ||
         (swapped && gap(*name, slip) == 1 &&
          goes_on(word + 2, name + 2, slip));
}

/** Whether a word is close to what begins at one of the name. */
static bool
is_close(const Letters* word, const Letters* name, Slip slip)
{
  for (size_t i = 0; i < name->length; ++i) {
    if (name->start[i] &&
        goes_on_but_for_one(word->text, name->text + i, slip)) {
      return true;
    }
  }
  return false;
}

static SearchRank
rank_word(const Letters* word, const Letters* name, bool may_be_close)
{
  SearchRank rank = SEARCH_NONE;
  for (const char* at = strstr(name->text, word->text); at;
       at = strstr(at + 1, word->text)) {
    if (name->start[at - name->text]) {
      return SEARCH_START;
    }
    rank = SEARCH_INSIDE;
  }
  if (rank == SEARCH_NONE && may_be_close && word->length >= CLOSE_LENGTH) {
    rank = is_close(word, name, strict_slip(word)) ? SEARCH_CLOSE
           : is_close(word, name, SLIP_OF_ANY)     ? SEARCH_DOUBTFUL
                                                   : SEARCH_NONE;
  }
  return rank;
}

static SearchRank
rank_words(const Query* query, const Letters* name, bool may_be_close)
{
  SearchRank rank = SEARCH_START;
  for (size_t i = 0; i < query->n && rank != SEARCH_NONE; ++i) {
    const SearchRank word = rank_word(&query->word[i], name, may_be_close);
    rank = word < rank ? word : rank;
  }
  return rank;
}

static bool
is_end(const Letters* end, const Letters* name)
{
  const size_t at = name->length - end->length;
  return end->length > 0 && end->length <= name->length && name->start[at] &&
         !strcmp(name->text + at, end->text);
}

static SearchRank
rank_name(const Query* query, const char* text)
{
  Letters name;
  const size_t n = strcspn(text, "\n");
  squeeze(text, n, &name);
  if (!query->n || is_end(&query->whole, &name)) {
    return SEARCH_EXACT;
  }
  SearchRank rank = rank_words(query, &name, true);
  if (rank == SEARCH_START &&
      rank_word(&query->whole, &name, false) == SEARCH_START) {
    rank = SEARCH_PHRASE;
  }
  if (rank < SEARCH_INSIDE && text[n]) {
    squeeze(text, strlen(text), &name);
    rank = rank_words(query, &name, false) ? SEARCH_INSIDE : rank;
  }
  return rank;
}

SearchRank
search_rank(const char* query, const char* name)
{
  Query parsed;
  parse(query, &parsed);
  return rank_name(&parsed, name);
}

static int
compare(const void* a, const void* b)
{
  const SearchHit* const x = a;
  const SearchHit* const y = b;
  return x->rank != y->rank ? (x->rank < y->rank ? 1 : -1)
                            : (x->index > y->index) - (x->index < y->index);
}

size_t
search_list(const char* query,
            size_t n,
            bool (*name)(const void* list, size_t i, char* text),
            const void* list,
            SearchHit* hits)
{
  Query parsed;
  size_t found = 0;
  parse(query, &parsed);
  for (size_t i = 0; i < n; ++i) {
    char text[SEARCH_TEXT] = "";
    const SearchRank rank =
      name(list, i, text) ? rank_name(&parsed, text) : SEARCH_NONE;
    if (rank != SEARCH_NONE) {
      hits[found++] = (SearchHit){ (unsigned)i, rank };
    }
  }
  if (found && parsed.n) {
    qsort(hits, found, sizeof(*hits), compare);
  }
  const SearchRank best = found ? hits[0].rank : SEARCH_NONE;
  while (found && hits[found - 1].rank < best &&
         hits[found - 1].rank < SEARCH_INSIDE) {
    --found;
  }
  return found;
}

/* Sellers 1980, "The theory and computation of evolutionary distances": as
   Levenshtein's distance, but the part of the name may begin and end
   anywhere. */
unsigned
search_distance(const char* query, const char* name)
{
  Letters word;
  Letters hay;
  squeeze(query, strlen(query), &word);
  squeeze(name, strlen(name), &hay);
  const size_t n = word.length;
  unsigned column[SEARCH_TEXT];
  for (size_t i = 0; i <= n; ++i) {
    column[i] = (unsigned)i;
  }
  unsigned best = column[n];
  for (const char* h = hay.text; *h; ++h) {
    unsigned diagonal = column[0]; // stays 0: a part may begin here
    for (size_t i = 1; i <= n; ++i) {
      const unsigned change = diagonal + (word.text[i - 1] != *h);
      const unsigned beside =
        column[i] < column[i - 1] ? column[i] + 1U : column[i - 1] + 1U;
      diagonal = column[i];
      column[i] = change < beside ? change : beside;
    }
    best = column[n] < best ? column[n] : best;
  }
  return best;
}
