// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/setup.h"

#include "plugin/ports.h"
#include "plugin/urids.h"
#include "ui/audition/port.h"
#include "ui/audition/report.h"

#include <errno.h>
#include <lv2/core/lv2.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char*
setup_file_symbol(int file)
{
  return ports[ports_of_file((EarcupFileSlot)file)].symbol;
}

static bool
resolve_change(const Setup* setup, const Change* change, Event* event)
{
  event->port = host_find_control(setup->host, change->symbol);
  if (event->port == HOST_NONE) {
    return false;
  }
  const HostPort* const port = &setup->host->ports[event->port];
  event->frame = (uint64_t)llround(change->at_s * setup->rate_hz);
  return port_parse(port, change->text, setup->rate_hz, &event->value);
}

/** Insertion keeps the order given where times are equal. */
static void
insert(Setup* setup, Event event)
{
  size_t i = setup->n_events++;
  for (; i > 0 && setup->events[i - 1].frame > event.frame; --i) {
    setup->events[i] = setup->events[i - 1];
  }
  setup->events[i] = event;
}

static void
choose_file(Setup* setup, int file)
{
  const int port = host_find_port(setup->host, setup_file_symbol(file));
  if (setup->options->measured.path[file] && port != HOST_NONE) {
    insert(setup,
           (Event){ .port = port, .value = (float)EARCUP_MEASURED_FILE });
  }
}

/** A plugin that knows it is not heard live may take its time at once, which
    makes the result independent of block sizes. */
static void
choose_freewheel(Setup* setup)
{
  const int port =
    host_designated(setup->host, LV2_CORE__InputPort, LV2_CORE__freeWheeling);
  if (!setup->options->rendering.realtime && port != HOST_NONE) {
    insert(setup, (Event){ .port = port, .value = 1.0F, .silent = true });
  }
}

bool
setup_open(Setup* setup, Host* host, const Options* options, double rate_hz)
{
  const size_t room = options->n_changes + EARCUP_FILE_SLOTS + 1;
  *setup = (Setup){ .host = host, .options = options, .rate_hz = rate_hz };
  setup->events = (Event*)calloc(room, sizeof(Event));
  setup->presets =
    (const HostPreset**)calloc(options->n_presets + 1, sizeof(HostPreset*));
  if (!setup->events || !setup->presets) {
    return complain("out of memory");
  }
  for (size_t i = 0; i < options->n_presets; ++i) {
    setup->presets[i] = host_find_preset(host, options->presets[i]);
    if (!setup->presets[i]) {
      return false;
    }
  }
  choose_freewheel(setup);
  for (int file = 0; file < EARCUP_FILE_SLOTS; ++file) {
    choose_file(setup, file); // a later -c may still choose something else
  }
  for (size_t i = 0; i < options->n_changes; ++i) {
    Event event = { .silent = false };
    if (!resolve_change(setup, &options->changes[i], &event)) {
      return false;
    }
    insert(setup, event);
  }
  return true;
}

void
setup_close(Setup* setup)
{
  free(setup->events);
  free(setup->presets);
}

static bool
load_files(const Setup* setup, Player* player)
{
  for (int file = 0; file < EARCUP_FILE_SLOTS; ++file) {
    const char* const name = setup->options->measured.path[file];
    char* const path = name ? realpath(name, NULL) : NULL;
    if (name && !path) {
      return complain("%s: %s", name, strerror(errno));
    }
    const int type = setup->options->measured.type[file];
    const bool taken =
      !name || (player_take_file(player, file_uris[file], path) &&
                (!type || player_take_number(player, type_uris[file], type)));
    free(path);
    if (!taken) {
      return false;
    }
  }
  return true;
}

bool
setup_player(const Setup* setup, Player* player, const HostPreset* preset)
{
  const uint32_t block = setup->options->rendering.block
                           ? setup->options->rendering.block
                           : OPTIONS_MAX_BLOCK;
  if (!player_open(player, setup->host, setup->rate_hz, block) ||
      (preset && !player_load(player, preset))) {
    return false;
  }
  for (size_t i = 0; i < setup->n_events; ++i) {
    if (setup->events[i].frame == 0) {
      player_set(player, setup->events[i].port, setup->events[i].value);
    }
  }
  if (!load_files(setup, player)) {
    return false;
  }
  player_start(player);
  return true;
}

bool
setup_open_reference(const Setup* setup, Source* source)
{
  const char* const path = setup->options->null_reference;
  if (!source_open(source, path, 0)) {
    return false;
  }
  return source->rate_hz == setup->rate_hz ||
         complain("%s: has %g Hz, the result %g Hz",
                  path,
                  source->rate_hz,
                  setup->rate_hz);
}

bool
setup_suits(const Setup* setup)
{
  Player player;
  Source* const reference = (Source*)calloc(1, sizeof(Source));
  bool good = reference || complain("out of memory");
  good = good && player_open(&player, setup->host, setup->rate_hz, 1);
  if (reference) {
    player_close(&player);
    good = good && (!setup->options->null_reference ||
                    setup_open_reference(setup, reference));
    source_close(reference);
  }
  free(reference);
  return good;
}

bool
setup_loads(const Setup* setup)
{
  Player player;
  bool good = setup_player(setup, &player, setup->presets[0]);
  for (size_t i = 1; good && i < setup->options->n_presets; ++i) {
    good = player_load(&player, setup->presets[i]);
  }
  player_close(&player);
  return good;
}

static size_t
append(char* text, size_t size, size_t used, const char* part)
{
  const int n =
    snprintf(text + used, size - used, "%s%s", used ? ", " : "", part);
  const size_t end = used + (size_t)(n > 0 ? n : 0);
  return end < size ? end : size - 1;
}

bool
setup_has_settings(const Setup* setup)
{
  for (size_t i = 0; i < setup->n_events; ++i) {
    if (setup->events[i].frame == 0 && !setup->events[i].silent) {
      return true;
    }
  }
  return false;
}

char*
setup_label(const Setup* setup, const HostPreset* preset)
{
  char label[512] = "";
  char part[160];
  size_t used = preset ? append(label, sizeof(label), 0, preset->label) : 0;
  for (size_t i = 0; i < setup->n_events; ++i) {
    const Event* const event = &setup->events[i];
    if (event->frame == 0 && !event->silent) {
      port_describe(
        &setup->host->ports[event->port], event->value, part, sizeof(part));
      used = append(label, sizeof(label), used, part);
    }
  }
  if (setup->options->rendering.gain_db != 0) {
    snprintf(part, sizeof(part), "%+g dB", setup->options->rendering.gain_db);
    used = append(label, sizeof(label), used, part);
  }
  return strdup(used ? label : "Default settings");
}
