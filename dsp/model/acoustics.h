// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_ACOUSTICS_H
#define EARCUP_ACOUSTICS_H

#include "dsp/maths.h"

#include <stddef.h>

/** Density of air (kg/m3) and speed of sound (m/s) used throughout. */
#define AIR_DENSITY_KG_M3 1.2
#define SOUND_SPEED_M_S 343.0

/** The eleven parameters that tell one headphone from another. */
typedef enum {
  DRIVER_HZ,           ///< f_d, driver resonance in free air
  PAD_VOLUME_M3,       ///< V_f, effective volume between driver and ear
  LEAK_PA_S_M3,        ///< R_L, resistance of the cushion leak (the seal)
  LEAK_MASS_KG_M4,     ///< M_L, acoustic mass of that leak
  CUP_VOLUME_M3,       ///< V_r, volume behind the driver
  VENT_PA_S_M3,        ///< R_v, resistance of grille, shell or bass port
  VENT_MASS_KG_M4,     ///< M_v, acoustic mass of the same
  CUP_DAMPING_PA_S_M2, ///< r_r, flow resistivity of the cup's filling
  PAD_MODE_HZ,         ///< f_1, first standing wave of the pad cavity
  PAD_MODE_STRENGTH,   ///< g_1, how strongly driver and ear couple to it
  BAFFLE_VENT_PA_S_M3, ///< R_b, damped vent between front and rear
  HOUSING_PARAMETERS,
  GAP_M3_PA_S = HOUSING_PARAMETERS, ///< conductance of a slit under the
                                    ///< cushion, >= 0; see fit_apply()
  WORN_M3_PA_S,                     ///< conductance of a worn pad, >= 0
  PORT_OPENING,                     ///< of a port from cup to outside, 0..1
  HOUSING_VALUES
} HousingParameter;

/** One headphone's housing and driver, every parameter > 0, SI units; without
    gaps and port where an initializer ends before them. */
typedef struct {
  double value[HOUSING_VALUES];
} Housing;

/** The ear as a load, see ear_load(). */
typedef struct {
  double complex impedance_pa_s_m3; ///< Z_e at the entrance of the concha
  double complex drum_per_entrance; ///< H_e = p_drum / p_entrance
} EarLoad;

/** What the network gives at one frequency, all relative to 1 Pa. */
typedef struct {
  double complex drum;      ///< pressure at the drum per driver pressure
  double complex isolation; ///< drum pressure re the open ear, from outside
  double complex vent_m3_s; ///< volume velocity out of the rear vent
  double complex leak_m3_s; ///< volume velocity out of leak and cushion
} AcousticsResult;

/**
   Solve the network of driver, pad, leak, cushion, cup, vents and ear.

   Closed form of two nodes around the driver (impedance analogy: pressure =
   voltage); after Poldy in Borwick, "Loudspeaker and Headphone Handbook", and
   Avis and Kelly, "Principles of headphone design", AES UK 2006.

   @param housing all parameters > 0
   @param ear the ear's load at the same frequency
   @param frequency_hz > 0
   @param result all fields are written
   Thread: any. Cannot fail.
*/
void acoustics_solve(const Housing* housing,
                     const EarLoad* ear,
                     double frequency_hz,
                     AcousticsResult* result);

/**
   Square of the pressure at the drum per driver pressure, at n frequencies:
   that part of acoustics_solve() alone, at half the cost.

   @param ear the ear's load at each
   @param power n results
   Thread: any. Cannot fail.
*/
void acoustics_drum_power(const Housing* housing,
                          const EarLoad ear[],
                          const double frequency_hz[],
                          size_t n,
                          double power[]);

/**
   Level of the pressure at the drum per driver pressure, and how it changes
   with each parameter, in closed form.

   @param housing without gaps and port
   @param slope_db receives d level / d ln(parameter), dB
   @return 20 log10 |p|, dB
   Thread: any. Cannot fail. About 0.4 us.
*/
double acoustics_drum_slopes(const Housing* housing,
                             const EarLoad* ear,
                             double frequency_hz,
                             double slope_db[HOUSING_PARAMETERS]);

/**
   What the ear looks into, Pa s/m3: pad and leaks beside driver, baffle vent
   and cup.

   Thread: any. Cannot fail.
*/
double complex acoustics_load(const Housing* housing, double frequency_hz);

/**
   Pressure in Pa at a distance from the cup in free space, both openings
   taken as point sources: s rho D_h (U_v + U_l) e^(-jkr) / (4 pi r).

   D_h, the head as a baffle, is a first-order shelf from 1 to 2 about 500 Hz.

   @param result of acoustics_solve() at the same frequency
   @param distance_m > 0
   Thread: any. Cannot fail.
*/
double complex acoustics_bleed(const AcousticsResult* result,
                               double frequency_hz,
                               double distance_m);

/**
   Geometric interpolation, parameter by parameter: a^(1-t) b^t; linear for
   gaps and port, which may be nothing.

   @param t 0 gives a, 1 gives b
   Thread: any. Cannot fail.
*/
Housing housing_interpolate(const Housing* a, const Housing* b, double t);

#endif
