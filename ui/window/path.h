// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PATH_H
#define EARCUP_PATH_H

#include <stddef.h>

/** The path with a leading ~ replaced by the home folder, without spaces and
    quotes at its ends; of a "file://" URI, as file managers put it on the
    clipboard, the path that it means. Cut to size bytes. Thread: ui. */
void path_expand(const char* typed, char* path, size_t size);

/**
   Complete a typed path as far as the folder's entries agree; a folder that
   is complete gets a slash. Reads the folder.

   @param path of size bytes, changed in place
   Thread: ui.
*/
void path_complete(char* path, size_t size);

#endif
