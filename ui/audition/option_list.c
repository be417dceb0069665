// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/option_list.h"

#include <getopt.h>
#include <string.h>

enum { HELP_COLUMN = 25, LAST_COLUMN = 79, LONG_FROM = 256 };

const OptionInfo option_list[OPTION_COUNT] = {
#define OPTION(id, letter, name, argument, read, help)                         \
  [OPTION_##id] = { letter, "--" name, argument, help },
#include "ui/audition/options.def"
};

const char*
option_shown(OptionId id, char text[3])
{
  const OptionInfo* const info = &option_list[id];
  if (!info->letter) {
    return info->name;
  }
  text[0] = '-';
  text[1] = info->letter;
  text[2] = '\0';
  return text;
}

/** As getopt_long() wants it. */
static void
describe(char letters[2 * OPTION_COUNT + 1],
         struct option names[OPTION_COUNT + 1])
{
  size_t n = 0;
  for (int i = 0; i < OPTION_COUNT; ++i) {
    const OptionInfo* const info = &option_list[i];
    const int wants = *info->argument ? required_argument : no_argument;
    names[i] =
      (struct option){ info->name + strlen("--"), wants, NULL, LONG_FROM + i };
    if (info->letter) {
      letters[n++] = info->letter;
    }
    if (info->letter && wants == required_argument) {
      letters[n++] = ':';
    }
  }
  letters[n] = '\0';
  memset(&names[OPTION_COUNT], 0, sizeof(names[OPTION_COUNT]));
}

bool
option_next(int argc, char** argv, OptionId* id)
{
  char letters[2 * OPTION_COUNT + 1];
  struct option names[OPTION_COUNT + 1];
  describe(letters, names);
  const int got = getopt_long(argc, argv, letters, names, NULL);
  int i = got < LONG_FROM ? 0 : got - LONG_FROM;
  while (got < LONG_FROM && i < OPTION_COUNT && option_list[i].letter != got) {
    ++i;
  }
  *id = (OptionId)i;
  return got != -1;
}

/** Words from the column on, in lines of their own. */
static void
print_wrapped(FILE* out, const char* text, int column)
{
  while (*text) {
    const int length = (int)strcspn(text, " ");
    if (column > HELP_COLUMN && column + 1 + length > LAST_COLUMN) {
      fprintf(out, "\n%*s", HELP_COLUMN, "");
      column = HELP_COLUMN;
    }
    const int gap = column > HELP_COLUMN;
    fprintf(out, "%*s%.*s", gap, "", length, text);
    column += gap + length;
    text += length;
    text += strspn(text, " ");
  }
  fputc('\n', out);
}

void
option_print_help(FILE* out)
{
  for (int i = 0; i < OPTION_COUNT; ++i) {
    const OptionInfo* const info = &option_list[i];
    const char letter[] = { '-', info->letter, ',', ' ', '\0' };
    char head[64];
    const int length = snprintf(head,
                                sizeof(head),
                                "  %-4s%s%s%s",
                                info->letter ? letter : "",
                                info->name,
                                *info->argument ? " " : "",
                                info->argument);
    if (length + 2 > HELP_COLUMN) {
      fprintf(out, "%s\n%*s", head, HELP_COLUMN, "");
    } else {
      fprintf(out, "%-*s", HELP_COLUMN, head);
    }
    print_wrapped(out, info->help, HELP_COLUMN);
  }
}
