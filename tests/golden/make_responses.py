#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Golden responses of every headphone in the bank.

Writes relative_db.csv: for each permanent id the response relative to the
neutral target in dB at 20 Hz * 2^(n/12) up to 20 kHz, computed with
reference_model.py and reference_model2.py (the air above 8 kHz) and, where the
row keeps a measured residual, with six analogue peaking filters multiplied in.
Also target_db.csv, the neutral target between its published points.
Run in this folder.
"""
import numpy as np
from scipy.interpolate import PchipInterpolator

import reference_model as model
import reference_model2 as second

GRID_HZ = 20.0 * 2.0 ** (np.arange(120) / 12.0)


def bank(path="../../presets/headphones.tsv"):
    rows = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            cell = line.rstrip("\n").split("\t")
            rows[int(cell[0])] = {
                "type": cell[3],
                "on_ear": cell[4] == "on-ear",
                "tightness": None if cell[18] == "-" else float(cell[18]),
                "air_db": float(cell[20]),
                "active": cell[21] == "active",
                "x": dict(zip(model.M11, map(float, cell[6:17]))),
                "peaks": [] if cell[17] == "-" else
                [tuple(map(float, p.split("/"))) for p in cell[17].split()],
            }
    return rows


def peak_db(hz, peak):
    """Analogue peaking filter of the audio EQ cookbook at s = jf/f0."""
    f0, gain_db, q = peak
    a = 10.0 ** (gain_db / 40.0)
    s = 1j * hz / f0
    h = (s * s + s * a / q + 1.0) / (s * s + s / (a * q) + 1.0)
    return 20.0 * np.log10(np.abs(h))


def response_db(row, hz=GRID_HZ):
    x = np.array([row["x"][k] for k in model.M11])
    db = second.response(x, hz, row["air_db"])[0]
    for peak in row["peaks"]:
        db = db + peak_db(hz, peak)
    return db


def main():
    licence = "# SPDX-License-Identifier: GPL-3.0-or-later\n"
    with open("relative_db.csv", "w", encoding="ascii") as out:
        out.write(licence + "id,")
        out.write(",".join("%.2f" % hz for hz in GRID_HZ) + "\n")
        for key, row in sorted(bank().items()):
            out.write("%d," % key)
            out.write(",".join("%.2f" % v for v in response_db(row)) + "\n")

    pchip = PchipInterpolator(np.log(model.TARGET_HZ), model.TARGET_DB)
    with open("target_db.csv", "w", encoding="ascii") as out:
        out.write(licence + "hz,db\n")
        for hz in np.geomspace(20.0, 20000.0, 211):
            # Seventeen digits are the double; rounding may leave the range.
            hz = min(max(float(hz), 20.0), 20000.0)
            out.write("%.17g,%.12f\n" % (hz, pchip(np.log(hz))))


if __name__ == "__main__":
    main()
