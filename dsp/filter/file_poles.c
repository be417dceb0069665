// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/file_poles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ERROR_SMOOTHING 4 // grid points to each side
#define ERROR_SHARE 4.0   // of the bend's mean, where the error is largest
#define EMPHASIS 3.0      // more, where the error is largest
#define STRICT_MOST 5.0   // a glitch that no poles follow says nothing
#define STRICT_SHARE 0.1  // that errors count where a curve is steep
#define HOPELESS_DB 3.0   // that no emphasis makes good

/** Few poles first, which are to follow every turn. In vain, not where a curve
    is steep; then wider ones, or such that cancel more. */
typedef struct {
  unsigned sections;
  double ridge;
  double bandwidth; ///< see poles_place()
  unsigned rounds;  ///< of emphasis
  bool strict;
} Attempt;

static const Attempt attempts[] = {
  { 48, 1e-7, 2.75, 3, true },   { 56, 1e-7, 2.75, 3, true },
  { 64, 1e-7, 2.75, 3, true },   { 40, 1e-7, 2.75, 4, false },
  { 48, 1e-7, 2.75, 4, false },  { 56, 1e-7, 2.75, 4, false },
  { 64, 1e-7, 2.75, 8, false },  { 64, 1e-8, 3.5, 12, false },
  { 64, 1e-9, 2.25, 12, false }, { 64, 1e-9, 2.75, 20, false }
};
enum { ATTEMPTS = sizeof(attempts) / sizeof(attempts[0]) };

/** The largest errors of fits to all curves. */
typedef struct {
  double db[WARPED_POINTS];
  double largest_db;
} Errors;

/** What the search works with; large, so on the heap. */
typedef struct {
  double rate_hz;
  RelativeSolver* fit;
  size_t targets;
  Curve curve[FILE_SLOTS];
  float complex target[FILE_SLOTS][WARPED_POINTS];
  double want[GRID_POINTS];
  Errors strict;  ///< of the last fits, everywhere
  Errors lenient; ///< but where curves are steep
  float emphasis[WARPED_POINTS];
  float calm[WARPED_POINTS]; ///< emphasis that spares what is steep
  PoleSet* best;
  double best_db;
  double best_score; ///< in units of the goals
  bool is_perfect;   ///< strictly within the goals
} Search;

static void
search_free(Search* search)
{
  if (search) {
    relative_solver_free(search->fit);
    free(search);
  }
}

/** What is wanted at first: the bend, its mean 1 if there is any. */
static void
want_curvature(Search* search, const MeasuredFiles* files)
{
  double mean = 0.0;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    if (files->file[slot].present) {
      curve_add_curvature(&files->file[slot].response.relative, search->want);
    }
  }
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    mean += search->want[i] / GRID_POINTS;
  }
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    search->want[i] = mean > 0.0 ? search->want[i] / mean : 1.0;
  }
}

/** What an error counts where a response is steep, as a power: no poles can
    follow there, and in vain they would spoil what is around. */
static void
find_calm(Search* search)
{
  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    search->calm[i] = 1.0F;
  }
  for (size_t t = 0; t < search->targets; ++t) {
    double before = 0.0;
    for (size_t i = 0; i + 1 < WARPED_POINTS; ++i) {
      const double hz = warped_hz(search->rate_hz, i);
      const double octaves = log2(warped_hz(search->rate_hz, i + 1) / hz);
      const float complex* const h = &search->target[t][i];
      const double ratio = (double)cabsf(h[1]) / (double)cabsf(h[0]);
      const double after = 20.0 * fabs(log10(ratio)) / octaves;
      const double x = fmax(before, after) / WEIGHTS_STEEP_DB;
      search->calm[i] = fminf(search->calm[i], (float)(1.0 / (1.0 + x * x)));
      before = after;
    }
  }
}

static Search*
search_new(double rate_hz, const MeasuredFiles* files)
{
  Search* const search = calloc(1, sizeof(*search));
  MinPhase* const minphase = minphase_new(rate_hz);
  if (search) {
    search->fit = relative_solver_new();
  }
  if (!search || !search->fit || !minphase) {
    minphase_free(minphase);
    search_free(search);
    return NULL;
  }
  search->rate_hz = rate_hz;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    if (files->file[slot].present) {
      const size_t t = search->targets++;
      for (size_t i = 0; i < GRID_POINTS; ++i) {
        const double db = files->file[slot].response.relative.db[i];
        search->curve[t].db[i] = slot == FILE_WEARING ? -db : db;
      }
      minphase_response(minphase, &search->curve[t], search->target[t]);
    }
  }
  minphase_free(minphase);
  want_curvature(search, files);
  find_calm(search);
  return search;
}

/** Take down the errors of one fit beside those of others. */
static void
add_errors(const Search* search,
           const Basis* basis,
           const Weights* weights,
           size_t t,
           double steep_db,
           Errors* errors)
{
  double db[WARPED_POINTS];
  const double largest_db =
    weights_error_db(basis, weights, &search->curve[t], steep_db, db);
  errors->largest_db = fmax(errors->largest_db, largest_db);
  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    errors->db[i] = fmax(errors->db[i], db[i]);
  }
}

/** Fit all curves. */
static void
find_errors(Search* search, const Basis* basis)
{
  memset(&search->strict, 0, sizeof(search->strict));
  memset(&search->lenient, 0, sizeof(search->lenient));
  for (size_t t = 0; t < search->targets; ++t) {
    Weights weights;
    relative_solver_begin(
      search->fit, basis, search->target[t], search->emphasis);
    while (!relative_solver_step(search->fit, basis, &weights)) {
    }
    add_errors(search, basis, &weights, t, HUGE_VAL, &search->strict);
    add_errors(search, basis, &weights, t, WEIGHTS_STEEP_DB, &search->lenient);
  }
}

/** The largest error in units of the goals. */
static double
score_of(const Search* search, const Errors* errors)
{
  double sum = 0.0;
  double octaves = 0.0;
  double hz = warped_hz(search->rate_hz, 0);
  for (size_t i = 0; i + 1 < WARPED_POINTS; ++i) {
    const double next_hz = warped_hz(search->rate_hz, i + 1);
    const double width = log2(next_hz / hz);
    if (errors->db[i] > 0.0) {
      sum += width * errors->db[i] * errors->db[i];
      octaves += width;
    }
    hz = next_hz;
  }
  const double rms_db = octaves > 0.0 ? sqrt(sum / octaves) : 0.0;
  return fmax(errors->largest_db / FILE_POLES_GOAL_DB,
              rms_db / FILE_POLES_GOAL_RMS_DB);
}

/** Where it errs, errors count more: least squares come to the least maximum
    (C. L. Lawson, thesis, UCLA 1961). */
static void
emphasise(Search* search, const Errors* errors)
{
  for (size_t i = 1; i + 1 < WARPED_POINTS; ++i) {
    const double* const e = &errors->db[i];
    const double part = fmax(e[0], fmax(e[-1], e[1])) / errors->largest_db;
    const double factor = 1.0 + EMPHASIS * part * part;
    search->emphasis[i] *= (float)(factor * factor);
  }
}

/** Where it erred, more poles are wanted. */
static void
want_more(Search* search, const Errors* errors)
{
  double sums[GRID_POINTS] = { 0.0 };
  double largest = 0.0;
  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    const double hz = warped_hz(search->rate_hz, i);
    const long at = lround(GRID_PER_OCTAVE * log2(hz / GRID_FIRST_HZ));
    for (long k = at - ERROR_SMOOTHING; k <= at + ERROR_SMOOTHING; ++k) {
      if (k >= 0 && k < GRID_POINTS) {
        sums[k] += errors->db[i];
        largest = fmax(largest, sums[k]);
      }
    }
  }
  for (size_t i = 0; i < GRID_POINTS && largest > 0.0; ++i) {
    search->want[i] += ERROR_SHARE * sums[i] / largest;
  }
}

/** Keep a set of poles with the present emphasis, if it is better than any
    before. False when out of memory. */
static bool
keep_better(Search* search, const Poles* poles, double ridge)
{
  const double score =
    score_of(search, &search->lenient) +
    STRICT_SHARE * fmin(score_of(search, &search->strict), STRICT_MOST);
  search->is_perfect = score_of(search, &search->strict) <= 1.0;
  if (score >= search->best_score && !search->is_perfect) {
    return true;
  }
  PoleSet* const pole_set =
    pole_set_new(search->rate_hz, poles, ridge, search->emphasis);
  if (pole_set) {
    pole_set_free(search->best);
    search->best = pole_set;
    search->best_db = search->lenient.largest_db;
    search->best_score = score;
  }
  return pole_set != NULL;
}

/** Nothing more can be asked of a kind of attempts. */
static bool
is_satisfied(const Search* search, const Attempt* attempt)
{
  return search->is_perfect ||
         (!attempt->strict && search->best_db <= FILE_POLES_ENOUGH_DB);
}

/** Try one set of poles. False when out of memory. */
static bool
try_poles(Search* search, const Attempt* attempt)
{
  Poles poles;
  poles_place(&poles,
              search->rate_hz,
              attempt->sections,
              attempt->bandwidth,
              search->want);
  PoleSet* const pole_set =
    pole_set_new(search->rate_hz, &poles, attempt->ridge, NULL);
  Basis* const basis = pole_set ? basis_new(pole_set) : NULL;
  const Errors* const errors =
    attempt->strict ? &search->strict : &search->lenient;
  bool good = basis != NULL;
  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    search->emphasis[i] = attempt->strict ? 1.0F : search->calm[i];
  }
  for (unsigned round = 0; good && round <= attempt->rounds; ++round) {
    find_errors(search, basis);
    good = keep_better(search, &poles, attempt->ridge);
    if (round == 0) {
      want_more(search, errors);
    }
    if (is_satisfied(search, attempt) || errors->largest_db > HOPELESS_DB) {
      break;
    }
    emphasise(search, errors);
  }
  basis_free(basis);
  pole_set_free(pole_set);
  return good;
}

PoleSet*
file_poles_design(double rate_hz, const MeasuredFiles* files, double* error_db)
{
  Search* const search = search_new(rate_hz, files);
  PoleSet* best = NULL;
  if (search) {
    bool good = true;
    search->best_score = search->best_db = HUGE_VAL;
    for (size_t i = 0;
         i < ATTEMPTS && good && !is_satisfied(search, &attempts[i]);
         ++i) {
      good = try_poles(search, &attempts[i]);
    }
    *error_db = search->best_db;
    if (good) {
      best = search->best;
    } else {
      pole_set_free(search->best);
    }
  }
  search_free(search);
  return best;
}
