// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/command_line.h"

#include "plugin/text/textwriter.h"

#include <math.h>
#include <string.h>

#define DECIMALS_MAX 9U

/** Digits behind the point that give back that float. */
static unsigned
decimals_of(float value)
{
  unsigned decimals = 0;
  double ten = 1.0;
  while (decimals < DECIMALS_MAX &&
         (float)(round((double)value * ten) / ten) != value) {
    ten *= 10.0;
    ++decimals;
  }
  return decimals;
}

/** A word for the shell, quoted where it needs it. */
static void
write_word(Writer* writer, const char* word)
{
  static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";
  if (*word && !word[strspn(word, plain)]) {
    writer_text(writer, "%s", word);
    return;
  }
  writer_text(writer, "'");
  for (; *word; ++word) {
    if (*word == '\'') {
      writer_text(writer, "'\\''");
    } else {
      writer_text(writer, "%c", *word);
    }
  }
  writer_text(writer, "'");
}

static bool
is_told(PortIndex port, float value)
{
  return ports[port].kind == KIND_CONTROL_IN && port != PORT_FREEWHEEL &&
         port != PORT_BYPASS_ON_EXPORT && value != ports[port].dflt;
}

size_t
command_line(const float* value,
             const char* const path[EARCUP_FILE_SLOTS],
             char* text,
             size_t size)
{
  static const char* const options[EARCUP_FILE_SLOTS] = {
    [EARCUP_FILE_A] = "--file-a",
    [EARCUP_FILE_B] = "--file-b",
    [EARCUP_FILE_WEARING] = "--wearing-file"
  };
  Writer writer = writer_begin(text, size);
  writer_text(&writer, "earcup-audition -i music.wav -o result.wav");
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    if (ports_choose_file(value, (EarcupFileSlot)slot) && *path[slot]) {
      writer_text(&writer, " %s ", options[slot]);
      write_word(&writer, path[slot]);
    }
  }
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    const PortIndex port = (PortIndex)i;
    if (is_told(port, value[port])) {
      writer_text(&writer, " -c %s=", ports[port].symbol);
      writer_number(&writer, (double)value[port], decimals_of(value[port]));
    }
  }
  return writer.length;
}
