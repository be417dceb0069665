// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/loudness_bands.h"

#include "dsp/cholesky.h"
#include "dsp/filter/loudness.h"
#include "dsp/filter/minphase.h"

#include <math.h>
#include <stdlib.h>

#define FIRST_HZ 20.0
#define LAST_HZ 22600.0
#define LAST_OF_RATE 0.47
#define POINTS 8         // of a band that count in the fit
#define BELOW 8          // points from 0 Hz to the first band
#define ABOVE 16         // from the last band to half the rate,
#define ABOVE_SHARE 0.03 // which count so much
#define RIDGE 1e-7
#define LEVEL_CARE 0.3 // how much levels are kept from cancelling each other
#define K_FLOOR 0.03   // of K weighting: what is softer is as important as that

/* The fit finds for each band the sum of values that is K weighting within and
   zero without. Errors count relative to K weighting, the same in all octaves.
   What lies beyond the first and last band belongs to it.

   Levels hear the same bass with filters of a different delay, and must not be
   subtracted from each other to find the treble: what each alone makes of brown
   noise is kept small. */

typedef struct {
  size_t values;
  double brown[AUTO_VALUES_MAX]; ///< values of brown noise
  double brown_power;            ///< K-weighted
  double matrix[TRIANGLE(AUTO_VALUES_MAX)];
  double column[LOUDNESS_BANDS_MAX][AUTO_VALUES_MAX];
} Fit;

static uint16_t
points_below(double rate_hz, double hz)
{
  uint16_t n = 0;
  while (n < WARPED_POINTS && warped_hz(rate_hz, n) < hz) {
    ++n;
  }
  return n;
}

/** Lower edge of a band. */
static double
edge_hz(unsigned band)
{
  return FIRST_HZ * exp2(LOUDNESS_BAND_OCTAVES * band);
}

static void
place_bands(LoudnessBands* bands)
{
  const double rate_hz = bands->rate_hz;
  const double last_hz = fmin(LAST_HZ, LAST_OF_RATE * rate_hz);
  while (bands->n < LOUDNESS_BANDS_MAX && edge_hz(bands->n + 1) <= last_hz) {
    LoudnessBand* const band = &bands->band[bands->n];
    const double first_hz = edge_hz(bands->n);
    const double next_hz = edge_hz(++bands->n);
    band->centre_hz = (float)sqrt(first_hz * next_hz);
    band->first = points_below(rate_hz, first_hz);
    band->end = points_below(rate_hz, next_hz);
  }
}

/** Take in a frequency that belongs to a band. */
static void
add_point(Fit* fit, double rate_hz, double hz, double weight, unsigned band)
{
  double value[AUTO_VALUES_MAX];
  const double k = loudness_k_power(hz);
  const double w = weight / ((k + K_FLOOR) * (k + K_FLOOR));
  fit->values = autocorrelation_response(rate_hz, hz, value);
  for (size_t row = 0; row < fit->values; ++row) {
    double* const to = fit->matrix + TRIANGLE(row);
    for (size_t col = 0; col <= row; ++col) {
      to[col] += w * value[row] * value[col];
    }
    fit->column[band][row] += w * k * value[row];
    fit->brown[row] += hz > 0.0 ? weight / hz * value[row] : 0.0;
  }
  fit->brown_power += hz > 0.0 ? weight / hz * k : 0.0;
}

static void
add_points(Fit* fit, const LoudnessBands* bands)
{
  const double rate_hz = bands->rate_hz;
  const double weight = LOUDNESS_BAND_OCTAVES / POINTS;
  const double end_hz = edge_hz(bands->n);
  for (int i = 0; i < BELOW; ++i) {
    add_point(fit, rate_hz, FIRST_HZ * i / BELOW, weight, 0);
  }
  for (unsigned b = 0; b < bands->n; ++b) {
    for (int i = 0; i < POINTS; ++i) {
      const double way = LOUDNESS_BAND_OCTAVES * (i + 0.5) / POINTS;
      add_point(fit, rate_hz, edge_hz(b) * exp2(way), weight, b);
    }
  }
  for (int i = 1; i <= ABOVE; ++i) {
    const double hz = end_hz + (0.5 * rate_hz - end_hz) * i / (ABOVE + 1);
    add_point(fit, rate_hz, hz, ABOVE_SHARE * weight, bands->n - 1);
  }
}

static void
part_levels(Fit* fit, double rate_hz)
{
  const unsigned levels = autocorrelation_levels(rate_hz);
  const double scale = LEVEL_CARE / fit->brown_power;
  size_t first = 0;
  for (unsigned level = 0; level < levels; ++level) {
    const size_t end = first + autocorrelation_lags(rate_hz, level);
    for (size_t row = first; row < end; ++row) {
      for (size_t col = first; col <= row; ++col) {
        fit->matrix[TRIANGLE(row) + col] +=
          scale * scale * fit->brown[row] * fit->brown[col];
      }
    }
    first = end;
  }
}

static void
solve(LoudnessBands* bands, Fit* fit)
{
  add_points(fit, bands);
  part_levels(fit, bands->rate_hz);
  (void)cholesky_factorise(fit->matrix, fit->values, RIDGE);
  for (unsigned b = 0; b < bands->n; ++b) {
    cholesky_solve(fit->matrix, fit->values, fit->column[b]);
    for (size_t k = 0; k < fit->values; ++k) {
      bands->map[k][b] = (float)(fit->column[b][k] / bands->rate_hz);
    }
  }
}

LoudnessBands*
loudness_bands_new(double rate_hz)
{
  double value[AUTO_VALUES_MAX];
  const unsigned values = autocorrelation_response(rate_hz, 0.0, value);
  LoudnessBands* const bands =
    calloc(1, sizeof(*bands) + values * sizeof(bands->map[0]));
  Fit* const fit = calloc(1, sizeof(*fit));
  if (!bands || !fit) {
    free(bands);
    free(fit);
    return NULL;
  }
  bands->rate_hz = rate_hz;
  bands->values = values;
  place_bands(bands);
  solve(bands, fit);
  free(fit);
  return bands;
}

void
loudness_bands_free(LoudnessBands* bands)
{
  free(bands);
}
