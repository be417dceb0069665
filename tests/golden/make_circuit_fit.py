#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Golden fits of circuits to responses.

Writes circuit_fit.csv: responses (a circuit as some headphones were fitted, and
waves that no circuit has), how much of them is measured, and what the reference
finds: rms and cost for each type, score and log odds that it is open, and the
parameters with the priors of the type it is.
Also the tables of dsp/model/priors.c. Run in this folder.
"""
import numpy as np

import reference_fit as fit
import reference_model as model
from make_scores import plain_discriminant

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
GRID48 = 10 * 2 ** (np.arange(540) / 48.)
MIDDLE = (GRID48 >= 300) & (GRID48 <= 3000)
# type, parameters, waves in dB, phase, limited, first and last Hz
CASES = [
    ("open", "173.32 2.4196e-05 2.2143e+05 9.7189 2.652e-05 5.0137e+05 11.674 2113.9 5883.3 1.612 5.3077e+05", .3, 1., 1, 20, 20000),
    ("open", "115.27 6.6872e-05 2.5459e+05 16.399 5.7832e-05 4.1982e+05 11.039 3059.7 3700.1 0.4891 54519", .5, 2., 0, 20, 20000),
    ("open", "205.75 2.1133e-05 1.7894e+05 11.327 9.8451e-05 2.6682e+05 7.5529 1330.2 6070.9 1.9343 1.7313e+07", .4, 3., 1, 20, 8500),
    ("semi", "47.183 5.9563e-05 6.6076e+05 133.54 3.0403e-05 1.2387e+07 61.724 15420 3713.4 0.62588 15778", .5, 4., 0, 20, 20000),
    ("semi", "37.562 1.5273e-05 3.4988e+05 18.849 0.00013808 1.0159e+06 44.672 6772.4 7407.9 0.89348 1.1266e+05", .7, 5., 1, 50, 12000),
    ("closed", "63.226 2.7626e-05 1.3076e+06 40.096 2.7409e-05 3.2985e+06 2539 22557 4454.2 0.7927 37063", .4, 6., 0, 20, 20000),
    ("closed", "75.344 1.6524e-05 1.157e+06 620.3 2.4589e-05 4.1855e+06 2773.4 5364.4 4062.4 0.49555 2.3699e+05", .8, 7., 1, 20, 20000),
    ("closed", "49.927 4.1949e-05 4.4531e+07 99.956 3.5138e-05 3.5393e+07 298.39 13129 5489.7 4.9513 1.8563e+05", .6, 8., 0, 99, 8001),
]


def waves(hz, phase):
    octaves = np.log2(hz / 20.)
    return sum(np.sin(2 * np.pi * rate * octaves + k * phase)
               for k, rate in ((1, .7), (2, 1.9), (3, 3.1))) / np.sqrt(1.5)


def curve(x, size, phase):
    y = fit.relative_db(np.log(x), GRID48, model.ear_load(GRID48))[0]
    y += size * waves(GRID48, phase)
    return y - y[MIDDLE].mean()


def numbers(values):
    return ",".join("%.6g" % v for v in values)


def write_golden(out):
    out.write("# %s\ntype," % LICENCE + ",".join(fit.PARAMETERS) +
              ",waves_db,phase,limited,first_hz,last_hz,"
              "rms_open,rms_semi,rms_closed,cost_open,cost_semi,cost_closed,"
              "score,odds," + ",".join("fit_" + k for k in fit.PARAMETERS) +
              "\n")
    half = 2 ** (1 / 24.)
    with plain_discriminant() as weights:
        for kind, text, size, phase, limited, first, last in CASES:
            x = np.array([float(v) for v in text.split()])
            y = curve(x, size, phase)[48::4][:120]
            use = (model.GRID * half >= first) & (model.GRID <= last * half)
            fits = [fit.Fit(y, t, bool(limited), use) for t in fit.TYPES]
            score = model.openness_score(y, weights.name)
            row = [fit.TYPES.index(kind), *x, size, phase, limited, first,
                   last, *(f.rms for f in fits), *(f.cost for f in fits),
                   score, fit.odds(score, fits[0].cost, fits[2].cost),
                   *np.exp(fits[fit.TYPES.index(kind)].x)]
            out.write(numbers(row) + "\n")
            print(kind, *("%.3f" % f.rms for f in fits), "%.2f" % row[-12])


def number(text):
    short = "%g" % float(text)
    return short if "." in short or "e" in short else short + ".0"


def table(path, row):
    """Rows by type; a start that is there twice counts once."""
    lines = ["// " + LICENCE, "// Made by tests/golden/make_circuit_fit.py"]
    for name, kind in zip(("OPEN", "SEMI_OPEN", "CLOSED"), fit.TYPES):
        rows = [row(r) for r in fit.rows_of(path) if r["type"] == kind]
        lines += ["[HOUSING_%s] = {" % name, *dict.fromkeys(rows), "},"]
    return "\n".join(lines) + "\n"


def prior_row(r):
    values = (number(r[k]) for k in ("median", "sd_ln", "lo", "hi"))
    return "  { %s }, // %s" % (", ".join(values), r["parameter"])


def start_row(r):
    return "  { { %s } }," % ", ".join(number(r[k]) for k in fit.PARAMETERS)


def main():
    with open("circuit_fit.csv", "w", encoding="ascii") as out:
        write_golden(out)
    for name, path, row in (("priors", "priors.csv", prior_row),
                            ("prior_starts", "prior_starts.csv", start_row)):
        with open("../../dsp/model/%s.inc" % name, "w", encoding="ascii") as out:
            out.write(table(path, row))


if __name__ == "__main__":
    main()
