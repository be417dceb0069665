// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What goes wrong inside reaches the host's log, through the worker and never
   from run(). */

#include "plugin/plugin.h"

#include "dsp/earcup_state.h"
#include "dsp/engine/engine_state.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRAMES = 256 };

typedef struct {
  Plugin* plugin;
  bool accepts;
  bool in_worker;
  unsigned n_lines;
  char line[256];
} FakeHost;

static LV2_Worker_Status
respond(LV2_Worker_Respond_Handle handle, uint32_t size, const void* data)
{
  (void)handle;
  (void)size;
  (void)data;
  return LV2_WORKER_SUCCESS;
}

static LV2_Worker_Status
schedule(LV2_Worker_Schedule_Handle handle, uint32_t size, const void* data)
{
  FakeHost* const host = handle;
  if (!host->accepts) {
    return LV2_WORKER_ERR_NO_SPACE;
  }
  host->in_worker = true;
  worker_interface.work(host->plugin, respond, NULL, size, data);
  host->in_worker = false;
  return LV2_WORKER_SUCCESS;
}

static int
fake_vprintf(LV2_Log_Handle handle,
             LV2_URID type,
             const char* format,
             va_list args)
{
  FakeHost* const host = handle;
  (void)type;
  ck_assert(host->in_worker);
  ++host->n_lines;
  return vsnprintf(host->line, sizeof(host->line), format, args);
}

static int
fake_printf(LV2_Log_Handle handle, LV2_URID type, const char* format, ...)
{
  va_list args;
  va_start(args, format);
  const int n = fake_vprintf(handle, type, format, args);
  va_end(args);
  return n;
}

/** A sub-block of sound and what follows it in run(). */
static void
play(Plugin* plugin)
{
  static const float in[FRAMES] = { 0.5F };
  float out[2][FRAMES];
  const float* const source[2] = { in, in };
  float* const sink[2] = { out[0], out[1] };
  earcup_process(plugin->earcup, source, NULL, sink, FRAMES);
  messages_notice(plugin, worker_take_notices(plugin));
  worker_schedule(plugin, FRAMES);
}

START_TEST(a_fault_is_logged_once_and_by_the_worker)
{
  Plugin* const plugin = calloc(1, sizeof(*plugin));
  FakeHost host = { plugin, false, false, 0, "" };
  LV2_Worker_Schedule worker = { &host, schedule };
  LV2_Log_Log log = { &host, fake_printf, fake_vprintf };
  plugin->rate_hz = 48000.0;
  plugin->worker.schedule = &worker;
  plugin->host.logger.log = &log;
  plugin->earcup = earcup_new(plugin->rate_hz, NULL, NULL);
  play(plugin);
  for (int i = 0; i < 3; ++i) {
    plugin->earcup->engine->morpher.bank.active->bank.state[0].re[LEFT][0] =
      NAN;
    play(plugin);
  }
  ck_assert_uint_eq(host.n_lines, 0); // the worker's queue was full
  host.accepts = true;
  play(plugin);
  play(plugin);
  ck_assert_uint_eq(host.n_lines, 1);
  ck_assert_ptr_nonnull(strstr(host.line, worker_notice(EARCUP_BROKE)));
  ck_assert_uint_eq(plugin->messages.untold, EARCUP_BROKE);
  earcup_free(plugin->earcup);
  free(plugin);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin notices");
  TCase* const tcase = tcase_create("log");
  tcase_add_test(tcase, a_fault_is_logged_once_and_by_the_worker);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
