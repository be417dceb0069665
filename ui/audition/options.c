// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/options.h"

#include "ui/audition/file_type.h"
#include "ui/audition/jobs.h"
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
  "\n"
  "  -i, --in FILE          sound to play: WAV, FLAC, AIFF or Ogg, mono or\n"
  "                         stereo, any rate; several give several results\n"
  "  -o, --out FILE         result: .wav, .aiff, .flac or .ogg; without it "
  "the\n"
  "                         result is only measured; %n stands for the name\n"
  "                         of IN without folder and ending\n"
  "  -p, --preset NAME      load a preset by label, slug or URI; several "
  "render\n"
  "                         several files, OUT with the slug before its "
  "ending\n"
  "  -c, --control SYM=VALUE[@SECONDS]\n"
  "                         set a control, from that time on; VALUE may be "
  "the\n"
  "                         name of a choice, or words of it: HD650\n"
  "  -b, --block N          frames a block, 1 to 8192, or 'random' (1024)\n"
  "  -r, --rate HZ          sample rate of plugin and result (that of IN)\n"
  "  -j, --jobs N           work at N results side by side (one a processor)\n"
  "  -l, --list             list presets and controls\n"
  "      --list headphones [WORD...]  headphones by maker, model, type or\n"
  "                         year, and how true each is\n"
  "      --plot FILE.png    draw the measured magnitude responses; .svg too\n"
  "      --title TEXT       heading of the plot\n"
  "      --file-a FILE      measured response for headphone A\n"
  "      --file-b FILE      measured response for headphone B\n"
  "      --wearing-file FILE  measured response of what you wear\n"
  "      --type-a, --type-b TYPE  what those are: open, semi-open or closed\n"
  "      --tail SECONDS     go on after the end of IN\n"
  "      --gain DB          gain after the plugin, to make bleed audible\n"
  "      --format float|24  what WAV and AIFF hold (float)\n"
  "      --null FILE        print the difference of the result from FILE\n"
  "      --realtime         do not tell the plugin that this is an export\n"
  "      --export ParametricEQ.txt\n"
  "                         write what is heard as up to 20 biquads, and "
  "beside\n"
  "                         them GraphicEQ.txt, curve.csv and ir.wav\n"
  "      --page FILE.html|FOLDER  a web page to hear IN through presets on,\n"
  "                         and blind, with all sounds in it\n"
  "      --from SECONDS     where its part of IN begins (the loudest part)\n"
  "      --length SECONDS   how long that is, 2 to 60 (25)\n"
  "      --report FILE.html what all headphones of the catalogue do to IN, "
  "new,\n"
  "                         with a bad seal and with worn pads, in a quiet\n"
  "                         place and in a train; .csv and .json too\n"
  "      --desktop on|off|set|status\n"
  "                         Earcup for all that the computer plays (PipeWire)\n"
  "      --device NAME      the device that --desktop stands before\n"
  "      --uri URI          another plugin\n"
  "  -h, --help\n"
  "  -V, --version\n";

enum {
  OPT_PLOT = 256,
  OPT_TITLE,
  OPT_FILE_A,
  OPT_FILE_B,
  OPT_FILE_WEARING,
  OPT_TYPE_A,
  OPT_TYPE_B,
  OPT_TAIL,
  OPT_GAIN,
  OPT_FORMAT,
  OPT_NULL,
  OPT_REALTIME,
  OPT_EXPORT,
  OPT_URI,
  OPT_DESKTOP,
  OPT_DEVICE,
  OPT_PAGE,
  OPT_REPORT,
  OPT_FROM,
  OPT_LENGTH
};

static const struct option long_options[] = {
  { "in", required_argument, NULL, 'i' },
  { "out", required_argument, NULL, 'o' },
  { "preset", required_argument, NULL, 'p' },
  { "control", required_argument, NULL, 'c' },
  { "block", required_argument, NULL, 'b' },
  { "rate", required_argument, NULL, 'r' },
  { "jobs", required_argument, NULL, 'j' },
  { "list", no_argument, NULL, 'l' },
  { "plot", required_argument, NULL, OPT_PLOT },
  { "title", required_argument, NULL, OPT_TITLE },
  { "file-a", required_argument, NULL, OPT_FILE_A },
  { "file-b", required_argument, NULL, OPT_FILE_B },
  { "wearing-file", required_argument, NULL, OPT_FILE_WEARING },
  { "type-a", required_argument, NULL, OPT_TYPE_A },
  { "type-b", required_argument, NULL, OPT_TYPE_B },
  { "tail", required_argument, NULL, OPT_TAIL },
  { "gain", required_argument, NULL, OPT_GAIN },
  { "format", required_argument, NULL, OPT_FORMAT },
  { "null", required_argument, NULL, OPT_NULL },
  { "realtime", no_argument, NULL, OPT_REALTIME },
  { "export", required_argument, NULL, OPT_EXPORT },
  { "uri", required_argument, NULL, OPT_URI },
  { "desktop", required_argument, NULL, OPT_DESKTOP },
  { "device", required_argument, NULL, OPT_DEVICE },
  { "page", required_argument, NULL, OPT_PAGE },
  { "report", required_argument, NULL, OPT_REPORT },
  { "from", required_argument, NULL, OPT_FROM },
  { "length", required_argument, NULL, OPT_LENGTH },
  { "help", no_argument, NULL, 'h' },
  { "version", no_argument, NULL, 'V' },
  { NULL, 0, NULL, 0 },
};

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
parse_block(Options* options, const char* text)
{
  if (!strcmp(text, "random")) {
    options->block = 0;
    return true;
  }
  double block = 0;
  if (!parse_number("-b", text, 1, OPTIONS_MAX_BLOCK, &block)) {
    return false;
  }
  options->block = (uint32_t)block;
  return true;
}

static bool
parse_jobs(Options* options, const char* text)
{
  double jobs = 0;
  const bool good = parse_number("-j", text, 1, OPTIONS_MAX_JOBS, &jobs);
  options->n_jobs = (unsigned)jobs;
  return good;
}

static bool
parse_rate(Options* options, const char* text)
{
  const bool good = parse_number("-r", text, 1000, 768000, &options->rate_hz);
  options->rate_hz = round(options->rate_hz);
  return good;
}

static bool
parse_format(Options* options, const char* text)
{
  options->format = strcmp(text, "24") ? SINK_FLOAT : SINK_24;
  return options->format == SINK_24 || !strcmp(text, "float") ||
         complain("--format: '%s' is neither float nor 24", text);
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
parse_desktop(Options* options, const char* text)
{
  static const char* const verbs[] = {
    [DESKTOP_ON] = "on",       [DESKTOP_OFF] = "off",
    [DESKTOP_SET] = "set",     [DESKTOP_STATUS] = "status",
    [DESKTOP_LOGIN] = "login", [DESKTOP_SUPERVISE] = "supervise",
  };
  for (int verb = DESKTOP_ON; verb <= DESKTOP_SUPERVISE; ++verb) {
    if (!strcmp(text, verbs[verb])) {
      options->desktop = (DesktopVerb)verb;
      return true;
    }
  }
  return complain("--desktop: '%s' is not on, off, set or status", text);
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

static bool
parse_one(Options* o, int option, const char* arg)
{
  switch (option) {
    case 'i':
      o->ins[o->n_ins++] = arg;
      return true;
    case 'o':
      o->out = arg;
      return true;
    case 'p':
      o->presets[o->n_presets++] = arg;
      return true;
    case 'c':
      return parse_change(&o->changes[o->n_changes++], arg);
    case 'b':
      return parse_block(o, arg);
    case 'r':
      return parse_rate(o, arg);
    case 'j':
      return parse_jobs(o, arg);
    case 'l':
      o->list = true;
      return true;
    case OPT_PLOT:
      o->plot = arg;
      return true;
    case OPT_TITLE:
      o->title = arg;
      return true;
    case OPT_FILE_A:
    case OPT_FILE_B:
    case OPT_FILE_WEARING:
      o->files[option - OPT_FILE_A + FILE_A] = arg;
      return true;
    case OPT_TYPE_A:
      return file_type_parse("--type-a", arg, &o->types[FILE_A]);
    case OPT_TYPE_B:
      return file_type_parse("--type-b", arg, &o->types[FILE_B]);
    case OPT_TAIL:
      return parse_number("--tail", arg, 0, 86400, &o->tail_s);
    case OPT_GAIN:
      return parse_number("--gain", arg, -200, 200, &o->gain_db);
    case OPT_FORMAT:
      return parse_format(o, arg);
    case OPT_NULL:
      o->null_reference = arg;
      return true;
    case OPT_REALTIME:
      o->realtime = true;
      return true;
    case OPT_EXPORT:
      o->export_to = arg;
      return true;
    case OPT_URI:
      o->uri = arg;
      return true;
    case OPT_DESKTOP:
      return parse_desktop(o, arg);
    case OPT_DEVICE:
      o->device = arg;
      return true;
    case OPT_PAGE:
      return parse_page(o, arg);
    case OPT_REPORT:
      o->reports[o->n_reports++] = arg;
      return true;
    case OPT_FROM:
      return parse_number("--from", arg, 0, 1e6, &o->from_s);
    case OPT_LENGTH:
      return parse_number("--length", arg, 2, 60, &o->length_s);
    default: // getopt has said what is wrong
      fputs("Try 'earcup-audition --help'.\n", stderr);
      return false;
  }
}

OptionsResult
options_parse(Options* options, int argc, char** argv)
{
  memset(options, 0, sizeof(*options));
  options->uri = "urn:earcup:stereo";
  options->block = 1024;
  options->n_jobs = jobs_at_once(OPTIONS_MAX_JOBS);
  options->from_s = -1.0;
  options->length_s = PAGE_LENGTH_S;
  options->ins = (const char**)calloc((size_t)argc, sizeof(char*));
  options->presets = (const char**)calloc((size_t)argc, sizeof(char*));
  options->reports = (const char**)calloc((size_t)argc, sizeof(char*));
  options->changes = (Change*)calloc((size_t)argc, sizeof(Change));
  if (!options->ins || !options->presets || !options->reports ||
      !options->changes) {
    complain("out of memory");
    return OPTIONS_BAD;
  }
  int option = 0;
  while ((option = getopt_long(
            argc, argv, "i:o:p:c:b:r:j:lhV", long_options, NULL)) != -1) {
    if (option == 'h') {
      fputs(usage, stdout);
      return OPTIONS_DONE;
    }
    if (option == 'V') {
      puts("earcup-audition " EARCUP_VERSION);
      return OPTIONS_DONE;
    }
    if (!parse_one(options, option, optarg)) {
      return OPTIONS_BAD;
    }
  }
  if (options->list && optind < argc && !strcmp(argv[optind], "headphones")) {
    options->list_headphones = true;
    options->words = argv + optind + 1;
    options->n_words = argc - optind - 1;
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
  for (int file = 0; file < FILE_SLOTS; ++file) {
    free(options->own_files[file]);
  }
  free(options->changes);
  free(options->presets);
  free(options->reports);
  free(options->page);
  free(options->ins);
}
