// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/urid.h"

#include <stdlib.h>
#include <string.h>

static uint32_t
find_or_add(UriMap* urids, const char* uri)
{
  for (uint32_t i = 0; i < urids->count; ++i) {
    if (!strcmp(urids->uris[i], uri)) {
      return i + 1;
    }
  }
  char* const copy = strdup(uri);
  char** const grown =
    (char**)realloc(urids->uris, (urids->count + 1) * sizeof(char*));
  if (grown) {
    urids->uris = grown;
  }
  if (!grown || !copy) {
    free(copy);
    return 0;
  }
  urids->uris[urids->count] = copy;
  return ++urids->count;
}

LV2_URID
uri_map_id(UriMap* urids, const char* uri)
{
  pthread_mutex_lock(&urids->lock);
  const uint32_t id = find_or_add(urids, uri);
  pthread_mutex_unlock(&urids->lock);
  return id;
}

static LV2_URID
map_uri(LV2_URID_Map_Handle handle, const char* uri)
{
  return uri_map_id((UriMap*)handle, uri);
}

static const char*
unmap_urid(LV2_URID_Unmap_Handle handle, LV2_URID id)
{
  UriMap* const urids = (UriMap*)handle;
  pthread_mutex_lock(&urids->lock);
  const char* const uri =
    (id > 0 && id <= urids->count) ? urids->uris[id - 1] : NULL;
  pthread_mutex_unlock(&urids->lock);
  return uri;
}

void
uri_map_init(UriMap* urids)
{
  *urids =
    (UriMap){ .map = { urids, map_uri }, .unmap = { urids, unmap_urid } };
  pthread_mutex_init(&urids->lock, NULL);
}

void
uri_map_clear(UriMap* urids)
{
  for (uint32_t i = 0; i < urids->count; ++i) {
    free(urids->uris[i]);
  }
  free(urids->uris);
  pthread_mutex_destroy(&urids->lock);
}
