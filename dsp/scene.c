// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene.h"

#include "ear.h"

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846
#define BOOST_FREE_DB 6.0
#define BOOST_LIMIT_DB 9.0
#define STRAY_DB 1.0      // four times what a path may leave equal ends
#define NOTCH_POINTS 8    // a third of an octave, with its centre
#define NOTCH_FREE_DB 1.5 // below its surroundings

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
  /* The references' twins are each other, so their path is the known one. */
  Source s = { a.row, NULL, true };
  if (!a.row || a.row->id == HEADPHONE_OPEN_REFERENCE ||
      a.row->id == HEADPHONE_SEMI_OPEN_REFERENCE) {
    s.row = headphones_find(HEADPHONE_CLOSED_REFERENCE);
    s.opposite = false;
  } else if (a.row->id == HEADPHONE_CLOSED_REFERENCE) {
    s.row = headphones_find(HEADPHONE_OPEN_REFERENCE);
    s.opposite = false;
  }
  return s;
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

static Housing
reference_housing(double o)
{
  const Headphone* const semi = headphones_find(HEADPHONE_SEMI_OPEN_REFERENCE);
  const Headphone* const end = headphones_find(
    o > 0.5 ? HEADPHONE_OPEN_REFERENCE : HEADPHONE_CLOSED_REFERENCE);
  return housing_interpolate(
    &semi->housing, &end->housing, fabs(2.0 * o - 1.0));
}

static Housing
housing_between(const Source* a, const Source* b, double morph)
{
  if (openness(a) >= 0.0 && openness(b) >= 0.0) {
    return reference_housing(openness(a) + morph * (openness(b) - openness(a)));
  }
  const Housing from = source_housing(a);
  const Housing to = source_housing(b);
  return housing_interpolate(&from, &to, morph);
}

/** The measured rest and the isolation of one row, weighted. */
static void
add_row(SceneView* view, const Source* source, double weight)
{
  /* An opposite housing keeps the pad and driver, not the measured rest. */
  if (!source->opposite) {
    response_add_peaks(
      &view->relative, source->row->peaks, source->row->n_peaks, weight);
    for (int i = 0; i < ISOLATION_BANDS; ++i) {
      view->isolation_db[i] += weight * source->row->isolation_db[i];
    }
  }
  view->on_ear += weight * (source->row->coupling == COUPLING_ON_EAR);
}

static void
set_housing(SceneView* view, const Scene* scene, const Housing* housing)
{
  view->has_housing = true;
  view->housing = *housing;
  fit_apply(&scene->fit, &view->housing);
  view->level_db = response_of_housing(&view->housing, &view->relative);
}

/** One end by itself; neutral is flat. */
static void
view_end(const Scene* scene, const Source* source, SceneView* view)
{
  memset(view, 0, sizeof(*view));
  if (source->file) {
    view->relative = *source->file;
  } else if (source->row) {
    const Housing housing = source_housing(source);
    set_housing(view, scene, &housing);
    add_row(view, source, 1.0);
  }
}

void
scene_ends(const Scene* scene, SceneEnds* ends)
{
  SceneView view;
  for (int end = END_A; end <= END_B; ++end) {
    const Source source = end_source(scene, (End)end);
    view_end(scene, &source, &view);
    ends->relative[end] = view.relative;
  }
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

void
scene_view_between(const Scene* scene,
                   const SceneEnds* ends,
                   double morph,
                   SceneView* view)
{
  const Source a = end_source(scene, END_A);
  const Source b = end_source(scene, END_B);
  if (a.row && b.row) {
    memset(view, 0, sizeof(*view));
    const Housing housing = housing_between(&a, &b, morph);
    set_housing(view, scene, &housing);
    add_row(view, &a, 1.0 - morph);
    add_row(view, &b, morph);
    if (openness(&a) < 0.0 || openness(&b) < 0.0) {
      keep_between(ends, morph, &view->relative);
    }
  } else {
    view_end(scene, a.row ? &a : &b, view);
    mix_ends(ends, morph, &view->relative);
  }
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
    response_of_housing(&s.row->housing, curve);
    response_add_peaks(curve, s.row->peaks, s.row->n_peaks, 1.0);
  }
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
