// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The window's scale: the plugin keeps it for the next window and session. */

#include "tests/abuse/hoststate.h"
#include "tests/support/heard.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include "plugin/ui_protocol.h"

#include <lv2/atom/forge.h>

#include <math.h>
#include <string.h>

#define RATE_HZ 48000.0

/** Some blocks of a session, and what a window hears in them. */
static void
listen(Host* host, Heard* heard)
{
  host_activate(host);
  heard_listen(host, heard);
  host_deactivate(host);
}

static void
send_scale(Host* host, float scale)
{
  host_send_object(host,
                   EARCUP__window,
                   EARCUP__window_scale,
                   LV2_ATOM__Float,
                   &scale,
                   sizeof(scale));
}

/** The scale that a host tells a window that asks. */
static float
told_scale(Host* host)
{
  static Heard heard;
  memset(&heard, 0, sizeof(heard));
  heard_ask(host);
  listen(host, &heard);
  ck_assert_uint_gt(heard.windows, 0);
  return heard.scale;
}

/* Chosen in one window, it is that of the next one and of the next session;
   what no window can be is none. */
START_TEST(the_scale_is_kept)
{
  static const float sent[] = { 0.5F, 1.5F, 4.0F, 0.25F, 9.0F, NAN };
  static const float kept[] = { 0.5F, 1.5F, 4.0F, 0.0F, 0.0F, 0.0F };
  static HostState state;
  static Heard unheard;
  Host* const host = probe_open(RATE_HZ, WORKER_AT_ONCE);
  Host* const next = probe_open(RATE_HZ, WORKER_AT_ONCE);
  state_init(&state, &world);
  ck_assert_int_eq(state_save(&state, host), 0);
  ck_assert_ptr_null(state_item(&state, EARCUP__window_scale));
  send_scale(host, sent[_i]);
  listen(host, &unheard);
  ck_assert_float_eq(told_scale(host), kept[_i]);

  state_init(&state, &world);
  ck_assert_int_eq(state_save(&state, host), 0);
  const StateItem* const item = state_item(&state, EARCUP__window_scale);
  ck_assert_int_eq(item != NULL, kept[_i] > 0.0F);
  if (item) {
    float saved;
    ck_assert_uint_eq(item->size, sizeof(saved));
    ck_assert_uint_eq(item->type, host_map(&world, LV2_ATOM__Float));
    memcpy(&saved, item->data, sizeof(saved));
    ck_assert_float_eq(saved, kept[_i]);
  }
  send_scale(next, 2.0F);
  listen(next, &unheard);
  ck_assert_int_eq(state_restore(&state, next), 0);
  ck_assert_float_eq(told_scale(next), kept[_i]);

  /* A state that somebody has bent. */
  state_put(
    &state, EARCUP__window_scale, LV2_ATOM__Float, &sent[_i], sizeof(sent[_i]));
  ck_assert_int_eq(state_restore(&state, next), 0);
  ck_assert_float_eq(told_scale(next), kept[_i]);
  host_free(host);
  host_free(next);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin scale");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_checked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_loop_test(tcase, the_scale_is_kept, 0, 6);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
