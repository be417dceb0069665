// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/planner.h"

#include <pthread.h>

static pthread_mutex_t planner_mutex = PTHREAD_MUTEX_INITIALIZER;

void
planner_lock(void)
{
  pthread_mutex_lock(&planner_mutex);
}

void
planner_unlock(void)
{
  pthread_mutex_unlock(&planner_mutex);
}
