// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* What is said about a measured file, to be read by people. */

#include "plugin/measurement/measurement.h"

#include "plugin/text/textwriter.h"
#include "plugin/text/utf8.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define NAME_SIZE 64 // of a file's name in a message

typedef struct {
  const char* what;
  const char* advice;
} Words;

static const Words words[MEASUREMENT_N_STATUS] = {
  [MEASUREMENT_OK] = { "the file is fine", "nothing is to be done" },
  [MEASUREMENT_NO_MEMORY] = { "out of memory", "close other programs" },
  [MEASUREMENT_NOT_FOUND] = { "no such file", "choose it again" },
  [MEASUREMENT_NOT_A_FILE] = { "not a file but a folder or device",
                               "choose a text file" },
  [MEASUREMENT_UNREADABLE] = { "the file cannot be read",
                               "look at its permissions" },
  [MEASUREMENT_TOO_LARGE] = { "the file is larger than 16 MiB",
                              "export fewer points" },
  [MEASUREMENT_EMPTY] = { "the file is empty", "export it again" },
  [MEASUREMENT_BINARY] = { "not a text file",
                           "export the curve as text or CSV" },
  [MEASUREMENT_NO_DATA] = { "neither a measured curve nor equaliser filters",
                            "export rows of frequency and level as text" },
  [MEASUREMENT_ONE_COLUMN] = { "a frequency without a level",
                               "add its level or delete the line" },
  [MEASUREMENT_NOT_A_NUMBER] = { "not a number",
                                 "correct the line or put # before it" },
  [MEASUREMENT_BAD_FREQUENCY] = { "a frequency out of range",
                                  "correct it or delete the line" },
  [MEASUREMENT_BAD_LEVEL] = { "a level out of range",
                              "levels are dB within 100 of their mean" },
  [MEASUREMENT_TOO_FEW_ROWS] = { "fewer than 10 rows of frequency and level",
                                 "export more points" },
  [MEASUREMENT_TOO_MANY_ROWS] = { "too many rows or filters",
                                  "keep a million rows or 1000 filters" },
  [MEASUREMENT_TOO_NARROW] = { "the curve does not cover 300 Hz to 3 kHz",
                               "export a wider range" },
  [MEASUREMENT_SEVERAL_COLUMNS] = { "several curves in one table",
                                    "keep one, or call it raw" },
  [MEASUREMENT_NO_LEVEL_COLUMN] = { "no column is a measured level",
                                    "call the right one raw" },
  [MEASUREMENT_SEVERAL_CURVES] = { "a second curve begins",
                                   "keep one in the file" },
  [MEASUREMENT_BAD_FILTER] = { "a filter that cannot be understood",
                               "write ON PK Fc 100 Hz Gain -3 dB Q 1" },
  [MEASUREMENT_UNKNOWN_FILTER] = { "an unknown type of filter",
                                   "use PK, LSC, HSC, LP, HP, BP, NO or AP" },
  [MEASUREMENT_NO_FREQUENCY] = { "a filter without a frequency",
                                 "add it as Fc 100 Hz" },
  [MEASUREMENT_NO_GAIN] = { "a filter without a gain", "add it as Gain -3 dB" },
  [MEASUREMENT_NO_WIDTH] = { "a filter without a usable Q or bandwidth",
                             "add Q, from 0.01 to 1000" },
  [MEASUREMENT_UNKNOWN_COMMAND] = { "an equaliser command beyond filters",
                                    "keep the filters alone" },
  [MEASUREMENT_INCLUDES] = { "an Equalizer APO configuration that includes "
                             "other files",
                             "choose the included file" },
  [MEASUREMENT_SEVERAL_DEVICES] = { "filters of several devices",
                                    "keep those of one" },
  [MEASUREMENT_ONE_CHANNEL] = { "filters that left and right do not share",
                                "keep those of one channel" },
};

const char*
measurement_strerror(MeasurementStatus status)
{
  return status < MEASUREMENT_N_STATUS ? words[status].what : "unknown error";
}

static void
write_reason(Writer* writer,
             MeasurementStatus status,
             const Measurement* result)
{
  writer_text(writer, "%s", measurement_strerror(status));
  if (result->line) {
    writer_text(writer, " (line %zu)", result->line);
  }
  if (status == MEASUREMENT_SEVERAL_COLUMNS ||
      status == MEASUREMENT_NO_LEVEL_COLUMN) {
    writer_text(writer, ": %s", result->columns);
  }
  if (status < MEASUREMENT_N_STATUS) {
    writer_text(writer, "; %s", words[status].advice);
  }
}

/* "31.5 Hz", "20 kHz": three digits. */
static void
write_hz(Writer* writer, double hz)
{
  const bool kilo = hz >= 999.5;
  const double value = kilo ? hz / 1000.0 : hz;
  unsigned decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  for (double scale = pow(10.0, decimals); decimals > 0; --decimals) {
    const double rounded = round(value * scale);
    if (fmod(rounded, 10.0) != 0.0) {
      break;
    }
    scale /= 10.0;
  }
  writer_number(writer, value, decimals);
  writer_text(writer, kilo ? " kHz" : " Hz");
}

static void
write_count(Writer* writer, size_t n, const char* one, const char* many)
{
  writer_text(writer, "%zu %s", n, n == 1 ? one : many);
}

static void
write_equaliser(Writer* writer, const Measurement* result)
{
  const size_t n_filters = result->rows - result->bands;
  if (n_filters > 0 || result->bands == 0) {
    write_count(writer, n_filters, "filter", "filters");
  }
  if (result->bands > 0) {
    writer_text(writer, n_filters > 0 ? ", " : "graphic equaliser, ");
    write_count(writer, result->bands, "band", "bands");
  }
  if (result->preamp_db != 0.0) {
    writer_text(writer, ", preamp ");
    writer_number(writer, result->preamp_db, 1);
    writer_text(writer, " dB");
  }
  writer_text(writer,
              result->meaning == MEASUREMENT_CORRECTION ? ", inverted"
              : result->meaning == MEASUREMENT_RELATIVE
                ? ", a difference from neutral"
                : ", an absolute response at the drum");
}

static void
write_curve(Writer* writer, const Measurement* result)
{
  writer_text(writer,
              result->meaning == MEASUREMENT_ABSOLUTE
                ? "absolute response at the drum"
                : "difference from neutral");
  if (*result->columns) {
    writer_text(writer, ", %s", result->columns);
  }
  writer_text(writer, ", %zu rows, ", result->rows);
  write_hz(writer, result->first_hz);
  writer_text(writer, " to ");
  write_hz(writer, result->last_hz);
  if (result->empty_rows > 0) {
    writer_text(writer, ", %zu without a level", result->empty_rows);
  }
}

static void
write_description(Writer* writer, const Measurement* result)
{
  if (result->kind == MEASUREMENT_CURVE) {
    write_curve(writer, result);
  } else {
    write_equaliser(writer, result);
  }
}

/* What a terminal or log would obey must not come from a file's name. */
static void
write_name(Writer* writer, const char* path)
{
  char name[NAME_SIZE];
  const char* const slash = strrchr(path, '/');
  utf8_copy(name, sizeof(name), slash ? slash + 1 : path, SIZE_MAX);
  for (char* at = name; *at; ++at) {
    const bool control = (unsigned char)*at < 0x20U || *at == 0x7F;
    *at = control ? '?' : *at;
  }
  writer_text(writer, "%s", name);
}

void
measurement_explain(MeasurementStatus status,
                    const Measurement* result,
                    char* buffer,
                    size_t buffer_size)
{
  Writer writer = writer_begin(buffer, buffer_size);
  write_reason(&writer, status, result);
}

void
measurement_describe(const Measurement* result,
                     char* buffer,
                     size_t buffer_size)
{
  Writer writer = writer_begin(buffer, buffer_size);
  write_description(&writer, result);
}

void
measurement_message(MeasurementStatus status,
                    const Measurement* result,
                    const char* path,
                    char* buffer,
                    size_t buffer_size)
{
  Writer writer = writer_begin(buffer, buffer_size);
  write_name(&writer, path);
  writer_text(&writer, ": ");
  if (status) {
    write_reason(&writer, status, result);
  } else {
    write_description(&writer, result);
  }
}
