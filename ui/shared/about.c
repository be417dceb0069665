// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/about.h"

#include "ui/shared/mapping.h"

#include <stdio.h>
#include <string.h>

/** "0.40 dB" */
static void
level(double db, char* text)
{
  char number[24];
  mapping_number(db, 2, false, number);
  snprintf(text, 32, "%s dB", number);
}

void
about_short(const EarcupHeadphone* headphone, char* text)
{
  char miss[32];
  char labs[64] = "one lab";
  if (headphone->rms_db < 0.0) {
    snprintf(text,
             ABOUT_TEXT,
             headphone->id <= EARCUP_CLOSED_REFERENCE ? "mean of its class"
                                                      : "not measured");
    return;
  }
  level(headphone->rms_db, miss);
  if (headphone->lab_db >= 0.0) {
    char apart[32];
    level(headphone->lab_db, apart);
    snprintf(labs, sizeof(labs), "%u labs %s", headphone->n_labs, apart);
  }
  snprintf(text,
           ABOUT_TEXT,
           "%serror %s, %s",
           headphone->active ? "active, " : "",
           miss,
           labs);
}

static void
accuracy(const EarcupHeadphone* headphone, char* text)
{
  char miss[32];
  char apart[32];
  level(headphone->rms_db, miss);
  level(headphone->lab_db, apart);
  if (headphone->rms_db < 0.0) {
    *text = '\0';
  } else if (headphone->lab_db < 0.0) {
    snprintf(text, ABOUT_TEXT, " %s off the data of one laboratory.", miss);
  } else {
    snprintf(text,
             ABOUT_TEXT,
             " %s off the data of %u laboratories, which differ by %s.",
             miss,
             headphone->n_labs,
             apart);
  }
}

void
about_long(const EarcupHeadphone* headphone, char* text)
{
  static const char* const types[] = { [EARCUP_OPEN] = "Open",
                                       [EARCUP_SEMI_OPEN] = "Semi-open",
                                       [EARCUP_CLOSED] = "Closed",
                                       [EARCUP_NO_HOUSING] = "" };
  char numbers[ABOUT_TEXT];
  char year[16] = "";
  if (headphone->year) {
    snprintf(year, sizeof(year), ", %u", headphone->year);
  }
  accuracy(headphone, numbers);
  snprintf(text,
           ABOUT_TEXT,
           "%s, %s%s.%s%.120s",
           types[headphone->type],
           headphone->coupling == EARCUP_ON_EAR ? "on-ear" : "over-ear",
           year,
           headphone->active
             ? " Active: a response only; seal, pads, cup and port do nothing."
             : "",
           numbers);
}
