#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Golden data for the fit, the isolation and the bleed.

Solves the headphone's network as a matrix of node equations, where dsp/ uses a
closed form.
Run from the root of the repository: it reads presets/headphones.tsv and
rewrites tests/golden/fit_bands.csv, isolation_bands.csv and
isolation_bleed.csv.
"""
import csv
import numpy as np

RHO, C = 1.2, 343.0
KB = RHO * C * C
NAMES = ("fd", "Vf", "RL", "ML", "Vr", "Rv", "Mv", "rr", "f1", "g1", "Rb")
BANDS = np.array([31.5, 63, 125, 250, 500, 1000, 2000, 4000, 8000])
SUB = 2.0 ** ((np.arange(24) + 0.5) / 24 - 0.5)


def bank():
    rows = {}
    with open("presets/headphones.tsv", encoding="utf-8") as f:
        for line in f:
            if line.startswith("#"):
                continue
            c = line.rstrip("\n").split("\t")
            x = dict(zip(NAMES, map(float, c[6:17])))
            x["on_ear"] = float(c[4] == "on-ear")
            rows[int(c[0])] = x
    return rows


def ear(f):
    """Chain matrix from the entrance of the concha to the drum."""
    s = 2j * np.pi * f

    def series(z):
        return np.array([[np.ones_like(s), z + 0 * s], [0 * s, np.ones_like(s)]])

    def shunt(y):
        return np.array([[np.ones_like(s), 0 * s], [y + 0 * s, np.ones_like(s)]])

    kl = s / 1j / C * (1 - 0.02j) * 0.010
    zc = RHO * C / 44.2e-6
    tube = np.array([[np.cos(kl), 1j * zc * np.sin(kl)],
                     [1j * np.sin(kl) / zc, np.cos(kl)]])
    parts = [series(35 * s + 2.5e5), shunt(s * 2e-6 / KB), tube,
             series(82.9 * s), shunt(0.943e-12 * s),
             shunt(1 / (50.6e6 + 9.4e3 * s + 1 / (1.9e-12 * s))),
             series(130.3 * s), shunt(1.479e-12 * s),
             shunt(1 / (31.1e6 + 983.8 * s + 1 / (2.1e-12 * s))),
             series(133.4 * s), shunt(1.517e-12 * s)]
    t = parts[0]
    for p in parts[1:]:
        t = np.einsum("ijf,jkf->ikf", t, p)
    return t[0, 0] / t[1, 0], 1 / t[0, 0]


def solve(x, f):
    """drum per P_s, isolation, pressure of the openings at 1 m before D_h.

    Nodes: 0 pad cavity's uniform pressure, 1 driver front = entrance of the
    ear (uniform plus first mode), 2 driver rear. Outside is the reference.
    """
    s = 2j * np.pi * f
    ze, he = ear(f)
    wd = 2 * np.pi * x["fd"]
    ya = 1 / (80 * (s + wd / 0.7 + wd * wd / s))
    yb = 1 / (x["Rb"] * (1 + s / 3e3))
    wc = 2 * np.pi * 90
    yw = 4e-3 ** 2 / (0.3 * (s + wc / 2 + wc * wc / s))
    yl = 1 / (x["RL"] + s * x["ML"]) + x.get("worn", 0) / (1 + s * 1.4e-3)
    if x.get("gap", 0):
        h = np.cbrt(12 * 1.82e-5 * 0.2 * x["gap"])  # height of a slit
        yl = yl + 1 / (1 / x["gap"] + s * 1.2 * RHO * 0.2 / h)
    w1 = 2 * np.pi * x["f1"]
    ym = (w1 * w1 + s * s + s * w1 / 2.2) * x["Vf"] / (x["g1"] * KB * s)
    # cup: tube as a pi of admittances between driver rear and vent
    a = np.sqrt(1 + x["rr"] / (RHO * s))
    kl = s / C * a * x["Vr"] / 12e-4
    zc = RHO * C / 12e-4 * a
    cosh, sinh = np.cosh(kl), np.sinh(kl)
    y_through, y_end = 1 / (zc * sinh), (cosh - 1) / (zc * sinh)
    yv = 1 / (x["Rv"] + s * x["Mv"]) + x.get("port", 0) / (1.05e6 + 2000 * s)

    def nodal(p_s, p_out):
        n = len(f)
        m = np.zeros((n, 4, 4), complex)
        b = np.zeros((n, 4), complex)

        def branch(i, j, y):
            m[:, i, i] += y
            if j is not None:
                m[:, j, j] += y
                m[:, i, j] -= y
                m[:, j, i] -= y
        branch(0, None, s * x["Vf"] / KB)
        branch(0, None, yl + yw)
        b[:, 0] += (yl + yw) * p_out
        branch(0, 1, ym)
        branch(1, None, 1 / ze)
        branch(1, 2, ya)
        b[:, 1] += ya * p_s
        b[:, 2] -= ya * p_s
        branch(1, 2, yb)
        branch(2, None, y_end)
        branch(2, 3, y_through)
        branch(3, None, y_end)
        branch(3, None, yv)
        b[:, 3] += yv * p_out
        return np.linalg.solve(m, b[..., None])[..., 0]
    p = nodal(1.0, 0.0)
    out = p[:, 3] * yv + p[:, 0] * (yl + yw)
    return p[:, 1] * he, nodal(0.0, 1.0)[:, 1], s * RHO / (4 * np.pi) * out


def fit(x, seal, wear, volume, damping, port):
    """Housing with the gap that seal and wear open."""
    y = dict(x)
    y["Vf"] *= 0.95 ** wear
    y["Vr"] *= 2 ** volume
    y["rr"] *= 10 ** damping
    y["Rb"] = x["Rb"] * 10 ** max(port, 0) + 2.6e4 * wear
    y["port"] = max(-port, 0)
    y["gap"] = (10 ** (2 - 2 * seal) - 1) / 2e6
    y["worn"] = wear / 2.25e6
    return y


def mean_db(h):
    return 20 * np.log10(abs(h)).reshape(len(BANDS), -1).mean(1)


def drum_bands(x):
    align = np.exp(np.linspace(np.log(300), np.log(3000), 160))
    f = np.concatenate([(BANDS[:, None] * SUB).ravel(), align])
    d = solve(x, f)[0]
    n = len(BANDS) * len(SUB)
    return mean_db(d[:n]) - 20 * np.log10(abs(d[n:])).mean()


def covered_ear(f, on_ear):
    def resonance(f0, q):
        s = 1j * f / f0
        return 1 / (s * s + s / q + 1)
    over = resonance(2000.0, 1.5)
    on = 1 / (1 + 1j * f / 1500.0)
    return (on if on_ear else over) / resonance(3000.0, 2.0)


def isolation_bands(x):
    f = (BANDS[:, None] * SUB).ravel()
    t = abs(solve(x, f)[1] * covered_ear(f, x["on_ear"])) ** 2
    t += 10 ** (-3.4 if x["on_ear"] else -4.7)
    return 10 * np.log10(t.reshape(len(BANDS), -1).mean(1))


CASES = ((77, .74, 0, 0, 0, 0), (91, .5, 0, 0, 0, 0), (14, .5, 0, 0, 0, 0),
         (88, 1, 1, 0, 0, 0), (70, 1, 1, 0, 0, 0), (21, 1, 1, 0, 0, 0),
         (13, 1, 1, 0, 0, 0), (88, .9, .5, 1, -1, .5), (14, 1, 0, -1, 1, -1))
ISOLATED = (1, 2, 3, 14, 77, 79, 88, 91)


def main():
    rows = bank()
    with open("tests/golden/fit_bands.csv", "w", newline="") as f:
        f.write("# id, seal, pad wear, cup volume, cup damping, bass port, "
                "then change in dB in the octaves 31.5 Hz .. 8 kHz\n")
        for c in CASES:
            d = drum_bands(fit(rows[c[0]], *c[1:])) - drum_bands(rows[c[0]])
            csv.writer(f, lineterminator="\n").writerow(
                list(c) + ["%.3f" % v for v in d])
    with open("tests/golden/isolation_bands.csv", "w", newline="") as f:
        f.write("# id, then gain in dB from outside, octaves 31.5 Hz .. 8 kHz, "
                "without the headphone's own correction\n")
        for i in ISOLATED:
            csv.writer(f, lineterminator="\n").writerow(
                [i] + ["%.3f" % v for v in isolation_bands(rows[i])])
    with open("tests/golden/isolation_bleed.csv", "w", newline="") as f:
        f.write("# id, then level in dB at 0.3 m re drum at 31.5 Hz .. 8 kHz, "
                "before the head's baffle effect\n")
        for i in ISOLATED:
            d, _, b = solve(rows[i], BANDS)
            csv.writer(f, lineterminator="\n").writerow(
                [i] + ["%.3f" % v for v in 20 * np.log10(abs(b / d) / .3)])


if __name__ == "__main__":
    main()
