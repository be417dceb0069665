// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/plugin.h"

#include <pthread.h>
#include <string.h>

/* A job that has not come back after this long counts as lost: it is no longer
   waited for, and handed over again. */
#define JOB_PATIENCE_S 1.0
#define JOB_MOST_LOST 6 // that count

typedef enum {
  JOB_DESIGN,
  JOB_LOAD,
  JOB_TYPE,
  JOB_FIT,
  JOB_COLLECT,
  JOB_MEASURE,
  JOB_LOG
} JobType;

/** What goes to the worker; JOB_LOAD is followed by its path. */
typedef struct {
  uint32_t type;
  union {
    uint32_t slot;    ///< of JOB_LOAD and JOB_TYPE
    uint32_t notices; ///< of JOB_LOG
  };
  uint32_t serial; ///< of jobs that come back; JOB_LOAD, JOB_TYPE: a ticket
  uint32_t told;   ///< a EarcupHousing, of JOB_TYPE
} Job;

/** What comes back of JOB_DESIGN, JOB_FIT and JOB_MEASURE. */
typedef struct {
  uint32_t type;
  uint32_t serial;
  uint32_t success;
} JobDone;

_Static_assert(sizeof(Job) == 16 && sizeof(JobDone) == 12, "no padding");

/** The thread that runs this; never 0. */
static uintptr_t
this_thread(void)
{
  return (uintptr_t)pthread_self();
}

static bool
schedule(Plugin* plugin, const void* job, uint32_t size)
{
  if (!plugin->worker.schedule) {
    return false;
  }
  atomic_store(&plugin->worker.scheduling, this_thread());
  const LV2_Worker_Status status = plugin->worker.schedule->schedule_work(
    plugin->worker.schedule->handle, size, job);
  atomic_store(&plugin->worker.scheduling, 0);
  return status == LV2_WORKER_SUCCESS;
}

void
worker_forget(Plugin* plugin)
{
  plugin->worker.works_at_once = false;
}

bool
worker_may_wait(const Plugin* plugin)
{
  return plugin->worker.schedule && !plugin->controls.exporting &&
         !plugin->worker.works_at_once && plugin->worker.designing.n_lost == 0;
}

static void
hand_over(Plugin* plugin, JobType type, JobWatch* watch)
{
  const Job job = { type, { 0 }, ++watch->serial, 0 };
  watch->is_refused = !schedule(plugin, &job, sizeof(job));
}

/** Hand over a job that is to come back. */
static void
start(Plugin* plugin, JobType type, JobWatch* watch)
{
  watch->is_running = true;
  watch->frames = 0;
  hand_over(plugin, type, watch);
}

/** Time passes, which may be faster than real time: each time that a job seems
    to be lost, the next is given twice as long. */
static void
watch_job(Plugin* plugin, JobType type, JobWatch* watch, uint32_t n)
{
  if (!watch->is_running) {
    return;
  }
  const double patience_s = JOB_PATIENCE_S * (double)(1U << watch->n_lost);
  watch->frames += n;
  const bool is_late = watch->frames > patience_s * plugin->rate_hz;
  if (is_late) {
    watch->n_lost += watch->n_lost < JOB_MOST_LOST;
    watch->frames = 0;
  }
  if (is_late || watch->is_refused) {
    hand_over(plugin, type, watch);
  }
}

unsigned
worker_take_notices(Plugin* plugin)
{
  Worker* const worker = &plugin->worker;
  const unsigned fresh = earcup_notices(plugin->earcup) & ~worker->noticed;
  worker->noticed |= fresh;
  worker->unlogged |= fresh;
  return fresh;
}

/** Have new notices of the engine logged, each kind once. */
static void
log_notices(Plugin* plugin)
{
  if (!plugin->worker.unlogged || plugin->controls.blind.is_on) {
    return;
  }
  const Job job = { JOB_LOG, { plugin->worker.unlogged }, 0, 0 };
  if (schedule(plugin, &job, sizeof(job))) {
    plugin->worker.unlogged = 0;
  }
}

static void
start_jobs(Plugin* plugin)
{
  Worker* const worker = &plugin->worker;
  if (!worker->designing.is_running) {
    worker->engine_job = earcup_take_job(plugin->earcup);
    if (worker->engine_job) {
      start(plugin, JOB_DESIGN, &worker->designing);
    }
  }
  const bool stays = plugin->controls.exporting && plugin->feed.open;
  if (!worker->measuring.is_running && !stays) {
    worker->feed_job = ui_feed_take_job(&plugin->feed);
    if (worker->feed_job) {
      start(plugin, JOB_MEASURE, &worker->measuring);
    }
  }
  if (!worker->fitting.is_running && files_want_fit(&plugin->files)) {
    start(plugin, JOB_FIT, &worker->fitting);
  }
}

void
worker_schedule(Plugin* plugin, uint32_t n)
{
  log_notices(plugin);
  watch_job(plugin, JOB_DESIGN, &plugin->worker.designing, n);
  watch_job(plugin, JOB_MEASURE, &plugin->worker.measuring, n);
  watch_job(plugin, JOB_FIT, &plugin->worker.fitting, n);
  if (plugin->worker.schedule) {
    start_jobs(plugin);
  }
}

bool
worker_load(Plugin* plugin,
            EarcupFileSlot slot,
            const char* path,
            uint32_t size)
{
  struct {
    Job job;
    char path[PATH_SIZE];
  } message = { { JOB_LOAD, { slot }, files_ticket(&plugin->files), 0 }, "" };
  memcpy(message.path, path, size);
  message.path[size] = '\0';
  return schedule(plugin, &message, (uint32_t)(sizeof(message.job) + size + 1));
}

bool
worker_tell_type(Plugin* plugin, EarcupFileSlot slot, EarcupHousing type)
{
  const Job job = { JOB_TYPE, { slot }, files_ticket(&plugin->files), type };
  return schedule(plugin, &job, sizeof(job));
}

void
worker_collect(Plugin* plugin)
{
  const Job job = { JOB_COLLECT, { 0 }, 0, 0 };
  schedule(plugin, &job, sizeof(job));
}

/** @param path of JOB_LOAD */
static void
change_file(Plugin* plugin, const Job* job, const char* path)
{
  FilesReport report = { "", "" };
  if (job->type == JOB_TYPE) {
    files_tell_type(&plugin->files,
                    (EarcupFileSlot)job->slot,
                    (EarcupHousing)job->told,
                    job->serial);
    return;
  }
  if (!files_choose(&plugin->files,
                    (EarcupFileSlot)job->slot,
                    path,
                    job->serial,
                    &report)) {
    strcpy(report.problem, "out of memory: the file is not loaded");
    report.note[0] = '\0';
  }
  reports_tell(plugin, &report);
}

/** A slice of a fit; true if there was memory for it. */
static bool
fit_file(Plugin* plugin)
{
  FilesReport report;
  const bool success = files_fit(&plugin->files, &report);
  if (!success) {
    strcpy(report.problem, "out of memory: the file is heard without a cup");
    reports_tell(plugin, &report);
  } else if (report.note[0]) {
    reports_add_note(plugin, report.note);
  }
  return success;
}

/** Inside run() there is nobody to leave a fit to: what is heard there is not
   to depend on how often that is called. */
static void
fit_at_once(Plugin* plugin)
{
  while (files_want_fit(&plugin->files)) {
    fit_file(plugin);
  }
}

/** Do a job that is to come back. */
static bool
do_watched(Plugin* plugin, uint32_t type, bool at_once)
{
  return type == JOB_DESIGN ? earcup_run_job(plugin->worker.engine_job, at_once)
         : type == JOB_FIT  ? fit_file(plugin)
                            : ui_feed_job_run(plugin->worker.feed_job);
}

const char*
worker_notice(unsigned notices)
{
  if (notices & EARCUP_BROKE) {
    return "the sound was not finite and has begun anew; please report this";
  }
  return notices & EARCUP_FELL_BACK
           ? "no filter of its own follows this measured file to 1 dB; that of "
             "the built-in headphones comes closer and is heard"
           : "";
}

static void
write_log(Plugin* plugin, unsigned notices)
{
  for (unsigned bit = 1; bit <= notices; bit <<= 1) {
    if (notices & bit) {
      lv2_log_error(&plugin->host.logger, "earcup: %s\n", worker_notice(bit));
    }
  }
}

void
worker_log_rest(Plugin* plugin)
{
  write_log(plugin, plugin->worker.unlogged);
  plugin->worker.unlogged = 0;
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
  /* Inside schedule_work(): then there is no thread to leave designs to. */
  const bool at_once = atomic_load(&plugin->worker.scheduling) == this_thread();
  if (at_once) {
    plugin->worker.works_at_once = true;
  }
  if (job.type == JOB_DESIGN || job.type == JOB_FIT ||
      job.type == JOB_MEASURE) {
    const bool success = do_watched(plugin, job.type, at_once);
    const JobDone done = { job.type, job.serial, success };
    return respond(handle, sizeof(done), &done);
  }
  if (job.type == JOB_LOAD || job.type == JOB_TYPE) {
    change_file(plugin, &job, (const char*)data + sizeof(job));
    if (at_once) {
      fit_at_once(plugin);
    }
  } else if (job.type == JOB_LOG) {
    write_log(plugin, job.notices);
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
  Worker* const worker = &plugin->worker;
  JobWatch* const watch = done.type == JOB_MEASURE ? &worker->measuring
                          : done.type == JOB_FIT   ? &worker->fitting
                                                   : &worker->designing;
  if (!watch->is_running || done.serial != watch->serial) {
    return LV2_WORKER_SUCCESS; // the answer to one that seemed lost
  }
  watch->is_running = false;
  watch->n_lost = 0;
  if (done.type == JOB_MEASURE) {
    ui_feed_return_job(&plugin->feed, done.success != 0);
  } else if (done.type == JOB_DESIGN) {
    earcup_return_job(plugin->earcup, done.success != 0);
  }
  return LV2_WORKER_SUCCESS;
}

const LV2_Worker_Interface worker_interface = { work, work_response, NULL };
