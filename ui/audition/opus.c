// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/opus.h"

#include "ui/audition/report.h"

#include <sndfile.h>
#include <stdlib.h>
#include <string.h>

/* libsndfile goes from 256 kbit/s a channel (0) to 6 (1): this is some 72. */
static const double compression = 0.736;

/** A file in memory that libsndfile writes to. */
typedef struct {
  Opus* opus;
  size_t at;
  bool full;
} File;

static sf_count_t
get_length(void* data)
{
  const File* const file = (const File*)data;
  return (sf_count_t)file->opus->n;
}

static sf_count_t
seek(sf_count_t offset, int whence, void* data)
{
  File* const file = (File*)data;
  const sf_count_t from = whence == SEEK_SET   ? 0
                          : whence == SEEK_CUR ? (sf_count_t)file->at
                                               : (sf_count_t)file->opus->n;
  file->at = (size_t)(from + offset);
  return from + offset;
}

static sf_count_t
read_bytes(void* to, sf_count_t n, void* data)
{
  (void)to;
  (void)n;
  (void)data;
  return 0;
}

static sf_count_t
write_bytes(const void* from, sf_count_t n, void* data)
{
  File* const file = (File*)data;
  Opus* const opus = file->opus;
  const size_t end = file->at + (size_t)n;
  if (end > opus->n) {
    unsigned char* const bytes = (unsigned char*)realloc(opus->bytes, end);
    if (!bytes) {
      file->full = true;
      return 0;
    }
    memset(bytes + opus->n, 0, end - opus->n);
    opus->bytes = bytes;
    opus->n = end;
  }
  memcpy(opus->bytes + file->at, from, (size_t)n);
  file->at = end;
  return n;
}

static sf_count_t
tell(void* data)
{
  return (sf_count_t)((const File*)data)->at;
}

bool
opus_encode(Opus* opus, const float* frames, size_t n, double rate_hz)
{
  SF_VIRTUAL_IO io = { get_length, seek, read_bytes, write_bytes, tell };
  SF_INFO info = { .samplerate = (int)rate_hz,
                   .channels = 2,
                   .format = SF_FORMAT_OGG | SF_FORMAT_OPUS };
  *opus = (Opus){ .bytes = NULL };
  File file = { .opus = opus };
  SNDFILE* const sound = sf_open_virtual(&io, SFM_WRITE, &info, &file);
  if (!sound) {
    return complain("Opus cannot be written: %s", sf_strerror(NULL));
  }
  double level = compression;
  sf_command(sound, SFC_SET_COMPRESSION_LEVEL, &level, sizeof(level));
  const bool written =
    sf_writef_float(sound, frames, (sf_count_t)n) == (sf_count_t)n;
  if ((sf_close(sound) != 0 || !written || file.full)) {
    free(opus->bytes);
    opus->bytes = NULL;
    return complain("Opus cannot be written");
  }
  return true;
}
