// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/report_words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AUDIBLE_SHARE 0.03 // of the loudness that an octave must have to count
#define ALIKE_DB 1.0
#define SIDE_DB 0.5 // rounds to 1 dB
#define MOST 0.5

const char* const report_octave_name[REPORT_OCTAVES] = {
  "31.5 Hz", "63 Hz", "125 Hz", "250 Hz", "500 Hz",
  "1 kHz",   "2 kHz", "4 kHz",  "8 kHz",  "16 kHz"
};

const char* const report_where[EARCUP_OUTSIDE_SOUNDS] = {
  [EARCUP_OUTSIDE_STREET] = "In the street",
  [EARCUP_OUTSIDE_TRAIN] = "In a train",
  [EARCUP_OUTSIDE_OFFICE] = "In an office",
  [EARCUP_OUTSIDE_AIRCRAFT] = "In an aircraft",
  [EARCUP_OUTSIDE_PINK] = "In pink noise",
};

/** What of a mix lives in an octave. */
static const char* const subject[REPORT_OCTAVES] = {
  "the sub bass",
  "the weight of kick and bass",
  "kick against bass",
  "warmth against mud",
  "the body of voices and snare",
  "voices against guitars and keys",
  "the words and what leads",
  "attack and bite",
  "sibilants and cymbals",
  "air and reverb",
};

void
report_headphone_name(const EarcupHeadphone* h, char text[128])
{
  const bool own = !strcmp(h->maker, "Earcup"); // as in the plugin's menus
  snprintf(text, 128, "%s%s%s", own ? "" : h->maker, own ? "" : " ", h->name);
}

void
report_headphone_kind(const EarcupHeadphone* h, char text[32])
{
  static const char* const types[] = { [EARCUP_OPEN] = "open",
                                       [EARCUP_SEMI_OPEN] = "semi-open",
                                       [EARCUP_CLOSED] = "closed",
                                       [EARCUP_NO_HOUSING] = "" };
  snprintf(text,
           32,
           "%s %s%s",
           types[h->type],
           h->coupling == EARCUP_ON_EAR ? "on-ear" : "over-ear",
           h->active ? ", active" : "");
}

/** "2 to 5 dB louder", in whole dB. */
static void
put_interval(FILE* out, double low_db, double high_db)
{
  const long low = lround(low_db);
  const long high = lround(high_db);
  if (low == 0 && high == 0) {
    fputs("as loud", out);
  } else if (low < 0 && high > 0) {
    fprintf(out, "anything from %ld dB softer to %ld dB louder", -low, high);
  } else if (low == high) {
    fprintf(out, "%ld dB %s", labs(low), low > 0 ? "louder" : "softer");
  } else if (low == 0 || high == 0) {
    fprintf(
      out, "up to %ld dB %s", labs(low + high), high > 0 ? "louder" : "softer");
  } else if (low > 0) {
    fprintf(out, "%ld to %ld dB louder", low, high);
  } else {
    fprintf(out, "%ld to %ld dB softer", -high, -low);
  }
}

static bool
counts(const Report* report, int octave)
{
  return report->mix.loudness_share[octave] >= AUDIBLE_SHARE;
}

/** The octave in which something is largest among those that count, but for
    one; -1 if none counts. */
static int
largest(const Report* report, const double size[REPORT_OCTAVES], int but_for)
{
  int best = -1;
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    if (o != but_for && counts(report, o) &&
        (best < 0 || size[o] > size[best])) {
      best = o;
    }
  }
  return best;
}

/** What closed headphones do to an octave beside the middle open one. */
typedef struct {
  int tenths; ///< of them between low and high, on one side if 5 or more are
  ReportSpread apart;
} Apart;

static bool
on_one_side(ReportSpread s)
{
  return s.low >= SIDE_DB || s.high <= -SIDE_DB;
}

/** As many of them as lie on one side. */
static Apart
compare_types(const Report* report, int octave)
{
  const double open_db =
    report_spread(report, REPORT_OPEN, REPORT_OCTAVE, REPORT_NEW, octave)
      .middle;
  for (int tenths = 9; tenths > 4; --tenths) {
    ReportSpread s = report_central(
      report, REPORT_CLOSED, REPORT_OCTAVE, REPORT_NEW, octave, 0.1 * tenths);
    s.low -= open_db;
    s.middle -= open_db;
    s.high -= open_db;
    if (on_one_side(s)) {
      return (Apart){ tenths, s };
    }
  }
  ReportSpread s =
    report_spread(report, REPORT_CLOSED, REPORT_OCTAVE, REPORT_NEW, octave);
  return (Apart){ 8,
                  { s.low - open_db, s.middle - open_db, s.high - open_db } };
}

/** Where closed headphones differ most from open ones, and most of them;
    returns the octave, -1 if nowhere. */
static int
put_types(const Report* report, FILE* out)
{
  Apart apart[REPORT_OCTAVES];
  double size_db[REPORT_OCTAVES];
  double most_db = 0.0;
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    apart[o] = compare_types(report, o);
    const double part =
      on_one_side(apart[o].apart) ? 0.1 * apart[o].tenths : 0.4;
    size_db[o] = part * fabs(apart[o].apart.middle);
    if (counts(report, o)) {
      most_db = fmax(most_db, fabs(apart[o].apart.middle));
    }
  }
  const int o = largest(report, size_db, -1);
  if (o < 0 || most_db < ALIKE_DB) {
    fprintf(out,
            "Open and closed headphones treat this mix alike: in the middle of "
            "either kind no octave differs by more than %.1f dB.",
            most_db);
    return -1;
  }
  fprintf(out,
          "In %d of 10 closed headphones the octave at %s is ",
          apart[o].tenths,
          report_octave_name[o]);
  put_interval(out, apart[o].apart.low, apart[o].apart.high);
  fprintf(out, " than on the middle open one: check %s.", subject[o]);
  return o;
}

/** Where all of them agree least. */
static void
put_disagreement(const Report* report, int but_for, FILE* out)
{
  ReportSpread all[REPORT_OCTAVES];
  double width_db[REPORT_OCTAVES];
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    all[o] = report_spread(report, REPORT_ALL, REPORT_OCTAVE, REPORT_NEW, o);
    width_db[o] = all[o].high - all[o].low;
  }
  const int o = largest(report, width_db, but_for);
  if (o < 0) {
    return;
  }
  fprintf(out,
          " Headphones of all kinds agree least%s about %s, where 8 of 10 are ",
          but_for >= 0 ? " otherwise" : "",
          report_octave_name[o]);
  put_interval(out, all[o].low, all[o].high);
  fprintf(out,
          " than the mix as it is: settle %s on more than one pair.",
          subject[o]);
}

/** What a bad seal and worn pads cost closed ones, where it is most. */
static void
put_fits(const Report* report, FILE* out)
{
  double size_db[REPORT_OCTAVES];
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    size_db[o] =
      fabs(report_spread(report, REPORT_CLOSED, REPORT_COST, REPORT_BAD_SEAL, o)
             .middle);
  }
  const int o = largest(report, size_db, -1);
  if (o < 0) {
    return;
  }
  const ReportSpread seal =
    report_spread(report, REPORT_CLOSED, REPORT_COST, REPORT_BAD_SEAL, o);
  const ReportSpread worn =
    report_spread(report, REPORT_CLOSED, REPORT_COST, REPORT_WORN_PADS, o);
  const ReportSpread open =
    report_spread(report, REPORT_OPEN, REPORT_COST, REPORT_BAD_SEAL, o);
  fprintf(out,
          " Hair or glasses under the pads of a closed one make %s ",
          report_octave_name[o]);
  put_interval(out, seal.low, seal.high);
  fputs(", worn pads ", out);
  put_interval(out, worn.low, worn.high);
  fputs(" (hair on open ones: ", out);
  put_interval(out, open.low, open.high);
  fprintf(out,
          "), so %s.",
          fabs(seal.middle) < ALIKE_DB
            ? "a poor fit does this mix little harm"
            : "nothing may hang on that octave alone");
}

/** Whether the outside is louder than the mix there on most of a group. */
static bool
drowns(const Report* report, ReportGroup group, int octave)
{
  return report->mix.there[octave] &&
         report_share_above(
           report, group, REPORT_MARGIN, REPORT_NEW, octave, 0.0) < MOST;
}

/** "at 31.5 to 250 Hz and 16 kHz", or "nowhere": the octaves that drown. */
static void
put_drowned(const Report* report, ReportGroup group, FILE* out)
{
  bool any = false;
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    if (!drowns(report, group, o)) {
      continue;
    }
    const int first = o;
    while (o + 1 < REPORT_OCTAVES && drowns(report, group, o + 1)) {
      ++o;
    }
    const char* const name = report_octave_name[first];
    const bool same_unit = (first < 5) == (o < 5);
    fputs(any ? " and " : "at ", out);
    if (o > first) {
      fprintf(out,
              "%.*s to ",
              (int)(same_unit ? strcspn(name, " ") : strlen(name)),
              name);
    }
    fputs(report_octave_name[o], out);
    any = true;
  }
  fputs(any ? "" : "nowhere", out);
}

/** The first octave that is heard above a drowned bass; -1 if none is
    drowned, or all is. */
static int
first_heard(const Report* report, ReportGroup group)
{
  int o = 0;
  while (o < REPORT_OCTAVES && !report->mix.there[o]) {
    ++o;
  }
  const int bottom = o;
  while (o < REPORT_OCTAVES && drowns(report, group, o)) {
    ++o;
  }
  return o > bottom && o < REPORT_OCTAVES ? o : -1;
}

static void
put_outside(const Report* report, FILE* out)
{
  fprintf(out,
          " %s, with the mix at %.0f dB SPL, the outside is louder than the "
          "mix ",
          report_where[report->place.sound],
          report->place.level_db_spl);
  put_drowned(report, REPORT_OPEN, out);
  fputs(" on most open headphones and ", out);
  put_drowned(report, REPORT_CLOSED, out);
  fputs(" on most closed ones", out);
  const int heard = first_heard(report, REPORT_OPEN);
  if (heard >= 0) {
    fprintf(out,
            ": what must be followed there needs partials in the octave at %s "
            "or above",
            report_octave_name[heard]);
  }
  fputc('.', out);
}

/** How the balance moves, and which headphones move it. */
static void
put_balance(const Report* report, FILE* out)
{
  const ReportSpread low =
    report_spread(report, REPORT_ALL, REPORT_BALANCE, REPORT_NEW, 0);
  const ReportSpread high =
    report_spread(report, REPORT_ALL, REPORT_BALANCE, REPORT_NEW, 2);
  const EarcupHeadphone* const most = earcup_headphone(report->order[0]);
  const EarcupHeadphone* const least =
    earcup_headphone(report->order[earcup_n_headphones() - 1]);
  char name[2][128];
  report_headphone_name(most, name[0]);
  report_headphone_name(least, name[1]);
  fprintf(out,
          " Against the middle, what lies below %.0f Hz is ",
          report_range_hz[0]);
  put_interval(out, low.low, low.high);
  fprintf(out, " and what lies above %.0f kHz ", report_range_hz[1] / 1000.0);
  put_interval(out, high.low, high.high);
  fprintf(out,
          " on 8 of 10. %s changes this mix most (%.1f dB), %s least "
          "(%.1f dB).",
          name[0],
          report->cells[report->order[0]][REPORT_NEW].change_db,
          name[1],
          report->cells[report->order[earcup_n_headphones() - 1]][REPORT_NEW]
            .change_db);
}

char*
report_words_text(const Report* report)
{
  char* text = NULL;
  size_t size = 0;
  FILE* const out = open_memstream(&text, &size);
  if (!out) {
    return NULL;
  }
  const int told = put_types(report, out);
  put_disagreement(report, told, out);
  put_fits(report, out);
  put_outside(report, out);
  put_balance(report, out);
  fclose(out);
  return text;
}
