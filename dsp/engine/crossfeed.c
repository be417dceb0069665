// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/crossfeed.h"

#include "dsp/maths.h"
#include "dsp/model/acoustics.h"

#include <math.h>

/* Natural: fitted to CIPIC, see crossfeed_filter(). */
#define HEAD_RADIUS_M 0.084
#define SHADOW_HZ 765.0
#define SHADOW_EXPONENT 0.9
#define RATIO_LIMIT 0.8 // of far to near in the bass, for stability and colour

#define SCAN_STEPS 61
#define SCAN_FIRST_HZ 20.0
#define SCAN_LAST_HZ 20000.0
#define SCAN_LAST_OF_RATE 0.45
#define NEAR_FIRST_HZ 50.0
#define NEAR_LAST_HZ 16000.0
#define ERB_POINTS 5

static bool
is_off(const Crossfeed* crossfeed)
{
  return crossfeed->mode == CROSSFEED_OFF || crossfeed->amount <= 0.0;
}

bool
crossfeed_same(const Crossfeed* a, const Crossfeed* b)
{
  if (is_off(a) || is_off(b)) {
    return is_off(a) == is_off(b);
  }
  return a->mode == b->mode && a->amount == b->amount &&
         (a->mode != CROSSFEED_NATURAL || a->angle_deg == b->angle_deg);
}

/** What is between the ears for one angle. */
typedef struct {
  double delay_s;
  double pole_hz;
  double zero_hz;
} Head;

static Head
head_at(double angle_deg)
{
  const double incidence = 0.5 * angle_deg * PI / 180.0;
  const double s = sin(incidence);
  const Head head = { HEAD_RADIUS_M / SOUND_SPEED_M_S * (incidence + s),
                      SHADOW_HZ,
                      SHADOW_HZ * pow((1.0 + s) / (1.0 - s), SHADOW_EXPONENT) };
  return head;
}

static double complex
unit_phasor(double rad)
{
  return CMPLX(cos(rad), sin(rad));
}

double complex
crossfeed_ratio(double angle_deg, double frequency_hz)
{
  const Head head = head_at(angle_deg);
  return RATIO_LIMIT * CMPLX(1.0, frequency_hz / head.zero_hz) /
         CMPLX(1.0, frequency_hz / head.pole_hz) *
         unit_phasor(-2.0 * PI * frequency_hz * head.delay_s);
}

double
crossfeed_delay_s(double angle_deg)
{
  const Head head = head_at(angle_deg);
  return head.delay_s + (1.0 / head.pole_hz - 1.0 / head.zero_hz) / (2.0 * PI);
}

static void
design_natural(CrossfeedFilter* filter,
               const Crossfeed* crossfeed,
               double rate_hz)
{
  const Head head = head_at(crossfeed->angle_deg);
  const double g = RATIO_LIMIT * crossfeed->amount;
  const double wp = PI * head.pole_hz / rate_hz;
  const double wz = PI * head.zero_hz / rate_hz;
  filter->p = (1.0 - wp) / (1.0 + wp);
  filter->b0 = g * (wp / wz) * (1.0 + wz) / (1.0 + wp);
  filter->b1 = -g * (wp / wz) * (1.0 - wz) / (1.0 + wp);

  const double frames = head.delay_s * rate_hz;
  if (frames >= 1.5) {
    filter->order = 2;
    filter->delay = (unsigned)(frames - 1.5);
    const double d = frames - filter->delay;
    filter->a1 = -2.0 * (d - 2.0) / (d + 1.0);
    filter->a2 = (d - 1.0) * (d - 2.0) / ((d + 1.0) * (d + 2.0));
  } else {
    filter->order = 1;
    filter->a1 = (1.0 - frames) / (1.0 + frames);
  }
}

/** One of the bs2b circuits: cut frequency and feed, as its users know it. */
typedef struct {
  double cut_hz;
  double feed_db;
} Circuit;

static void
design_circuit(CrossfeedFilter* filter,
               const Circuit* circuit,
               double amount,
               double rate_hz)
{
  const double low_db = -5.0 / 6.0 * circuit->feed_db - 3.0;
  const double low = db_amplitude(low_db);
  const double high = 1.0 - db_amplitude(circuit->feed_db / 6.0 - 3.0);
  const double high_hz =
    circuit->cut_hz * exp2((low_db - amplitude_db(high)) / 12.0);
  const double gain = 1.0 / (1.0 - high + low);
  filter->low_pole = exp(-2.0 * PI * circuit->cut_hz / rate_hz);
  filter->high_pole = exp(-2.0 * PI * high_hz / rate_hz);
  filter->direct = 1.0 + amount * (gain - 1.0);
  filter->low = amount * gain * low * (1.0 - filter->low_pole);
  filter->high = amount * gain * high * (1.0 - filter->high_pole);
}

CrossfeedFilter
crossfeed_filter(const Crossfeed* crossfeed, double rate_hz)
{
  static const Circuit circuits[] = { [CROSSFEED_BAUER] = { 700.0, 4.5 },
                                      [CROSSFEED_CHU_MOY] = { 700.0, 6.0 },
                                      [CROSSFEED_MEIER] = { 650.0, 9.5 } };
  CrossfeedFilter filter = { .mode = CROSSFEED_OFF };
  if (is_off(crossfeed)) {
    return filter;
  }
  filter.mode = crossfeed->mode;
  if (filter.mode == CROSSFEED_NATURAL) {
    design_natural(&filter, crossfeed, rate_hz);
  } else {
    design_circuit(&filter, &circuits[filter.mode], crossfeed->amount, rate_hz);
  }
  return filter;
}

/** The ratio of far and near ear is above / below. */
typedef struct {
  double complex above;
  double complex below;
} Ratio;

static Ratio
filter_ratio(const CrossfeedFilter* f, double rad)
{
  const double complex z = unit_phasor(-rad); // one frame late
  const double complex bottom = 1.0 + z * (f->a1 + z * f->a2);
  const double complex late = unit_phasor(-rad * (f->delay + f->order));
  return (Ratio){ (f->b0 + f->b1 * z) * late * conj(bottom),
                  (1.0 - f->p * z) * bottom };
}

MidSide
crossfeed_filter_response(const CrossfeedFilter* filter, double rad_per_frame)
{
  MidSide ms = { 1.0, 1.0 };
  if (filter->mode == CROSSFEED_NATURAL) {
    const Ratio r = filter_ratio(filter, rad_per_frame);
    ms.side = (r.below - r.above) / (r.below + r.above);
  } else if (filter->mode != CROSSFEED_OFF) {
    const double complex z = unit_phasor(-rad_per_frame);
    const double complex near =
      filter->direct - filter->high / (1.0 - filter->high_pole * z);
    const double complex far = filter->low / (1.0 - filter->low_pole * z);
    ms.mid = near + far;
    ms.side = near - far;
  }
  return ms;
}

MidSidePower
crossfeed_filter_power(const CrossfeedFilter* filter, double rad_per_frame)
{
  if (filter->mode == CROSSFEED_NATURAL) {
    const Ratio r = filter_ratio(filter, rad_per_frame);
    const double side =
      power_of(r.below - r.above) / power_of(r.below + r.above);
    return (MidSidePower){ 1.0, side };
  }
  const MidSide ms = crossfeed_filter_response(filter, rad_per_frame);
  return (MidSidePower){ power_of(ms.mid), power_of(ms.side) };
}

MidSide
crossfeed_response(const Crossfeed* crossfeed,
                   double frequency_hz,
                   double rate_hz)
{
  const CrossfeedFilter filter = crossfeed_filter(crossfeed, rate_hz);
  return crossfeed_filter_response(&filter, 2.0 * PI * frequency_hz / rate_hz);
}

void
crossfeed_scan_begin(CrossfeedScan* scan,
                     const Crossfeed* crossfeed,
                     double rate_hz)
{
  scan->filter = crossfeed_filter(crossfeed, rate_hz);
  scan->rate_hz = rate_hz;
  scan->done = 0;
  scan->lowest[0] = scan->lowest[1] = INFINITY;
  scan->highest[0] = scan->highest[1] = 0.0;
}

/** Power of Mid at a frequency and mean power of the near ear around it. The
    bandwidth is that of Glasberg and Moore (1990). */
static void
scan_at(const CrossfeedScan* scan, double hz, double power[2])
{
  const double width_hz = 24.7 * (4.37e-3 * hz + 1.0);
  double near = 0.0;
  for (int i = 0; i < ERB_POINTS; ++i) {
    const double offset = (i + 0.5) / ERB_POINTS - 0.5;
    const double at_hz = fmin(hz + offset * width_hz, 0.5 * scan->rate_hz);
    const MidSide ms = crossfeed_filter_response(
      &scan->filter, 2.0 * PI * at_hz / scan->rate_hz);
    near += power_of(0.5 * (ms.mid + ms.side)) / ERB_POINTS;
    if (i == ERB_POINTS / 2) {
      power[0] = power_of(ms.mid);
    }
  }
  power[1] = near;
}

bool
crossfeed_scan_step(CrossfeedScan* scan, CrossfeedErrors* errors)
{
  const double last_hz = fmin(SCAN_LAST_HZ, SCAN_LAST_OF_RATE * scan->rate_hz);
  const double way = (double)scan->done / (SCAN_STEPS - 1);
  const double hz = SCAN_FIRST_HZ * pow(last_hz / SCAN_FIRST_HZ, way);
  const bool counts[2] = { true, hz >= NEAR_FIRST_HZ && hz <= NEAR_LAST_HZ };
  double power[2];
  scan_at(scan, hz, power);
  for (int i = 0; i < 2; ++i) {
    if (counts[i]) {
      scan->lowest[i] = fmin(scan->lowest[i], power[i]);
      scan->highest[i] = fmax(scan->highest[i], power[i]);
    }
  }
  if (++scan->done < SCAN_STEPS) {
    return false;
  }
  errors->mono_db = power_db(scan->highest[0] / scan->lowest[0]);
  errors->side_db = power_db(scan->highest[1] / scan->lowest[1]);
  return true;
}

CrossfeedErrors
crossfeed_errors(const Crossfeed* crossfeed, double rate_hz)
{
  CrossfeedErrors errors;
  CrossfeedScan scan;
  crossfeed_scan_begin(&scan, crossfeed, rate_hz);
  while (!crossfeed_scan_step(&scan, &errors)) {
  }
  return errors;
}
