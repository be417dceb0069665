// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/source.h"

#include <math.h>

static Source
row_source(const Headphone* row)
{
  return (Source){ row, NULL, NULL, false };
}

static Source
file_source(const MeasuredFiles* files, FileSlot slot)
{
  if (!files || !files->file[slot].present) {
    return row_source(NULL);
  }
  return files->file[slot].has_circuit
           ? (Source){ &files->file[slot].headphone,
                       &files->file[slot].rest,
                       NULL,
                       false }
           : (Source){
               NULL, NULL, &files->file[slot].response.relative, false
             };
}

Source
source_find(const Simulation* simulation, uint32_t id, FileSlot slot)
{
  return id == HEADPHONE_MEASURED_FILE ? file_source(simulation->files, slot)
                                       : row_source(headphones_find(id));
}

/** Whether it has a cup that can be changed and looked through. */
bool
source_has_circuit(const Source* source)
{
  return source->row && !source->row->active;
}

Source
source_of_end(const Simulation* simulation, End end)
{
  const Source a = source_find(simulation, simulation->headphone_a, FILE_A);
  if (end == END_A) {
    return a;
  }
  if (simulation->headphone_b != HEADPHONE_OPPOSITE) {
    return source_find(simulation, simulation->headphone_b, FILE_B);
  }
  /* The references' twins are each other, so their path is the known one.
     Nothing is known of the pad of what has no circuit. */
  if (source_has_circuit(&a) && a.row->id > HEADPHONE_CLOSED_REFERENCE) {
    return (Source){ a.row, a.rest, NULL, true };
  }
  return row_source(
    headphones_opposite_reference(a.row ? a.row->type : HOUSING_NONE));
}

Housing
source_housing(const Source* source)
{
  return source->opposite ? headphones_opposite(source->row)
                          : source->row->housing;
}

/** Openness of a reference row: 1 open, 0.5 semi-open, 0 closed; else -1. */
double
source_openness(const Source* source)
{
  switch (source->row->id) {
    case HEADPHONE_OPEN_REFERENCE:
      return 1.0;
    case HEADPHONE_SEMI_OPEN_REFERENCE:
      return 0.5;
    case HEADPHONE_CLOSED_REFERENCE:
      return 0.0;
    default:
      return -1.0;
  }
}

HousingType
source_type(const Source* source)
{
  const HousingType own = source->row->type;
  return source->opposite ? headphones_opposite_reference(own)->type : own;
}

double
type_openness(HousingType type)
{
  return type == HOUSING_OPEN ? 1.0 : type == HOUSING_CLOSED ? 0.0 : 0.5;
}

/** Between the references the way leads through the semi-open one. */
Span
span_at(const Source* a, const Source* b, double morph)
{
  if (source_openness(a) < 0.0 || source_openness(b) < 0.0) {
    return (Span){ *a, *b, morph, 1 };
  }
  const double o =
    source_openness(a) + morph * (source_openness(b) - source_openness(a));
  const bool open = o > 0.5;
  const uint32_t end =
    open ? HEADPHONE_OPEN_REFERENCE : HEADPHONE_CLOSED_REFERENCE;
  return (Span){ row_source(headphones_find(HEADPHONE_SEMI_OPEN_REFERENCE)),
                 row_source(headphones_find(end)),
                 fabs(2.0 * o - 1.0),
                 open ? 1 : 2 };
}

bool
source_is_something(const Source* source)
{
  return source->row || source->file;
}
