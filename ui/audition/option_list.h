// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_OPTION_LIST_H
#define EARCUP_AUDITION_OPTION_LIST_H

/* options.def read as an enumeration and as a table; see there. */

#include <stdbool.h>
#include <stdio.h>

typedef enum {
#define OPTION(id, ...) OPTION_##id,
#include "ui/audition/options.def"
  OPTION_COUNT
} OptionId;

typedef struct {
  char letter;          ///< 0 if there is none
  const char* name;     ///< with both dashes
  const char* argument; ///< "" if it takes none
  const char* help;
} OptionInfo;

extern const OptionInfo option_list[OPTION_COUNT];

/** The shortest way to write an option: "-b", "--tail".
    @param text where there is room for a letter's; may be what is returned */
const char* option_shown(OptionId id, char text[3]);

/** Take the next option off the command line; its argument is getopt's optarg.
    @return false once there is none
    @param id OPTION_COUNT if it is unknown or lacks its argument, which has
    been said */
bool option_next(int argc, char** argv, OptionId* id);

/** All options with their help, in two columns of 80 together. */
void option_print_help(FILE* out);

#endif
