// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_OPRA_H
#define EARCUP_OPRA_H

/* The database of OPRA, an open directory of headphone equalisers, as it is
   given out: dist/database_v1.jsonl, a JSON object in each line. Its equalisers
   have no files of their own, so a path with the id of one behind a '#' stands
   for it until it is chosen. */

#include "ui/shared/name_list.h"
#include "ui/shared/userfile.h"

/** Add "id TAB name TAB source" for each equaliser with a headphone. False if
    the file cannot be read, or is no such database. Thread: any but that of a
    user interface: takes half a second. */
bool opra_list(const char* path, NameList* rows);

/**
   Make a file of an equaliser that was chosen, among the user's data.

   @param path "/.../database_v1.jsonl#id"; any other is left as it is
   @param file gets the path to be used, USERFILE_PATH bytes
   @return false if there is no such equaliser, or the file cannot be written
   Thread: any; reads the database up to there.
*/
bool opra_resolve(const char* path, char* file);

#endif
