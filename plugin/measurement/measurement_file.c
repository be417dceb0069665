// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/measurement_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static MeasurementStatus
status_of_errno(int error)
{
  switch (error) {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
      return MEASUREMENT_NOT_FOUND;
    case ENXIO: // a socket or a device without a driver
    case EISDIR:
      return MEASUREMENT_NOT_A_FILE;
    default:
      return MEASUREMENT_UNREADABLE;
  }
}

/* Read until the end or one byte more than allowed; the file may grow while it
   is read. */
static MeasurementStatus
read_all(int fd, char* buffer, size_t capacity, size_t* size)
{
  *size = 0;
  while (*size < capacity) {
    const ssize_t n = read(fd, buffer + *size, capacity - *size);
    if (n < 0 && errno == EINTR) {
      continue;
    }
    if (n < 0) {
      return status_of_errno(errno);
    }
    if (n == 0) {
      return MEASUREMENT_OK;
    }
    *size += (size_t)n;
  }
  return MEASUREMENT_TOO_LARGE;
}

static MeasurementStatus
load_descriptor(int fd, Measurement* result)
{
  struct stat info;
  if (fstat(fd, &info)) {
    return MEASUREMENT_UNREADABLE;
  }
  if (!S_ISREG(info.st_mode)) {
    return MEASUREMENT_NOT_A_FILE;
  }
  if (info.st_size > (off_t)MEASUREMENT_SIZE_MAX) {
    return MEASUREMENT_TOO_LARGE;
  }
  // A file of /proc says 0 and may still hold something.
  const size_t capacity = (size_t)info.st_size + 65536U;
  char* const buffer = (char*)malloc(capacity);
  if (!buffer) {
    return MEASUREMENT_NO_MEMORY;
  }
  size_t size = 0;
  MeasurementStatus status = read_all(fd, buffer, capacity, &size);
  if (!status) {
    status = measurement_parse(buffer, size, result);
  }
  free(buffer);
  return status;
}

static void
set_name(Measurement* result, const char* path)
{
  const char* const slash = strrchr(path, '/');
  const char* const base = slash ? slash + 1 : path;
  const char* const dot = strrchr(base, '.');
  size_t length = dot && dot != base ? (size_t)(dot - base) : strlen(base);
  if (length >= MEASUREMENT_NAME_SIZE) {
    length = MEASUREMENT_NAME_SIZE - 1;
    while (length && ((unsigned char)base[length] & 0xC0U) == 0x80U) {
      --length; // never half a UTF-8 character
    }
  }
  memcpy(result->name, base, length);
  result->name[length] = '\0';
}

MeasurementStatus
measurement_load(const char* path, Measurement* result)
{
  memset(result, 0, sizeof(*result));
  const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  MeasurementStatus status = MEASUREMENT_OK;
  if (fd < 0) {
    status = status_of_errno(errno);
  } else {
    status = load_descriptor(fd, result);
    (void)close(fd);
  }
  set_name(result, path);
  return status;
}
