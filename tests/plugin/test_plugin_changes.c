// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Changes without end, in every kind of host: the last one arrives, blocks do
   not matter, and what is designed for them stays within bounds. Designs are
   counted, not timed. */

#include "dsp/earcup_state.h"
#include "plugin/plugin.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>

#define RATE_HZ 48000.0

/** What a plugin finds itself in. */
typedef struct {
  const char* name;
  HostWorker worker;
  bool exports;
} Kind;

static const Kind kinds[] = {
  { "worker beside", WORKER_LATER, false },
  { "worker at once", WORKER_AT_ONCE, false },
  { "no worker", WORKER_ABSENT, false },
  { "export", WORKER_LATER, true },
  { "export, worker at once", WORKER_AT_ONCE, true }
};
enum { BESIDE, KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static EngineCounts
counts_of(const Host* host)
{
  return engine_counts(((const Plugin*)host->handle)->earcup->engine);
}

static Host*
open_kind(const Kind* kind)
{
  Host* const host = probe_open(RATE_HZ, kind->worker);
  probe_set(host, "freewheel", kind->exports);
  return host;
}

/** Run, with a worker that has its turn now and then. */
static void
run_served(Host* host, const Sound* in, Sound* out, uint32_t at, uint32_t n)
{
  probe_run(host, in, out, at, n);
  if (host->setup.worker == WORKER_LATER && at % 7 < 5) {
    host_work(host);
  }
}

/** All that needs designs, anywhere. */
static void
set_anything(Host* host, uint64_t* seed)
{
  static const struct {
    const char* symbol;
    double low;
    double high;
  } controls[] = { { "seal", 0, 100 },         { "morph", 0, 1 },
                   { "strength", 0, 150 },     { "pad_wear", 0, 100 },
                   { "headphone_a", 1, 141 },  { "headphone_b", 1, 141 },
                   { "cup_volume", -100, 100 } };
  for (size_t i = 0; i < sizeof(controls) / sizeof(controls[0]); ++i) {
    const double range = controls[i].high - controls[i].low;
    const double value = controls[i].low + range * probe_random(seed);
    const bool is_id = controls[i].high == 141;
    probe_set(host, controls[i].symbol, is_id ? floor(value) : value);
  }
}

static void
set_last(Host* host)
{
  static const struct {
    const char* symbol;
    double value;
  } last[] = { { "seal", 62 },        { "morph", 0.3 },
               { "strength", 90 },    { "pad_wear", 20 },
               { "headphone_a", 43 }, { "headphone_b", 79 },
               { "cup_volume", 0 },   { "match", 0 } };
  for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); ++i) {
    probe_set(host, last[i].symbol, last[i].value);
  }
}

/** Silence until nothing of what was before is left, then some sound. */
static void
play_after(Host* host, const Sound* in, Sound* out)
{
  Sound silence = sound_new(480);
  for (int i = 0; i < 1000; ++i) {
    run_served(host, &silence, &silence, 0, silence.n);
  }
  probe_run(host, in, out, 0, in->n);
  sound_free(&silence);
}

START_TEST(the_last_of_a_thousand_arrives)
{
  enum { REQUESTS = 1000 };
  static const uint32_t blocks[] = { 1, 16, 64, 1000 };
  const Kind* const kind = &kinds[_i / 4];
  const uint32_t block = blocks[_i % 4];
  Sound silence = sound_new(block);
  Sound in = sound_noise(4096);
  Sound stormy = sound_new(in.n);
  Sound calm = sound_new(in.n);
  Host* const host = open_kind(kind);
  Host* const good = open_kind(kind);
  uint64_t seed = 61;
  set_last(good);
  host_activate(host);
  host_activate(good);
  for (int i = 0; i < REQUESTS; ++i) {
    set_anything(host, &seed);
    probe_set(host, "listen_at", i % 5 == 0 && block >= 64);
    run_served(host, &silence, &silence, 0, block);
    run_served(good, &silence, &silence, 0, block);
  }
  set_last(host);
  probe_set(host, "listen_at", 0);
  play_after(host, &in, &stormy);
  play_after(good, &in, &calm);
  ck_assert_msg(sound_same(&stormy, &calm, 0, in.n),
                "%s: the last of %d requests at every %u frames is not heard",
                kind->name,
                REQUESTS,
                block);
  host_free(host);
  host_free(good);
  sound_free(&silence);
  sound_free(&in);
  sound_free(&stormy);
  sound_free(&calm);
}
END_TEST

/** Automation of several controls, in blocks up to so long; 0 = as long as it
    stands still. */
static void
automate(const Kind* kind, const Sound* in, Sound* out, uint32_t longest)
{
  enum { PERIOD = 192 }; // of the automation, whole sub-blocks
  Host* const host = open_kind(kind);
  uint64_t seed = 1999;
  host_activate(host);
  for (uint32_t from = 0; from < in->n; from += PERIOD) {
    const double t = (double)from / in->n;
    probe_set(host, "seal", 100.0 - 80.0 * t);
    probe_set(host, "morph", t < 0.5 ? t : 1.0 - t);
    probe_set(host, "strength", (int)(8.0 * t) % 2 ? 100.0 : 60.0);
    probe_set(host, "listen_at", t > 0.6 && t < 0.7);
    probe_set(host, "outside_level", t > 0.3 && t < 0.9 ? -10.0 : -60.0);
    for (uint32_t at = 0; at < PERIOD;) {
      const uint32_t rest = PERIOD - at;
      const double wish = longest * probe_random(&seed);
      const uint32_t n = longest && wish < rest ? 1 + (uint32_t)wish : rest;
      probe_run(host, in, out, from + at, n < rest ? n : rest);
      at += n < rest ? n : rest;
    }
  }
  host_deactivate(host);
  host_free(host);
}

/* Nor does it matter who designs, as long as no thread is in it. */
START_TEST(blocks_do_not_matter)
{
  static const uint32_t longest[] = { 0, 1, 40, 150 };
  Sound in = sound_noise(192 * 300);
  Sound first = sound_new(in.n);
  Sound out = sound_new(in.n);
  automate(&kinds[BESIDE + 1], &in, &first, 0);
  for (size_t k = BESIDE + 1; k < KINDS; ++k) {
    for (size_t i = 0; i < sizeof(longest) / sizeof(longest[0]); ++i) {
      automate(&kinds[k], &in, &out, longest[i]);
      ck_assert_msg(sound_same(&first, &out, 0, in.n),
                    "%s, blocks up to %u: another sound",
                    kinds[k].name,
                    longest[i]);
    }
  }
  sound_free(&in);
  sound_free(&first);
  sound_free(&out);
}
END_TEST

/* On 0.1.1 this took a second of the processor for each of sound. */
START_TEST(designs_are_bounded)
{
  enum { BLOCK = 64, SECONDS = 20 };
  const Kind* const kind = &kinds[_i];
  Sound in = sound_noise(BLOCK);
  Sound out = sound_new(BLOCK);
  Host* const host = open_kind(kind);
  uint64_t seed = 2001;
  host_activate(host);
  probe_run(host, &in, &out, 0, BLOCK);
  const EngineCounts first = counts_of(host);
  uint64_t most = 0;
  uint64_t at_mic = 0;
  for (int i = 0; i < SECONDS * 48000 / BLOCK; ++i) {
    const uint64_t before = counts_of(host).steps;
    if (i == SECONDS * 24000 / BLOCK) {
      at_mic = counts_of(host).designs;
      probe_set(host, "listen_at", 1);
    }
    set_anything(host, &seed);
    probe_run(host, &in, &out, 0, BLOCK);
    if (kind->worker == WORKER_LATER) {
      host_work(host);
    }
    most = counts_of(host).steps - before > most
             ? counts_of(host).steps - before
             : most;
  }
  const uint64_t designs = counts_of(host).designs - first.designs;
  const uint64_t steps = counts_of(host).steps - first.steps;
  const uint64_t jobs = counts_of(host).jobs;
  printf("%s: %u designs here in %u steps, %u jobs in %d s of changes\n",
         kind->name,
         (unsigned)designs,
         (unsigned)steps,
         (unsigned)jobs,
         SECONDS);
  fflush(stdout);
  if (_i == BESIDE) {
    ck_assert_uint_eq(designs, 0);
    ck_assert_uint_le(jobs, SECONDS * 100);
    ck_assert_uint_ge(jobs, SECONDS * 50);
  } else {
    ck_assert_uint_le(jobs, 2); // none but to find that out
    ck_assert_uint_le(designs, SECONDS * 100);
    ck_assert_uint_ge(at_mic, 20);
    ck_assert_uint_gt(designs, at_mic);
    ck_assert_uint_le(steps, SECONDS * 20 + 80); // one in 50 ms
    ck_assert_uint_le(most, 1);
  }
  host_free(host);
  sound_free(&in);
  sound_free(&out);
}
END_TEST

/* After a change the rest of the table follows slowly, and then nothing. */
START_TEST(a_table_is_completed_over_many_blocks)
{
  enum { BLOCK = 64 };
  const Kind* const kind = &kinds[1 + _i];
  Sound in = sound_noise(BLOCK);
  Sound out = sound_new(BLOCK);
  Host* const host = open_kind(kind);
  host_activate(host);
  for (int i = 0; i < 48000 / BLOCK; ++i) {
    probe_run(host, &in, &out, 0, BLOCK);
  }
  const EngineCounts before = counts_of(host);
  probe_set(host, "headphone_a", 43);
  unsigned times = 0;
  uint64_t last = before.steps;
  for (int i = 0; i < 2 * 48000 / BLOCK; ++i) {
    probe_run(host, &in, &out, 0, BLOCK);
    times += counts_of(host).steps > last;
    ck_assert_uint_le(counts_of(host).steps - last, 1);
    last = counts_of(host).steps;
  }
  ck_assert_uint_eq(counts_of(host).designs - before.designs, 1);
  ck_assert_uint_ge(times, 34); // two for each of 17 nodes
  ck_assert_uint_le(times, 40);
  probe_set(host, "morph", 1);
  for (int i = 0; i < 48000 / BLOCK; ++i) {
    probe_run(host, &in, &out, 0, BLOCK);
  }
  ck_assert_uint_eq(counts_of(host).steps, last);
  host_free(host);
  sound_free(&in);
  sound_free(&out);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin changes");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_loop_test(tcase, the_last_of_a_thousand_arrives, 0, 4 * KINDS);
  tcase_add_test(tcase, blocks_do_not_matter);
  tcase_add_loop_test(tcase, designs_are_bounded, 0, KINDS);
  tcase_add_loop_test(
    tcase, a_table_is_completed_over_many_blocks, 0, KINDS - 1);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
