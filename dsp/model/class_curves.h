// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CLASS_CURVES_H
#define EARCUP_CLASS_CURVES_H

/** Curves over frequency that belong to a kind of headphone, dB. */
typedef enum {
  /* Measured isolation, positive = quieter inside. */
  CURVE_OPEN,   ///< HD 650 on a KEMAR head (Llado et al., Aalto Acoustics Lab)
  CURVE_TDH39,  ///< closed on-ear (ISO 8253-1)
  CURVE_HDA200, ///< sealed over-ear (ISO 389-8)
  /* The same by the circuit of what is typical of a class. */
  CURVE_CIRCUIT_HD650,
  CURVE_CIRCUIT_HD25,
  CURVE_CIRCUIT_CLOSED,      ///< median of the closed over-ears
  CURVE_CIRCUIT_OPEN_ON_EAR, ///< median of the open on-ears
  /* What makers change beyond the circuit when they build the other kind;
     from 22 pairs of siblings. */
  CURVE_OPEN_TO_CLOSED,
  CURVE_CLOSED_TO_OPEN,
  CLASS_CURVES
} ClassCurve;

/** A curve at a frequency in Hz, linear over log frequency between twelfths of
    an octave, held outside 20 Hz .. 19.3 kHz. Thread: any. */
double class_curve_db(ClassCurve curve, double frequency_hz);

#endif
