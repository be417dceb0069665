// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* How long a change takes: from the sound of an instance that always had the
   one value to that of one that always had the other. */

#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define RATE_HZ 48000.0
#define HEARD 1e-4 // of a sound of 0.5

enum { SUBBLOCK = 64, AT = 3 * 750 * SUBBLOCK, FRAMES = AT + 12000 };

/** A control that changes, when that is heard, and for how long. */
typedef struct {
  const char* symbol;
  double from;
  double to;
  double fade_s;
  double begin_s;
} Change;

#define FADE_S 0.02
#define CROSSFEED_FADE_S 0.02
#define CROSSFEED_PREROLL_S 0.01
/* At most, for what has to be designed first, and for what rings on. */
#define DESIGN_S 0.005
#define RING_S 0.006
#define FILE_DESIGN_S 0.1
#define FILE_RING_S 0.07
#define MORPH_S 0.03

static const Change changes[] = {
  { "enabled", 1, 0, FADE_S, 0.0 },
  { "enabled", 0, 1, FADE_S, 0.0 },
  { "output_gain", 0, -12, FADE_S, 0.0 },
  { "output_gain", -12, 6, FADE_S, 0.0 },
  { "dim", 0, 1, FADE_S, 0.0 },
  { "swap", 0, 1, FADE_S, 0.0 },
  { "balance", 0, 6, FADE_S, 0.0 },
  { "monitor", 0, 1, FADE_S, 0.0 },
  { "monitor", 4, 2, FADE_S, 0.0 },
  { "monitor", 0, 5, FADE_S, 0.0 },
  { "strength", 100, 0, FADE_S, 0.0 },
  { "seal", 100, 20, FADE_S, 0.0 },
  { "headphone_a", 43, 88, FADE_S, 0.0 },
  { "wearing", 0, 88, FADE_S, 0.0 },
  { "morph", 0, 1, MORPH_S, 0.0 },
  { "morph", 1, 0, MORPH_S, 0.0 },
  { "morph", 0.75, 0.25, 0.5 * MORPH_S, 0.0 },
  { "crossfeed", 0, 1, CROSSFEED_FADE_S, CROSSFEED_PREROLL_S },
  { "crossfeed", 4, 2, CROSSFEED_FADE_S, CROSSFEED_PREROLL_S },
  { "speaker_angle", 40, 120, CROSSFEED_FADE_S, CROSSFEED_PREROLL_S },
};
enum { CHANGES = sizeof(changes) / sizeof(changes[0]) };

/** A measured file at A, before anything is heard. */
static void
load(Host* host, const char* path)
{
  Sound silence = sound_new(4800);
  Sound out = sound_new(silence.n);
  host_activate(host);
  host_send_path(host, "urn:earcup:file_a", path);
  for (int i = 0; i < 5; ++i) {
    host_run(host, silence.channel, out.channel, silence.n);
  }
  host_deactivate(host);
  sound_free(&silence);
  sound_free(&out);
}

/** The sound with the one value until AT and the other from there on.
    @param file to be loaded, or NULL */
static Sound
play(const Sound* in,
     const Change* change,
     double before,
     double after,
     const char* file)
{
  Sound out = sound_new(in->n);
  Host* const host = probe_open(RATE_HZ, file ? WORKER_AT_ONCE : WORKER_ABSENT);
  probe_set(host, "match", 0);
  probe_set(host, "headphone_a", 43);
  probe_set(host, "headphone_b", 88);
  probe_set(host, "crossfeed", 1);
  probe_set(host, change->symbol, before);
  if (file) {
    load(host, file);
  }
  host_activate(host);
  for (uint32_t at = 0; at < in->n; at += 3 * SUBBLOCK) {
    const uint32_t left = in->n - at;
    probe_set(host, change->symbol, at < AT ? before : after);
    probe_run(host, in, &out, at, left < 3 * SUBBLOCK ? left : 3 * SUBBLOCK);
  }
  host_deactivate(host);
  host_free(host);
  return out;
}

static bool
differ(const Sound* a, const Sound* b, uint32_t i)
{
  return fabsf(a->channel[0][i] - b->channel[0][i]) > (float)HEARD ||
         fabsf(a->channel[1][i] - b->channel[1][i]) > (float)HEARD;
}

/* Sub-blocks are the grid of all that changes: a fade takes one more at most,
   and a new filter rings on for a little. */
static void
check(const Change* change, const char* file)
{
  Sound in = sound_noise(FRAMES);
  Sound before = play(&in, change, change->from, change->from, file);
  Sound after = play(&in, change, change->to, change->to, file);
  Sound out = play(&in, change, change->from, change->to, file);
  uint32_t first = 0;
  uint32_t last = FRAMES;
  while (first < FRAMES && !differ(&out, &before, first)) {
    ++first;
  }
  while (last > 0 && !differ(&out, &after, last - 1)) {
    --last;
  }
  ck_assert_uint_ge(first, AT);
  ck_assert_uint_lt(last, FRAMES);
  const double begin_s = (first - AT) / RATE_HZ;
  const double fade_s = ((double)last - first) / RATE_HZ;
  printf("%s %g to %g: begins after %.1f ms, takes %.1f ms\n",
         change->symbol,
         change->from,
         change->to,
         1e3 * begin_s,
         1e3 * fade_s);
  fflush(stdout);
  ck_assert_double_gt(fade_s, 0.9 * change->fade_s - SUBBLOCK / RATE_HZ);
  ck_assert_double_lt(fade_s,
                      change->fade_s + SUBBLOCK / RATE_HZ +
                        (file ? FILE_RING_S : RING_S));
  ck_assert_double_ge(begin_s, change->begin_s - SUBBLOCK / RATE_HZ);
  ck_assert_double_le(begin_s,
                      change->begin_s + (file ? FILE_DESIGN_S : DESIGN_S));
  sound_free(&in);
  sound_free(&before);
  sound_free(&after);
  sound_free(&out);
}

START_TEST(changes_take_their_time)
{
  check(&changes[_i], NULL);
}
END_TEST

/* A bank with the poles of a file runs unheard until it has settled. */
START_TEST(new_poles_take_their_time)
{
  static const Change change = { "headphone_a", 43, 142, FADE_S, 0.1 };
  char path[] = "/tmp/earcup-fades-XXXXXX";
  const int fd = mkstemp(path);
  ck_assert_int_ge(fd, 0);
  FILE* const file = fdopen(fd, "w");
  ck_assert_ptr_nonnull(file);
  fputs("# earcup: relative\n", file);
  for (double hz = 20.0; hz < 20000.0; hz *= 1.05) {
    fprintf(file, "%.3f\t%.4f\n", hz, 6.0 * sin(2.0 * log2(hz / 20.0)));
  }
  ck_assert_int_eq(fclose(file), 0);
  check(&change, path);
  unlink(path);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin fades");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_loop_test(tcase, changes_take_their_time, 0, CHANGES);
  tcase_add_test(tcase, new_poles_take_their_time);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
