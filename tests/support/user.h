// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_USER_H
#define EARCUP_USER_H

/* A user in front of the window, and a host behind it, without a screen. */

#include "dsp/model/simulation.h"
#include "ui/window/view.h"
#include "ui/window/view_state.h"

#include <stddef.h>

/** Modifier that makes gestures fine. */
#define FINE MODIFIER_SHIFT

/** What the host has seen. */
typedef struct {
  float value[PORT_COUNT];
  unsigned writes;
  int touching[PORT_COUNT];
  unsigned touches;
  unsigned writes_without_touch;
  bool keyboard;
  double scale;
  NotifySpectrum spectrum;
  char memory[NOTIFY_MEMORY_SIZE];
  unsigned memories;
  char path[1024];
  FileSlot slot;
  int32_t type; ///< told of that slot's file
  char copied_type[32];
  char copied[262144];
  size_t copied_size;
  bool chooses;    ///< it has a dialog for files
  unsigned chosen; ///< and how often it was asked to show it
  Blind blind;
  unsigned blinds;
  ListeningWish wish;
  unsigned wishes;
  char saved_path[1024];
  char saved[16384];
  bool refuses_files;
} Seen;

extern Seen seen;
extern View* view; ///< between user_comes() and user_goes(), a test's fixture

void user_comes(void);
void user_goes(void);

/** Brings the picture up to date. Returns how many parts of it changed. */
size_t user_looks(void);

/** Time passes, with the picture kept up to date. */
void user_waits(double s);

/** Time passes at once; nothing is drawn. */
void user_skips(double s);

typedef struct {
  double x;
  double y;
} Place;

Place place_center(Rect r);
Place place_knob(Part part);
Place place_middle(Part part);

/** Path of something in the home of the test, USERFILE_PATH bytes. */
void user_path(const char* name, char* path);

/** Write a text there, with the folders that are missing. */
void user_file(const char* name, const char* text);

/** A shown row of the menu. */
Place place_row(int row);

/** The row of the menu with that label, -1 if none is shown. */
int user_finds_row(const char* label);

void user_press(Place p, int button, unsigned modifiers);
void user_click(Place p, unsigned modifiers);

/** A click that opens a menu. */
void user_right_click(Place p);

/** A click long after the last one. */
void user_single_click(Place p, unsigned modifiers);

void user_drag(Place p, double dx, double dy, unsigned modifiers);
void user_type(const char* text);

/** Value of a control as it is drawn. */
double user_sees(PortIndex port);

/** What the window shows is what the host was told. */
void user_and_host_agree(void);

#endif
