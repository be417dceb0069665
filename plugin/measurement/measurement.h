// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MEASUREMENT_H
#define EARCUP_MEASUREMENT_H

/* What users bring along: a headphone's measured response, or an equaliser
   that corrects it. */

#include "dsp/earcup.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum {
  MEASUREMENT_OK,
  MEASUREMENT_NO_MEMORY,
  MEASUREMENT_NOT_FOUND,
  MEASUREMENT_NOT_A_FILE, ///< a folder, pipe or device
  MEASUREMENT_UNREADABLE, ///< permission or input error
  MEASUREMENT_TOO_LARGE,
  MEASUREMENT_EMPTY,
  MEASUREMENT_BINARY,
  MEASUREMENT_NO_DATA,         ///< text, but neither a curve nor filters
  MEASUREMENT_ONE_COLUMN,      ///< frequencies without levels
  MEASUREMENT_NOT_A_NUMBER,    ///< or an infinite one
  MEASUREMENT_BAD_FREQUENCY,   ///< negative, or beyond what can be used
  MEASUREMENT_BAD_LEVEL,       ///< dB value beyond what can be meant
  MEASUREMENT_TOO_FEW_ROWS,    ///< or all at too few frequencies
  MEASUREMENT_TOO_MANY_ROWS,   ///< or filters
  MEASUREMENT_TOO_NARROW,      ///< 300 to 3000 Hz is not covered
  MEASUREMENT_SEVERAL_COLUMNS, ///< and their titles do not tell which
  MEASUREMENT_NO_LEVEL_COLUMN, ///< only targets, phases and the like
  MEASUREMENT_SEVERAL_CURVES,  ///< one below the other
  MEASUREMENT_BAD_FILTER,      ///< a filter line that cannot be understood
  MEASUREMENT_UNKNOWN_FILTER,  ///< a type of filter
  MEASUREMENT_NO_FREQUENCY,    ///< of a filter
  MEASUREMENT_NO_GAIN,         ///< of a filter that needs one
  MEASUREMENT_NO_WIDTH,        ///< of a filter, or one out of range
  MEASUREMENT_UNKNOWN_COMMAND, ///< an Equalizer APO command beyond filters
  MEASUREMENT_INCLUDES,        ///< filters of other files
  MEASUREMENT_SEVERAL_DEVICES, ///< with filters of their own
  MEASUREMENT_ONE_CHANNEL,     ///< filters that left and right do not share
  MEASUREMENT_N_STATUS
} MeasurementStatus;

typedef enum {
  MEASUREMENT_CURVE,      ///< rows of frequency and level
  MEASUREMENT_PARAMETRIC, ///< "Filter:" lines
  MEASUREMENT_GRAPHIC     ///< "GraphicEQ:" line
} MeasurementKind;

/** What the levels of a file stand for. */
typedef enum {
  MEASUREMENT_ABSOLUTE,  ///< pressure at the eardrum
  MEASUREMENT_RELATIVE,  ///< difference from the neutral target
  MEASUREMENT_CORRECTION ///< the equaliser that makes it neutral
} MeasurementMeaning;

#define MEASUREMENT_SIZE_MAX (16U << 20) ///< bytes of a file
#define MEASUREMENT_ROWS_MIN 10U
#define MEASUREMENT_ROWS_MAX 1000000U
#define MEASUREMENT_FILTERS_MAX 1000U
#define MEASUREMENT_NAME_SIZE 96
#define MEASUREMENT_COLUMNS_SIZE 80
/** Holds every message whole: measurement_explain(), measurement_describe()
    and measurement_message(). */
#define MEASUREMENT_MESSAGE_SIZE 256

typedef struct {
  EarcupCurve curve; ///< dB re the neutral target, 0 dB mean over 300-3000 Hz
  MeasurementKind kind;
  MeasurementMeaning meaning;
  size_t rows;       ///< rows of a curve, bands or filters of an equaliser
  size_t bands;      ///< of these, bands of graphic equalisers
  size_t empty_rows; ///< rows of a curve without a level, left out
  double preamp_db;  ///< of an equaliser, which changes nothing here
  double first_hz;   ///< lowest and highest frequency of the file
  double last_hz;
  size_t line; ///< where reading failed, from 1; 0 = no line in particular
  char columns[MEASUREMENT_COLUMNS_SIZE]; ///< the columns read out of several,
                                          ///< or those to choose from
  char name[MEASUREMENT_NAME_SIZE]; ///< file name without folder and ending
} Measurement;

/**
   Read a measurement from memory.

   A curve is rows of frequency in Hz and level in dB (AutoEq CSV, REW,
   CrinGraph, Klippel and others), of which columns.h tells the columns. It is
   a difference from the neutral target if its column is called "error", an
   absolute measurement if that is called "raw"; otherwise it is absolute if it
   holds more than a third of the neutral target's shape between 300 Hz and
   12.5 kHz (least squares). An equaliser (ParametricEQ.txt, GraphicEQ.txt,
   filter settings of REW) is a correction and inverted. A comment
   "# earcup: absolute" or "# earcup: relative" overrides all this.

   @param data UTF-8, Latin-1, or UTF-16 with a byte-order mark
   @param size bytes, at most MEASUREMENT_SIZE_MAX
   @param result all fields are written; on failure only line and columns have
   a meaning
   Thread: worker or any but rt (allocates).
*/
MeasurementStatus measurement_parse(const void* data,
                                    size_t size,
                                    Measurement* result);

/**
   What there is to fit a circuit to: an equaliser says something everywhere,
   but where one that corrects a headphone boosts no further there is a limit.

   @param result of a success
   @return its type is not known. Thread: any.
*/
EarcupMeasurement measurement_response(const Measurement* result);

/** What a status means, in one short sentence. Thread: any. */
const char* measurement_strerror(MeasurementStatus status);

/**
   The same with the line number where there is one, and what to do about it.

   @param buffer receives a terminated text, cut to buffer_size > 0 bytes;
   MEASUREMENT_MESSAGE_SIZE is always enough
   Thread: any.
*/
void measurement_explain(MeasurementStatus status,
                         const Measurement* result,
                         char* buffer,
                         size_t buffer_size);

/**
   What was understood of a file: "absolute response at the drum, 480 rows,
   20 Hz to 20 kHz" or "10 filters, preamp -6.2 dB, inverted".

   @param result of a success
   @param buffer as for measurement_explain()
   Thread: any.
*/
void measurement_describe(const Measurement* result,
                          char* buffer,
                          size_t buffer_size);

/**
   A file's name and what was understood of it, or why it was not.

   @param path the name is behind its last slash; it is made UTF-8 and cut as by
   utf8_copy(), and control characters become '?'
   @param buffer as for measurement_explain(); receives UTF-8
   Thread: any.
*/
void measurement_message(MeasurementStatus status,
                         const Measurement* result,
                         const char* path,
                         char* buffer,
                         size_t buffer_size);

#endif
