// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PLANNER_H
#define EARCUP_PLANNER_H

/* FFTW's planner is not safe to use from two threads at once; executing plans
   is. One private mutex covers every use of the planner in this binary. */

/** Enter the planner. Thread: worker (waits). */
void planner_lock(void);

/** Leave it. Thread: worker. */
void planner_unlock(void);

#endif
