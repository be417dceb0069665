// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Match loudness: every preset of the bundle, K-weighted loudness before and
   after, measured by libebur128. Controls whose purpose is another loudness
   are put back first: the vocal microphone, parts of the sound (Monitor),
   outside sound and the output gain.

   A headphone with more treble makes pink noise louder and dark music softer:
   one gain for both would leave 1.13 LU at the least. The match therefore
   listens to what plays, and starts from what it assumes. */

#include "tests/support/loud.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <fftw3.h>
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNLIKE_LU 0.2
#define LIMIT_LU 0.3
#define UNMATCHED_LU 1.5 // at least, for some headphone
#define CROSSFEED_LU 0.15
enum { LEARN = 6 };
#define RATE_HZ 48000.0

/** About ten seconds, a power of two. */
static uint32_t
noise_frames(double rate_hz)
{
  return rate_hz > 1e5 ? 1U << 21 : rate_hz > 5e4 ? 1U << 20 : 1U << 19;
}

/** Noise of random phases from 20 Hz to 20 kHz that falls by so many dB an
    octave from pink. */
static void
noise_channel(float* x,
              double rate_hz,
              double fall_db,
              double level,
              uint64_t seed)
{
  const uint32_t n = noise_frames(rate_hz);
  fftwf_complex* const bins = fftwf_alloc_complex(n / 2 + 1);
  float* const time = fftwf_alloc_real(n);
  fftwf_plan const plan =
    fftwf_plan_dft_c2r_1d((int)n, bins, time, FFTW_ESTIMATE);
  for (uint32_t k = 0; k <= n / 2; ++k) {
    const double hz = k * rate_hz / n;
    const double phase = 2.0 * PROBE_PI * probe_random(&seed);
    double gain = 0.0;
    if (hz >= 20.0 && hz <= 20000.0) {
      gain = level / sqrt((double)k) *
             pow(10.0, -fall_db * log2(hz / 1000.0) / 20.0);
    }
    bins[k] = (float complex)(gain * cexp(CMPLX(0.0, phase)));
  }
  fftwf_execute(plan);
  memcpy(x, time, n * sizeof(float));
  fftwf_destroy_plan(plan);
  fftwf_free(time);
  fftwf_free(bins);
}

/** Noise whose Side has so much of the power, 0..1. */
static Sound
noise(double rate_hz, double fall_db, double side_share)
{
  Sound sound = sound_new(noise_frames(rate_hz));
  float* const left = sound.channel[0];
  float* const right = sound.channel[1];
  noise_channel(left, rate_hz, fall_db, 0.03 * sqrt(1.0 - side_share), 1937);
  noise_channel(right, rate_hz, fall_db, 0.03 * sqrt(side_share), 1958);
  for (uint32_t i = 0; i < sound.n; ++i) {
    const float mid = left[i];
    const float side = right[i];
    left[i] = mid + side;
    right[i] = mid - side;
  }
  return sound;
}

/** All on the left, as loud as before if both channels were the same. */
static void
pan_left(Sound* sound)
{
  for (uint32_t i = 0; i < sound->n; ++i) {
    sound->channel[0][i] *= 1.41421356F;
    sound->channel[1][i] = 0.0F;
  }
}

static Sound
demo(void)
{
  const char* const build = getenv("B");
  char path[1024];
  SF_INFO info = { 0 };
  snprintf(path, sizeof(path), "%s/demo/demo.wav", build ? build : "build");
  SNDFILE* const file = sf_open(path, SFM_READ, &info);
  ck_assert_msg(file != NULL, "%s is missing", path);
  ck_assert_int_eq(info.channels, 2);
  ck_assert_int_eq(info.samplerate, (int)RATE_HZ);
  Sound sound = sound_new((uint32_t)info.frames);
  float* const frames = malloc(2 * sound.n * sizeof(float));
  ck_assert_int_eq(sf_readf_float(file, frames, info.frames), info.frames);
  for (uint32_t i = 0; i < sound.n; ++i) {
    sound.channel[0][i] = frames[2 * i];
    sound.channel[1][i] = frames[2 * i + 1];
  }
  free(frames);
  sf_close(file);
  return sound;
}

/** What goes in, and how far off it may come out. */
typedef struct {
  const char* name;
  bool is_demo;
  double fall_db; ///< an octave, from pink
  double side_share;
  double tolerance_lu;
  bool is_panned; ///< all on the left
} Programme;

static const Programme programmes[] = {
  { "noise as assumed", false, 0.86, 0.45, LIMIT_LU, false },
  { "pink noise", false, 0.0, 0.5, LIMIT_LU, false },
  { "mono pink noise", false, 0.0, 0.0, LIMIT_LU, false },
  { "hard-panned pink noise", false, 0.0, 0.0, LIMIT_LU, true },
  { "the demo", true, 0.0, 0.0, LIMIT_LU, false },
};
enum { PROGRAMMES = sizeof(programmes) / sizeof(programmes[0]) };

START_TEST(every_preset_is_as_loud_as_the_original)
{
  const Programme* const p = programmes + _i;
  Sound in = p->is_demo ? demo() : noise(RATE_HZ, p->fall_db, p->side_share);
  Sound out = sound_new(in.n);
  if (p->is_panned) {
    pan_left(&in);
  }
  const double before = loud_lufs(&in, RATE_HZ);
  LilvNodes* const presets = loud_presets();
  double least = 0.0;
  double most = 0.0;
  unsigned n_close = 0;
  unsigned n_off = 0;
  LILV_FOREACH(nodes, i, presets)
  {
    const LilvNode* const preset = lilv_nodes_get(presets, i);
    loud_play(preset, RATE_HZ, &in, &out);
    const double lu = loud_lufs(&out, RATE_HZ) - before;
    least = fmin(least, lu);
    most = fmax(most, lu);
    n_close += fabs(lu) <= LIMIT_LU;
    /* Match knows what both ears hear together: where they are unlike, what is
       all on one side is a little louder or softer. */
    const bool is_unlike = strstr(lilv_node_as_uri(preset), ":fit-") != NULL;
    const double more = p->is_panned && is_unlike ? UNLIKE_LU : 0.0;
    if (fabs(lu) > p->tolerance_lu + more) {
      ++n_off;
      printf("%s: %+.2f LU with %s\n", lilv_node_as_uri(preset), lu, p->name);
    }
  }
  printf("%s (%.1f LUFS): %u presets %+.2f to %+.2f LU, %u within %.1f\n",
         p->name,
         before,
         lilv_nodes_size(presets),
         least,
         most,
         n_close,
         LIMIT_LU);
  fflush(stdout);
  ck_assert_uint_ge(lilv_nodes_size(presets), 24);
  lilv_nodes_free(presets);
  sound_free(&in);
  sound_free(&out);
  ck_assert_uint_eq(n_off, 0);
}
END_TEST

/* What a crossfeed does to the loudness of a hard-panned sound is known from
   its response, once that sound is what has been playing. It falls as
   music does. */
START_TEST(every_crossfeed_is_matched)
{
  const double rate_hz = probe_rates[_i];
  Sound in = noise(rate_hz, 3.0, 0.0);
  Sound out = sound_new(in.n);
  pan_left(&in);
  const double before = loud_lufs(&in, rate_hz);
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  double largest = 0.0;
  probe_set(host, "headphone_a", 0);
  for (int mode = 1; mode < 5; ++mode) {
    probe_set(host, "crossfeed", mode);
    for (int angle = 20; angle <= 150; angle += mode == 1 ? 26 : 1000) {
      probe_set(host, "speaker_angle", angle);
      host_activate(host);
      for (int times = 0; times < LEARN; ++times) {
        host_run(host, in.channel, out.channel, in.n);
      }
      host_deactivate(host);
      largest = fmax(largest, fabs(loud_lufs(&out, rate_hz) - before));
    }
  }
  printf("hard-panned noise at %g Hz, all crossfeeds: %.2f LU off at most\n",
         rate_hz,
         largest);
  fflush(stdout);
  ck_assert_double_le(largest, CROSSFEED_LU);
  host_free(host);
  sound_free(&in);
  sound_free(&out);
}
END_TEST

/* At other rates the bands lie elsewhere. */
START_TEST(every_rate_is_matched)
{
  const double rate_hz = probe_rates[_i];
  Sound in = noise(rate_hz, 0.0, 0.3);
  Sound out = sound_new(in.n);
  const double before = loud_lufs(&in, rate_hz);
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  double largest = 0.0;
  for (int id = 1; id < 142; id += 14) {
    probe_set(host, "headphone_a", id);
    probe_play(host, &in, &out);
    largest = fmax(largest, fabs(loud_lufs(&out, rate_hz) - before));
  }
  printf("pink noise at %g Hz: %.2f LU off at most\n", rate_hz, largest);
  fflush(stdout);
  ck_assert_double_le(largest, LIMIT_LU);
  host_free(host);
  sound_free(&in);
  sound_free(&out);
}
END_TEST

/* Without it headphones differ: the test above would notice. */
START_TEST(match_is_what_does_it)
{
  Sound in = noise(RATE_HZ, 0.0, 0.5);
  Sound out = sound_new(in.n);
  const double before = loud_lufs(&in, RATE_HZ);
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  double largest = 0.0;
  probe_set(host, "match", 0);
  for (int id = 1; id < 142; id += 10) {
    probe_set(host, "headphone_a", id);
    probe_play(host, &in, &out);
    largest = fmax(largest, fabs(loud_lufs(&out, RATE_HZ) - before));
  }
  ck_assert_double_gt(largest, UNMATCHED_LU);

  /* The meter says by how much, within what it has learned by the end. */
  const double off = loud_lufs(&out, RATE_HZ);
  probe_set(host, "match", 1);
  probe_play(host, &in, &out);
  ck_assert_double_eq_tol(
    loud_lufs(&out, RATE_HZ) - off, (double)host_get(host, "match_gain"), 0.15);
  host_free(host);
  sound_free(&in);
  sound_free(&out);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin match");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_loop_test(
    tcase, every_preset_is_as_loud_as_the_original, 0, PROGRAMMES);
  tcase_add_loop_test(tcase, every_rate_is_matched, 0, PROBE_RATES);
  tcase_add_loop_test(tcase, every_crossfeed_is_matched, 0, PROBE_RATES);
  tcase_add_test(tcase, match_is_what_does_it);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
