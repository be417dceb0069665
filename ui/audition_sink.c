// SPDX-License-Identifier: GPL-3.0-or-later
#include "audition_sink.h"

#include "audition_report.h"

#include <math.h>
#include <string.h>
#include <strings.h>

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
  sink->file = sf_open_fd(sink->draft.fd, SFM_WRITE, &info, SF_FALSE);
  if (!sink->file) {
    return complain("%s: cannot be written: %s", path, sf_strerror(NULL));
  }
  // The peak chunk holds the date: the same render would not be the same file.
  sf_command(sink->file, SFC_SET_ADD_PEAK_CHUNK, NULL, SF_FALSE);
  sf_command(sink->file, SFC_SET_CLIPPING, NULL, SF_TRUE);
  const int sub = format & SF_FORMAT_SUBMASK;
  sink->clips = sub == SF_FORMAT_PCM_24;
  return true;
}

bool
sink_open(Sink* sink, const char* path, double rate_hz, SinkFormat format)
{
  memset(sink, 0, sizeof(*sink));
  sink->draft.fd = -1;
  sink->loudness_lufs = -HUGE_VAL;
  const int sound_format = path ? format_of(path, format) : 0;
  if (path && !sound_format) {
    return complain("%s: the name must end in .wav, .aiff, .flac or .ogg",
                    path);
  }
  sink->loudness =
    ebur128_init(2, (unsigned long)lround(rate_hz), EBUR128_MODE_I);
  if (!sink->loudness) {
    return complain("loudness cannot be measured at %g Hz", rate_hz);
  }
  if (path && !open_file(sink, path, rate_hz, sound_format)) {
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
      return complain("what comes out of the plugin is not finite");
    }
    sink->peak = fmax(sink->peak, fabs((double)frames[i]));
  }
  ebur128_add_frames_float(sink->loudness, frames, n_frames);
  if (sink->file &&
      sf_writef_float(sink->file, frames, n_frames) != (sf_count_t)n_frames) {
    return complain(
      "%s: cannot be written: %s", sink->draft.target, sf_strerror(sink->file));
  }
  return true;
}

double
sink_peak_db(const Sink* sink)
{
  return 20.0 * log10(sink->peak);
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
  if (!close_file(sink)) {
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
