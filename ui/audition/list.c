// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/list.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 76, INDENT = 6, LONG_LIST = 16 };

/** Print text broken at spaces, each line indented. */
static void
print_wrapped(const char* text)
{
  size_t column = 0;
  while (*text) {
    const size_t gap = strspn(text, " \n\t");
    const size_t word = strcspn(text + gap, " \n\t");
    if (word == 0) {
      break;
    }
    if (column > 0 && column + 1 + word > WIDTH) {
      putchar('\n');
      column = 0;
    }
    printf("%*s%.*s", column ? 1 : INDENT, "", (int)word, text + gap);
    column += word + (column ? 1 : INDENT);
    text += gap + word;
  }
  putchar('\n');
}

static void
print_presets(const Host* host)
{
  const char* bank = NULL;
  for (size_t i = 0; i < host->n_presets; ++i) {
    const HostPreset* const preset = &host->presets[i];
    if (!bank || strcmp(bank, preset->bank)) {
      bank = preset->bank;
      printf("%s%s:\n", i ? "\n" : "", *bank ? bank : "Presets");
    }
    printf("  %s  (%s)\n", preset->label, preset->slug);
    if (*preset->comment) {
      print_wrapped(preset->comment);
    }
  }
}

static bool
has_choice(const HostPort* port, const HostChoice* choice)
{
  for (size_t i = 0; i < port->n_choices; ++i) {
    if (port->choices[i].value == choice->value &&
        !strcmp(port->choices[i].label, choice->label)) {
      return true;
    }
  }
  return false;
}

/** An earlier control that has all but a few of a long list of choices. */
static const HostPort*
alike(const Host* host, const HostPort* port)
{
  for (const HostPort* other = host->ports; other < port; ++other) {
    size_t missing = 0;
    for (size_t i = 0; i < port->n_choices; ++i) {
      missing += !has_choice(other, &port->choices[i]);
    }
    if (port->n_choices > LONG_LIST && missing < LONG_LIST / 4) {
      return other;
    }
  }
  return NULL;
}

static void
print_choices(const Host* host, const HostPort* port)
{
  const HostPort* const other = alike(host, port);
  if (other) {
    printf("%*sas %s\n", INDENT, "", other->symbol);
  }
  for (size_t i = 0; i < port->n_choices; ++i) {
    const HostChoice* const choice = &port->choices[i];
    if (!other || !has_choice(other, choice)) {
      printf("%*s%g  %s\n", INDENT, "", (double)choice->value, choice->label);
    }
  }
}

static void
print_port(const Host* host, const HostPort* port)
{
  printf("  %s  %s: ", port->symbol, port->name);
  if (port->toggle) {
    printf("off or on (%s)\n", port->dflt > 0 ? "on" : "off");
  } else {
    printf("%g to %g%s%s (%g)%s\n",
           (double)port->min,
           (double)port->max,
           *port->unit ? " " : "",
           port->unit,
           (double)port->dflt,
           port->times_rate ? " x sample rate" : "");
  }
  if (!port->toggle) {
    print_choices(host, port);
  }
}

void
list_print(const Host* host)
{
  printf("%s <%s>\n\n",
         host->name,
         lilv_node_as_uri(lilv_plugin_get_uri(host->plugin)));
  print_presets(host);
  printf("%sControls, with range (and default):\n",
         host->n_presets ? "\n" : "");
  for (uint32_t i = 0; i < host->n_ports; ++i) {
    if (host->ports[i].kind == HOST_CONTROL_IN) {
      print_port(host, &host->ports[i]);
    }
  }
}
