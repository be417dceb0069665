// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/ear_room.h"

#include <stdlib.h>
#include <string.h>

EarRoom*
ear_room_new(void)
{
  void* memory = NULL;
  if (posix_memalign(&memory, _Alignof(EarRoom), sizeof(EarRoom))) {
    return NULL;
  }
  memset(memory, 0, sizeof(EarRoom));
  return memory;
}

void
ear_room_free(EarRoom* room)
{
  free(room);
}
