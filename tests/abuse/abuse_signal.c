// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* What goes in and what comes out: latency, bypass, unusable samples, silence.
 */
#include "tests/abuse/rig.h"

#include <float.h>
#include <math.h>
#include <string.h>
#ifdef __SSE__
#include <xmmintrin.h>
#endif

static const double rate_hz = 48000.0;

static void
set_simulation(Host* host, float morph)
{
  host_set(host, "headphone_a", 1.0F);
  host_set(host, "headphone_b", 3.0F);
  host_set(host, "morph", morph);
  host_set(host, "match", 0.0F); // whose gain goes with what has been playing
}

static void
impulse_response(Rig* rig, Host* host, Stereo* out)
{
  Stereo in = stereo_new(out->n);
  in.channels[0][0] = 1.0F;
  in.channels[1][0] = 0.5F;
  rig_render(rig, host, &in, out, 64);
  stereo_free(&in);
}

/* The first sample comes out at once and in the current setting. */
static void
check_first_sample(Rig* rig, float morph, double most_difference)
{
  Host* const host = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  if (!host) {
    return;
  }
  Stereo first = stereo_new(4096);
  Stereo later = stereo_new(4096);
  set_simulation(host, morph);
  host_activate(host);
  impulse_response(rig, host, &first);
  rig_settle(rig, host, 2.0, rate_hz);
  impulse_response(rig, host, &later);
  const double peak = stereo_peak(&later, 0);
  const double at_0 = fabs((double)first.channels[0][0]);
  rig_check(rig, peak > 0.0, "an impulse leaves nothing");
  rig_check(rig,
            at_0 > 0.1 * peak,
            "impulse at frame 0 gives %.4f there, peak %.4f",
            at_0,
            peak);
  const double difference = stereo_difference(&first, &later, 0) / peak;
  rig_check(rig,
            difference <= most_difference,
            "morph %.1f: the first block after activate differs from the "
            "steady state by %.1f dB",
            (double)morph,
            20.0 * log10(difference));
  host_deactivate(host);
  host_free(host);
  stereo_free(&first);
  stereo_free(&later);
}

/* Switched off it passes every bit on, once the fade is over. */
static void
check_bypass(Rig* rig, const char* symbols[2], const float values[2])
{
  Host* const host = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  if (!host || host_port(host, symbols[0]) < 0) {
    host_free(host);
    return;
  }
  Stereo in = stereo_new(16384);
  Stereo out = stereo_new(16384);
  stereo_noise(&in, 7);
  set_simulation(host, 1.0F);
  host_set(host, "crossfeed", 1.0F);
  host_set(host, "outside_level", -20.0F);
  host_set(host, "output_gain", 3.0F);
  host_activate(host);
  rig_render(rig, host, &in, &out, 64);
  rig_check(rig, !stereo_is_same(&in, &out), "enabled, but nothing happens");
  for (unsigned i = 0; i < 2; ++i) {
    host_set(host, symbols[i], values[i]);
  }
  rig_render(rig, host, &in, &out, 64);
  rig_settle(rig, host, 0.5, rate_hz);
  rig_render(rig, host, &in, &out, 0);
  rig_check(rig,
            stereo_is_same(&in, &out),
            "%s = %.0f is not bit-exact: off by %g",
            symbols[0],
            (double)values[0],
            stereo_difference(&in, &out, 0));
  host_deactivate(host);
  host_free(host);
  stereo_free(&in);
  stereo_free(&out);
}

/* One unusable stretch in one channel: never heard of again a second later. */
static void
check_unusable(Rig* rig, float value, bool is_usable)
{
  Host* const bad = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  Host* const good = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  Stereo in = stereo_new(3 * 48000);
  Stereo expected = stereo_new(in.n);
  Stereo out = stereo_new(in.n);
  if (bad && good) {
    stereo_noise(&in, 11);
    memset(in.channels[1] + 1000, 0, 100 * sizeof(float));
    /* The match has a memory of its own of what is loud. */
    host_set(good, "match", 0.0F);
    host_set(bad, "match", 0.0F);
    host_activate(good);
    rig_render(rig, good, &in, &expected, 64);
    for (unsigned i = 1000; i < 1100; i += 1 + i % 5) {
      in.channels[1][i] = value;
    }
    host_activate(bad);
    rig_render(rig, bad, &in, &out, 64);
    rig_check(
      rig, stereo_is_finite(&out), "%g in the input comes out", (double)value);
    const uint32_t from = is_usable ? 2 * 48000 : 48000;
    const double difference = stereo_difference(&expected, &out, from);
    rig_check(rig,
              difference <= 1e-5,
              "%g in the input still changes the output by %g after %u frames",
              (double)value,
              difference,
              from - 1100);
    host_deactivate(good);
    host_deactivate(bad);
  }
  host_free(good);
  host_free(bad);
  stereo_free(&in);
  stereo_free(&expected);
  stereo_free(&out);
}

static unsigned
count_subnormal(const Stereo* stereo)
{
  unsigned n = 0;
  for (unsigned c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < stereo->n; ++i) {
      n += fpclassify(stereo->channels[c][i]) == FP_SUBNORMAL ? 1U : 0U;
    }
  }
  return n;
}

/* Valgrind's processor knows no flushing to zero. */
static bool
can_flush(void)
{
#ifdef __SSE__
  const unsigned mode = _mm_getcsr();
  volatile float x = FLT_MIN;
  _mm_setcsr(mode | 0x8040U);
  x = x * 0.5F;
  _mm_setcsr(mode);
  return x == 0.0F;
#else
  return true;
#endif
}

/* After the sound comes silence, without subnormal numbers on the way. */
static void
check_silence(Rig* rig, float crossfeed)
{
  Host* const host = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  if (!host) {
    return;
  }
  Stereo in = stereo_new(11 * 48000);
  Stereo out = stereo_new(in.n);
  Stereo noise = { 24000, { in.channels[0], in.channels[1] } };
  stereo_noise(&noise, 3);
  host_set(host, "crossfeed", crossfeed);
  host_activate(host);
  rig_render(rig, host, &in, &out, 256);
  rig_check(rig,
            !can_flush() || count_subnormal(&out) == 0,
            "%u subnormal output samples",
            count_subnormal(&out));
  const double tail = stereo_peak(&out, 10 * 48000);
  rig_check(rig, tail < 1e-10, "10 s after the sound there is still %g", tail);
  host_deactivate(host);
  host_free(host);
  stereo_free(&in);
  stereo_free(&out);
}

/* A side signal of nothing gives nothing: the two channels stay the same. */
static void
check_mono_stays_mono(Rig* rig)
{
  Host* const host = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  if (!host) {
    return;
  }
  Stereo in = stereo_new(24000);
  Stereo out = stereo_new(in.n);
  stereo_noise(&in, 5);
  memcpy(in.channels[1], in.channels[0], in.n * sizeof(float));
  set_simulation(host, 0.5F);
  host_set(host, "crossfeed", 1.0F);
  host_activate(host);
  rig_render(rig, host, &in, &out, 64);
  rig_check(rig,
            !memcmp(out.channels[0], out.channels[1], out.n * sizeof(float)),
            "mono in, but left and right differ");
  host_deactivate(host);
  host_free(host);
  stereo_free(&in);
  stereo_free(&out);
}

void
abuse_signal(Rig* rig)
{
  const char* enabled[2] = { "enabled", "enabled" };
  const char* export[2] = { "bypass_on_export", "freewheel" };
  const float off[2] = { 0.0F, 0.0F };
  const float exporting[2] = { 1.0F, 1.0F };
  check_first_sample(rig, 0.0F, 1e-5);
  check_first_sample(rig, 1.0F, 1e-5);
  check_first_sample(rig, 0.3F, 1e-2);
  check_bypass(rig, enabled, off);
  check_bypass(rig, export, exporting);
  check_unusable(rig, NAN, false);
  check_unusable(rig, INFINITY, false);
  check_unusable(rig, -INFINITY, false);
  check_unusable(rig, 1e-40F, true);
  check_unusable(rig, 1e4F, true);
  check_unusable(rig, FLT_MAX, true);
  check_silence(rig, 0.0F);
  check_silence(rig, 1.0F);
  check_mono_stays_mono(rig);
}
