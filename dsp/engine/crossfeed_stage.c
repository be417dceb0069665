// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/crossfeed_stage.h"

#include <math.h>
#include <string.h>

#define SUBBLOCK CROSSFEED_SUBBLOCK_FRAMES
#define STEP CROSSFEED_STEP
#define PREROLL_S 0.01
#define FADE_S 0.02
#define SILENT 1e-10f

/** The table of a step: shelf and allpass as one filter of third order, in
    direct form, run on a unit in each tap. */
static void
fill_table(CrossfeedSlot* slot, const CrossfeedFilter* f)
{
  const double top[3] = { f->order == 2 ? f->a2 : f->a1,
                          f->order == 2 ? f->a1 : 1.0,
                          f->order == 2 ? 1.0 : 0.0 };
  const double b[4] = { f->b0 * top[0],
                        f->b0 * top[1] + f->b1 * top[0],
                        f->b0 * top[2] + f->b1 * top[1],
                        f->b1 * top[2] };
  const double a[3] = { f->a1 - f->p, f->a2 - f->a1 * f->p, -f->a2 * f->p };
  for (int tap = 0; tap < CROSSFEED_TAPS; ++tap) {
    double x[STEP + 3] = { 0.0 }; // three from before the step, then its own
    double v[STEP + 3] = { 0.0 };
    if (tap < STEP + 3) {
      x[tap] = 1.0;
    } else {
      v[tap - (STEP + 3)] = 1.0;
    }
    for (int k = 3; k < STEP + 3; ++k) {
      v[k] = b[0] * x[k] + b[1] * x[k - 1] + b[2] * x[k - 2] + b[3] * x[k - 3] -
             a[0] * v[k - 1] - a[1] * v[k - 2] - a[2] * v[k - 3];
      slot->table[tap][k - 3] = (float)v[k];
    }
  }
}

/** Start a slot from silence. */
static void
start_slot(CrossfeedSlot* slot, const Crossfeed* of, double rate_hz)
{
  const CrossfeedFilter f = crossfeed_filter(of, rate_hz);
  const bool second = f.order == 2;
  memset(slot, 0, sizeof(*slot));
  slot->of = *of;
  slot->mode = f.mode;
  slot->b0 = (float)f.b0;
  slot->b1 = (float)f.b1;
  slot->p = (float)f.p;
  slot->a1 = (float)f.a1;
  slot->a2 = (float)f.a2;
  slot->t[0] = second ? slot->a2 : slot->a1;
  slot->t[1] = second ? slot->a1 : 1.0F;
  slot->t[2] = second ? 1.0F : 0.0F;
  slot->solve = 1.0F / (1.0F + slot->b0 * slot->t[0]);
  slot->delay = f.delay;
  fill_table(slot, &f);
  slot->circuit.direct = (float)f.direct;
  slot->circuit.high = (float)f.high;
  slot->circuit.high_pole = (float)f.high_pole;
  slot->circuit.low = (float)f.low;
  slot->circuit.low_pole = (float)f.low_pole;
}

typedef float Vec __attribute__((vector_size(4 * STEP), aligned(16)));

/** v of the coming step, which follows from what is past. */
static void
foresee(CrossfeedSlot* slot)
{
  const unsigned from = slot->at - slot->delay - 3;
  const float* const v = slot->v + STEP - 3;
  Vec late[2] = { { 0 } }; // two, so that each waits half as often
  Vec last = { 0 };
  for (unsigned tap = 0; tap < STEP + 3; ++tap) {
    late[tap % 2] += *(const Vec*)slot->table[tap] *
                     slot->u[(from + tap) % CROSSFEED_DELAY_MAX];
  }
  for (unsigned tap = 0; tap < 3; ++tap) {
    last += *(const Vec*)slot->table[STEP + 3 + tap] * v[tap];
  }
  *(Vec*)slot->v = (late[0] + late[1]) + last;
}

/** Take v from one side to the other. */
static inline void
move_across(float* restrict u,
            const float* restrict v,
            float* restrict left,
            float* restrict right,
            unsigned n)
{
  for (unsigned i = 0; i < n; ++i) {
    u[i] = (left[i] - right[i]) - v[i];
    left[i] -= v[i];
    right[i] += v[i];
  }
}

/** Natural with a plain delay of a step or more. */
static void
natural_ahead(CrossfeedSlot* slot, float* left, float* right, uint32_t n)
{
  while (n) {
    const unsigned done = slot->at % STEP;
    const unsigned part = n < STEP - done ? n : STEP - done;
    float* const u = slot->u + slot->at % CROSSFEED_DELAY_MAX;
    if (done == 0) {
      foresee(slot);
    }
    if (part == STEP) {
      move_across(u, slot->v, left, right, STEP);
    } else {
      move_across(u, slot->v + done, left, right, part);
    }
    slot->at += part;
    left += part;
    right += part;
    n -= part;
  }
}

/** Natural with a shorter plain delay. The brackets leave one multiply and add
   in each loop, which is what takes the time. */
static void
natural(CrossfeedSlot* slot,
        float* restrict left,
        float* restrict right,
        uint32_t n)
{
  const float b0 = slot->b0;
  const float b1 = slot->b1;
  const float p = slot->p;
  const float a1 = slot->a1;
  const float a2 = slot->a2;
  const float t0 = slot->t[0];
  const float t1 = slot->t[1];
  const float t2 = slot->t[2];
  float* const u = slot->u;
  unsigned to = slot->at;
  unsigned from = to - slot->delay;
  float x1 = slot->x1;
  float x2 = slot->x2;
  float y1 = slot->y1;
  float y2 = slot->y2;
  float v = slot->v1;
  for (uint32_t i = 0; i < n; ++i) {
    const float x = u[from++ % CROSSFEED_DELAY_MAX];
    const float y = (t0 * x + (t1 * x1 + t2 * x2 - a2 * y2)) - a1 * y1;
    v = (b0 * y + b1 * y1) + p * v;
    u[to++ % CROSSFEED_DELAY_MAX] = (left[i] - right[i]) - v;
    left[i] -= v;
    right[i] += v;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
  }
  slot->at = to;
  slot->x1 = x1;
  slot->x2 = x2;
  slot->y1 = y1;
  slot->y2 = y2;
  slot->v1 = v;
}

/** Natural without one, at low rates: u is needed at once, so solve for it. */
static void
natural_at_once(CrossfeedSlot* c, float* left, float* right, uint32_t n)
{
  for (uint32_t i = 0; i < n; ++i) {
    const float y0 =
      (c->t[1] * c->x1 + c->t[2] * c->x2 - c->a2 * c->y2) - c->a1 * c->y1;
    const float v0 = (c->b0 * y0 + c->b1 * c->y1) + c->p * c->v1;
    const float x = ((left[i] - right[i]) - v0) * c->solve;
    const float y = y0 + c->t[0] * x;
    c->v1 = v0 + c->b0 * (c->t[0] * x);
    left[i] -= c->v1;
    right[i] += c->v1;
    c->x2 = c->x1;
    c->x1 = x;
    c->y2 = c->y1;
    c->y1 = y;
  }
}

static void
circuit(CrossfeedSlot* slot, float* left, float* right, uint32_t n)
{
  const float direct = slot->circuit.direct;
  const float high = slot->circuit.high;
  const float low = slot->circuit.low;
  const float high_pole = slot->circuit.high_pole;
  const float low_pole = slot->circuit.low_pole;
  float high_l = slot->circuit.high_state[0];
  float high_r = slot->circuit.high_state[1];
  float low_l = slot->circuit.low_state[0];
  float low_r = slot->circuit.low_state[1];
  for (uint32_t i = 0; i < n; ++i) {
    const float l = left[i];
    const float r = right[i];
    high_l = high * l + high_pole * high_l;
    high_r = high * r + high_pole * high_r;
    low_l = low * l + low_pole * low_l;
    low_r = low * r + low_pole * low_r;
    left[i] = direct * l - high_l + low_r;
    right[i] = direct * r - high_r + low_l;
  }
  slot->circuit.high_state[0] = high_l;
  slot->circuit.high_state[1] = high_r;
  slot->circuit.low_state[0] = low_l;
  slot->circuit.low_state[1] = low_r;
}

/** A part of a sub-block. */
static void
play(CrossfeedSlot* slot, float* left, float* right, uint32_t n)
{
  if (slot->mode == CROSSFEED_NATURAL) {
    if (slot->delay >= STEP) {
      natural_ahead(slot, left, right, n);
    } else if (slot->delay) {
      natural(slot, left, right, n);
    } else {
      natural_at_once(slot, left, right, n);
    }
  } else if (slot->mode != CROSSFEED_OFF) {
    circuit(slot, left, right, n);
  }
}

static void
play_both(CrossfeedStage* stage, float* left, float* right, uint32_t n)
{
  float other[2][SUBBLOCK];
  memcpy(other[0], left, n * sizeof(float));
  memcpy(other[1], right, n * sizeof(float));
  play(&stage->slot[!stage->live], other[0], other[1], n);
  play(&stage->slot[stage->live], left, right, n);
  if (stage->change_left > stage->fade_subblocks) {
    return; // still unheard
  }
  const float step = 1.0F / (float)(stage->fade_subblocks * SUBBLOCK);
  const unsigned gone =
    (stage->fade_subblocks - stage->change_left) * SUBBLOCK + stage->phase;
  for (uint32_t i = 0; i < n; ++i) {
    const float way = step * (float)(gone + i + 1);
    left[i] += way * (other[0][i] - left[i]);
    right[i] += way * (other[1][i] - right[i]);
  }
}

static void
begin_subblock(CrossfeedStage* stage)
{
  const Crossfeed* const heard = &stage->slot[stage->live].of;
  if (!stage->change_left && !crossfeed_same(heard, &stage->wanted)) {
    start_slot(&stage->slot[!stage->live], &stage->wanted, stage->rate_hz);
    stage->change_left = stage->preroll_subblocks + stage->fade_subblocks;
  }
}

static void
end_subblock(CrossfeedStage* stage)
{
  stage->phase = 0;
  if (stage->change_left && !--stage->change_left) {
    stage->live = !stage->live;
  }
}

static unsigned
subblocks(double rate_hz, double seconds)
{
  return (unsigned)ceil(seconds * rate_hz / SUBBLOCK);
}

void
crossfeed_stage_init(CrossfeedStage* stage,
                     double rate_hz,
                     const Crossfeed* crossfeed)
{
  stage->rate_hz = rate_hz;
  stage->wanted = *crossfeed;
  stage->preroll_subblocks = subblocks(rate_hz, PREROLL_S);
  stage->fade_subblocks = subblocks(rate_hz, FADE_S);
  crossfeed_stage_reset(stage);
}

void
crossfeed_stage_reset(CrossfeedStage* stage)
{
  stage->live = 0;
  stage->phase = 0;
  stage->change_left = 0;
  start_slot(&stage->slot[0], &stage->wanted, stage->rate_hz);
  start_slot(&stage->slot[1], &stage->wanted, stage->rate_hz);
}

void
crossfeed_stage_set(CrossfeedStage* stage, const Crossfeed* crossfeed)
{
  stage->wanted = *crossfeed;
}

bool
crossfeed_stage_rests(const CrossfeedStage* stage)
{
  return !stage->change_left &&
         crossfeed_same(&stage->slot[stage->live].of, &stage->wanted);
}

static bool
is_silent(const float* x, size_t n)
{
  for (size_t i = 0; i < n; ++i) {
    if (!(fabsf(x[i]) < SILENT)) {
      return false;
    }
  }
  return true;
}

bool
crossfeed_stage_settle(CrossfeedStage* stage)
{
  CrossfeedSlot* const slot = &stage->slot[stage->live];
  const float past[] = { slot->x1,
                         slot->x2,
                         slot->y1,
                         slot->y2,
                         slot->v1,
                         slot->circuit.high_state[0],
                         slot->circuit.high_state[1],
                         slot->circuit.low_state[0],
                         slot->circuit.low_state[1] };
  if (stage->change_left || !is_silent(past, sizeof(past) / sizeof(*past)) ||
      !is_silent(slot->v, STEP) || !is_silent(slot->u, CROSSFEED_DELAY_MAX)) {
    return false;
  }
  slot->x1 = slot->x2 = slot->y1 = slot->y2 = slot->v1 = 0.0F;
  memset(slot->circuit.high_state, 0, sizeof(slot->circuit.high_state));
  memset(slot->circuit.low_state, 0, sizeof(slot->circuit.low_state));
  memset(slot->v, 0, sizeof(slot->v));
  memset(slot->u, 0, sizeof(slot->u));
  return true;
}

void
crossfeed_stage_skip(CrossfeedStage* stage, uint32_t n)
{
  stage->phase = (stage->phase + n) % SUBBLOCK;
  stage->slot[stage->live].at += n;
}

void
crossfeed_stage_process(CrossfeedStage* stage,
                        float* left,
                        float* right,
                        uint32_t n)
{
  while (n) {
    if (stage->phase == 0) {
      begin_subblock(stage);
    }
    const uint32_t room = SUBBLOCK - stage->phase;
    const uint32_t part = n < room ? n : room;
    if (stage->change_left) {
      play_both(stage, left, right, part);
    } else {
      play(&stage->slot[stage->live], left, right, part);
    }
    stage->phase += part;
    if (stage->phase == SUBBLOCK) {
      end_subblock(stage);
    }
    left += part;
    right += part;
    n -= part;
  }
}
