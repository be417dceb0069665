// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/render.h"

#include "ui/audition/report.h"
#include "ui/audition/source.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** The difference from a reference, summed up. */
typedef struct {
  double peak;
  double sum;
  double reference_peak;
  double reference_sum;
} Residual;

typedef struct {
  const Task* task;
  const Setup* setup;
  Player player;
  Source source;
  Source reference; ///< open if the options name one
  Sink sink;
  Residual residual;
  Progress progress;
  uint64_t position; ///< frames given to the plugin so far
  uint64_t end;      ///< frames to give, latency included
  uint64_t skip;     ///< late frames still to be left out of the result
  size_t next_event;
  uint64_t random;
  float* frames; ///< interleaved block of the result
} Render;

/** Marsaglia 2003, xorshift64: the same blocks each time. */
static uint64_t
random_next(uint64_t* state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

/** Short and long blocks alike: evenly spread in octaves. */
static uint32_t
random_block(uint64_t* state)
{
  const uint64_t span = 1U << (random_next(state) % 14U);
  const uint64_t block = 1 + random_next(state) % span;
  return block < OPTIONS_MAX_BLOCK ? (uint32_t)block : OPTIONS_MAX_BLOCK;
}

static uint32_t
next_block(Render* r)
{
  const Setup* const setup = r->setup;
  uint64_t n = setup->options->rendering.block ? setup->options->rendering.block
                                               : random_block(&r->random);
  if (r->next_event < setup->n_events) {
    const uint64_t until = setup->events[r->next_event].frame - r->position;
    n = n < until ? n : until;
  }
  const uint64_t left = r->end - r->position;
  return (uint32_t)(n < left ? n : left);
}

static void
apply_events(Render* r)
{
  const Setup* const setup = r->setup;
  bool changed = false;
  for (; r->next_event < setup->n_events &&
         setup->events[r->next_event].frame <= r->position;
       ++r->next_event) {
    const Event* const event = &setup->events[r->next_event];
    if (event->frame > 0) {
      player_set(&r->player, event->port, event->value);
      changed = true;
    }
  }
  if (changed) {
    player_settle(&r->player);
  }
}

static bool
compare(Render* r, uint32_t n)
{
  // The plugin has read its input: the buffers are free for the reference.
  float* const* const in = r->player.in;
  if (!source_read(&r->reference, in[0], in[1], n)) {
    return false;
  }
  Residual* const res = &r->residual;
  for (uint32_t i = 0; i < 2 * n; ++i) {
    const double x = (double)in[i % 2][i / 2];
    const double d = (double)r->frames[i] - x;
    res->peak = fmax(res->peak, fabs(d));
    res->sum += d * d;
    res->reference_peak = fmax(res->reference_peak, fabs(x));
    res->reference_sum += x * x;
  }
  return true;
}

/** Take a block of the plugin's output, less what is only its latency. */
static bool
deliver(Render* r, uint32_t n, float gain)
{
  const uint32_t late = (uint32_t)(r->skip < n ? r->skip : n);
  r->skip -= late;
  for (uint32_t i = late; i < n; ++i) {
    r->frames[2 * (i - late)] = gain * r->player.out[0][i];
    r->frames[2 * (i - late) + 1] = gain * r->player.out[1][i];
  }
  return sink_write(&r->sink, r->frames, n - late) &&
         (!r->setup->options->null_reference || compare(r, n - late));
}

static bool
play(Render* r)
{
  const float gain =
    powf(10.0F, (float)r->setup->options->rendering.gain_db / 20.0F);
  while (r->position < r->end) {
    apply_events(r);
    const uint32_t n = next_block(r);
    if (!source_read(&r->source, r->player.in[0], r->player.in[1], n)) {
      return false;
    }
    player_run(&r->player, n);
    if (r->position == 0) {
      r->skip = player_latency_frames(&r->player);
      r->end += r->skip;
    }
    r->position += n;
    if (!deliver(r, n, gain)) {
      return false;
    }
    progress_update(&r->progress, r->position);
  }
  return true;
}

static bool
begin(Render* r)
{
  const Task* const task = r->task;
  const Options* const options = r->setup->options;
  const double rate_hz = r->setup->rate_hz;
  if (!source_open(&r->source, task->input->path, rate_hz) ||
      !setup_player(r->setup, &r->player, task->preset) ||
      (options->null_reference &&
       !setup_open_reference(r->setup, &r->reference))) {
    return false;
  }
  r->end = task->input->n_frames;
  r->frames = (float*)malloc(2 * r->player.max_block * sizeof(float));
  if (!r->frames) {
    return complain("out of memory");
  }
  return sink_open(
    &r->sink, task->out, rate_hz, options->rendering.format, r->end);
}

typedef struct {
  char text[16];
} Decibels;

static Decibels
decibels(double db)
{
  Decibels d = { "-inf" };
  if (isnan(db)) {
    strcpy(d.text, "?");
  } else if (db > -HUGE_VAL) {
    snprintf(d.text, sizeof(d.text), "%+.1f", db);
  }
  return d;
}

/** False, with a message, if that cannot be printed. */
static bool
print_result(const Render* r, const char* name, int width)
{
  const double seconds = (double)r->position / r->setup->rate_hz;
  printf("%-*s  peak %6s dBFS  loudness %6s LUFS  %6.0f x real time\n",
         width,
         name,
         decibels(sink_peak_db(&r->sink)).text,
         decibels(r->sink.loudness_lufs).text,
         seconds / fmax(r->player.busy_s, 1e-9));
  if (r->setup->options->null_reference) {
    const Residual* const res = &r->residual;
    printf("%-*s  residual peak %s dB, rms %s dB re %s\n",
           width,
           "",
           decibels(20 * log10(res->peak / res->reference_peak)).text,
           decibels(10 * log10(res->sum / res->reference_sum)).text,
           r->setup->options->null_reference);
  }
  return report_flush();
}

bool
render(const Task* task, int width, bool quiet)
{
  Render* const r = (Render*)calloc(1, sizeof(Render));
  if (!r) {
    return complain("out of memory");
  }
  r->task = task;
  r->setup = task->input->setup;
  r->random = 0x9e3779b97f4a7c15U;
  r->sink.draft.fd = -1;
  bool good = begin(r);
  if (good) {
    progress_begin(&r->progress, task->name, r->end, quiet);
    good = play(r);
    progress_end(&r->progress);
  }
  if (good && sink_keep(&r->sink)) {
    good = print_result(r, task->name, width);
  } else {
    good = false;
    sink_drop(&r->sink);
  }
  player_close(&r->player);
  source_close(&r->source);
  source_close(&r->reference);
  free(r->frames);
  free(r);
  return good;
}
