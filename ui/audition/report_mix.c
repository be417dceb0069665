// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/report_mix.h"

#include "dsp/filter/loudness.h"
#include "dsp/maths.h"
#include "ui/audition/report.h"
#include "ui/audition/source.h"

#include <complex.h>
#include <ebur128.h>
#include <fftw3.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW_S 0.6          // at least: 1.5 Hz between bins
#define SOFTEST_LUFS (-69.9)  // nothing passes the gate of BS.1770 below -70
#define NOTHING 1e-9          // of the strongest octave: -90 dB
#define LOUDNESS_EXPONENT 0.3 // Stevens: sones double every 10 dB

const double report_range_hz[REPORT_RANGES - 1] = { 250.0, 4000.0 };

double
report_octave_hz(int octave)
{
  return 1000.0 * exp2(octave - 5);
}

int
report_octave_of(double frequency_hz)
{
  const double octave = floor(log2(frequency_hz / 1000.0) + 5.5);
  return octave >= 0.0 && octave < REPORT_OCTAVES ? (int)octave : -1;
}

void
report_add_power(ReportPower* sum, double frequency_hz, double power)
{
  const double last = EARCUP_GRID_POINTS - 1;
  const double place = earcup_grid_place(frequency_hz);
  const size_t i = (size_t)fmin(fmax(place, 0.0), last - 1.0);
  const double t = fmin(fmax(place, 0.0), last) - (double)i;
  sum->power[i] += (1.0 - t) * power;
  sum->power[i + 1] += t * power;
}

double
report_power_behind(const ReportPower* power,
                    const double response[EARCUP_GRID_POINTS])
{
  double sum = 0.0;
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    sum += power->power[i] * response[i];
  }
  return sum;
}

/** Long-term power by Welch's method: half-overlapping sine windows, whose
    squares add to one, so that every frame counts the same. */
typedef struct {
  size_t size;
  double* window;
  float* frames[2];   ///< size each: the last half, then the next
  float* pair;        ///< of the next half, interleaved
  fftw_complex* bins; ///< left + i right
  fftw_plan plan;
  double* total; ///< per bin, left plus right
  double* side;
  ebur128_state* loudness;
} Spectrum;

static bool
spectrum_open(Spectrum* s, double rate_hz)
{
  memset(s, 0, sizeof(*s));
  s->size = 1024;
  while ((double)s->size < WINDOW_S * rate_hz) {
    s->size *= 2;
  }
  s->window = (double*)malloc(s->size * sizeof(double));
  s->frames[0] = (float*)calloc(s->size, sizeof(float));
  s->frames[1] = (float*)calloc(s->size, sizeof(float));
  s->pair = (float*)malloc(s->size * sizeof(float));
  s->bins = (fftw_complex*)fftw_malloc(s->size * sizeof(fftw_complex));
  s->total = (double*)calloc(s->size / 2, sizeof(double));
  s->side = (double*)calloc(s->size / 2, sizeof(double));
  s->loudness = ebur128_init(2, (unsigned long)rate_hz, EBUR128_MODE_I);
  if (!s->window || !s->frames[0] || !s->frames[1] || !s->pair || !s->bins ||
      !s->total || !s->side || !s->loudness) {
    return complain("out of memory");
  }
  s->plan = fftw_plan_dft_1d(
    (int)s->size, s->bins, s->bins, FFTW_FORWARD, FFTW_ESTIMATE);
  for (size_t i = 0; i < s->size; ++i) {
    s->window[i] = sin(PI * ((double)i + 0.5) / (double)s->size);
  }
  return s->plan || complain("out of memory");
}

static void
spectrum_close(Spectrum* s)
{
  if (s->plan) {
    fftw_destroy_plan(s->plan);
  }
  if (s->loudness) {
    ebur128_destroy(&s->loudness);
  }
  fftw_free(s->bins);
  free(s->window);
  free(s->frames[0]);
  free(s->frames[1]);
  free(s->pair);
  free(s->total);
  free(s->side);
}

static double
squared(double complex x)
{
  return creal(x) * creal(x) + cimag(x) * cimag(x);
}

/** Powers of both channels from the transform of left + i right. */
static void
add_bins(Spectrum* s)
{
  for (size_t k = 1; k < s->size / 2; ++k) {
    const double complex bin = s->bins[k];
    const double complex mirror = conj(s->bins[s->size - k]);
    const double complex left = bin + mirror; // twice that
    const double complex right = -I * (bin - mirror);
    s->total[k] += squared(left) + squared(right);
    s->side[k] += 0.5 * squared(left - right);
  }
}

/** The next half window: loudness, and the window that it completes. */
static bool
add_half(Spectrum* s, Source* source, size_t n_counted)
{
  const size_t half = s->size / 2;
  float* const next[2] = { s->frames[0] + half, s->frames[1] + half };
  if (!source_read(source, next[0], next[1], (uint32_t)half)) {
    return false;
  }
  for (size_t i = 0; i < half; ++i) {
    for (int c = 0; c < 2; ++c) {
      next[c][i] = isfinite(next[c][i]) ? next[c][i] : 0.0F; // as the plugin
      s->pair[2 * i + (size_t)c] = next[c][i];
    }
  }
  if (ebur128_add_frames_float(s->loudness, s->pair, n_counted) != 0) {
    return complain("out of memory");
  }
  for (size_t i = 0; i < s->size; ++i) {
    s->bins[i] = CMPLX(s->window[i] * (double)s->frames[0][i],
                       s->window[i] * (double)s->frames[1][i]);
  }
  fftw_execute(s->plan);
  add_bins(s);
  memmove(s->frames[0], next[0], half * sizeof(float));
  memmove(s->frames[1], next[1], half * sizeof(float));
  return true;
}

static bool
add_all(Spectrum* s, Source* source)
{
  const uint64_t half = s->size / 2;
  bool good = true;
  for (uint64_t at = 0; good && at < source->n_frames + half; at += half) {
    const uint64_t left = at < source->n_frames ? source->n_frames - at : 0;
    good = add_half(s, source, (size_t)(left < half ? left : half));
  }
  return good;
}

/** Both halves of a bin and its mirror image, per frame. */
static double
bin_scale(const Spectrum* s, uint64_t n_frames)
{
  return 0.5 / (double)s->size / (double)n_frames;
}

/** How much of the loudness comes from each octave, as if they were heard one
    by one. */
static void
share_loudness(ReportMix* mix, const double k_power[REPORT_OCTAVES])
{
  double sum = 0.0;
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    mix->loudness_share[o] =
      mix->there[o] ? pow(k_power[o], LOUDNESS_EXPONENT) : 0.0;
    sum += mix->loudness_share[o];
  }
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    mix->loudness_share[o] /= sum;
  }
}

static void
sort_bins(const Spectrum* s, double scale, ReportMix* mix)
{
  double k_power[REPORT_OCTAVES] = { 0.0 };
  double strongest = 0.0;
  for (size_t k = 1; k < s->size / 2; ++k) {
    const double hz = (double)k * mix->rate_hz / (double)s->size;
    const double power = scale * s->total[k];
    const double weighted = power * loudness_k_power(hz);
    const int octave = report_octave_of(hz);
    const int range = (hz >= report_range_hz[0]) + (hz >= report_range_hz[1]);
    report_add_power(&mix->range[range], hz, weighted);
    if (octave >= 0) {
      report_add_power(&mix->octave[octave], hz, power);
      mix->octave_power[octave] += power;
      mix->side_share[octave] += scale * s->side[k];
      k_power[octave] += weighted;
    }
  }
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    strongest = fmax(strongest, mix->octave_power[o]);
  }
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    mix->there[o] = mix->octave_power[o] > NOTHING * strongest;
    mix->side_share[o] /= fmax(mix->octave_power[o], 1e-300);
  }
  share_loudness(mix, k_power);
}

static bool
analyse(Spectrum* s, Source* source, ReportMix* mix)
{
  if (!spectrum_open(s, source->rate_hz) || !add_all(s, source)) {
    return false;
  }
  ebur128_loudness_global(s->loudness, &mix->loudness_lufs);
  if (!(mix->loudness_lufs > SOFTEST_LUFS)) {
    return complain("%s: is too soft to tell anything", source->path);
  }
  mix->rate_hz = source->rate_hz;
  mix->length_s = (double)source->n_frames / source->rate_hz;
  sort_bins(s, bin_scale(s, source->n_frames), mix);
  return true;
}

bool
report_mix_read(ReportMix* mix, const char* path, double rate_hz)
{
  memset(mix, 0, sizeof(*mix));
  Source* const source = (Source*)calloc(1, sizeof(Source));
  if (!source) {
    return complain("out of memory");
  }
  bool good = source_open(source, path, rate_hz);
  if (good) {
    Spectrum spectrum;
    good = analyse(&spectrum, source, mix);
    spectrum_close(&spectrum);
    source_close(source);
  }
  free(source);
  return good;
}
