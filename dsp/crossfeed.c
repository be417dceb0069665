// SPDX-License-Identifier: GPL-3.0-or-later
#include "crossfeed.h"

#include "acoustics.h"

#include <math.h>

#define PI 3.14159265358979323846
#define HEAD_RADIUS_M 0.0875
#define RATIO_LIMIT 0.9
#define RATIO_CORNER_HZ 1500.0

/** Head shadow at an angle of incidence from the ear's axis, Brown and Duda
    eq. 1 and 2. */
static double complex
head_shadow(double incidence_rad, double w)
{
  const double alpha = 1.05 + 0.95 * cos(incidence_rad * 180.0 / 150.0);
  const double x = w * HEAD_RADIUS_M / (2.0 * SOUND_SPEED_M_S);
  return CMPLX(1.0, alpha * x) / CMPLX(1.0, x);
}

double complex
crossfeed_ratio(double angle_deg, double frequency_hz)
{
  const double w = 2.0 * PI * frequency_hz;
  const double azimuth = 0.5 * angle_deg * PI / 180.0;
  const double delay_s =
    HEAD_RADIUS_M / SOUND_SPEED_M_S * (azimuth + sin(azimuth));
  const double complex shadow =
    head_shadow(0.5 * PI + azimuth, w) / head_shadow(0.5 * PI - azimuth, w);
  return RATIO_LIMIT * shadow * CMPLX(cos(w * delay_s), -sin(w * delay_s)) /
         CMPLX(1.0, frequency_hz / RATIO_CORNER_HZ);
}

/** One of the bs2b circuits: cut frequency and feed, as its users know it. */
typedef struct {
  double cut_hz;
  double feed_db;
} Circuit;

static MidSide
circuit_response(const Circuit* circuit, double frequency_hz, double rate_hz)
{
  const double low_db = -5.0 / 6.0 * circuit->feed_db - 3.0;
  const double low = pow(10.0, low_db / 20.0);
  const double high = 1.0 - pow(10.0, (circuit->feed_db / 6.0 - 3.0) / 20.0);
  const double high_hz =
    circuit->cut_hz * exp2((low_db - 20.0 * log10(high)) / 12.0);

  const double angle = 2.0 * PI * frequency_hz / rate_hz;
  const double complex delay = CMPLX(cos(angle), -sin(angle));
  const double low_pole = exp(-2.0 * PI * circuit->cut_hz / rate_hz);
  const double high_pole = exp(-2.0 * PI * high_hz / rate_hz);
  const double complex cross =
    low * (1.0 - low_pole) / (1.0 - low_pole * delay);
  const double complex direct =
    (1.0 - high * (1.0 - high_pole) - high_pole * delay) /
    (1.0 - high_pole * delay);
  const double gain = 1.0 / (1.0 - high + low);
  const MidSide ms = { gain * (direct + cross), gain * (direct - cross) };
  return ms;
}

MidSide
crossfeed_response(const Crossfeed* crossfeed,
                   double frequency_hz,
                   double rate_hz)
{
  static const Circuit circuits[] = { [CROSSFEED_BAUER] = { 700.0, 4.5 },
                                      [CROSSFEED_CHU_MOY] = { 700.0, 6.0 },
                                      [CROSSFEED_MEIER] = { 650.0, 9.5 } };
  const double amount = crossfeed->amount;
  MidSide ms = { 1.0, 1.0 };
  if (crossfeed->mode == CROSSFEED_NATURAL) {
    const double complex r =
      amount * crossfeed_ratio(crossfeed->angle_deg, frequency_hz);
    ms.side = (1.0 - r) / (1.0 + r);
  } else if (crossfeed->mode != CROSSFEED_OFF) {
    const MidSide full =
      circuit_response(&circuits[crossfeed->mode], frequency_hz, rate_hz);
    ms.mid += amount * (full.mid - 1.0);
    ms.side += amount * (full.side - 1.0);
  }
  return ms;
}

double
crossfeed_mono_error_db(const Crossfeed* crossfeed, double rate_hz)
{
  const double last_hz = fmin(20000.0, 0.45 * rate_hz);
  const double octaves = log2(last_hz / 20.0);
  double lowest = INFINITY;
  double highest = 0.0;
  for (int i = 0; i <= 60; ++i) {
    const double hz = 20.0 * exp2(octaves * i / 60.0);
    const double level = cabs(crossfeed_response(crossfeed, hz, rate_hz).mid);
    lowest = fmin(lowest, level);
    highest = fmax(highest, level);
  }
  return 20.0 * log10(highest / lowest);
}
