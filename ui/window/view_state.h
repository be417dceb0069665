// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_STATE_H
#define EARCUP_VIEW_STATE_H

/* The window's state. Each part is written by the file of its header only:
   tests/build/test_structs.sh sees to that. */

#include "ui/window/bench.h"
#include "ui/window/curves.h"
#include "ui/window/layout.h"
#include "ui/window/menu.h"
#include "ui/window/plot.h"
#include "ui/window/pointer.h"
#include "ui/window/view.h"
#include "ui/window/view_controls.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_entry.h"
#include "ui/window/view_files.h"
#include "ui/window/view_focus.h"
#include "ui/window/view_listening.h"
#include "ui/window/view_lists.h"
#include "ui/window/view_memory.h"
#include "ui/window/view_meters.h"
#include "ui/window/view_notices.h"

typedef struct {
  EarcupDecay a;
  EarcupDecay b;
} Decays;

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
  ViewListening listening;
};

#endif
