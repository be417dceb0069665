// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* What earcup-audition takes, what --help says and what the manual page tells
   are the options of options.def, all of them and no other. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

#include <ctype.h>
#include <strings.h>

typedef struct {
  char letter;
  const char* name;
  const char* argument;
  const char* help;
} Option;

static const Option options[] = {
#define OPTION(id, letter, name, argument, read, help)                         \
  { letter, name, argument, help },
#include "ui/audition/options.def"
};

enum { OPTIONS = sizeof(options) / sizeof(options[0]) };

/** With one blank for all between two words. */
static void
join_words(char* text)
{
  char* to = text;
  for (const char* c = text; *c; ++c) {
    const bool blank = isspace((unsigned char)*c);
    if (!blank || (to > text && to[-1] != ' ')) {
      *to++ = blank ? ' ' : *c;
    }
  }
  *to = '\0';
}

START_TEST(help_is_that_of_the_list)
{
  static char expected[RUN_TEXT];
  size_t n = 0;
  Run* const r = run_begin();
  run_well(r, "--help");
  for (const char* line = r->text; *line; line += strcspn(line, "\n") + 1) {
    ck_assert_msg(strcspn(line, "\n") < 80, "%s", line);
  }
  const char* const list = strstr(r->text, "\n\n");
  ck_assert_ptr_nonnull(list);
  for (int i = 0; i < OPTIONS; ++i) {
    const Option* const o = &options[i];
    const char letter[] = { '-', o->letter, ',', ' ', '\0' };
    n += (size_t)snprintf(expected + n,
                          sizeof(expected) - n,
                          "%s--%s %s%s%s ",
                          o->letter ? letter : "",
                          o->name,
                          o->argument,
                          *o->argument ? " " : "",
                          o->help);
  }
  char* const said = strdup(list + 2);
  join_words(said);
  ck_assert_str_eq(said, expected); // both end in a blank
  free(said);
  run_end(r);
}
END_TEST

START_TEST(every_option_is_known)
{
  Run* const r = run_begin();
  for (int i = 0; i < OPTIONS; ++i) {
    char way[2][64];
    snprintf(way[0], sizeof(way[0]), "--%s", options[i].name);
    snprintf(way[1], sizeof(way[1]), "-%c", options[i].letter);
    for (int k = 0; k < (options[i].letter ? 2 : 1); ++k) {
      const int code = run(r, way[k]);
      ck_assert_msg(!strstr(r->text, "unrecognized") &&
                      !strstr(r->text, "invalid"),
                    "%s: %s",
                    way[k],
                    r->text);
      const bool lacks = strstr(r->text, "requires an argument");
      ck_assert_msg(
        lacks == (*options[i].argument != '\0'), "%s: %s", way[k], r->text);
      ck_assert(!lacks || code == 1);
    }
  }
  run_end(r);
}
END_TEST

/** Take the troff out of a line. */
static void
make_plain(char* line)
{
  char* to = line;
  for (const char* from = line; *from && *from != '\n'; ++from) {
    if (from[0] == '\\' && from[1] == 'f' && from[2]) {
      from += 2;
    } else if (from[0] != '\\') {
      *to++ = *from;
    }
  }
  *to = '\0';
}

/** The option whose name a head begins with, behind a letter; moves behind it
    and its argument. -1 if there is none. */
static int
take_option(const char** head)
{
  for (int i = 0; i < OPTIONS; ++i) {
    char expected[128];
    const char letter[] = { '-', options[i].letter, ',', ' ', '\0' };
    const int n = snprintf(expected,
                           sizeof(expected),
                           "%s--%s%s%s",
                           options[i].letter ? letter : "",
                           options[i].name,
                           *options[i].argument ? " " : "",
                           options[i].argument);
    const char end = (*head)[strnlen(*head, (size_t)n)];
    if (!strncasecmp(*head, expected, (size_t)n) && (!end || end == ',')) {
      *head += n;
      return i;
    }
  }
  return -1;
}

static void
check_head(const char* head, int told[OPTIONS])
{
  if (!strncmp(head, ".BR \"--list headphones", 22)) {
    return;
  }
  for (const char* at = head; *at;) {
    const int i = take_option(&at);
    ck_assert_msg(i >= 0, "%s is in the manual alone", at);
    ++told[i];
    at += strspn(at, ", ");
  }
}

START_TEST(manual_has_all_options)
{
  char path[1024];
  char line[1024];
  int told[OPTIONS] = { 0 };
  bool inside = false;
  bool is_head = false;
  snprintf(path, sizeof(path), "%s/earcup-audition.1", run_build());
  FILE* const manual = fopen(path, "r");
  ck_assert_ptr_nonnull(manual);
  while (fgets(line, sizeof(line), manual)) {
    make_plain(line);
    ck_assert_msg(line[0] != '@', "%s", line);
    if (is_head) {
      check_head(line, told);
    }
    inside = strncmp(line, ".SH", 3) ? inside : !strcmp(line, ".SH OPTIONS");
    const bool was_head = is_head;
    is_head = inside && !strcmp(line, ".TP");
    ck_assert_msg(!was_head || !is_head, "a head says nothing");
  }
  fclose(manual);
  for (int i = 0; i < OPTIONS; ++i) {
    ck_assert_msg(told[i] == 1, "--%s: %d times", options[i].name, told[i]);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition: help and manual");
  TCase* const tests = tcase_create("options");
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, help_is_that_of_the_list);
  tcase_add_test(tests, every_option_is_known);
  tcase_add_test(tests, manual_has_all_options);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
