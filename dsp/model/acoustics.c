// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/model/acoustics.h"

#include <math.h>

#define BULK_MODULUS_PA (AIR_DENSITY_KG_M3 * SOUND_SPEED_M_S * SOUND_SPEED_M_S)
#define PI 3.14159265358979323846

/* Constants common to all headphones; see dsp/README.md, "The circuit". */
#define DRIVER_MASS_KG_M4 80.0
#define DRIVER_Q 0.7
#define PAD_MODE_Q 2.2
#define CUP_AREA_M2 12e-4
#define BAFFLE_VENT_CORNER_RAD_S 3e3
#define CUSHION_HZ 90.0
#define CUSHION_Q 2.0
#define CUSHION_MASS_KG 0.3
#define CUSHION_AREA_M2 4e-3
#define WORN_TIME_S 1.4e-3 // mass over resistance of a worn pad's leak

/* A gap under the cushion: 15 mm through, 75 mm along the rim. */
#define AIR_VISCOSITY_PA_S 1.82e-5
#define GAP_LENGTH_PER_WIDTH 0.2

/* A port from the cup to the outside, fully open. */
#define PORT_PA_S_M3 1.05e6
#define PORT_MASS_KG_M4 2000.0

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

/** Root of 1 - jx, x >= 0, in the right half plane. */
static double complex
root_of_loss(double x)
{
  const double re = sqrt(0.5 * (sqrt(1.0 + x * x) + 1.0));
  return CMPLX(re, -0.5 * x / re);
}

static Tube
cup_tube(const Housing* h, double w)
{
  const double complex loss =
    root_of_loss(h->value[CUP_DAMPING_PA_S_M2] / (AIR_DENSITY_KG_M3 * w));
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

/** Mass of the slit that hair and glasses open. A narrow slit of conductance G
    has R = 12 mu l / (b h^3) = 1 / G, which gives its height, and M = 6/5 rho l
    / (b h): what is wide enough leaks as a mass. */
static double
gap_mass_kg_m4(const Housing* h)
{
  const double slit = h->value[GAP_M3_PA_S];
  const double height_m =
    cbrt(12.0 * AIR_VISCOSITY_PA_S * GAP_LENGTH_PER_WIDTH * slit);
  return slit > 0.0 ? 1.2 * AIR_DENSITY_KG_M3 * GAP_LENGTH_PER_WIDTH / height_m
                    : 0.0;
}

/** Admittance of that slit and of what worn pads let through. */
static double complex
gap_admittance(const Housing* h, double mass_kg_m4, double w)
{
  const double slit = h->value[GAP_M3_PA_S];
  return h->value[WORN_M3_PA_S] / CMPLX(1.0, w * WORN_TIME_S) +
         slit / CMPLX(1.0, w * slit * mass_kg_m4);
}

/** Way out of the cup: grille, shell or bass port, and an opened port. */
static double complex
vent_impedance(const Housing* h, double w)
{
  const double complex own =
    CMPLX(h->value[VENT_PA_S_M3], w * h->value[VENT_MASS_KG_M4]);
  const double opening = h->value[PORT_OPENING];
  return opening > 0.0
           ? 1.0 /
               (1.0 / own + opening / CMPLX(PORT_PA_S_M3, w * PORT_MASS_KG_M4))
           : own;
}

/** The parts of the network. */
typedef struct {
  double complex za;      ///< driver
  double complex y_out;   ///< leak, gaps and cushion, pad to outside
  double complex z_0;     ///< pad, evenly filled, with what leaks from it
  double complex z_front; ///< the same with its first standing wave
  double complex d;       ///< driver rear to outside, of the cup's pressure
  double complex z_r;     ///< cup as the driver sees it
  double complex yb;      ///< baffle vent, front to rear, shunting both
} Network;

/** @param gap_mass of gap_mass_kg_m4() */
static Network
network_of(const Housing* housing, double gap_mass, double w)
{
  const double* const v = housing->value;
  Network n;
  const double wd = 2.0 * PI * v[DRIVER_HZ];
  n.za = DRIVER_MASS_KG_M4 * CMPLX(wd / DRIVER_Q, w - wd * wd / w);
  n.y_out = 1.0 / CMPLX(v[LEAK_PA_S_M3], w * v[LEAK_MASS_KG_M4]) +
            gap_admittance(housing, gap_mass, w) + 1.0 / cushion_impedance(w);
  n.z_0 = 1.0 / (CMPLX(0.0, w * v[PAD_VOLUME_M3] / BULK_MODULUS_PA) + n.y_out);
  n.z_front = n.z_0 + pad_mode_impedance(housing, w);

  const double complex zv = vent_impedance(housing, w);
  const Tube tube = cup_tube(housing, w);
  n.d = tube.cosine + tube.j_sine * zv / tube.impedance;
  n.z_r = (zv * tube.cosine + tube.impedance * tube.j_sine) / n.d;
  n.yb =
    1.0 / (v[BAFFLE_VENT_PA_S_M3] * CMPLX(1.0, w / BAFFLE_VENT_CORNER_RAD_S));
  return n;
}

/** What a driver pressure of 1 Pa comes to. */
typedef struct {
  double complex z_pair; ///< front and rear as the driver sees them
  double complex u_net;  ///< what it moves
  double complex p_entrance;
} Driven;

static Driven
drive(const Network* n, const EarLoad* ear)
{
  const double complex ze = ear->impedance_pa_s_m3;
  const double complex z_f = n->z_front * ze / (n->z_front + ze);
  Driven driven;
  driven.z_pair = z_f + n->z_r;
  driven.u_net = 1.0 / (n->za * (1.0 + driven.z_pair * n->yb) + driven.z_pair);
  driven.p_entrance = z_f * driven.u_net;
  return driven;
}

void
acoustics_solve(const Housing* housing,
                const EarLoad* ear,
                double frequency_hz,
                AcousticsResult* result)
{
  const Network n =
    network_of(housing, gap_mass_kg_m4(housing), 2.0 * PI * frequency_hz);
  const Driven driven = drive(&n, ear);
  const double complex ze = ear->impedance_pa_s_m3;
  const double complex d = n.d;
  const double complex z_0 = n.z_0;
  const double complex z_front = n.z_front;
  const double complex u_net = driven.u_net;
  const double complex p_entrance = driven.p_entrance;
  result->drum = p_entrance * ear->drum_per_entrance;
  result->vent_m3_s = -u_net / d;
  result->leak_m3_s = z_0 * (u_net - p_entrance / ze) * n.y_out;

  /* From outside: pressure 1 Pa at vent, leak and cup, driver shorted. */
  const double complex p_front = z_0 * n.y_out;
  const double complex p_rear = 1.0 / d;
  const double complex y = 1.0 / n.za + n.yb;
  const double complex u =
    (p_rear - p_front * ze / (ze + z_front)) * y / (1.0 + driven.z_pair * y);
  result->isolation = (p_front + z_front * u) / (1.0 + z_front / ze);
}

void
acoustics_drum_power(const Housing* housing,
                     const EarLoad ear[],
                     const double frequency_hz[],
                     size_t n,
                     double power[])
{
  const double gap_mass = gap_mass_kg_m4(housing);
  for (size_t i = 0; i < n; ++i) {
    const Network net =
      network_of(housing, gap_mass, 2.0 * PI * frequency_hz[i]);
    const double complex drum =
      drive(&net, &ear[i]).p_entrance * ear[i].drum_per_entrance;
    power[i] = creal(drum) * creal(drum) + cimag(drum) * cimag(drum);
  }
}

double complex
acoustics_load(const Housing* housing, double frequency_hz)
{
  const Network n =
    network_of(housing, gap_mass_kg_m4(housing), 2.0 * PI * frequency_hz);
  return 1.0 / (1.0 / n.z_front + 1.0 / (1.0 / (1.0 / n.za + n.yb) + n.z_r));
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
  for (int i = HOUSING_PARAMETERS; i < HOUSING_VALUES; ++i) {
    h.value[i] = a->value[i] + t * (b->value[i] - a->value[i]);
  }
  return h;
}
