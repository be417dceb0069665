// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_OPTIONS_H
#define EARCUP_AUDITION_OPTIONS_H

/* The command line. */

#include "dsp/earcup.h"
#include "ui/audition/sink.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Seconds of a page if nobody says. */
#define PAGE_LENGTH_S 25.0

enum { OPTIONS_MAX_BLOCK = 8192, OPTIONS_MAX_JOBS = 256 };

/** -c symbol=value@seconds */
typedef struct {
  char* symbol;
  char* text;
  double at_s;
} Change;

/** What --desktop is to do. */
typedef enum {
  DESKTOP_NONE,
  DESKTOP_ON,
  DESKTOP_OFF,
  DESKTOP_SET,
  DESKTOP_STATUS,
  DESKTOP_LOGIN,    ///< on, once PipeWire has come
  DESKTOP_SUPERVISE ///< be the process that runs the filter
} DesktopVerb;

/** The measured files that the plugin gets. */
typedef struct {
  const char* path[EARCUP_FILE_SLOTS];
  int type[EARCUP_FILE_SLOTS];  ///< what they are of, see file_type.h
  char* own[EARCUP_FILE_SLOTS]; ///< those that were found by name
} MeasuredOptions;

/** How a result is rendered. */
typedef struct {
  uint32_t block; ///< frames; 0 = a different one each time
  double rate_hz; ///< 0 = that of the input
  double tail_s;
  double gain_db;
  bool realtime; ///< let the plugin think it is heard live
  SinkFormat format;
} RenderingOptions;

/** Which part of the input a page has. */
typedef struct {
  double from_s; ///< where it begins; < 0: the loudest
  double length_s;
} ExcerptOptions;

/** Responses as a picture. */
typedef struct {
  const char* to;
  const char* title;
} DrawingOptions;

typedef struct {
  bool is_on;
  bool headphones; ///< alone: those whose names hold all words
  char* const* words;
  int n_words;
} ListingOptions;

typedef struct {
  DesktopVerb verb;
  const char* device; ///< the sink that it stands before
} DesktopOptions;

typedef struct {
  const char* uri;
  const char** ins; ///< sounds to play
  size_t n_ins;
  const char* out;      ///< as named by the user, "%n" still in it
  const char** presets; ///< as named by the user
  size_t n_presets;
  Change* changes;
  size_t n_changes;
  MeasuredOptions measured;
  RenderingOptions rendering;
  unsigned n_jobs; ///< results to work at side by side; all cores by default
  DrawingOptions drawing;
  const char* null_reference;
  const char* export_to;
  const char** reports; ///< who hears what of each input, "%n" still in them
  size_t n_reports;
  char* page; ///< web page to write
  ExcerptOptions excerpt;
  ListingOptions listing;
  DesktopOptions desktop;
} Options;

typedef enum { OPTIONS_RUN, OPTIONS_DONE, OPTIONS_BAD } OptionsResult;

/** Read the command line. OPTIONS_DONE after --help and --version, OPTIONS_BAD
    after a message. */
OptionsResult options_parse(Options* options, int argc, char** argv);

/** Do the options go together, and do names end as they should? False, with a
    message, if not. options_parse() has asked. */
bool options_check(const Options* options);

/** Free what options_parse() allocated. */
void options_free(Options* options);

#endif
