// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* earcup-audition: render a sound file through an LV2 plugin, list what the
   plugin offers, and draw what it does. */

#include "ui/audition/desktop.h"
#include "ui/audition/export.h"
#include "ui/audition/headphones.h"
#include "ui/audition/jobs.h"
#include "ui/audition/list.h"
#include "ui/audition/options.h"
#include "ui/audition/own_files.h"
#include "ui/audition/page.h"
#include "ui/audition/plan.h"
#include "ui/audition/plot.h"
#include "ui/audition/render.h"
#include "ui/audition/report.h"
#include "ui/audition/report_make.h"
#include "ui/audition/response.h"
#include "ui/audition/targets.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static const char*
task_name(const void* data, size_t i)
{
  return ((const Plan*)data)->tasks[i].name;
}

static bool
side_by_side(const Plan* plan)
{
  return plan->options->n_jobs > 1 && plan->n_tasks > 1;
}

/** Render a task; why its input cannot be used has been said. */
static bool
run_task(const void* data, size_t i)
{
  const Plan* const plan = (const Plan*)data;
  const Task* const task = &plan->tasks[i];
  return task->input->setup && render(task, plan->width, side_by_side(plan));
}

/** Go on after what fails, and tell how many did. */
static bool
render_all(const Plan* plan)
{
  size_t n_failed = 0;
  if (side_by_side(plan)) {
    const Jobs jobs = { .n = plan->n_tasks,
                        .n_at_once = plan->options->n_jobs,
                        .run = run_task,
                        .name = task_name,
                        .data = plan };
    n_failed = jobs_run(&jobs, &plan->host->said);
  } else {
    for (size_t i = 0; i < plan->n_tasks; ++i) {
      n_failed += !run_task(plan, i);
    }
  }
  return plan_count_failed(n_failed, plan->n_tasks);
}

static const char*
input_name(const void* data, size_t i)
{
  return ((const Plan*)data)->inputs[i].path;
}

/** Side by side, each takes one processor; one alone takes all. */
static bool
report_input(const void* data, size_t i)
{
  const Plan* const plan = (const Plan*)data;
  const Input* const input = &plan->inputs[i];
  const size_t n = plan->options->n_reports;
  return input->setup &&
         report_make(input->setup,
                     input->path,
                     plan->reports + i * n,
                     n,
                     plan->options->n_ins > 1 ? 1 : plan->options->n_jobs);
}

static bool
report_all(const Plan* plan)
{
  const Options* const options = plan->options;
  const Jobs jobs = { .n = options->n_reports ? options->n_ins : 0,
                      .n_at_once = options->n_jobs,
                      .run = report_input,
                      .name = input_name,
                      .data = plan };
  size_t n_failed = 0;
  if (jobs.n > 1 && jobs.n_at_once > 1) {
    n_failed = jobs_run(&jobs, &plan->host->said);
  } else {
    for (size_t i = 0; i < jobs.n; ++i) {
      n_failed += !report_input(plan, i);
    }
  }
  return plan_count_failed(n_failed, jobs.n);
}

static bool
plot_all(const Setup* setup)
{
  const size_t n = setup->options->n_presets ? setup->options->n_presets : 1;
  Response* const responses = (Response*)calloc(n, sizeof(Response));
  Progress progress;
  bool good = responses != NULL;
  progress_begin(&progress, setup->options->drawing.to, n, false);
  for (size_t i = 0; good && i < n; ++i) {
    good = response_measure(setup, setup->presets[i], &responses[i]);
    progress_update(&progress, i + 1);
  }
  progress_end(&progress);
  if (good) {
    char subtitle[256];
    snprintf(subtitle,
             sizeof(subtitle),
             "%s, measured with an impulse at %g Hz",
             setup->host->name,
             setup->rate_hz);
    const char* const title = setup->options->drawing.title;
    good = plot_write(setup->options->drawing.to,
                      title ? title : "Magnitude response",
                      subtitle,
                      responses,
                      n);
  }
  for (size_t i = 0; responses && i < n; ++i) {
    response_free(&responses[i]);
  }
  free(responses);
  return good;
}

/** Plot and export, which need no input. */
static bool
measure(const Plan* plan)
{
  const Options* const options = plan->options;
  const Setup* const setup = plan_setup(plan);
  return setup && (!options->drawing.to || plot_all(setup)) &&
         (!options->export_to ||
          export_write(setup, setup->presets[0], options->export_to));
}

/** The page has a rate of its own. */
static bool
write_page(const Plan* plan)
{
  const Options* const options = plan->options;
  if (!options->page) {
    return true;
  }
  Setup setup = { .host = plan->host };
  const bool good = setup_open(&setup, plan->host, options, PAGE_RATE_HZ) &&
                    page_write(&setup, options->ins[0], options->page);
  setup_close(&setup);
  return good;
}

/** Are the sounds wanted one by one, not only on a page? */
static bool
renders(const Options* options)
{
  return options->out || options->null_reference ||
         !(options->page || options->n_reports);
}

static bool
work(Host* host, const Options* options)
{
  if (options->desktop.verb) {
    return desktop_run(host, options);
  }
  if (options->listing.headphones) {
    return headphones_print(options->listing.words, options->listing.n_words);
  }
  signal(SIGXFSZ, SIG_IGN); // a file that grows too large is an error
  if (options->listing.is_on) {
    list_print(host);
    own_files_print_summary();
  }
  Plan plan;
  bool good = plan_open(&plan, host, options) && targets_check(&plan);
  if (good) {
    const bool rendered = !renders(options) || render_all(&plan);
    const bool reported = report_all(&plan);
    good = measure(&plan) && write_page(&plan) && rendered && reported;
  }
  plan_close(&plan);
  return good;
}

int
main(int argc, char** argv)
{
  report_begin();
  setlocale(LC_CTYPE, ""); // numbers stay those of the C locale
  Options options;
  const OptionsResult parsed = options_parse(&options, argc, argv);
  bool good = parsed == OPTIONS_DONE;
  if (parsed == OPTIONS_RUN) {
    Host host;
    good = host_open(&host, options.uri) &&
           own_files_resolve(&options, &host) && work(&host, &options);
    host_close(&host);
  }
  options_free(&options);
  const bool told = report_flush();
  return good && told ? EXIT_SUCCESS : EXIT_FAILURE;
}
