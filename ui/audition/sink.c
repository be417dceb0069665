// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/sink.h"

#include "dsp/maths.h"
#include "ui/audition/report.h"

#include <math.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
  const char* extension;
  int float_format;
  int int_format;
} kinds[] = {
  { "wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT, SF_FORMAT_WAV | SF_FORMAT_PCM_24 },
  { "aiff",
    SF_FORMAT_AIFF | SF_FORMAT_FLOAT,
    SF_FORMAT_AIFF | SF_FORMAT_PCM_24 },
  { "aif",
    SF_FORMAT_AIFF | SF_FORMAT_FLOAT,
    SF_FORMAT_AIFF | SF_FORMAT_PCM_24 },
  { "flac",
    SF_FORMAT_FLAC | SF_FORMAT_PCM_24,
    SF_FORMAT_FLAC | SF_FORMAT_PCM_24 },
  { "ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, SF_FORMAT_OGG | SF_FORMAT_VORBIS },
};

static int
format_of(const char* path, SinkFormat format)
{
  const char* const name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
  const char* const dot = strrchr(name, '.');
  for (size_t i = 0; dot && i < sizeof(kinds) / sizeof(kinds[0]); ++i) {
    if (!strcasecmp(dot + 1, kinds[i].extension)) {
      return format == SINK_24 ? kinds[i].int_format : kinds[i].float_format;
    }
  }
  return 0;
}

bool
sink_knows(const char* path)
{
  return format_of(path, SINK_FLOAT) != 0;
}

/** Is the sound too long for a kind of file whose sizes have 32 bits? */
static bool
exceeds_32_bits(int format, uint64_t n_frames)
{
  const uint64_t largest = UINT32_MAX - 65536U; // less what is not sound
  const bool is_24 = (format & SF_FORMAT_SUBMASK) == SF_FORMAT_PCM_24;
  return n_frames > largest / (is_24 ? 6U : 8U);
}

bool
sink_holds(const char* path, SinkFormat format, uint64_t n_frames)
{
  const int wanted = format_of(path, format);
  return (wanted & SF_FORMAT_TYPEMASK) != SF_FORMAT_AIFF ||
         !exceeds_32_bits(wanted, n_frames) ||
         complain("%s: AIFF holds no more than 4 GiB; .wav and .flac do", path);
}

static sf_count_t
file_length(void* data)
{
  struct stat st;
  return fstat(((const Draft*)data)->fd, &st) == 0 ? st.st_size : -1;
}

static sf_count_t
file_seek(sf_count_t offset, int whence, void* data)
{
  return lseek(((const Draft*)data)->fd, offset, whence);
}

static sf_count_t
file_read(void* bytes, sf_count_t n, void* data)
{
  const ssize_t got = read(((const Draft*)data)->fd, bytes, (size_t)n);
  return got > 0 ? got : 0;
}

static sf_count_t
file_write(const void* bytes, sf_count_t n, void* data)
{
  return (sf_count_t)draft_write((Draft*)data, bytes, (size_t)n);
}

static sf_count_t
file_tell(void* data)
{
  return lseek(((const Draft*)data)->fd, 0, SEEK_CUR);
}

SNDFILE*
sink_open_draft(Draft* draft, SF_INFO* info)
{
  // Not every encoder of libsndfile tells of a full disk: the draft does.
  SF_VIRTUAL_IO io = {
    file_length, file_seek, file_read, file_write, file_tell
  };
  SNDFILE* const file = sf_open_virtual(&io, SFM_WRITE, info, draft);
  // The peak chunk holds the date: the same render would not be the same file.
  sf_command(file, SFC_SET_ADD_PEAK_CHUNK, NULL, SF_FALSE);
  return file;
}

static bool
open_file(Sink* sink, const char* path, double rate_hz, int format)
{
  SF_INFO info = { .samplerate = (int)lround(rate_hz),
                   .channels = 2,
                   .format = format };
  if (!sf_format_check(&info)) {
    return complain("%s: this kind of file cannot hold %g Hz", path, rate_hz);
  }
  if (!draft_open(&sink->draft, path)) {
    return false;
  }
  sink->file = sink_open_draft(&sink->draft, &info);
  if (!sink->file) {
    return complain("%s: cannot be written: %s", path, sf_strerror(NULL));
  }
  sf_command(sink->file, SFC_SET_CLIPPING, NULL, SF_TRUE);
  const int sub = format & SF_FORMAT_SUBMASK;
  sink->clips = sub == SF_FORMAT_PCM_24;
  return true;
}

bool
sink_open(Sink* sink,
          const char* path,
          double rate_hz,
          SinkFormat format,
          uint64_t n_frames)
{
  memset(sink, 0, sizeof(*sink));
  sink->draft.fd = -1;
  sink->loudness_lufs = -HUGE_VAL;
  int wanted = path ? format_of(path, format) : 0;
  if ((wanted & SF_FORMAT_TYPEMASK) == SF_FORMAT_WAV &&
      exceeds_32_bits(wanted, n_frames)) {
    wanted = SF_FORMAT_RF64 | (wanted & SF_FORMAT_SUBMASK);
  }
  sink->loudness =
    ebur128_init(2, (unsigned long)lround(rate_hz), EBUR128_MODE_I);
  if (!sink->loudness) {
    return complain("loudness cannot be measured at %g Hz", rate_hz);
  }
  if (path && !open_file(sink, path, rate_hz, wanted)) {
    sink_drop(sink);
    return false;
  }
  return true;
}

bool
sink_write(Sink* sink, const float* frames, uint32_t n_frames)
{
  for (uint32_t i = 0; i < 2 * n_frames; ++i) {
    if (!isfinite(frames[i])) {
      return complain("%s%swhat comes out of the plugin is not finite",
                      sink->file ? sink->draft.target : "",
                      sink->file ? ": " : "");
    }
    sink->peak = fmax(sink->peak, fabs((double)frames[i]));
  }
  ebur128_add_frames_float(sink->loudness, frames, n_frames);
  if (!sink->file) {
    return true;
  }
  const sf_count_t written = sf_writef_float(sink->file, frames, n_frames);
  const int error = sink->draft.error;
  return (written == (sf_count_t)n_frames && !error) ||
         complain("%s: cannot be written: %s",
                  sink->draft.target,
                  error ? strerror(error) : sf_strerror(sink->file));
}

double
sink_peak_db(const Sink* sink)
{
  return amplitude_db(sink->peak);
}

/** False if the last of the sound could not be written. */
static bool
close_file(Sink* sink)
{
  const bool good = !sink->file || sf_close(sink->file) == 0;
  sink->file = NULL;
  if (sink->loudness) {
    ebur128_destroy(&sink->loudness);
  }
  return good;
}

bool
sink_keep(Sink* sink)
{
  ebur128_loudness_global(sink->loudness, &sink->loudness_lufs);
  const bool has_file = sink->file != NULL;
  const bool too_loud = sink->clips && sink->peak > 1.0;
  if (has_file && too_loud) {
    complain("%s: louder than the format can hold, so it clips",
             sink->draft.target);
  }
  if (!close_file(sink) && !sink->draft.error) {
    complain("%s: cannot be written to its end", sink->draft.target);
    draft_drop(&sink->draft);
    return false;
  }
  return !has_file || draft_keep(&sink->draft);
}

void
sink_drop(Sink* sink)
{
  close_file(sink);
  draft_drop(&sink->draft);
}
