// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Values of controls as positions, text and typed text.

#include "dsp/model/headphones.h"
#include "tests/support/suite.h"
#include "ui/shared/about.h"
#include "ui/shared/mapping.h"
#include "ui/window/stage.h"
#include "ui/window/typed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool
is_continuous(PortIndex port)
{
  return ports[port].kind == KIND_CONTROL_IN &&
         !(ports[port].flags & (FLAG_ENUM | FLAG_TOGGLE));
}

START_TEST(positions_span_the_range)
{
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    const PortIndex port = (PortIndex)p;
    if (!is_continuous(port)) {
      continue;
    }
    ck_assert_double_eq(mapping_position(port, ports[p].min), 0.0);
    ck_assert_double_eq(mapping_position(port, ports[p].max), 1.0);
    ck_assert_double_eq(mapping_position(port, ports[p].max + 1e6), 1.0);
    ck_assert_double_eq(mapping_value(port, -1.0), (double)ports[p].min);
    for (int i = 0; i <= 20; ++i) {
      const double value = mapping_value(port, i / 20.0);
      const bool whole = ports[p].flags & FLAG_INTEGER;
      const double half = 0.51 / ((double)ports[p].max - ports[p].min);
      ck_assert_double_eq_tol(
        mapping_position(port, value), i / 20.0, whole ? half : 1e-9);
    }
    ck_assert(mapping_step(port) > 0.0);
  }
}
END_TEST

START_TEST(detents_hold_and_let_go)
{
  // Output gain from -24 to 12 dB: zero is at two thirds.
  ck_assert_double_eq_tol(
    mapping_detent(PORT_OUTPUT_GAIN, 0.66, 0.02), 2.0 / 3.0, 1e-9);
  ck_assert_double_eq(mapping_detent(PORT_OUTPUT_GAIN, 0.60, 0.02), 0.60);
  ck_assert_double_eq(mapping_detent(PORT_MORPH, 0.49, 0.02), 0.5);
  ck_assert_double_eq(mapping_detent(PORT_MORPH, 0.99, 0.02), 1.0);
  ck_assert_double_eq(mapping_detent(PORT_MORPH, 0.01, 0.02), 0.0);
  ck_assert_double_eq(mapping_detent(PORT_MORPH, 0.49, 0.0), 0.49);
  // 60 degrees of 20 to 150.
  ck_assert_double_eq_tol(
    mapping_detent(PORT_SPEAKER_ANGLE, 0.31, 0.02), 40.0 / 130.0, 1e-9);
}
END_TEST

typedef struct {
  PortIndex port;
  double value;
  const char* text;
} Shown;

START_TEST(values_read_well)
{
  static const Shown shown[] = {
    { PORT_SEAL, 80.0, "80 %" },
    { PORT_CUP_VOLUME, 30.4, "+30 %" },
    { PORT_CUP_VOLUME,
      -30.0,
      "\xE2\x88\x92"
      "30 %" },
    { PORT_CUP_VOLUME, -0.2, "0 %" },
    { PORT_MORPH, 0.375, "38 %" },
    { PORT_OUTPUT_GAIN,
      -6.0,
      "\xE2\x88\x92"
      "6.0 dB" },
    { PORT_OUTPUT_GAIN, 3.25, "+3.3 dB" },
    { PORT_OUTSIDE_LEVEL, -60.0, "Off" },
    { PORT_OUTSIDE_LEVEL, 0.0, "0.0 dB" },
    { PORT_SPEAKER_ANGLE, 60.0, "60\xC2\xB0" },
    { PORT_CROSSFEED, 3.0, "Chu Moy" },
    { PORT_MATCH, 1.0, "On" },
    { PORT_HEADPHONE_A, 0.0, "Neutral target" },
  };
  for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); ++i) {
    char text[MAPPING_TEXT];
    mapping_format(shown[i].port, shown[i].value, text);
    ck_assert_str_eq(text, shown[i].text);
  }
}
END_TEST

START_TEST(frequencies_read_well)
{
  static const struct {
    double hz;
    const char* text;
  } shown[] = { { 20.0, "20 Hz" },      { 402.4, "402 Hz" },
                { 999.4, "999 Hz" },    { 999.6, "1.00 kHz" },
                { 2500.0, "2.50 kHz" }, { 9996.0, "10.0 kHz" },
                { 15849.0, "15.8 kHz" } };
  for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); ++i) {
    char text[24];
    mapping_frequency(shown[i].hz, text);
    ck_assert_str_eq(text, shown[i].text);
  }
}
END_TEST

typedef struct {
  PortIndex port;
  const char* text;
  double value; ///< NAN: has to be refused
} Typed;

START_TEST(typed_values_are_understood)
{
  static const Typed typed[] = {
    { PORT_SEAT, "12.4", 12.0 },
    { PORT_SEAT, "5000", 999.0 },
    { PORT_SPEAKER_ANGLE, "120", 120.0 },
    { PORT_SPEAKER_ANGLE, "0.12k", NAN }, // never shown so
    { PORT_SPEAKER_ANGLE, "90 deg", 90.0 },
    { PORT_SPEAKER_ANGLE, "90\xC2\xB0", 90.0 },
    { PORT_SPEAKER_ANGLE, "50%", NAN },
    { PORT_SEAL, "50%", 50.0 },
    { PORT_SEAL, "50 %", 50.0 },
    { PORT_SEAL, "  33,5 ", 33.5 },
    { PORT_SEAL, "1e3", NAN },
    { PORT_MORPH, "50%", 0.5 },
    { PORT_MORPH, "50", 0.5 },
    { PORT_MORPH, "0,25", 0.0025 },
    { PORT_MORPH, "1", 0.01 },
    { PORT_MORPH, "100", 1.0 },
    { PORT_MORPH, "1 %", 0.01 },
    { PORT_OUTPUT_GAIN, "-6 dB", -6.0 },
    { PORT_OUTPUT_GAIN, "-6dB", -6.0 },
    { PORT_OUTPUT_GAIN,
      "\xE2\x88\x92"
      "6 DB",
      -6.0 },
    { PORT_OUTPUT_GAIN, "- 6", -6.0 },
    { PORT_OUTPUT_GAIN, "+3,5", 3.5 },
    { PORT_OUTPUT_GAIN, ".5", 0.5 },
    { PORT_OUTPUT_GAIN, "100", 12.0 },
    { PORT_OUTPUT_GAIN, "99999999999999999999", 12.0 },
    { PORT_OUTPUT_GAIN, "0%", NAN },
    { PORT_OUTPUT_GAIN, "6 deg", NAN },
    { PORT_OUTPUT_GAIN, "6 %%", NAN },
    { PORT_OUTPUT_GAIN, "", NAN },
    { PORT_OUTPUT_GAIN, "   ", NAN },
    { PORT_OUTPUT_GAIN, "-", NAN },
    { PORT_OUTPUT_GAIN, "loud", NAN },
    { PORT_OUTPUT_GAIN, "nan", NAN },
    { PORT_OUTPUT_GAIN, "inf", NAN },
    { PORT_OUTSIDE_LEVEL, "off", -60.0 },
    { PORT_OUTSIDE_LEVEL, "Off", -60.0 },
    { PORT_CROSSFEED, "nat", 1.0 },
    { PORT_CROSSFEED, "Meier", 4.0 },
    { PORT_CROSSFEED, "xyz", NAN },
  };
  for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); ++i) {
    float value = -999.0F;
    const bool taken = typed_value(typed[i].port, typed[i].text, &value);
    if (isnan(typed[i].value)) {
      ck_assert_msg(!taken, "\"%s\" was taken", typed[i].text);
      ck_assert_float_eq(value, -999.0F);
    } else {
      ck_assert_msg(taken, "\"%s\" was refused", typed[i].text);
      ck_assert_double_eq_tol((double)value, typed[i].value, 1e-4);
    }
  }
}
END_TEST

/** What the window shows can be typed back. */
START_TEST(shown_values_can_be_typed)
{
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    const PortIndex port = (PortIndex)p;
    for (int i = 0; is_continuous(port) && i <= 7; ++i) {
      const double value = mapping_value(port, i / 7.0);
      char text[MAPPING_TEXT];
      float typed = 0.0F;
      mapping_format(port, value, text);
      ck_assert_msg(typed_value(port, text, &typed), "\"%s\"", text);
      const double rounding = ports[p].unit == UNIT_DB     ? 0.051
                              : ports[p].unit == UNIT_NONE ? 0.0051
                                                           : 0.51;
      ck_assert_double_eq_tol((double)typed, value, rounding);
    }
  }
}
END_TEST

/* Its own error first, then how far laboratories are from each other. */
START_TEST(headphones_are_described)
{
  static const struct {
    EarcupHeadphone headphone;
    const char* brief;
    const char* full;
  } cases[] = {
    { { .id = 20,
        .type = HOUSING_OPEN,
        .coupling = COUPLING_OVER_EAR,
        .year = 2003,
        .rms_db = 0.4,
        .lab_db = 1.25,
        .n_labs = 3 },
      "error 0.40 dB, 3 labs 1.25 dB",
      "Open, over-ear, 2003. 0.40 dB off the data of 3 laboratories, which "
      "differ by 1.25 dB." },
    { { .id = 21,
        .type = HOUSING_CLOSED,
        .coupling = COUPLING_ON_EAR,
        .rms_db = 0.71,
        .lab_db = -1.0,
        .n_labs = 1 },
      "error 0.71 dB, one lab",
      "Closed, on-ear. 0.71 dB off the data of one laboratory." },
    { { .id = 22,
        .type = HOUSING_CLOSED,
        .active = true,
        .rms_db = 0.5,
        .lab_db = -1.0 },
      "active, error 0.50 dB, one lab",
      "Closed, over-ear. Active: a response only; seal, pads, cup and port do "
      "nothing. 0.50 dB off the data of one laboratory." },
    { { .id = 23, .type = HOUSING_SEMI_OPEN, .rms_db = -1.0, .lab_db = -1.0 },
      "not measured",
      "Semi-open, over-ear." },
    { { .id = 3, .type = HOUSING_CLOSED, .rms_db = -1.0, .lab_db = -1.0 },
      "mean of its class",
      "Closed, over-ear." },
  };
  char text[ABOUT_TEXT];
  about_short(&cases[_i].headphone, text);
  ck_assert_str_eq(text, cases[_i].brief);
  about_long(&cases[_i].headphone, text);
  ck_assert_str_eq(text, cases[_i].full);
}
END_TEST

/* The head of the window's stage: a shelf from 0.8 down at 765 Hz by
   ((1 + s) / (1 - s))^0.9 for s the sine of half the angle, here at 1 kHz. */
START_TEST(the_far_ear_is_told)
{
  const double zero_hz = 765.0 * pow(3.0, 0.9); // at 60 degrees
  const double shelf_db =
    20.0 * log10(0.8 * hypot(1.0, 1000.0 / zero_hz) / hypot(1.0, 1.0 / 0.765));
  ck_assert_double_eq_tol(stage_far_ear(60.0, 1.0).shadow_db, shelf_db, 1e-6);
  ck_assert_double_eq_tol(
    stage_far_ear(60.0, 0.5).shadow_db, shelf_db - 6.0206, 1e-3);
  ck_assert_double_gt(stage_far_ear(90.0, 1.0).delay_us,
                      stage_far_ear(30.0, 1.0).delay_us + 200.0);
}
END_TEST

int
main(void)
{
  Suite* suite = suite_create("ui values");
  TCase* values = tcase_create("values");
  tcase_add_test(values, positions_span_the_range);
  tcase_add_test(values, detents_hold_and_let_go);
  tcase_add_test(values, values_read_well);
  tcase_add_test(values, frequencies_read_well);
  tcase_add_test(values, typed_values_are_understood);
  tcase_add_test(values, shown_values_can_be_typed);
  tcase_add_loop_test(values, headphones_are_described, 0, 5);
  tcase_add_test(values, the_far_ear_is_told);
  suite_add_tcase(suite, values);
  return suite_run(suite);
}
