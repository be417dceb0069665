// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_EAR_ROOM_H
#define EARCUP_EAR_ROOM_H

/* Memory that it takes for the right ear to be unlike the left; some 18 KB,
   which only those need who use it. */

#include "dsp/filter/resonators.h"

typedef struct {
  Weights heard;          ///< at the end of this sub-block
  Weights from;           ///< where a change fades from
  ResonatorRight bank[2]; ///< of the slot that is heard and of the next
} EarRoom;

/** Thread: worker. NULL when out of memory. */
EarRoom* ear_room_new(void);

/** Thread: worker. NULL is fine. */
void ear_room_free(EarRoom* room);

#endif
