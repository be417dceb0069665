// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/isolation.h"

#include "dsp/maths.h"
#include "dsp/model/class_curves.h"
#include "dsp/model/ear.h"

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define OPEN_EAR_HZ 3000.0
#define OPEN_EAR_Q 2.0
#define COVERED_EAR_HZ 2000.0
#define COVERED_EAR_Q 1.5
#define DAMPED_EAR_HZ 1500.0

#define BONE_DB -47.0
#define LIGHT_SHELL_DB -34.0

/* A headphone keeps this much of what its own circuit says beside its class. */
#define OWN_SHARE 0.3
#define OWN_LIMIT_DB 12.0

/* Middle of the range in which cups differ by how well they shut. */
#define MIDDLE_FIRST_HZ 250.0
#define MIDDLE_LAST_HZ 2000.0
#define TDH39_MIDDLE_DB 8.0   // of a circuit that shuts as a TDH39
#define TIGHTEST_SPAN_DB 17.0 // from there to an HDA 200

#define GAP_HALVES_M3_PA_S 5e-6

/* 20 to 200 Hz. */
#define OPENNESS_FIRST_HZ 20.0
#define OPENNESS_PER_OCTAVE 24.0
#define OPENNESS_POINTS 80

/** Level in dB of a mass on a spring below, at and above its resonance. */
static double
resonance_db(double frequency_hz, double resonance_hz, double q)
{
  const double x = frequency_hz / resonance_hz;
  return -power_db((1.0 - x * x) * (1.0 - x * x) + x * x / (q * q));
}

double
isolation_covered_ear_db(double frequency_hz, double on_ear)
{
  const double open = resonance_db(frequency_hz, OPEN_EAR_HZ, OPEN_EAR_Q);
  const double covered =
    resonance_db(frequency_hz, COVERED_EAR_HZ, COVERED_EAR_Q);
  const double x = frequency_hz / DAMPED_EAR_HZ;
  const double damped = -power_db(1.0 + x * x);
  return covered + on_ear * (damped - covered) - open;
}

/** What the circuit and the covered ear say, positive = quieter inside. */
static void
circuit_isolation(const Housing* housing, double on_ear, Curve* curve)
{
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double hz = grid_hz(i);
    AcousticsResult result;
    acoustics_solve(housing, grid_ear_load(i), hz, &result);
    const double re = creal(result.isolation);
    const double im = cimag(result.isolation);
    curve->db[i] =
      -power_db(re * re + im * im) - isolation_covered_ear_db(hz, on_ear);
  }
}

static double
clipped(double x)
{
  return fmin(fmax(x, 0.0), 1.0);
}

static double
own_part(double deviation_db)
{
  return OWN_SHARE * OWN_LIMIT_DB * tanh(deviation_db / OWN_LIMIT_DB);
}

static double
mix(ClassCurve a, ClassCurve b, double t, double hz)
{
  const double from = class_curve_db(a, hz);
  return from + t * (class_curve_db(b, hz) - from);
}

/** Mean in the middle of what a class's circuit says. */
static double
middle_db(ClassCurve curve)
{
  Curve values;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    values.db[i] = class_curve_db(curve, grid_hz(i));
  }
  return curve_mean(&values, MIDDLE_FIRST_HZ, MIDDLE_LAST_HZ);
}

/** A closed over-ear lies between a TDH39 and an HDA 200. At 8 kHz a leak is a
    mass, and the cushion alone counts. */
static void
aim_closed(const Curve* own, double tightness, Curve* target)
{
  const double middle = curve_mean(own, MIDDLE_FIRST_HZ, MIDDLE_LAST_HZ);
  const double q = tightness >= 0.0
                     ? tightness
                     : clipped((middle - TDH39_MIDDLE_DB) / TIGHTEST_SPAN_DB);
  const double offset = middle - middle_db(CURVE_CIRCUIT_CLOSED);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double hz = grid_hz(i);
    const double cushion = 0.5 * smoothstep_hz(hz, 2000.0, 8000.0);
    const double deviation =
      own->db[i] - class_curve_db(CURVE_CIRCUIT_CLOSED, hz) - offset;
    target->db[i] =
      mix(CURVE_TDH39, CURVE_HDA200, q + (1.0 - q) * cushion, hz) +
      own_part(deviation);
  }
}

/** A semi-open one lies between an open and a closed one by its circuit. */
static void
aim_semi_open(const Curve* own, Curve* target)
{
  const double open = middle_db(CURVE_CIRCUIT_HD650);
  const double closed = middle_db(CURVE_CIRCUIT_CLOSED);
  const double middle = curve_mean(own, MIDDLE_FIRST_HZ, MIDDLE_LAST_HZ);
  const double s = clipped((middle - open) / (closed - open));
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double hz = grid_hz(i);
    const double deviation =
      own->db[i] - mix(CURVE_CIRCUIT_HD650, CURVE_CIRCUIT_CLOSED, s, hz);
    target->db[i] = mix(CURVE_OPEN, CURVE_TDH39, s, hz) + own_part(deviation);
  }
}

/** A class of one curve, and what its circuit says of that. */
static void
aim_at(const Curve* own, ClassCurve curve, ClassCurve circuit, Curve* target)
{
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double hz = grid_hz(i);
    target->db[i] = class_curve_db(curve, hz) +
                    own_part(own->db[i] - class_curve_db(circuit, hz));
  }
}

void
isolation_aim(const Housing* housing,
              HousingType type,
              Coupling coupling,
              double tightness,
              IsolationAim* aim)
{
  const bool on_ear = coupling == COUPLING_ON_EAR;
  Curve own;
  circuit_isolation(housing, on_ear, &own);
  if (type == HOUSING_SEMI_OPEN) {
    aim_semi_open(&own, &aim->target);
  } else if (type == HOUSING_OPEN) {
    aim_at(&own,
           CURVE_OPEN,
           on_ear ? CURVE_CIRCUIT_OPEN_ON_EAR : CURVE_CIRCUIT_HD650,
           &aim->target);
  } else if (on_ear) {
    aim_at(&own, CURVE_TDH39, CURVE_CIRCUIT_HD25, &aim->target);
  } else {
    aim_closed(&own, tightness, &aim->target);
  }
  const bool closed = type == HOUSING_CLOSED;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    aim->pull.db[i] = smoothstep_hz(
      grid_hz(i), closed ? 100.0 : 500.0, closed ? 300.0 : 1000.0);
  }
}

/** Never louder than 2 dB, never quieter than what bone or shell conduct. */
static double
limited_gain_db(double db, double floor_power)
{
  const double gain = db > 1.0 ? 1.0 + tanh(db - 1.0) : db;
  return power_db(db_power(gain) + floor_power);
}

void
isolation_of_housing(const Housing* own,
                     const Housing* fitted,
                     const IsolationAim* from,
                     const IsolationAim* to,
                     double way,
                     double on_ear,
                     double openness,
                     Curve* curve)
{
  const double floor_db = BONE_DB + on_ear * (LIGHT_SHELL_DB - BONE_DB);
  const double floor_power = db_power(floor_db);
  const double gap = fitted->value[GAP_M3_PA_S] + fitted->value[WORN_M3_PA_S];
  const double kept =
    openness + (1.0 - openness) / (1.0 + gap / GAP_HALVES_M3_PA_S);
  const bool is_fitted = memcmp(own, fitted, sizeof(*own)) != 0;
  Curve before;
  circuit_isolation(own, on_ear, &before);
  *curve = before;
  if (is_fitted) {
    circuit_isolation(fitted, on_ear, curve);
  }
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double target =
      from->target.db[i] + way * (to->target.db[i] - from->target.db[i]);
    const double pull =
      from->pull.db[i] + way * (to->pull.db[i] - from->pull.db[i]);
    const double db = curve->db[i] + kept * pull * (target - before.db[i]);
    curve->db[i] = limited_gain_db(-db, floor_power);
  }
}

const double occlusion_hz[OCCLUSION_BANDS] = { 125.0, 250.0, 500.0 };

void
isolation_wearing(const Housing* housing, Wearing* wearing)
{
  for (int i = 0; i < OCCLUSION_BANDS; ++i) {
    wearing->occlusion_hz[i] = occlusion_hz[i];
    wearing->occlusion_db[i] = ear_occlusion_db(
      acoustics_load(housing, occlusion_hz[i]), occlusion_hz[i]);
  }
  double sum = 0.0;
  for (int i = 0; i < OPENNESS_POINTS; ++i) {
    const double hz = OPENNESS_FIRST_HZ * exp2(i / OPENNESS_PER_OCTAVE);
    sum += amplitude_db(cabs(acoustics_load(housing, hz)));
  }
  wearing->openness_db = sum / OPENNESS_POINTS;
}
