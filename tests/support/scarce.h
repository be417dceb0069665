// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_SCARCE_H
#define EARCUP_SCARCE_H

/* A heap that has so many blocks left and no more. Include it once in a
   program: it takes the place of the library's for all of that, FFTW and stdio
   included. What FFTW asks for while it plans is always there, for that ends
   the program when it has nothing. */

#include <dlfcn.h>
#include <errno.h>
#include <fftw3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* glibc's own. */
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t n, size_t size);
void* __libc_realloc(void* block, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* block);

enum { SCARCE_BLOCKS = 4096 };

static struct {
  bool armed;
  bool planning;
  bool once;                  ///< only one block is refused
  unsigned left;              ///< blocks until then
  unsigned refused;           ///< since it was armed
  void* block[SCARCE_BLOCKS]; ///< given out since then and not given back
  unsigned blocks;
} scarce;

static bool
scarce_refuses(void)
{
  if (!scarce.armed || scarce.planning) {
    return false;
  }
  if (scarce.left > 0 || (scarce.once && scarce.refused > 0)) {
    scarce.left -= scarce.left > 0;
    return false;
  }
  ++scarce.refused;
  errno = ENOMEM;
  return true;
}

static void*
scarce_gives(void* block)
{
  if (scarce.armed && !scarce.planning && block &&
      scarce.blocks < SCARCE_BLOCKS) {
    scarce.block[scarce.blocks++] = block;
  }
  return block;
}

static void
scarce_takes(const void* block)
{
  for (unsigned i = scarce.blocks; block && i-- > 0;) {
    if (scarce.block[i] == block) {
      scarce.block[i] = scarce.block[--scarce.blocks];
      return;
    }
  }
}

void*
malloc(size_t size)
{
  return scarce_refuses() ? NULL : scarce_gives(__libc_malloc(size));
}

void*
calloc(size_t n, size_t size)
{
  return scarce_refuses() ? NULL : scarce_gives(__libc_calloc(n, size));
}

void*
realloc(void* block, size_t size)
{
  if (scarce_refuses()) {
    return NULL;
  }
  scarce_takes(block);
  return scarce_gives(__libc_realloc(block, size));
}

void*
memalign(size_t alignment, size_t size)
{
  return scarce_refuses() ? NULL
                          : scarce_gives(__libc_memalign(alignment, size));
}

void*
aligned_alloc(size_t alignment, size_t size)
{
  return memalign(alignment, size);
}

int
posix_memalign(void** block, size_t alignment, size_t size)
{
  void* const made = memalign(alignment, size);
  if (made) {
    *block = made;
  }
  return made ? 0 : ENOMEM;
}

void
free(void* block)
{
  scarce_takes(block);
  __libc_free(block);
}

/* The two kinds of plans that are made here. */

static void*
scarce_next(const char* name)
{
  scarce.planning = true;
  return dlsym(RTLD_NEXT, name);
}

fftwf_plan
fftwf_plan_dft_r2c_1d(int n, float* in, fftwf_complex* out, unsigned flags)
{
  fftwf_plan (*next)(int, float*, fftwf_complex*, unsigned);
  void* const found = scarce_next("fftwf_plan_dft_r2c_1d");
  memcpy(&next, &found, sizeof(next));
  const fftwf_plan plan = next(n, in, out, flags);
  scarce.planning = false;
  return plan;
}

fftwf_plan
fftwf_plan_dft_c2r_1d(int n, fftwf_complex* in, float* out, unsigned flags)
{
  fftwf_plan (*next)(int, fftwf_complex*, float*, unsigned);
  void* const found = scarce_next("fftwf_plan_dft_c2r_1d");
  memcpy(&next, &found, sizeof(next));
  const fftwf_plan plan = next(n, in, out, flags);
  scarce.planning = false;
  return plan;
}

/** From now on, so many blocks are to be had.
    @param once only the next one is refused, else all from there on */
static inline void
scarce_begin(unsigned blocks, bool once)
{
  scarce.left = blocks;
  scarce.once = once;
  scarce.refused = 0;
  scarce.blocks = 0;
  scarce.armed = true;
}

/** From now on there is plenty. Returns how many blocks were refused. */
static inline unsigned
scarce_end(void)
{
  scarce.armed = false;
  return scarce.refused;
}

#endif
