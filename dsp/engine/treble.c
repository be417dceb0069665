// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/treble.h"

#include "dsp/filter/loudness.h"
#include "dsp/maths.h"

#include <complex.h>
#include <math.h>
#include <string.h>

#define BAND_Q 1.0 // together some octave
#define ROOM 0.42  // of the rate, for the centre of a band
#define POINTS 6   // of a band of the design
#define LANES 4
#define SIGNAL_MAX 1e15f // what is beyond is no signal
#define SCALE_HZ 50000.0
#define SUDDEN 4.0f
#define SELDOM 32u          // of steady blocks one in so many is heard
#define USUAL_BLOCKS 200.0f // that the usual energy is a mean of

static const double centre_hz[TREBLE_BANDS] = { 2400, 4600, 8500, 14500 };

/** Band-pass of the audio EQ cookbook, gain 1 at the centre. */
static void
tune(Treble* treble, unsigned band, double rate_hz)
{
  const double w = 2.0 * PI * centre_hz[band] / rate_hz;
  const double alpha = sin(w) / (2.0 * BAND_Q);
  treble->b0[band] = (float)(alpha / (1.0 + alpha));
  treble->a1[band] = (float)(-2.0 * cos(w) / (1.0 + alpha));
  treble->a2[band] = (float)((1.0 - alpha) / (1.0 + alpha));
}

static double
power_of(double complex x)
{
  return creal(x) * creal(x) + cimag(x) * cimag(x);
}

/** Mean over a band of what the filters do to power. */
static void
weigh(Treble* treble, unsigned band, const PoleSet* pole_set, size_t b)
{
  const ListeningBand* const of = pole_set_band(pole_set, b);
  double power = 0.0;
  for (int i = 0; i < POINTS; ++i) {
    const double way = (i + 0.5) / POINTS - 0.5;
    const double hz = of->centre_hz * exp2(way * of->octaves);
    const double w = 2.0 * PI * hz / pole_set_rate_hz(pole_set);
    const double complex z1 = CMPLX(cos(w), -sin(w));
    const double complex filter = (double)treble->b0[band] * (1.0 - z1 * z1) /
                                  (1.0 + (double)treble->a1[band] * z1 +
                                   (double)treble->a2[band] * z1 * z1);
    power += power_of(filter * filter) / POINTS;
  }
  treble->power[band][b] = (float)(power / loudness_k_power(of->centre_hz));
  treble->known[b] = fminf(treble->known[b] + (float)power, 1.0f);
}

void
treble_reset(Treble* treble, const PoleSet* pole_set)
{
  const double rate_hz = pole_set_rate_hz(pole_set);
  memset(treble, 0, sizeof(*treble));
  const double scale = fmin(ceil(rate_hz / SCALE_HZ), TREBLE_SCALE);
  treble->before = (unsigned)scale * TREBLE_BEFORE;
  treble->length = (unsigned)scale * TREBLE_FRAMES;
  while (treble->bands < TREBLE_BANDS &&
         centre_hz[treble->bands] < ROOM * rate_hz) {
    const unsigned band = treble->bands++;
    tune(treble, band, rate_hz);
    for (size_t b = 0; b < pole_set_bands(pole_set); ++b) {
      weigh(treble, band, pole_set, b);
    }
  }
}

/** The last four outputs and inputs of both filters, for all bands of a
    channel at once. */
typedef struct {
  float y[2][2][TREBLE_BANDS]; ///< of the first and the second, last and before
} Settled;

/** One frame: x and what came two frames before. */
static void
filter_frame(const Treble* treble, Settled* f, float change, float* out)
{
  for (int k = 0; k < TREBLE_BANDS; ++k) {
    const float first = treble->b0[k] * change - treble->a1[k] * f->y[0][0][k] -
                        treble->a2[k] * f->y[0][1][k];
    const float second = treble->b0[k] * (first - f->y[0][1][k]) -
                         treble->a1[k] * f->y[1][0][k] -
                         treble->a2[k] * f->y[1][1][k];
    f->y[0][1][k] = f->y[0][0][k];
    f->y[0][0][k] = first;
    f->y[1][1][k] = f->y[1][0][k];
    f->y[1][0][k] = second;
    out[k] = second;
  }
}

/** Filter a block and add up what comes out. */
static void
filter_block(Treble* treble, float weight)
{
  for (int c = 0; c < 2; ++c) {
    const float* const x = treble->x[c];
    Settled f;
    float out[TREBLE_BANDS];
    float sum[TREBLE_BANDS] = { 0.0f };
    memset(&f, 0, sizeof(f));
    for (unsigned i = 2; i < treble->before; ++i) {
      filter_frame(treble, &f, x[i] - x[i - 2], out);
    }
    for (unsigned i = treble->before; i < treble->before + treble->length;
         ++i) {
      filter_frame(treble, &f, x[i] - x[i - 2], out);
      for (int k = 0; k < TREBLE_BANDS; ++k) {
        sum[k] += out[k] * out[k];
      }
    }
    for (int k = 0; k < TREBLE_BANDS; ++k) {
      treble->energy[c][k] += weight * sum[k];
    }
  }
}

/** Of so many steady blocks one is heard, by lot, so that no rhythm of what
    plays can hide from it. */
static bool
has_drawn(uint32_t block)
{
  uint32_t x = block / SELDOM * UINT32_C(2654435761);
  x ^= x >> 15;
  x *= UINT32_C(2246822519);
  return block % SELDOM == (x >> 16) % SELDOM;
}

/** Four floats side by side. */
typedef float Lanes __attribute__((vector_size(16)));

static Lanes
lanes_at(const float* x)
{
  Lanes lanes;
  memcpy(&lanes, x, sizeof(lanes));
  return lanes;
}

/** Sum of squares of the second difference of n frames, a multiple of LANES,
    after two more. */
static float
difference_energy(const float* x, int n)
{
  Lanes sum[2] = { { 0.0f }, { 0.0f } };
  for (int i = 0; i < n; i += 2 * LANES) {
    for (int k = 0; k < 2; ++k) {
      const float* const at = x + i + k * LANES;
      const Lanes middle = lanes_at(at + 1);
      const Lanes d = lanes_at(at + 2) - middle - middle + lanes_at(at);
      sum[k] += d * d;
    }
  }
  const Lanes all = sum[0] + sum[1];
  return all[0] + all[1] + all[2] + all[3];
}

/** Energy of a block that high notes have, mostly. */
static float
sharpness(const Treble* treble)
{
  const unsigned first = treble->before - 2;
  return difference_energy(treble->x[0] + first, (int)treble->length) +
         difference_energy(treble->x[1] + first, (int)treble->length);
}

static void
end_block(Treble* treble)
{
  const float energy = sharpness(treble);
  const bool is_sudden = energy > SUDDEN * treble->usual;
  /* What is sudden rings into the next block. */
  if (is_sudden || treble->was_sudden) {
    filter_block(treble, 1.0f);
  } else if (has_drawn(treble->blocks)) {
    filter_block(treble, (float)SELDOM);
  }
  treble->was_sudden = is_sudden;
  treble->usual += (energy - treble->usual) / USUAL_BLOCKS;
  ++treble->blocks;
  if (energy == 0.0f) {
    /* After silence all is as at first, however long it was. */
    treble->usual = 0.0f;
    treble->blocks = 0;
  }
  treble->frames = 0;
  for (int c = 0; c < 2; ++c) {
    memmove(treble->x[c],
            treble->x[c] + treble->length,
            treble->before * sizeof(*treble->x[c]));
  }
}

static float
clean(float x)
{
  return fabsf(x) <= SIGNAL_MAX ? x : 0.0f;
}

/** Mid and Side of n frames. */
static void
take_frames(const float* restrict left,
            const float* restrict right,
            float* restrict mid,
            float* restrict side,
            int n)
{
  for (int i = 0; i < n; ++i) {
    const float l = clean(left[i]);
    const float r = clean(right[i]);
    mid[i] = 0.5f * (l + r);
    side[i] = 0.5f * (l - r);
  }
}

void
treble_hear(Treble* treble, const float* left, const float* right, uint32_t n)
{
  for (uint32_t done = 0; done < n;) {
    const uint32_t room = treble->length - treble->frames;
    const uint32_t part = n - done < room ? n - done : room;
    const unsigned at = treble->before + treble->frames;
    take_frames(left + done,
                right + done,
                treble->x[0] + at,
                treble->x[1] + at,
                (int)part);
    done += part;
    treble->frames += part;
    if (treble->frames == treble->length) {
      end_block(treble);
    }
  }
}

void
treble_take(Treble* treble, float energy[2][TREBLE_BANDS])
{
  memcpy(energy, treble->energy, sizeof(treble->energy));
  memset(treble->energy, 0, sizeof(treble->energy));
}
