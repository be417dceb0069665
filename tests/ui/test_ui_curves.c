// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The curves that are drawn follow every control: those of a simulation that is
   put together here by hand, value by value. */

#include "dsp/engine/crossfeed.h"
#include "dsp/engine/loaded_files.h"
#include "dsp/maths.h"
#include "dsp/model/decay.h"
#include "dsp/model/isolation.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"

#include "dsp/model/ear.h"

#include <complex.h>
#include <math.h>
#include <string.h>

enum { OPEN = 14, CLOSED = 88, WORN = 79 };

static EarcupFiles measured;
static Curves curves;
static float value[PORT_COUNT];
static Simulation simulation; ///< the same

/** No control is at its default, none like another. */
static void
begin(void)
{
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    value[p] = ports[p].dflt;
  }
  memset(&measured, 0, sizeof(measured));
  memset(&curves, 0, sizeof(curves));
  memset(&simulation, 0, sizeof(simulation));
  value[PORT_HEADPHONE_A] = OPEN;
  value[PORT_HEADPHONE_B] = CLOSED;
  value[PORT_WEARING] = WORN;
  value[PORT_MORPH] = 0.25F;
  value[PORT_STRENGTH] = 75.0F;
  value[PORT_SEAL] = 60.0F;
  value[PORT_PAD_WEAR] = 30.0F;
  value[PORT_CUP_VOLUME] = -40.0F;
  value[PORT_CUP_DAMPING] = 50.0F;
  value[PORT_BASS_PORT] = -70.0F;
  value[PORT_TARGET_BASS] = 3.0F;
  value[PORT_TARGET_TILT] = -0.5F;
  simulation.headphone_a = OPEN;
  simulation.headphone_b = CLOSED;
  simulation.wearing = WORN;
  simulation.strength = 0.75;
  simulation.fit.seal = 0.6;
  simulation.fit.pad_wear = 0.3;
  simulation.fit.cup_volume = -0.4;
  simulation.fit.cup_damping = 0.5;
  simulation.fit.bass_port = -0.7;
  simulation.target.bass_db = 3.0;
  simulation.target.tilt_db = -0.5;
  simulation.files = &measured.files;
}

static void
assert_same(const Curve* a, const Curve* b)
{
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    ck_assert_double_eq_tol(a->db[i], b->db[i], 1e-4);
  }
}

static double
decibels(double complex x)
{
  return 20.0 * log10(cabs(x));
}

START_TEST(the_result_follows_every_control)
{
  MorphPoint point;
  Curve worn;
  Curve expected;
  curves_update(&curves, value, &measured, false);
  morph_point(&simulation, 0.25, &point);
  simulation_wearing(&simulation, &worn);
  simulation_heard(&simulation, &point.relative, &worn, &expected);
  assert_same(&curves.result, &expected);
  morph_point(&simulation, 0.0, &point);
  assert_same(&curves.a.response, &point.relative);
  morph_point(&simulation, 1.0, &point);
  assert_same(&curves.b.response, &point.relative);
  ck_assert(curves.a.known && curves.b.known);
  ck_assert_int_eq((int)curves.a.type, (int)HOUSING_OPEN);
  ck_assert_int_eq((int)curves.b.type, (int)HOUSING_CLOSED);
}
END_TEST

/* Left and right have lines where they differ, and the rest is their mean. */
START_TEST(each_ear_has_its_own_result)
{
  static const EarSide sides[2] = { EAR_LEFT, EAR_RIGHT };
  static Curves alike;
  Curve worn;
  curves_update(&alike, value, &measured, false);
  ck_assert(!alike.unlike);
  value[PORT_TWO_EARS] = _i == 0 ? 150.0F : 0.0F;
  value[PORT_SEAT] = 77.0F;
  value[PORT_SEAL_BALANCE] = _i == 0 ? 0.0F : -40.0F;
  simulation.ears.amount = _i == 0 ? 1.5F : 0.0F;
  simulation.ears.seat = 77;
  simulation.ears.seal_balance = _i == 0 ? 0.0F : -0.4F;
  curves_update(&curves, value, &measured, false);
  ck_assert(curves.unlike);
  simulation_wearing(&simulation, &worn);
  double apart = 0.0;
  for (int i = 0; i < 2; ++i) {
    Simulation ear = simulation;
    MorphPoint point;
    Curve expected;
    ear.ears.side = sides[i];
    morph_point(&ear, 0.25, &point);
    simulation_heard(&ear, &point.relative, &worn, &expected);
    assert_same(&curves.ear[i], &expected);
  }
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    apart = fmax(apart, fabs(curves.ear[0].db[i] - curves.ear[1].db[i]));
  }
  ck_assert_double_gt(apart, 1.0);
  assert_same(&curves.result, &alike.result);
  value[PORT_LISTEN_AT] = 1.0F; // one microphone
  curves_update(&curves, value, &measured, false);
  ck_assert(!curves.unlike);
}
END_TEST

/* The old circuits dull the centre, by what their own response says. */
START_TEST(the_result_knows_the_crossfeed)
{
  const Crossfeed bauer = { CROSSFEED_BAUER, 0.8, 60.0 };
  static Curves plain;
  curves_update(&plain, value, &measured, false);
  value[PORT_CROSSFEED] = 2.0F;
  value[PORT_CROSSFEED_AMOUNT] = 80.0F;
  curves_update(&curves, value, &measured, false);
  for (size_t i = 0; i < GRID_POINTS && grid_hz(i) < 20000.0; ++i) {
    const double complex mid =
      crossfeed_response(&bauer, grid_hz(i), 48000.0).mid;
    ck_assert_double_eq_tol(
      curves.result.db[i] - plain.result.db[i], decibels(mid), 1e-6);
  }
  ck_assert_double_lt(curve_at(&curves.result, 4000.0),
                      curve_at(&plain.result, 4000.0) - 0.8);
}
END_TEST

/* At the microphone it is the bleed, whoever listens with what. */
START_TEST(the_microphone_hears_the_bleed)
{
  MorphPoint point;
  value[PORT_LISTEN_AT] = 1.0F;
  curves_update(&curves, value, &measured, true);
  morph_point(&simulation, 0.25, &point);
  for (size_t i = 0; i < GRID_POINTS && grid_hz(i) < 20000.0; i += 7) {
    const double db = decibels(morph_bleed(&point, grid_hz(i)));
    ck_assert_double_eq_tol(curves.result.db[i], fmax(db, -120.0), 1e-4);
  }
}
END_TEST

static void
assert_cup(const EarcupCup* cup, double morph)
{
  MorphPoint point;
  IsolationAims aims;
  Curve isolation;
  Wearing wearing;
  morph_point(&simulation, morph, &point);
  simulation_aims(&simulation, &aims);
  morph_isolation(&simulation, &aims, &point, morph, &isolation);
  isolation_wearing(&point.housing, &wearing);
  assert_same(&cup->isolation, &isolation);
  for (size_t i = 0; i < GRID_POINTS; i += 7) {
    const double db = decibels(morph_bleed(&point, grid_hz(i)));
    ck_assert_double_eq_tol(cup->bleed.db[i], fmax(db, -120.0), 1e-4);
  }
  for (int b = 0; b < OCCLUSION_BANDS; ++b) {
    ck_assert_double_eq_tol(
      cup->wearing.occlusion_db[b], wearing.occlusion_db[b], 1e-4);
  }
  ck_assert_double_eq_tol(cup->wearing.openness_db, wearing.openness_db, 1e-4);
}

START_TEST(each_cup_has_isolation_and_bleed)
{
  curves_update(&curves, value, &measured, true);
  ck_assert(curves.a.has_cup && curves.b.has_cup);
  assert_cup(&curves.a, 0.0);
  assert_cup(&curves.b, 1.0);
}
END_TEST

/* What a menu shows before it is chosen is what is there once it is. */
START_TEST(a_preview_is_what_comes)
{
  static const PortIndex ends[] = { PORT_HEADPHONE_A, PORT_HEADPHONE_B };
  const PortIndex port = ends[_i];
  static Curves after;
  Curve preview;
  ck_assert(curves_preview(port, 43, value, &measured, &preview));
  curves_update(&curves, value, &measured, false);
  value[port] = 43.0F;
  curves_update(&after, value, &measured, false);
  assert_same(&preview, _i == 0 ? &after.a.response : &after.b.response);
  ck_assert(
    !curves_preview(port, HEADPHONE_MEASURED_FILE, value, &measured, &preview));
}
END_TEST

/* A file is known at its own end alone. */
START_TEST(a_preview_of_a_file_is_of_its_end)
{
  static const PortIndex ends[] = { PORT_HEADPHONE_A, PORT_HEADPHONE_B };
  static const FileSlot slots[] = { FILE_A, FILE_B };
  Curve preview;
  value[PORT_TARGET_BASS] = value[PORT_TARGET_TILT] = 0.0F;
  measured.files.file[slots[_i]].present = true;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    measured.files.file[slots[_i]].response.relative.db[i] =
      sin(0.01 * (double)i);
  }
  for (int k = 0; k < 2; ++k) {
    ck_assert_int_eq(
      curves_preview(
        ends[k], HEADPHONE_MEASURED_FILE, value, &measured, &preview),
      k == _i);
    if (k == _i) {
      assert_same(&preview, &measured.files.file[slots[_i]].response.relative);
    }
  }
}
END_TEST

START_TEST(files_are_drawn_where_they_are)
{
  Curve preview;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    measured.files.file[slot].present = true;
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      measured.files.file[slot].response.relative.db[i] =
        sin(0.01 * (slot + 1) * (double)i);
    }
  }
  value[PORT_TARGET_BASS] = value[PORT_TARGET_TILT] = 0.0F;
  value[PORT_STRENGTH] = 100.0F;
  value[PORT_HEADPHONE_A] = HEADPHONE_MEASURED_FILE;
  value[PORT_HEADPHONE_B] = HEADPHONE_MEASURED_FILE;
  value[PORT_WEARING] = HEADPHONE_MEASURED_FILE;
  value[PORT_MORPH] = 0.5F;
  curves_update(&curves, value, &measured, false);
  assert_same(&curves.a.response,
              &measured.files.file[FILE_A].response.relative);
  assert_same(&curves.b.response,
              &measured.files.file[FILE_B].response.relative);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double x = 0.01 * (double)i;
    ck_assert_double_eq_tol(curves.result.db[i],
                            0.5 * sin(x) + 0.5 * sin(2.0 * x) - sin(3.0 * x),
                            1e-4);
  }
  ck_assert(curves_preview(
    PORT_WEARING, HEADPHONE_MEASURED_FILE, value, &measured, &preview));
  assert_same(&preview, &measured.files.file[FILE_WEARING].response.relative);
}
END_TEST

/* --- decay --------------------------------------------------------------- */

enum { N = 2048 };

/** The decay of a band by another way: the spectrum at even steps under a
    Gaussian of deviation 0.25 over the log of frequency, transformed back, and
    its energy from a time on. The second half of it lies before the click. */
static double
decay_db(const Housing* housing, double band_hz, double periods)
{
  double complex spectrum[N] = { 0.0 };
  for (int k = 1; k < N / 2 && 48000.0 * k / N <= 22000.0; ++k) {
    const double hz = 48000.0 * k / N;
    const EarLoad ear = ear_load(hz);
    AcousticsResult r;
    acoustics_solve(housing, &ear, hz, &r);
    const double x = fmin(1.0, fmax(0.0, hz - 16000.0) / 6000.0);
    const double complex h =
      0.5 * (1.0 + cos(PI * x)) * r.drum / ear.drum_per_entrance;
    spectrum[k] = h * exp(-8.0 * pow(log(hz / band_hz), 2.0));
  }
  double whole = 0.0;
  double left = 0.0;
  for (int n = 0; n < N; ++n) {
    double complex sum = 0.0;
    for (int k = 0; k < N; ++k) {
      sum += spectrum[k] * cexp(I * 2.0 * PI * ((k * n) % N) / N);
    }
    const double power = pow(cabs(sum), 2.0);
    const double time = (n < N * 3 / 4 ? n : n - N) * band_hz / 48000.0;
    whole += power;
    left += time >= periods ? power : 0.0;
  }
  return 10.0 * log10(left / whole);
}

START_TEST(a_decay_is_what_is_left_of_the_energy)
{
  static const int bands[] = { 50, 70, 80 };
  static Decay decay;
  const Housing* const housing = &headphones_find(CLOSED)->housing;
  const int b = bands[_i];
  const double hz = 20.0 * pow(10.0, 0.03 * (b + 0.5));
  const int t = DECAY_TIMES / 6;
  const double periods = DECAY_PERIODS * (double)t / DECAY_TIMES;
  decay_of_housing(housing, &decay);
  const double expected = decay_db(housing, hz, periods);
  ck_assert_double_gt(expected, DECAY_FLOOR_DB);
  ck_assert_double_eq_tol((double)decay.db[t][b], expected, 0.3);
  for (int k = 0; k + 1 < DECAY_TIMES; ++k) {
    ck_assert_float_le(decay.db[k + 1][b], decay.db[k][b]);
  }
}
END_TEST

/* An open cup lets go at once; its closed twin rings at 300 Hz for periods
   more. And in periods the corner of the bass is over as soon as all else. */
START_TEST(a_closed_cup_rings_longer)
{
  static Decay open;
  static Decay closed;
  decay_of_housing(&headphones_find(19)->housing, &open);   // HD 800 S
  decay_of_housing(&headphones_find(82)->housing, &closed); // HD 820
  const double share = 2.5 / DECAY_PERIODS;
  ck_assert_double_gt(earcup_decay_at(&closed, 300.0, share),
                      earcup_decay_at(&open, 300.0, share) + 10.0);
  ck_assert_double_lt(earcup_decay_at(&open, 25.0, share), -40.0);
  ck_assert_double_lt(earcup_decay_at(&open, 1000.0, share), -40.0);
}
END_TEST

/* The view keeps one for each cup. */
START_TEST(each_cup_has_its_decay)
{
  static Decay expected;
  user_comes();
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    view_value(view, (PortIndex)p, value[p]);
  }
  user_single_click(place_middle(PART_TAB_DECAY), 0);
  curves_update(&curves, value, &measured, false);
  decay_of_housing((const Housing*)curves.a.circuit, &expected);
  ck_assert_mem_eq(&view->decays.a, &expected, sizeof(expected));
  decay_of_housing((const Housing*)curves.b.circuit, &expected);
  ck_assert_mem_eq(&view->decays.b, &expected, sizeof(expected));
  ck_assert_mem_ne(&view->decays.a, &expected, sizeof(expected));
  user_goes();
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui curves");
  TCase* const tests = tcase_create("curves");
  tcase_add_checked_fixture(tests, begin, NULL);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, the_result_follows_every_control);
  tcase_add_loop_test(tests, each_ear_has_its_own_result, 0, 2);
  tcase_add_test(tests, the_result_knows_the_crossfeed);
  tcase_add_test(tests, the_microphone_hears_the_bleed);
  tcase_add_test(tests, each_cup_has_isolation_and_bleed);
  tcase_add_loop_test(tests, a_preview_is_what_comes, 0, 2);
  tcase_add_loop_test(tests, a_preview_of_a_file_is_of_its_end, 0, 2);
  tcase_add_test(tests, files_are_drawn_where_they_are);
  tcase_add_loop_test(tests, a_decay_is_what_is_left_of_the_energy, 0, 3);
  tcase_add_test(tests, a_closed_cup_rings_longer);
  tcase_add_test(tests, each_cup_has_its_decay);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
