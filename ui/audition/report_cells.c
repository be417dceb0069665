// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/report_cells.h"

#include "dsp/earcup.h"
#include "dsp/maths.h"
#include "ui/audition/report.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define REFERENCE_LUFS (-18.0) // is heard at ...
#define REFERENCE_DB_SPL 80.0  // ... as earcup.h says
#define OCTAVE_POINTS 192
#define LOWEST_RATE_HZ 8e3
#define HIGHEST_RATE_HZ 384e3
#define MAX_THREADS 64

static const EarcupFit fits[REPORT_FITS] = {
  [REPORT_NEW] = { .seal = 1.0 },
  [REPORT_BAD_SEAL] = { .seal = 0.74 },
  [REPORT_WORN_PADS] = { .seal = 1.0, .pad_wear = 1.0 },
};

const char* const report_fit_name[REPORT_FITS] = {
  [REPORT_NEW] = "new",
  [REPORT_BAD_SEAL] = "bad seal",
  [REPORT_WORN_PADS] = "worn pads",
};

/** What all threads read, and where each finds its next headphone. */
typedef struct {
  const ReportMix* mix;
  double mix_range[REPORT_RANGES];     ///< powers as they are
  ReportPower outside[REPORT_OCTAVES]; ///< on the scale of the mix's powers
  ReportCell (*cells)[REPORT_FITS];
  atomic_size_t next;
} Work;

double
report_full_scale_db_spl(const ReportMix* mix, const ReportPlace* place)
{
  return place->level_db_spl - mix->loudness_lufs;
}

double
report_plugin_level(const ReportMix* mix, const ReportPlace* place)
{
  return place->level_db_spl - (mix->loudness_lufs - REFERENCE_LUFS);
}

/** The outside beside the mix, both channels: where the reference loudness is
    heard at its level, earcup_outside_spectrum() holds as it is. */
static void
place_outside(Work* work, const ReportPlace* place)
{
  const ReportMix* const mix = work->mix;
  const double rate_hz =
    fmin(fmax(mix->rate_hz, LOWEST_RATE_HZ), HIGHEST_RATE_HZ);
  const double gain_db = REFERENCE_DB_SPL - report_plugin_level(mix, place);
  const double gain = 2.0 * db_power(gain_db);
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    double hz[OCTAVE_POINTS];
    double density[OCTAVE_POINTS];
    for (int i = 0; i < OCTAVE_POINTS; ++i) {
      hz[i] = report_octave_hz(o) * exp2((i + 0.5) / OCTAVE_POINTS - 0.5);
    }
    earcup_outside_spectrum(place->sound, rate_hz, hz, OCTAVE_POINTS, density);
    for (int i = 0; i < OCTAVE_POINTS; ++i) {
      const double width_hz = hz[i] * log(2.0) / OCTAVE_POINTS;
      report_add_power(&work->outside[o], hz[i], gain * density[i] * width_hz);
    }
  }
}

static void
to_power(const EarcupCurve* curve, double power[EARCUP_GRID_POINTS])
{
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    power[i] = db_power(curve->db[i]);
  }
}

static void
hear_mix(const Work* work,
         const double response[EARCUP_GRID_POINTS],
         ReportCell* cell)
{
  const ReportMix* const mix = work->mix;
  double power[REPORT_RANGES];
  double before = 0.0;
  double after = 0.0;
  for (int r = 0; r < REPORT_RANGES; ++r) {
    power[r] = report_power_behind(&mix->range[r], response);
    before += work->mix_range[r];
    after += power[r];
  }
  cell->gain_db = power_db(before / after);
  for (int r = 0; r < REPORT_RANGES; ++r) {
    cell->range_db[r] =
      work->mix_range[r] > 0.0
        ? power_db(power[r] / work->mix_range[r]) + cell->gain_db
        : 0.0;
  }
  double squares = 0.0;
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    if (mix->there[o]) {
      const double heard = report_power_behind(&mix->octave[o], response);
      const double db = power_db(heard / mix->octave_power[o]) + cell->gain_db;
      cell->octave_db[o] = db;
      squares += mix->loudness_share[o] * db * db;
    }
  }
  cell->change_db = sqrt(squares);
}

static void
hear_outside(const Work* work,
             const double isolation[EARCUP_GRID_POINTS],
             ReportCell* cell)
{
  const ReportMix* const mix = work->mix;
  cell->has_outside = true;
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    if (mix->there[o]) {
      const double heard = report_power_behind(&work->outside[o], isolation);
      const double power = heard / mix->octave_power[o];
      cell->outside_db[o] = power_db(power);
      cell->margin_db[o] = cell->octave_db[o] - cell->outside_db[o];
      cell->sum_db[o] = power_db(power + db_power(cell->octave_db[o]));
    }
  }
}

/** The headphone alone: at the other end of the morph is nothing. */
static void
compute_headphone(const Work* work, const EarcupHeadphone* h, ReportCell* cells)
{
  EarcupSettings settings;
  earcup_default_settings(&settings);
  EarcupSimulation* const simulation = &settings.simulation;
  simulation->headphone_a = h->id;
  simulation->headphone_b = EARCUP_NEUTRAL;
  for (int fit = 0; fit < (h->active ? 1 : REPORT_FITS); ++fit) {
    EarcupCup cup;
    double power[EARCUP_GRID_POINTS];
    simulation->fit = fits[fit];
    earcup_simulate(simulation, NULL, EARCUP_AT_A, true, &cup);
    to_power(&cup.response, power);
    cells[fit].known = true;
    hear_mix(work, power, &cells[fit]);
    if (cup.has_cup) {
      to_power(&cup.isolation, power);
      hear_outside(work, power, &cells[fit]);
    }
  }
}

static void*
compute_some(void* data)
{
  Work* const work = (Work*)data;
  size_t i = 0;
  while ((i = atomic_fetch_add(&work->next, 1)) < earcup_n_headphones()) {
    compute_headphone(work, earcup_headphone(i), work->cells[i]);
  }
  return NULL;
}

/** Those threads that cannot be had are not missed. */
static void
compute_all(Work* work, unsigned n_threads)
{
  pthread_t threads[MAX_THREADS];
  unsigned n = 0;
  while (n + 1 < n_threads && n < MAX_THREADS &&
         pthread_create(&threads[n], NULL, compute_some, work) == 0) {
    ++n;
  }
  compute_some(work);
  while (n > 0) {
    pthread_join(threads[--n], NULL);
  }
}

ReportCell (*report_cells(const ReportMix* mix,
                          const ReportPlace* place,
                          unsigned n_threads))[REPORT_FITS]
{
  Work* const work = (Work*)calloc(1, sizeof(Work));
  ReportCell(*cells)[REPORT_FITS] =
    (ReportCell(*)[REPORT_FITS])calloc(earcup_n_headphones(), sizeof(*cells));
  if (work && cells) {
    work->mix = mix;
    work->cells = cells;
    for (int r = 0; r < REPORT_RANGES; ++r) {
      for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
        work->mix_range[r] += mix->range[r].power[i];
      }
    }
    place_outside(work, place);
    compute_all(work, n_threads);
  } else {
    complain("out of memory");
    free(cells);
    cells = NULL;
  }
  free(work);
  return cells;
}
