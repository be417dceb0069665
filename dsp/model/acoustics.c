// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/acoustics.h"

#include "dsp/maths.h"

#include <math.h>

#define BULK_MODULUS_PA (AIR_DENSITY_KG_M3 * SOUND_SPEED_M_S * SOUND_SPEED_M_S)

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

/** What the drum's pressure, as a logarithm, changes by with the branches of
   the network. */
typedef struct {
  double complex driver;
  double complex front;
  double complex rear;
  double complex baffle;
} BranchSlopes;

static BranchSlopes
branch_slopes(const Network* n, const EarLoad* ear)
{
  const double complex ze = ear->impedance_pa_s_m3;
  const double complex share = ze / (n->z_front + ze); // z_f per z_front
  const double complex z_f = n->z_front * share;
  const double complex z_pair = z_f + n->z_r;
  const double complex shunt = 1.0 + n->za * n->yb;
  const double complex loop = n->za + z_pair * shunt;
  const BranchSlopes slopes = { -(1.0 + z_pair * n->yb) / loop,
                                share * share * (1.0 / z_f - shunt / loop),
                                -shunt / loop,
                                -n->za * z_pair / loop };
  return slopes;
}

/** Changes of the front's impedance with the logarithms of its parameters. */
static void
front_slopes(const Housing* housing,
             const Network* n,
             double w,
             double complex slope[HOUSING_PARAMETERS])
{
  const double* const v = housing->value;
  const double complex mode = n->z_front - n->z_0;
  const double complex leak =
    1.0 / CMPLX(v[LEAK_PA_S_M3], w * v[LEAK_MASS_KG_M4]);
  const double complex through = n->z_0 * n->z_0 * leak * leak;
  const double w1 = 2.0 * PI * v[PAD_MODE_HZ];
  slope[PAD_VOLUME_M3] =
    -n->z_0 * n->z_0 * CMPLX(0.0, w * v[PAD_VOLUME_M3] / BULK_MODULUS_PA) -
    mode;
  slope[LEAK_PA_S_M3] = through * v[LEAK_PA_S_M3];
  slope[LEAK_MASS_KG_M4] = through * CMPLX(0.0, w * v[LEAK_MASS_KG_M4]);
  slope[PAD_MODE_HZ] = -mode * CMPLX(2.0 * w1 * w1, w * w1 / PAD_MODE_Q) /
                       CMPLX(w1 * w1 - w * w, w * w1 / PAD_MODE_Q);
  slope[PAD_MODE_STRENGTH] = mode;
}

/** The same of the rear: a tube of impedance Z that ends in z_v has
    dz / dz_v = 1 / d^2 and dz / d(kL) = j (Z - z^2 / Z). */
static void
rear_slopes(const Housing* housing,
            const Network* n,
            double w,
            double complex slope[HOUSING_PARAMETERS])
{
  const double* const v = housing->value;
  const Tube tube = cup_tube(housing, w);
  const double complex z = tube.impedance;
  const double complex zv = CMPLX(v[VENT_PA_S_M3], w * v[VENT_MASS_KG_M4]);
  const double complex loss =
    z * CUP_AREA_M2 / (AIR_DENSITY_KG_M3 * SOUND_SPEED_M_S);
  const double complex kl =
    w / SOUND_SPEED_M_S * (v[CUP_VOLUME_M3] / CUP_AREA_M2) * loss;
  const double complex by_length =
    CMPLX(0.0, 1.0) * (z - n->z_r * n->z_r / z) * kl;
  const double complex by_impedance =
    tube.j_sine * (z + n->z_r * zv / z) / n->d;
  const double complex loss_slope =
    CMPLX(0.0, -v[CUP_DAMPING_PA_S_M2] / (AIR_DENSITY_KG_M3 * w)) /
    (2.0 * loss * loss);
  slope[CUP_VOLUME_M3] = by_length;
  slope[CUP_DAMPING_PA_S_M2] = (by_length + by_impedance) * loss_slope;
  slope[VENT_PA_S_M3] = v[VENT_PA_S_M3] / (n->d * n->d);
  slope[VENT_MASS_KG_M4] = CMPLX(0.0, w * v[VENT_MASS_KG_M4]) / (n->d * n->d);
}

double
acoustics_drum_slopes(const Housing* housing,
                      const EarLoad* ear,
                      double frequency_hz,
                      double slope_db[HOUSING_PARAMETERS])
{
  static const double db_per_neper = 8.6858896380650365530;
  const double w = 2.0 * PI * frequency_hz;
  const double wd = 2.0 * PI * housing->value[DRIVER_HZ];
  const Network n = network_of(housing, 0.0, w);
  const BranchSlopes by = branch_slopes(&n, ear);
  double complex slope[HOUSING_PARAMETERS];
  front_slopes(housing, &n, w, slope);
  rear_slopes(housing, &n, w, slope);
  slope[DRIVER_HZ] =
    DRIVER_MASS_KG_M4 * CMPLX(wd / DRIVER_Q, -2.0 * wd * wd / w);
  slope[BAFFLE_VENT_PA_S_M3] = -n.yb;
  const double complex branch[HOUSING_PARAMETERS] = {
    [DRIVER_HZ] = by.driver,          [PAD_VOLUME_M3] = by.front,
    [LEAK_PA_S_M3] = by.front,        [LEAK_MASS_KG_M4] = by.front,
    [CUP_VOLUME_M3] = by.rear,        [VENT_PA_S_M3] = by.rear,
    [VENT_MASS_KG_M4] = by.rear,      [CUP_DAMPING_PA_S_M2] = by.rear,
    [PAD_MODE_HZ] = by.front,         [PAD_MODE_STRENGTH] = by.front,
    [BAFFLE_VENT_PA_S_M3] = by.baffle
  };
  for (int i = 0; i < HOUSING_PARAMETERS; ++i) {
    slope_db[i] = db_per_neper * creal(branch[i] * slope[i]);
  }
  const double complex drum =
    drive(&n, ear).p_entrance * ear->drum_per_entrance;
  return 0.5 * db_per_neper *
         log(creal(drum) * creal(drum) + cimag(drum) * cimag(drum));
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
