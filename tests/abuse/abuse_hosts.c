// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Hosts that offer little, late or nothing. */
#include "tests/abuse/drive.h"
#include "tests/abuse/hoststate.h"
#include "tests/abuse/random.h"
#include "tests/abuse/rig.h"

#include <math.h>
#include <string.h>
#include <time.h>

static const double rate_hz = 48000.0;

typedef struct {
  const char* name;
  HostSetup setup;
} Offer;

static const Offer offers[] = {
  { "nothing", { .atoms = ATOMS_NULL } },
  { "nothing, atom ports a float", { .atoms = ATOMS_FLOAT } },
  { "nothing, atom ports usable", { .atoms = ATOMS_USABLE } },
  { "urid", { .urid = true } },
  { "urid, atom ports NULL", { .urid = true, .atoms = ATOMS_NULL } },
  { "urid, short atom output", { .urid = true, .atoms = ATOMS_SHORT } },
  { "worker without urid", { .worker = WORKER_AT_ONCE, .atoms = ATOMS_NULL } },
  { "options without a block length", { .urid = true, .options = true } },
  { "late worker", { .urid = true, .worker = WORKER_LATER, .max_block = 64 } },
  { "worker at once",
    { .urid = true, .worker = WORKER_AT_ONCE, .max_block = 64 } },
  { "worker refuses",
    { .urid = true, .worker = WORKER_REFUSE, .max_block = 64 } },
  { "worker loses jobs",
    { .urid = true, .worker = WORKER_LOST, .max_block = 64 } },
};

/* Settings found at activate() and changes of what needs no design work
   whatever the host offers: the same sound as with all features. */
static void
play(Rig* rig, Host* host, const Stereo* in, Stereo* out)
{
  host_set(host, "headphone_a", 20.0F);
  host_set(host, "crossfeed", 1.0F);
  host_activate(host);
  rig_settle(rig, host, 0.5, rate_hz);
  rig_render(rig, host, in, out, 64);
}

static void
check_offers(Rig* rig)
{
  Stereo in = stereo_new(9600);
  Stereo out = stereo_new(in.n);
  Stereo expected = stereo_new(in.n);
  stereo_noise(&in, 61);
  Host* const full = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  if (full) {
    play(rig, full, &in, &expected);
    host_free(full);
  }
  for (size_t i = 0; i < sizeof offers / sizeof *offers; ++i) {
    Host* const host =
      host_new(rig->world, rig->plugin, rate_hz, &offers[i].setup);
    rig_check(rig, host != NULL, "%s: no instance", offers[i].name);
    if (!host) {
      continue;
    }
    play(rig, host, &in, &out);
    const double difference = stereo_difference(&out, &expected, 0);
    rig_check(rig,
              difference < 1e-5,
              "%s: differs from a full host by %g",
              offers[i].name,
              difference);
    host_send_path(host, "urn:earcup:file_a", "/nowhere/at/all.csv");
    rig_render(rig, host, &in, &out, 64);
    rig_check(rig,
              stereo_is_finite(&out),
              "%s: not finite after a message",
              offers[i].name);
    host_deactivate(host);
    host_free(host);
  }
  stereo_free(&in);
  stereo_free(&out);
  stereo_free(&expected);
}

typedef struct {
  const char* name;
  HostWorker at_first;
  HostWorker meanwhile; ///< while the setting changes
  HostWorker later;
  bool refuses_replies;
} Trouble;

/* A setting made while the worker is in trouble arrives once it is well, and
   even if it never is, provided that it never was. */
static void
check_setting_arrives(Rig* rig, const Trouble* trouble)
{
  Stereo in = stereo_new(9600);
  Stereo out = stereo_new(in.n);
  Stereo expected = stereo_new(in.n);
  stereo_noise(&in, 62);
  Host* const good = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  Host* const host = rig_host(rig, rate_hz, trouble->at_first);
  if (good && host) {
    /* What the match learns depends on when it looks. */
    host_set(good, "match", 0.0F);
    host_set(host, "match", 0.0F);
    host_set(good, "headphone_a", 50.0F);
    host_set(good, "strength", 80.0F);
    host_activate(good);
    rig_settle(rig, good, 1.0, rate_hz);
    rig_render(rig, good, &in, &expected, 64);
    host_activate(host);
    rig_settle(rig, host, 0.5, rate_hz);
    host->setup.worker = trouble->meanwhile;
    atomic_store(&host->refuse_reply, trouble->refuses_replies);
    host_set(host, "headphone_a", 50.0F);
    host_set(host, "strength", 80.0F);
    rig_settle(rig, host, 0.5, rate_hz);
    host->setup.worker = trouble->later;
    atomic_store(&host->refuse_reply, false);
    rig_settle(rig, host, 10.0, rate_hz);
    rig_render(rig, host, &in, &out, 64);
    const double difference = stereo_difference(&out, &expected, 0);
    rig_check(rig,
              difference < 1e-4,
              "%s: 10 s later the setting has not arrived, off by %g",
              trouble->name,
              difference);
  }
  host_free(good);
  host_free(host);
  stereo_free(&in);
  stereo_free(&out);
  stereo_free(&expected);
}

typedef struct {
  Host* host;
  atomic_bool stop;
  uint32_t seed;
} WorkerThread;

/* Slow at times, and at times nobody takes its answers. */
static void*
worker_main(void* argument)
{
  WorkerThread* const worker = argument;
  while (!atomic_load(&worker->stop)) {
    const struct timespec pause = {
      0, (long)random_below(&worker->seed, 3000) * 1000L
    };
    nanosleep(&pause, NULL);
    atomic_store(&worker->host->refuse_reply,
                 random_below(&worker->seed, 10) == 0);
    host_work(worker->host);
  }
  atomic_store(&worker->host->refuse_reply, false);
  return NULL;
}

typedef struct {
  Host* host;
  const Drive* drive;
  atomic_bool stop;
  uint32_t seed;
  unsigned n_bad;
} SessionThread;

/* A session that is saved over and over, and loaded as others were. */
static void*
session_main(void* argument)
{
  static HostState saved;
  static HostState other;
  SessionThread* const session = argument;
  const int32_t version = 1;
  while (!atomic_load(&session->stop)) {
    const struct timespec pause = {
      0, (long)random_below(&session->seed, 20000) * 1000L
    };
    const char* const path =
      session->drive->files[random_below(&session->seed, DRIVE_N_FILES)];
    nanosleep(&pause, NULL);
    state_init(&saved, session->host->world);
    session->n_bad += state_save(&saved, session->host) != 0;
    state_init(&other, session->host->world);
    state_put(&other, "urn:earcup:version", LV2_ATOM__Int, &version, 4);
    state_put(
      &other, "urn:earcup:file_a", LV2_ATOM__Path, path, strlen(path) + 1);
    session->n_bad += state_restore(&other, session->host) != 0;
  }
  state_init(&other, session->host->world);
  state_put(&other, "urn:earcup:version", LV2_ATOM__Int, &version, 4);
  session->n_bad += state_restore(&other, session->host) != 0;
  return NULL;
}

typedef struct {
  Host* host;
  Drive drive;
  Stereo in; ///< one long block
  Stereo out;
  unsigned n_unusable;
} Storm;

static void
run_for(Storm* storm, unsigned n_blocks, long pause_us)
{
  const struct timespec pause = { 0, pause_us * 1000L };
  float* const* const from = storm->in.channels;
  float* const in[4] = { from[0], from[1], from[1], from[0] };
  for (unsigned i = 0; i < n_blocks; ++i) {
    const uint32_t n = 1 + random_below(&storm->drive.seed, storm->in.n - 1);
    host_run(storm->host, in, storm->out.channels, n);
    storm->n_unusable += stereo_is_finite(&storm->out) ? 0U : 1U;
    nanosleep(&pause, NULL);
  }
}

/* Until the worker has been left alone for a while. */
static void
calm_down(Storm* storm)
{
  unsigned quiet = 0;
  for (unsigned i = 0; quiet < 20 && i < 200; ++i) {
    const unsigned before = storm->host->n_jobs;
    run_for(storm, 1, 5000);
    quiet = storm->host->n_jobs == before ? quiet + 1 : 0;
  }
}

/* Whatever a user does while it plays: settings, files, exports, restarts. */
static void
blow(Storm* storm)
{
  Host* const host = storm->host;
  switch (random_below(&storm->drive.seed, 4)) {
    case 0: // settings on and on
      for (unsigned i = 0; i < 10; ++i) {
        drive_controls(&storm->drive, host);
        run_for(storm, 2, 1000);
      }
      break;
    case 1: // an export, settings in the middle
      host_set(host, "freewheel", 1.0F);
      run_for(storm, 20, 1000);
      drive_controls(&storm->drive, host);
      host_set(host, "freewheel", 1.0F);
      run_for(storm, 20, 1000);
      host_set(host, "freewheel", 0.0F);
      break;
    case 2: // stop, and on with other settings
      host_deactivate(host);
      drive_controls(&storm->drive, host);
      host_activate(host);
      run_for(storm, 5, 1000);
      break;
    default:
      drive_message(&storm->drive, host);
      run_for(storm, 5, 1000);
      break;
  }
}

/* Audio, worker and session each in a thread of its own, for a thread sanitizer
   to watch; and after all that it sounds as if nothing had been. */
static void
check_beside_worker(Rig* rig)
{
  static Storm storm;
  Stereo in = stereo_new(9600);
  Stereo out = stereo_new(in.n);
  Stereo expected = stereo_new(in.n);
  storm.in = stereo_new(512);
  storm.out = stereo_new(512);
  stereo_noise(&in, 63);
  stereo_noise(&storm.in, 64);
  Host* const good = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  Host* const host = rig_host(rig, rate_hz, WORKER_LATER);
  storm.host = host;
  if (good && host && !drive_init(&storm.drive, rig->world, rig->plugin, 65)) {
    host_set(good, "match", 0.0F);
    host_activate(good);
    rig_settle(rig, good, 1.0, rate_hz);
    rig_render(rig, good, &in, &expected, 64);

    pthread_t thread;
    pthread_t session_thread;
    WorkerThread worker = { .host = host, .seed = 66 };
    SessionThread session = { .host = host, .drive = &storm.drive, .seed = 67 };
    host_activate(host);
    pthread_create(&thread, NULL, worker_main, &worker);
    pthread_create(&session_thread, NULL, session_main, &session);
    for (unsigned i = 0; i < (rig->is_short ? 16U : 40U); ++i) {
      calm_down(&storm);
      blow(&storm);
    }
    atomic_store(&session.stop, true);
    pthread_join(session_thread, NULL);
    atomic_store(&worker.stop, true);
    pthread_join(thread, NULL);
    rig_check(
      rig, session.n_bad == 0, "a session failed %u times", session.n_bad);
    rig_check(rig,
              storm.n_unusable == 0,
              "%u blocks of a storm are not finite",
              storm.n_unusable);
    memcpy(host->values, good->values, host->n_ports * sizeof(float));
    rig_settle(rig, host, 10.0, rate_hz);
    rig_render(rig, host, &in, &out, 64);
    const double difference = stereo_difference(&out, &expected, 0);
    rig_check(
      rig, difference < 1e-4, "a storm leaves a difference of %g", difference);
    drive_free(&storm.drive);
  }
  host_free(good);
  host_free(host);
  stereo_free(&in);
  stereo_free(&out);
  stereo_free(&expected);
  stereo_free(&storm.in);
  stereo_free(&storm.out);
}

void
abuse_hosts(Rig* rig)
{
  static const Trouble troubles[] = {
    { "worker late", WORKER_LATER, WORKER_LATER, WORKER_LATER, false },
    { "worker absent for a while",
      WORKER_LATER,
      WORKER_REFUSE,
      WORKER_LATER,
      false },
    { "worker lost its jobs", WORKER_LATER, WORKER_LOST, WORKER_LATER, false },
    { "replies refused", WORKER_LATER, WORKER_LATER, WORKER_LATER, true },
    { "replies refused at once",
      WORKER_AT_ONCE,
      WORKER_AT_ONCE,
      WORKER_AT_ONCE,
      true },
    { "worker never accepts",
      WORKER_REFUSE,
      WORKER_REFUSE,
      WORKER_REFUSE,
      false },
    { "worker loses everything", WORKER_LOST, WORKER_LOST, WORKER_LOST, false },
  };
  check_offers(rig);
  for (size_t i = 0; i < sizeof troubles / sizeof *troubles; ++i) {
    check_setting_arrives(rig, &troubles[i]);
  }
  check_beside_worker(rig);
}
