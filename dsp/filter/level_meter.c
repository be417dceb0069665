// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/level_meter.h"

#include "dsp/maths.h"

#include <math.h>
#include <string.h>

#define CHUNK 64U
#define SETTLED 1e-20

/* The filters of BS.1770-4, whose tables are for 48 kHz, as analogue ones:
   what gives those tables by the bilinear transform (B. De Man, Evaluation of
   implementations of the EBU R128 loudness measurement, AES 145, 2018). */
#define SHELF_HZ 1681.974450955533
#define SHELF_DB 3.999843853973347
#define SHELF_Q 0.7071752369554196
#define SHELF_BEND 0.4996667741545416 ///< exponent of the middle term
#define HIGHPASS_HZ 38.13547087602444
#define HIGHPASS_Q 0.5003270373238773
#define OFFSET_LU (-0.691)

#define KAISER_BETA 6.0

static void
set_shelf(LevelFilter* filter, double rate_hz)
{
  const double k = tan(PI * SHELF_HZ / rate_hz);
  const double high = db_amplitude(SHELF_DB);
  const double middle = pow(high, SHELF_BEND);
  const double a0 = 1.0 + k / SHELF_Q + k * k;
  filter->b[0] = (high + middle * k / SHELF_Q + k * k) / a0;
  filter->b[1] = 2.0 * (k * k - high) / a0;
  filter->b[2] = (high - middle * k / SHELF_Q + k * k) / a0;
  filter->a[0] = 2.0 * (k * k - 1.0) / a0;
  filter->a[1] = (1.0 - k / SHELF_Q + k * k) / a0;
}

static void
set_highpass(LevelFilter* filter, double rate_hz)
{
  const double k = tan(PI * HIGHPASS_HZ / rate_hz);
  const double a0 = 1.0 + k / HIGHPASS_Q + k * k;
  filter->b[0] = 1.0;
  filter->b[1] = -2.0;
  filter->b[2] = 1.0;
  filter->a[0] = 2.0 * (k * k - 1.0) / a0;
  filter->a[1] = (1.0 - k / HIGHPASS_Q + k * k) / a0;
}

/** Modified Bessel function of the first kind, order 0, by its series. */
static double
bessel_i0(double x)
{
  double term = 1.0;
  double sum = 1.0;
  for (int k = 1; k < 40; ++k) {
    term *= (x / (2.0 * k)) * (x / (2.0 * k));
    sum += term;
  }
  return sum;
}

/** Sinc in the window of Kaiser, for places between the two middle samples. */
static void
set_taps(LevelMeter* meter)
{
  const double half = 0.5 * LEVEL_METER_TAPS;
  for (unsigned phase = 0; phase < meter->phases; ++phase) {
    const double way = (double)phase / meter->phases;
    double sum = 0.0;
    for (unsigned k = 0; k < LEVEL_METER_TAPS; ++k) {
      const double x = (double)k - (half - 1.0) - way;
      const double r = x / half;
      const double window =
        bessel_i0(KAISER_BETA * sqrt(fmax(0.0, 1.0 - r * r))) /
        bessel_i0(KAISER_BETA);
      const double sinc = fabs(x) < 1e-9 ? 1.0 : sin(PI * x) / (PI * x);
      meter->tap[phase][k] = (float)(window * sinc);
      sum += window * sinc;
    }
    for (unsigned k = 0; k < LEVEL_METER_TAPS; ++k) {
      meter->tap[phase][k] /= (float)sum;
    }
  }
}

void
level_meter_init(LevelMeter* meter, double rate_hz)
{
  memset(meter, 0, sizeof(*meter));
  set_shelf(&meter->shelf, rate_hz);
  set_highpass(&meter->highpass, rate_hz);
  meter->step_frames = (uint32_t)lround(0.1 * rate_hz);
  meter->phases = rate_hz < 96000.0 ? 4 : rate_hz < 192000.0 ? 2 : 1;
  set_taps(meter);
}

static void
forget(LevelFilter* filter)
{
  memset(filter->state, 0, sizeof(filter->state));
}

void
level_meter_reset(LevelMeter* meter)
{
  forget(&meter->shelf);
  forget(&meter->highpass);
  memset(meter->past, 0, sizeof(meter->past));
  meter->in_step = meter->n_steps = meter->next_step = 0;
  meter->energy = 0.0;
  meter->peak = 0.0F;
}

static inline double
filter_step(LevelFilter* f, int channel, double x)
{
  double* const state = f->state[channel];
  const double y = f->b[0] * x + state[0];
  state[0] = f->b[1] * x - f->a[0] * y + state[1];
  state[1] = f->b[2] * x - f->a[1] * y;
  return y;
}

/** What has died out is zero: numbers that small are slow. */
static void
settle(LevelFilter* filter)
{
  for (int c = 0; c < 2; ++c) {
    for (int k = 0; k < 2; ++k) {
      double* const state = &filter->state[c][k];
      *state = fabs(*state) < SETTLED ? 0.0 : *state;
    }
  }
}

static void
end_step(LevelMeter* meter)
{
  meter->step[meter->next_step] = meter->energy / meter->step_frames;
  meter->next_step = (meter->next_step + 1) % LEVEL_METER_STEPS;
  meter->n_steps += meter->n_steps < LEVEL_METER_STEPS;
  meter->energy = 0.0;
  meter->in_step = 0;
  settle(&meter->shelf);
  settle(&meter->highpass);
}

static void
add_loudness(LevelMeter* meter, const float* const x[2], uint32_t n)
{
  for (uint32_t i = 0; i < n; ++i) {
    for (int c = 0; c < 2; ++c) {
      const double y = filter_step(
        &meter->highpass, c, filter_step(&meter->shelf, c, (double)x[c][i]));
      meter->energy += y * y;
    }
    if (++meter->in_step >= meter->step_frames) {
      end_step(meter);
    }
  }
}

/** Largest magnitude between n samples of a channel, and of them. */
static float
peak_between(LevelMeter* meter, int channel, const float* x, uint32_t n)
{
  float line[LEVEL_METER_TAPS + CHUNK];
  float* const past = meter->past[channel];
  float peak = meter->peak;
  memcpy(line, past, LEVEL_METER_TAPS * sizeof(float));
  memcpy(line + LEVEL_METER_TAPS, x, n * sizeof(float));
  for (unsigned phase = 0; phase < meter->phases; ++phase) {
    float sum[CHUNK] = { 0.0F };
    for (unsigned k = 0; k < LEVEL_METER_TAPS; ++k) {
      const float tap = meter->tap[phase][k];
      for (uint32_t i = 0; i < n; ++i) {
        sum[i] += tap * line[i + k + 1];
      }
    }
    for (uint32_t i = 0; i < n; ++i) {
      peak = fmaxf(peak, fabsf(sum[i]));
    }
  }
  memcpy(past, line + n, LEVEL_METER_TAPS * sizeof(float));
  return peak;
}

void
level_meter_add(LevelMeter* meter,
                const float* left,
                const float* right,
                uint32_t n)
{
  for (uint32_t done = 0; done < n;) {
    const uint32_t part = n - done < CHUNK ? n - done : CHUNK;
    const float* const x[2] = { left + done, right + done };
    add_loudness(meter, x, part);
    for (int c = 0; c < 2; ++c) {
      meter->peak = peak_between(meter, c, x[c], part);
    }
    done += part;
  }
}

double
level_meter_short_term(const LevelMeter* meter)
{
  double sum = 0.0;
  for (unsigned i = 0; i < meter->n_steps; ++i) {
    sum += meter->step[i];
  }
  const double power = meter->n_steps ? sum / meter->n_steps : 0.0;
  return power > 1e-12
           ? fmax(LEVEL_METER_FLOOR_DB, OFFSET_LU + 10.0 * log10(power))
           : LEVEL_METER_FLOOR_DB;
}

float
level_meter_take_peak(LevelMeter* meter)
{
  const float peak = meter->peak;
  meter->peak = 0.0F;
  return peak;
}
