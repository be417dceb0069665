#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Class curves, and golden values of what the second part of the model adds.

isolation_class.csv: the columns circuit_* are what the circuits of a class say
without a class; they are recomputed from the headphones fitted first (ids 5 to
141), the others are measured curves (see physics of the model) and stay.
By reference_model2.py: isolation.csv, isolation in octaves; seal_port.csv,
change of the aligned response in octaves by seal, wear, volume and port;
twin.csv, responses of opposite housings; occlusion.csv; ears.csv, seats.
dsp/model/class_curves.inc: the same columns and those of twin_curves.csv as C.
Run in this folder.
"""
import numpy as np

import reference_model2 as second
from make_responses import bank, response_db

HZ = 20.0 * 2.0 ** (np.arange(120) / 12.0)
LICENCE = "# SPDX-License-Identifier: GPL-3.0-or-later\n"
P = second.P11
OCTAVES = (31.5, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 12500)


def x_of(row):
    return np.array([row["x"][k] for k in P])


def circuits():
    rows = {k: r for k, r in bank().items() if 5 <= k <= 141}
    select = dict(
        circuit_hd650=[rows[14]], circuit_hd25=[rows[77]],
        circuit_closed=[r for r in rows.values()
                        if r["type"] == "closed" and not r["on_ear"]],
        circuit_open_on_ear=[r for r in rows.values()
                             if r["type"] == "open" and r["on_ear"]])
    return {name: np.median([second.circuit_isolation(x_of(r), HZ, r["on_ear"])
                             for r in chosen], 0)
            for name, chosen in select.items()}


def write_classes():
    table = second._csv("isolation_class.csv")
    new = circuits()
    names = list(table[0])
    with open("isolation_class.csv", "w", encoding="ascii") as out:
        out.write(LICENCE + ",".join(names) + "\n")
        for i, row in enumerate(table):
            for name, values in new.items():
                row[name] = "%.2f" % (values[i] + 0.0)
            out.write(",".join(row[n] for n in names) + "\n")
    return names[1:]


def write_c(names):
    twins = second._csv("twin_curves.csv")
    classes = second._csv("isolation_class.csv")
    columns = [(n.upper(), [float(r[n]) for r in classes]) for n in names]
    columns += [("OPEN_TO_CLOSED", [float(r["open_to_closed_dB"]) for r in twins]),
                ("CLOSED_TO_OPEN", [float(r["closed_to_open_dB"]) for r in twins])]
    with open("../../dsp/model/class_curves.inc", "w", encoding="ascii") as out:
        out.write("// SPDX-License-Identifier: GPL-3.0-or-later\n"
                  "// Made by tests/golden/make_physics.py\n")
        for name, values in columns:
            out.write("[CURVE_%s] = {\n" % name)
            for i in range(0, 120, 8):
                out.write("  " + " ".join("%g," % v for v in values[i:i + 8])
                          + "\n")
            out.write("},\n")


def isolation_db(row, f, **kw):
    return second.isolation(x_of(row), row["type"], row["on_ear"], f,
                            tightness=row["tightness"], **kw)


def octave_db(row, centre, **kw):
    f = centre * 2.0 ** ((np.arange(24) + 0.5) / 24 - 0.5)
    return -10 * np.log10(np.mean(10 ** (-isolation_db(row, f, **kw) / 10)))


def fitted(row, seal, port):
    return lambda f: second.fit(x_of(row), f, seal=seal, port=port)


def write_golden():
    rows = {k: r for k, r in bank().items() if not r["active"]}
    with open("isolation.csv", "w", encoding="ascii") as out:
        out.write(LICENCE + "id,seal,bass_port," +
                  ",".join("%g" % o for o in OCTAVES) + "\n")
        for key, row in rows.items():
            if key == 4 or (key > 141 and key % 5):
                continue
            out.write("%d,1,0," % key + ",".join(
                "%.3f" % octave_db(row, o) for o in OCTAVES) + "\n")
        for key, seal, port in ((14, 0.7, 0), (77, 0.74, 0), (79, 0.5, 0),
                                (88, 0.8, 0), (88, 1, -1), (91, 0.6, -0.4),
                                (5, 0.7, 0), (70, 0.6, 0)):
            gap = (10 ** (2 - 2 * seal) - 1) / 2e6
            values = []
            for o in OCTAVES:
                f = o * 2.0 ** ((np.arange(24) + 0.5) / 24 - 0.5)
                i = isolation_db(rows[key], f, gap=gap,
                                 fitted=second.fit(x_of(rows[key]), f,
                                                   seal=seal, port=port))
                values.append(-10 * np.log10(np.mean(10 ** (-i / 10))))
            out.write("%d,%g,%g," % (key, seal, port) +
                      ",".join("%.3f" % v for v in values) + "\n")


CUSTOM_ONE = dict(fd=165.9, Vf=1.822e-5, RL=7.801e6, ML=124.6, Vr=4.987e-5,
                  Rv=2.729e7, Mv=304.5, rr=1.882e4, f1=7753, g1=0.6667,
                  Rb=4.872e4)  # a measured headphone with a port, at step 1
CHANGES = ((77, dict(seal=.74)), (84, dict(seal=.74)), (61, dict(seal=.6)),
           (79, dict(seal=.72)), (3, dict(seal=.5)), (3, dict(seal=0)),
           (1, dict(seal=.5)), (88, dict(wear=1)), (70, dict(wear=1)),
           (21, dict(wear=1)), (13, dict(wear=1)), (88, dict(port=-.25)),
           (88, dict(port=-1)), (3, dict(port=-1)), (3, dict(port=-.25)),
           (93, dict(port=-1)), (93, dict(port=-.25)), (88, dict(port=1)),
           (88, dict(volume=-1)), (88, dict(volume=1)), (1, dict(port=-1)),
           (0, dict(port=-.25)), (0, dict(port=-.5)), (0, dict(port=-1)))


def drum_db(x, **control):
    f = second._W
    x, gap, port = second.fit(x, f, **control)
    return second.align(
        second.db(second.net(x, f, Yg=gap, Yp=port)["drum"])[0], f)


def write_changes():
    rows = bank()
    rows[0] = dict(x=CUSTOM_ONE)
    with open("seal_port.csv", "w", encoding="ascii") as out:
        out.write(LICENCE + "id,seal,pad_wear,cup_volume,bass_port," +
                  ",".join("%g" % o for o in OCTAVES[:9]) + "\n")
        for key, c in CHANGES:
            values = []
            change = drum_db(x_of(rows[key]), **c) - drum_db(x_of(rows[key]))
            for o in OCTAVES[:9]:
                values.append(change[abs(np.log2(second._W / o)) < .5].mean())
            out.write("%d,%g,%g,%g,%g," % (key, c.get("seal", 1),
                                           c.get("wear", 0),
                                           c.get("volume", 0),
                                           c.get("port", 0)) +
                      ",".join("%.3f" % v for v in values) + "\n")


def twin_db(row):
    closed = row["type"] == "closed"
    own = response_db(dict(row, air_db=0.0), HZ)
    twin = second.response(second.opposite(x_of(row), closed), HZ)[0]
    return twin + second.twin_correction(x_of(row), closed, HZ, own)


def write_twins():
    rows = {k: r for k, r in bank().items() if not r["active"]}
    with open("twin.csv", "w", encoding="ascii") as out:
        out.write(LICENCE + "id," + ",".join("%.1f" % h for h in HZ[:104])
                  + "\n")
        for key, row in rows.items():
            if 3 < key < 142 and key % 4 == 1 or key in (14, 31, 65, 88, 96):
                out.write("%d," % key + ",".join(
                    "%.3f" % v for v in twin_db(row)[:104]) + "\n")


def write_occlusion():
    rows = bank()
    f = np.array([125.0, 250.0, 500.0])
    with open("occlusion.csv", "w", encoding="ascii") as out:
        out.write(LICENCE + "id,125,250,500,openness\n")
        for key in (1, 2, 3, 14, 19, 28, 50, 70, 77, 88, 103, 93, 107):
            x = x_of(rows[key])
            out.write("%d," % key + ",".join(
                "%.3f" % v for v in (*second.occlusion(x, f),
                                     second.lf_impedance(x))) + "\n")


EAR_HZ = HZ[::4]


def ear_db(row, leak, driver):
    x = x_of(row)
    x[P.index("RL")] *= np.exp(leak)
    x[P.index("fd")] *= np.exp(driver)
    return second.response(x, EAR_HZ, air_db=row["air_db"])[0]


def write_ears():
    """For each seat: what is 0 ln of the ratios of leak and driver, 1 the curve
    left minus right, 2 and 3 the change of the left and the right response."""
    rows = bank()
    with open("ears.csv", "w", encoding="ascii") as out:
        out.write(LICENCE + "seat,openness,what," +
                  ",".join("%.4f" % h for h in EAR_HZ) + "\n")
        for seat in (1, 2, 3, 500, 999):
            for key, openness in ((1, 1.0), (3, 0.0), (2, 0.5)):
                own = ear_db(rows[key], 0.0, 0.0)
                leak, driver, curve = second.ears(seat, openness, EAR_HZ)
                left = ear_db(rows[key], leak / 2, driver / 2) + curve / 2
                right = ear_db(rows[key], -leak / 2, -driver / 2) - curve / 2
                rest = [0.0] * (len(EAR_HZ) - 2)
                for what, values in enumerate(((leak, driver, *rest), curve,
                                               left - own, right - own)):
                    out.write("%d,%g,%d," % (seat, openness, what) +
                              ",".join("%.4f" % v for v in values) + "\n")


if __name__ == "__main__":
    write_c(write_classes())
    write_golden()
    write_changes()
    write_twins()
    write_occlusion()
    write_ears()
