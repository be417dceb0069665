// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/bench/contender.h"

#include "dsp/engine/crossfeed_stage.h"
#include "dsp/engine/denormals.h"
#include "tests/bench/zita.h"

#include <bs2b/bs2b.h>
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

/* A processor that isn't a plugin. */
typedef struct {
  void* object; ///< t_bs2bdp, zita or CrossfeedStage
  float* const* in;
  float* const* out;
  float* interleaved; ///< 2 * BENCH_MAX_BLOCK
} Native;

static void
native_prepare(void* state, float* const* in, float* const* out)
{
  Native* const native = state;
  native->in = in;
  native->out = out;
}

static void
nothing(Contender* c)
{
  (void)c;
}

static void
copy_run(void* state, uint32_t n)
{
  Native* const native = state;
  for (unsigned c = 0; c < 2; ++c) {
    memcpy(native->out[c], native->in[c], n * sizeof(float));
  }
}

static void
bs2b_run(void* state, uint32_t n)
{
  Native* const native = state;
  float* const frames = native->interleaved;
  for (uint32_t i = 0; i < n; ++i) {
    frames[2 * i] = native->in[0][i];
    frames[2 * i + 1] = native->in[1][i];
  }
  bs2b_cross_feed_f(native->object, frames, (int)n);
  for (uint32_t i = 0; i < n; ++i) {
    native->out[0][i] = frames[2 * i];
    native->out[1][i] = frames[2 * i + 1];
  }
}

static void
zita_run(void* state, uint32_t n)
{
  Native* const native = state;
  zita_process(native->object, native->in, native->out, n);
}

/** Earcup's own crossfeed without the plugin around it. */
static void
stage_run(void* state, uint32_t n)
{
  Native* const native = state;
  const uint64_t mode = denormals_flush();
  copy_run(state, n);
  crossfeed_stage_process(native->object, native->out[0], native->out[1], n);
  denormals_restore(mode);
}

static void
copy_destroy(Contender* c)
{
  free(c->state);
}

static void
bs2b_destroy(Contender* c)
{
  Native* const native = c->state;
  bs2b_close(native->object);
  free(native->interleaved);
  free(native);
}

static void
zita_destroy(Contender* c)
{
  Native* const native = c->state;
  zita_free(native->object);
  free(native);
}

static void
stage_destroy(Contender* c)
{
  Native* const native = c->state;
  free(native->object);
  free(native);
}

/* An impulse response that decays by 60 dB, of unit energy. */
static void
fill_taps(float* taps)
{
  uint32_t seed = 1;
  for (unsigned i = 0; i < BENCH_TAPS; ++i) {
    seed = seed * 1664525U + 1013904223U;
    const float noise = (float)(int32_t)seed / 2147483648.0F;
    taps[i] = noise * 0.05F * powf(10.0F, -3.0F * (float)i / BENCH_TAPS);
  }
}

static int
init_stage(Contender* c, Native* native)
{
  const Setting* const s = c->entry->settings; // mode, angle
  const Crossfeed crossfeed = { (CrossfeedMode)(int)s[0].value,
                                1.0,
                                (double)s[1].value };
  CrossfeedStage* const stage = aligned_alloc(64, sizeof(*stage));
  if (!stage) {
    return -1;
  }
  crossfeed_stage_init(stage, BENCH_RATE_HZ, &crossfeed);
  native->object = stage;
  c->run = stage_run;
  c->destroy = stage_destroy;
  return 0;
}

static int
init_native(Contender* c, uint32_t block)
{
  Native* const native = calloc(1, sizeof *native);
  c->state = native;
  c->prepare = native_prepare;
  c->finish = nothing;
  if (!strncmp(c->entry->name, "zita", 4)) {
    float taps[BENCH_TAPS];
    fill_taps(taps);
    native->object = zita_new(block, taps, BENCH_TAPS);
    c->run = zita_run;
    c->destroy = zita_destroy;
    return native->object ? 0 : -1;
  }
  if (!strcmp(c->entry->name, "libbs2b")) {
    native->object = bs2b_open();
    native->interleaved = calloc(2 * BENCH_MAX_BLOCK, sizeof(float));
    bs2b_set_srate(native->object, BENCH_RATE_HZ);
    c->run = bs2b_run;
    c->destroy = bs2b_destroy;
    return 0;
  }
  if (c->entry->settings) {
    return init_stage(c, native);
  }
  c->run = copy_run;
  c->destroy = copy_destroy;
  return 0;
}

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
                                : init_native(c, block);
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
    const Native* const native = c->state;
    return bytes + sizeof *native +
           (native->interleaved ? 2.0 * BENCH_MAX_BLOCK * sizeof(float) : 0.0);
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
