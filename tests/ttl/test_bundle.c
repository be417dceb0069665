// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What the built bundle says of plugin, window and version. */

#include "plugin/ports.h"
#include "tests/support/bundle_world.h"
#include "tests/support/suite.h"

#include <lv2/options/options.h>
#include <lv2/patch/patch.h>
#include <lv2/port-groups/port-groups.h>
#include <lv2/state/state.h>
#include <lv2/ui/ui.h>
#include <lv2/worker/worker.h>

#define NS_DOAP "http://usefulinc.com/ns/doap#"

static void
check_designation(const LilvPlugin* plugin, const char* what, PortIndex wanted)
{
  LilvNode* const input = lilv_new_uri(world, LV2_CORE__InputPort);
  LilvNode* const node = lilv_new_uri(world, what);
  const LilvPort* const port =
    lilv_plugin_get_port_by_designation(plugin, input, node);
  ck_assert_ptr_nonnull(port);
  ck_assert_uint_eq(lilv_port_get_index(plugin, port), wanted);
  lilv_node_free(node);
  lilv_node_free(input);
}

START_TEST(test_plugin)
{
  static const char* const optional[] = { LV2_CORE__hardRTCapable,
                                          LV2_URID__map,
                                          LV2_WORKER__schedule,
                                          LV2_STATE__mapPath };
  const LilvPlugin* const plugin = plugins[_i];
  ck_assert(lilv_plugin_verify(plugin));
  const LilvNode* const uri = lilv_plugin_get_uri(plugin);
  ck_assert(says(uri, NS_RDF "type", LV2_CORE__SimulatorPlugin));
  ck_assert(!says(uri, LV2_CORE__requiredFeature, NULL));
  for (size_t i = 0; i < sizeof(optional) / sizeof(optional[0]); ++i) {
    ck_assert(says(uri, LV2_CORE__optionalFeature, optional[i]));
  }
  ck_assert(says(uri, LV2_CORE__extensionData, LV2_STATE__interface));
  ck_assert(says(uri, LV2_CORE__extensionData, LV2_WORKER__interface));
  ck_assert(says(uri, LV2_PATCH__writable, EARCUP__file_a));
  ck_assert(says(uri, LV2_PATCH__writable, EARCUP__file_b));
  ck_assert(says(uri, LV2_PATCH__writable, EARCUP__file_wearing));
  lilv_node_free(only(uri, NS_DOAP "license"));
  LilvNode* const name = lilv_plugin_get_name(plugin);
  check_short_name(uri, lilv_node_as_string(name));
  lilv_node_free(name);
  check_designation(plugin, LV2_CORE__enabled, PORT_ENABLED);
  check_designation(plugin, LV2_CORE__freeWheeling, PORT_FREEWHEEL);
  check_designation(plugin, LV2_CORE__control, PORT_CONTROL);
  check_designation(plugin, LV2_PORT_GROUPS__left, PORT_IN_L);
}
END_TEST

static bool
resource_says(const char* subject, const char* predicate, const char* object)
{
  LilvNode* const node = lilv_new_uri(world, subject);
  lilv_world_load_resource(world, node);
  const bool answer = says(node, predicate, object);
  lilv_node_free(node);
  return answer;
}

/* The side chain is one to the input, and what is heard comes of that. */
START_TEST(test_side_chain)
{
  ck_assert(resource_says(EARCUP_PREFIX "outside",
                          LV2_PORT_GROUPS__sideChainOf,
                          EARCUP_PREFIX "input"));
  ck_assert(!resource_says(EARCUP_PREFIX "outside",
                           LV2_PORT_GROUPS__sideChainOf,
                           EARCUP_PREFIX "output"));
  ck_assert(resource_says(
    EARCUP_PREFIX "output", LV2_PORT_GROUPS__source, EARCUP_PREFIX "input"));
}
END_TEST

/* What a host has to know of the window before it opens it. */
START_TEST(test_window)
{
  static const char* const optional[] = {
    LV2_UI__parent, LV2_UI__resize, LV2_UI__touch, LV2_OPTIONS__options
  };
  static const char* const options[] = { LV2_UI__scaleFactor,
                                         LV2_UI__backgroundColor };
  if (!says(lilv_plugin_get_uri(plugins[0]), LV2_UI__ui, NULL)) {
    return; // built with UI=no
  }
  ck_assert(resource_says(EARCUP_UI_URI, NS_RDF "type", LV2_UI__X11UI));
  for (size_t i = 0; i < sizeof(optional) / sizeof(optional[0]); ++i) {
    ck_assert(
      resource_says(EARCUP_UI_URI, LV2_CORE__optionalFeature, optional[i]));
  }
  for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); ++i) {
    ck_assert(
      resource_says(EARCUP_UI_URI, LV2_OPTIONS__supportedOption, options[i]));
  }
  ck_assert(resource_says(
    EARCUP_UI_URI, LV2_CORE__requiredFeature, LV2_UI__idleInterface));
  ck_assert(resource_says(
    EARCUP_UI_URI, LV2_CORE__extensionData, LV2_UI__idleInterface));
}
END_TEST

START_TEST(test_version)
{
  char version[64] = "";
  FILE* const file = fopen("VERSION", "r");
  ck_assert_ptr_nonnull(file);
  ck_assert_ptr_nonnull(fgets(version, sizeof(version), file));
  fclose(file);
  const LilvNode* const uri = lilv_plugin_get_uri(plugins[_i]);
  LilvNode* const minor = only(uri, LV2_CORE__minorVersion);
  LilvNode* const micro = only(uri, LV2_CORE__microVersion);
  char wanted[64];
  snprintf(wanted,
           sizeof(wanted),
           ".%d.%d\n",
           lilv_node_as_int(minor),
           lilv_node_as_int(micro));
  ck_assert_str_eq(strchr(version, '.'), wanted);
  lilv_node_free(micro);
  lilv_node_free(minor);
}
END_TEST

int
main(void)
{
  TCase* const tests = tcase_create("bundle");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_set_timeout(tests, 0); // no slow machine fails
  tcase_add_loop_test(tests, test_plugin, 0, 2);
  tcase_add_loop_test(tests, test_version, 0, 2);
  tcase_add_test(tests, test_side_chain);
  tcase_add_test(tests, test_window);
  Suite* const suite = suite_create("bundle");
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
