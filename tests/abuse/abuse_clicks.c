// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* A click is a step: the largest first difference of a sine while a control
   changes, over the larger of the steady ones before and after. */
#include "tests/abuse/rig.h"

#include <math.h>
#include <string.h>

enum { BLOCK = 64, WINDOW = 48000 };

static const double rate_hz = 48000.0;

typedef struct {
  const char* symbol;
  float from;
  float to;
  double most;    ///< ratio
  double sweep_s; ///< 0: in one step
} Move;

static const Move moves[] = {
  { "morph", 0, 1, 1.05, 0.05 },
  { "morph", 1, 0, 1.05, 0.05 },
  { "morph", 0, 1, 1.5, 0 },
  { "enabled", 0, 1, 1.5, 0 },
  { "enabled", 1, 0, 1.5, 0 },
  { "bypass_on_export", 0, 1, 1.5, 0 },
  { "headphone_a", 1, 3, 1.5, 0 },
  { "headphone_a", 4, 60, 1.5, 0 },
  { "headphone_b", 3, 100, 1.5, 0 },
  { "strength", 0, 150, 1.5, 0 },
  { "wearing", 0, 40, 1.5, 0 },
  { "seal", 100, 0, 1.5, 0 },
  { "pad_wear", 0, 100, 1.5, 0 },
  { "cup_volume", -100, 100, 1.5, 0 },
  { "cup_damping", -100, 100, 1.5, 0 },
  { "bass_port", -100, 100, 1.5, 0 },
  { "listen_at", 0, 1, 1.5, 0 },
  { "outside_level", -60, -20, 3, 0 },
  { "outside_sound", 0, 3, 1.5, 0 },
  { "crossfeed", 0, 1, 1.05, 0 },
  { "crossfeed", 1, 4, 1.05, 0 },
  { "crossfeed_amount", 0, 100, 1.05, 0 },
  { "speaker_angle", 20, 150, 1.05, 0 },
  { "monitor", 0, 1, 1.5, 0 },
  { "monitor", 1, 2, 1.5, 0 },
  { "monitor", 0, 3, 1.5, 0 },
  { "monitor", 0, 5, 1.5, 0 },
  { "match", 1, 0, 1.5, 0 },
  { "output_gain", -24, 12, 1.5, 0 },
  { "two_ears", 0, 200, 1.5, 0 },
  { "seat", 1, 999, 1.5, 0 },
  { "seal_balance", -100, 100, 1.5, 0 },
  { "balance", -6, 6, 1.5, 0 },
  { "target_bass", -6, 6, 1.5, 0 },
  { "target_tilt", -1, 1, 1.5, 0 },
  { "dim", 0, 1, 1.5, 0 },
  { "swap", 0, 1, 1.5, 0 },
};

static double
largest_step(const Stereo* stereo, uint32_t from, uint32_t to)
{
  double most = 0.0;
  for (unsigned c = 0; c < 2; ++c) {
    for (uint32_t i = from + 1; i < to; ++i) {
      const double d =
        (double)stereo->channels[c][i] - (double)stereo->channels[c][i - 1];
      most = fmax(most, fabs(d));
    }
  }
  return most;
}

static void
prepare(Host* host, const Move* move)
{
  host_set(host, "headphone_a", 1.0F);
  host_set(host, "headphone_b", 3.0F);
  if (!strcmp(move->symbol, "crossfeed_amount") ||
      !strcmp(move->symbol, "speaker_angle")) {
    host_set(host, "crossfeed", 1.0F);
  }
  if (!strcmp(move->symbol, "headphone_b")) {
    host_set(host, "morph", 1.0F);
  }
  if (!strcmp(move->symbol, "bypass_on_export")) {
    host_set(host, "freewheel", 1.0F);
  }
  host_set(host, move->symbol, move->from);
}

static void
run_move(Rig* rig, Host* host, const Move* move, const Stereo* in, Stereo* out)
{
  for (uint32_t at = 0; at < in->n; at += BLOCK) {
    if (at >= 2 * WINDOW) {
      const double since_s = (at - 2 * WINDOW + BLOCK) / rate_hz;
      const double part =
        move->sweep_s > 0.0 ? fmin(1.0, since_s / move->sweep_s) : 1.0;
      host_set(
        host, move->symbol, move->from + (float)part * (move->to - move->from));
    }
    rig_run(host, in, out, at, BLOCK);
  }
  (void)rig;
}

/* The larger of three frequencies. */
static double
click_ratio(Rig* rig, const Move* move)
{
  static const double tones_hz[] = { 100.0, 330.0, 1000.0 };
  double worst = 0.0;
  for (unsigned i = rig->is_short ? 2 : 0; i < 3; ++i) {
    Host* const host = rig_host(rig, rate_hz, WORKER_LATER);
    if (!host) {
      return INFINITY;
    }
    Stereo in = stereo_new(6 * WINDOW);
    Stereo out = stereo_new(in.n);
    stereo_sine(&in, tones_hz[i] / rate_hz);
    prepare(host, move);
    host_activate(host);
    run_move(rig, host, move, &in, &out);
    const double before = largest_step(&out, WINDOW, 2 * WINDOW);
    const double during = largest_step(&out, 2 * WINDOW, 5 * WINDOW);
    const double after = largest_step(&out, 5 * WINDOW, 6 * WINDOW);
    const double steady = fmax(before, after);
    if (steady > 1e-9) {
      worst = fmax(worst, during / steady);
    }
    host_deactivate(host);
    host_free(host);
    stereo_free(&in);
    stereo_free(&out);
  }
  return worst;
}

void
abuse_clicks(Rig* rig)
{
  for (size_t i = 0; i < sizeof moves / sizeof *moves; ++i) {
    const Move* const move = &moves[i];
    LilvNode* const symbol = lilv_new_string(rig->world->lilv, move->symbol);
    const bool has =
      lilv_plugin_get_port_by_symbol(rig->plugin, symbol) != NULL;
    lilv_node_free(symbol);
    if (!has) {
      continue;
    }
    const double ratio = click_ratio(rig, move);
    rig_note("  %-18s %5.0f to %4.0f %s: %6.3f of the steady step",
             move->symbol,
             (double)move->from,
             (double)move->to,
             move->sweep_s > 0.0 ? "swept" : "at once",
             ratio);
    rig_check(rig,
              ratio <= move->most,
              "%s %g to %g clicks: %.3f, at most %.2f",
              move->symbol,
              (double)move->from,
              (double)move->to,
              ratio,
              move->most);
  }
}
