// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_HEADPHONES_H
#define EARCUP_HEADPHONES_H

#include "dsp/door/catalogue.h"
#include "dsp/model/acoustics.h"
#include "dsp/model/headphone_ids.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef EarcupHousing HousingType;
#define HOUSING_OPEN EARCUP_OPEN
#define HOUSING_SEMI_OPEN EARCUP_SEMI_OPEN
#define HOUSING_CLOSED EARCUP_CLOSED
#define HOUSING_NONE EARCUP_NO_HOUSING ///< the neutral target: no headphone

typedef EarcupCoupling Coupling;
#define COUPLING_OVER_EAR EARCUP_OVER_EAR
#define COUPLING_ON_EAR EARCUP_ON_EAR

/** A peaking filter of the measured residual: what the network leaves out. */
typedef struct {
  double frequency_hz;
  double gain_db;
  double q;
} Peak;

#define RESIDUAL_PEAKS 6

/** One row of presets/headphones.tsv. */
typedef struct {
  union {
    EarcupHeadphone about; ///< what the door tells of it; the same, by itself:
    struct {
      uint32_t id; ///< permanent: saved projects hold it
      const char* name;
      const char* maker;
      HousingType type;
      Coupling coupling;
      unsigned year; ///< 0 if we are not sure
      const char* credit;
      bool active;     ///< electronics inside: a response and no more
      double rms_db;   ///< by how much it misses the data, < 0: there are none
      double lab_db;   ///< by how much laboratories disagree, < 0: not known
      unsigned n_labs; ///< how many have measured it
    };
  };
  Housing housing;
  unsigned n_peaks; ///< 0 or RESIDUAL_PEAKS
  Peak peaks[RESIDUAL_PEAKS];
  double tightness; ///< 0 as a TDH39 .. 1 as an HDA 200; < 0: its circuit tells
  double air_db;    ///< level from 12 kHz on, relative and aligned
} Headphone;

/** All rows, sorted for a plain menu: type, maker, model. */
extern const Headphone headphones[];
extern const size_t n_headphones;

/**
   The row with that permanent id, NULL if there is none (neutral, opposite
   and measured files have no row).
   Thread: any.
*/
const Headphone* headphones_find(uint32_t id);

/** The reference in the opposite housing: the open one for closed headphones,
    the closed one for all others. Thread: any. */
const Headphone* headphones_opposite_reference(HousingType type);

/**
   The same pad and driver in the opposite housing: all but pad volume, pad
   mode and its strength come from the closed reference (for open and
   semi-open) or from the open reference (for closed).
   Thread: any. Cannot fail.
*/
Housing headphones_opposite(const Headphone* headphone);

#endif
