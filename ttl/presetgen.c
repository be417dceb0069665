// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Writes the factory presets, in the order of the window's menu, as rows of a
// C table: presetgen presets/*.preset >presets_data.h

#include "ttl/presets.h"
#include "ttl/quoted.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
print_preset(const Preset* preset)
{
  fputs("PRESET(", stdout);
  const char* const texts[] = { preset->name, preset->bank, preset->comment };
  for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); ++i) {
    write_quoted(stdout, texts[i]);
    fputs(",\n", stdout);
  }
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    const bool held = presets_hold((PortIndex)p);
    if (held && isnan(preset->value[p])) {
      fputs("NAN", stdout);
    } else {
      printf("%.9g", held ? (double)preset->value[p] : 0.0);
    }
    fputs(p + 1 < PORT_COUNT ? ", " : ")\n", stdout);
  }
}

int
main(int argc, char** argv)
{
  PresetList* list = calloc(1, sizeof(*list));
  if (!list || !presets_read(list, argv + 1, (size_t)(argc - 1))) {
    free(list);
    return EXIT_FAILURE;
  }
  printf("// Made by presetgen from presets/*.preset\n");
  for (size_t i = 0; i < list->n; ++i) {
    for (size_t k = i; presets_first_of_bank(list, i) && k < list->n; ++k) {
      if (!strcmp(list->preset[k].bank, list->preset[i].bank)) {
        print_preset(&list->preset[k]);
      }
    }
  }
  printf("#ifdef HELD\n");
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    if (presets_hold((PortIndex)p)) {
      printf("HELD(%u)\n", p);
    }
  }
  printf("#endif\n");
  free(list);
  return EXIT_SUCCESS;
}
