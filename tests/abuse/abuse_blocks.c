// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* The same samples come out however the host cuts time into blocks. */
#include "tests/abuse/rig.h"

#include "tests/abuse/random.h"

#include <stdlib.h>
#include <string.h>

enum { N_FRAMES = 48000, N_FRAMES_SHORT = 8000, N_CHANGES = 200 };

static const double rate_hz = 48000.0;

typedef struct {
  uint32_t at;
  const char* symbol;
  float value;
} Change;

/* Automation: mostly the morph, every few hundred frames. */
static unsigned
make_changes(Change* changes, uint32_t seed, bool designs)
{
  static const char* const plain[] = {
    "morph", "morph", "morph", "output_gain", "match"
  };
  static const char* const all[] = { "morph",     "headphone_a", "strength",
                                     "crossfeed", "headphone_b", "seal",
                                     "wearing",   "listen_at",   "pad_wear" };
  uint32_t at = 0;
  unsigned n = 0;
  while (n < N_CHANGES && at < N_FRAMES) {
    const char* const symbol =
      designs ? all[random_below(&seed, 9)] : plain[random_below(&seed, 5)];
    float value = random_between(&seed, 0.0F, 1.0F);
    if (designs && strcmp(symbol, "morph")) {
      value = (float)random_below(&seed, 100);
    }
    changes[n++] = (Change){ at, symbol, value };
    at += 1 + random_below(&seed, designs ? 4000 : 400);
  }
  return n;
}

static void
render(Rig* rig,
       Host* host,
       const Change* changes,
       unsigned n_changes,
       const Stereo* in,
       Stereo* out,
       uint32_t block)
{
  unsigned next = 0;
  for (uint32_t at = 0; at < in->n;) {
    while (next < n_changes && changes[next].at <= at) {
      host_set(host, changes[next].symbol, changes[next].value);
      ++next;
    }
    const uint32_t end = next < n_changes ? changes[next].at : in->n;
    const uint32_t left = (end < in->n ? end : in->n) - at;
    const uint32_t want = block ? block : random_below(&rig->seed, 700);
    const uint32_t n = want < left ? want : left;
    rig_run(host, in, out, at, n);
    at += n;
  }
}

/* The morph table is there before the comparison starts. */
static Host*
start(Rig* rig, bool designs, HostWorker worker)
{
  Host* const host = rig_host(rig, rate_hz, worker);
  if (host) {
    host_set(host, "crossfeed", 1.0F);
    host_set(host, "freewheel", designs ? 1.0F : 0.0F);
    host_activate(host);
    rig_settle(rig, host, 1.0, rate_hz);
  }
  return host;
}

static void
compare_partitions(Rig* rig,
                   const char* what,
                   unsigned n_changes,
                   const Change* changes,
                   bool designs)
{
  static const uint32_t blocks[] = { 1, 7, 64, 0, 0, 8192 };
  Stereo in = stereo_new(rig->is_short ? N_FRAMES_SHORT : N_FRAMES);
  Stereo expected = stereo_new(in.n);
  Stereo out = stereo_new(in.n);
  stereo_noise(&in, 21);
  Host* host = start(rig, designs, WORKER_AT_ONCE);
  if (host) {
    render(rig, host, changes, n_changes, &in, &expected, 256);
    host_free(host);
  }
  for (unsigned i = 0; i < sizeof blocks / sizeof *blocks; ++i) {
    host = start(rig, designs, i % 2 ? WORKER_LATER : WORKER_AT_ONCE);
    if (!host) {
      continue;
    }
    render(rig, host, changes, n_changes, &in, &out, blocks[i]);
    rig_check(rig,
              stereo_is_same(&out, &expected),
              "%s: blocks of %u and 256 differ by %g",
              what,
              blocks[i],
              stereo_difference(&out, &expected, 0));
    host_free(host);
  }
  stereo_free(&in);
  stereo_free(&expected);
  stereo_free(&out);
}

/* Lengths that no host should send, and one buffer for in and out. */
static void
check_lengths(Rig* rig)
{
  static const uint32_t lengths[] = { 0, 1, 2, 3, 8191, 8192, 65536, 0, 5 };
  Host* const host = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  if (!host) {
    return;
  }
  Stereo in = stereo_new(65536);
  Stereo out = stereo_new(65536);
  stereo_noise(&in, 4);
  host_activate(host);
  for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; ++i) {
    rig_run(host, &in, &out, 0, lengths[i]);
    rig_check(
      rig, stereo_is_finite(&out), "not finite at block %u", lengths[i]);
  }
  rig_check(rig, stereo_peak(&out, 0) > 0.01, "silent after odd lengths");
  host_free(host);
  stereo_free(&in);
  stereo_free(&out);
}

static void
check_in_place(Rig* rig, bool swapped)
{
  Host* const apart = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  Host* const in_place = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  Stereo in = stereo_new(N_FRAMES);
  Stereo out = stereo_new(N_FRAMES);
  Stereo both = stereo_new(N_FRAMES);
  if (apart && in_place) {
    Stereo out_view = both;
    if (swapped) { // the left output is the right input's buffer
      out_view.channels[0] = both.channels[1];
      out_view.channels[1] = both.channels[0];
    }
    stereo_noise(&in, 8);
    stereo_noise(&both, 8);
    host_activate(apart);
    host_activate(in_place);
    rig_render(rig, apart, &in, &out, 128);
    rig_render(rig, in_place, &both, &out_view, 128);
    rig_check(rig,
              stereo_is_same(&out, &out_view),
              "in place%s differs by %g",
              swapped ? " and swapped" : "",
              stereo_difference(&out, &out_view, 0));
  }
  host_free(apart);
  host_free(in_place);
  stereo_free(&in);
  stereo_free(&out);
  stereo_free(&both);
}

void
abuse_blocks(Rig* rig)
{
  Change changes[N_CHANGES] = { { 0, NULL, 0.0F } };
  compare_partitions(rig, "constant", 0, changes, false);
  const unsigned n = make_changes(changes, 99, false);
  compare_partitions(rig, "automated", n, changes, false);
  const unsigned n_designs = make_changes(changes, 77, true);
  compare_partitions(rig, "automated, exporting", n_designs, changes, true);
  check_lengths(rig);
  check_in_place(rig, false);
  check_in_place(rig, true);
}
