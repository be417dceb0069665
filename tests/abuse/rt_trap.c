// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Real-time safety: runs a plugin under random automation, file loads, preset
   changes and an unreliable worker, and fails on any heap, lock, file, print
   or sleep call and any system call inside run(), work_response() or
   end_run(). See usage(). */

#include "tests/abuse/badplugin.h"
#include "tests/abuse/drive.h"
#include "tests/abuse/hoststate.h"
#include "tests/abuse/random.h"
#include "tests/abuse/trap.h"

#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_BLOCK = 1024, SEGMENT_S = 20, FASTER_THAN_REAL_TIME = 25 };

typedef struct {
  Host* host;
  HostState* state; ///< restored now and then, NULL if that isn't allowed
  atomic_bool stop;
  uint32_t seed;
} Worker;

static void
sleep_ms(unsigned ms)
{
  const struct timespec t = { 0, (long)ms * 1000000L };
  nanosleep(&t, NULL);
}

static void*
worker_main(void* argument)
{
  Worker* const worker = argument;
  while (!atomic_load(&worker->stop)) {
    sleep_ms(random_below(&worker->seed, 12));
    atomic_store(&worker->host->refuse_reply,
                 random_below(&worker->seed, 10) == 0);
    host_work(worker->host);
    if (worker->state && random_below(&worker->seed, 50) == 0) {
      state_restore(worker->state, worker->host);
    }
  }
  return NULL;
}

static void
make_input(float* const* in, uint32_t n, uint32_t* seed)
{
  for (unsigned c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < n; ++i) {
      in[c][i] = random_between(seed, -0.5F, 0.5F);
    }
  }
}

static unsigned
count_unusable(float* const* out, uint32_t n)
{
  unsigned count = 0;
  for (unsigned c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < n; ++i) {
      count += isfinite(out[c][i]) ? 0U : 1U;
    }
  }
  return count;
}

static void
disturb(Drive* drive, Host* host)
{
  const uint32_t what = random_below(&drive->seed, 200);
  if (what < 40) {
    drive_controls(drive, host);
  } else if (what < 44) {
    drive_extremes(drive, host);
  } else if (what < 48) {
    drive_preset(drive, host);
  } else if (what < 54) {
    drive_message(drive, host);
  } else if (what == 54) {
    host->setup.worker = WORKER_REFUSE;
  } else if (what == 55) {
    host->setup.worker = WORKER_LOST;
  } else if (what < 64) {
    host->setup.worker = WORKER_LATER;
  }
}

/* One block; random length, at times in place. Returns unusable samples. */
static unsigned
run_block(Drive* drive, Host* host, float (*buffers)[MAX_BLOCK], uint32_t n)
{
  float* const in[4] = { buffers[0], buffers[1], buffers[2], buffers[3] };
  const bool in_place = random_below(&drive->seed, 4) == 0;
  float* const out[2] = { buffers[in_place ? 0 : 4],
                          buffers[in_place ? 1 : 5] };
  make_input(in, n, &drive->seed);
  host_run(host, in, out, n);
  return count_unusable(out, n);
}

static bool
restores_any_time(HostWorld* world, const LilvPlugin* plugin)
{
  LilvNode* const node =
    lilv_new_uri(world->lilv, LV2_STATE__threadSafeRestore);
  const bool has = lilv_plugin_has_feature(plugin, node);
  lilv_node_free(node);
  return has;
}

/* Some seconds of audio through a new instance. Returns unusable samples, or
   UINT32_MAX when there was no instance. */
static unsigned
run_segment(HostWorld* world,
            const LilvPlugin* plugin,
            Drive* drive,
            double rate_hz,
            double seconds)
{
  static float buffers[6][MAX_BLOCK];
  static HostState state;
  const bool with_worker = random_below(&drive->seed, 5) > 0;
  const HostSetup setup = { .urid = true,
                            .options = random_below(&drive->seed, 2) > 0,
                            .log = true,
                            .worker =
                              with_worker ? WORKER_LATER : WORKER_ABSENT,
                            .max_block = MAX_BLOCK,
                            .enter = trap_enter,
                            .leave = trap_leave };
  Host* const host = host_new(world, plugin, rate_hz, &setup);
  if (!host) {
    return UINT32_MAX;
  }
  state_init(&state, world);
  state_save(&state, host);
  Worker worker = { .host = host,
                    .state = restores_any_time(world, plugin) ? &state : NULL,
                    .seed = drive->seed };
  pthread_t thread;
  host_activate(host);
  pthread_create(&thread, NULL, worker_main, &worker);
  unsigned n_unusable = 0;
  double paused_until = 0.1;
  for (double at = 0.0; at < seconds;) {
    const uint32_t n = random_below(&drive->seed, 8)
                         ? 64U
                         : random_below(&drive->seed, MAX_BLOCK + 1);
    if (with_worker) {
      disturb(drive, host);
    } else if (random_below(&drive->seed, 100) == 0) {
      drive_controls(drive, host); // designs in place, which takes its time
    }
    n_unusable += run_block(drive, host, buffers, n);
    at += n / rate_hz;
    if (at > paused_until) {
      sleep_ms(100 / FASTER_THAN_REAL_TIME);
      paused_until += 0.1;
    }
  }
  atomic_store(&worker.stop, true);
  pthread_join(thread, NULL);
  host_deactivate(host);
  host_free(host);
  return n_unusable;
}

static int
run_minutes(const char* uri, double minutes, uint32_t seed)
{
  static const double rates_hz[] = { 48000.0, 44100.0, 96000.0, 192000.0 };
  static Drive drive;
  HostWorld world;
  const LilvPlugin* plugin = NULL;
  if (host_world_init(&world) || !(plugin = host_find(&world, uri)) ||
      drive_init(&drive, &world, plugin, seed)) {
    fprintf(stderr, "rt_trap: can't load %s from LV2_PATH\n", uri);
    return 1;
  }
  const bool has_syscalls = trap_watch_thread();
  unsigned n_passed = 0;
  unsigned n_failed = 0;
  setvbuf(stdout, NULL, _IOLBF, 0);
  double done_s = 0.0;
  for (unsigned i = 0; done_s < 60.0 * minutes; ++i) {
    const unsigned before = trap_count();
    const double seconds = fmin(SEGMENT_S, 60.0 * minutes - done_s);
    const unsigned n_unusable =
      run_segment(&world, plugin, &drive, rates_hz[i % 4], seconds);
    const bool is_good = trap_count() == before && n_unusable == 0;
    if (!is_good) {
      printf("FAIL segment %u at %.0f Hz, seed %u: %u traps, %u unusable "
             "samples\n",
             i,
             rates_hz[i % 4],
             seed,
             trap_count() - before,
             n_unusable);
    }
    n_passed += is_good;
    n_failed += !is_good;
    done_s += seconds;
  }
  printf("%u traps in %.1f minutes of audio, %u presets, system calls %s\n",
         trap_count(),
         done_s / 60.0,
         drive.n_presets,
         has_syscalls ? "watched" : "not watched on this kernel");
  printf("%u passed, %u failed\n", n_passed, n_failed);
  drive_free(&drive);
  host_world_free(&world);
  return n_failed > 0;
}

/* Each sin of the bad plugin must be caught, and its good deed must not. */
static int
self_test(const char* path)
{
  typedef const LV2_Descriptor* (*Entry)(uint32_t);
  unsigned n_failed = 0;
  void* const library = dlopen(path, RTLD_NOW);
  Entry entry = NULL;
  *(void**)&entry = library ? dlsym(library, "lv2_descriptor") : NULL;
  if (!entry) {
    fprintf(stderr, "rt_trap: can't load %s: %s\n", path, dlerror());
    return 1;
  }
  const bool has_syscalls = trap_watch_thread();
  const LV2_Descriptor* const bad = entry(0);
  const LV2_Feature* const none[] = { NULL };
  const LV2_Handle handle = bad->instantiate(bad, 48000.0, "", none);
  trap_tell(0);
  for (int sin = 0; sin < BAD_COUNT; ++sin) {
    float port = (float)sin;
    const unsigned before = trap_count();
    bad->connect_port(handle, 0, &port);
    bad->run(handle, 64); // outside the audio context nothing is wrong
    const bool is_quiet = trap_count() == before;
    trap_enter();
    bad->run(handle, 64);
    trap_leave();
    const bool is_caught = trap_count() > before;
    const bool is_due =
      sin != BAD_NOTHING && (sin != BAD_SYSCALL || has_syscalls);
    if (!is_quiet || is_caught != is_due) {
      printf("FAIL sin %d: %s\n", sin, is_caught ? "caught" : "not caught");
      ++n_failed;
    }
  }
  bad->cleanup(handle);
  dlclose(library);
  printf("%d passed, %u failed\n", BAD_COUNT - (int)n_failed, n_failed);
  return n_failed > 0;
}

static int
usage(void)
{
  fprintf(stderr,
          "usage: rt_trap URI MINUTES [SEED]\n"
          "       rt_trap --self-test BADPLUGIN.so\n");
  return 2;
}

int
main(int argc, char** argv)
{
  trap_tell(5);
  if (argc == 3 && !strcmp(argv[1], "--self-test")) {
    return self_test(argv[2]);
  }
  if (argc < 3 || atof(argv[2]) <= 0.0) {
    return usage();
  }
  const uint32_t seed = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 1U;
  return run_minutes(argv[1], atof(argv[2]), seed ? seed : 1U);
}
