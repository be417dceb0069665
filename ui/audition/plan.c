// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/plan.h"

#include "ui/audition/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double plain_rate_hz = 48000; // where no input gives another

/** What a single result would tell by itself, told once for all of them. False
    if it concerns them all. */
static bool
try_setup(Plan* plan, size_t i)
{
  bool any = false;
  for (size_t other = 0; other < i; ++other) {
    any = any || !plan->broken[other];
  }
  plan->broken[i] = !setup_suits(&plan->setups[i]);
  return plan->broken[i] || any || setup_loads(&plan->setups[i]);
}

/** The setup for a rate; *setup is NULL if the plugin cannot do it. False, with
    a message, if nothing can be done at any rate. */
static bool
find_setup(Plan* plan, double rate_hz, const Setup** setup)
{
  size_t i = 0;
  while (i < plan->n_setups && plan->setups[i].rate_hz != rate_hz) {
    ++i;
  }
  if (i == plan->n_setups) {
    ++plan->n_setups;
    if (!setup_open(&plan->setups[i], plan->host, plan->options, rate_hz) ||
        (plan->n_tasks > 1 && !try_setup(plan, i))) {
      return false;
    }
  }
  *setup = plan->broken[i] ? NULL : &plan->setups[i];
  return true;
}

static void
warn_of_late_events(const Input* input)
{
  const size_t n = input->setup->n_events;
  if (n > 0 && input->setup->events[n - 1].frame >= input->n_frames) {
    complain("note: some settings come after the end of %s", input->path);
  }
}

/** False only if nothing at all can be done. */
static bool
open_input(Plan* plan, Input* input)
{
  const Options* const options = plan->options;
  Source* const source = (Source*)calloc(1, sizeof(Source));
  if (!source) {
    complain("out of memory");
    return false;
  }
  const bool readable =
    source_open(source, input->path, options->rendering.rate_hz);
  const double rate_hz = source->rate_hz;
  if (readable) {
    input->n_frames =
      source->n_frames + (uint64_t)llround(options->rendering.tail_s * rate_hz);
    source_close(source);
  }
  free(source);
  if (!readable ||
      (options->out &&
       !sink_holds(options->out, options->rendering.format, input->n_frames))) {
    return true;
  }
  const bool good = find_setup(plan, rate_hz, &input->setup);
  if (good && input->setup) {
    warn_of_late_events(input);
  }
  return good;
}

/** Copy with "%n" replaced by the input's name without folder and ending. */
static char*
fill_in_name(const char* pattern, const char* input)
{
  const char* const slash = strrchr(input, '/');
  const char* const name = slash ? slash + 1 : input;
  const char* const dot = strrchr(name, '.');
  const size_t length = dot && dot > name ? (size_t)(dot - name) : strlen(name);
  char* const path = (char*)malloc(strlen(pattern) * (length + 1) + 1);
  size_t n = 0;
  while (path && *pattern) {
    if (!strncmp(pattern, "%n", 2)) {
      memcpy(path + n, name, length);
      n += length;
      pattern += 2;
    } else {
      path[n++] = *pattern++;
    }
  }
  if (path) {
    path[n] = '\0';
  }
  return path;
}

/** New string of three parts. */
static char*
join(const char* a, size_t a_length, const char* b, const char* c)
{
  const size_t size = a_length + strlen(b) + strlen(c) + 1;
  char* const text = (char*)malloc(size);
  if (text) {
    snprintf(text, size, "%.*s%s%s", (int)a_length, a, b, c);
  }
  return text;
}

/** "dir/mix.wav" and "slug" give "dir/mix-slug.wav". */
static char*
insert_slug(const char* path, const char* slug)
{
  const char* const dot = strrchr(path, '.');
  char* const end = join("-", 1, slug, dot);
  char* const name = end ? join(path, (size_t)(dot - path), end, "") : NULL;
  free(end);
  return name;
}

static char*
file_of(const Options* options, const Task* task)
{
  char* const path = fill_in_name(options->out, task->input->path);
  if (!path || options->n_presets < 2) {
    return path;
  }
  char* const name = insert_slug(path, task->preset->slug);
  free(path);
  return name;
}

/** The file, or what is heard, of several inputs after the input. */
static char*
name_of(const Options* options, const Task* task, const char* path)
{
  if (task->out || !task->input->setup) {
    return strdup(task->out ? task->out : path);
  }
  char* const label = setup_label(task->input->setup, task->preset);
  if (!label || options->n_ins < 2) {
    return label;
  }
  char* const name = join(path, strlen(path), ", ", label);
  free(label);
  return name;
}

static bool
name_tasks(Plan* plan)
{
  const Options* const options = plan->options;
  const size_t n_sounds = plan->n_tasks / options->n_ins;
  const HostPreset** const presets = plan->setups[0].presets;
  for (size_t i = 0; presets && i < plan->n_tasks; ++i) {
    Task* const task = &plan->tasks[i];
    task->input = &plan->inputs[i / n_sounds];
    task->preset = presets[i % n_sounds];
    task->out = options->out ? file_of(options, task) : NULL;
    task->name = name_of(options, task, options->ins[i / n_sounds]);
    if (!task->name || (options->out && !task->out)) {
      return complain("out of memory");
    }
    const int length = (int)strlen(task->name);
    plan->width = length > plan->width ? length : plan->width;
  }
  return true;
}

static bool
name_reports(Plan* plan)
{
  const Options* const options = plan->options;
  const size_t n = options->n_reports;
  for (size_t i = 0; i < n * options->n_ins; ++i) {
    plan->reports[i] =
      fill_in_name(options->reports[i % n], options->ins[i / n]);
    if (!plan->reports[i]) {
      return complain("out of memory");
    }
  }
  return true;
}

bool
plan_count_failed(size_t n_failed, size_t n)
{
  if (n_failed > 0 && n > 1) {
    complain("%zu of %zu results failed", n_failed, n);
  }
  return n_failed == 0;
}

bool
plan_open(Plan* plan, Host* host, const Options* options)
{
  const size_t n_ins = options->n_ins;
  *plan = (Plan){ .options = options, .host = host };
  plan->n_tasks = n_ins * (options->n_presets ? options->n_presets : 1);
  plan->setups = (Setup*)calloc(n_ins + 1, sizeof(Setup));
  plan->broken = (bool*)calloc(n_ins + 1, sizeof(bool));
  plan->inputs = (Input*)calloc(n_ins + 1, sizeof(Input));
  plan->tasks = (Task*)calloc(plan->n_tasks + 1, sizeof(Task));
  plan->reports = (char**)calloc(n_ins * options->n_reports + 1, sizeof(char*));
  if (!plan->setups || !plan->broken || !plan->inputs || !plan->tasks ||
      !plan->reports) {
    return complain("out of memory");
  }
  if (!n_ins) {
    const Setup* setup = NULL;
    const double rate_hz = options->rendering.rate_hz > 0
                             ? options->rendering.rate_hz
                             : plain_rate_hz;
    return find_setup(plan, rate_hz, &setup);
  }
  for (size_t i = 0; i < n_ins; ++i) {
    plan->inputs[i].path = options->ins[i];
    if (!open_input(plan, &plan->inputs[i])) {
      return false;
    }
  }
  return plan->n_setups > 0 ? name_tasks(plan) && name_reports(plan)
                            : plan_count_failed(plan->n_tasks, plan->n_tasks);
}

const Setup*
plan_setup(const Plan* plan)
{
  size_t i = 0;
  while (i < plan->n_setups && plan->broken[i]) {
    ++i;
  }
  return i < plan->n_setups ? &plan->setups[i] : NULL;
}

void
plan_close(Plan* plan)
{
  for (size_t i = 0; plan->tasks && i < plan->n_tasks; ++i) {
    free(plan->tasks[i].out);
    free(plan->tasks[i].name);
  }
  const size_t n_reports = plan->options->n_reports * plan->options->n_ins;
  for (size_t i = 0; plan->reports && i < n_reports; ++i) {
    free(plan->reports[i]);
  }
  for (size_t i = 0; i < plan->n_setups; ++i) {
    setup_close(&plan->setups[i]);
  }
  free(plan->reports);
  free(plan->tasks);
  free(plan->inputs);
  free(plan->broken);
  free(plan->setups);
}
