// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/curve_text.h"

#include "plugin/text/textwriter.h"

#include <math.h>

#define LAST_HZ 20000.0
#define FIRST_POINT ((size_t)48) // of the grid: an octave above its first

/* The grid up to LAST_HZ, then that. */
static double
point_hz(size_t i)
{
  return fmin(earcup_grid_hz(FIRST_POINT + i), LAST_HZ);
}

size_t
curve_written_points(void)
{
  size_t n = 0;
  while (point_hz(n) < LAST_HZ) {
    ++n;
  }
  return n + 1;
}

static void
write_point(Writer* writer, double hz, const char* between, double db)
{
  writer_number(writer, hz, 2);
  writer_text(writer, "%s", between);
  writer_number(writer, db, 2);
}

size_t
curve_write_graphic(const EarcupCurve* curve, char* text, size_t size)
{
  Writer writer = writer_begin(text, size);
  const size_t n = curve_written_points();
  double loudest_db = -INFINITY;
  for (size_t i = 0; i < n; ++i) {
    loudest_db = fmax(loudest_db, earcup_curve_at(curve, point_hz(i)));
  }
  writer_text(&writer, "# earcup: relative\nGraphicEQ:");
  for (size_t i = 0; i < n; ++i) {
    const double db = earcup_curve_at(curve, point_hz(i)) - loudest_db;
    writer_text(&writer, i ? "; " : " ");
    write_point(&writer, point_hz(i), " ", db);
  }
  writer_text(&writer, "\n");
  return writer.length;
}

size_t
curve_write_csv(const EarcupCurve* curve, char* text, size_t size)
{
  Writer writer = writer_begin(text, size);
  const size_t n = curve_written_points();
  writer_text(&writer, "# earcup: relative\nfrequency,raw\n");
  for (size_t i = 0; i < n; ++i) {
    write_point(&writer, point_hz(i), ",", earcup_curve_at(curve, point_hz(i)));
    writer_text(&writer, "\n");
  }
  return writer.length;
}
