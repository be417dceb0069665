// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/bench.h"

#include "ui/window/theme.h"
#include "ui/window/widgets.h"

#include <stdio.h>
#include <string.h>

#define TITLE_Y 46.0
#define TEXT_Y 72.0
#define LINE_H 17.0
#define BIG 15.0

static const char* const short_names[SOUNDS] = { "A",
                                                 "B",
                                                 "Slot 1",
                                                 "Slot 2",
                                                 "Bypass" };

static double
left_of(const Bench* bench)
{
  const Bench as = { .stage = BENCH_RESULT,
                     .width = bench->width,
                     .height = bench->height };
  return bench_rect(&as, BENCH_AGAIN).x;
}

/** A big button, with small words below its text if there are any. */
static void
draw_button(cairo_t* cr,
            const Bench* bench,
            BenchItem item,
            const char* text,
            const char* note,
            bool on)
{
  const Rect r = bench_rect(bench, item);
  const bool lit = bench->hover == item;
  draw_box(cr,
           r,
           on    ? THEME_SELECTED
           : lit ? THEME_FIELD_HOVER
                 : THEME_FIELD,
           on ? THEME_ON : THEME_FIELD_EDGE);
  const Rect inner = rect_inset(r, 6.0, 4.0);
  const double note_h = note ? 16.0 : 0.0;
  draw_text_in(
    cr,
    (Rect){ inner.x, inner.y, inner.w, inner.h - note_h },
    text,
    (TextStyle){
      r.h > 40.0 ? BIG : THEME_SIZE, THEME_TEXT, ALIGN_CENTER, r.h > 40.0 });
  if (note) {
    draw_text_in(
      cr,
      (Rect){ inner.x, inner.y + inner.h - note_h, inner.w, note_h },
      note,
      (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_CENTER, false });
  }
  if (bench->focus == item && bench->has_keys) {
    widget_focus(cr, r);
  }
}

/** Lines of text from y on; returns where the next would be. */
static double
draw_lines(cairo_t* cr, const Bench* bench, double y, const char* text)
{
  const Rect r = { left_of(bench), y, bench_rect(bench, BENCH_CLOSE).x, 0.0 };
  const double end = bench->width - r.x;
  char line[160];
  while (*text) {
    size_t taken = 0;
    *line = '\0';
    while (text[taken]) {
      const size_t word = taken + strcspn(text + taken, " ");
      if (word >= sizeof(line)) {
        break;
      }
      char trial[sizeof(line)];
      memcpy(trial, text, word);
      trial[word] = '\0';
      if (taken && r.x + draw_text_width(cr, trial, 12.0, false) > end) {
        break;
      }
      memcpy(line, trial, word + 1);
      taken = word + strspn(text + word, " ");
    }
    if (!taken) {
      return y;
    }
    draw_text(
      cr, r.x, y, line, (TextStyle){ 12.0, THEME_TEXT, ALIGN_LEFT, false });
    text += taken;
    y += LINE_H;
  }
  return y;
}

static void
draw_title(cairo_t* cr, const Bench* bench, const char* title)
{
  draw_text(cr,
            left_of(bench),
            TITLE_Y,
            title,
            (TextStyle){ 20.0, THEME_TEXT, ALIGN_LEFT, true });
}

static void
draw_label(cairo_t* cr, const Bench* bench, BenchItem of, const char* text)
{
  const Rect r = bench_rect(bench, of);
  draw_text_in(cr,
               (Rect){ left_of(bench), r.y, r.x - left_of(bench) - 8.0, r.h },
               text,
               (TextStyle){ THEME_SIZE, THEME_TEXT_DIM, ALIGN_LEFT, false });
}

static void
draw_sounds(cairo_t* cr, const Bench* bench, BenchItem from, unsigned which)
{
  for (unsigned i = 0; i < SOUNDS; ++i) {
    draw_button(cr,
                bench,
                (BenchItem)(from + i),
                short_names[i],
                bench->name[i],
                bench->sound[which] == (BenchSound)i);
  }
}

static void
draw_setup(cairo_t* cr, const Bench* bench)
{
  char text[32];
  draw_title(cr, bench, "Hear it blind");
  draw_lines(cr,
             bench,
             TEXT_Y,
             bench->kind == BLIND_ABX
               ? "X is one of two sounds, drawn anew for each trial. Hear them "
                 "as often as you like, then say which one X is."
               : "The two sounds come in an order that is drawn anew for each "
                 "trial. Hear them, then say which one is better.");
  draw_label(cr, bench, BENCH_KIND, "Question");
  draw_button(
    cr, bench, BENCH_KIND, "Which one is X?", NULL, bench->kind == BLIND_ABX);
  draw_button(cr,
              bench,
              (BenchItem)(BENCH_KIND + 1),
              "Which is better?",
              NULL,
              bench->kind == BLIND_PREFERENCE);
  draw_label(cr, bench, BENCH_FIRST, "First");
  draw_sounds(cr, bench, BENCH_FIRST, 0);
  draw_label(cr, bench, BENCH_SECOND, "Second");
  draw_sounds(cr, bench, BENCH_SECOND, 1);
  draw_label(cr, bench, BENCH_FEWER, "Trials");
  draw_button(cr, bench, BENCH_FEWER, "\xE2\x88\x92", NULL, false);
  draw_button(cr, bench, BENCH_MORE, "+", NULL, false);
  const Rect fewer = bench_rect(bench, BENCH_FEWER);
  snprintf(text, sizeof(text), "%u", bench->total);
  draw_text_in(cr,
               (Rect){ fewer.x + fewer.w, fewer.y, 64.0, fewer.h },
               text,
               (TextStyle){ BIG, THEME_TEXT, ALIGN_CENTER, true });
  const Rect begin = bench_rect(bench, BENCH_BEGIN);
  draw_text(cr,
            begin.x,
            begin.y - 22.0,
            *bench->note
              ? bench->note
              : "Equally loud, without outside sound, at the ear, in stereo.",
            (TextStyle){ THEME_SIZE,
                         bench->blocked ? THEME_WARN : THEME_TEXT_DIM,
                         ALIGN_LEFT,
                         false });
  draw_button(cr, bench, BENCH_BEGIN, "Begin", NULL, false);
  draw_button(cr, bench, BENCH_CLOSE, "Close", NULL, false);
}

static void
draw_trial(cairo_t* cr, const Bench* bench)
{
  static const char* const hear[] = { "First", "Second", "X" };
  static const char* const keys[] = { "key F", "key S", "key X" };
  static const char* const say[2][2] = {
    { "X is First", "X is Second" }, { "First is better", "Second is better" }
  };
  const bool is_abx = bench->kind == BLIND_ABX;
  char text[64];
  snprintf(text,
           sizeof(text),
           "Trial %u of %u",
           bench->trials.done + 1,
           bench->trials.total);
  draw_title(cr, bench, text);
  draw_lines(cr,
             bench,
             TEXT_Y + 24.0,
             "Hear them as often as you like; they change without a break.");
  for (unsigned i = 0; i < (is_abx ? 3U : 2U); ++i) {
    draw_button(cr,
                bench,
                (BenchItem)(BENCH_HEAR + i),
                hear[i],
                keys[i],
                bench->heard == i);
  }
  draw_lines(cr, bench, 244.0, "Your answer, which begins the next trial:");
  draw_button(cr, bench, BENCH_SAY, say[!is_abx][0], "key 1", false);
  draw_button(
    cr, bench, (BenchItem)(BENCH_SAY + 1), say[!is_abx][1], "key 2", false);
  draw_button(cr, bench, BENCH_END, "End here", NULL, false);
}

static void
draw_result(cairo_t* cr, const Bench* bench)
{
  char text[160];
  draw_title(cr, bench, "Result");
  double y = draw_lines(cr, bench, TEXT_Y + 8.0, bench->words);
  snprintf(text,
           sizeof(text),
           "p is how often guessing alone comes out like that, or clearer: the "
           "smaller, the surer.");
  y = draw_lines(cr, bench, y + 8.0, text);
  snprintf(text,
           sizeof(text),
           "Order of the trials from seed %lu.%s",
           (unsigned long)bench->trials.seed,
           bench->trials.done < bench->trials.total
             ? " Ended early: p is only true if that was not decided by how "
               "it went."
             : "");
  draw_lines(cr, bench, y + 8.0, text);
  const Rect path = bench_rect(bench, BENCH_PATH);
  draw_text(cr,
            path.x,
            path.y - 8.0,
            *bench->note ? bench->note : "Keep it as a text file:",
            (TextStyle){ THEME_SIZE,
                         bench->blocked ? THEME_WARN : THEME_TEXT_DIM,
                         ALIGN_LEFT,
                         false });
  widget_line(cr, path, &bench->path, "Path of a new text file");
  if (bench->focus == BENCH_PATH && bench->has_keys) {
    widget_focus(cr, path);
  }
  draw_button(cr, bench, BENCH_SAVE, "Save", NULL, false);
  draw_button(cr, bench, BENCH_AGAIN, "Once more", NULL, false);
  draw_button(cr, bench, BENCH_CLOSE, "Close", NULL, false);
}

void
bench_draw(const Bench* bench, cairo_t* cr)
{
  draw_color(cr, THEME_PANEL, 1.0);
  cairo_paint(cr);
  switch (bench->stage) {
    case BENCH_SETUP:
      draw_setup(cr, bench);
      break;
    case BENCH_RUNNING:
      draw_trial(cr, bench);
      break;
    case BENCH_RESULT:
      draw_result(cr, bench);
      break;
    default:
      break;
  }
}
