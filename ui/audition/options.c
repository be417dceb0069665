// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/options.h"

#include "ui/audition/file_type.h"
#include "ui/audition/jobs.h"
#include "ui/audition/option_list.h"
#include "ui/audition/report.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static const char usage[] =
  "Usage: earcup-audition -i IN -o OUT [option]...\n"
  "Render a sound file through an LV2 plugin, Earcup by default.\n"
  "\n";

static bool
parse_number(const char* option,
             const char* text,
             double min,
             double max,
             double* value)
{
  char* end = NULL;
  *value = strtod(text, &end);
  if (!*text || *end || !(*value >= min && *value <= max)) {
    return complain(
      "%s: '%s' is not a number from %g to %g", option, text, min, max);
  }
  return true;
}

static bool
parse_block(Options* options, const char* shown, const char* text)
{
  if (!strcmp(text, "random")) {
    options->rendering.block = 0;
    return true;
  }
  double block = 0;
  if (!parse_number(shown, text, 1, OPTIONS_MAX_BLOCK, &block)) {
    return false;
  }
  options->rendering.block = (uint32_t)block;
  return true;
}

static bool
parse_jobs(Options* options, const char* shown, const char* text)
{
  double jobs = 0;
  const bool good = parse_number(shown, text, 1, OPTIONS_MAX_JOBS, &jobs);
  options->n_jobs = (unsigned)jobs;
  return good;
}

static bool
parse_rate(Options* options, const char* shown, const char* text)
{
  const bool good =
    parse_number(shown, text, 1000, 768000, &options->rendering.rate_hz);
  options->rendering.rate_hz = round(options->rendering.rate_hz);
  return good;
}

static bool
parse_format(Options* options, const char* shown, const char* text)
{
  options->rendering.format = strcmp(text, "24") ? SINK_FLOAT : SINK_24;
  return options->rendering.format == SINK_24 || !strcmp(text, "float") ||
         complain("%s: '%s' is neither float nor 24", shown, text);
}

/** Split "symbol=value@seconds"; an @ that no number follows is part of the
    value. */
static bool
parse_change(Change* change, const char* text)
{
  const char* const equals = strchr(text, '=');
  if (!equals || equals == text || !equals[1]) {
    return complain("-c: '%s' is not symbol=value[@seconds]", text);
  }
  change->symbol = strndup(text, (size_t)(equals - text));
  change->text = strdup(equals + 1);
  if (!change->symbol || !change->text) {
    return complain("out of memory");
  }
  char* const at = strrchr(change->text, '@');
  if (at && at[1]) {
    char* end = NULL;
    const double at_s = strtod(at + 1, &end);
    if (*end == '\0') {
      if (!(at_s >= 0 && at_s < 1e9)) {
        return complain("-c: '%s' is not a time", at + 1);
      }
      change->at_s = at_s;
      *at = '\0';
    }
  }
  return true;
}

static bool
parse_desktop(Options* options, const char* shown, const char* text)
{
  static const char* const verbs[] = {
    [DESKTOP_ON] = "on",       [DESKTOP_OFF] = "off",
    [DESKTOP_SET] = "set",     [DESKTOP_STATUS] = "status",
    [DESKTOP_LOGIN] = "login", [DESKTOP_SUPERVISE] = "supervise",
  };
  for (int verb = DESKTOP_ON; verb <= DESKTOP_SUPERVISE; ++verb) {
    if (!strcmp(text, verbs[verb])) {
      options->desktop.verb = (DesktopVerb)verb;
      return true;
    }
  }
  return complain("%s: '%s' is not on, off, set or status", shown, text);
}

/** The file that --page names: a folder gets index.html; free() it. */
static char*
page_path(const char* given)
{
  static const char index[] = "index.html";
  struct stat st;
  const size_t length = strlen(given);
  const bool folder = (stat(given, &st) == 0 && S_ISDIR(st.st_mode)) ||
                      (length > 0 && given[length - 1] == '/');
  char* const path = (char*)malloc(length + sizeof(index) + 1);
  if (path && folder) {
    const char* const slash = given[length - 1] == '/' ? "" : "/";
    snprintf(path, length + sizeof(index) + 1, "%s%s%s", given, slash, index);
  } else if (path) {
    memcpy(path, given, length + 1);
  }
  return path;
}

static bool
parse_page(Options* options, const char* text)
{
  free(options->page);
  options->page = page_path(text);
  return options->page || complain("out of memory");
}

/* The short words of options.def. */
#define LISTED(member) (o->member[o->n_##member++] = arg, true)
#define KEPT(member) (o->member = arg, true)
#define SWITCHED(member) (o->member = true)
#define NUMBER(min, max, member) parse_number(shown, arg, min, max, &o->member)

static bool
parse_one(Options* o, OptionId id, const char* arg)
{
  if (id == OPTION_COUNT) {
    fputs("Try 'earcup-audition --help'.\n", stderr);
    return false;
  }
  char letter[3];
  const char* const shown = option_shown(id, letter);
  switch (id) {
#define OPTION(id, letter, name, argument, read, help)                         \
  case OPTION_##id:                                                            \
    return read;
#include "ui/audition/options.def"
    case OPTION_COUNT:
      break;
  }
  return false;
}

OptionsResult
options_parse(Options* options, int argc, char** argv)
{
  memset(options, 0, sizeof(*options));
  options->uri = "urn:earcup:stereo";
  options->rendering.block = 1024;
  options->n_jobs = jobs_at_once(OPTIONS_MAX_JOBS);
  options->excerpt.from_s = -1.0;
  options->excerpt.length_s = PAGE_LENGTH_S;
  options->ins = (const char**)calloc((size_t)argc, sizeof(char*));
  options->presets = (const char**)calloc((size_t)argc, sizeof(char*));
  options->reports = (const char**)calloc((size_t)argc, sizeof(char*));
  options->changes = (Change*)calloc((size_t)argc, sizeof(Change));
  if (!options->ins || !options->presets || !options->reports ||
      !options->changes) {
    complain("out of memory");
    return OPTIONS_BAD;
  }
  OptionId id = OPTION_COUNT;
  while (option_next(argc, argv, &id)) {
    if (id == OPTION_HELP) {
      fputs(usage, stdout);
      option_print_help(stdout);
      return OPTIONS_DONE;
    }
    if (id == OPTION_VERSION) {
      puts("earcup-audition " EARCUP_VERSION);
      return OPTIONS_DONE;
    }
    if (!parse_one(options, id, optarg)) {
      return OPTIONS_BAD;
    }
  }
  if (options->listing.is_on && optind < argc &&
      !strcmp(argv[optind], "headphones")) {
    options->listing.headphones = true;
    options->listing.words = argv + optind + 1;
    options->listing.n_words = argc - optind - 1;
  } else if (optind < argc) {
    complain("'%s' belongs to no option", argv[optind]);
    return OPTIONS_BAD;
  }
  return options_check(options) ? OPTIONS_RUN : OPTIONS_BAD;
}

void
options_free(Options* options)
{
  for (size_t i = 0; i < options->n_changes; ++i) {
    free(options->changes[i].symbol);
    free(options->changes[i].text);
  }
  for (int file = 0; file < EARCUP_FILE_SLOTS; ++file) {
    free(options->measured.own[file]);
  }
  free(options->changes);
  free(options->presets);
  free(options->reports);
  free(options->page);
  free(options->ins);
}
