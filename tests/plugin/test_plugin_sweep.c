// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The morph in motion: the same and without clicks however a host drives it. */

#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define RATE_HZ 48000.0

enum { OPPOSITE = 143 };

enum { QUARTER = 12000, SWEEP = 2400 }; // 50 ms

/** A quarter at A, a sweep in so small blocks, and on at B. */
static void
play_sweep(Host* host, const Sound* in, Sound* out, uint32_t block)
{
  probe_set(host, "morph", 0);
  host_activate(host);
  probe_run(host, in, out, 0, QUARTER);
  for (uint32_t at = 0; at < SWEEP; at += block) {
    probe_set(host, "morph", (double)(at + block) / SWEEP);
    probe_run(host, in, out, QUARTER + at, block);
  }
  probe_run(host, in, out, QUARTER + SWEEP, in->n - QUARTER - SWEEP);
  host_deactivate(host);
}

START_TEST(a_sweep_does_not_click)
{
  static const uint32_t pairs[][2] = {
    { 1, 3 }, { 43, 79 }, { 0, 20 }, { 100, OPPOSITE }
  };
  static const uint32_t blocks[] = { 1, 16, 96 };
  double worst = 0.0;
  for (size_t k = 0; k < 12; ++k) {
    Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
    Sound in = sound_sine(RATE_HZ, 4 * QUARTER);
    Sound out = sound_new(in.n);
    probe_set(host, "headphone_a", pairs[k / 3][0]);
    probe_set(host, "headphone_b", pairs[k / 3][1]);
    play_sweep(host, &in, &out, blocks[k % 3]);
    for (int c = 0; c < 2; ++c) {
      const float* const x = out.channel[c];
      const double steady = fmax(sound_largest_step(x, QUARTER / 2, QUARTER),
                                 sound_largest_step(x, 3 * QUARTER, in.n));
      worst = fmax(worst, sound_largest_step(x, QUARTER / 2, in.n) / steady);
    }
    sound_free(&in);
    sound_free(&out);
    host_free(host);
  }
  printf("sweep in 50 ms: steps at most %.4f of the larger end's\n", worst);
  fflush(stdout);
  ck_assert_double_le(worst, 1.05);
}
END_TEST

/* The control changes at the same frame, the blocks differ. */
START_TEST(blocks_do_not_matter)
{
  Sound in = sound_sine(RATE_HZ, 4 * QUARTER);
  Sound whole = sound_new(in.n);
  Sound parted = sound_new(in.n);
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, "crossfeed", 1);
  probe_set(host, "morph", 0);
  host_activate(host);
  probe_run(host, &in, &whole, 0, QUARTER);
  probe_set(host, "morph", 1);
  probe_run(host, &in, &whole, QUARTER, in.n - QUARTER);
  host_deactivate(host);

  uint64_t seed = 1997;
  probe_set(host, "morph", 0);
  host_activate(host);
  for (uint32_t at = 0; at < in.n;) {
    const uint32_t end = at < QUARTER ? QUARTER : in.n;
    const uint32_t wish = 1 + (uint32_t)(300.0 * probe_random(&seed));
    const uint32_t n = wish < end - at ? wish : end - at;
    probe_set(host, "morph", at < QUARTER ? 0 : 1);
    probe_run(host, &in, &parted, at, n);
    at += n;
  }
  host_deactivate(host);
  ck_assert(sound_same(&whole, &parted, 0, whole.n));
  host_free(host);
  sound_free(&in);
  sound_free(&whole);
  sound_free(&parted);
}
END_TEST

/** One block of silence, the worker's job, then the sweep. */
static void
play_with_worker(HostWorker worker, const Sound* in, Sound* out)
{
  Host* const host = probe_open(RATE_HZ, worker);
  Sound silence = sound_new(QUARTER);
  Sound nothing = sound_new(QUARTER);
  host_activate(host);
  for (int i = 0; i < 3; ++i) {
    probe_run(host, &silence, &nothing, 0, QUARTER);
    if (worker == WORKER_LATER) {
      host_work(host);
    }
  }
  for (uint32_t at = 0; at < in->n; at += 100) {
    probe_set(host, "morph", (double)at / in->n);
    probe_run(host, in, out, at, 100);
    if (worker == WORKER_LATER && at % 700 == 0) {
      host_work(host);
    }
  }
  host_deactivate(host);
  host_free(host);
  sound_free(&silence);
  sound_free(&nothing);
}

START_TEST(workers_do_not_matter)
{
  static const HostWorker workers[] = {
    WORKER_AT_ONCE, WORKER_LATER, WORKER_LOST, WORKER_REFUSE
  };
  Sound in = sound_sine(RATE_HZ, 2 * QUARTER);
  Sound alone = sound_new(in.n);
  Sound out = sound_new(in.n);
  play_with_worker(WORKER_ABSENT, &in, &alone);
  for (size_t k = 0; k < sizeof(workers) / sizeof(workers[0]); ++k) {
    play_with_worker(workers[k], &in, &out);
    ck_assert_msg(
      sound_same(&alone, &out, 0, alone.n), "worker %zu is heard", k);
  }
  sound_free(&in);
  sound_free(&alone);
  sound_free(&out);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin sweep");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_test(tcase, a_sweep_does_not_click);
  tcase_add_test(tcase, blocks_do_not_matter);
  tcase_add_test(tcase, workers_do_not_matter);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
