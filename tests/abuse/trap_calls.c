// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* The C library's functions that have no place in an audio thread: each tells
   the trap, then does what it always does. */
#undef _FORTIFY_SOURCE
#include "tests/abuse/trap.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

/* The heap, by glibc's own names: dlsym() itself needs it. */
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t n, size_t size);
void* __libc_realloc(void* block, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* block);

EXPORT void*
malloc(size_t size)
{
  trap_hit("malloc");
  return __libc_malloc(size);
}

EXPORT void*
calloc(size_t n, size_t size)
{
  trap_hit("calloc");
  return __libc_calloc(n, size);
}

EXPORT void*
realloc(void* block, size_t size)
{
  trap_hit("realloc");
  return __libc_realloc(block, size);
}

EXPORT void
free(void* block)
{
  trap_hit("free");
  __libc_free(block);
}

EXPORT void*
memalign(size_t alignment, size_t size)
{
  trap_hit("memalign");
  return __libc_memalign(alignment, size);
}

EXPORT void*
aligned_alloc(size_t alignment, size_t size)
{
  trap_hit("aligned_alloc");
  return __libc_memalign(alignment, size);
}

EXPORT int
posix_memalign(void** block, size_t alignment, size_t size)
{
  trap_hit("posix_memalign");
  *block = __libc_memalign(alignment, size);
  return *block ? 0 : ENOMEM;
}

/* All others are looked up behind this program. */
#define WRAP(type, name, parameters, arguments)                                \
  EXPORT type name parameters                                                  \
  {                                                                            \
    static type(*real) parameters;                                             \
    trap_hit(#name);                                                           \
    if (!real) {                                                               \
      *(void**)&real = dlsym(RTLD_NEXT, #name);                                \
    }                                                                          \
    return real arguments;                                                     \
  }

WRAP(int, pthread_mutex_lock, (pthread_mutex_t * m), (m))
WRAP(int, pthread_rwlock_rdlock, (pthread_rwlock_t * l), (l))
WRAP(int, pthread_rwlock_wrlock, (pthread_rwlock_t * l), (l))
WRAP(int, pthread_spin_lock, (pthread_spinlock_t * l), (l))
WRAP(int, pthread_barrier_wait, (pthread_barrier_t * b), (b))
WRAP(int, pthread_cond_wait, (pthread_cond_t * c, pthread_mutex_t* m), (c, m))
WRAP(int,
     pthread_cond_timedwait,
     (pthread_cond_t * c, pthread_mutex_t* m, const struct timespec* t),
     (c, m, t))
WRAP(int, pthread_join, (pthread_t t, void** result), (t, result))
WRAP(int,
     pthread_create,
     (pthread_t * t,
      const pthread_attr_t* attributes,
      void* (*start)(void*),
      void* argument),
     (t, attributes, start, argument))
WRAP(int, sem_wait, (sem_t * s), (s))
WRAP(int, sem_timedwait, (sem_t * s, const struct timespec* t), (s, t))

WRAP(int,
     nanosleep,
     (const struct timespec* t, struct timespec* rest),
     (t, rest))
WRAP(int,
     clock_nanosleep,
     (clockid_t clock, int flags, const struct timespec* t, struct timespec* r),
     (clock, flags, t, r))
WRAP(int, usleep, (useconds_t us), (us))
WRAP(unsigned, sleep, (unsigned s), (s))
WRAP(int, sched_yield, (void), ())
WRAP(int, poll, (struct pollfd * fds, nfds_t n, int ms), (fds, n, ms))
WRAP(int,
     select,
     (int n, fd_set* r, fd_set* w, fd_set* e, struct timeval* t),
     (n, r, w, e, t))

WRAP(FILE*, fopen, (const char* path, const char* mode), (path, mode))
WRAP(int, fclose, (FILE * f), (f))
WRAP(int, fflush, (FILE * f), (f))
WRAP(size_t,
     fread,
     (void* to, size_t size, size_t n, FILE* f),
     (to, size, n, f))
WRAP(size_t,
     fwrite,
     (const void* from, size_t size, size_t n, FILE* f),
     (from, size, n, f))
WRAP(char*, fgets, (char* to, int n, FILE* f), (to, n, f))
WRAP(int, fputs, (const char* s, FILE* f), (s, f))
WRAP(int, puts, (const char* s), (s))
WRAP(int, putchar, (int c), (c))
WRAP(int, fputc, (int c, FILE* f), (c, f))
WRAP(int, close, (int fd), (fd))
WRAP(ssize_t, read, (int fd, void* to, size_t n), (fd, to, n))
WRAP(ssize_t, write, (int fd, const void* from, size_t n), (fd, from, n))
WRAP(int, stat, (const char* path, struct stat* to), (path, to))
WRAP(int, access, (const char* path, int mode), (path, mode))
WRAP(int, unlink, (const char* path), (path))
WRAP(int, rename, (const char* from, const char* to), (from, to))
WRAP(void*, dlopen, (const char* path, int mode), (path, mode))

WRAP(int, vfprintf, (FILE * f, const char* fmt, va_list args), (f, fmt, args))
WRAP(int, vprintf, (const char* fmt, va_list args), (fmt, args))
WRAP(int,
     __vfprintf_chk,
     (FILE * f, int flag, const char* fmt, va_list args),
     (f, flag, fmt, args))

#define WRAP_PRINT(name, parameters, last, call)                               \
  EXPORT int name parameters                                                   \
  {                                                                            \
    va_list args;                                                              \
    va_start(args, last);                                                      \
    const int n = call;                                                        \
    va_end(args);                                                              \
    return n;                                                                  \
  }

int __printf_chk(int flag, const char* fmt, ...);
int __fprintf_chk(FILE* f, int flag, const char* fmt, ...);

WRAP_PRINT(printf, (const char* fmt, ...), fmt, vprintf(fmt, args))
WRAP_PRINT(fprintf,
           (FILE * f, const char* fmt, ...),
           fmt,
           vfprintf(f, fmt, args))
WRAP_PRINT(__printf_chk,
           (int flag, const char* fmt, ...),
           fmt,
           __vfprintf_chk(stdout, flag, fmt, args))
WRAP_PRINT(__fprintf_chk,
           (FILE * f, int flag, const char* fmt, ...),
           fmt,
           __vfprintf_chk(f, flag, fmt, args))

#define WRAP_OPEN(name, parameters, last, real_parameters, arguments)          \
  EXPORT int name parameters                                                   \
  {                                                                            \
    static int(*real) real_parameters;                                         \
    va_list args;                                                              \
    trap_hit(#name);                                                           \
    if (!real) {                                                               \
      *(void**)&real = dlsym(RTLD_NEXT, #name);                                \
    }                                                                          \
    va_start(args, last);                                                      \
    const mode_t mode =                                                        \
      flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;                \
    va_end(args);                                                              \
    return real arguments;                                                     \
  }

WRAP_OPEN(open,
          (const char* path, int flags, ...),
          flags,
          (const char*, int, ...),
          (path, flags, mode))
WRAP_OPEN(openat,
          (int dir, const char* path, int flags, ...),
          flags,
          (int, const char*, int, ...),
          (dir, path, flags, mode))
