// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/discriminant.h"

#include <math.h>

/* Twelfths of an octave from 20 Hz on. */
#define POINTS 120
#define GRID_STEP 4
#define GRID_START 48

/* As the curves that it was trained on are clipped. */
#define FLOOR_DB (-6.0)
#define ALIGN_FIRST 47 // 300 Hz
#define ALIGN_END 87   // 3000 Hz
#define SMOOTH_POINTS 6

#define BIAS (-0.1334)

/** A feature of a curve: what it is in training, and what it counts. */
typedef struct {
  size_t first; ///< points of the twelfths
  size_t end;
  double mean;
  double sd;
  double weight;
} Feature;

/** Mean level, dB, of third octaves. */
static const Feature levels[] = {
  { 2, 6, -4.1816, 2.5840, -0.9467 },    // 25 Hz
  { 6, 10, -3.7758, 2.6638, -0.7625 },   // 31.5 Hz
  { 11, 15, -3.1740, 2.8153, -0.5323 },  // 40 Hz
  { 14, 18, -2.7968, 2.8092, -0.3157 },  // 50 Hz
  { 18, 22, -2.1546, 2.6713, -0.1270 },  // 63 Hz
  { 23, 27, -1.0836, 2.5930, 0.0095 },   // 80 Hz
  { 26, 30, -0.2273, 2.6135, 0.0290 },   // 100 Hz
  { 30, 34, 0.8285, 2.5896, 0.2126 },    // 125 Hz
  { 35, 39, 1.4861, 2.3867, 0.4210 },    // 160 Hz
  { 38, 42, 1.5222, 2.1645, 0.4487 },    // 200 Hz
  { 42, 46, 1.1505, 1.9395, 0.3539 },    // 250 Hz
  { 46, 50, 0.6695, 1.5489, 0.2664 },    // 315 Hz
  { 50, 54, 0.2573, 1.2837, 0.0383 },    // 400 Hz
  { 54, 58, 0.0801, 1.1681, -0.1342 },   // 500 Hz
  { 58, 62, 0.0226, 1.0510, -0.0182 },   // 630 Hz
  { 62, 66, 0.1918, 0.9978, -0.0607 },   // 800 Hz
  { 66, 70, 0.3862, 1.0868, -0.3075 },   // 1000 Hz
  { 70, 74, 0.2687, 1.2654, 0.1594 },    // 1250 Hz
  { 74, 78, -0.2954, 1.3319, -0.3632 },  // 1600 Hz
  { 78, 82, -0.8006, 1.9513, -0.5424 },  // 2000 Hz
  { 82, 86, -0.5282, 2.1309, 0.5713 },   // 2500 Hz
  { 86, 90, -0.1336, 2.1679, 0.3910 },   // 3150 Hz
  { 90, 94, -0.8158, 2.6835, -0.1007 },  // 4000 Hz
  { 94, 98, -0.8775, 2.8827, 0.4002 },   // 5000 Hz
  { 98, 102, -0.5707, 3.4101, 0.0114 },  // 6300 Hz
  { 102, 106, -0.5401, 3.0365, 0.0481 }, // 8000 Hz
  { 106, 110, 0.0519, 2.8552, 0.6261 }   // 10000 Hz
};

/** Deviation from the octave's mean, dB rms. */
static const Feature roughness[] = {
  { 16, 56, 0.2787, 0.1657, -1.5065 }, // 50 to 500 Hz
  { 56, 80, 0.3594, 0.2234, 0.2731 },  // 500 to 2000 Hz
  { 80, 104, 1.0615, 0.3862, 0.6588 }  // 2 to 8 kHz
};

static double
mean_of(const double* y, size_t first, size_t end)
{
  double sum = 0.0;
  for (size_t i = first; i < end; ++i) {
    sum += y[i];
  }
  return sum / (double)(end - first);
}

/** Square of the deviation from the mean of an octave. */
static double
rough_at(const double y[POINTS], size_t i)
{
  const size_t first = i < SMOOTH_POINTS ? 0 : i - SMOOTH_POINTS;
  const size_t end =
    i + SMOOTH_POINTS < POINTS ? i + SMOOTH_POINTS + 1 : POINTS;
  const double deviation = y[i] - mean_of(y, first, end);
  return deviation * deviation;
}

static double
counted(const Feature* feature, double value)
{
  return feature->weight * (value - feature->mean) / feature->sd;
}

double
discriminant_score(const Curve* relative)
{
  double y[POINTS];
  double rough[POINTS];
  double score = BIAS;
  for (size_t i = 0; i < POINTS; ++i) {
    y[i] = relative->db[GRID_START + GRID_STEP * i];
  }
  const double level = mean_of(y, ALIGN_FIRST, ALIGN_END);
  for (size_t i = 0; i < POINTS; ++i) {
    y[i] = fmax(y[i] - level, FLOOR_DB);
  }
  for (size_t i = 0; i < POINTS; ++i) {
    rough[i] = rough_at(y, i);
  }
  for (size_t f = 0; f < sizeof(levels) / sizeof(levels[0]); ++f) {
    const Feature* const feature = &levels[f];
    score += counted(feature, mean_of(y, feature->first, feature->end));
  }
  for (size_t f = 0; f < sizeof(roughness) / sizeof(roughness[0]); ++f) {
    const Feature* const feature = &roughness[f];
    score +=
      counted(feature, sqrt(mean_of(rough, feature->first, feature->end)));
  }
  return score;
}
