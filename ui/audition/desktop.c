// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/desktop.h"

#include "plugin/urids.h"
#include "ui/audition/desktop_config.h"
#include "ui/audition/desktop_device.h"
#include "ui/audition/desktop_service.h"
#include "ui/audition/pipewire.h"
#include "ui/audition/port.h"
#include "ui/audition/report.h"
#include "ui/audition/setup.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define START_S 5.0
#define LOGIN_S 30.0 // desktops start PipeWire in no particular order
#define RATE_HZ 48000.0

typedef struct {
  Host* host;
  const Options* options;
  ServicePaths paths;
  PipeWire* pipewire;
  DesktopConfig config;
  bool remembered; ///< config is what was written before
} Desktop;

static bool
keep_text(char** text, const char* value)
{
  free(*text);
  *text = value ? strdup(value) : NULL;
  return !value || *text || complain("out of memory");
}

/** What is remembered of the last time. A broken file counts as none. */
static bool
remember(Desktop* desktop)
{
  if (!desktop_config_init(&desktop->config, desktop->host)) {
    return false;
  }
  if (access(desktop->paths.config, F_OK) != 0) {
    return true;
  }
  desktop->remembered =
    desktop_config_read(&desktop->config, desktop->host, desktop->paths.config);
  if (desktop->remembered) {
    return true;
  }
  complain("%s is broken and not used; 'earcup-audition --desktop on' with the "
           "settings you want writes it anew",
           desktop->paths.config);
  desktop_config_clear(&desktop->config);
  return desktop_config_init(&desktop->config, desktop->host);
}

// --- settings --------------------------------------------------------------
/** Take the settings of the command line over those remembered, by an instance
    of the plugin, which also tells whether it can use the files. */
static bool
apply(Desktop* desktop, Setup* setup, Player* player)
{
  const Host* const host = desktop->host;
  DesktopConfig* const config = &desktop->config;
  if (!player_open(player, desktop->host, RATE_HZ, 1024)) {
    return false;
  }
  for (uint32_t p = 0; p < host->n_ports; ++p) {
    if (host_is_setting(host, p)) {
      player_set(player, (int)p, config->values[p]);
    }
  }
  if (setup->presets[0] && !player_load(player, setup->presets[0])) {
    return false;
  }
  for (size_t i = 0; i < setup->n_events; ++i) {
    player_set(player, setup->events[i].port, setup->events[i].value);
  }
  for (uint32_t p = 0; p < host->n_ports; ++p) {
    if (host_is_setting(host, p)) {
      config->values[p] = player->values[p];
    }
  }
  for (int file = 0; file < EARCUP_FILE_SLOTS; ++file) {
    const char* const name = desktop->options->measured.path[file];
    char* const path = name ? realpath(name, NULL) : NULL;
    if (name && !path) {
      return complain("%s: %s", name, strerror(errno));
    }
    const bool good =
      !name || (player_take_file(player, file_uris[file], path) &&
                keep_text(&config->files[file], path));
    free(path);
    if (!good) {
      return false;
    }
  }
  return true;
}

static bool
take_settings(Desktop* desktop)
{
  Setup setup = { .host = desktop->host };
  Player player = { .host = NULL };
  bool good = setup_open(&setup, desktop->host, desktop->options, RATE_HZ) &&
              apply(desktop, &setup, &player);
  if (player.host) {
    player_close(&player);
  }
  setup_close(&setup);
  for (int i = 0; good && i < EARCUP_FILE_SLOTS; ++i) {
    if (desktop->config.files[i] && !pipewire_takes_files(desktop->pipewire)) {
      good = complain("PipeWire %s cannot hand files to plugins (1.5.81 and "
                      "later can): choose a headphone of the catalogue",
                      pipewire_version(desktop->pipewire));
    }
  }
  return good;
}

// --- on, off, set, status --------------------------------------------------
/** Folder of the bundle's folder: where PipeWire's process finds the plugin. */
static char*
bundles_folder(const Host* host)
{
  char* const bundle = lilv_file_uri_parse(
    lilv_node_as_uri(lilv_plugin_get_bundle_uri(host->plugin)), NULL);
  char* const copy = bundle ? strdup(bundle) : NULL;
  lilv_free(bundle);
  for (size_t n = copy ? strlen(copy) : 0; n > 1 && copy[n - 1] == '/'; --n) {
    copy[n - 1] = '\0';
  }
  char* const slash = copy ? strrchr(copy, '/') : NULL;
  if (slash) {
    *slash = '\0';
  }
  return copy;
}

static bool
write_config(const Desktop* desktop)
{
  return service_make_folders(desktop->paths.config) &&
         desktop_config_write(
           &desktop->config, desktop->host, desktop->paths.config);
}

/** Start the process, or start it anew, and wait for its sink. */
static bool
start(Desktop* desktop)
{
  char* const bundles = bundles_folder(desktop->host);
  const bool started =
    bundles && service_stop(&desktop->paths) &&
    pipewire_wait(desktop->pipewire, DESKTOP_SINK, false, START_S) &&
    service_start(&desktop->paths, bundles);
  free(bundles);
  if (started &&
      pipewire_wait(desktop->pipewire, DESKTOP_SINK, true, START_S)) {
    return true;
  }
  complain("Earcup did not come up in PipeWire");
  service_explain(&desktop->paths);
  return false;
}

static bool
take_away(Desktop* desktop)
{
  const bool stopped = service_stop(&desktop->paths);
  const bool removed = unlink(desktop->paths.config) == 0 || errno == ENOENT;
  rmdir(desktop->paths.folder); // unless something else is in it
  return (removed ||
          complain("%s: %s", desktop->paths.config, strerror(errno))) &&
         stopped;
}

static void
say_where(const Desktop* desktop)
{
  const PipeSink* const sink =
    pipewire_find_sink(desktop->pipewire, desktop->config.device);
  printf("Earcup is on, before %s\n",
         sink                     ? sink->description
         : desktop->config.device ? desktop->config.device
                                  : "the default device");
}

static bool
turn_on(Desktop* desktop)
{
  PipeWire* const pipewire = desktop->pipewire;
  const char* const chosen = pipewire_chosen_default(pipewire);
  const bool ours = chosen && !strcmp(chosen, DESKTOP_SINK);
  if (!take_settings(desktop) ||
      !desktop_choose_device(desktop->pipewire,
                             desktop->options->desktop.device,
                             &desktop->config.device) ||
      (!ours && !keep_text(&desktop->config.previous, chosen)) ||
      !write_config(desktop)) {
    return false;
  }
  if (!start(desktop)) {
    take_away(desktop);
    return false;
  }
  if (!pipewire_inserts_filters(pipewire) &&
      !pipewire_choose_default(pipewire, DESKTOP_SINK)) {
    complain("choose the device 'Earcup' in your desktop's sound settings");
  }
  say_where(desktop);
  return true;
}

static bool
turn_off(Desktop* desktop)
{
  PipeWire* const pipewire = desktop->pipewire;
  const char* const chosen = pipewire_chosen_default(pipewire);
  bool good = true;
  if (chosen && !strcmp(chosen, DESKTOP_SINK)) {
    good = pipewire_choose_default(pipewire, desktop->config.previous);
  }
  good = take_away(desktop) && good;
  good = (pipewire_wait(pipewire, DESKTOP_SINK, false, START_S) ||
          complain("Earcup is still there")) &&
         good;
  if (good) {
    puts("Earcup is off");
  }
  return good;
}

static bool
send_controls(const Desktop* desktop, const PipeSink* sink)
{
  const Host* const host = desktop->host;
  const char** const symbols =
    (const char**)calloc(host->n_ports + 1, sizeof(char*));
  float* const values = (float*)calloc(host->n_ports + 1, sizeof(float));
  size_t n = 0;
  for (uint32_t p = 0; symbols && values && p < host->n_ports; ++p) {
    if (host_is_setting(host, p)) {
      symbols[n] = host->ports[p].symbol;
      values[n++] = desktop->config.values[p];
    }
  }
  const bool good =
    symbols && values
      ? pipewire_set_controls(
          desktop->pipewire, sink, DESKTOP_FILTER, symbols, values, n)
      : complain("out of memory");
  free(symbols);
  free(values);
  return good;
}

static bool
change(Desktop* desktop)
{
  const Options* const options = desktop->options;
  const PipeSink* const sink =
    pipewire_find_sink(desktop->pipewire, DESKTOP_SINK);
  if (!sink || !desktop->remembered) {
    return complain(
      sink ? "what is heard now is not known: 'earcup-audition --desktop on' "
             "starts it anew"
           : "Earcup is not on: 'earcup-audition --desktop on' starts it");
  }
  bool anew = options->desktop.device != NULL;
  for (int i = 0; i < EARCUP_FILE_SLOTS; ++i) {
    anew = anew || options->measured.path[i];
  }
  return take_settings(desktop) &&
         (!anew || desktop_choose_device(desktop->pipewire,
                                         desktop->options->desktop.device,
                                         &desktop->config.device)) &&
         write_config(desktop) &&
         (anew ? start(desktop) : send_controls(desktop, sink));
}

static bool
tell(const Desktop* desktop)
{
  const Host* const host = desktop->host;
  if (!pipewire_find_sink(desktop->pipewire, DESKTOP_SINK)) {
    puts("Earcup is off");
    return true;
  }
  say_where(desktop);
  for (uint32_t p = 0; p < host->n_ports; ++p) {
    const float value = desktop->config.values[p];
    if (host_is_setting(host, p) && value != host->ports[p].dflt) {
      char text[160];
      port_describe(&host->ports[p], value, text, sizeof(text));
      printf("  %s: %s\n", host->ports[p].symbol, text);
    }
  }
  for (int i = 0; i < EARCUP_FILE_SLOTS; ++i) {
    if (desktop->config.files[i]) {
      printf("  %s: %s\n", setup_file_symbol(i), desktop->config.files[i]);
    }
  }
  return true;
}

static bool
do_it(Desktop* desktop)
{
  const bool login = desktop->options->desktop.verb == DESKTOP_LOGIN;
  desktop->pipewire = pipewire_open(login ? LOGIN_S : 0.0);
  if (!desktop->pipewire) {
    /* What an ended session has left goes all the same. */
    return desktop->options->desktop.verb == DESKTOP_OFF && take_away(desktop);
  }
  switch (desktop->options->desktop.verb) {
    case DESKTOP_ON:
    case DESKTOP_LOGIN:
      return turn_on(desktop);
    case DESKTOP_OFF:
      return turn_off(desktop);
    case DESKTOP_SET:
      return change(desktop);
    default:
      return tell(desktop);
  }
}

bool
desktop_run(Host* host, const Options* options)
{
  Desktop desktop = { .host = host, .options = options };
  bool good = service_paths(&desktop.paths);
  if (good && options->desktop.verb == DESKTOP_SUPERVISE) {
    good = service_supervise(&desktop.paths);
  } else if (good) {
    const int lock = service_lock(&desktop.paths);
    good = lock >= 0 && remember(&desktop) && do_it(&desktop);
    pipewire_close(desktop.pipewire);
    desktop_config_clear(&desktop.config);
    service_unlock(lock);
  }
  service_paths_clear(&desktop.paths);
  return good;
}
