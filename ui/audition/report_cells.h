// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_REPORT_CELLS_H
#define EARCUP_AUDITION_REPORT_CELLS_H

/* What every headphone of the catalogue does to a mix: from the spectrum and
   the responses alone, since all of it is linear. */

#include "dsp/earcup.h"
#include "ui/audition/report_mix.h"

/** How it sits: as measured, with the seal of the measured bad one (HD 25 with
    hair or glasses, seal 74 %), with worn pads (100 %). */
typedef enum {
  REPORT_NEW,
  REPORT_BAD_SEAL,
  REPORT_WORN_PADS,
  REPORT_FITS
} ReportFit;

extern const char* const report_fit_name[REPORT_FITS];

/** A headphone with a fit, at equal loudness. */
typedef struct {
  bool known;       ///< false: an active one has no fit but its own
  bool has_outside; ///< false: of an active one no isolation is claimed
  double gain_db;   ///< that makes it as loud as the mix
  double change_db; ///< rms of the octaves, by their share of loudness
  double octave_db[REPORT_OCTAVES];  ///< re the mix as it is
  double range_db[REPORT_RANGES];    ///< K-weighted, re the mix as it is
  double outside_db[REPORT_OCTAVES]; ///< re the mix as it is in that octave
  double margin_db[REPORT_OCTAVES];  ///< the mix above the outside, at the ear
  double sum_db[REPORT_OCTAVES];     ///< mix and outside re the mix as it is
} ReportCell;

/** Where one listens. */
typedef struct {
  EarcupOutsideSound sound;
  double level_db_spl; ///< of the mix, however it is mastered
} ReportPlace;

/** dB SPL of a mix's mean square (both channels) of 1 at that level. */
double report_full_scale_db_spl(const ReportMix* mix, const ReportPlace* place);

/** What the plugin's control listening_level has to be for the outside to stand
    so beside this mix. */
double report_plugin_level(const ReportMix* mix, const ReportPlace* place);

/**
   Compute all cells, in the order of the catalogue.

   @param n_threads > 0; the result is the same for any
   @return n_headphones times REPORT_FITS cells, to be freed with free(); NULL,
   with a message, if memory is out
*/
ReportCell (*report_cells(const ReportMix* mix,
                          const ReportPlace* place,
                          unsigned n_threads))[REPORT_FITS];

#endif
