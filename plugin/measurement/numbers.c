// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/numbers.h"

#define NUMBER_SIZE 64U // longer ones have no groups
#define GROUP_DIGITS 3

/** The digits and marks at the front of a number. */
typedef struct {
  const char* start; ///< behind the sign
  const char* end;
  const char* first_mark; ///< NULL if there is none
  const char* last_mark;  ///< point or comma; NULL if there is none
  size_t n_points;
  size_t n_commas;
  bool others; ///< apostrophes or blanks
} Shape;

static bool
is_mark(const char* at, const char* end, bool blanks)
{
  return *at == '.' || *at == ',' || *at == '\'' ||
         (blanks && *at == ' ' && at + 1 < end && text_is_digit(at[1]));
}

static Shape
shape_of(Span number, bool blanks)
{
  const char* at = number.start;
  if (at < number.end && (*at == '-' || *at == '+')) {
    ++at;
  }
  Shape shape = { at, at, NULL, NULL, 0, 0, false };
  for (; at < number.end &&
         (text_is_digit(*at) || is_mark(at, number.end, blanks));
       ++at) {
    const bool decimal = *at == '.' || *at == ',';
    shape.first_mark =
      shape.first_mark || text_is_digit(*at) ? shape.first_mark : at;
    shape.last_mark = decimal ? at : shape.last_mark;
    shape.n_points += *at == '.';
    shape.n_commas += *at == ',';
    shape.others |= !decimal && !text_is_digit(*at);
  }
  shape.end = at;
  return shape;
}

/* One to three digits without a leading zero, then three after every mark up
   to `end`. */
static bool
is_grouped(const char* start, const char* end)
{
  size_t digits = 0;
  bool first = true;
  for (const char* at = start; at <= end; ++at) {
    if (at < end && text_is_digit(*at)) {
      ++digits;
      continue;
    }
    if (first ? digits < 1 || digits > GROUP_DIGITS || *start == '0'
              : digits != GROUP_DIGITS) {
      return false;
    }
    first = false;
    digits = 0;
  }
  return true;
}

/* Where the decimals begin: at a mark, or at the end if there are none. */
static const char*
find_decimals(const Shape* shape, NumberStyle style)
{
  const char* const last = shape->last_mark;
  const size_t n = shape->n_points + shape->n_commas;
  if (!last) {
    return shape->end;
  }
  if (n > 1) { // the last of two kinds, or none of many of one kind
    return shape->n_points && shape->n_commas ? last : shape->end;
  }
  const bool own = *last == '.' ? style.point : style.comma;
  const bool other = *last == '.' ? style.comma : style.point;
  const bool groups =
    other && !own && !shape->others && is_grouped(shape->start, shape->end);
  return groups ? shape->end : last;
}

void
numbers_note(Span number, bool grouped, NumberStyle* style)
{
  const Shape shape = shape_of(number, style->blanks);
  const char* const last = shape.last_mark;
  if (!last || last + 1 == shape.end) {
    return;
  }
  const size_t n = shape.n_points + shape.n_commas;
  const bool mixed = shape.n_points && shape.n_commas;
  if (n > 1 && !mixed) { // 1.234.567: the other mark would begin decimals
    if (is_grouped(shape.start, shape.end)) {
      style->point |= *last == ',';
      style->comma |= *last == '.';
    }
    return;
  }
  if (mixed ? is_grouped(shape.start, last)
            : !grouped || !is_grouped(shape.start, shape.end)) {
    style->point |= *last == '.';
    style->comma |= *last == ',';
  }
}

/* Without groups, with a point, as span_take_number() has it. */
static bool
take_grouped(Span* span,
             const Shape* shape,
             const char* decimals,
             double* value)
{
  char plain[NUMBER_SIZE];
  size_t n = 0;
  const Span whole = *span;
  if (!is_grouped(shape->start, decimals) ||
      (size_t)(whole.end - whole.start) > sizeof(plain)) {
    return false;
  }
  for (const char* at = whole.start; at < whole.end; ++at) {
    if (at == decimals && at < shape->end) {
      plain[n++] = '.';
    } else if (at >= shape->end || text_is_digit(*at) || at < shape->start) {
      plain[n++] = *at;
    }
  }
  Span copy = { plain, plain + n };
  if (!span_take_number(&copy, false, value)) {
    return false;
  }
  // Behind the digits nothing was left out.
  span->start = whole.end - (copy.end - copy.start);
  return true;
}

bool
numbers_take(Span* span, NumberStyle style, double* value)
{
  const Shape shape = shape_of(*span, style.blanks);
  const char* const decimals = find_decimals(&shape, style);
  if (!shape.first_mark || shape.first_mark == decimals) {
    Span rest = *span;
    const bool done = span_take_number(&rest, true, value);
    *span = done ? rest : *span;
    return done;
  }
  Span front = *span;
  if ((size_t)(front.end - front.start) > NUMBER_SIZE) {
    front.end = front.start + NUMBER_SIZE;
  }
  if (shape.end > front.end || !take_grouped(&front, &shape, decimals, value)) {
    return false;
  }
  span->start = front.start;
  return true;
}
