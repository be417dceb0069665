// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_EQTABLE_H
#define EARCUP_EQTABLE_H

/* The table of filters that Room EQ Wizard writes, as lines of Equalizer
   APO. */

#include "plugin/measurement/cells.h"

#define EQTABLE_TEXT_SIZE 160

typedef struct {
  size_t enabled; ///< the columns, SIZE_MAX if there is none
  size_t type;
  size_t frequency;
  size_t gain;
  size_t q;
} EqTable;

/** Read the titles "Number Enabled Control Type Frequency(Hz) Gain(dB) Q ...",
    false if the line is anything else. Thread: any. */
bool eqtable_begin(Span line, EqTable* table);

/** Write a row as "ON PK Fc 600.0 Hz Gain -6.00 dB Q 4.0", false if it is
    none. Thread: any. */
bool eqtable_row(const EqTable* table, Span line, char text[EQTABLE_TEXT_SIZE]);

#endif
