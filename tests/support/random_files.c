// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/support/random_files.h"

#include "dsp/maths.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  uint64_t random;
  char* text;
  size_t size;
} File;

double
random_between(uint64_t* state, double low, double high)
{
  *state += UINT64_C(0x9E3779B97F4A7C15);
  uint64_t z = *state;
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  z ^= z >> 31;
  return low + (high - low) * ((double)(z >> 11) * 0x1p-53);
}

static void
add(File* file, const char* format, ...)
{
  va_list args;
  va_start(args, format);
  const int n = vsnprintf(
    file->text + file->size, RANDOM_FILE_SIZE - file->size, format, args);
  va_end(args);
  file->size += n > 0 ? (size_t)n : 0;
}

static double
between(File* file, double low, double high)
{
  return random_between(&file->random, low, high);
}

/** Even over the logarithm. */
static double
of_ratio(File* file, double low, double high)
{
  return exp(between(file, log(low), log(high)));
}

static int
count(File* file, int least, int most)
{
  return (int)between(file, least, most + 1.0);
}

static double
normal(File* file)
{
  const double u = between(file, 0x1p-53, 1.0);
  return sqrt(-2.0 * log(u)) * cos(2.0 * PI * between(file, 0.0, 1.0));
}

static int
ascending(const void* a, const void* b)
{
  const double x = *(const double*)a;
  const double y = *(const double*)b;
  return (x > y) - (x < y);
}

static void
graphic(File* file, const double* hz, const double* db, int n)
{
  add(file, "GraphicEQ:");
  for (int i = 0; i < n; ++i) {
    add(file, "%s %.2f %.2f", i ? ";" : "", hz[i], db[i]);
  }
  add(file, "\n");
}

static void
points(File* file, int n, double spread_db)
{
  double hz[200];
  double db[200];
  for (int i = 0; i < n; ++i) {
    hz[i] = of_ratio(file, 20.0, 20000.0);
    db[i] = spread_db * normal(file);
  }
  qsort(hz, (size_t)n, sizeof(hz[0]), ascending);
  graphic(file, hz, db, n);
}

static void
few_points(File* file)
{
  points(file, count(file, 2, 11), of_ratio(file, 1.0, 10.0));
}

static void
many_points(File* file)
{
  points(file, count(file, 12, 200), of_ratio(file, 0.2, 6.0));
}

/** The bands of a hardware equaliser, one to three of them moved. */
static void
few_bands(File* file)
{
  static const int bands[] = { 5, 10, 15, 31 };
  const int n = bands[count(file, 0, 3)];
  double hz[31];
  double db[31] = { 0.0 };
  for (int i = 0; i < n; ++i) {
    hz[i] = 20.0 * pow(1000.0, (i + 0.5) / n);
  }
  for (int moved = count(file, 1, 3); moved > 0; --moved) {
    db[count(file, 0, n - 1)] = between(file, -12.0, 12.0);
  }
  graphic(file, hz, db, n);
}

static void
filter(File* file, const char* type, double hz, double db, double q)
{
  add(file, "Filter: ON %s Fc %.2f Hz Gain %.2f dB Q %.3f\n", type, hz, db, q);
}

static void
notches(File* file)
{
  const double sign = count(file, 0, 1) ? 1.0 : -1.0;
  for (int n = count(file, 1, 5); n > 0; --n) {
    const double hz = of_ratio(file, 20.0, 18000.0);
    const double db = sign * of_ratio(file, 1.0, 30.0);
    filter(file, "PK", hz, db, of_ratio(file, 2.0, 60.0));
  }
}

static void
peaks(File* file)
{
  for (int n = count(file, 1, 20); n > 0; --n) {
    const double hz = of_ratio(file, 20.0, 18000.0);
    const double db = between(file, -15.0, 15.0);
    filter(file, "PK", hz, db, of_ratio(file, 0.4, 10.0));
  }
}

static void
shelves(File* file)
{
  const double low_hz = of_ratio(file, 30.0, 8000.0);
  const double high_hz = of_ratio(file, 200.0, 15000.0);
  filter(
    file, "LSC", low_hz, between(file, -15.0, 15.0), of_ratio(file, 0.4, 1.2));
  filter(
    file, "HSC", high_hz, between(file, -15.0, 15.0), of_ratio(file, 0.4, 1.2));
  if (count(file, 0, 1)) {
    const double hz = of_ratio(file, 20.0, 18000.0);
    filter(
      file, "PK", hz, between(file, -20.0, 10.0), of_ratio(file, 1.0, 60.0));
  }
}

/** Up to 6 dB an octave all the way, with or without a bend. */
static void
tilt(File* file)
{
  const double slope_db = between(file, -6.0, 6.0);
  const double hz[3] = { 20.0, of_ratio(file, 30.0, 10000.0), 20000.0 };
  const double bend_db = count(file, 0, 1) ? 10.0 : 0.0;
  double db[3];
  for (int i = 0; i < 3; ++i) {
    db[i] = slope_db * log2(hz[i] / 1000.0) + bend_db * normal(file);
  }
  graphic(file, hz, db, 3);
}

/** Rows a quarter of a tone apart: flat, but for one to three of them. */
static void
glitches(File* file)
{
  enum { ROWS = 481 };
  double db[ROWS] = { 0.0 };
  for (int n = count(file, 1, 3); n > 0; --n) {
    db[count(file, 0, ROWS - 1)] += between(file, -40.0, 20.0);
  }
  add(file, "frequency,error\n");
  for (int i = 0; i < ROWS; ++i) {
    add(file, "%.3f,%.2f\n", 20.0 * pow(1000.0, i / (ROWS - 1.0)), db[i]);
  }
}

/** A random walk, smoothed, with deep and narrow dips in the treble. */
static void
measured(File* file)
{
  enum { ROWS = 481, REACH = 4 };
  double walk[ROWS];
  double sum = 0.0;
  const double scale_db = of_ratio(file, 0.1, 0.6);
  const double dip_hz = of_ratio(file, 2000.0, 15000.0);
  const double dip_db = count(file, 0, 1) ? of_ratio(file, 3.0, 20.0) : 0.0;
  const double dip_octaves = of_ratio(file, 0.03, 0.3);
  for (int i = 0; i < ROWS; ++i) {
    sum = 0.998 * sum + normal(file);
    walk[i] = sum;
  }
  add(file, "frequency,error\n");
  for (int i = 0; i < ROWS; ++i) {
    const double hz = 20.0 * pow(1000.0, i / (ROWS - 1.0));
    const double x = log2(hz / dip_hz) / dip_octaves;
    double mean = 0.0;
    for (int k = -REACH; k <= REACH; ++k) {
      const int at = i + k < 0 ? 0 : i + k >= ROWS ? ROWS - 1 : i + k;
      mean += walk[at] / (2 * REACH + 1);
    }
    add(file, "%.3f,%.3f\n", hz, scale_db * mean - dip_db * exp(-x * x));
  }
}

const char*
random_file(uint64_t seed, char text[RANDOM_FILE_SIZE])
{
  static const struct {
    const char* name;
    void (*write)(File*);
  } kinds[] = { { "few points", few_points },
                { "many points", many_points },
                { "few bands", few_bands },
                { "notches", notches },
                { "peaks", peaks },
                { "shelves", shelves },
                { "tilt", tilt },
                { "glitches", glitches },
                { "measured", measured } };
  File file = { seed, text, 0 };
  const int kind = count(&file, 0, sizeof(kinds) / sizeof(kinds[0]) - 1);
  text[0] = '\0';
  kinds[kind].write(&file);
  return kinds[kind].name;
}
