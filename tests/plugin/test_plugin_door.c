// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* dsp/earcup.h against the plugin: the same settings give the same bits. */

#include "dsp/earcup.h"
#include "plugin/parameters.h"
#include "plugin/ports.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <math.h>
#include <string.h>

#define RATE_HZ 48000.0
enum { FRAMES = 6000 };

/** A control in the plugin's units. */
typedef struct {
  const char* symbol;
  double value;
} Change;

static const Change changes[] = {
  { "enabled", 1 }, // as it is by default
  { "headphone_a", 43 },
  { "headphone_b", 50 },
  { "morph", 0.7 },
  { "wearing", 40 },
  { "listen_at", 1 },
  { "strength", 140 },
  { "seal", 60 },
  { "pad_wear", 70 },
  { "cup_volume", -50 },
  { "cup_damping", 50 },
  { "bass_port", -80 },
  { "two_ears", 100 },
  { "seat", 7 },
  { "seal_balance", -60 },
  { "target_bass", 3 },
  { "target_tilt", -0.5 },
  { "crossfeed", 2 },
  { "crossfeed_amount", 40 },
  { "speaker_angle", 110 },
  { "monitor", 1 },
  { "match", 0 },
  { "output_gain", -7 },
  { "balance", 4 },
  { "swap", 1 },
  { "outside_sound", 3 },
  { "enabled", 0 },
};
enum { CHANGES = sizeof(changes) / sizeof(changes[0]) };

static float
factor(double db)
{
  return powf(10.0F, 0.05F * (float)db);
}

static bool
set_simulation(EarcupSimulation* s, const char* symbol, double v)
{
  const struct {
    const char* symbol;
    double* to;
    double scale;
  } table[] = {
    { "morph", &s->morph, 1.0 },
    { "strength", &s->strength, 0.01 },
    { "seal", &s->fit.seal, 0.01 },
    { "pad_wear", &s->fit.pad_wear, 0.01 },
    { "cup_volume", &s->fit.cup_volume, 0.01 },
    { "cup_damping", &s->fit.cup_damping, 0.01 },
    { "bass_port", &s->fit.bass_port, 0.01 },
    { "target_bass", &s->target_bass_db, 1.0 },
    { "target_tilt", &s->target_tilt_db, 1.0 },
  };
  for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); ++i) {
    if (!strcmp(symbol, table[i].symbol)) {
      *table[i].to = table[i].scale * (double)(float)v;
      return true;
    }
  }
  uint32_t* const id = !strcmp(symbol, "headphone_a")   ? &s->headphone_a
                       : !strcmp(symbol, "headphone_b") ? &s->headphone_b
                       : !strcmp(symbol, "wearing")     ? &s->wearing
                                                        : NULL;
  if (id) {
    *id = (uint32_t)v;
  } else if (!strcmp(symbol, "listen_at")) {
    s->at_mic = v > 0.5;
  } else if (!strcmp(symbol, "two_ears")) {
    s->ears.amount = 0.01F * (float)v;
  } else if (!strcmp(symbol, "seal_balance")) {
    s->ears.seal_balance = 0.01F * (float)v;
  } else if (!strcmp(symbol, "seat")) {
    s->ears.seat = (uint32_t)v;
  } else {
    return false;
  }
  return true;
}

static bool
set_mix(EarcupMix* mix, const char* symbol, double v)
{
  if (!strcmp(symbol, "enabled")) {
    mix->enabled = v > 0.5;
  } else if (!strcmp(symbol, "match")) {
    mix->match = v > 0.5;
  } else if (!strcmp(symbol, "swap")) {
    mix->swap = v > 0.5;
  } else if (!strcmp(symbol, "monitor")) {
    mix->monitor = (EarcupMonitor)(int)v;
  } else if (!strcmp(symbol, "output_gain")) {
    mix->gain = factor(v);
  } else if (!strcmp(symbol, "balance")) {
    mix->balance[1] = factor(0.5 * v);
    mix->balance[0] = 1.0F / mix->balance[1];
  } else {
    return false;
  }
  return true;
}

static void
set(EarcupSettings* s, const char* symbol, double v)
{
  if (set_simulation(&s->simulation, symbol, v) ||
      set_mix(&s->mix, symbol, v)) {
    return;
  }
  if (!strcmp(symbol, "crossfeed")) {
    s->crossfeed.mode = (EarcupCrossfeedMode)(int)v;
  } else if (!strcmp(symbol, "crossfeed_amount")) {
    s->crossfeed.amount = 0.01 * (double)(float)v;
  } else if (!strcmp(symbol, "speaker_angle")) {
    s->crossfeed.angle_deg = v;
  } else if (!strcmp(symbol, "outside_sound")) {
    s->outside.sound = (EarcupOutsideSound)(int)v;
  } else if (!strcmp(symbol, "outside_level")) {
    s->outside.is_on = true;
    s->outside.gain = factor(v);
  } else {
    ck_abort_msg("the door has no %s", symbol);
  }
}

/** What makes all others heard. */
static const Change heard[] = {
  { "two_ears", 50 },       { "seal", 90 },     { "headphone_a", 1 },
  { "morph", 0.25 },        { "strength", 90 }, { "crossfeed", 1 },
  { "outside_level", -20 },
};

static void
play_door(const Change* change, const Sound* in, Sound* out)
{
  EarcupSettings settings;
  const float* const from[2] = { in->channel[0], in->channel[1] };
  float* const to[2] = { out->channel[0], out->channel[1] };
  Earcup* const earcup = earcup_new(RATE_HZ, NULL, NULL);
  ck_assert_ptr_nonnull(earcup);
  earcup_default_settings(&settings);
  for (size_t i = 0; change && i < sizeof(heard) / sizeof(heard[0]); ++i) {
    set(&settings, heard[i].symbol, heard[i].value);
  }
  if (change) {
    set(&settings, change->symbol, change->value);
  }
  ck_assert(!earcup_set(earcup, &settings));
  earcup_process(earcup, from, NULL, to, FRAMES);
  earcup_free(earcup);
}

static void
play_plugin(const Change* change, const Sound* in, Sound* out)
{
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  for (size_t i = 0; change && i < sizeof(heard) / sizeof(heard[0]); ++i) {
    probe_set(host, heard[i].symbol, heard[i].value);
  }
  if (change) {
    probe_set(host, change->symbol, change->value);
  }
  probe_play(host, in, out);
  host_free(host);
}

/* Nothing set is the plugin as it comes; and each setting is the control that
   is called so, for it changes the sound and both go there to the bit. */
START_TEST(settings_are_the_plugins_controls)
{
  const Change* const change = _i < 0 ? NULL : &changes[_i];
  Sound in = sound_noise(FRAMES);
  Sound out[3] = { sound_new(FRAMES), sound_new(FRAMES), sound_new(FRAMES) };
  play_door(change, &in, &out[0]);
  play_plugin(change, &in, &out[1]);
  ck_assert(sound_same(&out[0], &out[1], 0, FRAMES));
  if (_i > 0) {
    play_door(&changes[0], &in, &out[2]);
    ck_assert(!sound_same(&out[0], &out[2], 0, FRAMES));
  }
  for (int i = 0; i < 3; ++i) {
    sound_free(&out[i]);
  }
  sound_free(&in);
}
END_TEST

/** Whether the door refuses what is beyond the port's range: not where any
    factor is one, nor switches, nor the monitor that no port has. */
static bool
is_limited(const PortInfo* port)
{
  static const char* const others[] = { "output_gain", "balance", "monitor" };
  for (int i = 0; i < 3; ++i) {
    if (!strcmp(port->symbol, others[i])) {
      return false;
    }
  }
  return !(port->flags & FLAG_TOGGLE) && strcmp(port->symbol, "listen_at") != 0;
}

/* Ranges are those of the ports. */
START_TEST(ranges_are_the_ports)
{
  Earcup* const earcup = earcup_new(RATE_HZ, NULL, NULL);
  for (int i = 0; i < CHANGES; ++i) {
    const PortIndex index = ports_find(changes[i].symbol);
    ck_assert_int_lt(index, PORT_COUNT);
    const PortInfo* const port = &ports[index];
    const double least = (double)port->min;
    const bool is_id = index == PORT_HEADPHONE_A || index == PORT_HEADPHONE_B ||
                       index == PORT_WEARING;
    const double most = is_id ? 142.0 : (double)port->max;
    const double beyond = (double)port->max + 1.0;
    EarcupSettings settings;
    earcup_default_settings(&settings);
    set(&settings, port->symbol, least);
    ck_assert_msg(!earcup_set(earcup, &settings), "%s", port->symbol);
    set(&settings, port->symbol, most);
    ck_assert_msg(!earcup_set(earcup, &settings), "%s", port->symbol);
    set(&settings, port->symbol, beyond);
    ck_assert_msg(
      !is_limited(port) || earcup_set(earcup, &settings), "%s", port->symbol);
  }
  earcup_free(earcup);
}
END_TEST

/* Whatever the ports say, within their ranges, the door takes. */
START_TEST(settings_of_ports_are_possible)
{
  float value[PORT_COUNT];
  Earcup* const earcup = earcup_new(RATE_HZ, NULL, NULL);
  for (int i = 0; i < PORT_COUNT; ++i) {
    for (int k = 0; k < 2; ++k) {
      for (int j = 0; j < PORT_COUNT; ++j) {
        value[j] = ports[j].dflt;
      }
      /* The sum of levels is largest where both are at an end. */
      value[PORT_LISTENING_LEVEL] = ports[PORT_LISTENING_LEVEL].min;
      value[PORT_OUTSIDE_LEVEL] = ports[PORT_OUTSIDE_LEVEL].max;
      value[i] =
        ports_clamp((PortIndex)i, k == 0 ? ports[i].min : ports[i].max);
      const EarcupSettings settings = parameters_settings(value);
      ck_assert_msg(!earcup_set(earcup, &settings),
                    "%s %g",
                    ports[i].symbol,
                    (double)value[i]);
    }
  }
  earcup_free(earcup);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("door");
  TCase* const tcase = tcase_create("door");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_loop_test(tcase, settings_are_the_plugins_controls, -1, CHANGES);
  tcase_add_test(tcase, ranges_are_the_ports);
  tcase_add_test(tcase, settings_of_ports_are_possible);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
