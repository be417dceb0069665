// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ttl/tables.h"

#include "plugin/ports.h"

#include <stdio.h>

static const char*
unit_text(PortUnit unit)
{
  switch (unit) {
    case UNIT_PERCENT:
      return " %";
    case UNIT_DB:
      return " dB";
    case UNIT_DEGREE:
      return "&deg;";
    case UNIT_NONE:
      break;
  }
  return "";
}

/** "0..100 %", or the choices of a short enumeration. */
static void
print_range(PortIndex port)
{
  const PortInfo* const info = &ports[port];
  const size_t n = ports_n_choices(port);
  if (info->flags & FLAG_TOGGLE) {
    printf("off, on");
  } else if (n > 10) {
    printf("%zu choices", n);
  } else if (n > 0) {
    for (size_t i = 0; i < n; ++i) {
      printf("%s%s", i ? ", " : "", ports_choice(port, i).label);
    }
  } else {
    printf(
      "%g..%g%s", (double)info->min, (double)info->max, unit_text(info->unit));
  }
}

static void
print_default(PortIndex port)
{
  const PortInfo* const info = &ports[port];
  if (info->kind == KIND_CONTROL_OUT) {
    return;
  }
  if (info->flags & FLAG_TOGGLE) {
    printf("%s", info->dflt > 0 ? "on" : "off");
  }
  for (size_t i = 0; i < ports_n_choices(port); ++i) {
    const PortChoice choice = ports_choice(port, i);
    if (!(choice.value < info->dflt) && !(choice.value > info->dflt)) {
      printf("%s", choice.label);
    }
  }
  if (!(info->flags & (FLAG_TOGGLE | FLAG_ENUM))) {
    printf("%g%s", (double)info->dflt, unit_text(info->unit));
  }
}

void
tables_print_ports(void)
{
  printf("| symbol | name | range | default | meaning |\n"
         "|---|---|---|---|---|\n");
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    if (ports[i].kind != KIND_CONTROL_IN && ports[i].kind != KIND_CONTROL_OUT) {
      continue;
    }
    printf("| `%s` | %s | ", ports[i].symbol, ports[i].name);
    print_range((PortIndex)i);
    printf(" | ");
    print_default((PortIndex)i);
    printf(" | %s |\n", ports[i].help);
  }
}

void
tables_print_presets(const PresetList* presets)
{
  printf("| bank | preset | listen for |\n|---|---|---|\n");
  for (size_t i = 0; i < presets->n; ++i) {
    printf("| %s | %s | %s |\n",
           presets->preset[i].bank,
           presets->preset[i].name,
           presets->preset[i].comment);
  }
}
