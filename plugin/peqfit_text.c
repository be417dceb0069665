// SPDX-License-Identifier: GPL-3.0-or-later
#include "peqfit.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

/** A text that grows, cut at the end of its buffer. */
typedef struct {
  char* text;
  size_t size;
  size_t length; ///< of the whole text, whether it fits or not
} Writer;

static void
write_text(Writer* writer, const char* format, ...)
{
  const bool room = writer->length < writer->size;
  va_list arguments;
  va_start(arguments, format);
  const int n = vsnprintf(room ? writer->text + writer->length : NULL,
                          room ? writer->size - writer->length : 0,
                          format,
                          arguments);
  va_end(arguments);
  writer->length += n > 0 ? (size_t)n : 0;
}

/* A number with a point, whatever the locale. */
static void
write_number(Writer* writer, double value, unsigned decimals)
{
  long parts = 1;
  for (unsigned i = 0; i < decimals; ++i) {
    parts *= 10;
  }
  const long scaled = lround(fabs(value) * (double)parts);
  write_text(writer,
             "%s%ld.%0*ld",
             value < 0.0 && scaled ? "-" : "",
             scaled / parts,
             (int)decimals,
             scaled % parts);
}

static void
write_filter(Writer* writer, size_t number, const Biquad* filter)
{
  static const char* const names[] = { [BIQUAD_PEAK] = "PK",
                                       [BIQUAD_LOW_SHELF] = "LSC",
                                       [BIQUAD_HIGH_SHELF] = "HSC" };
  write_text(writer, "Filter %zu: ON %s Fc ", number, names[filter->type]);
  write_number(writer, filter->frequency_hz, 2);
  write_text(writer, " Hz Gain ");
  write_number(writer, filter->gain_db, 2);
  write_text(writer, " dB Q ");
  write_number(writer, filter->q, 3);
  write_text(writer, "\n");
}

size_t
peqfit_write(const PeqFit* fit, char* text, size_t size)
{
  Writer writer = { NULL, size, 0 };
  writer.text = text;
  write_text(&writer, "# earcup: relative\n# error rms ");
  write_number(&writer, fit->rms_db, 2);
  write_text(&writer, " dB, at most ");
  write_number(&writer, fit->max_db, 2);
  write_text(&writer, " dB, 20 Hz - 20 kHz at 48 kHz\nPreamp: ");
  write_number(&writer, fit->preamp_db, 1);
  write_text(&writer, " dB\n");
  for (size_t k = 0; k < fit->n; ++k) {
    write_filter(&writer, k + 1, &fit->filter[k]);
  }
  return writer.length;
}
