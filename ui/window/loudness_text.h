// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LOUDNESS_TEXT_H
#define EARCUP_LOUDNESS_TEXT_H

/* Two lines below the meter: loudness of the last 3 s, and what the true peak
   has left to full scale. */

#include "ui/window/canvas.h"

typedef struct {
  double lufs;         ///< of the last 3 s
  double true_peak_db; ///< highest since it was cleared, dBTP
} LoudnessText;

/** Nothing heard. */
void loudness_text_clear(LoudnessText* text);

/** Take both as they are since the last call; whether the picture changes. */
bool loudness_text_update(LoudnessText* text, double lufs, double true_peak_db);

void loudness_text_draw(cairo_t* cr, Rect r, const LoudnessText* text);

#endif
