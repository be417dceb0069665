// SPDX-License-Identifier: GPL-3.0-or-later

/* Crossfeed of the built plugin: the circuits against libbs2b, Natural against
   a spherical head written down anew. */

#include "probe.h"
#include "suite.h"

#include <bs2b/bs2b.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define CIRCUIT_DB 0.1
#define CIRCUIT_RAD 0.02
#define NATURAL_DB 0.5
#define NATURAL_S 15e-6
#define MONO_DB 0.01
#define NATURAL_LAST_HZ 2000.0

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
  printf("%s at %g Hz: direct %.4f dB %.4f rad, cross %.4f dB %.4f rad\n",
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
  printf("cross over direct with headphones on: %.3f dB, %.4f rad\n",
         worst.db,
         worst.rad);
  fflush(stdout);
  host_free(host);
  ck_assert_double_le(worst.db, 0.5);
  ck_assert_double_le(worst.rad, 0.06);
}
END_TEST

/** Far over near ear for a source off the median plane: shadow filter of
    Brown and Duda for both ears, Woodworth's path difference, and the
    softening that design.md's crossfeed asks for. Angles from the ears. */
static double complex
sphere_ratio(double angle_deg, double hz)
{
  const double radius_m = 0.0875;
  const double c_m_s = 343.0;
  const double beta = 2.0 * c_m_s / radius_m; // rad/s
  const double complex jw = CMPLX(0.0, 2.0 * PROBE_PI * hz);
  const double half_deg = 0.5 * angle_deg;
  double complex ear[2];
  for (int far = 0; far < 2; ++far) {
    const double incidence_deg = far ? 90.0 + half_deg : 90.0 - half_deg;
    const double alpha = 1.05 + 0.95 * cos(incidence_deg / 150.0 * PROBE_PI);
    ear[far] = (alpha * jw + beta) / (jw + beta);
  }
  const double rad = half_deg * PROBE_PI / 180.0;
  const double late_s = radius_m / c_m_s * (rad + sin(rad));
  const double complex softened = 0.9 / (1.0 + CMPLX(0.0, hz / 1500.0));
  return ear[1] / ear[0] * cexp(-jw * late_s) * softened;
}

static void
natural_mismatch(const Paths* paths, double angle_deg, Mismatch* worst)
{
  for (size_t i = 0; probe_grid_hz(i) <= NATURAL_LAST_HZ; ++i) {
    const double hz = probe_grid_hz(i);
    const double complex q =
      paths->cross[i] / paths->direct[i] / sphere_ratio(angle_deg, hz);
    worst->db = fmax(worst->db, fabs(to_db(q)));
    worst->rad = fmax(worst->rad, fabs(carg(q)) / (2.0 * PROBE_PI * hz));
  }
}

START_TEST(natural_is_a_sphere)
{
  const double rate_hz = circuit_rates[_i];
  static Paths paths;
  Mismatch neutral = { 0.0, 0.0 }; // rad: seconds here
  Mismatch worn = { 0.0, 0.0 };
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  probe_set(host, "match", 0);
  probe_set(host, "crossfeed", NATURAL);
  for (int angle = 20; angle <= 150; angle += 10) {
    probe_set(host, "speaker_angle", angle);
    probe_set(host, "headphone_a", 0);
    measure_paths(host, rate_hz, &paths);
    natural_mismatch(&paths, angle, &neutral);
    probe_set(host, "headphone_a", angle % 20 ? 3 : 43);
    measure_paths(host, rate_hz, &paths);
    natural_mismatch(&paths, angle, &worn);
  }
  printf("Natural at %g Hz: %.3f dB and %.2f us off the sphere, "
         "with a headphone on %.3f dB and %.2f us\n",
         rate_hz,
         neutral.db,
         1e6 * neutral.rad,
         worn.db,
         1e6 * worn.rad);
  fflush(stdout);
  host_free(host);
  ck_assert_double_le(fmax(neutral.db, worn.db), NATURAL_DB);
  ck_assert_double_le(fmax(neutral.rad, worn.rad), NATURAL_S);
}
END_TEST

START_TEST(natural_leaves_mono_alone)
{
  const double rate_hz = 48000.0;
  const double flat[PROBE_GRID] = { 0.0 };
  double worst = 0.0;
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", 0);
  probe_set(host, "crossfeed", NATURAL);
  for (int angle = 20; angle <= 150; angle += 10) {
    double db[PROBE_GRID];
    probe_set(host, "speaker_angle", angle);
    probe_mono_db(host, rate_hz, PROBE_GRID, db);
    worst = fmax(worst, distance(db, flat, PROBE_GRID).max);
  }
  printf("Natural on mono: %.5f dB\n", worst);
  ck_assert_double_le(worst, MONO_DB);
  host_free(host);
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
  tcase_add_test(tcase, circuits_stay_with_a_headphone_on);
  tcase_add_loop_test(tcase, natural_is_a_sphere, 0, CIRCUIT_RATES);
  tcase_add_test(tcase, natural_leaves_mono_alone);
  tcase_add_loop_test(tcase, mono_error_is_what_is_measured, 0, CIRCUIT_RATES);
  tcase_add_test(tcase, no_amount_is_off);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
