// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/page.h"

#include "dsp/maths.h"
#include "page_html.h"
#include "ui/audition/draft.h"
#include "ui/audition/excerpt.h"
#include "ui/audition/json_text.h"
#include "ui/audition/opus.h"
#include "ui/audition/port.h"
#include "ui/audition/report.h"
#include "ui/audition/response.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { CURVE_STEP = 4, MAX_SOUNDS = 24 };

static const char placeholder[] = "@DATA@";
static const double headroom = 0.97; // of full scale after matching

/** What is heard without -p. */
static const char* const default_presets[] = { "open-back-reference",
                                               "closed-back-reference",
                                               "1968-hd-414",
                                               "1937-dt-48",
                                               "1958-inspired-by-the-sp-3",
                                               "loudspeakers-at-60-degrees" };
enum { N_DEFAULTS = sizeof(default_presets) / sizeof(default_presets[0]) };

/** One button of the page. */
typedef struct {
  const HostPreset* preset; ///< NULL: the original, or the settings alone
  char* name;
  char* settings; ///< what differs from the defaults, in words
  Response response;
  Rendering rendering;
} Sound;

typedef struct {
  const Setup* setup;
  const char* mix;
  Excerpt excerpt;
  Sound sounds[MAX_SOUNDS];
  size_t n_sounds;
  double target_lufs;
} Page;

// --- what is on it -----------------------------------------------------------
/** "Headphone A: Closed reference; Seal 30 %": the controls that a preset and
    the settings move. */
static char*
describe(const Setup* setup, const HostPreset* preset)
{
  Player player = { .host = NULL };
  char* text = NULL;
  size_t size = 0;
  FILE* const stream = open_memstream(&text, &size);
  const bool good = stream && setup_player(setup, &player, preset);
  for (uint32_t p = 0; good && p < setup->host->n_ports; ++p) {
    const HostPort* const port = &setup->host->ports[p];
    if (host_is_setting(setup->host, p) && player.values[p] != port->dflt) {
      char value[160];
      port_describe(port, player.values[p], value, sizeof(value));
      fprintf(stream,
              "%s%s%s%s",
              ftell(stream) > 0 ? "; " : "",
              port->n_choices ? port->name : "",
              port->n_choices ? ": " : "",
              value);
    }
  }
  if (good && ftell(stream) == 0) {
    fputs("The defaults", stream);
  }
  if (stream) {
    fclose(stream);
  }
  player_close(&player);
  return text;
}

static bool
add_original(Page* page)
{
  Sound* const sound = &page->sounds[page->n_sounds++];
  sound->name = strdup("Original");
  sound->settings = strdup("The mix as it is");
  return (sound->name && sound->settings)
           ? excerpt_original(&page->excerpt, PAGE_RATE_HZ, &sound->rendering)
           : complain("out of memory");
}

static bool
add_preset(Page* page, const HostPreset* preset)
{
  if (page->n_sounds == MAX_SOUNDS) {
    return complain("--page: holds %d presets at most", MAX_SOUNDS - 1);
  }
  Sound* const sound = &page->sounds[page->n_sounds++];
  sound->preset = preset;
  sound->name = preset ? strdup(preset->label) : setup_label(page->setup, NULL);
  sound->settings = describe(page->setup, preset);
  if (!sound->name || !sound->settings) {
    return complain("out of memory");
  }
  return response_measure(page->setup, preset, &sound->response) &&
         excerpt_render(&page->excerpt, page->setup, preset, &sound->rendering);
}

/** The presets asked for; without any the settings, or else the defaults. */
static bool
add_presets(Page* page)
{
  const Setup* const setup = page->setup;
  const Options* const options = setup->options;
  bool good = true;
  for (size_t i = 0; good && i < options->n_presets; ++i) {
    good = add_preset(page, setup->presets[i]);
  }
  if (options->n_presets == 0 && setup_has_settings(setup)) {
    good = add_preset(page, NULL);
  } else if (options->n_presets == 0) {
    for (size_t i = 0; good && i < N_DEFAULTS; ++i) {
      const HostPreset* const preset =
        host_find_preset(setup->host, default_presets[i]);
      good = preset && add_preset(page, preset);
    }
  }
  return good;
}

/** The loudest level that all can have without clipping. */
static void
choose_loudness(Page* page)
{
  page->target_lufs = HUGE_VAL;
  for (size_t i = 0; i < page->n_sounds; ++i) {
    const Rendering* const r = &page->sounds[i].rendering;
    page->target_lufs =
      fmin(page->target_lufs,
           r->loudness_lufs + 20.0 * log10(headroom / fmax(r->peak, 1e-9)));
  }
  page->target_lufs =
    fmin(page->target_lufs, page->sounds[0].rendering.loudness_lufs);
}

// --- writing it
// ----------------------------------------------------------------
static void
put_base64(FILE* out, const unsigned char* bytes, size_t n)
{
  static const char digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < n; i += 3) {
    const size_t left = n - i;
    const uint32_t word = (uint32_t)bytes[i] << 16 |
                          (left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0) |
                          (left > 2 ? (uint32_t)bytes[i + 2] : 0);
    fputc(digits[word >> 18], out);
    fputc(digits[word >> 12 & 63], out);
    fputc(left > 1 ? digits[word >> 6 & 63] : '=', out);
    fputc(left > 2 ? digits[word & 63] : '=', out);
  }
}

static bool
put_sound(const Page* page, const Sound* sound, FILE* out)
{
  Opus opus = { .bytes = NULL };
  if (!opus_encode(
        &opus, sound->rendering.frames, page->excerpt.n, PAGE_RATE_HZ)) {
    return false;
  }
  fputs("{\"name\":", out);
  put_json_text(out, sound->name);
  fputs(",\"words\":", out);
  put_json_text(out, sound->preset ? sound->preset->comment : sound->settings);
  fputs(",\"settings\":", out);
  put_json_text(out, sound->settings);
  fprintf(out,
          ",\"gain\":%.6f,\"curve\":[",
          db_amplitude(page->target_lufs - sound->rendering.loudness_lufs));
  for (int i = 0; i < RESPONSE_POINTS; i += CURVE_STEP) {
    fprintf(out, "%s%.2f", i ? "," : "", sound->response.same_db[i]);
  }
  fputs("],\"audio\":\"", out);
  put_base64(out, opus.bytes, opus.n);
  fputs("\"}", out);
  free(opus.bytes);
  return true;
}

static const char*
base_name(const char* path)
{
  const char* const slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static bool
put_data(const Page* page, FILE* out)
{
  const Options* const options = page->setup->options;
  char text[512];
  fputs("{\"title\":", out);
  put_json_text(out,
                options->drawing.title ? options->drawing.title
                                       : "The same mix on other headphones");
  snprintf(text,
           sizeof(text),
           "%.0f seconds of %s, as they are and through %s",
           (double)page->excerpt.n / PAGE_RATE_HZ,
           base_name(page->mix),
           page->setup->host->name);
  fputs(",\"about\":", out);
  put_json_text(out, text);
  snprintf(text, sizeof(text), "%.1f LUFS", page->target_lufs);
  fputs(",\"loudness\":", out);
  put_json_text(out, text);
  fputs(",\"footer\":", out);
  put_json_text(
    out,
    "Made by earcup-audition " EARCUP_VERSION
    " (GPL-3.0-or-later). Headphones: parameters fitted to data of "
    "AutoEq and OPRA (CC BY-SA 4.0); product names belong to their "
    "owners and only say what was measured. The music belongs to those "
    "who made it.");
  fprintf(out,
          ",\"rate\":%.0f,\"low_hz\":%g,\"high_hz\":%.4f,\"sounds\":[",
          PAGE_RATE_HZ,
          response_frequency_hz(0),
          response_frequency_hz(RESPONSE_POINTS - CURVE_STEP));
  for (size_t i = 0; i < page->n_sounds; ++i) {
    if (i > 0) {
      fputc(',', out);
    }
    if (!put_sound(page, &page->sounds[i], out)) {
      return false;
    }
  }
  fputs("]}", out);
  return true;
}

static bool
put_page(const Page* page, FILE* out)
{
  const char* const data = strstr(page_html, placeholder);
  fwrite(page_html, 1, (size_t)(data - page_html), out);
  if (!put_data(page, out)) {
    return false;
  }
  fputs(data + strlen(placeholder), out);
  return true;
}

static bool
write_page(const Page* page, const char* path)
{
  char* text = NULL;
  size_t size = 0;
  FILE* const out = open_memstream(&text, &size);
  bool good = out && put_page(page, out);
  const bool failed = out && (ferror(out) || fclose(out) != 0);
  Draft draft = { .fd = -1 };
  good = good && !failed && draft_open(&draft, path);
  if (good) {
    draft_write(&draft, text, size);
    good = draft_keep(&draft);
  }
  free(text);
  return good || (failed && complain("out of memory"));
}

/** What was written; false, with a message, if that cannot be printed. */
static bool
tell(const Page* page, const char* path)
{
  struct stat st;
  printf("%s  %zu sounds, %.0f s at %.1f LUFS, %.1f MB\n",
         path,
         page->n_sounds,
         (double)page->excerpt.n / PAGE_RATE_HZ,
         page->target_lufs,
         stat(path, &st) == 0 ? (double)st.st_size / 1e6 : 0.0);
  return report_flush();
}

bool
page_write(const Setup* setup, const char* mix, const char* path)
{
  const Options* const options = setup->options;
  Page* const page = (Page*)calloc(1, sizeof(Page));
  if (!page) {
    return complain("out of memory");
  }
  page->setup = setup;
  page->mix = mix;
  bool good = excerpt_read(&page->excerpt,
                           mix,
                           PAGE_RATE_HZ,
                           options->excerpt.from_s,
                           options->excerpt.length_s) &&
              add_original(page) && add_presets(page);
  if (good) {
    choose_loudness(page);
    good = write_page(page, path) && tell(page, path);
  }
  for (size_t i = 0; i < page->n_sounds; ++i) {
    free(page->sounds[i].name);
    free(page->sounds[i].settings);
    response_free(&page->sounds[i].response);
    rendering_free(&page->sounds[i].rendering);
  }
  excerpt_free(&page->excerpt);
  free(page);
  return good;
}
