// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/ear.h"

#include "dsp/maths.h"

#include <math.h>

/* Concha in front of the canal, and the canal up to the coupler. */
#define CONCHA_MASS_KG_M4 35.0
#define CONCHA_PA_S_M3 2.5e5
#define CONCHA_VOLUME_M3 2e-6
#define ENTRANCE_RADIUS_M 0.0125
#define CANAL_LENGTH_M 0.010
#define CANAL_AREA_M2 44.2e-6
#define CANAL_LOSS 0.02

/** Pressure and volume velocity at one place of the ladder, drum side 1, 0. */
typedef struct {
  double complex p;
  double complex u;
} State;

static void
series(State* s, double complex impedance)
{
  s->p += impedance * s->u;
}

static void
shunt(State* s, double complex admittance)
{
  s->u += admittance * s->p;
}

static void
tube(State* s, double w)
{
  const double complex x =
    w / SOUND_SPEED_M_S * CANAL_LENGTH_M * CMPLX(1.0, -CANAL_LOSS);
  const double zc = AIR_DENSITY_KG_M3 * SOUND_SPEED_M_S / CANAL_AREA_M2;
  const double complex c = ccos(x);
  const double complex js = I * csin(x);
  const State in = { c * s->p + zc * js * s->u, js / zc * s->p + c * s->u };
  *s = in;
}

/** Side branch of the coupler: resistance, mass and volume in series. */
static double complex
branch(double w, double r_pa_s_m3, double m_kg_m4, double c_m3_pa)
{
  return 1.0 / CMPLX(r_pa_s_m3, w * m_kg_m4 - 1.0 / (w * c_m3_pa));
}

/** The concha's air as an admittance. */
static double complex
concha_admittance(double w)
{
  return CMPLX(0.0,
               w * CONCHA_VOLUME_M3 /
                 (AIR_DENSITY_KG_M3 * SOUND_SPEED_M_S * SOUND_SPEED_M_S));
}

/** At the entrance of the canal. */
static State
canal_entrance(double w)
{
  /* From the microphone (the drum) outwards, IEC 60318-4 first. */
  State s = { 1.0, 0.0 };
  shunt(&s, CMPLX(0.0, w * 1.517e-12));
  series(&s, CMPLX(0.0, w * 133.4));
  shunt(&s, branch(w, 31.1e6, 983.8, 2.1e-12));
  shunt(&s, CMPLX(0.0, w * 1.479e-12));
  series(&s, CMPLX(0.0, w * 130.3));
  shunt(&s, branch(w, 50.6e6, 9.4e3, 1.9e-12));
  shunt(&s, CMPLX(0.0, w * 0.943e-12));
  series(&s, CMPLX(0.0, w * 82.9));

  tube(&s, w);
  return s;
}

EarLoad
ear_load(double frequency_hz)
{
  const double w = 2.0 * PI * frequency_hz;
  State s = canal_entrance(w);
  shunt(&s, concha_admittance(w));
  series(&s, CMPLX(CONCHA_PA_S_M3, w * CONCHA_MASS_KG_M4));

  const EarLoad load = { s.p / s.u, 1.0 / s.p };
  return load;
}

/** Pressure at the entrance per volume velocity of the canal's wall. */
static double
wall_pressure(const State* canal, double w, double complex load)
{
  const double complex concha = CMPLX(CONCHA_PA_S_M3, w * CONCHA_MASS_KG_M4);
  return cabs(
    1.0 / (canal->u / canal->p + concha_admittance(w) + 1.0 / (concha + load)));
}

double
ear_occlusion_db(double complex load_pa_s_m3, double frequency_hz)
{
  const double w = 2.0 * PI * frequency_hz;
  const State canal = canal_entrance(w);
  const double complex open =
    CMPLX(AIR_DENSITY_KG_M3 * w * w / (2.0 * PI * SOUND_SPEED_M_S),
          w * 8.0 * AIR_DENSITY_KG_M3 / (3.0 * PI * PI * ENTRANCE_RADIUS_M));
  return 20.0 * log10(wall_pressure(&canal, w, load_pa_s_m3) /
                      wall_pressure(&canal, w, open));
}
