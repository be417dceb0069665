// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What the built bundle says of each port, against ports.def. */

#include "plugin/ports.h"
#include "tests/support/bundle_world.h"
#include "tests/support/suite.h"

#include <limits.h>
#include <lv2/atom/atom.h>
#include <lv2/patch/patch.h>
#include <lv2/port-groups/port-groups.h>
#include <lv2/port-props/port-props.h>
#include <lv2/units/units.h>

#define NS_RDFS "http://www.w3.org/2000/01/rdf-schema#"

static const unsigned n_ports[2] = { PORT_COUNT_PLAIN, PORT_COUNT };

static void
same_number(const LilvNode* node, float wanted)
{
  ck_assert_ptr_nonnull(node);
  ck_assert(lilv_node_is_int(node) || lilv_node_is_float(node));
  ck_assert_float_eq_tol(lilv_node_as_float(node), wanted, 1e-6F);
}

static void
check_classes(const LilvPort* port, const PortInfo* info)
{
  static const char* const classes[][2] = {
    [KIND_AUDIO_IN] = { LV2_CORE__AudioPort, LV2_CORE__InputPort },
    [KIND_AUDIO_OUT] = { LV2_CORE__AudioPort, LV2_CORE__OutputPort },
    [KIND_ATOM_IN] = { LV2_ATOM__AtomPort, LV2_CORE__InputPort },
    [KIND_ATOM_OUT] = { LV2_ATOM__AtomPort, LV2_CORE__OutputPort },
    [KIND_CONTROL_IN] = { LV2_CORE__ControlPort, LV2_CORE__InputPort },
    [KIND_CONTROL_OUT] = { LV2_CORE__ControlPort, LV2_CORE__OutputPort }
  };
  const LilvNode* const node = lilv_port_get_node(plugins[1], port);
  ck_assert(says(node, NS_RDF "type", classes[info->kind][0]));
  ck_assert(says(node, NS_RDF "type", classes[info->kind][1]));
}

static void
check_range(const LilvPlugin* plugin,
            const LilvPort* port,
            const PortInfo* info)
{
  LilvNode* dflt = NULL;
  LilvNode* min = NULL;
  LilvNode* max = NULL;
  lilv_port_get_range(plugin, port, &dflt, &min, &max);
  if (info->kind == KIND_CONTROL_IN) {
    same_number(dflt, info->dflt);
  }
  if (info->kind == KIND_CONTROL_IN || info->kind == KIND_CONTROL_OUT) {
    same_number(min, info->min);
    same_number(max, info->max);
  } else {
    ck_assert_ptr_null(min);
  }
  lilv_node_free(dflt);
  lilv_node_free(min);
  lilv_node_free(max);
}

static void
check_unit(const LilvNode* port, const PortInfo* info)
{
  static const char* const units[] = { [UNIT_NONE] = NULL,
                                       [UNIT_PERCENT] = LV2_UNITS__pc,
                                       [UNIT_DB] = LV2_UNITS__db,
                                       [UNIT_DEGREE] = LV2_UNITS__degree };
  ck_assert_int_eq(says(port, LV2_UNITS__unit, NULL), info->unit != UNIT_NONE);
  if (info->unit != UNIT_NONE) {
    ck_assert(says(port, LV2_UNITS__unit, units[info->unit]));
  }
}

/** Only audio ports are in groups: GStreamer takes all in one for audio. */
static void
check_group(const LilvNode* port, const PortInfo* info)
{
  static const char* const groups[] = { [GROUP_INPUT] = "input",
                                        [GROUP_OUTPUT] = "output",
                                        [GROUP_OUTSIDE] = "outside" };
  const bool audio =
    info->kind == KIND_AUDIO_IN || info->kind == KIND_AUDIO_OUT;
  ck_assert_int_eq(says(port, LV2_PORT_GROUPS__group, NULL), audio);
  if (!audio) {
    return;
  }
  LilvNode* const group = only(port, LV2_PORT_GROUPS__group);
  LilvNode* const symbol = only(group, LV2_CORE__symbol);
  LilvNode* const name = only(group, LV2_CORE__name);
  ck_assert_str_eq(lilv_node_as_string(symbol), groups[info->group]);
  lilv_node_free(name);
  lilv_node_free(symbol);
  lilv_node_free(group);
}

static void
check_properties(const LilvNode* port, const PortInfo* info)
{
  static const struct {
    unsigned flag;
    const char* property;
  } rows[] = { { FLAG_TOGGLE, LV2_CORE__toggled },
               { FLAG_ENUM, LV2_CORE__enumeration },
               { FLAG_ENUM | FLAG_INTEGER, LV2_CORE__integer },
               { FLAG_HIDDEN | FLAG_METER, LV2_PORT_PROPS__notOnGUI },
               { FLAG_SIDECHAIN, LV2_CORE_PREFIX "isSideChain" } };
  for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); ++i) {
    ck_assert_int_eq(says(port, LV2_CORE__portProperty, rows[i].property),
                     (info->flags & rows[i].flag) != 0);
  }
  const bool atom = info->kind == KIND_ATOM_IN || info->kind == KIND_ATOM_OUT;
  ck_assert_int_eq(
    says(port, LV2_CORE__portProperty, LV2_CORE__connectionOptional),
    atom || (info->flags & FLAG_SIDECHAIN));
  ck_assert_int_eq(says(port, LV2_ATOM__supports, LV2_PATCH__Message), atom);
}

static void
check_choices(const LilvPlugin* plugin, const LilvPort* port, PortIndex index)
{
  const size_t n = ports_n_choices(index);
  LilvScalePoints* const points = lilv_port_get_scale_points(plugin, port);
  ck_assert_uint_eq(points ? lilv_scale_points_size(points) : 0, n);
  bool seen[1024] = { false };
  LILV_FOREACH(scale_points, i, points)
  {
    const LilvScalePoint* const point = lilv_scale_points_get(points, i);
    const int value = lilv_node_as_int(lilv_scale_point_get_value(point));
    const char* const text =
      lilv_node_as_string(lilv_scale_point_get_label(point));
    ck_assert(value >= 0 && value < 1024 && !seen[value]);
    seen[value] = true;
    size_t j = 0;
    while (j < n && (int)ports_choice(index, j).value != value) {
      ++j;
    }
    ck_assert_uint_lt(j, n);
    ck_assert_str_eq(text, ports_choice(index, j).label);
  }
  lilv_scale_points_free(points);
}

START_TEST(test_ports)
{
  const LilvPlugin* const plugin = plugins[_i];
  ck_assert_uint_eq(lilv_plugin_get_num_ports(plugin), n_ports[_i]);
  for (unsigned i = 0; i < n_ports[_i]; ++i) {
    const PortInfo* const info = &ports[i];
    const LilvPort* const port = lilv_plugin_get_port_by_index(plugin, i);
    const LilvNode* const node = lilv_port_get_node(plugin, port);
    ck_assert_str_eq(lilv_node_as_string(lilv_port_get_symbol(plugin, port)),
                     info->symbol);
    LilvNode* const name = lilv_port_get_name(plugin, port);
    ck_assert_str_eq(lilv_node_as_string(name), info->name);
    lilv_node_free(name);
    LilvNode* const comment = only(node, NS_RDFS "comment");
    ck_assert_str_eq(lilv_node_as_string(comment), info->help);
    lilv_node_free(comment);
    check_classes(port, info);
    check_range(plugin, port, info);
    check_unit(node, info);
    check_group(node, info);
    check_short_name(node, info->name);
    check_properties(node, info);
    check_choices(plugin, port, (PortIndex)i);
  }
}
END_TEST

static unsigned
priority(unsigned port)
{
  LilvNode* const uri = lilv_new_uri(world, LV2_PORT_PROPS__displayPriority);
  LilvNode* const number = lilv_port_get(
    plugins[0], lilv_plugin_get_port_by_index(plugins[0], port), uri);
  const int value = number ? lilv_node_as_int(number) : 0;
  lilv_node_free(number);
  lilv_node_free(uri);
  return (unsigned)value;
}

/** What is shown of few controls, and in which order, is that of the window:
    headphones, housing, crossfeed, how to listen, what is neutral, and the
    rest. */
START_TEST(test_priorities)
{
  static const PortGroup order[] = { GROUP_HEADPHONES, GROUP_FIT,
                                     GROUP_CROSSFEED,  GROUP_LISTEN,
                                     GROUP_TARGET,     GROUP_NONE };
  unsigned last = UINT_MAX;
  unsigned n = 0;
  for (size_t g = 0; g < sizeof(order) / sizeof(order[0]); ++g) {
    for (unsigned p = 0; p < PORT_COUNT_PLAIN; ++p) {
      if (ports[p].kind == KIND_CONTROL_IN && ports[p].group == order[g] &&
          !(ports[p].flags & FLAG_HIDDEN)) {
        const unsigned now = priority(p);
        ck_assert_msg(now > 0 && now < last, "%s: %u", ports[p].symbol, now);
        last = now;
        ++n;
      }
    }
  }
  for (unsigned p = 0; p < PORT_COUNT_PLAIN; ++p) {
    n -= priority(p) > 0;
  }
  ck_assert_uint_eq(n, 0); // and no other port has one
}
END_TEST

int
main(void)
{
  TCase* const tests = tcase_create("bundle");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_set_timeout(tests, 0); // no slow machine fails
  tcase_add_loop_test(tests, test_ports, 0, 2);
  tcase_add_test(tests, test_priorities);
  Suite* const suite = suite_create("bundle ports");
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
