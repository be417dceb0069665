// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/headphones.h"

#include "dsp/earcup.h"
#include "ui/audition/own_files.h"
#include "ui/audition/report.h"
#include "ui/shared/about.h"
#include "ui/shared/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char* const types[] = { [EARCUP_OPEN] = "Open",
                                     [EARCUP_SEMI_OPEN] = "Semi-open",
                                     [EARCUP_CLOSED] = "Closed",
                                     [EARCUP_NO_HOUSING] = "" };

/** "Closed: Sony WH-1000XM5, over-ear, 2022" */
static void
describe(const EarcupHeadphone* h, char* text, size_t size)
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
           h->coupling == EARCUP_ON_EAR ? "on-ear" : "over-ear",
           year);
}

/** What the words are looked for in; see search_rank(). */
static bool
searched(const void* list, size_t i, char* text)
{
  const EarcupHeadphone* const h = earcup_headphone(i);
  (void)list;
  char about[128];
  describe(h, about, sizeof(about));
  snprintf(text, SEARCH_TEXT, "%s %s\n%s", h->maker, h->name, about);
  return true;
}

static void
print_wearing(const EarcupHeadphone* h)
{
  EarcupSettings settings;
  EarcupCup cup;
  earcup_default_settings(&settings);
  settings.simulation.headphone_a = h->id;
  earcup_simulate(&settings.simulation, NULL, EARCUP_AT_A, true, &cup);
  const EarcupWearing* const w = &cup.wearing;
  printf("      own voice %+.1f %+.1f %+.1f dB at %g, %g, %g Hz, openness %.0f "
         "dB: computed, not measured\n",
         w->occlusion_db[0],
         w->occlusion_db[1],
         w->occlusion_db[2],
         w->occlusion_hz[0],
         w->occlusion_hz[1],
         w->occlusion_hz[2],
         w->openness_db);
}

static void
print_headphone(const EarcupHeadphone* h)
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
  SearchHit* const hits =
    (SearchHit*)calloc(earcup_n_headphones(), sizeof(SearchHit));
  if (!hits) {
    return complain("out of memory");
  }
  const size_t n_found =
    search_list(query, earcup_n_headphones(), searched, NULL, hits);
  for (size_t i = 0; i < n_found; ++i) {
    print_headphone(earcup_headphone(hits[i].index));
  }
  const SearchRank rank = n_found ? hits[0].rank : SEARCH_NONE;
  free(hits);
  return own_files_print(query, rank) + n_found > 0 ||
         complain("no headphone of the catalogue is called that, and no file "
                  "of your library");
}
