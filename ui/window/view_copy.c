// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What the plot's menu puts on the clipboard.

#include "ui/window/view_copy.h"

#include "plugin/text/textwriter.h"
#include "ui/shared/command_line.h"
#include "ui/shared/peqfit.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_notices.h"
#include "ui/window/view_plot.h"
#include "ui/window/view_state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_BYTES 65536
#define FILTERS 10U ///< what most equalisers have

/** What is written bit by bit. */
typedef struct {
  unsigned char* data;
  size_t size;
} Bytes;

static cairo_status_t
append(void* to, const unsigned char* data, unsigned n)
{
  Bytes* const bytes = to;
  unsigned char* const more = realloc(bytes->data, bytes->size + n);
  if (!more) {
    return CAIRO_STATUS_NO_MEMORY;
  }
  memcpy(more + bytes->size, data, n);
  bytes->data = more;
  bytes->size += n;
  return CAIRO_STATUS_SUCCESS;
}

static void
copy(View* view,
     const char* type,
     const void* data,
     size_t size,
     const char* note)
{
  view->host.copy(view->host.handle, type, data, size);
  view_note(view, note);
}

/** The plot as it is now, without pointer and menus. */
static void
copy_picture(View* view)
{
  const Pointer before = view->pointer;
  const double hover_hz = view->plot.hover_hz;
  PixelRect ignored[VIEW_DAMAGE];
  pointer_enter(&view->pointer, PART_COUNT, before.hover_at_s);
  view_plot_leave(view);
  view_hide_tip(view);
  view_damage_all(view);
  view_draw(view, ignored);
  const Rect r = view->layout.panel[PANEL_PLOT];
  const double scale = view->layout.scale;
  cairo_surface_t* const plot =
    cairo_surface_create_for_rectangle(view->layers.canvas.surface,
                                       floor(r.x * scale),
                                       floor(r.y * scale),
                                       ceil(r.w * scale),
                                       ceil(r.h * scale));
  Bytes png = { NULL, 0 };
  if (cairo_surface_write_to_png_stream(plot, append, &png) ==
      CAIRO_STATUS_SUCCESS) {
    copy(view, "image/png", png.data, png.size, "Picture copied");
  } else {
    view_note(view, "Out of memory: nothing copied");
  }
  free(png.data);
  cairo_surface_destroy(plot);
  pointer_enter(&view->pointer, before.hover, before.hover_at_s);
  if (hover_hz > 0.0) {
    view_plot_point(view, view->plot.hover_x, view->plot.hover_y);
  }
  view_damage_all(view); // it was drawn unseen
}

/** A column of the table. */
typedef struct {
  const char* title;
  const EarcupCurve* curve;
} Column;

static void
write_table(Writer* writer, const Column* columns, size_t n)
{
  writer_text(writer, "frequency");
  for (size_t k = 0; k < n; ++k) {
    writer_text(writer, ",%s", columns[k].title);
  }
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    if (earcup_grid_hz(i) < 19.99 || earcup_grid_hz(i) > 20001.0) {
      continue;
    }
    writer_text(writer, "\n");
    writer_number(writer, earcup_grid_hz(i), 2);
    for (size_t k = 0; k < n; ++k) {
      writer_text(writer, ",");
      writer_number(writer, columns[k].curve->db[i], 2);
    }
  }
  writer_text(writer, "\n");
}

/** All curves that the view has, at every point of the grid. */
static void
copy_numbers(View* view)
{
  const Curves* const c = &view->curves;
  Column columns[5];
  size_t n = 0;
  if (view->plot.view == VIEW_ISOLATION) {
    if (c->a.has_cup) {
      columns[n++] = (Column){ "isolation_a_db", &c->a.isolation };
      columns[n++] = (Column){ "bleed_a_db", &c->a.bleed };
    }
    if (c->b.has_cup) {
      columns[n++] = (Column){ "isolation_b_db", &c->b.isolation };
      columns[n++] = (Column){ "bleed_b_db", &c->b.bleed };
    }
  } else {
    if (c->a.known) {
      columns[n++] = (Column){ "a_db", &c->a.response };
    }
    if (c->b.known) {
      columns[n++] = (Column){ "b_db", &c->b.response };
    }
    columns[n++] = (Column){ "result_db", plot_result(&view->plot, c) };
    if (c->unlike) {
      columns[n++] = (Column){ "left_db", &c->ear[0] };
      columns[n++] = (Column){ "right_db", &c->ear[1] };
    }
  }
  char* const text = malloc(TEXT_BYTES);
  if (!text || n == 0) {
    view_note(view, n ? "Out of memory: nothing copied" : "No cup: no numbers");
    free(text);
    return;
  }
  Writer writer = writer_begin(text, TEXT_BYTES);
  write_table(&writer, columns, n);
  copy(view,
       "text/plain",
       text,
       strlen(text),
       "Numbers copied: one row a frequency, levels in dB");
  free(text);
}

/** What is heard, for an equaliser that knows nothing of Earcup. */
static void
copy_filters(View* view)
{
  PeqFit fit;
  char text[4096];
  char note[96];
  if (!peqfit_design(plot_result(&view->plot, &view->curves), FILTERS, &fit)) {
    view_note(view, "Out of memory: nothing copied");
    return;
  }
  peqfit_write(&fit, text, sizeof(text));
  Writer writer = writer_begin(note, sizeof(note));
  writer_text(&writer, "%zu filters copied, ", fit.n);
  writer_number(&writer, fit.rms_db, 2);
  writer_text(&writer, " dB rms from the result");
  copy(view, "text/plain", text, strlen(text), note);
}

static void
copy_command(View* view)
{
  const char* path[EARCUP_FILE_SLOTS];
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    path[slot] = view->files.path[slot];
  }
  const size_t size = command_line(view->settings.value, path, NULL, 0) + 1;
  char* const text = malloc(size);
  if (!text) {
    view_note(view, "Out of memory: nothing copied");
    return;
  }
  command_line(view->settings.value, path, text, size);
  copy(view,
       "text/plain",
       text,
       size - 1,
       "Command copied: put your own file names into it");
  free(text);
}

void
view_copy(View* view, CopyWhat what)
{
  switch (what) {
    case COPY_PICTURE:
      copy_picture(view);
      break;
    case COPY_NUMBERS:
      copy_numbers(view);
      break;
    case COPY_FILTERS:
      copy_filters(view);
      break;
    case COPY_COMMAND:
      copy_command(view);
      break;
  }
}
