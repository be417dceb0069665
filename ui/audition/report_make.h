// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_REPORT_MAKE_H
#define EARCUP_AUDITION_REPORT_MAKE_H

#include "ui/audition/setup.h"

/**
   Read a mix once and write who hears what of it, to each file in the form
   that its ending says. Print what each holds.

   @param setup gives the listening level and the sound of the outside
   @param targets n files; none appears before all of them are complete
   @param n_threads > 0; the files are the same for any
   @return false, with a message and nothing left behind, if that fails
*/
bool report_make(const Setup* setup,
                 const char* mix,
                 char* const* targets,
                 size_t n,
                 unsigned n_threads);

#endif
