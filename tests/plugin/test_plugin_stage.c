// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The crossfeed of the built plugin as a stage of its own: what it takes to
   change it, and what hears it. */

#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE_HZ 48000.0
#define CLICK 1.05

enum { OFF, NATURAL, BAUER, MEIER = 4 };

static Host*
open_with(HostWorker worker, int headphone, int crossfeed)
{
  Host* const host = probe_open(RATE_HZ, worker);
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", headphone);
  probe_set(host, "crossfeed", crossfeed);
  return host;
}

/* A worker that is asked for nothing: what is heard soon is what an instance
   plays that had the setting from the start. */
START_TEST(no_change_needs_a_design)
{
  static const struct {
    const char* symbol;
    double value;
  } changes[] = { { "speaker_angle", 130.0 },
                  { "crossfeed_amount", 70.0 },
                  { "crossfeed", MEIER },
                  { "crossfeed", OFF } };
  enum { CHANGES = sizeof(changes) / sizeof(changes[0]) };
  const uint32_t second = (uint32_t)RATE_HZ;
  Sound in = sound_noise((2 + CHANGES) * second);
  Sound out = sound_new(in.n);
  Sound expected = sound_new(in.n);
  Host* const host = open_with(WORKER_LATER, 43, NATURAL);
  Host* const other = open_with(WORKER_ABSENT, 43, NATURAL);
  host_activate(host);
  for (uint32_t at = 0; at < 2 * second; at += 1000) {
    probe_run(host, &in, &out, at, 1000);
    host_work(host);
  }
  const unsigned jobs = host->n_jobs;
  for (unsigned k = 0; k < CHANGES; ++k) {
    const uint32_t from = (2 + k) * second;
    probe_set(host, changes[k].symbol, changes[k].value);
    probe_set(other, changes[k].symbol, changes[k].value);
    probe_run(host, &in, &out, from, second);
    probe_play(other, &in, &expected);
    double worst = 0.0;
    for (uint32_t i = from + second / 2; i < from + second; ++i) {
      for (int c = 0; c < 2; ++c) {
        const float off = out.channel[c][i] - expected.channel[c][i];
        worst = fmax(worst, fabs((double)off));
      }
    }
    ck_assert_double_le(worst, 1e-5);
  }
  ck_assert_uint_eq(host->n_jobs, jobs);
  host_deactivate(host);
  host_free(host);
  host_free(other);
  sound_free(&in);
  sound_free(&out);
  sound_free(&expected);
}
END_TEST

/** A control on its way from end to end; in one step for 0 s. */
typedef struct {
  const char* symbol;
  double from;
  double to;
  double sweep_s;
} Move;

static const Move moves[] = {
  { "crossfeed", OFF, NATURAL, 0.0 },
  { "crossfeed", NATURAL, MEIER, 0.0 },
  { "crossfeed", MEIER, OFF, 0.0 },
  { "crossfeed", OFF, MEIER, 1.0 },
  { "crossfeed_amount", 0.0, 100.0, 0.0 },
  { "crossfeed_amount", 100.0, 0.0, 1.0 },
  { "speaker_angle", 20.0, 150.0, 0.0 },
  { "speaker_angle", 150.0, 20.0, 1.0 },
};
enum { MOVES = sizeof(moves) / sizeof(moves[0]) };

/** Largest step of the sine where the control stays at a value. */
static double
steady_step(const Move* move, double value, const Sound* in, Sound* out)
{
  Host* const host = open_with(WORKER_ABSENT, 0, NATURAL);
  probe_set(host, move->symbol, value);
  probe_play(host, in, out);
  host_free(host);
  return fmax(sound_largest_step(out->channel[0], 4800, 24000),
              sound_largest_step(out->channel[1], 4800, 24000));
}

/* A hard-panned sine: no step is larger than where the control would stay on
   its way. */
START_TEST(changes_do_not_click)
{
  static const double tones_hz[] = { 100.0, 1000.0 };
  const Move* const move = &moves[_i % MOVES];
  const double hz = tones_hz[_i / MOVES];
  const uint32_t second = (uint32_t)RATE_HZ;
  Sound in = sound_new(3 * second);
  Sound out = sound_new(in.n);
  double steady = 0.0;
  for (uint32_t i = 0; i < in.n; ++i) {
    in.channel[0][i] = (float)(0.5 * sin(2.0 * PROBE_PI * hz * i / RATE_HZ));
  }
  for (double way = 0.0; way <= 1.0; way += 0.0625) {
    const double value = move->from + way * (move->to - move->from);
    if (move->sweep_s > 0.0 || way == 0.0 || way == 1.0) {
      steady = fmax(steady, steady_step(move, value, &in, &out));
    }
  }
  Host* const host = open_with(WORKER_AT_ONCE, 0, NATURAL);
  probe_set(host, move->symbol, move->from);
  host_activate(host);
  for (uint32_t at = 0; at < in.n; at += 64) {
    const double since_s = ((double)at - second + 64.0) / RATE_HZ;
    const double way =
      at < second
        ? 0.0
        : fmin(move->sweep_s > 0.0 ? since_s / move->sweep_s : 1.0, 1.0);
    probe_set(host, move->symbol, move->from + way * (move->to - move->from));
    probe_run(host, &in, &out, at, 64);
  }
  const double ratio = fmax(sound_largest_step(out.channel[0], 4800, in.n),
                            sound_largest_step(out.channel[1], 4800, in.n)) /
                       steady;
  printf("%g Hz, %s %g to %g in %g s: %.4f of the steady step\n",
         hz,
         move->symbol,
         move->from,
         move->to,
         move->sweep_s,
         ratio);
  fflush(stdout);
  host_deactivate(host);
  host_free(host);
  sound_free(&in);
  sound_free(&out);
  ck_assert_double_le(ratio, CLICK);
}
END_TEST

/** Play with changes at fixed frames, in calls of 1 to `most` frames. */
static void
play_in_parts(Host* host, const Sound* in, Sound* out, uint32_t most)
{
  uint64_t seed = most;
  host_activate(host);
  for (uint32_t at = 0; at < in->n;) {
    const uint32_t change = at / 2000;
    const uint32_t end = (change + 1) * 2000;
    const uint32_t wish = 1 + (uint32_t)(probe_random(&seed) * most);
    const uint32_t n = wish < end - at ? wish : end - at;
    probe_set(host, "crossfeed", change % 3 ? NATURAL : change % 5);
    probe_set(host, "speaker_angle", 20 + change * 37 % 131);
    probe_set(host, "crossfeed_amount", change % 4 ? 100 : 60);
    probe_run(host, in, out, at, n < in->n - at ? n : in->n - at);
    at += n;
  }
  host_deactivate(host);
}

START_TEST(blocks_do_not_matter)
{
  Host* const host = open_with(WORKER_ABSENT, 43, NATURAL);
  Sound in = sound_noise(64000);
  Sound out = sound_new(in.n);
  Sound other = sound_new(in.n);
  play_in_parts(host, &in, &out, 100000);
  play_in_parts(host, &in, &other, 70);
  ck_assert(sound_same(&out, &other, 0, in.n));
  host_free(host);
  sound_free(&in);
  sound_free(&out);
  sound_free(&other);
}
END_TEST

/* Both cups are heard as one: Mid, behind the crossfeed, which Natural leaves
   alone and the circuits dull. */
START_TEST(the_microphone_hears_mid)
{
  const double hz[] = { 100.0, 1000.0, 8000.0 };
  static const double bauer_db[] = { -0.042, -1.394, -1.754 };
  double complex plain[3];
  double complex crossfed[3];
  Host* const host = open_with(WORKER_ABSENT, 3, OFF);
  Sound out = sound_new(probe_frames(RATE_HZ));
  probe_set(host, "listen_at", 1);
  probe_impulse(host, true, true, &out);
  probe_spectrum(out.channel[0], out.n, RATE_HZ, hz, 3, plain);
  for (int mode = OFF; mode <= BAUER; ++mode) {
    probe_set(host, "crossfeed", mode);
    probe_impulse(host, true, false, &out);
    ck_assert_int_eq(
      memcmp(out.channel[0], out.channel[1], out.n * sizeof(float)), 0);
    probe_spectrum(out.channel[0], out.n, RATE_HZ, hz, 3, crossfed);
    for (int i = 0; i < 3; ++i) {
      const double db = to_db(crossfed[i] / (0.5 * plain[i]));
      printf("mode %d, %g Hz: %.3f dB\n", mode, hz[i], db);
      fflush(stdout);
      ck_assert_double_eq_tol(db, mode == BAUER ? bauer_db[i] : 0.0, 0.01);
    }
  }
  host_free(host);
  sound_free(&out);
}
END_TEST

/* Sound from outside has two ears of its own. */
START_TEST(the_outside_is_not_crossfed)
{
  Host* const host = open_with(WORKER_ABSENT, 3, OFF);
  Sound silence = sound_new(48000);
  Sound out = sound_new(silence.n);
  Sound other = sound_new(silence.n);
  probe_set(host, "outside_level", 0);
  probe_play(host, &silence, &out);
  probe_set(host, "crossfeed", NATURAL);
  probe_play(host, &silence, &other);
  ck_assert_double_gt(sound_largest_step(out.channel[0], 0, out.n), 1e-5);
  ck_assert(sound_same(&out, &other, 0, out.n));
  host_free(host);
  sound_free(&silence);
  sound_free(&out);
  sound_free(&other);
}
END_TEST

/* No cup is in its way to the microphone, whatever is worn there: it is heard
   as by an ear without a headphone. */
START_TEST(the_microphone_hears_the_outside_itself)
{
  Host* const host = open_with(WORKER_ABSENT, 0, OFF);
  Sound silence = sound_new(24000);
  Sound bare = sound_new(silence.n);
  Sound out = sound_new(silence.n);
  double loudest = 0.0;
  probe_set(host, "headphone_b", 0); // whose cup it would be
  probe_set(host, "outside_level", 0);
  probe_play(host, &silence, &bare);
  probe_set(host, "headphone_a", 3);
  probe_set(host, "listen_at", 1);
  probe_play(host, &silence, &out);
  for (uint32_t i = 0; i < out.n; ++i) {
    for (int c = 0; c < 2; ++c) {
      const double expected = (double)bare.channel[c][i];
      ck_assert_double_eq_tol((double)out.channel[c][i], expected, 1e-6);
      loudest = fmax(loudest, fabs(expected));
    }
  }
  ck_assert_double_gt(loudest, 1e-3);
  host_free(host);
  sound_free(&silence);
  sound_free(&bare);
  sound_free(&out);
}
END_TEST

/* The ports of the side chain are what they are called. */
START_TEST(the_side_chain_has_its_sides)
{
  const HostSetup setup = { .urid = true };
  const char* const names[] = { "outside_l", "outside_r" };
  const int side = _i;
  Host* const host = host_new(
    &world, host_find(&world, "urn:earcup:stereo-outside"), RATE_HZ, &setup);
  ck_assert_ptr_nonnull(host);
  Sound noise = sound_noise(9600);
  Sound silence = sound_new(noise.n);
  Sound out = sound_new(noise.n);
  float* in[4] = { silence.channel[0], silence.channel[0] };
  for (int i = 2; i < 4; ++i) {
    const bool is_it = (int)host->audio_in[i] == host_port(host, names[side]);
    in[i] = is_it ? noise.channel[0] : silence.channel[0];
  }
  probe_set(host, "outside_level", 0);
  host_activate(host);
  host_run(host, in, out.channel, out.n);
  ck_assert_double_gt(sound_largest_step(out.channel[side], 0, out.n), 1e-3);
  ck_assert_double_eq(sound_largest_step(out.channel[!side], 0, out.n), 0.0);
  host_deactivate(host);
  host_free(host);
  sound_free(&noise);
  sound_free(&silence);
  sound_free(&out);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin stage");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_test(tcase, no_change_needs_a_design);
  tcase_add_loop_test(tcase, changes_do_not_click, 0, 2 * MOVES);
  tcase_add_test(tcase, blocks_do_not_matter);
  tcase_add_test(tcase, the_microphone_hears_mid);
  tcase_add_test(tcase, the_outside_is_not_crossfed);
  tcase_add_test(tcase, the_microphone_hears_the_outside_itself);
  tcase_add_loop_test(tcase, the_side_chain_has_its_sides, 0, 2);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
