// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/length.h"

#include "ui/audition/report.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/** A container of chunks, each with an id and a size before it. */
typedef struct {
  const char* magic; ///< at the file's beginning
  const char* form;  ///< at form_at, or NULL
  unsigned form_at;
  unsigned first;      ///< where the first chunk is
  unsigned id_bytes;   ///< of which the first four are looked at
  unsigned size_bytes; ///< of a chunk's size
  unsigned align;      ///< chunks begin at multiples of it
  bool big_endian;
  bool counts_head; ///< a chunk's size counts its id and size as well
  const char* data; ///< id of the chunk that holds the sound
} Container;

static const Container containers[] = {
  { "RIFF", "WAVE", 8, 12, 4, 4, 2, false, false, "data" },
  { "RIFX", "WAVE", 8, 12, 4, 4, 2, true, false, "data" },
  { "RF64", "WAVE", 8, 12, 4, 4, 2, false, false, "data" },
  { "BW64", "WAVE", 8, 12, 4, 4, 2, false, false, "data" },
  { "FORM", "AIFF", 8, 12, 4, 4, 2, true, false, "SSND" },
  { "FORM", "AIFC", 8, 12, 4, 4, 2, true, false, "SSND" },
  { "riff", "wave", 24, 40, 16, 8, 8, false, true, "data" }, // Wave64
  { "caff", NULL, 0, 8, 4, 8, 1, true, false, "data" },
};

/** What programs write that cannot go back to the header: all ones (ffmpeg,
    CAF), the largest positive number (arecord) or what SoX does. */
static bool
is_unknown(uint64_t size)
{
  return size == UINT64_MAX || size == 0x7FFFFFFFU || size == 0x7FFFF000U;
}

/** 32 bits all ones come as 64 bits all ones. */
static uint64_t
number(const unsigned char* bytes, unsigned n, bool big_endian)
{
  uint64_t value = 0;
  for (unsigned i = 0; i < n; ++i) {
    value = value << 8 | bytes[big_endian ? i : n - 1 - i];
  }
  return n == 4 && value == 0xFFFFFFFFU ? UINT64_MAX : value;
}

static bool
read_at(FILE* file, uint64_t at, void* bytes, size_t n)
{
  return at < INT64_MAX && fseeko(file, (off_t)at, SEEK_SET) == 0 &&
         fread(bytes, 1, n, file) == n;
}

/** Where the sound ends after the header; UINT64_MAX if it does not say. */
static uint64_t
end_in_chunks(FILE* file, const Container* c, uint64_t file_bytes)
{
  const unsigned head_bytes = c->id_bytes + c->size_bytes;
  unsigned char head[24 + 16];
  uint64_t long_size = UINT64_MAX; // of the data, from the ds64 chunk of RF64
  for (uint64_t at = c->first; at < file_bytes;) {
    if (!read_at(file, at, head, head_bytes)) {
      break;
    }
    uint64_t size = number(head + c->id_bytes, c->size_bytes, c->big_endian);
    size -= c->counts_head && size >= head_bytes ? head_bytes : 0;
    at += head_bytes;
    if (!memcmp(head, c->data, 4)) {
      size = size == UINT64_MAX ? long_size : size;
      return is_unknown(size) ? UINT64_MAX : at + size;
    }
    if (!memcmp(head, "ds64", 4) && read_at(file, at, head, 16)) {
      long_size = number(head + 8, 8, false);
    }
    if (size >= INT64_MAX - at) {
      break;
    }
    at = (at + size + c->align - 1) / c->align * c->align;
  }
  return UINT64_MAX;
}

static uint64_t
end_of_sound(FILE* file, uint64_t file_bytes)
{
  unsigned char head[40];
  if (!read_at(file, 0, head, 12)) {
    return UINT64_MAX;
  }
  if (!memcmp(head, ".snd", 4)) { // AU
    const uint64_t size = number(head + 8, 4, true);
    return is_unknown(size) ? UINT64_MAX : number(head + 4, 4, true) + size;
  }
  for (size_t i = 0; i < sizeof(containers) / sizeof(containers[0]); ++i) {
    const Container* const c = &containers[i];
    if (!memcmp(head, c->magic, 4) &&
        (!c->form || (read_at(file, c->form_at, head + 12, 4) &&
                      !memcmp(head + 12, c->form, 4)))) {
      return end_in_chunks(file, c, file_bytes);
    }
  }
  return UINT64_MAX;
}

bool
length_is_there(const char* path)
{
  struct stat st;
  FILE* const file =
    stat(path, &st) == 0 && S_ISREG(st.st_mode) ? fopen(path, "rb") : NULL;
  if (!file) {
    return true;
  }
  const uint64_t there = (uint64_t)st.st_size;
  const uint64_t end = end_of_sound(file, there);
  fclose(file);
  return end == UINT64_MAX || end <= there ||
         complain("%s: is cut short: it has %" PRIu64 " of the %" PRIu64
                  " bytes that its header tells of",
                  path,
                  there,
                  end);
}
