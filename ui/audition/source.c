// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/source.h"

#include "ui/audition/length.h"
#include "ui/audition/report.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

/** Next frames of the file as they are; fewer than asked only at its end. */
static long
read_file(Source* source, float* buffer, uint32_t n_frames)
{
  const uint64_t left = (uint64_t)source->info.frames - source->file_read;
  const sf_count_t want = (sf_count_t)(left < n_frames ? left : n_frames);
  const sf_count_t got = sf_readf_float(source->file, buffer, want);
  if (got < want) {
    source->broken = true;
  }
  source->file_read += (uint64_t)(got > 0 ? got : 0);
  return (long)got;
}

static long
feed_resampler(void* data, float** frames)
{
  Source* const source = (Source*)data;
  *frames = source->chunk;
  return read_file(source, source->chunk, SOURCE_CHUNK);
}

static bool
usable(const Source* source)
{
  const SF_INFO* const info = &source->info;
  if (info->channels > 2) {
    return complain("%s: has %d channels; mono or stereo is wanted",
                    source->path,
                    info->channels);
  }
  if (info->frames <= 0) {
    return complain("%s: contains no sound", source->path);
  }
  return true;
}

/* The medium converter errs by -119 dB and is flat to 18 kHz for 44.1 kHz (its
   author: 121 dB, 90 % of the band). The best one takes three times as long to
   be better than anything that can be heard. */
static bool
start_resampler(Source* source, double ratio)
{
  int error = 0;
  if (!src_is_valid_ratio(ratio)) {
    return complain("%s: cannot go from %d to %g Hz",
                    source->path,
                    source->info.samplerate,
                    source->rate_hz);
  }
  source->resampler = src_callback_new(feed_resampler,
                                       SRC_SINC_MEDIUM_QUALITY,
                                       source->info.channels,
                                       &error,
                                       source);
  return source->resampler ||
         complain("%s: %s", source->path, src_strerror(error));
}

bool
source_open(Source* source, const char* path, double rate_hz)
{
  memset(source, 0, sizeof(*source));
  source->path = path;
  struct stat st;
  if (stat(path, &st) != 0) {
    return complain("%s: %s", path, strerror(errno));
  }
  if (S_ISREG(st.st_mode) && st.st_size == 0) {
    return complain("%s: is empty", path);
  }
  source->file = sf_open(path, SFM_READ, &source->info);
  if (!source->file) {
    return complain(
      "%s: is no sound file that can be read (%s)", path, sf_strerror(NULL));
  }
  if (!length_is_there(path)) {
    source_close(source);
    return false;
  }
  const double file_rate_hz = (double)source->info.samplerate;
  source->rate_hz = rate_hz > 0 ? rate_hz : file_rate_hz;
  const double ratio = source->rate_hz / file_rate_hz;
  // Less a hair, so that whole results of the division stay whole.
  source->n_frames = (uint64_t)ceil((double)source->info.frames * ratio - 1e-6);
  if (usable(source) && (ratio == 1.0 || start_resampler(source, ratio))) {
    return true;
  }
  source_close(source);
  return false;
}

/** Up to SOURCE_CHUNK interleaved frames of the file's channels. */
static long
read_some(Source* source, float* buffer, uint32_t n_frames)
{
  if (!source->resampler) {
    return read_file(source, buffer, n_frames);
  }
  const double ratio = source->rate_hz / (double)source->info.samplerate;
  return src_callback_read(source->resampler, ratio, (long)n_frames, buffer);
}

bool
source_read(Source* source, float* left, float* right, uint32_t n_frames)
{
  float buffer[2 * SOURCE_CHUNK];
  const int n_channels = source->info.channels;
  uint32_t done = 0;
  while (done < n_frames && !source->broken) {
    const uint32_t want =
      n_frames - done < SOURCE_CHUNK ? n_frames - done : SOURCE_CHUNK;
    const long got = read_some(source, buffer, want);
    if (got <= 0) {
      break;
    }
    for (long i = 0; i < got; ++i, ++done) {
      left[done] = buffer[i * n_channels];
      right[done] = buffer[i * n_channels + n_channels - 1];
    }
  }
  memset(left + done, 0, (n_frames - done) * sizeof(float));
  memset(right + done, 0, (n_frames - done) * sizeof(float));
  if (source->broken) {
    return complain("%s: is broken after %.2f s",
                    source->path,
                    (double)source->file_read / source->info.samplerate);
  }
  return true;
}

void
source_close(Source* source)
{
  if (source->resampler) {
    source->resampler = src_delete(source->resampler);
  }
  if (source->file) {
    sf_close(source->file);
    source->file = NULL;
  }
}
