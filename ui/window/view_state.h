// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_STATE_H
#define EARCUP_VIEW_STATE_H

/* What the files view*.c share. */

#include "ui/shared/about.h"
#include "ui/shared/mapping.h"
#include "ui/window/bench.h"
#include "ui/window/canvas.h"
#include "ui/window/decay.h"
#include "ui/window/factory.h"
#include "ui/window/folder.h"
#include "ui/window/history.h"
#include "ui/window/librarian.h"
#include "ui/window/loudness_text.h"
#include "ui/window/memory.h"
#include "ui/window/menu.h"
#include "ui/window/meter.h"
#include "ui/window/plot.h"
#include "ui/window/view.h"

#include "ui/shared/shelf.h"

#define VIEW_PATH PATHS_BYTES

/** What a pressed pointer moves. */
typedef enum { DRAG_NONE, DRAG_VALUE, DRAG_MORPH, DRAG_AXIS, DRAG_ANGLE } Drag;

typedef struct {
  bool open;
  Part part;
  Rect rect;
  Line line;
  char shown[MAPPING_TEXT]; ///< the value when it was opened
} Entry;

/** The picture and what lies behind it; what of it has to be drawn again. */
typedef struct {
  Canvas canvas; ///< the picture
  Canvas fixed;  ///< what lies behind the parts
  Canvas lines;  ///< the curves, transparent around
  int width_px;
  int height_px;
  bool has_background; ///< the host's
  uint32_t background;
  bool light; ///< the theme
  bool fixed_stale;
  bool lines_stale;
  bool curves_stale; ///< to be computed, before they are drawn
  bool decay_stale;
  Rect damage[VIEW_DAMAGE];
  size_t n_damage;
} Layers;

/** What the user does to the settings, and how it is taken back. */
typedef struct {
  History history;
  Settings before; ///< at the start of the gesture
  bool kept;       ///< before is in the history already
  unsigned preset; ///< last one that was all there, n_factory = none
  float swapped[PORT_COUNT];
  bool flipped;    ///< by the button or its key
  float flip_from; ///< the morph before that
  float flip_to;   ///< and after
  float clipboard;
  bool has_clipboard;
} Edit;

/** What outlives the window. */
typedef struct {
  Paths paths;                   ///< what settings and history call by number
  bool known;                    ///< the plugin has said what it keeps
  double at_s;                   ///< when it was last looked at
  char text[NOTIFY_MEMORY_SIZE]; ///< what it keeps
} Remembered;

/** A file that the plugin was asked to read. */
typedef struct {
  bool waiting; ///< for its answer
  Part part;    ///< whose port is to take it
  FileSlot slot;
  uint8_t before;       ///< number of the path that was there
  char path[VIEW_PATH]; ///< "" = whichever the host asks the user for
} AskedFile;

/** The measured files that the plugin has read. */
typedef struct {
  MeasuredFiles measured;
  char path[FILE_SLOTS][VIEW_PATH];
  AskedFile asked;
} ViewFiles;

/** What the window tells by itself. */
typedef struct {
  char message[256];
  double until_s;
  bool fresh; ///< until then: shown wherever the pointer is
  bool stays; ///< and after that where it is on nothing
  bool help;  ///< the sheet is open
  bool tip;
  Rect tip_rect;
  char tip_text[512]; ///< stays what it was, whatever the line says later
} Notices;

typedef struct {
  Decay a;
  Decay b;
} Decays;

/** What the plugin measures and says of itself. */
typedef struct {
  float output[PORT_COUNT]; ///< output ports
  Meter meter;
  LoudnessText loudness;
  float applied_db[NOTIFY_BANDS];
  float level[NOTIFY_RESULT_FROM]; ///< of the last frame
  double frame_at_s;               ///< when it came
  double moved_at_s;               ///< when meters and spectrum last moved
  bool exporting;                  ///< the host is, says the plugin
  bool sidechain;                  ///< brings the sound of the outside
} Readings;

typedef struct {
  double x; ///< in base units
  double y;
  Part hover;
  double hover_at_s;
  Part active; ///< part under a pressed pointer
  Drag drag;
  double position; ///< of the dragged value, before detents
  double last_x;
  double last_y;
  bool moved;
  bool wants_default; ///< Ctrl is down: a click means default
  Part clicked;
  double clicked_at_s;
  Part wheeled;
  double wheeled_at_s;
  Part drop; ///< what a dragged file would be dropped on
} Pointer;

/** What the lists of headphones and files are made of. */
typedef struct {
  Shelf shelf; ///< favourites and recent headphones, as last read
  Librarian* librarian;
  Library* library; ///< as last read, NULL until then
  double library_at_s;
  char library_title[64];
  Folder folder; ///< in the list of files
} Lists;

/** What keys are for. */
typedef struct {
  Part part;     ///< PART_COUNT = nothing
  bool keyboard; ///< the host was asked for it
} Focus;

struct View {
  ViewHost host;
  double now_s;
  Layout layout;
  Layers layers;
  Settings settings;
  Edit edit;
  Remembered remembered;
  ViewFiles files;
  Curves curves;
  Decays decays;
  Plot plot;
  Readings readings;
  Notices notices;
  Pointer pointer;
  Focus focus;
  Menu menu;
  Lists lists;
  Entry entry;
  Bench bench;
};

/* view.c */

/** The rectangle has to be drawn again. */
void view_damage(View* view, Rect r);
void view_damage_part(View* view, Part part);
void view_damage_all(View* view);

/** A gesture begins: what it changes first is kept for undo. */
void view_begin(View* view);

/** The user gives a control a value; tells the host if it is another. */
void view_set(View* view, PortIndex port, double value);

/** The user gives all controls values at once. */
void view_apply(View* view, const Settings* settings);

/** Controls without a use at present, drawn dim. */
bool view_disabled(const View* view, Part part);

/** Whether the message is to be shown now. */
bool view_has_message(const View* view);

/** Ask for the keyboard or give it back, as menu and entry need it. */
void view_keyboard(View* view);

/** A control has another value: what depends on it is drawn again. */
void view_value_changed(View* view, PortIndex port);

/* view_memory.c */

/** The number of a path for settings and history. */
uint8_t view_path_number(View* view, const char* path);

/** Hand over what is to be remembered now and then. */
void view_tick_memory(View* view);

/* view_focus.c */

/** No part has the focus any more. */
void view_focus_end(View* view);

/** A key for the part that has it. */
void view_focus_key(View* view, Key key, const char* text);

/** The ring around it, as far as it lies in a rectangle. */
void view_focus_draw(View* view, Rect r);

/* view_copy.c */

typedef enum {
  COPY_PICTURE,
  COPY_NUMBERS,
  COPY_FILTERS,
  COPY_COMMAND
} CopyWhat;

/** Put something of the plot on the clipboard. */
void view_copy(View* view, CopyWhat what);

/* view_bench.c */

/** Open the blind bench over all else. */
void view_open_bench(View* view);

/** What the pointer and keys do there. */
void view_bench_press(View* view);
void view_bench_move(View* view);
void view_bench_key(View* view, Key key, const char* text);

/** Keep the plugin at it. */
void view_tick_bench(View* view);

/* view_plugin.c */

/** What the plugin applies is not known any more. */
void view_forget_applied(View* view);

/* view_meters.c */

/** A frame has come: NOTIFY_FLOATS values. */
void view_take_levels(View* view, const float* values);

/** Let meters and spectrum move on. */
void view_tick_meters(View* view);

/* view_text.c */

/** Text of a choice: name of the headphone or file, or the value.
    @param text 256 bytes @return false if that headphone is missing */
bool view_choice_text(const View* view, Part part, char* text);

/** Small words below the text of a choice, about the headphone.
    @param note ABOUT_TEXT bytes @return false if there are none */
bool view_choice_note(const View* view, Part part, char* note);

/** The part of a hint's help that the line below the picture has room for, in
    whole clauses. @return its length in bytes */
size_t view_hint_fits(const View* view, const char* lead, const char* help);

/** Line below the picture. @param lead what to show first, 256 bytes;
    @param help the rest, 512 bytes */
void view_hint(const View* view, char* lead, char* help);

/** Name of the preset with * if changed. @param text 256 bytes */
void view_preset_text(const View* view, char* text);

/* view_menus.c */

void view_open_choice(View* view, Part part);
void view_open_presets(View* view);
void view_open_scales(View* view);
void view_open_context(View* view, Part part);
void view_open_plot_menu(View* view);
void view_close_menu(View* view);

/** What the menu offers was chosen. */
void view_menu_chosen(View* view, int value);

/** The pointer is on another row: preview of a headphone. */
void view_menu_hovered(View* view);

/* view_headphones.c */

/** Rows for what the measured file at A or B is of, if one is there. */
void view_add_types(const View* view, Menu* menu, PortIndex port);

/** Take the value of such a row; false if it is none. */
bool view_choose_type(View* view, PortIndex port, int value);

void view_open_headphones(View* view, Part part);

/** The headphone under the pointer becomes a favourite, or is none any more;
    false if there is none. */
bool view_star_hovered(View* view);

/** The library may have been read. */
void view_tick_library(View* view);

/** That row of the list was chosen. */
void view_choose_headphone(View* view, Part part, int value);

/** Curve of the headphone under the pointer, if it is known. */
bool view_hovered_curve(const View* view, Curve* curve);

/** What is said of it, see view_hint(). */
void view_headphones_hint(const View* view, char* lead, char* help);

/* view_folder.c */

/** The list of files. */
void view_open_files(View* view, Part part);
void view_open_folder(View* view, Part part, const char* path);

/** That row of it was chosen. */
void view_choose_in_folder(View* view, int value);

/** A key for a typed path; false if it is for the menu. */
bool view_folder_key(View* view, Key key);

/** Curve of the file under the pointer, if it is known. */
bool view_folder_curve(const View* view, Curve* curve);

/** What is said of it, see view_hint(). */
void view_folder_hint(const View* view, char* help);

/* view_press.c */

/** Give a port a value as a gesture of its own. */
void view_set_once(View* view, PortIndex port, double value);

/** The dragged position, with detents, as a value.
    @param travel base units of the full range, fine drags have no detents */
void view_set_position(View* view, PortIndex port, double travel, bool fine);

/** A left press on a part; twice = the second of a double-click. */
void view_press_part(View* view, Part part, unsigned modifiers, bool twice);
void view_press_right(View* view, Part part);
void view_press_menu(View* view, int button);

/** The next (-1) or previous (1) choice of a port, as a wheel does it. */
void view_step_choice(View* view, PortIndex port, int direction);

/** Load the next (1) or previous (-1) factory preset. */
void view_step_preset(View* view, int by);

/* view_banner.c */

/** What makes all else meaningless for now: off, or left out of an export.
    Dims the rectangle but for the uppermost row. */
void view_draw_banner(const View* view, cairo_t* cr, Rect r);

/** By how much a click would raise the output for the vocal microphone: by 30
   dB if the output goes that far. 0 = nothing is offered. */
double view_mic_offer_db(const View* view);

/** Whether that point is on the strip that offers it. */
bool view_on_mic_offer(const View* view, double x, double y);

/** Whether the plugin passes the sound by, so that curves are not heard. */
bool view_passes_by(const View* view);

/* view_plot.c */

/** Range, lines or zero line are others: all of the picture is drawn anew. */
void view_plot_changed(View* view);

/** Let the range follow what is shown; before the axes are drawn. */
void view_fit_plot(View* view);

/** The part under the pointer; PART_PLOT where a picture lies on an entry that
    it does not have. */
Part view_part_at(const View* view);

void view_draw_legend(const View* view, cairo_t* cr, Part part, bool lit);

/** Hide that line, or show it again. */
void view_press_legend(View* view, Part part);

/* view_ends.c */

/** Name of the headphone or file at an end of the morph, without its maker.
    @param text 256 bytes */
void view_end_name(const View* view, Part end, char* text);

/** Draw the button that goes there. */
void view_draw_end(const View* view, cairo_t* cr, Part end, unsigned state);

/* view_entry.c */

/** Open the entry field for a part's value. */
void view_open_value(View* view, Part part);

void view_close_entry(View* view);
void view_entry_key(View* view, Key key, const char* text);

/* view_files.c */

/** Let the user choose a file for a part, in the host's dialog or here. */
void view_choose_file(View* view, Part part);

/** Ask the plugin for a file. It may take its time, or refuse and say why:
    until then all stays as it is. */
void view_ask_for_file(View* view, Part part, const char* path);

/** Curve of a file at the end of a port, read from the disk if it is not large.
 */
bool view_file_curve_of(const View* view,
                        PortIndex port,
                        const char* path,
                        Curve* curve);

/** Whether the slot holds what was asked for. */
bool view_is_asked_file(const View* view, FileSlot slot);

/** The plugin has said what that slot holds now: if it is what it was asked
    for, it is to be heard. */
void view_file_answered(View* view, FileSlot slot);

/** The plugin has not taken the file that it was asked for. */
void view_file_refused(View* view);

/** Load preset i as the user's wish; behind the last one: reset all. */
void view_load_preset(View* view, unsigned i);

/* view_parts.c */

/** Draw one part. */
void view_draw_part(View* view, cairo_t* cr, Part part);

/** Panels, titles, axes: all that changes with the size only. */
void view_draw_fixed(const View* view, cairo_t* cr);

/* view_sheets.c */

void view_draw_entry(const View* view, cairo_t* cr);

/** Place of the tooltip for the hovered part; no width if the hint line says it
    all. */
Rect view_tip_rect(View* view);
void view_draw_tip(View* view, cairo_t* cr);
void view_draw_help(const View* view, cairo_t* cr);

#endif
