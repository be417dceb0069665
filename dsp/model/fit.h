// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FIT_H
#define EARCUP_FIT_H

#include "dsp/model/acoustics.h"

/** How a headphone sits on the head, and what was done to its cup. */
typedef struct {
  double seal;        ///< 0..1: 1 closes as on the measuring head
  double pad_wear;    ///< 0..1: 0 new, 1 flattened
  double cup_volume;  ///< -1..1: V_r x 2^-1 .. 2^1
  double cup_damping; ///< -1..1: r_r x 10^-1 .. 10^1
  double bass_port;   ///< -1..1: above 0 R_b x 1 .. 10^1, below a rear port
} Fit;

/** The fit that changes nothing. */
#define FIT_NEUTRAL                                                            \
  {                                                                            \
    1.0, 0.0, 0.0, 0.0, 0.0                                                    \
  }

/**
   Change a housing as a bad seal, worn pads or a modified cup change it.

   Hair and glasses open a slit beside the cushion's own leak. Conductances in
   parallel add; the gap is chosen so that the leak of the median closed
   headphone (2e6 Pa s/m3) shrinks by 10^(2 - 2 seal) at low frequencies. A cup
   that leaks more by itself feels the same gap less, hence closed ones lose
   their bass first.

   A worn pad leaks too, if through a gap of its own kind, has become shallower,
   and the pinna comes to lie on the baffle, whose vent then has to breathe
   through more cloth. Fitted to differences measured between worn and fresh
   pads, see the table in the README.

   A bass port below 0 opens a port with a mass from the cup to the outside:
   with the cup's air it is a Helmholtz resonator.

   Every changed parameter is a continuous, monotone function of every control.

   @param fit all fields in the ranges given there
   @param housing changed in place; FIT_NEUTRAL leaves every bit as it was
   Thread: any. Cannot fail.
*/
void fit_apply(const Fit* fit, Housing* housing);

#endif
