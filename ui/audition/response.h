// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_RESPONSE_H
#define EARCUP_AUDITION_RESPONSE_H

/* Magnitude responses, measured with an impulse through the plugin. */

#include "ui/audition/setup.h"

enum { RESPONSE_POINTS = 960 };

extern const double response_low_hz;
extern const double response_high_hz;

typedef struct {
  char* label;
  double same_db[RESPONSE_POINTS];  ///< left output, both inputs alike
  double other_db[RESPONSE_POINTS]; ///< right output, left input alone
} Response;

/** The frequency of a point, evenly spaced in octaves from response_low_hz to
    response_high_hz. */
double response_frequency_hz(int point);

/** Measure the left output for both inputs alike at n_points frequencies, gain
    included. False, with a message, on failure. */
bool response_levels(const Setup* setup,
                     const HostPreset* preset,
                     const double* frequencies_hz,
                     size_t n_points,
                     double* levels_db);

/** Frames in which an impulse dies away. */
uint32_t response_frames(const Setup* setup);

/**
   Measure what one output (0 left, 1 right) gives for an impulse of these
   heights at the inputs, gain included and the plugin's own noise taken out.

   @param impulse receives response_frames()
   False, with a message, on failure.
*/
bool response_impulse(const Setup* setup,
                      const HostPreset* preset,
                      const double heights[2],
                      int output,
                      double* impulse);

/** Measure what a preset (NULL: defaults) does with the settings of time 0,
    gain included. Noise that the plugin adds by itself is taken out. False,
    with a message, on failure; call response_free() in any case. */
bool response_measure(const Setup* setup,
                      const HostPreset* preset,
                      Response* response);

/** Free the label. */
void response_free(Response* response);

#endif
