// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/model/scene.h"

#include "dsp/model/class_curves.h"
#include "dsp/model/ear.h"

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846
#define BOOST_FREE_DB 6.0
#define BOOST_LIMIT_DB 9.0
#define STRAY_DB 1.0      // four times what a path may leave equal ends
#define NOTCH_POINTS 8    // a third of an octave, with its centre
#define NOTCH_FREE_DB 1.5 // below its surroundings
#define TWIN_OWN_SHARE 0.5
#define TWIN_LAST_HZ 8000.0
#define TWIN_END_HZ 12000.0

/** What stands at one end: a row of the bank, a file, or nothing. */
typedef struct {
  const Headphone* row;
  const Curve* file;
  bool opposite;
} Source;

static Source
find_source(const Scene* scene, uint32_t id, FileSlot slot)
{
  Source s = { headphones_find(id), NULL, false };
  if (id == HEADPHONE_MEASURED_FILE && scene->files &&
      scene->files->present[slot]) {
    s.file = &scene->files->curve[slot];
  }
  return s;
}

/** Whether it has a cup that can be changed and looked through. */
static bool
has_circuit(const Source* source)
{
  return source->row && !source->row->active;
}

static Source
end_source(const Scene* scene, End end)
{
  const Source a = find_source(scene, scene->headphone_a, FILE_A);
  if (end == END_A) {
    return a;
  }
  if (scene->headphone_b != HEADPHONE_OPPOSITE) {
    return find_source(scene, scene->headphone_b, FILE_B);
  }
  /* The references' twins are each other, so their path is the known one.
     Nothing is known of the pad of what has no circuit. */
  if (has_circuit(&a) && a.row->id > HEADPHONE_CLOSED_REFERENCE) {
    return (Source){ a.row, NULL, true };
  }
  const bool closed = a.row && a.row->type == HOUSING_CLOSED;
  return (Source){ headphones_find(closed ? HEADPHONE_OPEN_REFERENCE
                                          : HEADPHONE_CLOSED_REFERENCE),
                   NULL,
                   false };
}

static Housing
source_housing(const Source* source)
{
  return source->opposite ? headphones_opposite(source->row)
                          : source->row->housing;
}

/** Openness of a reference row: 1 open, 0.5 semi-open, 0 closed; else -1. */
static double
openness(const Source* source)
{
  switch (source->row->id) {
    case HEADPHONE_OPEN_REFERENCE:
      return 1.0;
    case HEADPHONE_SEMI_OPEN_REFERENCE:
      return 0.5;
    case HEADPHONE_CLOSED_REFERENCE:
      return 0.0;
    default:
      return -1.0;
  }
}

static HousingType
type_of(const Source* source)
{
  const HousingType own = source->row->type;
  return !source->opposite       ? own
         : own == HOUSING_CLOSED ? HOUSING_OPEN
                                 : HOUSING_CLOSED;
}

static double
openness_of_type(HousingType type)
{
  return type == HOUSING_OPEN ? 1.0 : type == HOUSING_CLOSED ? 0.0 : 0.5;
}

EndKind
scene_end_kind(const Scene* scene, End end)
{
  const Source source = end_source(scene, end);
  const uint32_t id = end == END_A ? scene->headphone_a : scene->headphone_b;
  const EndKind kind = { source.row || source.file || id == HEADPHONE_NEUTRAL,
                         has_circuit(&source),
                         source.row ? type_of(&source) : HOUSING_NONE };
  return kind;
}

/** A place between two circuits. */
typedef struct {
  Source from;
  Source to;
  double way;
  unsigned to_aim; ///< where SceneAims has the second; the first is at 0
} Span;

/** Between the references the way leads through the semi-open one. */
static Span
span_at(const Source* a, const Source* b, double morph)
{
  if (openness(a) < 0.0 || openness(b) < 0.0) {
    return (Span){ *a, *b, morph, 1 };
  }
  const double o = openness(a) + morph * (openness(b) - openness(a));
  const bool open = o > 0.5;
  const uint32_t end =
    open ? HEADPHONE_OPEN_REFERENCE : HEADPHONE_CLOSED_REFERENCE;
  return (
    Span){ { headphones_find(HEADPHONE_SEMI_OPEN_REFERENCE), NULL, false },
           { headphones_find(end), NULL, false },
           fabs(2.0 * o - 1.0),
           open ? 1 : 2 };
}

static double
between(double from, double to, double way)
{
  return from + way * (to - from);
}

/** The measured rest of a row, weighted. */
static void
add_rest(SceneView* view, const Source* source, double weight)
{
  /* An opposite housing keeps the pad and driver, not the measured rest. */
  if (!source->opposite) {
    response_add_peaks(
      &view->relative, source->row->peaks, source->row->n_peaks, weight);
  }
}

/** A circuit between two, with the fit on it. */
static void
view_span(const Scene* scene, const Span* span, SceneView* view)
{
  const Headphone* const from = span->from.row;
  const Headphone* const to = span->to.row;
  const Housing a = source_housing(&span->from);
  const Housing b = source_housing(&span->to);
  view->has_housing = true;
  view->own = housing_interpolate(&a, &b, span->way);
  view->housing = view->own;
  fit_apply(&scene->fit, &view->housing);
  view->on_ear = between(from->coupling == COUPLING_ON_EAR,
                         to->coupling == COUPLING_ON_EAR,
                         span->way);
  view->openness = between(openness_of_type(type_of(&span->from)),
                           openness_of_type(type_of(&span->to)),
                           span->way);
  view->level_db =
    response_of_housing(&view->housing,
                        between(from->air_db, to->air_db, span->way),
                        &view->relative);
  add_rest(view, &span->from, 1.0 - span->way);
  add_rest(view, &span->to, span->way);
}

/** A row as it was measured: no fit, no twin. */
static void
row_response(const Headphone* row, Curve* curve)
{
  response_of_housing(&row->housing, row->air_db, curve);
  response_add_peaks(curve, row->peaks, row->n_peaks, 1.0);
}

/** What a twin's response has beyond its circuit: half of what sets A apart
    from that, and what makers were seen to change beyond the circuit when they
    closed or opened a cup. */
static void
twin_correction(const Headphone* a, Curve* curve)
{
  const Housing opposite = headphones_opposite(a);
  const ClassCurve siblings =
    a->type == HOUSING_CLOSED ? CURVE_CLOSED_TO_OPEN : CURVE_OPEN_TO_CLOSED;
  Curve twin;
  row_response(a, curve);
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
view_end(const Scene* scene, const Source* source, SceneView* view)
{
  memset(view, 0, sizeof(*view));
  if (source->file) {
    view->relative = *source->file;
  } else if (has_circuit(source)) {
    const Span span = { *source, *source, 0.0, 0 };
    view_span(scene, &span, view);
  } else if (source->row) {
    row_response(source->row, &view->relative);
  }
}

static void
add_curve(Curve* to, const Curve* curve, double weight)
{
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    to->db[i] += weight * curve->db[i];
  }
}

void
scene_twin(const Scene* scene, SceneEnds* ends)
{
  const Source source = end_source(scene, END_B);
  if (source.opposite) {
    twin_correction(source.row, &ends->twin);
  } else {
    memset(&ends->twin, 0, sizeof(ends->twin));
  }
}

void
scene_end(const Scene* scene, End end, SceneEnds* ends)
{
  SceneView view;
  const Source source = end_source(scene, end);
  view_end(scene, &source, &view);
  if (source.opposite) {
    add_curve(&view.relative, &ends->twin, 1.0);
  }
  ends->relative[end] = view.relative;
}

void
scene_ends(const Scene* scene, SceneEnds* ends)
{
  scene_twin(scene, ends);
  scene_end(scene, END_A, ends);
  scene_end(scene, END_B, ends);
}

bool
scene_needs_twin(const Scene* scene, double morph)
{
  return morph > 0.0 && end_source(scene, END_B).opposite;
}

bool
scene_needs_ends(const Scene* scene, double morph)
{
  const Source a = end_source(scene, END_A);
  const Source b = end_source(scene, END_B);
  if (!has_circuit(&a) || !has_circuit(&b)) {
    return true;
  }
  const bool is_between = morph > 0.0 && morph < 1.0;
  return is_between && (openness(&a) < 0.0 || openness(&b) < 0.0);
}

/** A housing between two may have a hole or a peak that neither has, where
    their parameters move in opposite senses. Bend its way back towards the
    straight line: what it strays is bounded by a parabola, which lets it lag or
    lead but never turn round. */
static void
keep_between(const SceneEnds* ends, double morph, Curve* curve)
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
mix_ends(const SceneEnds* ends, double morph, Curve* curve)
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
take_taste(const Scene* scene, double share, Curve* curve)
{
  if (scene->target.bass_db != 0.0 || scene->target.tilt_db != 0.0) {
    Curve taste;
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      taste.db[i] = target_taste_db(&scene->target, grid_hz(i));
    }
    curve_align(&taste);
    add_curve(curve, &taste, -share);
  }
}

static bool
is_something(const Source* source)
{
  return source->row || source->file;
}

void
scene_view_between(const Scene* scene,
                   const SceneEnds* ends,
                   double morph,
                   SceneView* view)
{
  const Source a = end_source(scene, END_A);
  const Source b = end_source(scene, END_B);
  memset(view, 0, sizeof(*view));
  if (has_circuit(&a) && has_circuit(&b)) {
    const Span span = span_at(&a, &b, morph);
    view_span(scene, &span, view);
    if (scene_needs_twin(scene, morph)) {
      add_curve(&view->relative, &ends->twin, morph);
    }
    if (scene_needs_ends(scene, morph)) {
      keep_between(ends, morph, &view->relative);
    }
  } else {
    view_end(scene, has_circuit(&a) ? &a : &b, view);
    mix_ends(ends, morph, &view->relative);
  }
  take_taste(
    scene, between(is_something(&a), is_something(&b), morph), &view->relative);
}

static void
aim_source(const Source* source, IsolationAim* aim)
{
  const Housing housing = source_housing(source);
  isolation_aim(&housing,
                type_of(source),
                source->row->coupling,
                source->opposite ? -1.0 : source->row->tightness,
                aim);
}

void
scene_aim(const Scene* scene, unsigned which, SceneAims* aims)
{
  const Source a = end_source(scene, END_A);
  const Source b = end_source(scene, END_B);
  IsolationAim* const aim = &aims->aim[which];
  if (has_circuit(&a) && has_circuit(&b)) {
    const Span span[2] = { span_at(&a, &b, 0.0), span_at(&a, &b, 1.0) };
    if (which == 0) {
      aim_source(&span[0].from, aim);
    } else if (which == span[0].to_aim) {
      aim_source(&span[0].to, aim);
    } else if (which == span[1].to_aim) {
      aim_source(&span[1].to, aim);
    }
  } else if (has_circuit(&a) || has_circuit(&b)) {
    aim_source(has_circuit(&a) ? &a : &b, aim);
  }
}

void
scene_aims(const Scene* scene, SceneAims* aims)
{
  memset(aims, 0, sizeof(*aims));
  for (unsigned which = 0; which < SCENE_AIMS; ++which) {
    scene_aim(scene, which, aims);
  }
}

bool
scene_isolation(const Scene* scene,
                const SceneAims* aims,
                const SceneView* view,
                double morph,
                Curve* curve)
{
  const Source a = end_source(scene, END_A);
  const Source b = end_source(scene, END_B);
  memset(curve, 0, sizeof(*curve));
  if (!view->has_housing) {
    return false;
  }
  Span span = { a, b, 0.0, 0 };
  if (has_circuit(&a) && has_circuit(&b)) {
    span = span_at(&a, &b, morph);
  }
  isolation_of_housing(&view->own,
                       &view->housing,
                       &aims->aim[0],
                       &aims->aim[span.to_aim],
                       span.way,
                       view->on_ear,
                       view->openness,
                       curve);
  return true;
}

void
scene_view(const Scene* scene, double morph, SceneView* view)
{
  SceneEnds ends;
  scene_ends(scene, &ends);
  scene_view_between(scene, &ends, morph, view);
}

void
scene_wearing(const Scene* scene, Curve* curve)
{
  const Source s = find_source(scene, scene->wearing, FILE_WEARING);
  memset(curve, 0, sizeof(*curve));
  if (s.file) {
    *curve = *s.file;
  } else if (s.row) {
    /* Nobody's own headphone is worn out or squeezed by these controls. */
    row_response(s.row, curve);
  }
  take_taste(scene, is_something(&s), curve);
}

/** How far a point lies in a narrow notch, dB >= 0. */
static double
notch_depth(const Curve* curve, size_t i)
{
  const size_t first = i > NOTCH_POINTS ? i - NOTCH_POINTS : 0;
  const size_t end =
    i + NOTCH_POINTS < GRID_POINTS ? i + NOTCH_POINTS + 1 : GRID_POINTS;
  double sum = 0.0;
  for (size_t k = first; k < end; ++k) {
    sum += curve->db[k];
  }
  const double around = sum / (double)(end - first);
  return fmax(around - NOTCH_FREE_DB - curve->db[i], 0.0);
}

static double
limited_boost(double db)
{
  const double room = BOOST_LIMIT_DB - BOOST_FREE_DB;
  return db <= BOOST_FREE_DB
           ? db
           : BOOST_FREE_DB + room * tanh((db - BOOST_FREE_DB) / room);
}

void
scene_heard(const Scene* scene,
            const Curve* relative,
            const Curve* wearing,
            Curve* heard)
{
  Curve wanted;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    wanted.db[i] = scene->strength * relative->db[i];
  }
  if (scene->wearing == HEADPHONE_NEUTRAL) {
    *heard = wanted;
    return;
  }
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    /* A notch that both have needs no filling: same on same stays flat. */
    const double filled =
      fmax(notch_depth(wearing, i) - notch_depth(&wanted, i), 0.0);
    heard->db[i] = limited_boost(wanted.db[i] - wearing->db[i] - filled);
  }
}

double complex
scene_bleed(const SceneView* view, double frequency_hz)
{
  if (!view->has_housing) {
    return 0.0;
  }
  const EarLoad ear = ear_load(frequency_hz);
  AcousticsResult r;
  acoustics_solve(&view->housing, &ear, frequency_hz, &r);
  const double flight_rad =
    2.0 * PI * frequency_hz * VOCAL_MIC_M / SOUND_SPEED_M_S;
  return 2.0 * pow(10.0, -view->level_db / 20.0) *
         acoustics_bleed(&r, frequency_hz, VOCAL_MIC_M) *
         CMPLX(cos(flight_rad), sin(flight_rad));
}
