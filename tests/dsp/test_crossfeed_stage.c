// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The sound of crossfeeds: against the reference, libbs2b and double precision.
 */

#include "dsp/engine/denormals.h"
#include "dsp/maths.h"
#include "tests/support/crossfed.h"
#include "tests/support/suite.h"
#include "tests/support/table.h"

#include <bs2b/bs2b.h>
#include <stdio.h>

#define FLOAT_DB (-130.0)

static double exact[2][FRAMES];

static const double rates[] = { 8e3,  11025.0, 22050.0, 44.1e3,
                                48e3, 96e3,    192e3,   384e3 };
enum { RATES = sizeof(rates) / sizeof(rates[0]) };

static bool
same(float a[2][FRAMES], float b[2][FRAMES])
{
  return !memcmp(a[0], b[0], sizeof(a[0])) && !memcmp(a[1], b[1], sizeof(a[1]));
}

/** A filter (b0 + b1/z + b2/z^2) / (1 + a1/z + a2/z^2). */
static double
biquad(const double b[3], const double a[2], double state[4], double x)
{
  const double y = b[0] * x + b[1] * state[0] + b[2] * state[1] -
                   a[0] * state[2] - a[1] * state[3];
  state[1] = state[0];
  state[0] = x;
  state[3] = state[2];
  state[2] = y;
  return y;
}

/** Natural in double precision, as its formulae say: Mid stays, the near ear
    of the difference is u = 2 Side - r u. A guess of u in the present frame
    shows how much of it comes back at once. */
static void
natural_exact(const CrossfeedFilter* f)
{
  const double tops[2][3] = { { f->a1, 1.0, 0.0 }, { f->a2, f->a1, 1.0 } };
  const double* const top = tops[f->order - 1];
  const double allpass[2] = { f->a1, f->a2 };
  const double shelf[3] = { f->b0, f->b1, 0.0 };
  const double pole[2] = { -f->p, 0.0 };
  static double u[FRAMES];
  double first[4] = { 0.0 };
  double second[4] = { 0.0 };
  for (uint32_t i = 0; i < FRAMES; ++i) {
    const double d = (double)in[0][i] - (double)in[1][i];
    double x = i >= f->delay ? u[i - f->delay] : 0.0;
    if (f->delay == 0) {
      double a[4];
      double b[4];
      memcpy(a, first, sizeof(a));
      memcpy(b, second, sizeof(b));
      const double v0 = biquad(shelf, pole, b, biquad(top, allpass, a, 0.0));
      x = (d - v0) / (1.0 + f->b0 * top[0]);
    }
    const double v =
      biquad(shelf, pole, second, biquad(top, allpass, first, x));
    u[i] = d - v;
    exact[0][i] = (double)in[0][i] - v;
    exact[1][i] = (double)in[1][i] + v;
  }
}

static void
circuit_exact(const CrossfeedFilter* f)
{
  double high[2] = { 0.0 };
  double low[2] = { 0.0 };
  for (uint32_t i = 0; i < FRAMES; ++i) {
    for (int c = 0; c < 2; ++c) {
      high[c] = f->high * (double)in[c][i] + f->high_pole * high[c];
      low[c] = f->low * (double)in[c][i] + f->low_pole * low[c];
    }
    for (int c = 0; c < 2; ++c) {
      exact[c][i] = f->direct * (double)in[c][i] - high[c] + low[!c];
    }
  }
}

static void
process_exact(const Crossfeed* crossfeed, double rate_hz)
{
  const CrossfeedFilter filter = crossfeed_filter(crossfeed, rate_hz);
  if (filter.mode == CROSSFEED_NATURAL) {
    natural_exact(&filter);
  } else {
    circuit_exact(&filter);
  }
}

/** Spectrum at one frequency. */
static double complex
spectrum(const double* x, double rad)
{
  double complex turn = 1.0;
  double complex sum = 0.0;
  const double complex step = CMPLX(cos(rad), -sin(rad));
  for (uint32_t i = 0; i < FRAMES; ++i) {
    sum += x[i] * turn;
    turn *= step;
  }
  return sum;
}

static double
error_at(double x[2][FRAMES], const double* row)
{
  const double rad = 2.0 * PI * row[4] / row[3];
  const double complex near = spectrum(x[0], rad) - CMPLX(row[5], row[6]);
  const double complex far = spectrum(x[1], rad) - CMPLX(row[7], row[8]);
  return fmax(cabs(near), cabs(far));
}

/* An impulse on the left, in single and in double precision. */
START_TEST(impulses_are_those_of_the_reference)
{
  Table golden = table_read("tests/golden/crossfeed.csv");
  static double heard[2][FRAMES];
  double worst_float = 0.0;
  double worst_double = 0.0;
  memset(in, 0, sizeof(in));
  in[0][0] = 1.0F;
  for (size_t i = 0; i < golden.rows; ++i) {
    const double* const row = table_row(&golden, i);
    if (i == 0 || memcmp(row, row - golden.columns, 4 * sizeof(*row))) {
      const Crossfeed c = { (CrossfeedMode)row[0], row[1], row[2] };
      crossfeed_stage_init(&stage, row[3], &c);
      process(out, 0, FRAMES);
      process_exact(&c, row[3]);
      for (uint32_t k = 0; k < FRAMES; ++k) {
        heard[0][k] = (double)out[0][k];
        heard[1][k] = (double)out[1][k];
      }
    }
    worst_float = fmax(worst_float, error_at(heard, row));
    worst_double = fmax(worst_double, error_at(exact, row));
  }
  printf("%zu golden responses: %.1e off, in double precision %.1e\n",
         golden.rows,
         worst_float,
         worst_double);
  fflush(stdout);
  table_free(&golden);
  ck_assert_double_le(worst_float, 1e-5);
  ck_assert_double_le(worst_double, 1e-9);
}
END_TEST

START_TEST(rounding_is_far_below_the_signal)
{
  const double rate_hz = rates[_i];
  double worst_db = -INFINITY;
  make_noise(1);
  for (int k = 0; k < SETTINGS && settings[k].mode != CROSSFEED_OFF; ++k) {
    double signal = 0.0;
    double error = 0.0;
    crossfeed_stage_init(&stage, rate_hz, &settings[k]);
    process(out, 0, FRAMES);
    process_exact(&settings[k], rate_hz);
    for (int c = 0; c < 2; ++c) {
      for (uint32_t i = 0; i < FRAMES; ++i) {
        const double off = (double)out[c][i] - exact[c][i];
        signal += exact[c][i] * exact[c][i];
        error += off * off;
      }
    }
    worst_db = fmax(worst_db, 10.0 * log10(error / signal));
  }
  printf("rounding at %g Hz: %.1f dB\n", rate_hz, worst_db);
  fflush(stdout);
  ck_assert_double_le(worst_db, FLOAT_DB);
}
END_TEST

/* Half of full scale, for it clips. */
START_TEST(circuits_are_those_of_bs2b)
{
  static const uint32_t levels[] = { BS2B_DEFAULT_CLEVEL,
                                     BS2B_CMOY_CLEVEL,
                                     BS2B_JMEIER_CLEVEL };
  const double rate_hz = rates[_i];
  double worst = 0.0;
  make_noise(2);
  for (int k = 0; k < 3; ++k) {
    const Crossfeed c = { (CrossfeedMode)(CROSSFEED_BAUER + k), 1.0, 60.0 };
    t_bs2bdp const library = bs2b_open();
    ck_assert_ptr_nonnull(library);
    bs2b_set_srate(library, (uint32_t)rate_hz);
    bs2b_set_level(library, levels[k]);
    crossfeed_stage_init(&stage, rate_hz, &c);
    process(out, 0, FRAMES);
    for (uint32_t i = 0; i < FRAMES; ++i) {
      double frame[2] = { (double)in[0][i], (double)in[1][i] };
      bs2b_cross_feed_d(library, frame, 1);
      worst = fmax(worst, fabs((double)out[0][i] - frame[0]));
      worst = fmax(worst, fabs((double)out[1][i] - frame[1]));
    }
    bs2b_close(library);
  }
  printf("at %g Hz %.1e off libbs2b\n", rate_hz, worst);
  fflush(stdout);
  ck_assert_double_le(worst, 1e-6);
}
END_TEST

/* Off and no amount anything, Natural what is the same on both sides, also
   while settings change. */
START_TEST(what_stays_stays_to_the_bit)
{
  const Crossfeed none = { CROSSFEED_MEIER, 0.0, 60.0 };
  make_noise(3);
  crossfeed_stage_init(&stage, 48000.0, &settings[SETTINGS - 1]);
  process(out, 0, FRAMES);
  ck_assert(same(out, in));
  crossfeed_stage_init(&stage, 48000.0, &none);
  process(out, 0, FRAMES);
  ck_assert(same(out, in));

  memcpy(in[1], in[0], sizeof(in[0]));
  for (int k = 0; k < RATES; ++k) {
    crossfeed_stage_init(&stage, rates[k], &settings[0]);
    for (uint32_t at = 0; at < FRAMES; at += 512) {
      Crossfeed c = { CROSSFEED_NATURAL, 1.0, 20.0 + at / 512.0 * 2.0 };
      c.mode = at / 512 % 5 ? CROSSFEED_NATURAL : CROSSFEED_OFF;
      c.amount = at / 512 % 3 ? 1.0 : 0.6;
      crossfeed_stage_set(&stage, &c);
      process(out, at, 512);
    }
    ck_assert(same(out, in));
  }
}
END_TEST

/** A life with changes at given frames, in calls of 1 to `most` frames. */
static void
process_in_parts(float to[2][FRAMES], uint32_t most, uint32_t seed)
{
  for (uint32_t at = 0; at < FRAMES;) {
    seed = seed * 1664525U + 1013904223U;
    const uint32_t change = at / 800 * 800 + 800;
    const uint32_t end = change < FRAMES ? change : FRAMES;
    const uint32_t wish = 1 + (seed >> 16) % most;
    const uint32_t n = wish < end - at ? wish : end - at;
    if (at % 800 == 0) {
      crossfeed_stage_set(&stage, &settings[at / 800 % SETTINGS]);
    }
    process(to, at, n);
    at += n;
  }
}

START_TEST(parts_and_resets_do_not_matter)
{
  const double rate_hz = rates[_i];
  make_noise(4);
  crossfeed_stage_init(&stage, rate_hz, &settings[0]);
  process_in_parts(out, 100000, 1);
  ck_assert(!same(out, in));
  for (uint32_t seed = 1; seed < 4; ++seed) {
    crossfeed_stage_set(&stage, &settings[0]);
    crossfeed_stage_reset(&stage);
    process_in_parts(other, 70, seed);
    ck_assert(same(out, other));
  }
}
END_TEST

static unsigned
count_subnormal(const CrossfeedSlot* slot)
{
  const float values[] = { slot->x1,
                           slot->x2,
                           slot->y1,
                           slot->y2,
                           slot->v1,
                           slot->circuit.high_state[0],
                           slot->circuit.high_state[1],
                           slot->circuit.low_state[0],
                           slot->circuit.low_state[1] };
  unsigned n = 0;
  for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); ++i) {
    n += fpclassify(values[i]) == FP_SUBNORMAL;
  }
  for (size_t i = 0; i < CROSSFEED_DELAY_MAX; ++i) {
    n += fpclassify(slot->u[i]) == FP_SUBNORMAL;
  }
  return n;
}

/* Ten seconds of silence end in nought, without a number on the way that
   costs time. */
START_TEST(silence_becomes_nought)
{
  const uint64_t mode = denormals_flush();
  for (int k = 0; k < SETTINGS; ++k) {
    make_noise(6);
    crossfeed_stage_init(&stage, 48000.0, &settings[k]);
    process(out, 0, FRAMES);
    memset(in, 0, sizeof(in));
    for (int i = 0; i < 480000 / FRAMES; ++i) {
      process(out, 0, FRAMES);
      ck_assert_uint_eq(count_subnormal(&stage.slot[0]), 0);
    }
    ck_assert(same(out, in));
  }
  denormals_restore(mode);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("crossfeed stage");
  TCase* const tcase = tcase_create("sound");
  tcase_set_timeout(tcase, 0);
  tcase_add_test(tcase, impulses_are_those_of_the_reference);
  tcase_add_loop_test(tcase, rounding_is_far_below_the_signal, 0, RATES);
  tcase_add_loop_test(tcase, circuits_are_those_of_bs2b, 0, RATES);
  tcase_add_test(tcase, what_stays_stays_to_the_bit);
  tcase_add_loop_test(tcase, parts_and_resets_do_not_matter, 0, RATES);
  tcase_add_test(tcase, silence_becomes_nought);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
