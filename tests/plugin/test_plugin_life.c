// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What any host may do: odd rates and blocks, no features, bad samples, saving
   and restoring. */

#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
all_finite(const Sound* sound)
{
  for (uint32_t i = 0; i < sound->n; ++i) {
    if (!isfinite(sound->channel[0][i]) || !isfinite(sound->channel[1][i])) {
      return false;
    }
  }
  return true;
}

START_TEST(rates_from_8_to_384_khz)
{
  static const struct {
    double hz;
    bool works;
  } rates[] = { { 4000.0, false },  { 7999.0, false },   { 8000.0, true },
                { 22050.0, true },  { 176400.0, true },  { 352800.0, true },
                { 384000.0, true }, { 384001.0, false }, { 768000.0, false } };
  const HostSetup setup = { .urid = true, .log = true };
  const LilvPlugin* const plugin = host_find(&world, "urn:earcup:stereo");
  Sound in = sound_noise(4096);
  Sound out = sound_new(in.n);
  for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); ++i) {
    const unsigned logged = world.n_logged;
    Host* const host = host_new(&world, plugin, rates[i].hz, &setup);
    ck_assert_msg((host != NULL) == rates[i].works, "%g Hz", rates[i].hz);
    if (host) {
      probe_play(host, &in, &out);
      ck_assert(all_finite(&out));
      ck_assert(!sound_same(&in, &out, 0, in.n));
    } else {
      ck_assert_uint_gt(world.n_logged, logged); // and it says why
    }
    host_free(host);
  }
  sound_free(&in);
  sound_free(&out);
}
END_TEST

/* A host without any feature hears what a rich one does. */
START_TEST(no_feature_is_needed)
{
  const HostSetup bare = { .urid = false,
                           .worker = WORKER_ABSENT,
                           .atoms = ATOMS_NULL };
  const LilvPlugin* const plugin = host_find(&world, "urn:earcup:stereo");
  Sound in = sound_noise(20000);
  Sound rich_out = sound_new(in.n);
  Sound bare_out = sound_new(in.n);
  Host* const rich = probe_open(48000.0, WORKER_AT_ONCE);
  Host* const poor = host_new(&world, plugin, 48000.0, &bare);
  ck_assert_ptr_nonnull(poor);
  probe_play(rich, &in, &rich_out);
  probe_play(poor, &in, &bare_out);
  ck_assert(sound_same(&rich_out, &bare_out, 0, rich_out.n));
  host_free(rich);
  host_free(poor);
  sound_free(&in);
  sound_free(&rich_out);
  sound_free(&bare_out);
}
END_TEST

START_TEST(blocks_of_any_size)
{
  static const uint32_t sizes[] = { 0,  1,   2,   3,    7,    8,   9,   0,
                                    63, 64,  65,  441,  1024, 1,   512, 8192,
                                    0,  511, 777, 4096, 5,    8191 };
  Host* const host = probe_open(48000.0, WORKER_ABSENT);
  Sound in = sound_noise(40000);
  Sound whole = sound_new(in.n);
  Sound parted = sound_new(in.n);
  probe_set(host, "crossfeed", 1);
  probe_set(host, "outside_level", -20);
  probe_play(host, &in, &whole);
  host_activate(host);
  for (uint32_t at = 0, i = 0; at < in.n; ++i) {
    const uint32_t wish = sizes[i % (sizeof(sizes) / sizeof(sizes[0]))];
    const uint32_t n = wish < in.n - at ? wish : in.n - at;
    probe_run(host, &in, &parted, at, n);
    at += n;
  }
  host_deactivate(host);
  ck_assert(sound_same(&whole, &parted, 0, whole.n));
  host_free(host);
  sound_free(&in);
  sound_free(&whole);
  sound_free(&parted);
}
END_TEST

START_TEST(bad_samples_do_not_stick)
{
  static const float bad[] = { NAN, INFINITY, -INFINITY, 3e38F };
  for (size_t k = 0; k < sizeof(bad) / sizeof(bad[0]); ++k) {
    Host* const host = probe_open(48000.0, WORKER_ABSENT);
    Sound in = sound_noise(96000);
    Sound out = sound_new(in.n);
    for (uint32_t i = 100; i < 200; ++i) {
      in.channel[k % 2][i] = bad[k];
    }
    probe_play(host, &in, &out);
    for (uint32_t i = 72000; i < in.n; ++i) {
      for (int c = 0; c < 2; ++c) {
        ck_assert(isfinite(out.channel[c][i]));
        ck_assert(k == 3 || fabsf(out.channel[c][i]) < 4.0F);
      }
    }
    ck_assert(k == 3 || all_finite(&out));
    host_free(host);
    sound_free(&in);
    sound_free(&out);
  }
}
END_TEST

static const void*
get_value(const char* symbol, void* host, uint32_t* size, uint32_t* type)
{
  const int port = host_port(host, symbol);
  *size = sizeof(float);
  *type = host_map(&world, LV2_ATOM__Float);
  return port < 0 ? NULL : ((Host*)host)->values + port;
}

static void
set_value(const char* symbol,
          void* host,
          const void* value,
          uint32_t size,
          uint32_t type)
{
  float number = 0.0F;
  ck_assert_uint_eq(size, sizeof(number));
  ck_assert_uint_eq(type, host_map(&world, LV2_ATOM__Float));
  memcpy(&number, value, sizeof(number));
  probe_set(host, symbol, (double)number);
}

static void
write_measurement(char path[])
{
  const int fd = mkstemp(path);
  ck_assert_int_ge(fd, 0);
  FILE* const file = fdopen(fd, "w");
  ck_assert_ptr_nonnull(file);
  fprintf(file, "# earcup: relative\n");
  for (double hz = 20.0; hz < 20000.0; hz *= 1.05) {
    fprintf(file, "%.2f %.3f\n", hz, 4.0 * sin(3.0 * log(hz)));
  }
  ck_assert_int_eq(fclose(file), 0);
}

/* Saved as text by lilv, given to a new instance: the same sound, the measured
   file with it. */
START_TEST(a_saved_state_sounds_the_same)
{
  LV2_Feature map = { LV2_URID__map, &world.map };
  LV2_Feature unmap = { LV2_URID__unmap, &world.unmap };
  const LV2_Feature* const features[] = { &map, &unmap, NULL };
  char path[] = "/tmp/earcup-test-XXXXXX";
  write_measurement(path);
  Sound in = sound_noise(48000);
  Sound before = sound_new(in.n);
  Sound after = sound_new(in.n);
  Sound unlike = sound_new(in.n);

  Host* const host = probe_open(48000.0, WORKER_AT_ONCE);
  probe_play(host, &in, &unlike);
  probe_set(host, "headphone_a", 142);
  probe_set(host, "crossfeed", 4);
  probe_set(host, "match", 0);
  probe_set(host, "strength", 80);
  host_activate(host);
  host_send_path(host, "urn:earcup:file_a", path);
  for (int i = 0; i < 3; ++i) {
    probe_run(host, &in, &before, 0, in.n);
  }
  host_deactivate(host);
  probe_play(host, &in, &before);
  LilvState* const saved = lilv_state_new_from_instance(host->plugin,
                                                        host->instance,
                                                        &world.map,
                                                        NULL,
                                                        NULL,
                                                        NULL,
                                                        NULL,
                                                        get_value,
                                                        host,
                                                        0,
                                                        features);
  ck_assert_ptr_nonnull(saved);
  char* const text = lilv_state_to_string(
    world.lilv, &world.map, &world.unmap, saved, "urn:earcup:test", NULL);
  ck_assert_ptr_nonnull(text);
  host_free(host);

  LilvState* const restored =
    lilv_state_new_from_string(world.lilv, &world.map, text);
  ck_assert_ptr_nonnull(restored);
  Host* const fresh = probe_open(48000.0, WORKER_AT_ONCE);
  lilv_state_restore(restored, fresh->instance, set_value, fresh, 0, features);
  probe_play(fresh, &in, &after);
  ck_assert(!sound_same(&before, &unlike, 0, before.n));
  ck_assert(sound_same(&before, &after, 0, before.n));
  host_free(fresh);
  lilv_state_free(saved);
  lilv_state_free(restored);
  lilv_free(text);
  unlink(path);
  sound_free(&in);
  sound_free(&before);
  sound_free(&after);
  sound_free(&unlike);
}
END_TEST

/* The second plugin of the bundle: its own outside sound. */
START_TEST(outside_sound_comes_in)
{
  const HostSetup setup = { .urid = true };
  const LilvPlugin* const plugin =
    host_find(&world, "urn:earcup:stereo-outside");
  ck_assert_ptr_nonnull(plugin);
  Host* const host = host_new(&world, plugin, 48000.0, &setup);
  ck_assert_ptr_nonnull(host);
  ck_assert_uint_eq(host->n_in, 4);
  Sound silence = sound_new(20000);
  Sound around = sound_noise(20000);
  Sound out = sound_new(20000);
  float* const in[4] = {
    silence.channel[0], silence.channel[1], around.channel[0], around.channel[1]
  };
  double power[2] = { 0.0, 0.0 };
  static const double headphones[] = { 1, 3 };
  probe_set(host, "outside_level", 0);
  for (int k = 0; k < 2; ++k) {
    probe_set(host, "headphone_a", headphones[k]);
    host_activate(host);
    host_run(host, in, out.channel, out.n);
    host_deactivate(host);
    for (uint32_t i = 0; i < out.n; ++i) {
      power[k] += pow((double)out.channel[0][i], 2.0);
    }
  }
  ck_assert_double_gt(power[1], 0.0);
  ck_assert_double_gt(power[0], 3.0 * power[1]); // open lets it in
  host_free(host);
  sound_free(&silence);
  sound_free(&around);
  sound_free(&out);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin life");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_test(tcase, rates_from_8_to_384_khz);
  tcase_add_test(tcase, no_feature_is_needed);
  tcase_add_test(tcase, blocks_of_any_size);
  tcase_add_test(tcase, bad_samples_do_not_stick);
  tcase_add_test(tcase, a_saved_state_sounds_the_same);
  tcase_add_test(tcase, outside_sound_comes_in);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
