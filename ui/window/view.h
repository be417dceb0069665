// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_H
#define EARCUP_VIEW_H

/* The window without a window system: takes pointer, keys, port values and
   frames, keeps a picture, and tells its host what the user wants. All calls
   come from one thread, that of the user interface. */

#include "ui/window/curves.h"
#include "ui/window/line.h"

#include "plugin/blind.h"
#include "plugin/listening.h"
#include "plugin/ui_protocol.h"

#include <cairo/cairo.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct View View;

/** What the user wants; every function is needed. */
typedef struct {
  void* handle;
  void (*write)(void* handle, PortIndex port, float value);
  void (*touch)(void* handle, PortIndex port, bool grabbed);
  void (*file)(void* handle, EarcupFileSlot slot, const char* path);
  /// What the headphone of a file is: 0 to guess, else 1 + a HousingType
  void (*type)(void* handle, EarcupFileSlot slot, int32_t number);
  /// Let the host ask for a file, of which the plugin tells; false if it cannot
  bool (*choose)(void* handle, EarcupFileSlot slot);
  void (*spectrum)(void* handle, NotifySpectrum spectrum);
  void (*scale)(void* handle, double scale); ///< 1 = 100 %
  void (*keyboard)(void* handle, bool wanted);
  void (*memory)(void* handle, const char* text); ///< to be kept, see memory.h
  void (*copy)(void* handle, const char* type, const void* data, size_t size);
  void (*blind)(void* handle, const Blind* blind);
  /// Where a result may be kept
  void (*place)(void* handle, char* path, size_t size);
  /// A new text file; false, and why, if it could not be written
  bool (*save)(void* handle,
               const char* path,
               const char* text,
               char* why,
               size_t size);
  void (*listen)(void* handle, const ListeningWish* wish);
} ViewHost;

/** Buttons and modifiers of the pointer. */
enum { BUTTON_LEFT = 1, BUTTON_RIGHT = 3 };
enum { MODIFIER_CONTROL = 1, MODIFIER_SHIFT = 2 };

/** A part of the picture, in pixels. */
typedef struct {
  int x;
  int y;
  int w;
  int h;
} PixelRect;

#define VIEW_DAMAGE 24

/** All controls at their defaults. NULL if there is no memory. */
View* view_new(const ViewHost* host, int width_px, int height_px);

/** NULL is fine. */
void view_free(View* view);

/** Colour 0xRRGGBB of the host's own windows: makes the theme light or dark,
    and lies between the panels if our texts can be read on it. */
void view_background(View* view, uint32_t rgb);

/** The sound of the outside comes from a side chain: there is nothing to
    choose. */
void view_sidechain(View* view);

/** The window has another size; on failure it keeps the old picture. */
bool view_resize(View* view, int width_px, int height_px);

/** The host says what a control or output port is. Never written back. */
void view_value(View* view, PortIndex port, float value);

/** NOTIFY_FLOATS fields of a frame. */
void view_frame(View* view, const float* values);

/** The plugin says which file it has; "" or NULL = none. */
void view_file(View* view, EarcupFileSlot slot, const char* path);

/** The plugin says what that file's curve is.
    @param db GRID_POINTS levels re neutral, NULL = the file cannot be read or
    there is none */
void view_file_curve(View* view, EarcupFileSlot slot, const float* db);

/** And what circuit it has found for it.
    @param value HOUSING_PARAMETERS of a housing, ignored if any is not > 0
    @param type not HOUSING_NONE
    @param certainty of that, 1 if it was told */
void view_file_circuit(View* view,
                       EarcupFileSlot slot,
                       const float* value,
                       EarcupHousing type,
                       float certainty);

/** The plugin says what was wrong with a file; "" = all is well. */
void view_message(View* view, const char* message);

/** The plugin says what earlier windows have left to remember; "" = nothing. */
void view_memory(View* view, const char* text);

/** Hand over what is to be remembered, if that is another: before it closes. */
void view_remember(View* view);

/** Tell the user something for a few seconds. */
void view_note(View* view, const char* text);

/** Time passes, in seconds on a clock that never goes back. To be called
    often, and before any pointer event with its time. */
void view_tick(View* view, double now_s);

/** What the pointer should look like now. */
typedef enum {
  CURSOR_ARROW,
  CURSOR_HAND,     ///< a click does something
  CURSOR_TEXT,     ///< something can be typed
  CURSOR_SIDEWAYS, ///< to be dragged
  CURSOR_UPWARDS
} ViewCursor;

ViewCursor view_cursor(const View* view);

/** Give the next or last part the focus: keys are for it from now on, until
    Escape or a press of the pointer. */
void view_focus_move(View* view, bool backwards);

/** Pointer events, in pixels. */
void view_move(View* view, double x, double y, unsigned modifiers);
void view_press(View* view, double x, double y, int button, unsigned modifiers);
void view_release(View* view,
                  double x,
                  double y,
                  int button,
                  unsigned modifiers);
void view_leave(View* view);

/** One click of the wheel; direction 1 = up, -1 = down. */
void view_wheel(View* view,
                double x,
                double y,
                int direction,
                unsigned modifiers);

/** A key; only while the host was asked for the keyboard. */
void view_key(View* view, Key key, const char* text);

/** To the far end of the morph, or back to where it was before that. Not while
    a control is held; a band of the plot may be. */
void view_flip(View* view);

/** A file is dragged over the window, in pixels; whether it may be dropped
    there. */
bool view_drag_file(View* view, double x, double y);

/** It has left. */
void view_drag_ends(View* view);

/** It was dropped there. @param uri or path; false if nothing is done with it
 */
bool view_drop_file(View* view, double x, double y, const char* uri);

/** The keyboard went elsewhere: closes what needed it. */
void view_unfocus(View* view);

/**
   Bring the picture up to date.

   @param damage gets what changed, at most VIEW_DAMAGE
   @return how many, 0 if nothing changed
*/
size_t view_draw(View* view, PixelRect* damage);

/** The screen has lost that part of the picture. */
void view_expose(View* view, PixelRect r);

/** The picture, CAIRO_FORMAT_RGB24; another one after view_resize(). */
cairo_surface_t* view_surface(const View* view);

/** Which spectrum the user wants to see. */
NotifySpectrum view_spectrum(const View* view);

#endif
