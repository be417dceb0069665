// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/simulation.h"

#include "dsp/maths.h"
#include "dsp/model/class_curves.h"
#include "dsp/model/source.h"

#include <math.h>
#include <string.h>

#define STRAY_DB 1.0 // four times what a path may leave equal ends
#define TWIN_OWN_SHARE 0.5
#define TWIN_LAST_HZ 8000.0
#define TWIN_END_HZ 12000.0

EndKind
simulation_end_kind(const Simulation* simulation, End end)
{
  const Source source = source_of_end(simulation, end);
  const uint32_t id =
    end == END_A ? simulation->headphone_a : simulation->headphone_b;
  const EndKind kind = { source.row || source.file || id == HEADPHONE_NEUTRAL,
                         source_has_circuit(&source),
                         source.row ? source_type(&source) : HOUSING_NONE };
  return kind;
}

static double
between(double from, double to, double way)
{
  return from + way * (to - from);
}

static void
add_curve(Curve* to, const Curve* curve, double weight)
{
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    to->db[i] += weight * curve->db[i];
  }
}

/** What was measured beyond the circuit, weighted. */
static void
add_rest(const Source* source, double weight, Curve* curve)
{
  response_add_peaks(curve, source->row->peaks, source->row->n_peaks, weight);
  if (source->rest && weight > 0.0) {
    add_curve(curve, source->rest, weight);
  }
}

/** The same, which an opposite housing does not keep. */
static void
add_own_rest(const Source* source, double weight, Curve* curve)
{
  if (!source->opposite) {
    add_rest(source, weight, curve);
  }
}

/** Put a housing on: the fit, and what an ear has of its own. */
static EarDifference
sit(const Simulation* simulation, double openness, Housing* housing)
{
  const Ears* const ears = &simulation->ears;
  EarDifference difference = { 0.0, 0.0, { { 0.0 } } };
  Fit fit = simulation->fit;
  if (ears->side == EARS_ALIKE) {
    fit_apply(&fit, housing);
    return difference;
  }
  fit.seal = ears_seal(fit.seal, (double)ears->seal_balance, ears->side);
  fit_apply(&fit, housing);
  if (ears->amount > 0.0F) {
    ears_of_seat(ears->seat, openness, (double)ears->amount, &difference);
    ears_apply_housing(&difference, ears->side, housing);
  }
  return difference;
}

/** A circuit between two, with the fit on it. */
static void
point_of_span(const Simulation* simulation, const Span* span, MorphPoint* point)
{
  const Headphone* const from = span->from.row;
  const Headphone* const to = span->to.row;
  const Housing a = source_housing(&span->from);
  const Housing b = source_housing(&span->to);
  point->has_housing = true;
  point->own = housing_interpolate(&a, &b, span->way);
  point->on_ear = between(from->coupling == COUPLING_ON_EAR,
                          to->coupling == COUPLING_ON_EAR,
                          span->way);
  point->openness = between(type_openness(source_type(&span->from)),
                            type_openness(source_type(&span->to)),
                            span->way);
  point->housing = point->own;
  const EarDifference difference =
    sit(simulation, point->openness, &point->housing);
  point->level_db =
    response_of_housing(&point->housing,
                        between(from->air_db, to->air_db, span->way),
                        &point->relative);
  add_own_rest(&span->from, 1.0 - span->way, &point->relative);
  add_own_rest(&span->to, span->way, &point->relative);
  if (simulation->ears.side != EARS_ALIKE) {
    ears_apply_rest(&difference, simulation->ears.side, &point->relative);
  }
}

/** A headphone as it was measured: no fit, no twin. */
static void
own_response(const Source* source, Curve* curve)
{
  response_of_housing(&source->row->housing, source->row->air_db, curve);
  add_rest(source, 1.0, curve);
}

/** What a twin's response has beyond its circuit: half of what sets A apart
    from that, and what makers were seen to change beyond the circuit when they
    closed or opened a cup. */
static void
twin_correction(const Source* source, Curve* curve)
{
  const Headphone* const a = source->row;
  const Housing opposite = headphones_opposite(a);
  const ClassCurve siblings =
    a->type == HOUSING_CLOSED ? CURVE_CLOSED_TO_OPEN : CURVE_OPEN_TO_CLOSED;
  Curve twin;
  own_response(source, curve);
  response_of_housing(&opposite, a->air_db, &twin);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    curve->db[i] = class_curve_db(siblings, grid_hz(i)) +
                   TWIN_OWN_SHARE * (curve->db[i] - twin.db[i]);
  }
  curve_align(curve);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    curve->db[i] *= 1.0 - smoothstep_hz(grid_hz(i), TWIN_LAST_HZ, TWIN_END_HZ);
  }
}

/** One end by itself but for a twin's correction; neutral is flat. */
static void
point_of_end(const Simulation* simulation,
             const Source* source,
             MorphPoint* point)
{
  memset(point, 0, sizeof(*point));
  if (source->file) {
    point->relative = *source->file;
  } else if (source_has_circuit(source)) {
    const Span span = { *source, *source, 0.0, 0 };
    point_of_span(simulation, &span, point);
  } else if (source->row) {
    own_response(source, &point->relative);
  }
}

void
morph_twin(const Simulation* simulation, MorphEnds* ends)
{
  const Source source = source_of_end(simulation, END_B);
  if (source.opposite) {
    twin_correction(&source, &ends->twin);
  } else {
    memset(&ends->twin, 0, sizeof(ends->twin));
  }
}

void
morph_end(const Simulation* simulation, End end, MorphEnds* ends)
{
  MorphPoint point;
  const Source source = source_of_end(simulation, end);
  point_of_end(simulation, &source, &point);
  if (source.opposite) {
    add_curve(&point.relative, &ends->twin, 1.0);
  }
  ends->relative[end] = point.relative;
}

void
morph_ends(const Simulation* simulation, MorphEnds* ends)
{
  morph_twin(simulation, ends);
  morph_end(simulation, END_A, ends);
  morph_end(simulation, END_B, ends);
}

bool
morph_needs_twin(const Simulation* simulation, double morph)
{
  return morph > 0.0 && source_of_end(simulation, END_B).opposite;
}

bool
morph_needs_ends(const Simulation* simulation, double morph)
{
  const Source a = source_of_end(simulation, END_A);
  const Source b = source_of_end(simulation, END_B);
  if (!source_has_circuit(&a) || !source_has_circuit(&b)) {
    return true;
  }
  const bool is_between = morph > 0.0 && morph < 1.0;
  return is_between && (source_openness(&a) < 0.0 || source_openness(&b) < 0.0);
}

/** A housing between two may have a hole or a peak that neither has, where
    their parameters move in opposite senses. Bend its way back towards the
    straight line: what it strays is bounded by a parabola, which lets it lag or
    lead but never turn round. */
static void
keep_between(const MorphEnds* ends, double morph, Curve* curve)
{
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double a = ends->relative[END_A].db[i];
    const double b = ends->relative[END_B].db[i];
    const double straight = a + morph * (b - a);
    const double stray = curve->db[i] - straight;
    const double room = morph * (1.0 - morph) * hypot(b - a, STRAY_DB);
    curve->db[i] = straight + (room > 0.0 ? room * tanh(stray / room) : 0.0);
  }
}

static void
mix_ends(const MorphEnds* ends, double morph, Curve* curve)
{
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double a = ends->relative[END_A].db[i];
    const double b = ends->relative[END_B].db[i];
    curve->db[i] = a + morph * (b - a);
  }
}

/** Take what the listener's neutral has more than that of most from a curve, as
    far as that is not neutral itself. */
static void
take_taste(const Simulation* simulation, double share, Curve* curve)
{
  if (simulation->target.bass_db != 0.0 || simulation->target.tilt_db != 0.0) {
    Curve taste;
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      taste.db[i] = target_taste_db(&simulation->target, grid_hz(i));
    }
    curve_align(&taste);
    add_curve(curve, &taste, -share);
  }
}

void
morph_point_between(const Simulation* simulation,
                    const MorphEnds* ends,
                    double morph,
                    MorphPoint* point)
{
  const Source a = source_of_end(simulation, END_A);
  const Source b = source_of_end(simulation, END_B);
  memset(point, 0, sizeof(*point));
  if (source_has_circuit(&a) && source_has_circuit(&b)) {
    const Span span = span_at(&a, &b, morph);
    point_of_span(simulation, &span, point);
    if (morph_needs_twin(simulation, morph)) {
      add_curve(&point->relative, &ends->twin, morph);
    }
    if (morph_needs_ends(simulation, morph)) {
      keep_between(ends, morph, &point->relative);
    }
  } else {
    point_of_end(simulation, source_has_circuit(&a) ? &a : &b, point);
    mix_ends(ends, morph, &point->relative);
  }
  take_taste(simulation,
             between(source_is_something(&a), source_is_something(&b), morph),
             &point->relative);
}

static void
aim_source(const Source* source, IsolationAim* aim)
{
  const Housing housing = source_housing(source);
  isolation_aim(&housing,
                source_type(source),
                source->row->coupling,
                source->opposite ? -1.0 : source->row->tightness,
                aim);
}

void
simulation_aim(const Simulation* simulation,
               unsigned which,
               IsolationAims* aims)
{
  const Source a = source_of_end(simulation, END_A);
  const Source b = source_of_end(simulation, END_B);
  IsolationAim* const aim = &aims->aim[which];
  if (source_has_circuit(&a) && source_has_circuit(&b)) {
    const Span span[2] = { span_at(&a, &b, 0.0), span_at(&a, &b, 1.0) };
    if (which == 0) {
      aim_source(&span[0].from, aim);
    } else if (which == span[0].to_aim) {
      aim_source(&span[0].to, aim);
    } else if (which == span[1].to_aim) {
      aim_source(&span[1].to, aim);
    }
  } else if (source_has_circuit(&a) || source_has_circuit(&b)) {
    aim_source(source_has_circuit(&a) ? &a : &b, aim);
  }
}

void
simulation_aims(const Simulation* simulation, IsolationAims* aims)
{
  memset(aims, 0, sizeof(*aims));
  for (unsigned which = 0; which < ISOLATION_AIMS; ++which) {
    simulation_aim(simulation, which, aims);
  }
}

bool
morph_isolation(const Simulation* simulation,
                const IsolationAims* aims,
                const MorphPoint* point,
                double morph,
                Curve* curve)
{
  const Source a = source_of_end(simulation, END_A);
  const Source b = source_of_end(simulation, END_B);
  memset(curve, 0, sizeof(*curve));
  if (!point->has_housing) {
    return false;
  }
  Span span = { a, b, 0.0, 0 };
  if (source_has_circuit(&a) && source_has_circuit(&b)) {
    span = span_at(&a, &b, morph);
  }
  isolation_of_housing(&point->own,
                       &point->housing,
                       &aims->aim[0],
                       &aims->aim[span.to_aim],
                       span.way,
                       point->on_ear,
                       point->openness,
                       curve);
  return true;
}

void
morph_point(const Simulation* simulation, double morph, MorphPoint* point)
{
  MorphEnds ends;
  morph_ends(simulation, &ends);
  morph_point_between(simulation, &ends, morph, point);
}

static Source
source_worn(const Simulation* simulation)
{
  return source_find(simulation, simulation->wearing, FILE_WEARING);
}

bool
simulation_wears(const Simulation* simulation)
{
  const Source s = source_worn(simulation);
  return source_is_something(&s);
}

void
simulation_wearing(const Simulation* simulation, Curve* curve)
{
  const Source s = source_worn(simulation);
  memset(curve, 0, sizeof(*curve));
  if (s.file) {
    *curve = *s.file;
  } else if (s.row) {
    /* Nobody's own headphone is worn out or squeezed by these controls. */
    own_response(&s, curve);
  }
  take_taste(simulation, source_is_something(&s), curve);
}
