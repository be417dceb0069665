// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/headphones.h"

#include "dsp/model/isolation.h"
#include "ui/audition/own_files.h"
#include "ui/audition/report.h"
#include "ui/shared/about.h"
#include "ui/shared/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char* const types[] = { [HOUSING_OPEN] = "Open",
                                     [HOUSING_SEMI_OPEN] = "Semi-open",
                                     [HOUSING_CLOSED] = "Closed",
                                     [HOUSING_NONE] = "" };

/** "Closed: Sony WH-1000XM5, over-ear, 2022" */
static void
describe(const Headphone* h, char* text, size_t size)
{
  char year[16] = "";
  if (h->year) {
    snprintf(year, sizeof(year), ", %u", h->year);
  }
  snprintf(text,
           size,
           "%s: %s %s, %s%s",
           types[h->type],
           h->maker,
           h->name,
           h->coupling == COUPLING_ON_EAR ? "on-ear" : "over-ear",
           year);
}

/** What the words are looked for in; see search_rank(). */
static bool
searched(const void* list, size_t i, char* text)
{
  const Headphone* const h = &((const Headphone*)list)[i];
  char about[128];
  describe(h, about, sizeof(about));
  snprintf(text, SEARCH_TEXT, "%s %s\n%s", h->maker, h->name, about);
  return true;
}

static void
print_wearing(const Headphone* h)
{
  Wearing w;
  isolation_wearing(&h->housing, &w);
  printf("      own voice %+.1f %+.1f %+.1f dB at %g, %g, %g Hz, openness %.0f "
         "dB: computed, not measured\n",
         w.occlusion_db[0],
         w.occlusion_db[1],
         w.occlusion_db[2],
         occlusion_hz[0],
         occlusion_hz[1],
         occlusion_hz[2],
         w.openness_db);
}

static void
print_headphone(const Headphone* h)
{
  char text[256];
  char about[ABOUT_TEXT];
  describe(h, text, sizeof(text));
  about_short(h, about);
  printf("%4u  %s\n      %s\n", (unsigned)h->id, text, about);
  if (h->active) {
    printf("      a response only: seal, pads, cup and port do nothing, no "
           "isolation is claimed\n");
  } else {
    print_wearing(h);
  }
}

bool
headphones_print(char* const* words, int n)
{
  char query[1024] = "";
  for (int i = 0; i < n; ++i) {
    const size_t used = strlen(query);
    snprintf(query + used, sizeof(query) - used, "%s ", words[i]);
  }
  SearchHit* const hits = (SearchHit*)calloc(n_headphones, sizeof(SearchHit));
  if (!hits) {
    return complain("out of memory");
  }
  const size_t n_found =
    search_list(query, n_headphones, searched, headphones, hits);
  for (size_t i = 0; i < n_found; ++i) {
    print_headphone(&headphones[hits[i].index]);
  }
  const SearchRank rank = n_found ? hits[0].rank : SEARCH_NONE;
  free(hits);
  return own_files_print(query, rank) + n_found > 0 ||
         complain("no headphone of the catalogue is called that, and no file "
                  "of your library");
}
