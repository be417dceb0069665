// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/bench/contender.h"

#include "tests/bench/native.h"

#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xmmintrin.h>

static void
plugin_prepare(void* state, float* const* in, float* const* out)
{
  host_prepare(state, in, out);
}

static void
plugin_run(void* state, uint32_t n)
{
  const Host* const host = state;
  host->descriptor->run(host->handle, n);
}

static double
now_ns(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return 1e9 * (double)now.tv_sec + (double)now.tv_nsec;
}

/* A worker on a processor of its own, as hosts have it: what it touches does
   not push what run() needs out of the caches. Who runs waits for it awake, as
   if there were more to do. */
typedef struct {
  Host* host;
  pthread_t thread;
  sem_t wanted;
  atomic_bool done;
  bool stop;
  double ns; ///< worked so far
} Worker;

static void
stay_on(unsigned processor)
{
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

static void*
worker_main(void* argument)
{
  Worker* const worker = argument;
  stay_on(1);
  for (;;) {
    sem_wait(&worker->wanted);
    if (worker->stop) {
      return NULL;
    }
    const double from = now_ns();
    host_work(worker->host);
    worker->ns += now_ns() - from;
    atomic_store(&worker->done, true);
  }
}

static Worker*
worker_new(Host* host)
{
  Worker* const worker = calloc(1, sizeof *worker);
  worker->host = host;
  sem_init(&worker->wanted, 0, 0);
  stay_on(0);
  pthread_create(&worker->thread, NULL, worker_main, worker);
  return worker;
}

static void
worker_free(Worker* worker)
{
  if (worker) {
    worker->stop = true;
    sem_post(&worker->wanted);
    pthread_join(worker->thread, NULL);
    sem_destroy(&worker->wanted);
    free(worker);
  }
}

static void
plugin_finish(Contender* c)
{
  Host* const host = c->state;
  Worker* const worker = c->worker;
  if (worker && host->jobs.n) {
    atomic_store(&worker->done, false);
    sem_post(&worker->wanted);
    while (!atomic_load(&worker->done)) {
      _mm_pause();
    }
  } else if (!worker) {
    host_work(host);
  }
  host_finish(host);
}

void
contender_start_worker(Contender* c)
{
  if (c->entry->uri) {
    c->worker = worker_new(c->state);
  }
}

double
contender_worked_ns(const Contender* c)
{
  return c->worker ? ((const Worker*)c->worker)->ns : 0.0;
}

static void
plugin_destroy(Contender* c)
{
  Host* const host = c->state;
  worker_free(c->worker);
  host_deactivate(host);
  host_free(host);
}

static void
apply_settings(Host* host, const Setting* settings)
{
  for (const Setting* s = settings; s && s->symbol; ++s) {
    const char* const mark = strchr(s->symbol, '%');
    for (int i = s->first; mark && i <= s->last; ++i) {
      char symbol[32];
      snprintf(symbol,
               sizeof symbol,
               "%.*s%d%s",
               (int)(mark - s->symbol),
               s->symbol,
               i,
               mark + 1);
      host_set(host, symbol, s->value);
    }
    if (!mark) {
      host_set(host, s->symbol, s->value);
    }
  }
}

static int
init_plugin(Contender* c, HostWorld* world, uint32_t block, const char* wav)
{
  static const HostWorker workers[] = { [HOST_THREAD] = WORKER_LATER,
                                        [HOST_AT_ONCE] = WORKER_AT_ONCE,
                                        [HOST_ALONE] = WORKER_ABSENT,
                                        [HOST_EXPORT] = WORKER_LATER };
  const HostSetup setup = { .urid = true,
                            .options = true,
                            .log = true,
                            .worker = workers[c->entry->host],
                            .max_block = block };
  const LilvPlugin* const plugin = host_find(world, c->entry->uri);
  if (!plugin) {
    return -1;
  }
  if (c->entry->kernel) {
    setenv("EARCUP_SIMD", c->entry->kernel, 1);
  }
  Host* const host = host_new(world, plugin, BENCH_RATE_HZ, &setup);
  unsetenv("EARCUP_SIMD");
  if (!host || host->n_in != 2 || host->n_out != 2) {
    host_free(host);
    return -1;
  }
  apply_settings(host, c->entry->settings);
  if (c->entry->motion) {
    c->moving = &host->values[host_port(host, c->entry->motion->symbol)];
  }
  if (c->entry->host == HOST_EXPORT) {
    host_set(host, "freewheel", 1.0F);
  }
  c->state = host;
  c->prepare = plugin_prepare;
  c->run = plugin_run;
  c->finish = plugin_finish;
  c->destroy = plugin_destroy;
  host_activate(host);
  if (c->entry->file) {
    host_send_path(host, c->entry->file, wav);
  }
  return 0;
}

/* Some plugins load and design in threads of their own: they get time too. */
static void
settle(Contender* c, uint32_t block)
{
  const struct timespec pause = { 0, 20000000 };
  const unsigned n_pauses = c->entry->file ? 25 : 3;
  for (unsigned i = 0; i < n_pauses; ++i) {
    for (unsigned k = 0; k < 100; ++k) {
      contender_block(c, block);
    }
    nanosleep(&pause, NULL);
  }
}

int
contender_init(Contender* c,
               const Entry* entry,
               HostWorld* world,
               uint32_t block,
               const char* impulse_wav)
{
  memset(c, 0, sizeof *c);
  c->entry = entry;
  const int status = entry->uri ? init_plugin(c, world, block, impulse_wav)
                                : native_init(c, block);
  if (status) {
    if (c->state) {
      free(c->state);
    }
    c->state = NULL;
    return -1;
  }
  for (unsigned i = 0; i < 2; ++i) {
    c->in[i] = calloc(BENCH_MAX_BLOCK, sizeof(float));
    c->out[i] = calloc(BENCH_MAX_BLOCK, sizeof(float));
  }
  settle(c, block);
  return 0;
}

/* Not inlined, so that a profiler can be told to watch this one alone. */
__attribute__((noinline)) static void
bench_timed_run(Contender* c, uint32_t n)
{
  c->run(c->state, n);
}

double
contender_block(Contender* c, uint32_t n)
{
  if (c->moving) {
    const Motion* const motion = c->entry->motion;
    *c->moving =
      motion->centre + motion->swing * sinf(0.01F * (float)c->n_runs);
  }
  ++c->n_runs;
  c->prepare(c->state, c->in, c->out);
  const double from = now_ns();
  bench_timed_run(c, n);
  const double to = now_ns();
  c->finish(c);
  return to - from;
}

double
contender_harness_bytes(const Contender* c)
{
  const double bytes = 4.0 * BENCH_MAX_BLOCK * sizeof(float);
  if (!c->entry->uri) {
    return bytes + native_harness_bytes(c);
  }
  const Host* const host = c->state;
  unsigned n_atoms = 0;
  for (uint32_t i = 0; i < host->n_ports; ++i) {
    n_atoms += host->atoms[i] != NULL;
  }
  return bytes + sizeof *host + n_atoms * (double)HOST_ATOM_BYTES;
}

void
contender_free(Contender* c)
{
  if (c->state) {
    c->destroy(c);
  }
  for (unsigned i = 0; i < 2; ++i) {
    free(c->in[i]);
    free(c->out[i]);
  }
  memset(c, 0, sizeof *c);
}
