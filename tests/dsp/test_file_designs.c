// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Any curve gives a finite, right filter: random files from text to weights,
   each at a random rate, with denormals flushed, as where a session is loaded,
   and not, as where it is changed live.

   EARCUP_RANDOM_FILES says how many; make check-curves takes 10,000. */

#include "dsp/engine/engine_state.h"
#include "dsp/maths.h"
#include "plugin/measurement/measurement.h"

#include "dsp/engine/denormals.h"
#include "tests/support/random_files.h"
#include "tests/support/suite.h"

#include <complex.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ERROR_DB 0.5
#define NEAREST_OCTAVES (1.0 / 41.0)
#define FARTHEST_OCTAVES 0.6
#define OVER_SHARE 0.002 // of all files, that are above that all the same ...
#define OVER_DB 2.0      // ... beside a glitch, and by how much at most
#define STEEP_DB 24.0    // an octave
#define STEEP_REACH 2 // steps of the test's grid, a twenty-fourth of an octave
#define AMPLITUDE_DB 1.0 // that nothing exceeds the highest level of a file by

static const double rates[] = { 8000.0,  16000.0, 22050.0,  44100.0, 48000.0,
                                88200.0, 96000.0, 192000.0, 384000.0 };
enum {
  RATES = sizeof(rates) / sizeof(rates[0]),
  FILES = 300,
  POINTS = 482 ///< 20 Hz to 20 kHz in 1/48 octaves and a bit
};

/** One design, as the engine makes it. */
typedef struct {
  Poles poles;
  Weights weights;
  double error_db; ///< by its own account
  bool is_bad;
} Result;

static void
pole_set(double rate_hz, EarcupFiles* loaded, bool flush, Result* result)
{
  const uint64_t mode = flush ? denormals_flush() : 0;
  Poles poles;
  MorphKey of;
  poles_of_catalogue(&poles, rate_hz);
  PoleSet* const bank = pole_set_new(rate_hz, &poles, CATALOGUE_RIDGE, NULL);
  LoudnessBands* const bands = loudness_bands_new(rate_hz);
  MorphDesigner* const designer = morph_designer_new(bank, bands);
  ck_assert(!earcup_design_files(loaded, rate_hz));
  memset(&of, 0, sizeof(of));
  of.pole_set = loaded->pole_set;
  of.simulation.headphone_a = HEADPHONE_MEASURED_FILE;
  of.simulation.headphone_b = HEADPHONE_MEASURED_FILE;
  of.simulation.strength = 1.0;
  of.simulation.fit.seal = 1.0;
  of.simulation.files = &loaded->files;
  MorphTable* const table = morph_designer_table(designer);
  morph_table_begin(table, &of);
  while (morph_designer_step(designer, table, 1)) {
  }
  result->poles = *pole_set_poles(loaded->pole_set);
  MorphNode node;
  morph_table_get(table, (MorphPlace){ 0, 0, 0.0F }, &node);
  result->weights = node.weights;
  result->error_db = earcup_files_error_db(loaded);
  result->is_bad = table->is_bad;
  morph_designer_free(designer);
  loudness_bands_free(bands);
  pole_set_free(bank);
  if (flush) {
    denormals_restore(mode);
  }
}

/** Level from the definition, Re(w) meaning both of a pair. */
static double
level_db(const Result* r, double rate_hz, double hz)
{
  const double complex z1 = cexp(CMPLX(0.0, -2.0 * PI * hz / rate_hz));
  double complex h = (double)r->weights.direct;
  for (unsigned i = 0; i < r->poles.sections; ++i) {
    const double complex w =
      CMPLX((double)r->weights.re[i], (double)r->weights.im[i]);
    const double complex p = r->poles.pole[i];
    h += 0.5 * w / (1.0 - p * z1) + 0.5 * conj(w) / (1.0 - conj(p) * z1);
  }
  return 20.0 * log10(cabs(h));
}

typedef struct {
  double largest_db; ///< where the file is calm
  double hz;
  double excess_db; ///< above the file's highest level, anywhere
} Error;

static Error
error_of(const Result* r, const Curve* curve, double rate_hz)
{
  Error error = { 0.0, 0.0, -HUGE_VAL };
  double db[POINTS];
  double highest_db = -HUGE_VAL;
  for (int i = 0; i < POINTS; ++i) {
    db[i] = curve_at(curve, 20.0 * exp2(i / 48.0));
    highest_db = fmax(highest_db, db[i]);
  }
  for (int i = 0; i < POINTS; ++i) {
    const double hz = 20.0 * exp2(i / 48.0);
    if (hz > 20000.0 || hz > 0.42 * rate_hz) {
      break;
    }
    bool calm = true;
    for (int k = i - STEEP_REACH; k < i + STEEP_REACH; ++k) {
      if (k >= 0 && k + 1 < POINTS) {
        calm = calm && fabs(db[k + 1] - db[k]) <= STEEP_DB / 48.0;
      }
    }
    const double level = level_db(r, rate_hz, hz);
    error.excess_db = fmax(error.excess_db, level - highest_db);
    if (!isfinite(level)) {
      error.largest_db = HUGE_VAL;
    } else if (calm && fabs(level - db[i]) > error.largest_db) {
      error.largest_db = fabs(level - db[i]);
      error.hz = hz;
    }
  }
  return error;
}

typedef struct {
  unsigned files;
  unsigned off;
  unsigned over; ///< AMPLITUDE_DB above the highest level of the file
  unsigned bad;
  unsigned sections[SECTIONS_MAX / SECTIONS_GROUP + 1];
  double worst_db;
  double worst_over_db;
} Tally;

/** Poles that crowd make resonances, whatever the fit says of its points. */
static void
check_distances(const Poles* poles, uint64_t seed)
{
  for (unsigned i = 1; i < poles->sections; ++i) {
    const double octaves =
      log2(carg(poles->pole[i]) / carg(poles->pole[i - 1]));
    ck_assert_msg(octaves > NEAREST_OCTAVES && octaves < FARTHEST_OCTAVES,
                  "seed %u: poles %u and %u are %.4f octaves apart",
                  (unsigned)seed,
                  i - 1,
                  i,
                  octaves);
  }
}

static void
try_file(uint64_t seed, Tally* tally)
{
  static char text[RANDOM_FILE_SIZE];
  static Result flushed;
  static Result plain;
  Measurement measurement;
  uint64_t state = seed ^ UINT64_C(0x5DEECE66D);
  const double rate_hz = rates[(int)random_between(&state, 0.0, RATES)];
  const char* const kind = random_file(seed, text);
  const MeasurementStatus status =
    measurement_parse(text, strlen(text), &measurement);
  ck_assert_msg(status == MEASUREMENT_OK,
                "seed %u, %s: %s",
                (unsigned)seed,
                kind,
                measurement_strerror(status));
  const EarcupMeasurement response = measurement_response(&measurement);
  EarcupFiles* const files = earcup_copy_files(NULL, false);
  ck_assert(earcup_put_file(files, EARCUP_FILE_A, &response, NULL, ""));
  pole_set(rate_hz, files, true, &flushed);
  pole_set(rate_hz, files, false, &plain);
  earcup_free_files(files);
  const bool same =
    !memcmp(&flushed.poles, &plain.poles, sizeof(plain.poles)) &&
    !memcmp(&flushed.weights, &plain.weights, sizeof(plain.weights));
  ck_assert_msg(same, "seed %u differs without flushing", (unsigned)seed);
  check_distances(&plain.poles, seed);

  const Error error = error_of(&plain, &measurement.curve, rate_hz);
  ++tally->files;
  ++tally->sections[plain.poles.sections / SECTIONS_GROUP];
  tally->bad += plain.is_bad;
  tally->worst_db = fmax(tally->worst_db, error.largest_db);
  tally->worst_over_db = fmax(tally->worst_over_db, error.excess_db);
  tally->off += error.largest_db > ERROR_DB;
  tally->over += error.excess_db > AMPLITUDE_DB;
  if (error.largest_db > ERROR_DB || error.excess_db > AMPLITUDE_DB) {
    printf("seed %u, %s at %g Hz: %.2f dB off at %.0f Hz, %.2f dB above the "
           "highest level (%.2f dB by its own account)\n",
           (unsigned)seed,
           kind,
           rate_hz,
           error.largest_db,
           error.hz,
           error.excess_db,
           plain.error_db);
  }
}

START_TEST(any_curve_gives_a_right_filter)
{
  const char* const wish = getenv("EARCUP_RANDOM_FILES");
  const char* const from = getenv("EARCUP_RANDOM_FROM");
  const unsigned n = wish ? (unsigned)atoi(wish) : FILES;
  const unsigned first = from ? (unsigned)atoi(from) : 0;
  Tally tally;
  memset(&tally, 0, sizeof(tally));
  for (unsigned seed = first; seed < first + n; ++seed) {
    try_file(seed, &tally);
  }
  printf(
    "%u random files, worst %.2f dB, %u off; highest %.2f dB above a file, "
    "%u above %.1f; sections:",
    tally.files,
    tally.worst_db,
    tally.off,
    tally.worst_over_db,
    tally.over,
    AMPLITUDE_DB);
  for (unsigned k = 0; k <= SECTIONS_MAX / SECTIONS_GROUP; ++k) {
    if (tally.sections[k]) {
      printf(" %u x %u", tally.sections[k], k * SECTIONS_GROUP);
    }
  }
  printf("\n");
  fflush(stdout);
  ck_assert_uint_eq(tally.bad, 0);
  ck_assert_uint_eq(tally.off, 0);
  ck_assert_double_le(tally.over, OVER_SHARE * tally.files);
  ck_assert_double_lt(tally.worst_over_db, OVER_DB);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("file designs");
  TCase* const tcase = tcase_create("random files");
  tcase_set_timeout(tcase, 0);
  tcase_add_test(tcase, any_curve_gives_a_right_filter);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
