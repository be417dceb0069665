#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""One set of poles for the whole catalogue, by variable projection.

    fit_poles.py CURVES                judge dsp/filter/catalogue_poles.h
    fit_poles.py CURVES ITERATIONS     go on from there and write it anew
    fit_poles.py CURVES ITERATIONS even    the same from poles spread evenly

CURVES is what curvegen prints. Outer variables: log frequency and log bandwidth
of every complex pole, the same at all rates. Inner ones: the weights, by the
least squares of dsp/filter/weights.c with its regularisation, for the minimum-phase
responses of dsp/filter/minphase.c. The loss is exact to its gradient: G. Golub and
V. Pereyra, "The differentiation of pseudo-inverses and nonlinear least squares
problems whose variables separate", SIAM J. Numer. Anal. 10, 1973.

Needs Debian's python3-numpy and python3-scipy; with an optimised BLAS some
minutes."""
import re
import sys

import numpy as np
from scipy.linalg import solve_triangular
from scipy.optimize import minimize

HEADER = 'dsp/filter/catalogue_poles.h'
SECTIONS = 40
RIDGE = 3e-7  # CATALOGUE_RIDGE of dsp/filter/pole_set.h
GRID_HZ = 10 * 2 ** (np.arange(540) / 48.0)
POINTS = 960
STEP = np.log(2) / 48
RATES = (44100.0, 96000.0)
JUDGED_RATES = (44100.0, 48000.0, 88200.0, 96000.0, 192000.0, 384000.0)
# Nothing bends above 12 kHz; what lies there keeps the rest of the range free.
RESERVED_HZ = ((12500, 14500), (15500, 17500), (18500, 20500))
LAST_FREE_HZ = 12300.0
BASS_HZ = ((12, 15), (16, 19.5), (22, 30))  # apart, for the sake of float's noise
LEAST_BANDWIDTH_HZ = 11.0  # so that silence comes soon
RMS_DB, MAX_DB = 0.1, 0.5
AIM_DB = 0.45


def warped_hz(rate):
    return rate / np.pi * np.arctan(np.pi * 10 * 2 ** (np.arange(POINTS) / 48.0) / rate)


def bode_tail(v):
    total = np.zeros_like(v)
    for n in range(1, 2001, 2):
        total += np.where(n * v < 36, np.exp(-n * np.minimum(v, 36.0)) / n ** 2, 0)
    return np.where(v == 0, np.pi ** 2 / 4, 2 * total)


def curve_at(db, hz):
    """Catmull and Rom between grid points, as curve_at() of dsp/model/response.c."""
    x = np.clip(48 * np.log2(hz / 10.0), 0, 538.999999)
    i = x.astype(int)
    t = x - i
    value = lambda k: db[:, np.clip(k, 0, 539)]
    rise = value(i + 1) - value(i)
    before = 0.5 * (value(i + 1) - value(i - 1)) - rise
    behind = rise - 0.5 * (value(i + 2) - value(i))
    bent = t * (1 - t) * ((1 - t) * before + t * behind)
    return value(i) + t * rise + np.where((i == 0) | (i + 2 >= 540), 0, bent)


def minimum_phase(db, rate):
    m = np.arange(-POINTS, POINTS)
    near = np.where(m < 0, -m - 1, m).astype(float)
    kernel = np.zeros(4096)
    kernel[(-m) % 4096] = (bode_tail(near * STEP) - bode_tail((near + 1) * STEP)) / (np.pi * STEP)
    neper = curve_at(db, warped_hz(rate)) * np.log(10) / 20
    rises = np.zeros((len(db), 4096))
    rises[:, :POINTS - 1] = np.diff(neper, axis=1)
    phase = np.fft.irfft(np.fft.rfft(rises) * np.fft.rfft(kernel), axis=1)[:, :POINTS]
    return np.exp(neper + 1j * phase)


class Fit:
    """Where a fit looks at a rate, and what an error counts there."""

    def __init__(self, rate, stride):
        hz = warped_hz(rate)
        last = min(20500.0, 0.47 * rate)
        heard = np.where((hz >= 15) & (hz <= last))[0][::stride]
        beyond = np.where((hz > last) & (hz < 0.49 * rate))[0][3::4]
        self.rate = rate
        self.points = np.concatenate([heard, beyond])
        self.hz = hz[self.points]
        angle = 2 * np.pi * self.hz / rate
        self.octaves = np.sin(angle) / angle
        self.weight = self.octaves * (1 + (200 / self.hz) ** 2)
        self.weight[len(heard):] *= 0.09 * 4 / stride
        self.delay = np.exp(-1j * angle)[:, None]
        self.judged = (self.hz >= 20) & (self.hz <= min(20000, 0.42 * rate))
        self.goal = self.judged & (self.hz <= 10000)

    def poles(self, theta):
        hz, bandwidth = np.exp(np.split(theta, 2))
        return np.exp((2j * np.pi * hz - np.pi * bandwidth) / self.rate), hz, bandwidth

    def solve(self, theta, target):
        pole = self.poles(theta)[0]
        one = 1 / (1 - pole * self.delay)
        other = 1 / (1 - pole.conj() * self.delay)
        basis = np.concatenate([(one + other) / 2, 1j * (one - other) / 2, np.ones_like(self.delay)], 1)
        stack = lambda a: np.concatenate([a.real, a.imag])
        w = np.concatenate([self.weight, self.weight])[:, None]
        matrix = stack(basis)
        wanted = stack(target.T)
        normal = matrix.T @ (w * matrix)
        normal[np.diag_indices_from(normal)] *= 1 + RIDGE
        factor = np.linalg.cholesky(normal)
        inverse = lambda b: solve_triangular(factor, solve_triangular(factor, b, lower=True), lower=True, trans='T')
        weights = inverse(matrix.T @ (w * wanted))
        return one, other, matrix, w, wanted, weights, inverse

    def errors(self, theta, target):
        matrix, weights = (self.solve(theta, target)[i] for i in (2, 5))
        got = matrix @ weights
        n = len(self.hz)
        got = (got[:n] + 1j * got[n:]).T
        return 20 * np.log10(np.maximum(abs(got), 1e-9) / abs(target))

    def loss(self, theta, target, judge):
        one, other, matrix, w, wanted, weights, inverse = self.solve(theta, target)
        n = len(self.hz)
        flat = matrix @ weights
        got = (flat[:n] + 1j * flat[n:]).T
        value, slope = judge(20 * np.log10(np.maximum(abs(got), 1e-9) / abs(target)), self)
        slope = slope * (20 / np.log(10)) * got / np.maximum(abs(got) ** 2, 1e-18)
        slope = np.concatenate([slope.real.T, slope.imag.T])
        adjoint = inverse(matrix.T @ slope)
        to_basis = slope @ weights.T + (w * (wanted - flat)) @ adjoint.T - w * (matrix @ adjoint) @ weights.T
        to_basis -= 2 * RIDGE * (adjoint * weights).sum(1) * (w * matrix)
        to_basis = to_basis[:n] + 1j * to_basis[n:]
        pole, hz, bandwidth = self.poles(theta)
        gradient = []
        for move in (2j * np.pi * hz / self.rate * pole, -np.pi * bandwidth / self.rate * pole):
            a = self.delay * one * one * move
            b = self.delay * other * other * move.conj()
            inner = lambda x, y: (x.real * y.real + x.imag * y.imag).sum(0)
            gradient.append(inner(to_basis[:, :SECTIONS], (a + b) / 2)
                            + inner(to_basis[:, SECTIONS:2 * SECTIONS], 1j * (a - b) / 2))
        return value, np.concatenate(gradient)


def judge_of(catalogue):
    """Soft maxima of the first targets' errors; the rest, uses, robustly."""

    def judge(e, fit):
        slope = np.zeros_like(e)
        octaves = fit.octaves * fit.judged
        octaves = octaves / octaves.sum()
        own, uses = e[:catalogue], e[catalogue:]
        x = np.abs(own[:, fit.judged]) / AIM_DB
        value = 400 * (x ** 14).mean()
        slope[:catalogue, fit.judged] = 5600 * x ** 13 / AIM_DB * np.sign(own[:, fit.judged]) / x.size
        square = (own * own) @ octaves / RMS_DB ** 2
        value += 3 * (square ** 2).mean()
        slope[:catalogue] += (12 * square / RMS_DB ** 2 / catalogue)[:, None] * own * octaves
        square = (uses * uses) @ octaves / RMS_DB ** 2
        value += 0.3 * np.log1p(square + square ** 2).mean()
        part = (1 + 2 * square) / (1 + square + square ** 2)
        slope[catalogue:] = (0.6 * part / RMS_DB ** 2 / len(uses))[:, None] * uses * octaves
        x = np.abs(uses[:, fit.goal]) / MAX_DB
        value += 3 * np.log1p(x ** 4).mean()
        slope[catalogue:, fit.goal] += 12 * x ** 3 / (1 + x ** 4) / MAX_DB * np.sign(uses[:, fit.goal]) / x.size
        return value, slope

    return judge


def notch_depth(db):
    around = np.convolve(np.pad(db, 8, 'edge'), np.ones(17) / 17, 'valid')
    return np.maximum(around - 1.5 - db, 0)


def random_uses(db, n, seed):
    """Strength, wearing as dsp/model/simulation.c has it, places on the morph."""
    random = np.random.default_rng(seed)
    pick = lambda: db[random.integers(len(db))]
    uses = []
    for _ in range(n):
        strength = random.uniform(0.5, 1.5)
        heard = strength * pick()
        if random.random() < 0.6:
            worn = pick()
            x = heard - worn - np.maximum(notch_depth(worn) - notch_depth(heard), 0)
            heard = np.where(x <= 6, x, 6 + 3 * np.tanh((x - 6) / 3))
        elif random.random() < 0.5:
            heard = heard + random.random() * (strength * pick() - heard)
        uses.append(heard)
    return np.array(uses)


def spread_evenly():
    hz = np.concatenate([np.geomspace(15, 12000, SECTIONS - len(RESERVED_HZ)), [np.mean(r) for r in RESERVED_HZ]])
    return np.concatenate([np.log(hz), np.log(2.25 * np.gradient(hz))])


def read_header():
    rows = re.findall(r'\{\s*([\d.e+]+),\s*([\d.e+]+)\s*\}', open(HEADER).read())
    return np.log(np.array(rows, float).T.ravel())


def write_header(theta):
    text = open(HEADER).read()
    rows = ''.join('  { %.6g, %.6g },\n' % tuple(row) for row in np.exp(theta).reshape(2, -1).T)
    start = text.index('= {\n') + 4
    open(HEADER, 'w').write(text[:start] + rows + text[text.index('};'):])


def improve(theta, db, iterations):
    targets = np.vstack([db, random_uses(db, 250, 1)])
    sets = [(fit, minimum_phase(targets, rate)[:, fit.points]) for rate in RATES for fit in [Fit(rate, 2)]]
    judge = judge_of(len(db))

    def total(x):
        parts = [fit.loss(x, target, judge) for fit, target in sets]
        return sum(p[0] for p in parts), sum(p[1] for p in parts)

    bounds = [tuple(np.log(r)) for r in BASS_HZ]
    bounds += [(np.log(12), np.log(LAST_FREE_HZ))] * (SECTIONS - len(BASS_HZ) - len(RESERVED_HZ))
    bounds += [tuple(np.log(r)) for r in RESERVED_HZ] + [(np.log(LEAST_BANDWIDTH_HZ), np.log(30000))] * SECTIONS
    found = minimize(total, theta, jac=True, method='L-BFGS-B', bounds=bounds,
                     options=dict(maxiter=iterations, maxcor=40, gtol=1e-9, ftol=1e-12))
    order = np.argsort(found.x[:SECTIONS])
    return np.concatenate([found.x[:SECTIONS][order], found.x[SECTIONS:][order]])


def report(theta, db):
    for rate in JUDGED_RATES:
        fit = Fit(rate, 1)
        e = fit.errors(theta, minimum_phase(db, rate)[:, fit.points])
        octaves = fit.octaves * fit.goal
        rms = np.sqrt((e * e) @ octaves / octaves.sum())
        print('%6g Hz: to 10 kHz %.3f dB rms, %.3f at most, to 20 kHz %.3f; %d of %d within %g and %g' % (
            rate, rms.max(), abs(e[:, fit.goal]).max(), abs(e[:, fit.judged]).max(),
            ((rms <= RMS_DB) & (abs(e[:, fit.goal]).max(1) <= MAX_DB)).sum(), len(db), RMS_DB, MAX_DB))
    fit = Fit(48000.0, 1)
    uses = random_uses(db, 600, 2)
    e = fit.errors(theta, minimum_phase(uses, 48000.0)[:, fit.points])
    octaves = fit.octaves * fit.goal
    rms = np.sqrt((e * e) @ octaves / octaves.sum())
    print('random uses: %d of %d, worst %.3f dB rms, %.3f at most' % (
        ((rms <= RMS_DB) & (abs(e[:, fit.goal]).max(1) <= MAX_DB)).sum(), len(uses), rms.max(), abs(e[:, fit.goal]).max()))


def main():
    db = np.loadtxt(sys.argv[1])
    theta = spread_evenly() if 'even' in sys.argv else read_header()
    if len(sys.argv) > 2:
        theta = improve(theta, db, int(sys.argv[2]))
        write_header(theta)
    report(theta, db)


main()
