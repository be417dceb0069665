// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MEMORY_H
#define EARCUP_MEMORY_H

/* What a window remembers from one opening to the next, as a text that the
   plugin keeps: lines of a word and what belongs to it, values by the symbols
   of their ports. What a reader does not know it leaves out, so older and newer
   windows get on with each other. */

#include "ui/window/history.h"
#include "ui/window/paths.h"
#include "ui/window/plot.h"

#include <stddef.h>
#include <stdint.h>

typedef struct {
  PlotView view;
  double range_db; ///< 0 = it fits what is shown
  PlotZero zero;
  bool hidden[PLOT_CURVES];
  bool types; ///< the bands of open and closed headphones are shown
  NotifySpectrum spectrum;
  History history;
  Paths* paths; ///< of the files in that history, not this one's own
} Memory;

/** Whether the user sets that port, so that slots and undo are about it.
    Switching off is no edit, and the host alone says that it exports.
    Thread: any. */
bool memory_holds(PortIndex port);

/**
   Write it down, with the paths that are needed. If there is no room for all,
   the oldest steps of undo go.

   @param text NOTIFY_MEMORY_SIZE bytes, terminated
   Thread: ui.
*/
void memory_write(const Memory* memory, char* text);

/** Read it back. What the text does not mention stays as it is; an empty text
    mentions nothing. Thread: ui. */
void memory_read(Memory* memory, const char* text);

#endif
