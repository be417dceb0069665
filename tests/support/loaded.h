// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEST_LOADED_H
#define EARCUP_TEST_LOADED_H

/* The presets of the built bundle, as a host loads them. */

#include "dsp/engine/crossfeed.h"
#include "plugin/ports.h"
#include "tests/support/probe.h"

#include <check.h>
#include <lv2/presets/presets.h>

enum { MAX_PRESETS = 128 };

/** What a preset holds, NaN where it says nothing. */
typedef struct {
  float value[PORT_COUNT];
  char label[256];
  LV2_URID float_type;
} Loaded;

/** The only object of subject and predicate. Freed by the caller. */
static inline LilvNode*
only(const LilvNode* subject, const char* predicate)
{
  LilvNode* const p = lilv_new_uri(world.lilv, predicate);
  LilvNodes* const objects =
    lilv_world_find_nodes(world.lilv, subject, p, NULL);
  ck_assert_uint_eq(lilv_nodes_size(objects), 1);
  LilvNode* const first = lilv_node_duplicate(lilv_nodes_get_first(objects));
  lilv_nodes_free(objects);
  lilv_node_free(p);
  return first;
}

static inline void
take_value(const char* symbol,
           void* user_data,
           const void* value,
           uint32_t size,
           uint32_t type)
{
  Loaded* const loaded = user_data;
  const PortIndex port = ports_find(symbol);
  ck_assert_msg(port < PORT_COUNT, "no port %s", symbol);
  ck_assert_uint_eq(size, sizeof(float));
  ck_assert_uint_eq(type, loaded->float_type); // hosts ignore others
  ck_assert_msg(isnan(loaded->value[port]), "%s twice", symbol);
  float number = 0;
  memcpy(&number, value, sizeof(number));
  const float clamped = ports_clamp(port, number);
  ck_assert_msg(!(clamped < number) && !(clamped > number),
                "%s = %g",
                symbol,
                (double)number);
  loaded->value[port] = number;
}

static inline bool
belongs_in_presets(unsigned port)
{
  return ports[port].kind == KIND_CONTROL_IN && port != PORT_ENABLED &&
         port != PORT_FREEWHEEL && port != PORT_BYPASS_ON_EXPORT;
}

/** What a crossfeed costs is in the comment, to the digit. */
static inline void
check_cost(const Loaded* loaded, const char* comment)
{
  const Crossfeed crossfeed = { (CrossfeedMode)loaded->value[PORT_CROSSFEED],
                                0.01 *
                                  (double)loaded->value[PORT_CROSSFEED_AMOUNT],
                                (double)loaded->value[PORT_SPEAKER_ANGLE] };
  const CrossfeedErrors cost = crossfeed_errors(&crossfeed, 48000.0);
  char words[64] = "";
  if (crossfeed.mode == CROSSFEED_NATURAL) {
    snprintf(words,
             sizeof(words),
             "ard-panned sound is bent by %.0f dB.",
             cost.side_db);
  } else if (crossfeed.mode != CROSSFEED_OFF) {
    snprintf(words, sizeof(words), "is bent by %.1f dB.", cost.mono_db);
  }
  ck_assert_msg(strstr(comment, words), "%s: not \"%s\"", loaded->label, words);
}

static inline void
load_preset(const LilvNode* preset, Loaded* loaded)
{
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    loaded->value[i] = NAN;
  }
  loaded->float_type = host_map(&world, LV2_ATOM__Float);
  ck_assert_int_ge(lilv_world_load_resource(world.lilv, preset), 0);
  LilvState* const state =
    lilv_state_new_from_world(world.lilv, &world.map, preset);
  ck_assert_ptr_nonnull(state);
  snprintf(
    loaded->label, sizeof(loaded->label), "%s", lilv_state_get_label(state));
  lilv_state_emit_port_values(state, take_value, loaded);
  lilv_state_free(state);
  /* What is worn stays as it is, unless the preset is about it. */
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    if (i != PORT_WEARING && i < PORT_BALANCE) {
      ck_assert_int_eq(!isnan(loaded->value[i]), belongs_in_presets(i));
    }
  }
  for (unsigned i = PORT_BALANCE; i < PORT_COUNT; ++i) {
    ck_assert(isnan(loaded->value[i]));
  }
  ck_assert_int_eq(!isnan(loaded->value[PORT_WEARING]),
                   !!strstr(loaded->label, ": Wearing "));
  LilvNode* const comment = only(preset, LILV_NS_RDFS "comment");
  ck_assert_uint_gt(strlen(lilv_node_as_string(comment)), 30);
  check_cost(loaded, lilv_node_as_string(comment));
  lilv_node_free(comment);
  LilvNode* const bank = only(preset, LV2_PRESETS__bank);
  /* Hosts that know no banks sort by label. */
  LilvNode* const bank_label = only(bank, LILV_NS_RDFS "label");
  const size_t length = strlen(lilv_node_as_string(bank_label));
  ck_assert_int_eq(
    strncmp(loaded->label, lilv_node_as_string(bank_label), length), 0);
  ck_assert_int_eq(strncmp(loaded->label + length, ": ", 2), 0);
  lilv_node_free(bank_label);
  lilv_node_free(bank);
}

/** All presets of a plugin; how many there are. */
static inline size_t
load_all(const char* uri, Loaded list[MAX_PRESETS])
{
  LilvNode* const type = lilv_new_uri(world.lilv, LV2_PRESETS__Preset);
  const LilvPlugin* const plugin = host_find(&world, uri);
  ck_assert_ptr_nonnull(plugin);
  LilvNodes* const presets = lilv_plugin_get_related(plugin, type);
  size_t n = 0;
  LILV_FOREACH(nodes, i, presets)
  {
    ck_assert_uint_lt(n, MAX_PRESETS);
    load_preset(lilv_nodes_get(presets, i), &list[n]);
    ++n;
  }
  lilv_nodes_free(presets);
  lilv_node_free(type);
  return n;
}

#endif
