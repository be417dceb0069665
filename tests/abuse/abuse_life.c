// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Rates, restarts, many instances, many threads. */
#include "tests/abuse/rig.h"

#include "tests/abuse/drive.h"
#include "tests/abuse/random.h"

#include <math.h>
#include <stdlib.h>

enum { N_INSTANCES = 64, N_THREADS = 4 };

static void
check_rates(Rig* rig)
{
  static const double rates_hz[] = { 8000,  11025,  16000,  22050, 24000,
                                     32000, 44100,  48000,  64000, 88200,
                                     96000, 176400, 192000, 384000 };
  static const double unusable_hz[] = { 0.0, -1.0,     -48000.0,
                                        NAN, INFINITY, -INFINITY,
                                        1.0, 1e9,      1e-300 };
  for (size_t i = 0; i < sizeof rates_hz / sizeof *rates_hz; ++i) {
    Host* const host = rig_host(rig, rates_hz[i], WORKER_AT_ONCE);
    if (!host) {
      continue;
    }
    Stereo in = stereo_new(16384);
    Stereo out = stereo_new(in.n);
    stereo_noise(&in, 2);
    host_set(host, "crossfeed", 1.0F);
    host_set(host, "outside_level", -20.0F);
    host_activate(host);
    rig_render(rig, host, &in, &out, 0);
    host_set(host, "headphone_a", 20.0F);
    host_set(host, "morph", 0.5F);
    rig_render(rig, host, &in, &out, 0);
    rig_check(
      rig, stereo_is_finite(&out), "not finite at %.0f Hz", rates_hz[i]);
    const double peak = stereo_peak(&out, 0);
    rig_check(rig,
              peak > 0.01 && peak < 100.0,
              "peak %g at %.0f Hz",
              peak,
              rates_hz[i]);
    host_deactivate(host);
    host_free(host);
    stereo_free(&in);
    stereo_free(&out);
  }
  for (size_t i = 0; i < sizeof unusable_hz / sizeof *unusable_hz; ++i) {
    const HostSetup setup = { .urid = true, .log = true };
    const unsigned n_logged = rig->world->n_logged;
    Host* const host =
      host_new(rig->world, rig->plugin, unusable_hz[i], &setup);
    rig_check(rig, !host, "instantiates at %g Hz", unusable_hz[i]);
    rig_check(rig,
              rig->world->n_logged > n_logged,
              "%g Hz leaves no log line",
              unusable_hz[i]);
    host_free(host);
  }
}

/* activate() makes a used instance a fresh one. */
static void
check_restart(Rig* rig)
{
  Host* const fresh = rig_host(rig, 48000.0, WORKER_AT_ONCE);
  Host* const used = rig_host(rig, 48000.0, WORKER_AT_ONCE);
  Stereo in = stereo_new(24000);
  Stereo out = stereo_new(in.n);
  Stereo expected = stereo_new(in.n);
  for (int turn = 0; fresh && used && turn < 3; ++turn) {
    const float outside_db = turn == 2 ? -20.0F : -60.0F;
    stereo_noise(&in, 41);
    host_set(used, "outside_level", outside_db);
    host_activate(used);
    host_set(used, "morph", 0.7F);
    host_set(used, "headphone_a", 30.0F);
    rig_render(rig, used, &in, &out, 0);
    host_deactivate(used);
    host_set(used, "morph", 0.0F);
    host_set(used, "headphone_a", 1.0F);
    host_activate(used);
    rig_render(rig, used, &in, &out, 64);
    host_deactivate(used);
    if (turn != 1) {
      host_set(fresh, "outside_level", outside_db);
      host_activate(fresh);
      rig_render(rig, fresh, &in, &expected, 64);
      host_deactivate(fresh);
    }
    rig_check(rig,
              stereo_is_same(&out, &expected),
              "after activate number %d it differs from a fresh instance by %g",
              2 * (turn + 1),
              stereo_difference(&out, &expected, 0));
  }
  host_free(fresh);
  host_free(used);
  stereo_free(&in);
  stereo_free(&out);
  stereo_free(&expected);
}

/* Instances know nothing of each other. */
static void
check_instances(Rig* rig)
{
  const unsigned n = rig->is_short ? 4 : N_INSTANCES;
  Host* hosts[N_INSTANCES] = { NULL };
  Stereo in = stereo_new(4096);
  Stereo out = stereo_new(in.n);
  Stereo expected = stereo_new(in.n);
  stereo_noise(&in, 51);
  for (unsigned i = 0; i < n; ++i) {
    hosts[i] = rig_host(rig, 48000.0, WORKER_AT_ONCE);
    if (hosts[i]) {
      host_set(hosts[i], "headphone_a", (float)(i % 4));
      host_activate(hosts[i]);
    }
  }
  for (unsigned i = 0; i < n && hosts[i]; ++i) {
    Host* const alone = rig_host(rig, 48000.0, WORKER_AT_ONCE);
    host_set(alone, "headphone_a", (float)(i % 4));
    host_activate(alone);
    rig_render(rig, alone, &in, &expected, 64);
    host_free(alone);
    rig_render(rig, hosts[i], &in, &out, 64);
    rig_check(rig,
              stereo_is_same(&out, &expected),
              "instance %u of %u differs from one alone",
              i,
              n);
  }
  for (unsigned i = 0; i < n; ++i) {
    host_free(hosts[i]);
  }
  stereo_free(&in);
  stereo_free(&out);
  stereo_free(&expected);
}

typedef struct {
  Rig rig;
  pthread_mutex_t* lilv; ///< lilv itself is for one thread at a time
  Drive drive;
  unsigned n_bad;
} ThreadJob;

static void*
thread_main(void* argument)
{
  ThreadJob* const job = argument;
  Rig* const rig = &job->rig;
  Stereo in = stereo_new(512);
  Stereo out = stereo_new(in.n);
  stereo_noise(&in, rig->seed);
  const unsigned n_turns = rig->is_short ? 2 : 4;
  for (unsigned turn = 0; turn < n_turns; ++turn) {
    pthread_mutex_lock(job->lilv);
    Host* const host = rig_host(rig, 48000.0, WORKER_AT_ONCE);
    pthread_mutex_unlock(job->lilv);
    host_activate(host);
    for (unsigned i = 0; i < (rig->is_short ? 20U : 100U); ++i) {
      drive_controls(&job->drive, host);
      if (i % 20 == 0) {
        drive_message(&job->drive, host);
      }
      rig_run(host, &in, &out, 0, 1 + random_below(&rig->seed, in.n - 1));
      job->n_bad += stereo_is_finite(&out) ? 0U : 1U;
    }
    host_deactivate(host);
    pthread_mutex_lock(job->lilv);
    host_free(host);
    pthread_mutex_unlock(job->lilv);
  }
  stereo_free(&in);
  stereo_free(&out);
  return NULL;
}

static void
check_threads(Rig* rig)
{
  static ThreadJob jobs[N_THREADS];
  pthread_t threads[N_THREADS];
  pthread_mutex_t lilv;
  pthread_mutex_init(&lilv, NULL);
  for (unsigned i = 0; i < N_THREADS; ++i) {
    jobs[i].rig = *rig;
    jobs[i].rig.seed = i + 1;
    jobs[i].lilv = &lilv;
    rig_check(rig,
              !drive_init(&jobs[i].drive, rig->world, rig->plugin, i + 1),
              "can't write the files");
  }
  for (unsigned i = 0; i < N_THREADS; ++i) {
    pthread_create(&threads[i], NULL, thread_main, &jobs[i]);
  }
  for (unsigned i = 0; i < N_THREADS; ++i) {
    pthread_join(threads[i], NULL);
    rig_check(rig,
              jobs[i].n_bad == 0,
              "thread %u: %u blocks aren't finite",
              i,
              jobs[i].n_bad);
    drive_free(&jobs[i].drive);
  }
  pthread_mutex_destroy(&lilv);
}

void
abuse_life(Rig* rig)
{
  check_rates(rig);
  check_restart(rig);
  check_instances(rig);
  check_threads(rig);
}
