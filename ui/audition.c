// SPDX-License-Identifier: GPL-3.0-or-later
/* earcup-audition: render a sound file through an LV2 plugin, list what the
   plugin offers, and draw what it does. */

#include "audition_desktop.h"
#include "audition_export.h"
#include "audition_list.h"
#include "audition_options.h"
#include "audition_plot.h"
#include "audition_render.h"
#include "audition_report.h"
#include "audition_response.h"
#include "audition_setup.h"
#include "audition_source.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double plot_rate_hz = 48000; // where no input gives another

/** The rate of plugin and result: asked for, or that of the input. */
static bool
choose_rate(const Options* options, double* rate_hz)
{
  *rate_hz = options->rate_hz > 0 ? options->rate_hz : plot_rate_hz;
  if (!options->in) {
    return true;
  }
  Source* const source = (Source*)calloc(1, sizeof(Source));
  if (!source) {
    return complain("out of memory");
  }
  const bool good = source_open(source, options->in, options->rate_hz);
  if (good) {
    *rate_hz = source->rate_hz;
    source_close(source);
  }
  free(source);
  return good;
}

/** "dir/mix.wav" and "slug" give "dir/mix-slug.wav". */
static char*
name_with_slug(const char* path, const char* slug)
{
  const size_t size = strlen(path) + strlen(slug) + 2;
  const size_t stem = (size_t)(strrchr(path, '.') - path);
  char* const name = (char*)malloc(size);
  if (name) {
    snprintf(name, size, "%.*s-%s%s", (int)stem, path, slug, path + stem);
  }
  return name;
}

/** Presets to go through; without any, once with the defaults. */
static size_t
n_sounds(const Setup* setup)
{
  return setup->options->n_presets ? setup->options->n_presets : 1;
}

/** The file to write, or the sound's label if there is none. */
static char*
name_of(const Setup* setup, size_t i)
{
  const Options* const options = setup->options;
  if (!options->out) {
    return setup_label(setup, setup->presets[i]);
  }
  return options->n_presets > 1
           ? name_with_slug(options->out, setup->presets[i]->slug)
           : strdup(options->out);
}

static bool
render_all(const Setup* setup)
{
  int width = 0;
  for (size_t i = 0; i < n_sounds(setup); ++i) {
    char* const name = name_of(setup, i);
    const int length = name ? (int)strlen(name) : 0;
    width = length > width ? length : width;
    free(name);
  }
  bool good = true;
  for (size_t i = 0; good && i < n_sounds(setup); ++i) {
    char* const name = name_of(setup, i);
    const char* const path = setup->options->out ? name : NULL;
    good = name ? render(setup, setup->presets[i], path, name, width)
                : complain("out of memory");
    free(name);
  }
  return good;
}

static bool
plot_all(const Setup* setup)
{
  const size_t n = n_sounds(setup);
  Response* const responses = (Response*)calloc(n, sizeof(Response));
  Progress progress;
  bool good = responses != NULL;
  progress_begin(&progress, setup->options->plot, n);
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
    const char* const title = setup->options->title;
    good = plot_write(setup->options->plot,
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

static bool
work(Host* host, const Options* options)
{
  if (options->desktop) {
    return desktop_run(host, options);
  }
  if (options->list) {
    list_print(host);
  }
  double rate_hz = 0;
  Setup setup = { .host = host };
  const bool good =
    choose_rate(options, &rate_hz) &&
    setup_open(&setup, host, options, rate_hz) &&
    (!options->in || render_all(&setup)) &&
    (!options->plot || plot_all(&setup)) &&
    (!options->export_to ||
     export_write(&setup, setup.presets[0], options->export_to));
  setup_close(&setup);
  return good;
}

int
main(int argc, char** argv)
{
  setlocale(LC_CTYPE, ""); // numbers stay those of the C locale
  Options options;
  const OptionsResult parsed = options_parse(&options, argc, argv);
  bool good = parsed == OPTIONS_DONE;
  if (parsed == OPTIONS_RUN) {
    Host host;
    good = host_open(&host, options.uri) && work(&host, &options);
    host_close(&host);
  }
  options_free(&options);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
