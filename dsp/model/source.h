// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_SOURCE_H
#define EARCUP_SOURCE_H

/* What stands at the ends of a morph, and the way between two circuits. All
   functions: thread any, cannot fail. */

#include "dsp/model/simulation.h"

/** What stands at one end: a row of the bank, a file, or nothing. */
typedef struct {
  const Headphone* row; ///< of the catalogue, or of a file with a circuit
  const Curve* rest;    ///< of that file, beyond its circuit
  const Curve* file;    ///< without a circuit
  bool opposite;
} Source;

/** What an id stands for; a file is that of the slot. */
Source source_find(const Simulation* simulation, uint32_t id, FileSlot slot);

/** Whether it has a cup that can be changed and looked through. */
bool source_has_circuit(const Source* source);

/** Whether it is anything but neutral. */
bool source_is_something(const Source* source);

/** What stands at an end. */
Source source_of_end(const Simulation* simulation, End end);

/** Its circuit; only with one. */
Housing source_housing(const Source* source);

/** Openness of a reference row: 1 open, 0.5 semi-open, 0 closed; else -1. */
double source_openness(const Source* source);

/** Type of its housing; only with a circuit. */
HousingType source_type(const Source* source);

/** 1 open, 0.5 semi-open, 0 closed. */
double type_openness(HousingType type);

/** A place between two circuits. */
typedef struct {
  Source from;
  Source to;
  double way;
  unsigned to_aim; ///< where IsolationAims has the second; the first is at 0
} Span;

/** A place on the way between two circuits: between the references it leads
    through the semi-open one. */
Span span_at(const Source* a, const Source* b, double morph);

#endif
