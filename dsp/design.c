// SPDX-License-Identifier: GPL-3.0-or-later
#include "design.h"

#include "loudness.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846
#define UNKNOWNS_MAX (2 * SECTIONS_MAX + 1)
#define TRIANGLE(n) ((n) * ((n) + 1) / 2)
#define FIRST_HZ 15.0
#define LAST_HZ 20500.0
#define LAST_OF_RATE 0.47
#define END_OF_RATE 0.49
#define BEYOND_STRIDE 4     // points of the grid taken beyond LAST_HZ
#define BEYOND_WEIGHT 0.09  // what they count, as a power
#define BASS_HZ 200.0       // below, points count more
#define RIDGE 1e-14         // against poles that nearly coincide
#define RELATIVE_FLOOR 1e-8 // of the loudest power

/* As their Cholesky factor: the rows of L up to the diagonal. */
struct Equations {
  double factor[TRIANGLE(UNKNOWNS_MAX)]; ///< allocated as far as it is needed
};

struct Design {
  double rate_hz;
  Poles poles;
  DesignSpan span;
  unsigned bands;
  DesignBand band[PROGRAMME_BANDS_MAX];
};

/** What errors are relative to, if not to 1. */
typedef struct {
  const float complex* response;
  double floor_power; ///< what is softer counts no more
} Relative;

/** The bank's basis at one frequency: for each section the response to a
    weight of 1 and of j, then the direct path. */
typedef struct {
  double re[UNKNOWNS_MAX];
  double im[UNKNOWNS_MAX];
} Basis;

static size_t
unknowns_of(const Poles* poles)
{
  return 2 * (size_t)poles->sections + 1;
}

static void
basis_at(const Poles* poles, double rate_hz, double hz, Basis* basis)
{
  const double angle = 2.0 * PI * hz / rate_hz;
  const double c = cos(angle);
  const double s = sin(angle);
  const double c2 = c * c - s * s;
  const double s2 = 2.0 * c * s;
  const unsigned n = poles->sections;
  for (unsigned i = 0; i < n; ++i) {
    const double pr = creal(poles->pole[i]);
    const double pi = cimag(poles->pole[i]);
    const double q = pr * pr + pi * pi;
    /* Denominator (1 - p/z)(1 - conj(p)/z), its conjugate over its power. */
    const double d_re = 1.0 - 2.0 * pr * c + q * c2;
    const double d_im = 2.0 * pr * s - q * s2;
    const double scale = 1.0 / (d_re * d_re + d_im * d_im);
    const double u = d_re * scale;
    const double v = -d_im * scale;
    const double n_re = 1.0 - pr * c;
    const double n_im = pr * s;
    basis->re[i] = n_re * u - n_im * v;
    basis->im[i] = n_re * v + n_im * u;
    basis->re[n + i] = pi * (-c * u - s * v);
    basis->im[n + i] = pi * (s * u - c * v);
  }
  basis->re[2 * n] = 1.0;
  basis->im[2 * n] = 0.0;
}

/** The fit's points: call for i = first and then until >= end. */
static size_t
next_point(const Design* design, size_t i)
{
  return i + 1 < design->span.last ? i + 1 : i + BEYOND_STRIDE;
}

/** Weight of a point as a power: equal per octave, as an ear hears, and more
    in the bass, where a crossfeed leaves little Side that yet gives the ears
    their time difference. With a target it counts relative to that. */
static double
point_weight(const Design* design,
             const Relative* relative,
             size_t i,
             double hz)
{
  /* The warped points crowd towards half the rate. */
  const double x = 2.0 * PI * hz / design->rate_hz;
  double weight = sin(x) / x;
  weight *= 1.0 + (BASS_HZ / hz) * (BASS_HZ / hz);
  if (i >= design->span.last) {
    weight *= BEYOND_WEIGHT * BEYOND_STRIDE;
  }
  if (relative) {
    const double level = (double)cabsf(relative->response[i]);
    weight /= level * level + relative->floor_power;
  }
  return weight;
}

static void
add_normal_equations(const Design* design,
                     const Relative* relative,
                     double* factor)
{
  const size_t unknowns = unknowns_of(&design->poles);
  for (size_t i = design->span.first; i < design->span.end;
       i = next_point(design, i)) {
    Basis b;
    const double hz = warped_hz(design->rate_hz, i);
    const double weight = point_weight(design, relative, i, hz);
    basis_at(&design->poles, design->rate_hz, hz, &b);
    for (size_t row = 0; row < unknowns; ++row) {
      double* const to = factor + TRIANGLE(row);
      const double re = weight * b.re[row];
      const double im = weight * b.im[row];
      for (size_t k = 0; k <= row; ++k) {
        to[k] += re * b.re[k] + im * b.im[k];
      }
    }
  }
}

static void
factorise(const Design* design, const Relative* relative, double* factor)
{
  const size_t unknowns = unknowns_of(&design->poles);
  memset(factor, 0, TRIANGLE(unknowns) * sizeof(*factor));
  add_normal_equations(design, relative, factor);
  for (size_t row = 0; row < unknowns; ++row) {
    double* const l = factor + TRIANGLE(row);
    const double ridge = RIDGE * l[row];
    l[row] += ridge;
    for (size_t col = 0; col <= row; ++col) {
      const double* const other = factor + TRIANGLE(col);
      double sum = l[col];
      for (size_t k = 0; k < col; ++k) {
        sum -= l[k] * other[k];
      }
      l[col] = col < row ? sum / other[col] : sqrt(fmax(sum, ridge));
    }
  }
}

static double
pole_hz(const Design* design, size_t section)
{
  return carg(design->poles.pole[section]) / (2.0 * PI) * design->rate_hz;
}

/** Mean square of a band's signal for a programme of average shape, Mid and
    Side in one channel. */
static double
band_power(const Design* design, const DesignBand* band)
{
  const double complex* const p = &design->poles.pole[band->section];
  const double complex middle = CMPLX(band->middle_re, band->middle_im);
  double sum = 0.0;
  for (size_t i = design->span.first; i + 1 < WARPED_POINTS; ++i) {
    const double hz = warped_hz(design->rate_hz, i);
    const double angle = 2.0 * PI * hz / design->rate_hz;
    const double complex delay = CMPLX(cos(angle), -sin(angle));
    const double complex last = 1.0 / (1.0 - p[2] * delay);
    const double complex signal = 1.0 / (1.0 - p[0] * delay) - last +
                                  middle * (1.0 / (1.0 - p[1] * delay) - last);
    const double octaves = log2(warped_hz(design->rate_hz, i + 1) / hz);
    const ProgrammePower power = loudness_programme(hz);
    sum += octaves * (power.mid + power.side) * creal(signal * conj(signal));
  }
  return sum;
}

static void
find_bands(Design* design)
{
  double first_hz = pole_hz(design, 0);
  design->bands = (design->poles.sections - 1) / 2;
  for (size_t b = 0; b < design->bands; ++b) {
    DesignBand* const band = &design->band[b];
    band->section = 2 * b;
    const double last_hz = pole_hz(design, band->section + 2);
    /* Far from the band the sum vanishes with the third power of distance. */
    const double complex* const p = &design->poles.pole[band->section];
    const double complex middle = (p[2] - p[0]) / (p[1] - p[2]);
    band->middle_re = (float)creal(middle);
    band->middle_im = (float)cimag(middle);
    band->centre_hz = sqrt(first_hz * last_hz);
    band->octaves = log2(last_hz / first_hz);
    const ProgrammePower power = loudness_programme(band->centre_hz);
    /* Twice, for a complex state holds half of a real signal's power. */
    band->k_power_per_state =
      (float)(2.0 * loudness_k_power(band->centre_hz) * band->octaves *
              (power.mid + power.side) / band_power(design, band));
    for (size_t i = 0; i < WARPED_POINTS; ++i) {
      const double hz = warped_hz(design->rate_hz, i);
      band->first += hz < first_hz;
      band->end += hz < last_hz;
    }
    first_hz = last_hz;
  }
}

unsigned
design_bands(const Design* design)
{
  return design->bands;
}

const DesignBand*
design_band(const Design* design, size_t b)
{
  return &design->band[b];
}

Design*
design_new(double rate_hz, unsigned sections, const double* bend)
{
  Design* const design = calloc(1, sizeof(*design));
  if (!design) {
    return NULL;
  }
  design->rate_hz = rate_hz;
  poles_place(&design->poles, rate_hz, sections, bend);

  const double last_hz = fmin(LAST_HZ, LAST_OF_RATE * rate_hz);
  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    const double hz = warped_hz(design->rate_hz, i);
    design->span.first += hz < FIRST_HZ;
    design->span.last += hz <= last_hz;
    design->span.end += hz < END_OF_RATE * rate_hz;
  }
  find_bands(design);
  return design;
}

void
design_free(Design* design)
{
  free(design);
}

double
design_rate_hz(const Design* design)
{
  return design->rate_hz;
}

const Poles*
design_poles(const Design* design)
{
  return &design->poles;
}

DesignSpan
design_span(const Design* design)
{
  return design->span;
}

Equations*
equations_new(const Design* design)
{
  const size_t unknowns = unknowns_of(&design->poles);
  Equations* const equations =
    malloc(TRIANGLE(unknowns) * sizeof(equations->factor[0]));
  if (equations) {
    factorise(design, NULL, equations->factor);
  }
  return equations;
}

void
equations_free(Equations* equations)
{
  free(equations);
}

/** Forward and back substitution, in place. */
static void
solve(const double* factor, size_t unknowns, double x[UNKNOWNS_MAX])
{
  for (size_t row = 0; row < unknowns; ++row) {
    const double* const l = factor + TRIANGLE(row);
    for (size_t k = 0; k < row; ++k) {
      x[row] -= l[k] * x[k];
    }
    x[row] /= l[row];
  }
  for (size_t row = unknowns; row-- > 0;) {
    const double* const l = factor + TRIANGLE(row);
    x[row] /= l[row];
    for (size_t k = 0; k < row; ++k) {
      x[k] -= l[k] * x[row];
    }
  }
}

static void
fit(const Design* design,
    const double* factor,
    const Relative* relative,
    const float complex* const targets[],
    Weights* const weights[],
    size_t n)
{
  const unsigned sections = design->poles.sections;
  const size_t unknowns = unknowns_of(&design->poles);
  double x[DESIGN_TARGETS][UNKNOWNS_MAX] = { { 0 } };
  for (size_t i = design->span.first; i < design->span.end;
       i = next_point(design, i)) {
    Basis b;
    const double hz = warped_hz(design->rate_hz, i);
    const double weight = point_weight(design, relative, i, hz);
    basis_at(&design->poles, design->rate_hz, hz, &b);
    for (size_t t = 0; t < n; ++t) {
      const double re = weight * (double)crealf(targets[t][i]);
      const double im = weight * (double)cimagf(targets[t][i]);
      for (size_t k = 0; k < unknowns; ++k) {
        x[t][k] += re * b.re[k] + im * b.im[k];
      }
    }
  }
  for (size_t t = 0; t < n; ++t) {
    solve(factor, unknowns, x[t]);
    memset(weights[t], 0, sizeof(*weights[t]));
    for (unsigned i = 0; i < sections; ++i) {
      weights[t]->re[i] = (float)x[t][i];
      weights[t]->im[i] = (float)x[t][sections + i];
    }
    weights[t]->direct = (float)x[t][2 * sections];
  }
}

void
design_fit(const Design* design,
           const Equations* equations,
           const float complex* const targets[],
           Weights* const weights[],
           size_t n)
{
  fit(design, equations->factor, NULL, targets, weights, n);
}

void
design_fit_relative(const Design* design,
                    const float complex* target,
                    Weights* weights)
{
  double loudest = 0.0;
  for (size_t i = design->span.first; i < design->span.end; ++i) {
    loudest = fmax(loudest, (double)cabsf(target[i]));
  }
  if (loudest == 0.0) {
    memset(weights, 0, sizeof(*weights));
    return;
  }
  const Relative relative = { target, RELATIVE_FLOOR * loudest * loudest };
  double factor[TRIANGLE(UNKNOWNS_MAX)];
  factorise(design, &relative, factor);
  const float complex* const targets[] = { target };
  Weights* const results[] = { weights };
  fit(design, factor, &relative, targets, results, 1);
}

double complex
weights_response(const Poles* poles,
                 const Weights* weights,
                 double rate_hz,
                 double frequency_hz)
{
  Basis b;
  basis_at(poles, rate_hz, frequency_hz, &b);
  double re = weights->direct;
  double im = 0.0;
  const unsigned n = poles->sections;
  for (unsigned i = 0; i < n; ++i) {
    re += weights->re[i] * b.re[i] + weights->im[i] * b.re[n + i];
    im += weights->re[i] * b.im[i] + weights->im[i] * b.im[n + i];
  }
  return CMPLX(re, im);
}
