// SPDX-License-Identifier: GPL-3.0-or-later
#include "acoustics.h"

#include <math.h>

#define BULK_MODULUS_PA (AIR_DENSITY_KG_M3 * SOUND_SPEED_M_S * SOUND_SPEED_M_S)
#define PI 3.14159265358979323846

/* Constants common to all headphones; see README, "What is modelled". */
#define DRIVER_MASS_KG_M4 80.0
#define DRIVER_Q 0.7
#define PAD_MODE_Q 2.2
#define CUP_AREA_M2 12e-4
#define BAFFLE_VENT_CORNER_RAD_S 3e3
#define CUSHION_HZ 90.0
#define CUSHION_Q 2.0
#define CUSHION_MASS_KG 0.3
#define CUSHION_AREA_M2 4e-3
#define GAP_TIME_S 1.4e-3 // mass over resistance of a slit of 0.46 mm

/* Distance from the cup beyond which the head acts as a baffle. */
#define HEAD_BAFFLE_HZ 500.0

/** Cup on its cushion as an acoustic impedance: mass, loss and stiffness. */
static double complex
cushion_impedance(double w)
{
  const double wc = 2.0 * PI * CUSHION_HZ;
  const double complex mechanical = CMPLX(wc * CUSHION_MASS_KG / CUSHION_Q,
                                          CUSHION_MASS_KG * (w - wc * wc / w));
  return mechanical / (CUSHION_AREA_M2 * CUSHION_AREA_M2);
}

/** First standing wave of the pad cavity, as driver and ear both see it. */
static double complex
pad_mode_impedance(const Housing* h, double w)
{
  const double w1 = 2.0 * PI * h->value[PAD_MODE_HZ];
  const double stiffness = BULK_MODULUS_PA / h->value[PAD_VOLUME_M3];
  return h->value[PAD_MODE_STRENGTH] * stiffness * CMPLX(0.0, w) /
         CMPLX(w1 * w1 - w * w, w * w1 / PAD_MODE_Q);
}

/** The cup as a lossy tube: cos kL, j sin kL and Z_c for its length L. */
typedef struct {
  double complex cosine;
  double complex j_sine;
  double complex impedance;
} Tube;

static Tube
cup_tube(const Housing* h, double w)
{
  const double complex loss =
    csqrt(CMPLX(1.0, -h->value[CUP_DAMPING_PA_S_M2] / (AIR_DENSITY_KG_M3 * w)));
  const double length_m = h->value[CUP_VOLUME_M3] / CUP_AREA_M2;
  const double complex kl = w / SOUND_SPEED_M_S * length_m * loss;

  /* cos and sin of a complex angle from one exponential of its loss. */
  const double e = exp(-cimag(kl));
  const double c = cos(creal(kl));
  const double s = sin(creal(kl));
  const double sum = 0.5 * (e + 1.0 / e);
  const double difference = 0.5 * (e - 1.0 / e); // -sinh of the imaginary part
  const Tube tube = { CMPLX(c * sum, s * difference),
                      CMPLX(c * difference, s * sum),
                      AIR_DENSITY_KG_M3 * SOUND_SPEED_M_S / CUP_AREA_M2 *
                        loss };
  return tube;
}

void
acoustics_solve(const Housing* housing,
                const EarLoad* ear,
                double frequency_hz,
                AcousticsResult* result)
{
  const double* const v = housing->value;
  const double w = 2.0 * PI * frequency_hz;
  const double complex ze = ear->impedance_pa_s_m3;

  const double wd = 2.0 * PI * v[DRIVER_HZ];
  const double complex za =
    DRIVER_MASS_KG_M4 * CMPLX(wd / DRIVER_Q, w - wd * wd / w);

  /* Front: what leaks (cushion leak, gap, cup on its cushion), pad, ear. */
  const double complex y_out =
    1.0 / CMPLX(v[LEAK_PA_S_M3], w * v[LEAK_MASS_KG_M4]) +
    v[GAP_M3_PA_S] / CMPLX(1.0, w * GAP_TIME_S) + 1.0 / cushion_impedance(w);
  const double complex z_0 =
    1.0 / (CMPLX(0.0, w * v[PAD_VOLUME_M3] / BULK_MODULUS_PA) + y_out);
  const double complex z_front = z_0 + pad_mode_impedance(housing, w);
  const double complex z_f = z_front * ze / (z_front + ze);

  /* Rear: tube closed by the vent. */
  const double complex zv = CMPLX(v[VENT_PA_S_M3], w * v[VENT_MASS_KG_M4]);
  const Tube tube = cup_tube(housing, w);
  const double complex d = tube.cosine + tube.j_sine * zv / tube.impedance;
  const double complex z_r =
    (zv * tube.cosine + tube.impedance * tube.j_sine) / d;

  /* Baffle vent from front to rear, shunting both. */
  const double complex yb =
    1.0 / (v[BAFFLE_VENT_PA_S_M3] * CMPLX(1.0, w / BAFFLE_VENT_CORNER_RAD_S));
  const double complex z_pair = z_f + z_r;
  const double complex u_net = 1.0 / (za * (1.0 + z_pair * yb) + z_pair);

  const double complex p_entrance = z_f * u_net;
  result->drum = p_entrance * ear->drum_per_entrance;
  result->vent_m3_s = -u_net / d;
  result->leak_m3_s = z_0 * (u_net - p_entrance / ze) * y_out;

  /* From outside: pressure 1 Pa at vent, leak and cup, driver shorted. */
  const double complex p_front = z_0 * y_out;
  const double complex p_rear = 1.0 / d;
  const double complex y = 1.0 / za + yb;
  const double complex u =
    (p_rear - p_front * ze / (ze + z_front)) * y / (1.0 + z_pair * y);
  result->isolation = (p_front + z_front * u) / (1.0 + z_front / ze);
}

double complex
acoustics_bleed(const AcousticsResult* result,
                double frequency_hz,
                double distance_m)
{
  const double w = 2.0 * PI * frequency_hz;
  /* A shelf of first order: half of its rise lies at the corner, and as every
     real obstacle it delays what it raises. */
  const double corner = frequency_hz / HEAD_BAFFLE_HZ;
  const double complex baffle =
    CMPLX(1.0, corner * sqrt(2.0)) / CMPLX(1.0, corner / sqrt(2.0));
  return CMPLX(0.0, w * AIR_DENSITY_KG_M3 / (4.0 * PI * distance_m)) * baffle *
         (result->vent_m3_s + result->leak_m3_s) *
         cexp(CMPLX(0.0, -w / SOUND_SPEED_M_S * distance_m));
}

Housing
housing_interpolate(const Housing* a, const Housing* b, double t)
{
  Housing h;
  for (int i = 0; i < HOUSING_PARAMETERS; ++i) {
    h.value[i] = a->value[i] * pow(b->value[i] / a->value[i], t);
  }
  const double gap_a = a->value[GAP_M3_PA_S];
  const double gap_b = b->value[GAP_M3_PA_S];
  h.value[GAP_M3_PA_S] = gap_a + t * (gap_b - gap_a);
  return h;
}
