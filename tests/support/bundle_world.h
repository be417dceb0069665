// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEST_BUNDLE_WORLD_H
#define EARCUP_TEST_BUNDLE_WORLD_H

/* The built bundle as lilv reads it. */

#include "plugin/uris.h"

#include <check.h>
#include <lilv/lilv.h>
#include <stdlib.h>

#define NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

static LilvWorld* world;
static const LilvPlugin* plugins[2];
static const char* const plugin_uris[2] = { EARCUP_URI, EARCUP_OUTSIDE_URI };

static inline void
setup(void)
{
  const char* folder = getenv("EARCUP_BUNDLE_DIR");
  char path[4096];
  snprintf(path, sizeof(path), "%s/earcup.lv2/", folder ? folder : "build/lv2");
  world = lilv_world_new();
  LilvNode* const bundle = lilv_new_file_uri(world, NULL, path);
  lilv_world_load_bundle(world, bundle);
  lilv_node_free(bundle);
  for (unsigned i = 0; i < 2; ++i) {
    LilvNode* const uri = lilv_new_uri(world, plugin_uris[i]);
    plugins[i] =
      lilv_plugins_get_by_uri(lilv_world_get_all_plugins(world), uri);
    lilv_node_free(uri);
    ck_assert_msg(plugins[i] != NULL, "no %s in %s", plugin_uris[i], path);
    lilv_node_free(lilv_plugin_get_name(plugins[i])); // reads all of it
  }
}

static inline void
teardown(void)
{
  lilv_world_free(world);
}

/** Whether the bundle says so. A NULL object stands for any. */
static inline bool
says(const LilvNode* subject, const char* predicate, const char* object)
{
  LilvNode* const p = lilv_new_uri(world, predicate);
  LilvNode* const o = object ? lilv_new_uri(world, object) : NULL;
  const bool answer = lilv_world_ask(world, subject, p, o);
  lilv_node_free(o);
  lilv_node_free(p);
  return answer;
}

/** The only object of subject and predicate; the test fails if there are
    none or several. Freed by the caller. */
static inline LilvNode*
only(const LilvNode* subject, const char* predicate)
{
  LilvNode* const p = lilv_new_uri(world, predicate);
  LilvNodes* const objects = lilv_world_find_nodes(world, subject, p, NULL);
  ck_assert_msg(lilv_nodes_size(objects) == 1,
                "%u x %s",
                lilv_nodes_size(objects),
                predicate);
  LilvNode* const first = lilv_node_duplicate(lilv_nodes_get_first(objects));
  lilv_nodes_free(objects);
  lilv_node_free(p);
  return first;
}

static inline size_t
n_letters(const char* text)
{
  size_t n = 0;
  for (; *text; ++text) {
    n += (*text & 0xC0) != 0x80;
  }
  return n;
}

/** What has a long name has a short one. */
static inline void
check_short_name(const LilvNode* subject, const char* name)
{
  const bool is_long = n_letters(name) > 16;
  ck_assert_msg(says(subject, LV2_CORE_PREFIX "shortName", NULL) == is_long,
                "%s: %s short name",
                name,
                is_long ? "no" : "needs no");
  if (is_long) {
    LilvNode* const short_name = only(subject, LV2_CORE_PREFIX "shortName");
    ck_assert_uint_le(n_letters(lilv_node_as_string(short_name)), 16);
    lilv_node_free(short_name);
  }
}

#endif
