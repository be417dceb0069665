// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* A plugin that does in run() what its only port asks for, all of it wrong
   but 0. The trap has to notice each. */
#include "tests/abuse/badplugin.h"

#include <fcntl.h>
#include <lv2/core/lv2.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  const float* sin;
  pthread_mutex_t lock;
  void* block;
  char text[1]; ///< empty, but the compiler can't know
} Bad;

static LV2_Handle
instantiate(const LV2_Descriptor* descriptor,
            double rate_hz,
            const char* path,
            const LV2_Feature* const* features)
{
  Bad* const bad = calloc(1, sizeof *bad);
  (void)descriptor;
  (void)rate_hz;
  (void)path;
  (void)features;
  if (bad) {
    pthread_mutex_init(&bad->lock, NULL);
    bad->block = malloc(16);
  }
  return bad;
}

static void
connect_port(LV2_Handle handle, uint32_t port, void* data)
{
  (void)port;
  ((Bad*)handle)->sin = data;
}

static void
open_and_close(void)
{
  const int fd = open("/dev/null", O_RDONLY);
  if (fd >= 0) {
    close(fd);
  }
}

static void
run(LV2_Handle handle, uint32_t n)
{
  Bad* const bad = handle;
  const struct timespec moment = { 0, 1 };
  (void)n;
  switch ((BadSin)*bad->sin) {
    case BAD_NOTHING:
    case BAD_COUNT:
      break;
    case BAD_MALLOC:
      free(bad->block);
      bad->block = malloc(32);
      break;
    case BAD_FREE:
      free(bad->block);
      bad->block = NULL;
      break;
    case BAD_LOCK:
      pthread_mutex_lock(&bad->lock);
      pthread_mutex_unlock(&bad->lock);
      break;
    case BAD_OPEN:
      open_and_close();
      break;
    case BAD_PRINT:
      printf("%s", bad->text);
      break;
    case BAD_SLEEP:
      nanosleep(&moment, NULL);
      break;
    case BAD_SYSCALL:
      syscall(SYS_getpid);
      break;
  }
}

static void
cleanup(LV2_Handle handle)
{
  Bad* const bad = handle;
  pthread_mutex_destroy(&bad->lock);
  free(bad->block);
  free(bad);
}

static const LV2_Descriptor descriptor = {
  "urn:earcup:bad", instantiate, connect_port, NULL, run, NULL, cleanup, NULL
};

LV2_SYMBOL_EXPORT const LV2_Descriptor*
lv2_descriptor(uint32_t index)
{
  return index ? NULL : &descriptor;
}
