// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_PORT_H
#define EARCUP_AUDITION_PORT_H

#include "ui/audition/host.h"
#include "ui/shared/search.h"

/** Describe all n_ports ports of a plugin; NULL if memory is out. */
HostPort* ports_read(LilvWorld* world,
                     const LilvPlugin* plugin,
                     uint32_t n_ports);

/** Free what ports_read() returned. */
void ports_free(HostPort* ports, uint32_t n_ports);

/** Read `text` as a value of a control port: a number, the label of a choice
    or what names_find() takes for one, or on and off for a toggle. rate_hz
   serves ports whose range is in fractions of it. False, with a message, if the
   port cannot take it. */
bool port_parse(const HostPort* port,
                const char* text,
                double rate_hz,
                float* value);

/** How well one of its choices answers to a name; a number is SEARCH_EXACT. */
SearchRank port_rank(const HostPort* port, const char* text);

/** Write a value in words: "Seal 30 %", or only the choice's label. */
void port_describe(const HostPort* port, float value, char* text, size_t size);

#endif
