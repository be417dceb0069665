// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TABLES_H
#define EARCUP_TABLES_H

/* The tables of the README in Markdown, on stdout. */

#include "ttl/presets.h"

/** One row a control or meter. */
void tables_print_ports(void);

/** One row a preset, bank by bank. */
void tables_print_presets(const PresetList* presets);

#endif
