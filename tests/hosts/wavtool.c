// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* wavtool make OUT SECONDS: a stereo test signal, 48 kHz float, then a second
   of silence, so that a host may lose its last block. wavtool compare A B
   LIMIT_DB [FROM_S TO_S]: finds the delay between two files, then exits 0 if no
   sample (of that part of A) differs by more than that, in dB below full
   scale. */

#include <math.h>
#include <sndfile.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RATE_HZ = 48000, WINDOW = 2048 };

typedef struct {
  sf_count_t n;
  int n_channels;
  float* frames; ///< interleaved
} Wav;

static int
make(const char* path, double seconds)
{
  SF_INFO info = { .samplerate = RATE_HZ,
                   .channels = 2,
                   .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT };
  SNDFILE* const file = sf_open(path, SFM_WRITE, &info);
  if (!file) {
    fprintf(stderr, "wavtool: %s: %s\n", path, sf_strerror(NULL));
    return 1;
  }
  const uint32_t n = (uint32_t)(seconds * RATE_HZ);
  uint32_t seed = 1;
  for (uint32_t i = 0; i < n + RATE_HZ; ++i) {
    float frame[2] = { 0.0F, 0.0F };
    for (int c = 0; c < 2 && i < n; ++c) {
      seed = seed * 1664525U + 1013904223U;
      frame[c] = 0.2F * (float)(int32_t)seed / 2147483648.0F +
                 0.2F * sinf(0.02F * (float)(c + 1) * (float)(i % 44100U));
    }
    sf_writef_float(file, frame, 1);
  }
  return sf_close(file) != 0;
}

static int
load(Wav* wav, const char* path)
{
  SF_INFO info = { 0 };
  SNDFILE* const file = sf_open(path, SFM_READ, &info);
  if (!file) {
    fprintf(stderr, "wavtool: %s: %s\n", path, sf_strerror(NULL));
    return -1;
  }
  wav->n_channels = info.channels;
  wav->frames =
    calloc((size_t)(info.frames + 1), (size_t)info.channels * sizeof(float));
  wav->n = sf_readf_float(file, wav->frames, info.frames);
  sf_close(file);
  return 0;
}

static float
sample(const Wav* wav, sf_count_t frame, int channel)
{
  return wav->frames[frame * wav->n_channels + channel];
}

static double
mismatch(const Wav* a,
         sf_count_t from,
         const Wav* b,
         sf_count_t at,
         double most)
{
  double sum = 0.0;
  for (sf_count_t i = 0; i < WINDOW && sum < most; ++i) {
    const double d =
      (double)sample(a, from + i, 0) - (double)sample(b, at + i, 0);
    sum += d * d;
  }
  return sum;
}

/* Where in b the frames of a from `from` on are found best. */
static sf_count_t
find(const Wav* a, sf_count_t from, const Wav* b)
{
  double least = HUGE_VAL;
  sf_count_t best = 0;
  for (sf_count_t at = 0; at + WINDOW < b->n; ++at) {
    const double sum = mismatch(a, from, b, at, least);
    if (sum < least) {
      least = sum;
      best = at;
    }
  }
  return best;
}

/* The part of a in seconds; to the end if `to_s` is beyond it. */
static int
compare(const char* path_a,
        const char* path_b,
        double limit_db,
        double from_s,
        double to_s)
{
  Wav a = { 0 };
  Wav b = { 0 };
  if (load(&a, path_a) || load(&b, path_b) || a.n_channels != b.n_channels ||
      a.n < 4 * WINDOW || b.n < 4 * WINDOW) {
    fprintf(stderr, "wavtool: can't compare %s and %s\n", path_a, path_b);
    return 1;
  }
  const sf_count_t first = (sf_count_t)(from_s * RATE_HZ);
  const sf_count_t end = (sf_count_t)fmin(to_s * RATE_HZ, (double)a.n);
  const sf_count_t from = first + (end - first) / 4;
  const sf_count_t delay = find(&a, from, &b) - from;
  double most = 0.0;
  double peak = 0.0;
  sf_count_t n = 0;
  for (sf_count_t i = first; i < end; ++i) {
    if (i + delay < 0 || i + delay >= b.n) {
      continue;
    }
    for (int c = 0; c < a.n_channels; ++c) {
      const double x = (double)sample(&a, i, c);
      most = fmax(most, fabs(x - (double)sample(&b, i + delay, c)));
      peak = fmax(peak, fabs(x));
    }
    ++n;
  }
  const double db = 20.0 * log10(fmax(most, 1e-12));
  const int is_same = db <= limit_db && n > (end - first) / 2 && peak > 0.01;
  printf("%s: %.1f dB over %ld frames, delay %ld, peak %.3f\n",
         is_same ? "same" : "DIFFERENT",
         db,
         (long)n,
         (long)delay,
         peak);
  free(a.frames);
  free(b.frames);
  return !is_same;
}

int
main(int argc, char** argv)
{
  if (argc == 4 && !strcmp(argv[1], "make")) {
    return make(argv[2], atof(argv[3]));
  }
  if ((argc == 5 || argc == 7) && !strcmp(argv[1], "compare")) {
    return compare(argv[2],
                   argv[3],
                   atof(argv[4]),
                   argc == 7 ? atof(argv[5]) : 0.0,
                   argc == 7 ? atof(argv[6]) : HUGE_VAL);
  }
  fprintf(stderr,
          "usage: wavtool make OUT SECONDS\n"
          "       wavtool compare A B LIMIT_DB\n");
  return 2;
}
