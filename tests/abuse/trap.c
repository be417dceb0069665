// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/abuse/trap.h"

#include <execinfo.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#ifndef PR_SET_SYSCALL_USER_DISPATCH
#define PR_SET_SYSCALL_USER_DISPATCH 59
#define PR_SYS_DISPATCH_ON 1
#endif

enum { SYSCALLS_ALLOWED = 0, SYSCALLS_TRAPPED = 1, MAX_FRAMES = 24 };

/* A trap has to be reachable from any function of the C library, hence the
   only file-scope state of the project. */
static atomic_uint n_hits;
static atomic_int n_to_tell;
static _Thread_local int depth;
static _Thread_local volatile char selector; // read by the kernel

static void
update_selector(void)
{
  selector = depth > 0 ? SYSCALLS_TRAPPED : SYSCALLS_ALLOWED;
}

static void
tell(const char* function)
{
  void* frames[MAX_FRAMES];
  char line[96];
  const int n =
    snprintf(line, sizeof line, "trapped in the audio context: %s\n", function);
  if (write(STDERR_FILENO, line, (size_t)n) == n) {
    backtrace_symbols_fd(frames, backtrace(frames, MAX_FRAMES), STDERR_FILENO);
  }
}

void
trap_hit(const char* function)
{
  if (depth <= 0) {
    return;
  }
  const int kept = depth;
  depth = 0; // what follows is our own doing
  update_selector();
  atomic_fetch_add(&n_hits, 1);
  if (atomic_fetch_sub(&n_to_tell, 1) > 0) {
    tell(function);
  }
  depth = kept;
  update_selector();
}

/* The kernel has not made the system call: count it, then make it. No further
   one is caught until the next trap_enter or trap_leave. */
static void
on_syscall(int signal, siginfo_t* info, void* context)
{
  ucontext_t* const at = context;
  char name[32];
  (void)signal;
  selector = SYSCALLS_ALLOWED;
  snprintf(name, sizeof name, "system call %d", info->si_syscall);
  trap_hit(name);
  selector = SYSCALLS_ALLOWED;
#ifdef __x86_64__
  greg_t* const r = at->uc_mcontext.gregs;
  long result = 0;
  register long r10 __asm__("r10") = r[REG_R10];
  register long r8 __asm__("r8") = r[REG_R8];
  register long r9 __asm__("r9") = r[REG_R9];
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"((long)info->si_syscall),
                     "D"(r[REG_RDI]),
                     "S"(r[REG_RSI]),
                     "d"(r[REG_RDX]),
                     "r"(r10),
                     "r"(r8),
                     "r"(r9)
                   : "rcx", "r11", "memory");
  r[REG_RAX] = result;
#else
  (void)at;
#endif
}

bool
trap_watch_thread(void)
{
  void* frames[2];
  (void)backtrace(frames, 2); // its first call allocates
#ifdef __x86_64__
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_syscall;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  return !sigaction(SIGSYS, &action, NULL) &&
         !prctl(PR_SET_SYSCALL_USER_DISPATCH,
                PR_SYS_DISPATCH_ON,
                0UL,
                0UL,
                &selector);
#else
  return false;
#endif
}

void
trap_enter(void)
{
  ++depth;
  update_selector();
}

void
trap_leave(void)
{
  --depth;
  update_selector();
}

unsigned
trap_count(void)
{
  return atomic_load(&n_hits);
}

void
trap_tell(unsigned n)
{
  atomic_store(&n_to_tell, (int)n);
}
