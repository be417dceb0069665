// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The inner loops in plain C: what machines without vectors run, and what the
   vector kernels have to agree with. */

#include "dsp/filter/resonator_kernel.h"

typedef struct {
  float value[CHANNELS][STEP_FRAMES];
} Step;

static void
expand(Resonators* bank, const Weights* weights, unsigned set)
{
  float h[STEP_FRAMES] = { 0 }; // the first samples of the whole response
  for (unsigned i = 0; i < bank->groups * SECTIONS_GROUP; ++i) {
    const unsigned g = i / SECTIONS_GROUP;
    const unsigned lane = i % SECTIONS_GROUP;
    h[0] += weights->re[i];
    for (int k = 0; k < STEP_FRAMES; ++k) {
      const float p_re = bank->power[g][k].re[lane];
      const float p_im = bank->power[g][k].im[lane];
      const float re = weights->re[i] * p_re - weights->im[i] * p_im;
      bank->c[set][g][k].re[lane] = re;
      bank->c[set][g][k].im[lane] =
        -(weights->re[i] * p_im) - weights->im[i] * p_re;
      if (k + 1 < STEP_FRAMES) {
        h[k + 1] += re;
      }
    }
  }
  h[0] += weights->direct;
  Feedthrough* const d = set < 2 ? &bank->d[set] : &bank->own->d[set - 2];
  for (int j = 0; j < STEP_FRAMES; ++j) {
    for (int k = 0; k < STEP_FRAMES; ++k) {
      d->row[j][k] = k < j ? 0.0F : h[k - j];
    }
  }
}

/** The output matrix of a channel. */
static unsigned
matrix_of(const Resonators* bank, unsigned set, int channel)
{
  return channel == RIGHT ? bank->right[set] : set;
}

/** What the state alone gives in the coming step. */
static Step
zero_input(const Resonators* bank, unsigned set)
{
  Step y = { { { 0 } } };
  for (unsigned g = 0; g < bank->groups; ++g) {
    for (int c = 0; c < CHANNELS; ++c) {
      const GroupRow* const row = bank->c[matrix_of(bank, set, c)][g];
      for (int k = 0; k < STEP_FRAMES; ++k) {
        for (int i = 0; i < SECTIONS_GROUP; ++i) {
          y.value[c][k] += row[k].re[i] * bank->state[g].re[c][i] +
                           row[k].im[i] * bank->state[g].im[c][i];
        }
      }
    }
  }
  return y;
}

/** What the input alone gives, on top of it. */
static Step
add_feedthrough(Step y, const Resonators* bank, unsigned set, const Step* x)
{
  for (int c = 0; c < CHANNELS; ++c) {
    const Feedthrough* const d = feedthrough_of(bank, matrix_of(bank, set, c));
    for (int k = 0; k < STEP_FRAMES; ++k) {
      float sum = 0.0F;
      for (int j = 0; j <= k; ++j) {
        sum += d->row[j][k] * x->value[c][j];
      }
      y.value[c][k] += sum;
    }
  }
  return y;
}

/** s <- p^8 s + sum p^(7-j) x_j. */
static void
advance(Resonators* bank, const Step* x)
{
  for (unsigned g = 0; g < bank->groups; ++g) {
    const GroupRow* const power = bank->power[g];
    for (int c = 0; c < CHANNELS; ++c) {
      for (int i = 0; i < SECTIONS_GROUP; ++i) {
        float re = x->value[c][STEP_FRAMES - 1];
        float im = 0.0F;
        for (int k = 0; k < STEP_FRAMES - 1; ++k) {
          re += power[k].re[i] * x->value[c][STEP_FRAMES - 2 - k];
          im += power[k].im[i] * x->value[c][STEP_FRAMES - 2 - k];
        }
        float* const s_re = &bank->state[g].re[c][i];
        float* const s_im = &bank->state[g].im[c][i];
        const float p_re = power[STEP_FRAMES - 1].re[i];
        const float p_im = power[STEP_FRAMES - 1].im[i];
        re += p_re * *s_re - p_im * *s_im;
        im += p_re * *s_im + p_im * *s_re;
        *s_re = re;
        *s_im = im;
      }
    }
  }
}

/** Blend from a to b at the frames of a step. All factors are multiples of
    1 / RAMP_FRAMES and exact. */
static Step
blend(Step a, const Step* b, unsigned ramp_left)
{
  for (int c = 0; c < CHANNELS; ++c) {
    for (unsigned k = 0; k < STEP_FRAMES; ++k) {
      const float way = (float)(RAMP_FRAMES - ramp_left + k + 1) / RAMP_FRAMES;
      a.value[c][k] += way * (b->value[c][k] - a.value[c][k]);
    }
  }
  return a;
}

static Step
take(const float* left, const float* right, int32_t limit)
{
  Step x;
  for (int k = 0; k < STEP_FRAMES; ++k) {
    x.value[LEFT][k] = magnitude_bits(left[k]) <= limit ? left[k] : 0.0F;
    x.value[RIGHT][k] = magnitude_bits(right[k]) <= limit ? right[k] : 0.0F;
  }
  return x;
}

static void
give(const Step* y, Pass* pass, uint32_t at)
{
  for (int c = 0; c < CHANNELS; ++c) {
    for (uint32_t k = 0; k < STEP_FRAMES; ++k) {
      const float place = (float)(pass->first + (int)(at + k) + 1);
      const float gain = pass->level + place * pass->slope;
      const float product = y->value[c][k] * gain;
      const float out = product != 0.0F ? product : 0.0F; // not -0
      pass->out[c][at + k] = out;
      pass->peak[c] = larger_magnitude(out, pass->peak[c]);
    }
  }
}

static void
steps(Resonators* bank, Pass* pass)
{
  const unsigned set = bank->current;
  for (uint32_t at = 0; at < pass->frames; at += STEP_FRAMES) {
    const Step x = take(pass->in[LEFT] + at, pass->in[RIGHT] + at, pass->limit);
    const Step y = add_feedthrough(zero_input(bank, set), bank, set, &x);
    advance(bank, &x);
    give(&y, pass, at);
  }
}

static Step
blended(const Resonators* bank,
        const Step* from,
        const Step* to,
        const Step* x,
        unsigned ramp_left)
{
  const unsigned set = bank->current;
  const Step y = add_feedthrough(*from, bank, set, x);
  const Step other = add_feedthrough(*to, bank, !set, x);
  return blend(y, &other, ramp_left);
}

static void
ramp(Resonators* bank, Pass* pass)
{
  const unsigned set = bank->current;
  for (uint32_t at = 0; at < pass->frames; at += STEP_FRAMES) {
    const Step x = take(pass->in[LEFT] + at, pass->in[RIGHT] + at, pass->limit);
    const Step from = zero_input(bank, set);
    const Step to = zero_input(bank, !set);
    const Step y = blended(bank, &from, &to, &x, bank->ramp_left - at);
    advance(bank, &x);
    give(&y, pass, at);
  }
}

static void
open_step(Resonators* bank)
{
  for (unsigned set = 0; set < 2; ++set) {
    const Step y = zero_input(bank, set);
    memcpy(bank->zero_input[set], y.value, sizeof(y.value));
  }
}

static void
peek(const Resonators* bank, Pass* pass)
{
  const unsigned set = bank->current;
  const Step x = take(bank->pending[LEFT], bank->pending[RIGHT], INT32_MAX);
  Step from;
  Step to;
  memcpy(from.value, bank->zero_input[set], sizeof(from.value));
  memcpy(to.value, bank->zero_input[!set], sizeof(to.value));
  const Step y = bank->ramp_left
                   ? blended(bank, &from, &to, &x, bank->ramp_left)
                   : add_feedthrough(from, bank, set, &x);
  give(&y, pass, 0);
}

static void
close_step(Resonators* bank)
{
  const Step x = take(bank->pending[LEFT], bank->pending[RIGHT], INT32_MAX);
  advance(bank, &x);
}

const ResonatorKernel resonator_kernel_scalar = {
  expand, steps, ramp, open_step, peek, close_step
};
