#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Golden values of the acoustic network and the ear.

Writes network.csv: reference_model.py's drum pressure, isolation and volume
velocities of vent and leak, complex, for the three references, some fitted
headphones and parameter sets drawn at random between the bounds of the fits;
and ear.csv, the ear's impedance and the way to its drum.
Run in this folder.
"""
import numpy as np

import reference_model as model
from make_responses import bank

HZ = np.array([20.0, 63.0, 200.0, 630.0, 1000.0, 2500.0, 4000.0, 6300.0,
               10000.0])
BOUNDS = dict(fd=(20, 500), Vf=(1e-5, 3e-4), RL=(2e4, 1e10), ML=(1, 5000),
              Vr=(1e-5, 3e-4), Rv=(1e3, 1e10), Mv=(1, 2e4), rr=(30, 1e5),
              f1=(2000, 9500), g1=(0.05, 6), Rb=(1e4, 1e11))
LICENCE = "# SPDX-License-Identifier: GPL-3.0-or-later\n"


def parameter_sets():
    rows = bank()
    sets = [rows[key]["x"] for key in (1, 2, 3, 4, 5, 40, 79, 100, 141)]
    rng = np.random.default_rng(2018)
    for _ in range(60):
        sets.append({name: float("%.6g" % np.exp(rng.uniform(*np.log(b))))
                     for name, b in BOUNDS.items()})
    return sets


def parts(values):
    return ",".join("%.11e,%.11e" % (v.real, v.imag) for v in values)


def main():
    with open("network.csv", "w", encoding="ascii") as out:
        out.write(LICENCE + ",".join(model.M11) + ",hz," + ",".join(
            "%s_re,%s_im" % (n, n) for n in ("drum", "iso", "vent", "leak"))
            + "\n")
        for x in parameter_sets():
            o = model.network(model.m11(x), HZ)
            for i, hz in enumerate(HZ):
                out.write(",".join("%.6g" % x[n] for n in model.M11))
                out.write(",%g," % hz + parts(
                    o[n][0][i] for n in ("drum", "iso", "Uvent", "Uleak"))
                    + "\n")
    with open("ear.csv", "w", encoding="ascii") as out:
        out.write(LICENCE + "hz,z_re,z_im,h_re,h_im\n")
        for hz in np.geomspace(10.0, 24000.0, 60):
            hz = float("%.6g" % hz)
            z, h = model.ear_load(np.array([hz]))
            out.write("%g," % hz + parts((z[0], h[0])) + "\n")


if __name__ == "__main__":
    main()
