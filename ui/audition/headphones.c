// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audition/headphones.h"

#include "dsp/model/isolation.h"
#include "ui/shared/about.h"
#include "ui/shared/search.h"

#include <stdio.h>
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

static bool
has_all(const char* text, char* const* words, int n)
{
  for (int i = 0; i < n; ++i) {
    if (!search_matches(words[i], text)) {
      return false;
    }
  }
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

bool
headphones_print(char* const* words, int n)
{
  unsigned n_found = 0;
  for (size_t i = 0; i < n_headphones; ++i) {
    const Headphone* const h = &headphones[i];
    char text[256];
    char about[ABOUT_TEXT];
    describe(h, text, sizeof(text));
    if (!has_all(text, words, n)) {
      continue;
    }
    ++n_found;
    about_short(h, about);
    printf("%4u  %s\n      %s\n", (unsigned)h->id, text, about);
    if (h->active) {
      printf("      a response only: seal, pads, cup and port do nothing, no "
             "isolation is claimed\n");
    } else {
      print_wearing(h);
    }
  }
  if (!n_found) {
    fputs("earcup-audition: no headphone of the catalogue is called that\n",
          stderr);
  }
  return n_found > 0;
}
