// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Seats, heard through the built plugin: their spread is that of the model
   (whose spread over circuits test_ears holds against measured pairs), mono
   stays, each seat is the same again. */

#include "dsp/model/simulation.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <fftw3.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define RATE 48000.0

enum { SEATS = 400, SIZE = 1 << 14, OCTAVES = 10, PER_OCTAVE = 24 };
enum { HD_25 = 77, HD_600 = 13 };

/** Statistics of left minus right, and of what the mean of both changes. */
typedef struct {
  double sum[OCTAVES];
  double power[OCTAVES];
  double mean[OCTAVES];
} Spread;

static double
sd(const Spread* spread, size_t o)
{
  const double mean = spread->sum[o] / SEATS;
  return sqrt(spread->power[o] / SEATS - mean * mean);
}

static void
add(Spread* spread, size_t o, double left_db, double right_db, double alike_db)
{
  const double apart = left_db - right_db;
  spread->sum[o] += apart;
  spread->power[o] += apart * apart;
  spread->mean[o] += ((left_db + right_db) / 2.0 - alike_db) / SEATS;
}

static double
place_hz(size_t octave, size_t i)
{
  return 31.25 * exp2((double)octave - 0.5 + ((double)i + 0.5) / PER_OCTAVE);
}

typedef struct {
  float* x;
  fftwf_complex* spectrum;
  fftwf_plan plan;
} Meter;

static Meter
meter_new(void)
{
  Meter m;
  m.x = fftwf_alloc_real(SIZE);
  m.spectrum = fftwf_alloc_complex(SIZE / 2 + 1);
  m.plan = fftwf_plan_dft_r2c_1d(SIZE, m.x, m.spectrum, FFTW_ESTIMATE);
  return m;
}

static void
meter_free(Meter* m)
{
  fftwf_destroy_plan(m->plan);
  fftwf_free(m->spectrum);
  fftwf_free(m->x);
}

/** Octave means, dB, of an impulse response. */
static void
octaves(Meter* m, const float* x, double db[OCTAVES])
{
  memcpy(m->x, x, SIZE * sizeof(float));
  fftwf_execute(m->plan);
  for (size_t o = 0; o < OCTAVES; ++o) {
    db[o] = 0.0;
    for (size_t i = 0; i < PER_OCTAVE; ++i) {
      const double bin = fmin(place_hz(o, i) * SIZE / RATE, SIZE / 2.0 - 1.0);
      const size_t k = (size_t)bin;
      const double t = bin - (double)k;
      const double complex h = (double complex)m->spectrum[k] * (1.0 - t) +
                               (double complex)m->spectrum[k + 1] * t;
      db[o] += to_db(h) / PER_OCTAVE;
    }
  }
}

static void
hear(Host* host, Sound* out, Meter* m, double db[2][OCTAVES])
{
  probe_impulse(host, true, true, out);
  octaves(m, out->channel[0], db[0]);
  octaves(m, out->channel[1], db[1]);
}

/** The same of the model's curves. */
static void
model_octaves(const Simulation* simulation, EarSide side, double db[OCTAVES])
{
  const Simulation ear = simulation_of_ear(simulation, side);
  MorphPoint point;
  morph_point(&ear, 0.0, &point);
  for (size_t o = 0; o < OCTAVES; ++o) {
    db[o] = 0.0;
    for (size_t i = 0; i < PER_OCTAVE; ++i) {
      db[o] += curve_at(&point.relative, place_hz(o, i)) / PER_OCTAVE;
    }
  }
}

static void
measure(uint32_t id, Spread* heard, Spread* meant)
{
  Host* const host = probe_open(RATE, WORKER_ABSENT);
  Meter meter = meter_new();
  Sound out = sound_new(SIZE);
  double alike[2][OCTAVES];
  double model_alike[OCTAVES];
  Simulation simulation;
  memset(&simulation, 0, sizeof(simulation));
  memset(heard, 0, sizeof(*heard));
  memset(meant, 0, sizeof(*meant));
  simulation.headphone_a = id;
  simulation.strength = simulation.fit.seal = 1.0;
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", id);
  hear(host, &out, &meter, alike);
  ck_assert_mem_eq(alike[0], alike[1], sizeof(alike[0]));
  model_octaves(&simulation, EARS_ALIKE, model_alike);
  probe_set(host, "two_ears", 100);
  simulation.ears.amount = 1.0F;
  for (uint32_t seat = 1; seat <= SEATS; ++seat) {
    double db[2][OCTAVES];
    double model[2][OCTAVES];
    simulation.ears.seat = seat;
    probe_set(host, "seat", seat);
    hear(host, &out, &meter, db);
    model_octaves(&simulation, EAR_LEFT, model[0]);
    model_octaves(&simulation, EAR_RIGHT, model[1]);
    for (size_t o = 0; o < OCTAVES; ++o) {
      add(heard, o, db[0][o], db[1][o], alike[0][o]);
      add(meant, o, model[0][o], model[1][o], model_alike[o]);
    }
  }
  sound_free(&out);
  meter_free(&meter);
  host_free(host);
}

START_TEST(seats_spread_as_the_model_does)
{
  static const uint32_t ids[2] = { HD_600, HD_25 };
  Spread heard[2];
  Spread meant[2];
  for (int closed = 0; closed < 2; ++closed) {
    measure(ids[closed], &heard[closed], &meant[closed]);
    for (size_t o = 0; o < OCTAVES; ++o) {
      printf("%s %7.1f Hz: SD %.2f dB, of the model %.2f, mean moves %+.3f\n",
             closed ? "HD 25 " : "HD 600",
             31.25 * exp2((double)o),
             sd(&heard[closed], o),
             sd(&meant[closed], o),
             heard[closed].mean[o]);
      ck_assert_double_eq_tol(
        sd(&heard[closed], o), sd(&meant[closed], o), 0.06);
      ck_assert_double_lt(fabs(heard[closed].mean[o]), 0.1);
    }
  }
  ck_assert_double_ge(sd(&heard[1], 1), 1.5 * sd(&heard[0], 1));
}
END_TEST

/* The same seat is the same sound, whatever was heard between. */
START_TEST(a_seat_is_the_same_again)
{
  Host* const host = probe_open(RATE, WORKER_AT_ONCE);
  Sound first = sound_new(SIZE);
  Sound other = sound_new(SIZE);
  Sound again = sound_new(SIZE);
  probe_set(host, "headphone_a", HD_25);
  probe_set(host, "two_ears", 150);
  probe_set(host, "seat", 17);
  probe_impulse(host, true, true, &first);
  probe_set(host, "seat", 18);
  probe_impulse(host, true, true, &other);
  probe_set(host, "seat", 17);
  probe_impulse(host, true, true, &again);
  ck_assert(sound_same(&first, &again, 0, SIZE));
  ck_assert(!sound_same(&first, &other, 0, SIZE));
  sound_free(&first);
  sound_free(&other);
  sound_free(&again);
  host_free(host);
}
END_TEST

/* Where both sit perfectly the balance of leaks does nothing; with a bad seal
   it moves bass to the tight side; mono at the microphone stays. */
START_TEST(leaks_go_to_one_side)
{
  Host* const host = probe_open(RATE, WORKER_ABSENT);
  Meter meter = meter_new();
  Sound out = sound_new(SIZE);
  double db[2][OCTAVES];
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", HD_25);
  probe_set(host, "seal_balance", -100);
  hear(host, &out, &meter, db);
  ck_assert_mem_eq(out.channel[0], out.channel[1], SIZE * sizeof(float));
  probe_set(host, "seal", 80);
  hear(host, &out, &meter, db);
  ck_assert_double_lt(db[0][1], db[1][1] - 6.0);
  probe_set(host, "seal_balance", 100);
  hear(host, &out, &meter, db);
  ck_assert_double_gt(db[0][1], db[1][1] + 6.0);
  probe_set(host, "listen_at", 1);
  hear(host, &out, &meter, db);
  ck_assert_mem_eq(out.channel[0], out.channel[1], SIZE * sizeof(float));
  sound_free(&out);
  meter_free(&meter);
  host_free(host);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin, two ears");
  TCase* const tcase = tcase_create("two ears");
  tcase_add_checked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_test(tcase, seats_spread_as_the_model_does);
  tcase_add_test(tcase, a_seat_is_the_same_again);
  tcase_add_test(tcase, leaks_go_to_one_side);
  tcase_set_timeout(tcase, 300.0);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
