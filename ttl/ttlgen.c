// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Writes everything that is listed somewhere from ports.def, the headphones
// and the presets: the Turtle of the bundle and the tables of the pages.
// Prose is in ttl/NAME.ttl.in, with slots like @PORTS@.

#include "plugin/ports.h"
#include "plugin/uris.h"
#include "ttl/presets.h"
#include "ttl/quoted.h"
#include "ttl/tables.h"
#include "ttl/turtle.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_LENGTH = 4096, TEMPLATE_LENGTH = 32768 };

/** All a slot may need. */
typedef struct {
  FILE* out;
  bool ui; ///< the bundle has a window
  unsigned minor_version;
  unsigned micro_version;
  const char* plugin_uri; ///< the plugin being written
  unsigned n_ports;       ///< and how many ports it has
  const PresetList* presets;
} Context;

typedef struct {
  const char* name;
  const char* text;                      ///< what it stands for, or NULL:
  void (*write)(const Context* context); ///< writes it
} Slot;

static void
write_plugin_uri(const Context* context)
{
  fputs(context->plugin_uri, context->out);
}

static void
write_minor_version(const Context* context)
{
  fprintf(context->out, "%u", context->minor_version);
}

static void
write_micro_version(const Context* context)
{
  fprintf(context->out, "%u", context->micro_version);
}

static void
write_ports(const Context* context)
{
  turtle_ports(context->out, context->n_ports);
}

static void
write_ui_link(const Context* context)
{
  if (context->ui) {
    fputs("\n\t<http://lv2plug.in/ns/extensions/ui#ui> <" EARCUP_UI_URI "> ;",
          context->out);
  }
}

static void
write_notifications(const Context* context)
{
  turtle_notifications(context->out, EARCUP_URI);
  fputs(" , ", context->out);
  turtle_notifications(context->out, EARCUP_OUTSIDE_URI);
}

static void
write_preset_entries(const Context* context)
{
  for (size_t i = 0; i < context->presets->n; ++i) {
    fprintf(context->out,
            "\n<" EARCUP_PREFIX "preset:%s>\n\ta pset:Preset ;\n"
            "\tlv2:appliesTo <" EARCUP_URI "> , <" EARCUP_OUTSIDE_URI "> ;\n"
            "\trdfs:seeAlso <presets.ttl> .\n",
            context->presets->preset[i].slug);
  }
}

/** URI of a bank: its name in small letters, all else becomes a hyphen. */
static void
write_bank_uri(FILE* out, const char* bank)
{
  fputs("<" EARCUP_PREFIX "bank:", out);
  for (; *bank; ++bank) {
    const char c = *bank;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool capital = c >= 'A' && c <= 'Z';
    fputc(letter ? c : capital ? c - 'A' + 'a' : '-', out);
  }
  fputc('>', out);
}

static void
write_banks(const Context* context)
{
  const PresetList* const presets = context->presets;
  for (size_t i = 0; i < presets->n; ++i) {
    if (presets_first_of_bank(presets, i)) {
      fputc('\n', context->out);
      write_bank_uri(context->out, presets->preset[i].bank);
      fputs("\n\ta pset:Bank ;\n\trdfs:label ", context->out);
      write_quoted(context->out, presets->preset[i].bank);
      fputs(" .\n", context->out);
    }
  }
}

/** "Bank: name": many hosts sort by label and know no banks. */
static void
write_label(FILE* out, const Preset* preset)
{
  char label[2 * PRESET_TEXT + 2];
  snprintf(label, sizeof(label), "%s: %s", preset->bank, preset->name);
  write_quoted(out, label);
}

static void
write_preset(FILE* out, const Preset* preset)
{
  fprintf(out,
          "\n<" EARCUP_PREFIX "preset:%s>\n\ta pset:Preset ;\n"
          "\tlv2:appliesTo <" EARCUP_URI "> , <" EARCUP_OUTSIDE_URI "> ;\n"
          "\trdfs:label ",
          preset->slug);
  write_label(out, preset);
  if (*preset->former) {
    fputs(" ;\n\tearcup:formerName ", out);
    write_quoted(out, preset->former);
  }
  fputs(" ;\n\tpset:bank ", out);
  write_bank_uri(out, preset->bank);
  fputs(" ;\n\trdfs:comment ", out);
  write_quoted(out, preset->comment);
  const char* separator = " ;\n\tlv2:port";
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    if (presets_hold((PortIndex)i) && !isnan(preset->value[i])) {
      fprintf(out,
              "%s [\n\t\tlv2:symbol \"%s\" ;\n\t\tpset:value ",
              separator,
              ports[i].symbol);
      turtle_value(out, preset->value[i]);
      fputs("\n\t]", out);
      separator = " ,";
    }
  }
  fputs(" .\n", out);
}

static void
write_presets(const Context* context)
{
  for (size_t i = 0; i < context->presets->n; ++i) {
    write_preset(context->out, &context->presets->preset[i]);
  }
}

static const Slot slots[] = { { "STEREO_URI", EARCUP_URI, NULL },
                              { "OUTSIDE_URI", EARCUP_OUTSIDE_URI, NULL },
                              { "UI_URI", EARCUP_UI_URI, NULL },
                              { "PREFIX_URI", EARCUP_PREFIX, NULL },
                              { "PLUGIN_URI", NULL, write_plugin_uri },
                              { "MINOR_VERSION", NULL, write_minor_version },
                              { "MICRO_VERSION", NULL, write_micro_version },
                              { "PORTS", NULL, write_ports },
                              { "UI_LINK", NULL, write_ui_link },
                              { "NOTIFICATIONS", NULL, write_notifications },
                              { "PRESET_ENTRIES", NULL, write_preset_entries },
                              { "BANKS", NULL, write_banks },
                              { "PRESETS", NULL, write_presets } };

static bool
fill_slot(const Context* context, const char* name, size_t length)
{
  for (size_t i = 0; i < sizeof(slots) / sizeof(slots[0]); ++i) {
    if (strlen(slots[i].name) == length &&
        !strncmp(slots[i].name, name, length)) {
      if (slots[i].text) {
        fputs(slots[i].text, context->out);
      } else {
        slots[i].write(context);
      }
      return true;
    }
  }
  return false;
}

/** Length of the slot's name if an upper-case word between two @ begins at
    text, 0 otherwise (Turtle has an @ of its own: @prefix). */
static size_t
slot_length(const char* text)
{
  const size_t n = strspn(text + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
  return *text == '@' && text[n + 1] == '@' ? n : 0;
}

/** Copy ttl/NAME.in to the stream with its slots filled. */
static bool
expand(const Context* context, const char* name)
{
  char path[PATH_LENGTH];
  snprintf(path, sizeof(path), "ttl/%s.in", name);
  FILE* const file = fopen(path, "r");
  if (!file) {
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    return false;
  }
  char text[TEMPLATE_LENGTH];
  const size_t n = fread(text, 1, sizeof(text) - 1, file);
  fclose(file);
  text[n] = '\0';
  bool ok = n > 0 && n < sizeof(text) - 1;
  if (!ok) {
    fprintf(stderr, "%s: empty or too long\n", path);
  }
  for (const char* c = text; ok && *c;) {
    const size_t length = slot_length(c);
    if (!length) {
      fputc(*c++, context->out);
      continue;
    }
    ok = fill_slot(context, c + 1, length);
    if (!ok) {
      fprintf(stderr, "%s: no such slot: %.*s\n", path, (int)length, c + 1);
    }
    c += length + 2;
  }
  return ok;
}

/** Both plugins after the part they share. */
static bool
expand_plugins(Context* context)
{
  context->plugin_uri = EARCUP_URI;
  context->n_ports = PORT_COUNT_PLAIN;
  if (!expand(context, "plugin.ttl")) {
    return false;
  }
  context->plugin_uri = EARCUP_OUTSIDE_URI;
  context->n_ports = PORT_COUNT;
  return expand(context, "plugin.ttl");
}

static bool
write_file(Context* context, const char* folder, const char* name)
{
  char path[PATH_LENGTH];
  snprintf(path, sizeof(path), "%s/%s", folder, name);
  context->out = fopen(path, "w");
  if (!context->out) {
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    return false;
  }
  bool ok = expand(context, name);
  if (ok && context->ui && !strcmp(name, "manifest.ttl")) {
    ok = expand(context, "manifest-ui.ttl");
  }
  if (ok && !strcmp(name, "earcup.ttl")) {
    ok = expand_plugins(context);
  }
  const bool written = !ferror(context->out);
  if (fclose(context->out) || !written) {
    fprintf(stderr, "%s: cannot write\n", path);
    ok = false;
  }
  if (!ok) {
    remove(path);
  }
  return ok;
}

static bool
write_bundle(Context* context, const char* folder)
{
  return write_file(context, folder, "manifest.ttl") &&
         write_file(context, folder, "earcup.ttl") &&
         write_file(context, folder, "presets.ttl") &&
         (!context->ui || write_file(context, folder, "ui.ttl"));
}

static int
usage(void)
{
  fprintf(stderr,
          "usage: ttlgen bundle|ui-bundle VERSION FOLDER PRESET...\n"
          "       ttlgen presets-table PRESET...\n"
          "       ttlgen ports-table\n"
          "Run it where ttl/ is.\n");
  return EXIT_FAILURE;
}

static bool
run(int argc, char** argv, PresetList* presets)
{
  Context context = { .presets = presets };
  unsigned major = 0;
  context.ui = !strcmp(argv[1], "ui-bundle");
  if (sscanf(argv[2],
             "%u.%u.%u",
             &major,
             &context.minor_version,
             &context.micro_version) != 3) {
    fprintf(stderr, "not a version: %s\n", argv[2]);
    return false;
  }
  return presets_read(presets, argv + 4, (size_t)(argc - 4)) &&
         write_bundle(&context, argv[3]);
}

int
main(int argc, char** argv)
{
  if (argc == 2 && !strcmp(argv[1], "ports-table")) {
    tables_print_ports();
    return EXIT_SUCCESS;
  }
  PresetList* const presets = calloc(1, sizeof(PresetList));
  bool ok = presets != NULL;
  if (ok && argc >= 2 && !strcmp(argv[1], "presets-table")) {
    ok = presets_read(presets, argv + 2, (size_t)(argc - 2));
    if (ok) {
      tables_print_presets(presets);
    }
  } else if (ok && argc >= 4 &&
             (!strcmp(argv[1], "bundle") || !strcmp(argv[1], "ui-bundle"))) {
    ok = run(argc, argv, presets);
  } else {
    free(presets);
    return usage();
  }
  free(presets);
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
