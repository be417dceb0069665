// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/peqfit.h"

#include "plugin/text/textwriter.h"

static void
write_filter(Writer* writer, size_t number, const Biquad* filter)
{
  static const char* const names[] = { [BIQUAD_PEAK] = "PK",
                                       [BIQUAD_LOW_SHELF] = "LSC",
                                       [BIQUAD_HIGH_SHELF] = "HSC" };
  writer_text(writer, "Filter %zu: ON %s Fc ", number, names[filter->type]);
  writer_number(writer, filter->frequency_hz, 2);
  writer_text(writer, " Hz Gain ");
  writer_number(writer, filter->gain_db, 2);
  writer_text(writer, " dB Q ");
  writer_number(writer, filter->q, 3);
  writer_text(writer, "\n");
}

size_t
peqfit_write(const PeqFit* fit, char* text, size_t size)
{
  Writer writer = writer_begin(text, size);
  writer_text(&writer, "# earcup: relative\n# error rms ");
  writer_number(&writer, fit->rms_db, 2);
  writer_text(&writer, " dB, at most ");
  writer_number(&writer, fit->max_db, 2);
  writer_text(&writer, " dB, 20 Hz - 20 kHz at 48 kHz\nPreamp: ");
  writer_number(&writer, fit->preamp_db, 1);
  writer_text(&writer, " dB\n");
  for (size_t k = 0; k < fit->n; ++k) {
    write_filter(&writer, k + 1, &fit->filter[k]);
  }
  return writer.length;
}
