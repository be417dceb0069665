// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin.h"

#include <string.h>

/* A job that has not come back after this long is no longer waited for. */
#define JOB_PATIENCE_S 1.0

typedef enum { JOB_DESIGN, JOB_LOAD, JOB_COLLECT, JOB_MEASURE } JobType;

/** What goes to the worker; JOB_LOAD is followed by its path. */
typedef struct {
  uint32_t type;
  uint32_t slot;
} Job;

/** What comes back. */
typedef struct {
  uint32_t type;
  uint32_t success;
} JobDone;

_Static_assert(sizeof(Job) == 8 && sizeof(JobDone) == 8, "no padding");

static bool
schedule(const Plugin* plugin, const void* job, uint32_t size)
{
  return plugin->schedule &&
         plugin->schedule->schedule_work(plugin->schedule->handle, size, job) ==
           LV2_WORKER_SUCCESS;
}

bool
jobs_may_wait(const Plugin* plugin)
{
  return plugin->schedule && !plugin->exporting &&
         plugin->job_frames < JOB_PATIENCE_S * plugin->rate_hz;
}

void
jobs_schedule(Plugin* plugin, uint32_t n)
{
  plugin->job_frames += n;
  if (!plugin->schedule || !engine_job(plugin->engine)) {
    return;
  }
  const Job job = { JOB_DESIGN, 0 };
  plugin->job_frames = 0;
  if (!schedule(plugin, &job, sizeof(job))) {
    engine_job_refused(plugin->engine);
  }
}

bool
jobs_load(Plugin* plugin, FileSlot slot, const char* path, uint32_t size)
{
  struct {
    Job job;
    char path[PATH_SIZE];
  } message = { { JOB_LOAD, slot }, "" };
  memcpy(message.path, path, size);
  message.path[size] = '\0';
  return schedule(plugin, &message, (uint32_t)(sizeof(message.job) + size + 1));
}

void
jobs_collect(Plugin* plugin)
{
  const Job job = { JOB_COLLECT, 0 };
  schedule(plugin, &job, sizeof(job));
}

bool
jobs_measure(Plugin* plugin)
{
  const Job job = { JOB_MEASURE, 0 };
  return schedule(plugin, &job, sizeof(job));
}

static void
load_file(Plugin* plugin, FileSlot slot, const char* path)
{
  char message[FILES_MESSAGE_SIZE] = "out of memory";
  files_choose(&plugin->files, slot, path, message);
  if (message[0]) {
    lv2_log_error(&plugin->logger, "earcup: %s\n", message);
  }
}

static LV2_Worker_Status
work(LV2_Handle instance,
     LV2_Worker_Respond_Function respond,
     LV2_Worker_Respond_Handle handle,
     uint32_t size,
     const void* data)
{
  Plugin* const plugin = instance;
  Job job;
  if (size < sizeof(job)) {
    return LV2_WORKER_ERR_UNKNOWN;
  }
  memcpy(&job, data, sizeof(job));
  if (job.type == JOB_DESIGN || job.type == JOB_MEASURE) {
    const bool success = job.type == JOB_DESIGN ? engine_work(plugin->engine)
                                                : window_measure(plugin);
    const JobDone done = { job.type, success };
    return respond(handle, sizeof(done), &done);
  }
  if (job.type == JOB_LOAD) {
    load_file(plugin, (FileSlot)job.slot, (const char*)data + sizeof(job));
  } else {
    files_collect(&plugin->files);
  }
  return LV2_WORKER_SUCCESS;
}

static LV2_Worker_Status
work_response(LV2_Handle instance, uint32_t size, const void* data)
{
  Plugin* const plugin = instance;
  JobDone done;
  if (size != sizeof(done)) {
    return LV2_WORKER_ERR_UNKNOWN;
  }
  memcpy(&done, data, sizeof(done));
  if (done.type == JOB_MEASURE) {
    plugin->window.measuring = false;
    plugin->window.measured = done.success != 0;
  } else {
    plugin->job_frames = 0;
    engine_job_done(plugin->engine, done.success != 0);
  }
  return LV2_WORKER_SUCCESS;
}

const LV2_Worker_Interface jobs_interface = { work, work_response, NULL };
