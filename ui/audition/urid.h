// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_URID_H
#define EARCUP_AUDITION_URID_H

/* URIs as small integers, for plugins that ask for urid:map. */

#include <lv2/urid/urid.h>
#include <pthread.h>

typedef struct {
  pthread_mutex_t lock; ///< plugins may map from threads of their own
  char** uris;          ///< uris[i] has the id i + 1
  uint32_t count;
  LV2_URID_Map map;
  LV2_URID_Unmap unmap;
} UriMap;

/** Set up an empty map; it must not move afterwards. */
void uri_map_init(UriMap* urids);

/** Free all strings. */
void uri_map_clear(UriMap* urids);

/** The id of a URI, 0 if memory is out. Thread: any. */
LV2_URID
uri_map_id(UriMap* urids, const char* uri);

#endif
