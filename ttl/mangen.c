// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* mangen <earcup-audition.1.in >earcup-audition.1: puts the options of
   ui/audition/options.def into the manual page. A line @in@ or @from length@
   becomes the head of what is said of these options; each has to come once. */

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LINE = 1024 };

typedef struct {
  char letter;
  const char* name;
  const char* argument;
} Option;

static const Option options[] = {
#define OPTION(id, letter, name, argument, read, help)                         \
  { letter, name, argument },
#include "ui/audition/options.def"
};

enum { OPTIONS = sizeof(options) / sizeof(options[0]) };

_Noreturn static void
fail(const char* what, const char* text)
{
  fprintf(stderr, "mangen: %s: %s\n", what, text);
  exit(EXIT_FAILURE);
}

/** In bold, with dashes that are no hyphens. */
static void
write_bold(const char* dashes, const char* text)
{
  fputs("\\fB", stdout);
  for (const char* c = dashes; *c; ++c) {
    fputs("\\-", stdout);
  }
  for (const char* c = text; *c; ++c) {
    fputs(*c == '-' ? "\\-" : (char[]){ *c, '\0' }, stdout);
  }
  fputs("\\fR", stdout);
}

/** What stands for something in italics: FILE.png becomes file.png. */
static void
write_argument(const char* argument)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  while (*argument) {
    const size_t mark = strcspn(argument, "=[]@|");
    if (!mark) {
      putchar(*argument++);
      continue;
    }
    const size_t large = strspn(argument, letters);
    const bool is_name = large == mark || argument[large] == '.';
    fputs("\\fI", stdout);
    for (size_t i = 0; i < mark; ++i) {
      putchar(is_name && i < large ? tolower(argument[i]) : argument[i]);
    }
    fputs("\\fR", stdout);
    argument += mark;
  }
}

static void
write_option(const Option* option)
{
  if (option->letter) {
    write_bold("-", (char[]){ option->letter, '\0' });
    fputs(", ", stdout);
  }
  write_bold("--", option->name);
  if (*option->argument) {
    putchar(' ');
    write_argument(option->argument);
  }
}

/** @param names with blanks between them */
static void
write_head(char* names, bool used[OPTIONS])
{
  fputs(".TP\n", stdout);
  bool first = true;
  for (char* name = strtok(names, " "); name; name = strtok(NULL, " ")) {
    int i = 0;
    while (i < OPTIONS && strcmp(options[i].name, name)) {
      ++i;
    }
    if (i == OPTIONS || used[i]) {
      fail(i == OPTIONS ? "no such option" : "comes twice", name);
    }
    used[i] = true;
    fputs(first ? "" : ", ", stdout);
    write_option(&options[i]);
    first = false;
  }
  putchar('\n');
}

int
main(void)
{
  bool used[OPTIONS] = { false };
  char line[MAX_LINE];
  while (fgets(line, sizeof(line), stdin)) {
    char* const end = line[0] == '@' ? strchr(line + 1, '@') : NULL;
    if (end) {
      *end = '\0';
      write_head(line + 1, used);
    } else {
      fputs(line, stdout);
    }
  }
  for (int i = 0; i < OPTIONS; ++i) {
    if (!used[i]) {
      fail("the manual page says nothing of", options[i].name);
    }
  }
  return ferror(stdin) || fflush(stdout) || ferror(stdout);
}
