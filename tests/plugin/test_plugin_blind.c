// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Blind comparisons in the built plugin: what is heard, that nothing else
   tells, and that trials of it come out as they should. */

#include "tests/support/loud.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include "dsp/model/headphones.h"
#include "plugin/blind.h"
#include "plugin/ui_protocol.h"
#include "ui/shared/blind_trials.h"

#include <lv2/atom/forge.h>
#include <lv2/atom/util.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RATE_HZ 48000.0
#define HD_800_S 19.0f ///< permanent ids
#define HD_25 43.0f
#define LIMIT_LU 0.2

enum { BLOCK = 256, SECOND = 48000 };

static Host* host;
static uint32_t played; ///< frames of the programme so far
static unsigned n_frames;
static bool is_open; ///< the window, which says so every second
static float programme[2][SECOND];

/** Both at the defaults. */
static Blind
comparison(void)
{
  Blind blind;
  memset(&blind, 0, sizeof(blind));
  blind.is_on = true;
  for (int i = 0; i < 2; ++i) {
    for (int p = 0; p < PORT_COUNT; ++p) {
      blind.value[i][p] = ports[p].dflt;
    }
  }
  return blind;
}

static void
send(LV2_Atom_Forge* forge, LV2_Atom_Forge_Frame* frame, const LV2_Atom* atom)
{
  lv2_atom_forge_pop(forge, frame);
  host_send(host, atom);
}

static void
hear(const Blind* blind)
{
  _Alignas(8) uint8_t bytes[2048];
  LV2_Atom_Forge forge;
  LV2_Atom_Forge_Frame frame;
  lv2_atom_forge_init(&forge, &world.map);
  lv2_atom_forge_set_buffer(&forge, bytes, sizeof(bytes));
  lv2_atom_forge_object(&forge, &frame, 0, host_map(&world, EARCUP__blind));
  if (blind->is_on) {
    lv2_atom_forge_key(&forge, host_map(&world, EARCUP__values));
    lv2_atom_forge_vector(&forge,
                          sizeof(float),
                          host_map(&world, LV2_ATOM__Float),
                          2 * PORT_COUNT,
                          blind->value);
    lv2_atom_forge_key(&forge, host_map(&world, EARCUP__originals));
    lv2_atom_forge_int(&forge, (int32_t)blind->originals);
    lv2_atom_forge_key(&forge, host_map(&world, EARCUP__heard));
    lv2_atom_forge_int(&forge, (int32_t)blind->heard);
  }
  send(&forge, &frame, (const LV2_Atom*)(const void*)bytes);
}

static void
open_window(bool open)
{
  host_send_object(
    host, open ? EARCUP__ui_on : EARCUP__ui_off, NULL, NULL, NULL, 0);
}

static void
count_frames(void)
{
  const LV2_Atom_Sequence* const notify =
    (const LV2_Atom_Sequence*)host->atoms[host_port(host, "notify")];
  LV2_ATOM_SEQUENCE_FOREACH(notify, event)
  {
    const LV2_Atom_Object* const object = (const LV2_Atom_Object*)&event->body;
    n_frames += object->body.otype == host_map(&world, EARCUP__frame);
  }
}

/** The window speaks up, unless another message goes with the next run. */
static void
keep_open(void)
{
  if (is_open && played % SECOND < BLOCK && host->event_bytes == 0) {
    open_window(true);
  }
}

/** Play on. @param out n frames each, or NULL for what nobody needs */
static void
play(float* const out[2], uint32_t n)
{
  float x[2][BLOCK];
  float y[2][BLOCK];
  float* const in[2] = { x[0], x[1] };
  float* const to[2] = { y[0], y[1] };
  for (uint32_t done = 0; done < n;) {
    const uint32_t part = n - done < BLOCK ? n - done : BLOCK;
    for (uint32_t i = 0; i < part; ++i, ++played) {
      x[0][i] = programme[0][played % SECOND];
      x[1][i] = programme[1][played % SECOND];
    }
    keep_open();
    host_run(host, in, to, part);
    host_work(host);
    count_frames();
    for (int c = 0; out && c < 2; ++c) {
      memcpy(out[c] + done, y[c], part * sizeof(float));
    }
    done += part;
  }
}

/** Pink within 0.1 dB from 20 Hz to 20 kHz, by Kellet's filter. */
static void
fill_pink(void)
{
  static const double pole[] = { 0.99886, 0.99332, 0.96900,
                                 0.86650, 0.55000, -0.7616 };
  static const double gain[] = { 0.0555179, 0.0750759, 0.1538520,
                                 0.3104856, 0.5329522, -0.0168980 };
  uint64_t seed = 1937;
  for (int c = 0; c < 2; ++c) {
    double state[6] = { 0.0 };
    double last = 0.0;
    for (int i = -SECOND; i < SECOND; ++i) {
      const double white = 2.0 * probe_random(&seed) - 1.0;
      double sum = last + 0.5362 * white;
      for (int k = 0; k < 6; ++k) {
        state[k] = pole[k] * state[k] + gain[k] * white;
        sum += state[k];
      }
      last = 0.115926 * white;
      if (i >= 0) {
        programme[c][i] = (float)(0.02 * sum);
      }
    }
  }
}

static void
comes(void)
{
  probe_open_world();
  fill_pink();
  played = n_frames = 0;
  host = probe_open(RATE_HZ, WORKER_LATER);
  host_activate(host);
  is_open = true;
  open_window(true);
  play(NULL, BLOCK);
}

static void
goes(void)
{
  host_deactivate(host);
  host_free(host);
  probe_close_world();
}

static Sound
listen(uint32_t n)
{
  Sound sound = sound_new(n);
  play(sound.channel, n);
  return sound;
}

/* --- levels -------------------------------------------------------------- */

/** What is compared, number 0 against number 1. */
static Blind
pair(int i)
{
  Blind blind = comparison();
  float* const first = blind.value[0];
  float* const second = blind.value[1];
  first[PORT_HEADPHONE_A] = second[PORT_HEADPHONE_A] = HD_800_S;
  first[PORT_HEADPHONE_B] = second[PORT_HEADPHONE_B] = HD_25;
  second[PORT_MORPH] = 1.0F;
  if (i == 1) {
    second[PORT_SEAL] = 0.0F;
  } else if (i == 2) {
    second[PORT_CROSSFEED] = 4.0F;
    second[PORT_MATCH] = 0.0F;
    second[PORT_OUTPUT_GAIN] = 9.0F;
    second[PORT_MONITOR] = 2.0F;
    second[PORT_OUTSIDE_LEVEL] = 0.0F;
    second[PORT_LISTEN_AT] = 1.0F;
  } else if (i == 3) {
    blind.originals = 1;
  } else if (i == 4) {
    blind.originals = 2;
    first[PORT_WEARING] = HD_25;
  }
  return blind;
}

enum { PAIRS = 5 };

START_TEST(both_are_equally_loud)
{
  Blind blind = pair(_i);
  double lufs[2][2];
  probe_set(host, "output_gain", -6.0);
  hear(&blind);
  play(NULL, 8 * SECOND);
  for (int turn = 0; turn < 2; ++turn) {
    for (unsigned i = 0; i < 2; ++i) {
      blind.heard = i;
      hear(&blind);
      play(NULL, SECOND / 2);
      Sound sound = listen(5 * SECOND);
      lufs[turn][i] = loud_lufs(&sound, RATE_HZ);
      sound_free(&sound);
    }
  }
  printf("pair %d: %.3f and %.3f LU apart\n",
         _i,
         lufs[0][0] - lufs[0][1],
         lufs[1][0] - lufs[1][1]);
  for (int turn = 0; turn < 2; ++turn) {
    ck_assert_double_lt(fabs(lufs[turn][0] - lufs[turn][1]), LIMIT_LU);
  }
}
END_TEST

START_TEST(the_original_has_the_gain_of_the_rest)
{
  Blind blind = pair(3);
  probe_set(host, "output_gain", -6.0);
  hear(&blind);
  play(NULL, SECOND);
  const uint32_t from = played;
  Sound sound = listen(SECOND);
  const double gain = pow(10.0, -6.0 / 20.0);
  for (uint32_t i = 0; i < SECOND; ++i) {
    const double wanted = gain * programme[0][(from + i) % SECOND];
    ck_assert_double_eq_tol(sound.channel[0][i], wanted, 1e-5);
  }
  sound_free(&sound);
}
END_TEST

/* --- secrets ------------------------------------------------------------- */

START_TEST(no_port_and_no_frame_tells)
{
  static const char* const outputs[] = {
    "match_gain", "peak_l", "peak_r", "crossfeed_mono_error", "side_error"
  };
  enum { OUTPUTS = sizeof(outputs) / sizeof(*outputs) };
  float before[OUTPUTS];
  Blind blind = pair(2);
  play(NULL, SECOND);
  hear(&blind);
  play(NULL, BLOCK);
  for (int k = 0; k < OUTPUTS; ++k) {
    before[k] = host_get(host, outputs[k]);
  }
  n_frames = 0;
  for (unsigned turn = 0; turn < 8; ++turn) {
    blind.heard = turn % 2;
    hear(&blind);
    play(NULL, SECOND / 2);
    for (int k = 0; k < OUTPUTS; ++k) {
      ck_assert_msg(before[k] == host_get(host, outputs[k]), "%s", outputs[k]);
    }
  }
  ck_assert_uint_eq(n_frames, 0);
  blind.is_on = false;
  hear(&blind);
  play(NULL, SECOND);
  ck_assert_uint_ge(n_frames, 20);
}
END_TEST

/** Largest steps of the sound while it changes, and while it does not. */
START_TEST(changes_do_not_click)
{
  enum { SINE_HZ = 100, SPAN = SECOND / 4 };
  Blind blind = pair(_i);
  for (int i = 0; i < SECOND; ++i) {
    programme[0][i] = programme[1][i] =
      (float)(0.25 * sin(2.0 * PROBE_PI * SINE_HZ * i / SECOND));
  }
  hear(&blind);
  play(NULL, 2 * SECOND);
  for (unsigned turn = 0; turn < 6; ++turn) {
    Sound rest[2];
    rest[0] = listen(SPAN);
    blind.heard = !blind.heard;
    hear(&blind);
    Sound change = listen(SPAN);
    rest[1] = listen(SPAN);
    for (int c = 0; c < 2; ++c) {
      const double steady =
        fmax(sound_largest_step(rest[0].channel[c], 1, SPAN),
             sound_largest_step(rest[1].channel[c], 1, SPAN));
      ck_assert_double_lt(sound_largest_step(change.channel[c], 1, SPAN),
                          1.25 * steady);
    }
    sound_free(&rest[0]);
    sound_free(&rest[1]);
    sound_free(&change);
  }
}
END_TEST

/* --- the end ------------------------------------------------------------- */

/** How loud it is now, dB. */
static double
level_db(void)
{
  play(NULL, SECOND / 2);
  Sound sound = listen(SECOND);
  double power = 0.0;
  for (uint32_t i = 0; i < SECOND; ++i) {
    power += (double)sound.channel[0][i] * (double)sound.channel[0][i];
  }
  sound_free(&sound);
  return 10.0 * log10(power / SECOND);
}

/* The ports say 24 dB less and no match: none of that in the comparison. */
START_TEST(whoever_ends_it_the_ports_are_heard_again)
{
  Blind blind = pair(0);
  probe_set(host, "listen_at", 1);
  const double before = level_db();
  hear(&blind);
  ck_assert_double_gt(level_db(), before + 10.0);
  if (_i == 0) {
    blind.is_on = false;
    hear(&blind);
  } else if (_i == 1) {
    is_open = false;
    open_window(false);
  } else if (_i == 2) {
    is_open = false;
    play(NULL, 4 * SECOND); // the window says nothing
  } else {
    probe_set(host, "freewheel", 1);
  }
  ck_assert_double_eq_tol(level_db(), before, 0.1);
}
END_TEST

START_TEST(an_export_takes_no_part_in_it)
{
  const Blind blind = pair(0);
  probe_set(host, "listen_at", 1);
  probe_set(host, "freewheel", 1);
  const double before = level_db();
  hear(&blind);
  ck_assert_double_eq_tol(level_db(), before, 0.1);
}
END_TEST

/* --- trials -------------------------------------------------------------- */

static char file[2][64];

/** Two curves that differ by 3 dB at 3 kHz, as ends of the morph. */
static Blind
two_files(void)
{
  static const char* const uris[] = { EARCUP__file_a, EARCUP__file_b };
  Blind blind = comparison();
  for (int i = 0; i < 2; ++i) {
    snprintf(file[i],
             sizeof(file[i]),
             "/tmp/earcup-blind-%d-%d.csv",
             (int)getpid(),
             i);
    FILE* const to = fopen(file[i], "w");
    ck_assert_ptr_nonnull(to);
    fprintf(to, "frequency,raw\n");
    for (double hz = 20.0; hz < 20001.0; hz *= pow(2.0, 1.0 / 24.0)) {
      const double octaves = log2(hz / 3000.0);
      fprintf(
        to, "%.3f,%.4f\n", hz, i ? 3.0 * exp(-2.0 * octaves * octaves) : 0.0);
    }
    fclose(to);
    host_send_path(host, uris[i], file[i]);
    play(NULL, SECOND / 2);
    blind.value[i][PORT_HEADPHONE_A] = (float)HEADPHONE_MEASURED_FILE;
    blind.value[i][PORT_HEADPHONE_B] = (float)HEADPHONE_MEASURED_FILE;
  }
  blind.value[1][PORT_MORPH] = 1.0F;
  play(NULL, SECOND);
  return blind;
}

static void
hear_button(Blind* blind, const BlindTrials* trials, unsigned button)
{
  blind->heard = blind_trials_sound(trials, button);
  hear(blind);
}

/** 3 kHz against the whole, dB: what the listener goes by. */
static double
brightness_db(uint32_t settle, uint32_t n)
{
  const double hz = 3000.0;
  double complex spectrum = 0.0;
  double power = 0.0;
  play(NULL, settle);
  Sound sound = listen(n);
  probe_spectrum(sound.channel[0], n, RATE_HZ, &hz, 1, &spectrum);
  for (uint32_t i = 0; i < n; ++i) {
    power += (double)sound.channel[0][i] * (double)sound.channel[0][i];
  }
  sound_free(&sound);
  return to_db(spectrum) - 10.0 * log10(power + 1e-30);
}

START_TEST(a_listener_hears_3_db_at_3_kHz)
{
  Blind blind = two_files();
  BlindTrials trials;
  hear(&blind);
  play(NULL, 2 * SECOND);
  ck_assert(blind_trials_begin(&trials, BLIND_ABX, 16, 20261128));
  while (trials.done < trials.total) {
    double heard_db[3];
    for (unsigned button = 0; button < 3; ++button) {
      hear_button(&blind, &trials, button);
      // The programme repeats each second: the same noise for all three.
      heard_db[button] =
        brightness_db(SECOND + (SECOND - played % SECOND) % SECOND, SECOND);
    }
    blind_trials_answer(&trials,
                        fabs(heard_db[2] - heard_db[1]) <
                          fabs(heard_db[2] - heard_db[0]));
  }
  unlink(file[0]);
  unlink(file[1]);
  ck_assert_uint_eq(blind_trials_count(&trials), 16);
  ck_assert_double_eq_tol(blind_trials_p(&trials), 1.0 / 65536.0, 1e-12);
}
END_TEST

/* Where there is nothing to hear, the same listener guesses. p has steps, so
   each is spread evenly over its step; what comes out has to be uniform
   (Kolmogorov and Smirnov; 1.63 / sqrt(n) is exceeded in one case of 100). */
START_TEST(with_nothing_to_hear_p_is_uniform)
{
  enum { RUNS = 1000, LITTLE = 64 };
  static double p[RUNS];
  uint64_t seed = 1958;
  Blind blind = comparison();
  hear(&blind);
  play(NULL, SECOND);
  for (unsigned run = 0; run < RUNS; ++run) {
    BlindTrials trials;
    ck_assert(blind_trials_begin(&trials, BLIND_ABX, 16, run + 1));
    while (trials.done < trials.total) {
      double heard_db[3];
      for (unsigned button = 0; button < 3; ++button) {
        hear_button(&blind, &trials, button);
        heard_db[button] = brightness_db(0, LITTLE);
      }
      blind_trials_answer(&trials,
                          fabs(heard_db[2] - heard_db[1]) <
                            fabs(heard_db[2] - heard_db[0]));
    }
    const unsigned count = blind_trials_count(&trials);
    const double above = count < 16 ? blind_tail(count + 1, 16) : 0.0;
    const double step = blind_trials_p(&trials) - above;
    p[run] = above + step * probe_random(&seed);
  }
  double worst = 0.0;
  for (unsigned i = 0; i < RUNS; ++i) {
    double below = 0.0;
    for (unsigned k = 0; k < RUNS; ++k) {
      below += p[k] <= p[i] ? 1.0 / RUNS : 0.0;
    }
    worst =
      fmax(worst, fmax(fabs(below - p[i]), fabs(below - 1.0 / RUNS - p[i])));
  }
  printf("Kolmogorov-Smirnov distance %.4f\n", worst);
  ck_assert_double_lt(worst, 1.63 / sqrt(RUNS));
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin blind");
  TCase* const tests = tcase_create("blind");
  tcase_add_checked_fixture(tests, comes, goes);
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests, both_are_equally_loud, 0, PAIRS);
  tcase_add_test(tests, the_original_has_the_gain_of_the_rest);
  tcase_add_test(tests, no_port_and_no_frame_tells);
  tcase_add_loop_test(tests, changes_do_not_click, 0, PAIRS);
  tcase_add_loop_test(tests, whoever_ends_it_the_ports_are_heard_again, 0, 4);
  tcase_add_test(tests, an_export_takes_no_part_in_it);
  tcase_add_test(tests, a_listener_hears_3_db_at_3_kHz);
  tcase_add_test(tests, with_nothing_to_hear_p_is_uniform);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
