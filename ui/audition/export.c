// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/export.h"

#include "dsp/earcup.h"
#include "ui/audition/draft.h"
#include "ui/audition/ir.h"
#include "ui/audition/report.h"
#include "ui/audition/response.h"
#include "ui/shared/curve_text.h"
#include "ui/shared/peqfit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char parametric_name[] = "ParametricEQ.txt";
static const char* const names[EXPORT_FILES] = {
  [EXPORT_PARAMETRIC] = parametric_name,
  [EXPORT_GRAPHIC] = "GraphicEQ.txt",
  [EXPORT_CURVE] = "curve.csv",
  [EXPORT_IMPULSE] = "ir.wav",
};

/** Bytes of a path that all its neighbours begin with. */
static size_t
stem_length(const char* path, bool* is_named)
{
  const char* const slash = strrchr(path, '/');
  const char* const name = slash ? slash + 1 : path;
  const size_t length = strlen(name);
  const size_t usual = sizeof(parametric_name) - 1;
  *is_named =
    length >= usual && !strcmp(name + length - usual, parametric_name);
  const size_t end = *is_named ? usual : strlen(".txt");
  return strlen(path) - (end < length ? end : length);
}

char*
export_path(const char* path, ExportFile file)
{
  bool is_named = false;
  const size_t stem = stem_length(path, &is_named);
  const size_t size = strlen(path) + strlen(names[file]) + 2;
  char* const neighbour = (char*)malloc(size);
  if (!neighbour) {
    complain("out of memory");
  } else if (file == EXPORT_PARAMETRIC) {
    snprintf(neighbour, size, "%s", path);
  } else {
    snprintf(neighbour,
             size,
             "%.*s%s%s",
             (int)stem,
             path,
             is_named ? "" : " ",
             names[file]);
  }
  return neighbour;
}

typedef struct {
  EarcupCurve curve;
  PeqFit fit;
  IrFacts ir;
  Draft draft[EXPORT_FILES];
} Export;

typedef size_t (*WriteText)(const void* what, char* text, size_t size);

static size_t
write_fit(const void* what, char* text, size_t size)
{
  return peqfit_write((const PeqFit*)what, text, size);
}

static size_t
write_graphic(const void* what, char* text, size_t size)
{
  return curve_write_graphic((const EarcupCurve*)what, text, size);
}

static size_t
write_csv(const void* what, char* text, size_t size)
{
  return curve_write_csv((const EarcupCurve*)what, text, size);
}

static bool
write_text(const void* what, WriteText write, Draft* draft)
{
  const size_t size = write(what, NULL, 0) + 1;
  char* const text = (char*)malloc(size);
  if (!text) {
    return complain("out of memory");
  }
  write(what, text, size);
  draft_write(draft, text, size - 1); // what fails is the draft's error
  free(text);
  return true;
}

static bool
write_drafts(Export* e, const Setup* setup, const HostPreset* preset)
{
  return write_text(&e->fit, write_fit, &e->draft[EXPORT_PARAMETRIC]) &&
         write_text(&e->curve, write_graphic, &e->draft[EXPORT_GRAPHIC]) &&
         write_text(&e->curve, write_csv, &e->draft[EXPORT_CURVE]) &&
         ir_write(setup, preset, &e->draft[EXPORT_IMPULSE], &e->ir);
}

static void
print(const Export* e, ExportFile file, const char* path, double rate_hz)
{
  if (file == EXPORT_PARAMETRIC) {
    printf("%s  %zu filters, error %.2f dB rms, %.2f dB at most, "
           "20 Hz to 20 kHz\n",
           path,
           e->fit.n,
           e->fit.rms_db,
           e->fit.max_db);
  } else if (file == EXPORT_IMPULSE) {
    printf("%s  %s, %u samples at %g Hz\n",
           path,
           e->ir.n_channels == 1 ? "mono"
                                 : "left to left and right, right to both",
           e->ir.n_frames,
           rate_hz);
  } else {
    printf("%s  %zu points, 20 Hz to 20 kHz\n", path, curve_written_points());
  }
}

/** All of them complete before the first gets its name. */
static bool
write_files(Export* e,
            const Setup* setup,
            const HostPreset* preset,
            char* const path[EXPORT_FILES])
{
  int n_open = 0;
  bool good = true;
  while (good && n_open < EXPORT_FILES) {
    good = draft_open(&e->draft[n_open], path[n_open]);
    n_open += good;
  }
  good = good && write_drafts(e, setup, preset);
  for (int file = 0; file < n_open; ++file) {
    good = good && draft_keep(&e->draft[file]);
    if (good) {
      print(e, (ExportFile)file, path[file], setup->rate_hz);
    } else {
      draft_drop(&e->draft[file]);
    }
  }
  return good;
}

bool
export_write(const Setup* setup, const HostPreset* preset, const char* path)
{
  Export* const e = (Export*)calloc(1, sizeof(Export));
  char* paths[EXPORT_FILES] = { NULL };
  double f_hz[EARCUP_GRID_POINTS];
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    f_hz[i] = earcup_grid_hz(i);
  }
  bool good = e != NULL || complain("out of memory");
  for (int file = 0; good && file < EXPORT_FILES; ++file) {
    paths[file] = export_path(path, (ExportFile)file);
    good = paths[file] != NULL;
  }
  good = good &&
         response_levels(setup, preset, f_hz, EARCUP_GRID_POINTS, e->curve.db);
  good = good && (peqfit_design(&e->curve, PEQFIT_FILTERS_MAX, &e->fit) ||
                  complain("out of memory"));
  good = good && write_files(e, setup, preset, paths);
  for (int file = 0; file < EXPORT_FILES; ++file) {
    free(paths[file]);
  }
  free(e);
  return good;
}
