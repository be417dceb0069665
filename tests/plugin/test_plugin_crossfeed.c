// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Crossfeed of the built plugin: the circuits against libbs2b, all modes
   against a reference in Python (golden/crossfeed_reference.py). */

#include "tests/support/probe.h"
#include "tests/support/suite.h"
#include "tests/support/table.h"

#include <bs2b/bs2b.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CIRCUIT_DB 1e-4
#define CIRCUIT_RAD 1e-5
#define GOLDEN_ERROR 1e-5
#define WORN_DB 1e-3
#define WORN_RAD 1e-4

enum { NATURAL = 1, BAUER = 2, MODES = 5 };

static const double circuit_rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };
enum { CIRCUIT_RATES = sizeof(circuit_rates) / sizeof(circuit_rates[0]) };

/** The two paths out of the left input. */
typedef struct {
  double complex direct[PROBE_GRID];
  double complex cross[PROBE_GRID];
} Paths;

static void
grid(double hz[PROBE_GRID])
{
  for (size_t i = 0; i < PROBE_GRID; ++i) {
    hz[i] = probe_grid_hz(i);
  }
}

static void
measure_paths(Host* host, double rate_hz, Paths* paths)
{
  double hz[PROBE_GRID];
  grid(hz);
  Sound out = sound_new(probe_frames(rate_hz));
  probe_impulse(host, true, false, &out);
  probe_spectrum(out.channel[0], out.n, rate_hz, hz, PROBE_GRID, paths->direct);
  probe_spectrum(out.channel[1], out.n, rate_hz, hz, PROBE_GRID, paths->cross);
  sound_free(&out);
}

/** The same from libbs2b, with a small impulse, for it clips. */
static void
library_paths(uint32_t level, double rate_hz, Paths* paths)
{
  double hz[PROBE_GRID];
  grid(hz);
  Sound out = sound_new(probe_frames(rate_hz));
  t_bs2bdp const library = bs2b_open();
  ck_assert_ptr_nonnull(library);
  bs2b_set_srate(library, (uint32_t)rate_hz);
  bs2b_set_level(library, level);
  for (uint32_t i = 0; i < out.n; ++i) {
    double frame[2] = { i ? 0.0 : 0.25, 0.0 };
    bs2b_cross_feed_d(library, frame, 1);
    out.channel[0][i] = (float)(4.0 * frame[0]);
    out.channel[1][i] = (float)(4.0 * frame[1]);
  }
  bs2b_close(library);
  probe_spectrum(out.channel[0], out.n, rate_hz, hz, PROBE_GRID, paths->direct);
  probe_spectrum(out.channel[1], out.n, rate_hz, hz, PROBE_GRID, paths->cross);
  sound_free(&out);
}

/** Worst difference in level and phase. */
typedef struct {
  double db;
  double rad;
} Mismatch;

static void
compare(const double complex* a, const double complex* b, Mismatch* worst)
{
  for (size_t i = 0; i < PROBE_GRID; ++i) {
    worst->db = fmax(worst->db, fabs(to_db(a[i] / b[i])));
    worst->rad = fmax(worst->rad, fabs(carg(a[i] / b[i])));
  }
}

START_TEST(circuits_are_those_of_bs2b)
{
  static const uint32_t levels[] = { BS2B_DEFAULT_CLEVEL,
                                     BS2B_CMOY_CLEVEL,
                                     BS2B_JMEIER_CLEVEL };
  static const char* const names[] = { "Bauer", "Chu Moy", "Meier" };
  const int circuit = _i / CIRCUIT_RATES;
  const double rate_hz = circuit_rates[_i % CIRCUIT_RATES];
  static Paths paths;
  static Paths library;
  Mismatch direct = { 0.0, 0.0 };
  Mismatch cross = { 0.0, 0.0 };
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", 0);
  probe_set(host, "crossfeed", BAUER + circuit);
  measure_paths(host, rate_hz, &paths);
  library_paths(levels[circuit], rate_hz, &library);
  compare(paths.direct, library.direct, &direct);
  compare(paths.cross, library.cross, &cross);
  printf("%s at %g Hz: direct %.1e dB %.1e rad, cross %.1e dB %.1e rad\n",
         names[circuit],
         rate_hz,
         direct.db,
         direct.rad,
         cross.db,
         cross.rad);
  fflush(stdout);
  host_free(host);
  ck_assert_double_le(fmax(direct.db, cross.db), CIRCUIT_DB);
  ck_assert_double_le(fmax(direct.rad, cross.rad), CIRCUIT_RAD);
}
END_TEST

/* Sample by sample, of full scale; at half of it, for the library clips. */
START_TEST(circuits_play_what_bs2b_plays)
{
  static const uint32_t levels[] = { BS2B_DEFAULT_CLEVEL,
                                     BS2B_CMOY_CLEVEL,
                                     BS2B_JMEIER_CLEVEL };
  const double rate_hz = circuit_rates[_i];
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  Sound in = sound_noise(1 << 15);
  Sound out = sound_new(in.n);
  double worst = 0.0;
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", 0);
  for (int circuit = 0; circuit < 3; ++circuit) {
    t_bs2bdp const library = bs2b_open();
    ck_assert_ptr_nonnull(library);
    bs2b_set_srate(library, (uint32_t)rate_hz);
    bs2b_set_level(library, levels[circuit]);
    probe_set(host, "crossfeed", BAUER + circuit);
    probe_play(host, &in, &out);
    for (uint32_t i = 0; i < in.n; ++i) {
      double frame[2] = { (double)in.channel[0][i], (double)in.channel[1][i] };
      bs2b_cross_feed_d(library, frame, 1);
      for (int c = 0; c < 2; ++c) {
        worst = fmax(worst, fabs((double)out.channel[c][i] - frame[c]));
      }
    }
    bs2b_close(library);
  }
  printf("noise at %g Hz: %.1e off libbs2b\n", rate_hz, worst);
  fflush(stdout);
  host_free(host);
  sound_free(&in);
  sound_free(&out);
  ck_assert_double_le(worst, 1e-6);
}
END_TEST

/* With a headphone on, what one ear gets of the other's sound stays. */
START_TEST(circuits_stay_with_a_headphone_on)
{
  static const int headphones[] = { 1, 3, 79, 100 };
  const double rate_hz = 48000.0;
  static Paths neutral;
  static Paths worn;
  Mismatch worst = { 0.0, 0.0 };
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  probe_set(host, "match", 0);
  for (int mode = BAUER; mode < MODES; ++mode) {
    probe_set(host, "crossfeed", mode);
    probe_set(host, "headphone_a", 0);
    measure_paths(host, rate_hz, &neutral);
    for (size_t k = 0; k < sizeof(headphones) / sizeof(headphones[0]); ++k) {
      probe_set(host, "headphone_a", headphones[k]);
      measure_paths(host, rate_hz, &worn);
      for (size_t i = 0; i < PROBE_GRID_10K; ++i) {
        const double complex q = worn.cross[i] / worn.direct[i] /
                                 (neutral.cross[i] / neutral.direct[i]);
        worst.db = fmax(worst.db, fabs(to_db(q)));
        worst.rad = fmax(worst.rad, fabs(carg(q)));
      }
    }
  }
  printf("cross over direct with headphones on: %.1e dB, %.1e rad\n",
         worst.db,
         worst.rad);
  fflush(stdout);
  host_free(host);
  ck_assert_double_le(worst.db, WORN_DB);
  ck_assert_double_le(worst.rad, WORN_RAD);
}
END_TEST

/** Rows of the golden table that one setting has. */
typedef struct {
  const double* row;
  size_t n;
  size_t columns;
} Golden;

enum { GOLDEN_ROWS = 10 };

static Golden
golden_from(const Table* table, size_t first)
{
  const double* const row = table_row(table, first);
  Golden golden = { row, 1, table->columns };
  while (first + golden.n < table->rows && golden.n < GOLDEN_ROWS &&
         !memcmp(row, table_row(table, first + golden.n), 4 * sizeof(*row))) {
    ++golden.n;
  }
  return golden;
}

/** Largest error of both paths; with a headphone on, of their ratio. */
static double
golden_error(Host* host, const Golden* golden, bool worn)
{
  const double rate_hz = golden->row[3];
  double hz[GOLDEN_ROWS];
  double complex direct[GOLDEN_ROWS];
  double complex cross[GOLDEN_ROWS];
  Sound out = sound_new(probe_frames(rate_hz));
  double worst = 0.0;
  for (size_t i = 0; i < golden->n; ++i) {
    hz[i] = golden->row[i * golden->columns + 4];
  }
  probe_impulse(host, true, false, &out);
  probe_spectrum(out.channel[0], out.n, rate_hz, hz, golden->n, direct);
  probe_spectrum(out.channel[1], out.n, rate_hz, hz, golden->n, cross);
  sound_free(&out);
  for (size_t i = 0; i < golden->n; ++i) {
    const double* const row = golden->row + i * golden->columns;
    const double complex near = CMPLX(row[5], row[6]);
    const double complex far = CMPLX(row[7], row[8]);
    if (worn) {
      worst = fmax(worst, cabs(cross[i] / direct[i] - far / near));
    } else {
      worst = fmax(worst, cabs(direct[i] - near));
      worst = fmax(worst, cabs(cross[i] - far));
    }
  }
  return worst;
}

/* All modes, amounts and angles of the table, on neutral and on a closed
   headphone, which changes nothing between the ears. */
START_TEST(ears_hear_what_the_reference_says)
{
  Table table = table_read("tests/golden/crossfeed.csv");
  double neutral = 0.0;
  double worn = 0.0;
  double rate_hz = 0.0;
  Host* host = NULL;
  for (size_t first = 0; first < table.rows;) {
    const Golden golden = golden_from(&table, first);
    if (golden.row[3] != rate_hz) {
      host_free(host);
      rate_hz = golden.row[3];
      host = probe_open(rate_hz, WORKER_ABSENT);
      probe_set(host, "match", 0);
    }
    probe_set(host, "crossfeed", golden.row[0]);
    probe_set(host, "crossfeed_amount", 100.0 * golden.row[1]);
    probe_set(host, "speaker_angle", golden.row[2]);
    probe_set(host, "headphone_a", 0);
    neutral = fmax(neutral, golden_error(host, &golden, false));
    probe_set(host, "headphone_a", 43);
    worn = fmax(worn, golden_error(host, &golden, true));
    first += golden.n;
  }
  host_free(host);
  table_free(&table);
  printf(
    "golden responses: %.1e off, with a headphone on %.1e\n", neutral, worn);
  fflush(stdout);
  ck_assert_double_le(neutral, GOLDEN_ERROR);
  ck_assert_double_le(worn, GOLDEN_ERROR);
}
END_TEST

/* Left and right alike come out as without a crossfeed, to the bit. */
START_TEST(natural_leaves_mono_alone)
{
  const double rate_hz = 48000.0;
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  Sound in = sound_noise(48000);
  Sound off = sound_new(in.n);
  Sound on = sound_new(in.n);
  memcpy(in.channel[1], in.channel[0], in.n * sizeof(float));
  probe_set(host, "match", 0);
  for (int id = 0; id < 4; id += 3) {
    probe_set(host, "headphone_a", id);
    probe_set(host, "crossfeed", 0);
    probe_play(host, &in, &off);
    probe_set(host, "crossfeed", NATURAL);
    for (int angle = 20; angle <= 150; angle += 10) {
      probe_set(host, "speaker_angle", angle);
      probe_play(host, &in, &on);
      ck_assert(sound_same(&on, &off, 0, in.n));
    }
  }
  host_free(host);
  sound_free(&in);
  sound_free(&off);
  sound_free(&on);
}
END_TEST

START_TEST(mono_error_is_what_is_measured)
{
  const double rate_hz = circuit_rates[_i];
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", 0);
  for (int mode = 0; mode < MODES; ++mode) {
    for (double amount = 0.0; amount <= 100.0; amount += 50.0) {
      double db[PROBE_GRID];
      double low = INFINITY;
      double high = -INFINITY;
      probe_set(host, "crossfeed", mode);
      probe_set(host, "crossfeed_amount", amount);
      probe_mono_db(host, rate_hz, PROBE_GRID, db);
      for (size_t i = 0; i < PROBE_GRID; ++i) {
        low = fmin(low, db[i]);
        high = fmax(high, db[i]);
      }
      ck_assert_double_eq_tol(
        (double)host_get(host, "crossfeed_mono_error"), high - low, 0.1);
    }
  }
  host_free(host);
}
END_TEST

START_TEST(no_amount_is_off)
{
  const double rate_hz = 48000.0;
  static Paths off;
  static Paths none;
  static Paths half;
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  probe_set(host, "match", 0);
  measure_paths(host, rate_hz, &off);
  for (int mode = NATURAL; mode < MODES; ++mode) {
    probe_set(host, "crossfeed", mode);
    probe_set(host, "crossfeed_amount", 0);
    measure_paths(host, rate_hz, &none);
    probe_set(host, "crossfeed_amount", 50);
    measure_paths(host, rate_hz, &half);
    for (size_t i = 0; i < PROBE_GRID; ++i) {
      ck_assert_double_le(cabs(none.direct[i] - off.direct[i]), 1e-5);
      ck_assert_double_le(cabs(none.cross[i]), 1e-5);
    }
    ck_assert_double_ge(cabs(half.cross[24]), 0.05);
  }
  host_free(host);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin crossfeed");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_loop_test(tcase, circuits_are_those_of_bs2b, 0, 3 * CIRCUIT_RATES);
  tcase_add_loop_test(tcase, circuits_play_what_bs2b_plays, 0, CIRCUIT_RATES);
  tcase_add_test(tcase, circuits_stay_with_a_headphone_on);
  tcase_add_test(tcase, ears_hear_what_the_reference_says);
  tcase_add_test(tcase, natural_leaves_mono_alone);
  tcase_add_loop_test(tcase, mono_error_is_what_is_measured, 0, CIRCUIT_RATES);
  tcase_add_test(tcase, no_amount_is_off);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
