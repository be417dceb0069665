// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include <lv2/atom/forge.h> // before X11, whose macros it would trip over
#include <lv2/atom/util.h>
#include <lv2/patch/patch.h>

#include "tests/window/host.h"

#include "plugin/ports.h"
#include "plugin/ui_protocol.h"

#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const LV2UI_Descriptor*
host_load(const char* path)
{
  void* library = dlopen(path, RTLD_NOW);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    exit(EXIT_FAILURE);
  }
  const LV2UI_Descriptor* (*get)(uint32_t) = NULL;
  void* symbol = dlsym(library, "lv2ui_descriptor");
  memcpy(&get, &symbol, sizeof(get));
  if (!get || !get(0) || get(1)) {
    fprintf(stderr, "%s has no or too many windows\n", path);
    exit(EXIT_FAILURE);
  }
  return get(0);
}

LV2_URID
host_map(LV2_URID_Map_Handle handle, const char* uri)
{
  Host* host = handle;
  for (unsigned i = 0; i < host->n_uris; ++i) {
    if (!strcmp(host->uri[i], uri)) {
      return i + 1;
    }
  }
  if (host->n_uris == HOST_URIS) {
    return 0;
  }
  char* copy = malloc(strlen(uri) + 1);
  if (!copy) {
    exit(EXIT_FAILURE);
  }
  memcpy(copy, uri, strlen(uri) + 1);
  host->uri[host->n_uris++] = copy;
  return host->n_uris;
}

/** What the plugin would keep of a message. */
static void
keep_memory(Host* host, const void* buffer)
{
  const LV2_Atom_Object* object = buffer;
  const LV2_Atom* memory = NULL;
  if (object->body.otype == host_map(host, EARCUP__window)) {
    lv2_atom_object_get(
      object, host_map(host, EARCUP__window_memory), &memory, 0);
  }
  if (memory && memory->size <= sizeof(host->memory)) {
    memcpy(host->memory, memory + 1, memory->size);
  }
}

/** The file that the plugin is asked for. */
static void
note_file(Host* host, const void* buffer)
{
  const LV2_Atom_Object* object = buffer;
  const LV2_Atom* property = NULL;
  const LV2_Atom* path = NULL;
  if (object->body.otype != host_map(host, LV2_PATCH__Set)) {
    return;
  }
  lv2_atom_object_get(object,
                      host_map(host, LV2_PATCH__property),
                      &property,
                      host_map(host, LV2_PATCH__value),
                      &path,
                      0);
  if (property && path && path->type == host_map(host, LV2_ATOM__Path) &&
      path->size <= sizeof(host->path)) {
    host->property = ((const LV2_Atom_URID*)property)->body;
    memcpy(host->path, path + 1, path->size);
  }
}

static LV2UI_Request_Value_Status
note_request(Host* host, LV2_URID key, LV2_URID type)
{
  ++host->requests;
  host->requested = key;
  host->requested_type = type;
  return LV2UI_REQUEST_VALUE_SUCCESS;
}

static LV2UI_Request_Value_Status
show_dialog(LV2UI_Feature_Handle handle,
            LV2_URID key,
            LV2_URID type,
            const LV2_Feature* const* features)
{
  (void)features;
  return note_request(handle, key, type);
}

static LV2UI_Request_Value_Status
refuse_dialog(LV2UI_Feature_Handle handle,
              LV2_URID key,
              LV2_URID type,
              const LV2_Feature* const* features)
{
  (void)features;
  note_request(handle, key, type);
  return LV2UI_REQUEST_VALUE_ERR_UNSUPPORTED;
}

static void
on_write(LV2UI_Controller controller,
         uint32_t port,
         uint32_t size,
         uint32_t format,
         const void* buffer)
{
  Host* host = controller;
  if (format == 0 && size == sizeof(float) && port < 64) {
    host->value[port] = *(const float*)buffer;
    ++host->writes;
  } else {
    ++host->atoms;
    keep_memory(host, buffer);
    note_file(host, buffer);
  }
}

static int
on_resize(LV2UI_Feature_Handle handle, int width, int height)
{
  Host* host = handle;
  host->asked_width = width;
  host->asked_height = height;
  return 0;
}

static void
on_touch(LV2UI_Feature_Handle handle, uint32_t port, bool grabbed)
{
  (void)port;
  ((Host*)handle)->touches += grabbed;
}

static void
forget_last_size(void)
{
  char path[256];
  const char* const state = getenv("XDG_STATE_HOME");
  if (!state) {
    fprintf(stderr, "the user's own last size is not to be touched\n");
    exit(EXIT_FAILURE);
  }
  snprintf(path, sizeof(path), "%s/earcup/window", state);
  remove(path);
}

bool
host_open(Host* host,
          const LV2UI_Descriptor* descriptor,
          unsigned offered,
          float scale,
          int width,
          int height)
{
  memset(host, 0, sizeof(*host));
  host->descriptor = descriptor;
  if (!(offered & HOST_LAST_SIZE)) {
    forget_last_size();
  }
  host->display = XOpenDisplay(NULL);
  if (!host->display) {
    fprintf(stderr, "no display\n");
    exit(EXIT_FAILURE);
  }
  host->parent = XCreateSimpleWindow(host->display,
                                     DefaultRootWindow(host->display),
                                     0,
                                     0,
                                     (unsigned)width,
                                     (unsigned)height,
                                     0,
                                     0,
                                     0);
  XMapWindow(host->display, host->parent);
  XSync(host->display, False);

  LV2_URID_Map map = { host, host_map };
  LV2UI_Resize resize = { host, on_resize };
  LV2UI_Touch touch = { host, on_touch };
  const LV2_Options_Option options[] = {
    { LV2_OPTIONS_INSTANCE,
      0,
      host_map(host, LV2_UI__scaleFactor),
      sizeof(float),
      host_map(host, LV2_ATOM__Float),
      &scale },
    { LV2_OPTIONS_INSTANCE, 0, 0, 0, 0, NULL }
  };
  LV2_Options_Option copied[2];
  memcpy(copied, options, sizeof(copied));
  const LV2_Feature map_feature = { LV2_URID__map, &map };
  const LV2_Feature parent_feature = { LV2_UI__parent, (void*)host->parent };
  // These outlive the call, unlike the map: the window may use them later.
  static LV2UI_Resize kept_resize;
  static LV2UI_Touch kept_touch;
  kept_resize = resize;
  kept_touch = touch;
  const LV2_Feature resize_feature = { LV2_UI__resize, &kept_resize };
  const LV2_Feature touch_feature = { LV2_UI__touch, &kept_touch };
  const LV2_Feature options_feature = { LV2_OPTIONS__options, copied };
  host->request_value = (LV2UI_Request_Value){
    host, offered & HOST_DIALOG ? show_dialog : refuse_dialog
  };
  const LV2_Feature request_feature = { LV2_UI__requestValue,
                                        &host->request_value };
  const LV2_Feature* features[7] = { &map_feature, &parent_feature };
  unsigned n = 2;
  if (offered & HOST_RESIZE) {
    features[n++] = &resize_feature;
  }
  if (offered & HOST_TOUCH) {
    features[n++] = &touch_feature;
  }
  if (offered & HOST_OPTIONS) {
    features[n++] = &options_feature;
  }
  if (offered & HOST_EMPTY_DIALOG) {
    host->request_value.request = NULL;
  }
  if (offered & (HOST_DIALOG | HOST_NO_DIALOG | HOST_EMPTY_DIALOG)) {
    features[n++] = &request_feature;
  }
  LV2UI_Widget widget = NULL;
  host->ui = descriptor->instantiate(
    descriptor, EARCUP_URI, "", on_write, host, &widget, features);
  host->child = (Window)widget;
  return host->ui != NULL;
}

static double
clock_s(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int
host_run(Host* host, double seconds)
{
  const LV2UI_Idle_Interface* idle =
    host->descriptor->extension_data(LV2_UI__idleInterface);
  const double end = clock_s() + seconds;
  int answer = 0;
  do {
    answer = idle->idle(host->ui);
    const struct timespec pause = { 0, 15000000 };
    nanosleep(&pause, NULL);
  } while (clock_s() < end);
  return answer;
}

void
host_destroy_parent(Host* host)
{
  if (host->parent) {
    XDestroyWindow(host->display, host->parent);
    XSync(host->display, False);
    host->parent = 0;
  }
}

void
host_close(Host* host)
{
  if (host->ui) {
    host->descriptor->cleanup(host->ui);
  }
  host_destroy_parent(host);
  XCloseDisplay(host->display);
  for (unsigned i = 0; i < host->n_uris; ++i) {
    free(host->uri[i]);
  }
}

void
host_set(Host* host, uint32_t port, float value)
{
  host->descriptor->port_event(host->ui, port, sizeof(value), 0, &value);
}

/** A moment of the demo's mix: levels of the bands in dB. */
static const signed char music_db[NOTIFY_BANDS] = {
  -69, -72, -74, -71, -70, -70, -68, -67, -67, -64, -58, -58, -56, -51, -38,
  -30, -25, -27, -44, -42, -30, -33, -50, -39, -46, -43, -31, -24, -46, -50,
  -53, -58, -31, -27, -49, -53, -48, -31, -52, -58, -42, -64, -47, -40, -51,
  -48, -51, -39, -56, -56, -44, -56, -38, -28, -62, -63, -60, -53, -52, -55,
  -55, -58, -45, -35, -52, -63, -57, -61, -41, -47, -60, -60, -57, -52, -56,
  -58, -55, -55, -53, -55, -56, -54, -52, -52, -52, -53, -55, -53, -55, -54,
  -54, -54, -55, -54, -53, -55, -54, -56, -56, -57,
};

/** Hand the window a message of the plugin. */
static void
send(Host* host, const uint8_t* buffer)
{
  const LV2_Atom* atom = (const LV2_Atom*)(const void*)buffer;
  host->descriptor->port_event(host->ui,
                               PORT_NOTIFY,
                               lv2_atom_total_size(atom),
                               host_map(host, LV2_ATOM__eventTransfer),
                               buffer);
}

void
host_frame(Host* host, float shift)
{
  float values[NOTIFY_FLOATS];
  for (int i = 0; i < NOTIFY_BANDS; ++i) {
    values[NOTIFY_BANDS_FROM + i] = shift + (float)music_db[i];
    values[NOTIFY_RESULT_FROM + i] = 0.0F;
  }
  values[NOTIFY_RESULT_FROM] = NAN;
  values[NOTIFY_PEAK_L] = shift - 4.0F;
  values[NOTIFY_PEAK_R] = shift - 5.5F;
  values[NOTIFY_RMS_L] = shift - 16.0F;
  values[NOTIFY_RMS_R] = shift - 17.5F;
  values[NOTIFY_MATCH_GAIN] = -1.3F;
  values[NOTIFY_MONO_ERROR] = 0.0F;
  values[NOTIFY_LOUDNESS] = shift - 14.0F;
  values[NOTIFY_TRUE_PEAK] = shift - 3.5F;
  values[NOTIFY_EXPORTING] = 0.0F;

  _Alignas(8) uint8_t buffer[2048];
  LV2_URID_Map map = { host, host_map };
  LV2_Atom_Forge forge;
  LV2_Atom_Forge_Frame frame;
  lv2_atom_forge_init(&forge, &map);
  lv2_atom_forge_set_buffer(&forge, buffer, sizeof(buffer));
  lv2_atom_forge_object(&forge, &frame, 0, host_map(host, EARCUP__frame));
  lv2_atom_forge_key(&forge, host_map(host, EARCUP__values));
  lv2_atom_forge_vector(&forge,
                        sizeof(float),
                        host_map(host, LV2_ATOM__Float),
                        NOTIFY_FLOATS,
                        values);
  lv2_atom_forge_pop(&forge, &frame);
  send(host, buffer);
}

void
host_saved_scale(Host* host, float scale)
{
  _Alignas(8) uint8_t buffer[256];
  LV2_URID_Map map = { host, host_map };
  LV2_Atom_Forge forge;
  LV2_Atom_Forge_Frame frame;
  lv2_atom_forge_init(&forge, &map);
  lv2_atom_forge_set_buffer(&forge, buffer, sizeof(buffer));
  lv2_atom_forge_object(&forge, &frame, 0, host_map(host, EARCUP__window));
  lv2_atom_forge_key(&forge, host_map(host, EARCUP__window_scale));
  lv2_atom_forge_float(&forge, scale);
  lv2_atom_forge_pop(&forge, &frame);
  send(host, buffer);
}

void
host_saved_memory(Host* host, const char* memory)
{
  _Alignas(8) uint8_t buffer[sizeof(host->memory) + 256];
  LV2_URID_Map map = { host, host_map };
  LV2_Atom_Forge forge;
  LV2_Atom_Forge_Frame frame;
  lv2_atom_forge_init(&forge, &map);
  lv2_atom_forge_set_buffer(&forge, buffer, sizeof(buffer));
  lv2_atom_forge_object(&forge, &frame, 0, host_map(host, EARCUP__window));
  lv2_atom_forge_key(&forge, host_map(host, EARCUP__window_memory));
  lv2_atom_forge_string(&forge, memory, (uint32_t)strlen(memory));
  lv2_atom_forge_pop(&forge, &frame);
  send(host, buffer);
}
