// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* States: faithful, damaged, foreign, hostile. */
#include "tests/abuse/rig.h"

#include "plugin/ui_protocol.h"
#include "tests/abuse/drive.h"
#include "tests/abuse/hoststate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const double rate_hz = 48000.0;

typedef struct {
  Rig* rig;
  Drive* drive;
  Stereo in;
  HostState good;  ///< saved with a file loaded
  Stereo expected; ///< what that sounds like
} StateRig;

static bool
is_same_state(const HostState* a, HostState* b)
{
  if (a->n != b->n) {
    return false;
  }
  for (unsigned i = 0; i < a->n; ++i) {
    const StateItem* const x = &a->items[i];
    const StateItem* const y = state_item(b, a->world->uris[x->key - 1]);
    if (!y || x->type != y->type || x->size != y->size ||
        memcmp(x->data, y->data, x->size)) {
      return false;
    }
  }
  return true;
}

/* Without Match, whose gain depends on what has been playing. */
static Host*
measured_host(Rig* rig, HostWorker worker)
{
  Host* const host = rig_host(rig, rate_hz, worker);
  if (host) {
    host_set(host, "headphone_a", 142.0F);
    host_set(host, "match", 0.0F);
    host_activate(host);
  }
  return host;
}

/* What the file sounds like, and the state that holds it. */
static void
make_good_state(StateRig* s)
{
  Host* const host = measured_host(s->rig, WORKER_AT_ONCE);
  Stereo before = stereo_new(s->in.n);
  state_init(&s->good, s->rig->world);
  if (host) {
    rig_render(s->rig, host, &s->in, &before, 64);
    host_send_path(host, EARCUP__file_a, s->drive->files[0]);
    rig_settle(s->rig, host, 1.0, rate_hz);
    rig_render(s->rig, host, &s->in, &s->expected, 64);
    rig_check(s->rig,
              stereo_difference(&before, &s->expected, 0) > 1e-3,
              "a measured file changes nothing");
    rig_check(s->rig, state_save(&s->good, host) == 0, "can't save");
    rig_check(s->rig, s->good.n > 0, "the state is empty");
  }
  host_free(host);
  stereo_free(&before);
}

static void
check_sound(StateRig* s, Host* host, const char* what)
{
  Stereo out = stereo_new(s->in.n);
  rig_settle(s->rig, host, 1.0, rate_hz);
  rig_render(s->rig, host, &s->in, &out, 64);
  const double difference = stereo_difference(&out, &s->expected, 0);
  rig_check(
    s->rig, difference < 1e-5, "%s: sounds different by %g", what, difference);
  stereo_free(&out);
}

/* Restored before activate, while running, and by a host without a worker. */
static void
check_faithful(StateRig* s)
{
  static const HostWorker workers[] = { WORKER_AT_ONCE,
                                        WORKER_LATER,
                                        WORKER_ABSENT };
  static const char* const names[] = { "restored, worker at once",
                                       "restored, worker late",
                                       "restored, no worker" };
  HostState again;
  for (unsigned i = 0; i < 3; ++i) {
    Host* host = rig_host(s->rig, rate_hz, workers[i]);
    if (!host) {
      continue;
    }
    host_set(host, "headphone_a", 142.0F);
    host_set(host, "match", 0.0F);
    rig_check(
      s->rig, state_restore(&s->good, host) == 0, "%s: refused", names[i]);
    host_activate(host);
    check_sound(s, host, names[i]);
    state_init(&again, s->rig->world);
    state_save(&again, host);
    rig_check(s->rig,
              is_same_state(&s->good, &again),
              "%s: saved again it is another state",
              names[i]);
    host_free(host);
    host = measured_host(s->rig, workers[i]);
    rig_settle(s->rig, host, 0.2, rate_hz);
    state_restore(&s->good, host);
    check_sound(s, host, names[i]);
    host_free(host);
  }
}

/* A state that can't be used, or only in part: nothing breaks, and a good one
   afterwards sounds as it should. */
static void
check_damaged(StateRig* s, HostState* damaged, const char* what)
{
  Stereo out = stereo_new(s->in.n);
  HostState again;
  for (unsigned i = 0; i < 2; ++i) {
    Host* const host =
      measured_host(s->rig, i ? WORKER_ABSENT : WORKER_AT_ONCE);
    if (!host) {
      break;
    }
    rig_run(host, &s->in, &out, 0, 64);
    state_restore(damaged, host);
    rig_render(s->rig, host, &s->in, &out, 0);
    rig_check(s->rig, stereo_is_finite(&out), "%s: not finite", what);
    state_init(&again, s->rig->world);
    rig_check(s->rig, state_save(&again, host) == 0, "%s: can't save", what);
    state_restore(&s->good, host);
    check_sound(s, host, what);
    host_deactivate(host);
    host_free(host);
  }
  stereo_free(&out);
}

/* Every item of the state in every kind of disorder. */
static void
check_items(StateRig* s)
{
  static HostState damaged;
  for (unsigned i = 0; i < s->good.n; ++i) {
    for (unsigned kind = 0; kind < 9; ++kind) {
      char what[256];
      damaged = s->good;
      StateItem* const item = &damaged.items[i];
      snprintf(what,
               sizeof what,
               "%s damaged in way %u",
               s->rig->world->uris[item->key - 1],
               kind);
      switch (kind) {
        case 0: // gone
          item->key = host_map(s->rig->world, "urn:earcup:unheard-of");
          break;
        case 1:
          item->type = host_map(s->rig->world, "urn:earcup:no-type");
          break;
        case 2:
          item->size = 0;
          break;
        case 3: // cut off: no terminator any more
          item->size = item->size / 2;
          break;
        case 4:
          item->is_null = true;
          break;
        case 5:
          item->is_null = true;
          item->size = 0;
          break;
        case 6: // another version's number, a name without an end
          memset(item->data, 0xff, item->size);
          break;
        case 7:
          memset(item->data, 'x', STATE_MAX_BYTES);
          item->size = STATE_MAX_BYTES;
          break;
        default:
          memset(item->data, 0, item->size);
          break;
      }
      check_damaged(s, &damaged, what);
    }
  }
}

/* Paths that lead nowhere good. A pipe without a writer must not hang us. */
static void
check_paths(StateRig* s)
{
  static HostState hostile;
  char pipe[128];
  char circle[128];
  snprintf(pipe, sizeof pipe, "%s/pipe", s->drive->folder);
  snprintf(circle, sizeof circle, "%s/circle", s->drive->folder);
  rig_check(s->rig,
            !mkfifo(pipe, 0600) && !symlink(circle, circle),
            "can't make a pipe and a circular link");
  const char* const paths[] = { "",
                                "relative.csv",
                                "/",
                                "/dev/zero",
                                "/dev/null",
                                "/dev/stdin",
                                pipe,
                                circle,
                                "/proc/self/mem",
                                s->drive->files[4],
                                s->drive->files[5],
                                s->drive->files[6] };
  for (size_t i = 0; i < sizeof paths / sizeof *paths; ++i) {
    char what[256];
    snprintf(what, sizeof what, "path '%s'", paths[i]);
    hostile = s->good;
    for (unsigned k = 0; k < 3; ++k) {
      static const char* const keys[] = { EARCUP__file_a,
                                          EARCUP__file_b,
                                          EARCUP__file_wearing };
      state_put(
        &hostile, keys[k], LV2_ATOM__Path, paths[i], strlen(paths[i]) + 1);
    }
    check_damaged(s, &hostile, what);
  }
  unlink(pipe);
  unlink(circle);
}

static void
check_foreign(StateRig* s)
{
  static HostState foreign;
  state_init(&foreign, s->rig->world);
  check_damaged(s, &foreign, "empty state");
  foreign = s->good;
  foreign.paths = false;
  check_damaged(s, &foreign, "host without state:mapPath");
  foreign = s->good;
  for (int i = 0; i < 20; ++i) {
    char key[64];
    snprintf(key, sizeof key, EARCUP_PREFIX "from_the_future_%d", i);
    state_put(&foreign, key, LV2_ATOM__Int, &i, sizeof i);
  }
  check_damaged(s, &foreign, "keys of a later version");
}

void
abuse_state(Rig* rig)
{
  static Drive drive;
  static StateRig s;
  s = (StateRig){ .rig = rig, .drive = &drive };
  if (drive_init(&drive, rig->world, rig->plugin, 9)) {
    rig_check(rig, false, "can't write the files");
    return;
  }
  s.in = stereo_new(9600);
  s.expected = stereo_new(s.in.n);
  stereo_noise(&s.in, 71);
  make_good_state(&s);
  check_faithful(&s);
  check_foreign(&s);
  check_paths(&s);
  check_items(&s);
  stereo_free(&s.in);
  stereo_free(&s.expected);
  drive_free(&drive);
}
