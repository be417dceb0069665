// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_SIMULATION_H
#define EARCUP_SIMULATION_H

#include "dsp/model/ears.h"
#include "dsp/model/file_headphone.h"
#include "dsp/model/fit.h"
#include "dsp/model/headphones.h"
#include "dsp/model/isolation.h"
#include "dsp/model/response.h"
#include "dsp/model/target.h"

#include <stdbool.h>

/** How unlike the two ears are, see ears.h. */
typedef struct {
  float amount;       ///< 0..2, 1 is the measured spread
  float seal_balance; ///< -1..1
  uint32_t seat;      ///< SEAT_FIRST..SEAT_LAST
  EarSide side;       ///< EARS_ALIKE as the user's settings come
} Ears;

/** All that shapes the headphone but the place on the morph. */
typedef struct {
  uint32_t headphone_a; ///< ids of the bank or the special ones
  uint32_t headphone_b;
  uint32_t wearing;
  bool at_mic;     ///< listen at the vocal microphone
  double strength; ///< 0..1.5
  Fit fit;
  Taste target;               ///< what neutral is to the listener
  const MeasuredFiles* files; ///< NULL if there are none
  Ears ears;
} Simulation;

/** Parts of a simulation. */
typedef enum {
  SIMULATION_CUPS = 1, ///< what stands at A and B
  SIMULATION_FIT = 2,
  SIMULATION_WORN = 4,
  SIMULATION_LISTENING = 8, ///< where, and how strongly
  SIMULATION_TARGET = 16,
  SIMULATION_FILES = 32, ///< which they are, not what is in them
  SIMULATION_EARS = 64
} SimulationPart;

/** In which parts two simulations differ, SimulationPart bits.
    Thread: any. */
unsigned simulation_differences(const Simulation* a, const Simulation* b);

/** True if they are the same: as soon as one part differs it is not.
    Thread: any. */
bool simulation_same(const Simulation* a, const Simulation* b);

/** True if left and right differ. Thread: any. */
bool simulation_has_two_ears(const Simulation* simulation);

/** What one ear of it hears. Thread: any. */
Simulation simulation_of_ear(const Simulation* simulation, EarSide side);

/** One end of the morph. */
typedef enum { END_A, END_B } End;

/** What there is at a place on the morph. */
typedef struct {
  Curve relative;   ///< dB re the listener's neutral, aligned
  bool has_housing; ///< false for neutral, active headphones and measured
                    ///< files without a circuit
  Housing housing;  ///< with the fit applied, if there is one
  Housing own;      ///< the same without fit
  double on_ear;    ///< 0..1
  double openness;  ///< 0 closed .. 1 open
  double level_db;  ///< what aligning took from the drum level
} MorphPoint;

/** The responses of both ends, dB re neutral without taste, aligned. */
typedef struct {
  Curve relative[2];
  Curve twin; ///< of an opposite at B beyond its circuit; else 0
} MorphEnds;

/** What the isolation of the ends is pulled to; between the references also
    that of the semi-open one. */
#define ISOLATION_AIMS 3
typedef struct {
  IsolationAim aim[ISOLATION_AIMS];
} IsolationAims;

/** What stands at an end. */
typedef struct {
  bool known;       ///< false: no headphone has that id, or no file is loaded
  bool has_circuit; ///< a cup: fit, isolation and bleed are those of it
  HousingType type; ///< HOUSING_NONE if it is not known
} EndKind;

/** Thread: any. Cannot fail. */
EndKind simulation_end_kind(const Simulation* simulation, End end);

/** What an opposite at B has beyond its circuit. Thread: any. Cannot fail.
    About 0.15 ms if there is one. */
void morph_twin(const Simulation* simulation, MorphEnds* ends);

/** One end of a simulation, with the twin already found. Thread: any. Cannot
   fail. About 0.07 ms. */
void morph_end(const Simulation* simulation, End end, MorphEnds* ends);

/** All of that. Thread: any. Cannot fail. */
void morph_ends(const Simulation* simulation, MorphEnds* ends);

/** Whether morph_point_between() looks at the twin there. Thread: any. */
bool morph_needs_twin(const Simulation* simulation, double morph);

/** Whether morph_point_between() looks at the ends there. Thread: any. */
bool morph_needs_ends(const Simulation* simulation, double morph);

/**
   The headphone at a place on the morph.

   Between two housings every parameter moves geometrically, with the response
   kept from turning round on its way; between the references it goes through
   the semi-open one. An opposite of A comes with what sets it apart from its
   circuit. Where an end has no housing (neutral, a measured file without a
   circuit, an active headphone) the responses are mixed in dB and the housing
   is that of the other end.

   @param ends of morph_ends(); only where morph_needs_ends()
   @param morph 0 = A .. 1 = B
   Thread: any. Cannot fail. About 0.1 ms.
*/
void morph_point_between(const Simulation* simulation,
                         const MorphEnds* ends,
                         double morph,
                         MorphPoint* point);

/** The same with the ends found on the way. Thread: any. About 0.25 ms. */
void morph_point(const Simulation* simulation, double morph, MorphPoint* point);

/** One of what isolation is pulled to. Thread: any. Cannot fail. About 0.2 ms.
    @param which below ISOLATION_AIMS */
void simulation_aim(const Simulation* simulation,
                    unsigned which,
                    IsolationAims* aims);

/** All of it. Thread: any. Cannot fail. */
void simulation_aims(const Simulation* simulation, IsolationAims* aims);

/**
   Isolation at a place on the morph, see isolation_of_housing().

   @param aims of simulation_aims()
   @param point of morph_point() at the same place
   @return false if there is no housing: the curve is 0 then
   Thread: any. About 0.1 ms, with a fit 0.2.
*/
bool morph_isolation(const Simulation* simulation,
                     const IsolationAims* aims,
                     const MorphPoint* point,
                     double morph,
                     Curve* curve);

/** True if anything is worn that is known and not neutral. Thread: any. */
bool simulation_wears(const Simulation* simulation);

/** Response of what is worn, aligned; 0 dB for neutral. Thread: any. */
void simulation_wearing(const Simulation* simulation, Curve* curve);

/**
   What is heard: strength times the relative response, divided by what is
   worn. Boost beyond 6 dB is bent to stay below 9 dB, and narrow notches of
   what is worn are not filled.

   @param relative of morph_point()
   @param wearing of simulation_wearing(); ignored if neutral is worn
   @param heard written; may be relative itself
   Thread: any. Cannot fail.
*/
void simulation_heard(const Simulation* simulation,
                      const Curve* relative,
                      const Curve* wearing,
                      Curve* heard);

/** Distance of the vocal microphone from the cup. */
#define VOCAL_MIC_M 0.3

/**
   Pressure at the vocal microphone on the scale of morph_point()'s relative
   response, both cups with the same signal; the time of flight is left out.

   @param point with a housing; without one the result is 0
   @param frequency_hz > 0
   Thread: any. Cannot fail.
*/
double complex morph_bleed(const MorphPoint* point, double frequency_hz);

#endif
