// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Nothing overlaps, everything is inside and large enough to hit, every text
// fits, and every text can be read.

#include "dsp/model/headphones.h"
#include "tests/support/suite.h"
#include "ui/shared/mapping.h"
#include "ui/window/canvas.h"
#include "ui/window/factory.h"
#include "ui/window/layout.h"
#include "ui/window/theme.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TARGET_MIN 20.0

static const struct {
  int width;
  int height;
} sizes[] = { { 570, 369 },  { 760, 492 },  { 1140, 738 },
              { 1520, 984 }, { 1000, 492 }, { 760, 700 },
              { 620, 395 },  { 1900, 500 }, { 2560, 1440 } };
#define N_SIZES (sizeof(sizes) / sizeof(*sizes))

static bool
lies_on_plot(Part part)
{
  return parts[part].kind == KIND_TAB || parts[part].kind == KIND_LEGEND;
}

/** Each size with each page. */
static void
lay_out(int i, Layout* layout)
{
  layout_make(
    layout, sizes[i / PAGE_COUNT].width, sizes[i / PAGE_COUNT].height);
  layout_turn(layout, (Page)(i % PAGE_COUNT));
}

/** Whether a part is on the page that is shown. */
static bool
is_shown(const Layout* layout, int part)
{
  const bool of_cup = part >= PART_SEAL && part <= PART_BASS_PORT;
  const bool of_you = part >= PART_BALANCE && part <= PART_LISTENING_LEVEL;
  const bool of_ears = part >= PART_SEAL_BALANCE && part <= PART_DICE;
  return layout->page == PAGE_CUP    ? !of_you && !of_ears
         : layout->page == PAGE_EARS ? !of_you && !of_cup
                                     : !of_cup && !of_ears;
}

START_TEST(parts_do_not_overlap)
{
  Layout layout;
  lay_out(_i, &layout);
  for (int a = 0; a < PART_COUNT; ++a) {
    for (int b = a + 1; b < PART_COUNT; ++b) {
      const bool meant = a == PART_PLOT && lies_on_plot((Part)b);
      ck_assert_msg(meant || !rect_overlap(layout.part[a], layout.part[b]),
                    "parts %d and %d at %d x %d",
                    a,
                    b,
                    sizes[_i / PAGE_COUNT].width,
                    sizes[_i / PAGE_COUNT].height);
    }
  }
}
END_TEST

static bool
inside(Rect inner, Rect outer)
{
  const double e = 1e-6;
  return inner.x >= outer.x - e && inner.y >= outer.y - e &&
         inner.x + inner.w <= outer.x + outer.w + e &&
         inner.y + inner.h <= outer.y + outer.h + e;
}

START_TEST(everything_is_inside)
{
  Layout layout;
  lay_out(_i, &layout);
  const Rect window = { 0.0, 0.0, layout.width, layout.height };
  for (int p = 0; p < PART_COUNT; ++p) {
    ck_assert_int_eq(layout.part[p].w > 0.0, is_shown(&layout, p));
    ck_assert_msg(inside(layout.part[p], window), "part %d", p);
  }
  ck_assert(layout.width * layout.scale <= sizes[_i / PAGE_COUNT].width + 1e-6);
  ck_assert(layout.height * layout.scale <=
            sizes[_i / PAGE_COUNT].height + 1e-6);
  static const struct {
    Part first;
    Part last;
    Panel panel;
  } groups[] = { { PART_PAGE_CUP, PART_LISTENING_LEVEL, PANEL_CUP },
                 { PART_CROSSFEED, PART_AMOUNT, PANEL_CROSSFEED },
                 { PART_LISTEN_AT, PART_OUTPUT, PANEL_LISTEN },
                 { PART_METER, PART_SWAP, PANEL_METER },
                 { PART_PLOT, PART_LEGEND_TYPES, PANEL_PLOT } };
  for (size_t g = 0; g < sizeof(groups) / sizeof(*groups); ++g) {
    for (int p = (int)groups[g].first; p <= (int)groups[g].last; ++p) {
      ck_assert_msg(!is_shown(&layout, p) ||
                      inside(layout.part[p], layout.panel[groups[g].panel]),
                    "part %d in panel %zu",
                    p,
                    g);
    }
  }
  ck_assert(inside(layout_plot_area(&layout), layout.part[PART_PLOT]));
}
END_TEST

START_TEST(targets_can_be_hit)
{
  Layout layout;
  lay_out(_i, &layout);
  for (int p = 0; p < PART_COUNT; ++p) {
    const Rect r = layout.part[p];
    if (p == PART_HINT || !is_shown(&layout, p)) {
      continue;
    }
    ck_assert_msg(r.w >= TARGET_MIN && r.h >= TARGET_MIN, "part %d", p);
    ck_assert_int_eq(layout_hit(&layout, r.x + 0.5, r.y + r.h - 0.5), p);
    ck_assert_int_eq(layout_hit(&layout, r.x + r.w / 2.0, r.y + r.h / 2.0), p);
  }
  ck_assert_int_eq(layout_hit(&layout, -1.0, 5.0), PART_COUNT);
  ck_assert_int_eq(layout_hit(&layout, 2.0, 2.0), PART_COUNT);
  ck_assert_int_eq(layout_hit(&layout, layout.width + 1, 5.0), PART_COUNT);
}
END_TEST

START_TEST(every_control_has_one_part)
{
  for (unsigned port = 0; port < PORT_COUNT; ++port) {
    unsigned n = 0;
    for (int p = 0; p < PART_COUNT; ++p) {
      n += parts[p].port == port;
    }
    const bool control =
      ports[port].kind == KIND_CONTROL_IN && !(ports[port].flags & FLAG_HIDDEN);
    ck_assert_msg(n == (control ? 1 : 0), "%s: %u", ports[port].symbol, n);
  }
  for (int p = 0; p < PART_COUNT; ++p) {
    ck_assert_msg(parts[p].port < PORT_COUNT || parts[p].help || p == PART_HINT,
                  "part %d has no help",
                  p);
  }
}
END_TEST

/* --- texts, measured as they are drawn at four scales --- */

static const double scales[] = { 0.75, 1.0, 1.5, 2.0 };
#define N_SCALES (sizeof(scales) / sizeof(*scales))

static void
assert_fits(cairo_t* cr, const char* text, double size, bool bold, double room)
{
  const double width = draw_text_width(cr, text, size, bold);
  ck_assert_msg(width <= room, "\"%s\" is %g in %g", text, width, room);
}

/** The widest text a dial can show. */
static void
check_dial(cairo_t* cr, const Layout* layout, Part part)
{
  const Rect r = layout->part[part];
  const PortIndex port = parts[part].port;
  assert_fits(cr, parts[part].label, THEME_SIZE_SMALL, false, r.w);
  for (int i = 0; i <= 100; ++i) {
    char text[MAPPING_TEXT];
    mapping_format(port, mapping_value(port, i / 100.0), text);
    assert_fits(cr, text, THEME_SIZE_SMALL, false, layout_dial_value(r).w);
  }
}

static void
check_choice(cairo_t* cr, const Layout* layout, Part part)
{
  const Rect field = layout_choice_field(layout, part);
  const char* badge = part == PART_WEARING                         ? "You wear"
                      : part == PART_PICK_A || part == PART_PICK_B ? "A"
                                                                   : NULL;
  const double badge_w =
    badge ? draw_text_width(cr, badge, THEME_SIZE, true) + 8.0 : 0.0;
  unsigned n_cut = 0;
  for (size_t i = 0; i < ports_n_choices(parts[part].port); ++i) {
    const PortChoice choice = ports_choice(parts[part].port, i);
    const Headphone* row = badge ? headphones_find((uint32_t)choice.value) : 0;
    char text[256];
    snprintf(text, sizeof(text), "%s", choice.label);
    if (row && row->id > HEADPHONE_CLOSED_REFERENCE) {
      snprintf(text, sizeof(text), "%s %s", row->maker, row->name);
    }
    const double room = field.w - 26.0 - badge_w;
    if (row && draw_text_width(cr, text, THEME_SIZE, false) > room) {
      /* The longest names of all end in an ellipsis; even they say more than
         their maker. */
      ++n_cut;
      snprintf(text, sizeof(text), "%s %.8s...", row->maker, row->name);
    }
    assert_fits(cr, text, THEME_SIZE, false, room);
  }
  ck_assert_uint_le(n_cut, n_headphones / 20);
}

START_TEST(texts_fit)
{
  Layout layout;
  Canvas canvas;
  const double scale = scales[_i];
  const int width = (int)lround(scale * LAYOUT_WIDTH);
  const int height = (int)lround(scale * LAYOUT_HEIGHT);
  layout_make(&layout, width, height);
  ck_assert(canvas_init(&canvas, width, height, layout.scale, false));
  for (int p = 0; p < PART_COUNT; ++p) {
    const Rect r = layout.part[p];
    switch (parts[p].kind) {
      case KIND_DIAL:
        while (!is_shown(&layout, p)) {
          layout_turn(&layout, (Page)(((int)layout.page + 1) % PAGE_COUNT));
        }
        check_dial(canvas.cr, &layout, (Part)p);
        break;
      case KIND_PAGE:
        assert_fits(canvas.cr, parts[p].label, THEME_SIZE_SMALL, true, r.w);
        break;
      case KIND_CHOICE:
        check_choice(canvas.cr, &layout, (Part)p);
        break;
      case KIND_TAB:
        assert_fits(canvas.cr, parts[p].label, THEME_SIZE_SMALL, true, r.w);
        break;
      case KIND_SWITCH:
        if (parts[p].label) {
          const bool button = p == PART_DIM || p == PART_SWAP;
          assert_fits(canvas.cr,
                      parts[p].label,
                      THEME_SIZE_SMALL,
                      false,
                      r.w - (button ? 8.0 : 29.0));
        }
        break;
      default:
        break;
    }
  }
  const double preset_w =
    layout.part[PART_PRESET].w - 26.0 - 8.0 -
    draw_text_width(canvas.cr, "Preset", THEME_SIZE, true);
  for (unsigned i = 0; i < n_factory; ++i) {
    char text[300];
    snprintf(text, sizeof(text), "%s *", factory[i].name);
    assert_fits(canvas.cr, text, THEME_SIZE, false, preset_w);
  }
  assert_fits(canvas.cr,
              "Closed reference",
              THEME_SIZE_SMALL,
              true,
              layout.part[PART_END_A].w - 14.0);
  canvas_clear(&canvas);
}
END_TEST

START_TEST(sizes_are_readable)
{
  ck_assert(THEME_SIZE >= 10.0);
  ck_assert(THEME_SIZE_SMALL >= 10.0);
  ck_assert(THEME_SIZE_TITLE >= 10.0);
}
END_TEST

int
main(void)
{
  Suite* suite = suite_create("ui layout");
  TCase* layout = tcase_create("layout");
  tcase_add_loop_test(
    layout, parts_do_not_overlap, 0, (int)N_SIZES * PAGE_COUNT);
  tcase_add_loop_test(
    layout, everything_is_inside, 0, (int)N_SIZES * PAGE_COUNT);
  tcase_add_loop_test(layout, targets_can_be_hit, 0, (int)N_SIZES * PAGE_COUNT);
  tcase_add_test(layout, every_control_has_one_part);
  tcase_add_loop_test(layout, texts_fit, 0, (int)N_SCALES);
  tcase_add_test(layout, sizes_are_readable);
  tcase_set_timeout(layout, 60.0);
  suite_add_tcase(suite, layout);
  return suite_run(suite);
}
