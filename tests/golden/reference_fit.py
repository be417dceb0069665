#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Reference for the fit of a circuit to a measured response, with numpy alone.

The estimate: minimum over x = ln(parameter) of
  sum_i 35/n (e_i / 1 dB)^2 + sum_k ((x_k - ln median_k) / sd_k)^2
within the bounds of priors.csv. i: the 108 twelfths of an octave from 20 Hz to
10 kHz, n of them measured; e = model + level - data, with the level solved for.
At limits (values <= -5 dB of an equaliser) only what is too loud counts, and what
is more than 3 dB too soft, by a soft hinge. Derivatives are differences.
"""
import csv

import numpy as np

import reference_model as model

PARAMETERS = model.M11
HZ = model.GRID[model.GRID <= 10000]
N = len(HZ)
CONSTANT = dict(Ma=80., Qd=.7, Q1=2.2, Qc=2., fc=90., mc=.3, Sc=4e-3)
LIMIT_DB = -5.0
TYPES = ("open", "semi", "closed")


def pchip(x, y, at):
    """Monotone cubic (Fritsch and Carlson), ends as Matlab's."""
    h = np.diff(x)
    d = np.diff(y) / h
    m = np.zeros(len(x))
    for k in range(1, len(x) - 1):
        if d[k - 1] * d[k] > 0:
            a, b = 2 * h[k] + h[k - 1], h[k] + 2 * h[k - 1]
            m[k] = (a + b) / (a / d[k - 1] + b / d[k])

    def end(h0, h1, d0, d1):
        v = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1)
        if v * d0 <= 0:
            return 0.
        return 3 * d0 if d0 * d1 <= 0 and abs(v) > 3 * abs(d0) else v

    m[0] = end(h[0], h[1], d[0], d[1])
    m[-1] = end(h[-1], h[-2], d[-1], d[-2])
    i = np.clip(np.searchsorted(x, at) - 1, 0, len(h) - 1)
    t = (at - x[i]) / h[i]
    return ((1 + 2 * t) * (1 - t)**2 * y[i] + t * (1 - t)**2 * h[i] * m[i] +
            t * t * (3 - 2 * t) * y[i + 1] + t * t * (t - 1) * h[i] * m[i + 1])


def target_db(hz):
    return pchip(np.log(model.TARGET_HZ), model.TARGET_DB,
                 np.log(np.clip(hz, 20, 20000)))


def relative_db(x, hz, ear):
    """Rows of ln-parameters: dB relative to the target, of any level."""
    x = np.atleast_2d(x)
    p = {k: np.exp(x[:, i:i + 1]) for i, k in enumerate(PARAMETERS)}
    for k, v in CONSTANT.items():
        p[k] = np.full((len(x), 1), v)
    p["Lr"], p["Mb"] = p["Vr"] / 12e-4, p["Rb"] / 3e3
    drum = model.network(p, hz, ear)["drum"]
    return 20 * np.log10(np.abs(drum) + 1e-30) - target_db(hz)


def rows_of(path):
    with open(path, encoding="ascii") as file:
        return list(csv.DictReader(v for v in file if not v.startswith("#")))


def priors():
    table = {}
    for r in rows_of("priors.csv"):
        table.setdefault(r["type"], {})[r["parameter"]] = [
            float(r[k]) for k in ("median", "sd_ln", "lo", "hi")]
    return {t: np.array([table[t][k] for k in PARAMETERS]) for t in table}


def starts():
    table = {}
    for r in rows_of("prior_starts.csv"):
        table.setdefault(r["type"], []).append(
            np.log([float(r[k]) for k in PARAMETERS]))
    return table


def hinge(e):
    return np.where(e <= 3, 0., np.where(e < 8, (e - 3)**2 / 10, e - 5.5))


class Fit:
    ear = model.ear_load(HZ)

    def __init__(self, y, kind, limited, use):
        """y: dB relative to the target, aligned, 108 values; use: measured."""
        self.y, self.use = y[:N], use[:N]
        self.limit = self.use & (self.y <= LIMIT_DB) & limited
        self.w = self.use / self.use.sum() * 35.
        self.u = self.w * ~self.limit
        p = priors()[kind]
        self.mu, self.sd = np.log(p[:, 0]), p[:, 1]
        self.lo, self.hi = np.log(p[:, 2]), np.log(p[:, 3])
        self.best = min((self.descend(x) for x in starts()[kind]),
                        key=lambda r: r[1])
        self.x, self.cost = self.best
        e = self.error(self.x)[0]
        self.rms = float(np.sqrt((e**2).sum() / self.use.sum()))

    def error(self, x):
        m = relative_db(x, HZ, self.ear)
        level = ((self.y - m) * self.u).sum(1, keepdims=True) / self.u.sum()
        e = m + level - self.y
        return np.where(self.limit & (e < 0), -hinge(-e), e) * self.use

    def residual(self, x):
        x = np.atleast_2d(x)
        return np.hstack([self.error(x) * np.sqrt(self.w),
                          (x - self.mu) / self.sd])

    def descend(self, x):
        """Bounded Levenberg-Marquardt: active set, step clipped to bounds."""
        n = len(x)
        lo, hi = self.lo + 1e-6, self.hi - 1e-6
        x = np.clip(x, lo, hi)
        damping, h, small = .1, 1e-4, 0
        r = self.residual(x)[0]
        c = r @ r
        for _ in range(60):
            j = (self.residual(x + h * np.eye(n)) - r).T / h
            g, a = j.T @ r, j.T @ j
            free = ~(((x <= lo + 1e-9) & (g > 0)) | ((x >= hi - 1e-9) & (g < 0)))
            found = False
            for _ in range(8):
                d = np.zeros(n)
                b = a[np.ix_(free, free)]
                d[free] = np.linalg.solve(
                    b + damping * np.diag(np.diag(b) + 1e-9), -g[free])
                xn = np.clip(x + np.clip(d, -1.5, 1.5), lo, hi)
                rn = self.residual(xn)[0]
                cn = rn @ rn
                if cn < c:
                    found = True
                    break
                damping *= 4
            if not found:
                break
            drop = c - cn
            x, r, c = xn, rn, cn
            damping = max(damping * .25, 1e-6)
            small = small + 1 if drop < 2e-4 * c else 0
            if small >= 2:
                break
        return x, c


def odds(score, cost_open, cost_closed):
    """Log odds that it is open."""
    return (.7273 * np.clip(score, -8, 8) +
            .03635 * np.clip(cost_closed - cost_open, -60, 60) - .4613)
