// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Options that do not go together, names that end in the wrong letters. */

#include "ui/audition/options.h"

#include "ui/audition/report.h"

#include <string.h>
#include <strings.h>

/** --desktop goes alone, with settings that hold from now on. */
static bool
check_desktop(const Options* o)
{
  if (o->n_ins || o->out || o->drawing.to || o->export_to || o->page ||
      o->listing.is_on || o->n_reports) {
    return complain("--desktop renders no file: it goes with -p, -c, --device "
                    "and measured files alone");
  }
  if (o->measured.type[EARCUP_FILE_A] || o->measured.type[EARCUP_FILE_B]) {
    return complain("--desktop takes measured files as they look: --type-a and "
                    "--type-b do not go with it");
  }
  if (o->n_presets > 1) {
    return complain("--desktop plays one preset at a time");
  }
  for (size_t i = 0; i < o->n_changes; ++i) {
    if (o->changes[i].at_s > 0) {
      return complain("--desktop takes settings without a time");
    }
  }
  return true;
}

/** A report alone hears the mix on all headphones, wherever it says. */
static bool
check_report(const Options* o)
{
  if (o->out || o->null_reference || o->page || o->drawing.to || o->export_to) {
    return true;
  }
  if (o->n_presets > 0) {
    return complain("--report takes all headphones as they are: -p changes "
                    "nothing there");
  }
  for (size_t i = 0; i < o->n_changes; ++i) {
    const Change* const c = &o->changes[i];
    if (c->at_s > 0 || (strcmp(c->symbol, "listening_level") &&
                        strcmp(c->symbol, "outside_sound"))) {
      return complain("--report takes listening_level and outside_sound alone: "
                      "-c %s changes nothing there",
                      c->symbol);
    }
  }
  return true;
}

/** Does a name end in one of these, with any capitals? */
static bool
ends_in(const char* name, const char* ending, const char* other)
{
  const char* const dot = strrchr(name, '.');
  return dot &&
         (!strcasecmp(dot, ending) || (other && !strcasecmp(dot, other)));
}

/** Several inputs give several results, whose names tell them apart. */
static bool
several_have_names(const Options* o, const char* name)
{
  return o->n_ins < 2 || strstr(name, "%n") ||
         complain("%s: several inputs need %%n in the name of the results, "
                  "which stands for the input's name",
                  name);
}

static bool
check_report_names(const Options* o)
{
  for (size_t i = 0; i < o->n_reports; ++i) {
    const char* const name = o->reports[i];
    if (!ends_in(name, ".html", ".htm") && !ends_in(name, ".csv", ".json")) {
      return complain(
        "%s: the name of a report must end in .html, .csv or .json", name);
    }
    if (!several_have_names(o, name)) {
      return false;
    }
  }
  return true;
}

static bool
check_names(const Options* o)
{
  if (o->out && !sink_knows(o->out)) {
    return complain("%s: the name must end in .wav, .aiff, .flac or .ogg",
                    o->out);
  }
  if (o->out && !several_have_names(o, o->out)) {
    return false;
  }
  if (o->drawing.to && !ends_in(o->drawing.to, ".png", ".svg")) {
    return complain("%s: the name of a plot must end in .png or .svg",
                    o->drawing.to);
  }
  if (o->page && !ends_in(o->page, ".html", ".htm")) {
    return complain("%s: the name of a page must end in .html, or be a folder",
                    o->page);
  }
  if (o->export_to && !ends_in(o->export_to, ".txt", NULL)) {
    return complain("%s: the name of an export must end in .txt", o->export_to);
  }
  return true;
}

/** A list of headphones is about the catalogue: nothing is rendered. */
static bool
check_alone(const Options* o)
{
  if (o->n_ins || o->out || o->drawing.to || o->export_to || o->page ||
      o->desktop.verb || o->n_reports) {
    return complain("--list headphones renders nothing: it goes alone");
  }
  return true;
}

bool
options_check(const Options* o)
{
  if (o->listing.headphones) {
    return check_alone(o);
  }
  if (o->desktop.verb) {
    return check_desktop(o);
  }
  if (o->desktop.device) {
    return complain("--device goes with --desktop");
  }
  if (!o->n_ins && (o->out || o->null_reference || o->page || o->n_reports)) {
    return complain("there is no input: give one with -i");
  }
  if (!o->n_ins && !o->listing.is_on && !o->drawing.to && !o->export_to) {
    return complain("nothing to do: give an input with -i, or --list, --plot "
                    "or --export");
  }
  if (o->export_to && o->n_presets > 1) {
    return complain("--export writes one response: give one preset");
  }
  if (o->page && o->n_ins > 1) {
    return complain("--page holds one mix: give one input");
  }
  if (!o->page &&
      (o->excerpt.from_s >= 0 || o->excerpt.length_s != PAGE_LENGTH_S)) {
    return complain("--from and --length go with --page");
  }
  return check_names(o) && check_report_names(o) &&
         (!o->n_reports || check_report(o));
}
