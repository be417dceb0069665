// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Match loudness with what is no noise: sparse, thin and heavy programmes, made
   here, through every preset of the bundle; and how fast it may move. */

#include "tests/support/loud.h"
#include "tests/support/music_held_out.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define RATE_HZ 48000.0
#define LIMIT_LU 0.7
#define SETTLED_S 6.0 // five seconds of sound, and pauses
#define FASTEST_DB_S 0.5
#define DRIFT_DB 0.3

typedef struct {
  const char* name;
  Sound (*make)(double rate_hz);
  bool gated; ///< how it is measured
  double limit_lu;
} Programme;

/* Between strokes that are softer by 10 LU, more or less, the gate of BS.1770
   counts or does not count them behind another headphone: with the mean power
   kept exactly, the drums still read 0.8 LU more or less. So the programmes of
   music_held_out.h are measured without gates. What has no spectrum but for a
   moment, as the bursts, no gain can know that is slow. */
static const Programme programmes[] = {
  { "EDM", music_edm, true, LIMIT_LU },
  { "hats", music_hats, true, LIMIT_LU },
  { "clicks", music_clicks, true, LIMIT_LU },
  { "speech", music_speech, true, LIMIT_LU },
  { "broad clicks", music_broad_clicks, false, LIMIT_LU },
  { "drums", music_drums, false, LIMIT_LU },
  { "bass", music_bass, false, LIMIT_LU },
  { "song", music_song, false, LIMIT_LU },
  { "strings", music_strings, false, LIMIT_LU },
  { "bursts", music_bursts, false, 1.5 }
};
enum { PROGRAMMES = sizeof(programmes) / sizeof(programmes[0]) };

START_TEST(every_preset_is_as_loud_as_the_original)
{
  const Programme* const p = programmes + _i;
  Sound in = p->make(RATE_HZ);
  Sound out = sound_new(in.n);
  const double before = loud_measure(&in, RATE_HZ, p->gated);
  LilvNodes* const presets = loud_presets();
  double least = 0.0;
  double most = 0.0;
  unsigned n_off = 0;
  LILV_FOREACH(nodes, i, presets)
  {
    const LilvNode* const preset = lilv_nodes_get(presets, i);
    loud_play(preset, RATE_HZ, &in, &out);
    const double lu = loud_measure(&out, RATE_HZ, p->gated) - before;
    least = fmin(least, lu);
    most = fmax(most, lu);
    if (fabs(lu) > p->limit_lu) {
      ++n_off;
      printf("%s: %+.2f LU with %s\n", lilv_node_as_uri(preset), lu, p->name);
    }
  }
  printf("%s (%.1f LUFS): %u presets %+.2f to %+.2f LU\n",
         p->name,
         before,
         lilv_nodes_size(presets),
         least,
         most);
  fflush(stdout);
  lilv_nodes_free(presets);
  sound_free(&in);
  sound_free(&out);
  ck_assert_uint_eq(n_off, 0);
}
END_TEST

/** How the gain of the match moved. */
typedef struct {
  double fastest_db_s; ///< once it has settled
  double drift_db;     ///< from the lowest to the highest then
} Motion;

static Motion
motion_of(Host* host, const Sound* in, Sound* out)
{
  const uint32_t step = (uint32_t)(0.1 * RATE_HZ);
  double lowest = INFINITY;
  double highest = -INFINITY;
  double last = NAN;
  Motion m = { 0.0, 0.0 };
  host_activate(host);
  for (uint32_t at = 0; at + step <= in->n; at += step) {
    probe_run(host, in, out, at, step);
    const double now = (double)host_get(host, "match_gain");
    if (at >= SETTLED_S * RATE_HZ) {
      lowest = fmin(lowest, now);
      highest = fmax(highest, now);
      m.fastest_db_s = fmax(m.fastest_db_s, fabs(now - last) / 0.1);
    }
    last = now;
  }
  host_deactivate(host);
  m.drift_db = highest - lowest;
  return m;
}

/* Bright, dark, boomy and old: the headphones that need the most. */
static const double headphones[] = { 5, 21, 84, 117, 128, 130, 163, 514 };

START_TEST(gain_hardly_moves_once_it_has_settled)
{
  const Programme* const p = programmes + _i;
  Sound in = p->make(RATE_HZ);
  Sound out = sound_new(in.n);
  Motion worst = { 0.0, 0.0 };
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  for (size_t i = 0; i < sizeof(headphones) / sizeof(headphones[0]); ++i) {
    probe_set(host, "headphone_a", headphones[i]);
    const Motion m = motion_of(host, &in, &out);
    worst.fastest_db_s = fmax(worst.fastest_db_s, m.fastest_db_s);
    worst.drift_db = fmax(worst.drift_db, m.drift_db);
  }
  printf("%s: gain moves by %.2f dB/s at most, %.2f dB in all\n",
         p->name,
         worst.fastest_db_s,
         worst.drift_db);
  fflush(stdout);
  ck_assert_double_le(worst.fastest_db_s, FASTEST_DB_S);
  if (p->make == music_edm) { // the one that is a loop
    ck_assert_double_le(worst.drift_db, DRIFT_DB);
  }
  host_free(host);
  sound_free(&in);
  sound_free(&out);
}
END_TEST

/* From speech to hats: even where the programme becomes another one. */
START_TEST(gain_is_slow_where_the_programme_changes)
{
  Sound in = music_speech(RATE_HZ);
  Sound hats = music_hats(RATE_HZ);
  Sound out = sound_new(in.n);
  for (int c = 0; c < 2; ++c) {
    memcpy(in.channel[c] + in.n / 2,
           hats.channel[c],
           in.n / 2 * sizeof(*hats.channel[c]));
  }
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  double fastest = 0.0;
  for (size_t i = 0; i < sizeof(headphones) / sizeof(headphones[0]); ++i) {
    probe_set(host, "headphone_a", headphones[i]);
    fastest = fmax(fastest, motion_of(host, &in, &out).fastest_db_s);
  }
  printf("from speech to hats: %.2f dB/s at most\n", fastest);
  ck_assert_double_gt(fastest, 0.3); // it does follow
  ck_assert_double_le(fastest, FASTEST_DB_S);
  host_free(host);
  sound_free(&in);
  sound_free(&hats);
  sound_free(&out);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin programmes");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_loop_test(
    tcase, every_preset_is_as_loud_as_the_original, 0, PROGRAMMES);
  tcase_add_loop_test(
    tcase, gain_hardly_moves_once_it_has_settled, 0, PROGRAMMES);
  tcase_add_test(tcase, gain_is_slow_where_the_programme_changes);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
