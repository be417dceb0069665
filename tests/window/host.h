// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TESTS_UI_HOST_H
#define EARCUP_TESTS_UI_HOST_H

/* A small host for the window: a parent window, the features a host gives,
   and a record of what the window writes. */

#include <X11/Xlib.h>
#include <X11/keysym.h>
#include <lv2/options/options.h>
#include <lv2/ui/ui.h>
#include <lv2/urid/urid.h>

#include <stdbool.h>
#include <stdint.h>

#define HOST_URIS 256

typedef struct {
  const LV2UI_Descriptor* descriptor;
  LV2UI_Handle ui;
  Display* display;
  Window parent;
  Window child;
  char* uri[HOST_URIS];
  unsigned n_uris;
  float value[64];
  unsigned writes;
  unsigned atoms;
  unsigned touches;
  char memory[8192]; ///< what the window wants to be remembered
  int asked_width;   ///< by ui:resize
  int asked_height;
  char path[1024];    ///< of the file that the plugin was asked for last
  LV2_URID property;  ///< which file
  unsigned requests;  ///< by ui:requestValue
  LV2_URID requested; ///< the last one
  LV2_URID requested_type;
  LV2UI_Request_Value request_value;
} Host;

/** What of the optional features is offered, and whether the user has had a
    window before. */
enum {
  HOST_RESIZE = 1,
  HOST_TOUCH = 2,
  HOST_OPTIONS = 4,
  HOST_ALL = 7,
  HOST_LAST_SIZE = 8,
  HOST_DIALOG = 16,      ///< ui:requestValue, which asks the user
  HOST_NO_DIALOG = 32,   ///< the same, but it cannot ask for files
  HOST_EMPTY_DIALOG = 64 ///< the same, but there is nothing to call
};

/** Load the window's binary; exits if that fails. */
const LV2UI_Descriptor* host_load(const char* path);

/** Open a parent of that size with the window in it; false if it refuses. */
bool host_open(Host* host,
               const LV2UI_Descriptor* descriptor,
               unsigned offered,
               float scale,
               int width,
               int height);

/** Let the window work for that long; returns the last answer of idle(). */
int host_run(Host* host, double seconds);

/** Destroy the parent window as a host does that closes it first. */
void host_destroy_parent(Host* host);

/** Clean up the window and what else there is. */
void host_close(Host* host);

/** Tell the window a control's value. */
void host_set(Host* host, uint32_t port, float value);

/** Tell the window the scale that the plugin has saved. */
void host_saved_scale(Host* host, float scale);

/** Tell the window what an earlier one wanted to be remembered. */
void host_saved_memory(Host* host, const char* memory);

/** Send the window a frame as the plugin does, with levels moved by `shift`
    dB. */
void host_frame(Host* host, float shift);

LV2_URID host_map(LV2_URID_Map_Handle handle, const char* uri);

#endif
