// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The LV2 side of the window: features in, port values to and fro.

#include "ui/window/results.h"
#include "ui/window/ui_atoms.h"
#include "ui/window/ui_size.h"
#include "ui/window/view.h"
#include "ui/window/x11win.h"

#include "ui/window/layout.h"

#include <lv2/core/lv2.h>
#include <lv2/core/lv2_util.h>
#include <lv2/options/options.h>
#include <lv2/state/state.h>
#include <lv2/ui/ui.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ALIVE_S 1.0  ///< how often ui_on is sent
#define FRAME_S 0.02 ///< between pictures, at least: hosts ask 25 to 60 times

typedef struct {
  View* view;
  X11Win* win;
  UiSize size;
  UiAtoms atoms;
  LV2UI_Write_Function write;
  LV2UI_Controller controller;
  const LV2UI_Touch* touch;
  const LV2UI_Request_Value* request_value;
  const LV2_State_Make_Path* make_path;
  const LV2_State_Free_Path* free_path;
  double alive_at_s;
  double shown_at_s;
} Ui;

static double
clock_s(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* --- what the view wants --- */

static void
on_write(void* handle, PortIndex port, float value)
{
  Ui* ui = handle;
  ui->write(ui->controller, port, sizeof(value), 0, &value);
}

static void
on_touch(void* handle, PortIndex port, bool grabbed)
{
  Ui* ui = handle;
  if (ui->touch) {
    ui->touch->touch(ui->touch->handle, port, grabbed);
  }
}

static void
on_file(void* handle, EarcupFileSlot slot, const char* path)
{
  Ui* ui = handle;
  ui_atoms_send_file(&ui->atoms, slot, path);
}

static void
on_type(void* handle, EarcupFileSlot slot, int32_t number)
{
  Ui* ui = handle;
  ui_atoms_send_type(&ui->atoms, slot, number);
}

static bool
on_choose(void* handle, EarcupFileSlot slot)
{
  Ui* ui = handle;
  const LV2UI_Request_Value* const request = ui->request_value;
  if (!request || !request->request) { // jalv.qt5 1.6.6 leaves it empty
    return false;
  }
  switch (request->request(request->handle,
                           ui->atoms.uris.file[slot],
                           ui->atoms.uris.atom_Path,
                           NULL)) {
    case LV2UI_REQUEST_VALUE_SUCCESS:
      return true;
    case LV2UI_REQUEST_VALUE_BUSY:
      view_note(ui->view, "Your host is asking for a file already");
      return true;
    default:
      return false;
  }
}

static void
on_spectrum(void* handle, NotifySpectrum spectrum)
{
  Ui* ui = handle;
  ui_atoms_send_on(&ui->atoms, spectrum);
}

static void
on_scale(void* handle, double scale)
{
  Ui* ui = handle;
  ui_atoms_send_scale(&ui->atoms, scale);
  ui_size_choose(&ui->size, scale, clock_s());
}

static void
on_keyboard(void* handle, bool wanted)
{
  Ui* ui = handle;
  x11win_keyboard(ui->win, wanted);
}

static void
on_memory(void* handle, const char* text)
{
  Ui* ui = handle;
  ui_atoms_send_memory(&ui->atoms, text);
}

static void
on_copy(void* handle, const char* type, const void* data, size_t size)
{
  Ui* ui = handle;
  x11win_copy(ui->win, type, data, size);
}

static void
on_blind(void* handle, const Blind* blind)
{
  Ui* ui = handle;
  ui_atoms_send_blind(&ui->atoms, blind);
}

static void
on_listen(void* handle, const ListeningWish* wish)
{
  Ui* ui = handle;
  ui_atoms_send_listening(&ui->atoms, wish);
}

/** Beside the session where the host says so, else among the documents. */
static void
on_place(void* handle, char* path, size_t size)
{
  static const char name[] = "Earcup blind test";
  const Ui* ui = handle;
  results_place(name, ".txt", time(NULL), path, size);
  const LV2_State_Make_Path* const make = ui->make_path;
  const char* const last = strrchr(path, '/');
  char* const made =
    make ? make->path(make->handle, last ? last + 1 : "Earcup blind test.txt")
         : NULL;
  if (made && strlen(made) < size) {
    strcpy(path, made);
  }
  if (made && ui->free_path) {
    ui->free_path->free_path(ui->free_path->handle, made);
  } else {
    free(made);
  }
}

static bool
on_save(void* handle,
        const char* path,
        const char* text,
        char* why,
        size_t size)
{
  (void)handle;
  return results_save(path, text, why, size);
}

/* --- LV2 --- */

/** The value of a host's option, NULL if it gives none of that type. */
static const void*
option(const LV2_Options_Option* options,
       LV2_URID_Map* map,
       const char* key_uri,
       const char* type_uri)
{
  const LV2_URID key = map->map(map->handle, key_uri);
  const LV2_URID type = map->map(map->handle, type_uri);
  for (; options && options->key; ++options) {
    if (options->key == key && options->type == type) {
      return options->value;
    }
  }
  return NULL;
}

/** Scale from the host's options, 0 if it gives none. */
static double
option_scale(const LV2_Options_Option* options, LV2_URID_Map* map)
{
  const float* scale =
    option(options, map, LV2_UI__scaleFactor, LV2_ATOM__Float);
  return scale && *scale > 0.1F && *scale < 10.0F ? (double)*scale : 0.0;
}

static void
cleanup(LV2UI_Handle handle)
{
  Ui* ui = handle;
  if (ui->view && ui->win && ui->atoms.write) {
    view_remember(ui->view);
    ui_size_end(&ui->size);
    ui_atoms_send_off(&ui->atoms);
  }
  x11win_free(ui->win);
  view_free(ui->view);
  free(ui);
}

static bool
open_window(Ui* ui,
            uintptr_t parent,
            const LV2UI_Resize* resize,
            double host_scale)
{
  const ViewHost host = { ui,          on_write,  on_touch,    on_file,
                          on_type,     on_choose, on_spectrum, on_scale,
                          on_keyboard, on_memory, on_copy,     on_blind,
                          on_place,    on_save,   on_listen };
  int width = 0;
  int height = 0;
  ui_size_begin(&ui->size, ui->win, resize, host_scale, &width, &height);
  ui->view = view_new(&host, width, height);
  return ui->view && x11win_open(ui->win,
                                 parent,
                                 width,
                                 height,
                                 (int)(LAYOUT_MIN_SCALE * LAYOUT_WIDTH),
                                 (int)(LAYOUT_MIN_SCALE * LAYOUT_HEIGHT));
}

static LV2UI_Handle
instantiate(const LV2UI_Descriptor* descriptor,
            const char* plugin_uri,
            const char* bundle_path,
            LV2UI_Write_Function write_function,
            LV2UI_Controller controller,
            LV2UI_Widget* widget,
            const LV2_Feature* const* features)
{
  (void)descriptor;
  (void)bundle_path;
  if (strcmp(plugin_uri, EARCUP_URI) &&
      strcmp(plugin_uri, EARCUP_OUTSIDE_URI)) {
    return NULL;
  }
  LV2_URID_Map* map = lv2_features_data(features, LV2_URID__map);
  Ui* ui = map ? calloc(1, sizeof(*ui)) : NULL;
  if (!ui) {
    return NULL;
  }
  ui->write = write_function;
  ui->controller = controller;
  ui->touch = lv2_features_data(features, LV2_UI__touch);
  ui->request_value = lv2_features_data(features, LV2_UI__requestValue);
  ui->make_path = lv2_features_data(features, LV2_STATE__makePath);
  ui->free_path = lv2_features_data(features, LV2_STATE__freePath);
  ui->win = x11win_new();
  const uintptr_t parent =
    (uintptr_t)lv2_features_data(features, LV2_UI__parent);
  const LV2_Options_Option* options =
    lv2_features_data(features, LV2_OPTIONS__options);
  const double scale = option_scale(options, map);
  const LV2UI_Resize* resize = lv2_features_data(features, LV2_UI__resize);
  if (!ui->win || !open_window(ui, parent, resize, scale)) {
    cleanup(ui);
    return NULL;
  }
  const uint32_t* background =
    option(options, map, LV2_UI__backgroundColor, LV2_ATOM__Int);
  if (background) {
    view_background(ui->view, *background >> 8); // RGBA
  }
  if (!strcmp(plugin_uri, EARCUP_OUTSIDE_URI)) {
    view_sidechain(ui->view);
  }
  ui_atoms_init(&ui->atoms, map, write_function, controller);
  ui_atoms_send_on(&ui->atoms, view_spectrum(ui->view));
  ui_atoms_send_get(&ui->atoms);
  ui->alive_at_s = clock_s();
  ui_size_opened(&ui->size, ui->view);
  *widget = (LV2UI_Widget)x11win_id(ui->win);
  return ui;
}

static void
port_event(LV2UI_Handle handle,
           uint32_t port,
           uint32_t size,
           uint32_t format,
           const void* buffer)
{
  Ui* ui = handle;
  if (format == 0 && size == sizeof(float) && port < PORT_COUNT) {
    view_value(ui->view, (PortIndex)port, *(const float*)buffer);
  } else if (format == ui->atoms.uris.atom_eventTransfer &&
             size >= sizeof(LV2_Atom)) {
    double scale = -1.0;
    ui_atoms_receive(&ui->atoms, buffer, ui->view, &scale);
    ui_size_saved(&ui->size, scale, clock_s());
  }
}

static int
idle(LV2UI_Handle handle)
{
  Ui* ui = handle;
  const double now_s = clock_s();
  if (!x11win_events(ui->win, ui->view, now_s)) {
    return 1;
  }
  if (now_s - ui->alive_at_s > ALIVE_S) {
    ui->alive_at_s = now_s;
    ui_atoms_send_on(&ui->atoms, view_spectrum(ui->view));
  }
  ui_size_idle(&ui->size, now_s);
  if (now_s - ui->shown_at_s > FRAME_S) {
    ui->shown_at_s = now_s;
    x11win_show(ui->win, ui->view);
  }
  return 0;
}

static int
resized_by_host(LV2UI_Feature_Handle handle, int width, int height)
{
  Ui* ui = handle;
  x11win_resize(ui->win, width, height);
  return 0;
}

static const void*
extension_data(const char* uri)
{
  static const LV2UI_Idle_Interface idle_interface = { idle };
  static const LV2UI_Resize resize_interface = { NULL, resized_by_host };
  if (!strcmp(uri, LV2_UI__idleInterface)) {
    return &idle_interface;
  }
  return strcmp(uri, LV2_UI__resize) ? NULL : &resize_interface;
}

LV2_SYMBOL_EXPORT
const LV2UI_Descriptor*
lv2ui_descriptor(uint32_t index)
{
  static const LV2UI_Descriptor descriptor = {
    EARCUP_UI_URI, instantiate, cleanup, port_event, extension_data
  };
  return index == 0 ? &descriptor : NULL;
}
