// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_FILES_H
#define EARCUP_VIEW_FILES_H

/* The measured files that the plugin has read, and the one that it is asked
 * for. */

#include "ui/window/layout.h"
#include "ui/window/paths.h"
#include "ui/window/view.h"

#define VIEW_PATH PATHS_BYTES

/** A file that the plugin was asked to read. */
typedef struct {
  bool waiting; ///< for its answer
  Part part;    ///< whose port is to take it
  EarcupFileSlot slot;
  uint8_t before;       ///< number of the path that was there
  char path[VIEW_PATH]; ///< "" = whichever the host asks the user for
} AskedFile;

typedef struct {
  EarcupFiles* measured; ///< with the curves that the plugin has sent
  char path[EARCUP_FILE_SLOTS][VIEW_PATH];
  AskedFile asked;
} ViewFiles;

/** Without any. False when out of memory. */
bool view_init_files(View* view);

/** Free them. */
void view_end_files(View* view);

/** What the plugin says of a slot, see view_file() and the others. */
void view_take_path(View* view, EarcupFileSlot slot, const char* path);
void view_take_curve(View* view, EarcupFileSlot slot, const float* db);

/** @return false if it is none */
bool view_take_circuit(View* view,
                       EarcupFileSlot slot,
                       const float* value,
                       EarcupHousing type,
                       float certainty);

/** The plugin is asked for a file. @param path "" = any that the host sets */
void view_expect_file(View* view, Part part, const char* path);

/** Or for none any more. */
void view_expect_none(View* view);

/** Whether the slot holds what was asked for. */
bool view_is_asked_file(const View* view, EarcupFileSlot slot);

/** Curve of a file at the end of a port, read from the disk if it is not large.
 */
bool view_file_curve_of(const View* view,
                        PortIndex port,
                        const char* path,
                        EarcupCurve* curve);

#endif
