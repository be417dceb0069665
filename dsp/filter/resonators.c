// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/resonators.h"

#include "dsp/filter/resonator_kernel.h"

_Static_assert(RAMP_FRAMES % STEP_FRAMES == 0, "a ramp is whole steps");
_Static_assert(SECTIONS_GROUP % STEP_FRAMES == 0, "sections fill eight lanes");

static void
lay_out(Resonators* bank, ResonatorGroup* group)
{
  bank->state = (GroupState*)group;
  bank->c[0] = (GroupRow(*)[STEP_FRAMES])(bank->state + bank->groups);
  bank->c[1] = bank->c[0] + bank->groups;
  bank->power = bank->c[1] + bank->groups;
}

static void
set_common(Resonators* bank, const Weights* weights, unsigned set)
{
  bank->kernel->expand(bank, weights, set);
  bank->right[set] = set;
}

static void
set_ears(Resonators* bank,
         const Weights* left,
         const Weights* right,
         unsigned set)
{
  bank->kernel->expand(bank, left, set);
  bank->kernel->expand(bank, right, set + 2);
  bank->right[set] = set + 2;
}

void
resonators_init(Resonators* bank,
                ResonatorGroup* group,
                const Poles* poles,
                Simd simd)
{
  memset(bank, 0, sizeof(*bank));

  bank->kernel = resonator_kernel(simd);
  bank->groups = poles->sections / SECTIONS_GROUP;
  bank->right[1] = 1;
  memset(group, 0, bank->groups * sizeof(*group));
  lay_out(bank, group);
  for (unsigned i = 0; i < poles->sections; ++i) {
    GroupRow* const row = bank->power[i / SECTIONS_GROUP];
    double complex power = 1.0;
    for (int k = 0; k < STEP_FRAMES; ++k) {
      power *= poles->pole[i];
      row[k].re[i % SECTIONS_GROUP] = (float)creal(power);
      row[k].im[i % SECTIONS_GROUP] = (float)cimag(power);
    }
  }
}

void
resonators_copy(Resonators* to, ResonatorGroup* group, const Resonators* from)
{
  *to = *from;
  memcpy(group, from->state, from->groups * sizeof(*group));
  lay_out(to, group);
}

static void
finish_ramp(Resonators* bank)
{
  bank->current = !bank->current;
  bank->ramp_left = 0;
}

static void
clear_states(Resonators* bank)
{
  memset(bank->state, 0, bank->groups * sizeof(*bank->state));
}

void
resonators_reset(Resonators* bank)
{
  if (bank->ramp_left) {
    finish_ramp(bank);
  }
  clear_states(bank);
  memset(bank->pending, 0, sizeof(bank->pending));
  bank->filled = 0;
}

void
resonators_set(Resonators* bank, const Weights* weights)
{
  set_common(bank, weights, bank->current);
}

bool
resonators_at_step(const Resonators* bank)
{
  return bank->filled == 0 && bank->ramp_left == 0;
}

void
resonators_ramp(Resonators* bank, const Weights* weights)
{
  set_common(bank, weights, !bank->current);
  bank->ramp_left = RAMP_FRAMES;
}

void
resonators_give_right(Resonators* bank, ResonatorRight* right)
{
  bank->own = right;
  bank->c[2] = right ? right->c[0] : NULL;
  bank->c[3] = right ? right->c[1] : NULL;
}

void
resonators_set_ears(Resonators* bank, const Weights* left, const Weights* right)
{
  set_ears(bank, left, right, bank->current);
}

void
resonators_ramp_ears(Resonators* bank,
                     const Weights* left,
                     const Weights* right)
{
  set_ears(bank, left, right, !bank->current);
  bank->ramp_left = RAMP_FRAMES;
}

static void
move_on(Resonators* bank, uint32_t frames)
{
  if (bank->ramp_left) {
    bank->ramp_left -= frames;
    if (!bank->ramp_left) {
      finish_ramp(bank);
    }
  }
}

/** Up to one step frame by frame; returns the frames done. */
static uint32_t
part_of_step(Resonators* bank, Pass* pass, uint32_t n)
{
  if (bank->filled == 0) {
    bank->kernel->open(bank);
  }
  const unsigned first = bank->filled;
  const unsigned room = STEP_FRAMES - first;
  const uint32_t take = n < room ? n : room;
  float y[CHANNELS][STEP_FRAMES];
  Pass step = *pass;
  for (int c = 0; c < CHANNELS; ++c) {
    for (uint32_t i = 0; i < take; ++i) {
      const float x = pass->in[c][i];
      bank->pending[c][first + i] = magnitude_bits(x) > pass->limit ? 0.0F : x;
    }
    step.out[c] = y[c];
  }
  step.first -= (int)first;
  bank->kernel->peek(bank, &step);
  for (int c = 0; c < CHANNELS; ++c) {
    memcpy(pass->out[c], y[c] + first, take * sizeof(float));
    for (uint32_t i = first; i < first + take; ++i) {
      pass->peak[c] = larger_magnitude(y[c][i], pass->peak[c]);
    }
  }
  bank->filled += take;
  if (bank->filled == STEP_FRAMES) {
    bank->kernel->close(bank);
    memset(bank->pending, 0, sizeof(bank->pending));
    bank->filled = 0;
    move_on(bank, STEP_FRAMES);
  }
  return take;
}

/** As many whole steps as fit; returns the frames done. */
static uint32_t
whole_steps(Resonators* bank, Pass* pass, uint32_t n)
{
  const uint32_t fit = n - n % STEP_FRAMES;
  if (bank->ramp_left) {
    pass->frames = fit < bank->ramp_left ? fit : bank->ramp_left;
    bank->kernel->ramp(bank, pass);
    move_on(bank, pass->frames);
  } else {
    pass->frames = fit;
    bank->kernel->steps(bank, pass);
  }
  return pass->frames;
}

void
resonators_play(Resonators* bank,
                const LevelRamp* level,
                const float* const in[CHANNELS],
                float* const out[CHANNELS],
                uint32_t n,
                bool clean,
                float peak[CHANNELS])
{
  Pass pass = { .in = { in[LEFT], in[RIGHT] },
                .out = { out[LEFT], out[RIGHT] },
                .limit = clean ? magnitude_bits(SIGNAL_MAX) : INT32_MAX,
                .level = level->from,
                .slope = (level->to - level->from) * (1.0F / RAMP_FRAMES),
                .first = (int)level->done,
                .peak = { peak[LEFT], peak[RIGHT] } };
  while (n) {
    const uint32_t done = (bank->filled || n < STEP_FRAMES)
                            ? part_of_step(bank, &pass, n)
                            : whole_steps(bank, &pass, n);
    for (int c = 0; c < CHANNELS; ++c) {
      pass.in[c] += done;
      pass.out[c] += done;
    }
    pass.first += (int)done;
    n -= done;
  }
  peak[LEFT] = pass.peak[LEFT];
  peak[RIGHT] = pass.peak[RIGHT];
}

void
resonators_process(Resonators* bank,
                   const float* const in[CHANNELS],
                   float* const out[CHANNELS],
                   uint32_t n)
{
  const LevelRamp unity = { 1.0F, 1.0F, 0 };
  float peak[CHANNELS] = { 0.0F, 0.0F };
  resonators_play(bank, &unity, in, out, n, false, peak);
}

bool
resonators_settle(Resonators* bank)
{
  for (unsigned g = 0; g < bank->groups; ++g) {
    const GroupState* const s = &bank->state[g];
    for (int c = 0; c < CHANNELS; ++c) {
      for (int i = 0; i < SECTIONS_GROUP; ++i) {
        if (!(fabsf(s->re[c][i]) < SILENT_STATE &&
              fabsf(s->im[c][i]) < SILENT_STATE)) {
          return false;
        }
      }
    }
  }
  clear_states(bank);
  return true;
}

void
resonators_skip(Resonators* bank, uint32_t n)
{
  const uint32_t frames = bank->filled + n;
  const uint32_t whole = frames - frames % STEP_FRAMES;
  bank->filled = frames % STEP_FRAMES;
  memset(bank->zero_input, 0, sizeof(bank->zero_input));
  move_on(bank, whole < bank->ramp_left ? whole : bank->ramp_left);
}
