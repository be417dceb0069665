// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TRAP_H
#define EARCUP_TRAP_H

/* Catches what must not happen in an audio thread. A program that links trap.c
   and trap_calls.c (with -rdynamic) takes the place of the C library for heap,
   lock, file, print and sleep functions, for the plugins it loads as well; on
   Linux every system call is caught too, however it is made. */

#include <stdbool.h>

/** Starts watching this thread. To be called once in each audio thread, before
    trap_enter. Returns whether system calls are caught as well. */
bool trap_watch_thread(void);

/** From here to trap_leave this thread is in the audio context. They nest. */
void trap_enter(void);

void trap_leave(void);

/** How often something was caught, in all threads. */
unsigned trap_count(void);

/** How many may be told on the standard error, each with a backtrace. */
void trap_tell(unsigned n);

/** Counts the call if this thread is in the audio context. */
void trap_hit(const char* function);

#endif
