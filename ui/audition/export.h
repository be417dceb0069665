// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_EXPORT_H
#define EARCUP_AUDITION_EXPORT_H

#include "ui/audition/setup.h"

/** What is exported, each to a file of its own. */
typedef enum {
  EXPORT_PARAMETRIC, ///< filters in the syntax of Equalizer APO
  EXPORT_GRAPHIC,    ///< GraphicEQ
  EXPORT_CURVE,      ///< CSV
  EXPORT_IMPULSE,    ///< WAV
  EXPORT_FILES
} ExportFile;

/**
   The file that goes beside the one given: for ParametricEQ.txt these are
   GraphicEQ.txt, curve.csv and ir.wav in the same folder, for "name.txt" or
   "name ParametricEQ.txt" the same behind "name ".

   @param path of the parametric filters
   @return to be freed with free(); NULL, with a message, if memory is out
*/
char* export_path(const char* path, ExportFile file);

/**
   Write what a preset (NULL: defaults) does, measured, for other programs: up
   to 20 parametric filters to `path`, and beside it a graphic equaliser, the
   curve and the impulse response. Print what each holds and how well the
   filters fit. False, with a message, on failure; no file is half written.
*/
bool export_write(const Setup* setup,
                  const HostPreset* preset,
                  const char* path);

#endif
